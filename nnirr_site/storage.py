"""Uploads, kept whole or not at all."""

from __future__ import annotations

import os
import secrets

from django.core.files.storage import FileSystemStorage


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
