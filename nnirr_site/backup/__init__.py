"""One encrypted file with everything that a site is made of, and back: database, uploads, private
files. Keys and settings are never in it.
"""
