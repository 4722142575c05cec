"""The starter content in Spanish: the same pages as in English, word by word in another language.

Each module translates the module of the same name with ``parts.translated``. The terms are those of
the glossary that the content was written from; ``tests/content/test_spanish.py`` compares both.
"""

from . import (
    call,
    home,
    initiatives,
    menus,
    migrants_day,
    networks,
    resources,
    sources,
    standard_pages,
    tracker,
    updates,
)

PAGES = [
    *home.PAGES,
    *initiatives.PAGES,
    *networks.PAGES,
    *tracker.PAGES,
    *updates.PAGES,
    *resources.PAGES,
    *migrants_day.PAGES,
    *call.PAGES,
    *standard_pages.PAGES,
]
"""All pages, parents before children."""

__all__ = ["PAGES", "call", "menus", "sources"]
