"""Static files as production serves them: named by content, compressed, sheets without air."""

from __future__ import annotations

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN_SHEETS = "css/"
# Strings, and addresses without quotes, are left as they are.
KEPT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))""")
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def minify_css(sheet: str) -> str:
    """The same style sheet without comments and without spaces that mean nothing.

    Spaces around `+` and `-` stay: `calc()` needs them. Comments inside strings do not occur in
    our sheets; `tests/nnirr_site/test_storage.py` holds the rules before and after against
    each other in a browser.
    """
    parts = KEPT.split(COMMENT.sub("", sheet))
    for index in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[index])
        part = re.sub(r"\s*([{};,>])\s*", r"\1", part)
        parts[index] = re.sub(r":\s+", ":", part)
    return "".join(parts).replace(";}", "}").strip()


class CompactStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Minifies our own sheets while they are collected; everything else is whitenoise's work."""

    def _save(self, name, content):
        if name.startswith(OWN_SHEETS) and name.endswith(".css"):
            content.seek(0)
            sheet = content.read()
            sheet = sheet.decode() if isinstance(sheet, bytes) else sheet
            content = ContentFile(minify_css(sheet).encode())
        return super()._save(name, content)
