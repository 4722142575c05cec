"""Printed materials that the project makes itself: real PDF files, in English and Spanish.

What they say is in `content`, a file a language; where it stands is in the `.typ` beside it.
"""
