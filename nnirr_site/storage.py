"""Uploads, kept whole or not at all; and static files as production serves them: named by content,
compressed, sheets without air."""

from __future__ import annotations

import os
import re
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
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


class UploadStorage(FileSystemStorage):
    """Leaves nothing behind of a file that could not be written, as on a disk that is full."""

    def _save(self, name, content):
        """Write aside, then take the name. Raises OSError if there is no room or no right."""
        folder, _slash, _last = name.replace("\\", "/").rpartition("/")
        aside = "/".join(filter(None, (folder, f".{secrets.token_hex(8)}.part")))
        try:
            super()._save(aside, content)
            return self._rename(aside, name)
        except BaseException:
            self.delete(aside)
            raise

    def _rename(self, aside: str, name: str) -> str:
        """Give the file its name, or a similar one if another process took it meanwhile."""
        while True:
            try:
                handle = os.open(self.path(name), os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            except FileExistsError:
                name = self.get_available_name(name)
                continue
            os.close(handle)
            try:
                os.replace(self.path(aside), self.path(name))
            except OSError:
                self.delete(name)
                raise
            return name


class CompactStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Minifies our own sheets while they are collected; everything else is whitenoise's work."""

    def _save(self, name, content):
        if name.startswith(OWN_SHEETS) and name.endswith(".css"):
            content.seek(0)
            sheet = content.read()
            sheet = sheet.decode() if isinstance(sheet, bytes) else sheet
            content = ContentFile(minify_css(sheet).encode())
        return super()._save(name, content)
