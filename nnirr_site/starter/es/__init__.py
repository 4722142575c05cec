"""The starter content in Spanish: the same pages as in English, word by word in another language.

Each module translates the module of the same name with ``parts.translated``. The terms are those of
the glossary that the content was written from; ``tests/content/test_spanish.py`` compares both.
"""
