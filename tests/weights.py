"""How heavy a page may be, and whether its sheets know everything that is on it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders

from nnirr_site.http.static_storage import join_sheet, list_sheets

LIMIT = 14_336  # bytes that a server may send in the first round trip: ten packets
# Sheets of the admin, of its sign-in, and for paper: no page of the site shows itself in them.
FOR_OTHERS = {"css/admin.css", "css/doors.css", "css/print.css"}


def linked_sheets(html: str) -> list[str]:
    """The sheets that a reader waits for; that for paper is fetched last."""
    return re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"(?! media="print")', html)


def weigh_sheets(html: str, compress=brotli.compress) -> int:
    """Bytes of those sheets as they are sent: minified, each compressed by itself."""
    return sum(len(compress(Path(finders.find(name)).read_bytes())) for name in linked_sheets(html))


def find_unstyled(html: str) -> set[str]:
    """Classes on a page that some sheet of the site has looks for, but none that the page links."""
    tags = re.sub(r"<script\b.*?</script>", "", html, flags=re.S)
    used = {name for text in re.findall(r'\sclass="?([^">]+)', tags) for name in text.split()}
    here = set().union(*(classes_in(name) for name in linked_sheets(html)))
    return (used & all_classes()) - here


@cache
def all_classes() -> set[str]:
    names = set(list_sheets(Path(settings.STATICFILES_DIRS[0]))) - FOR_OTHERS
    return set().union(*(classes_in(name) for name in names))


@cache
def classes_in(name: str) -> set[str]:
    """Classes that the sheet has looks for, leaving out what only adapts them to a mode."""
    text = without_modes(join_sheet(Path(settings.STATICFILES_DIRS[0]) / name))
    text = re.sub(r'url\([^)]*\)|"[^"]*"', "", text)
    return set(re.findall(r"\.([a-z][\w-]*)", text))


def without_modes(sheet: str) -> str:
    start = sheet.find("@layer modes{")
    depth = 0
    for place in range(start, len(sheet) if start >= 0 else start):
        depth += {"{": 1, "}": -1}.get(sheet[place], 0)
        if sheet[place] == "}" and not depth:
            return sheet[:start] + without_modes(sheet[place + 1 :])
    return sheet
