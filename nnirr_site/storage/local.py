"""Uploads on the disk of this machine, kept whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from datetime import UTC, datetime

from django.core.files.storage import FileSystemStorage

from nnirr_site.storage.state import FileState


class UploadStorage(FileSystemStorage):
    """Leaves nothing behind of a file that could not be written, as on a disk that is full."""

    def find_state(self, name: str) -> FileState:
        """Raises FileNotFoundError for what is no file, and what `open` raises."""
        found = os.stat(self.path(name))
        if not stat.S_ISREG(found.st_mode):
            raise FileNotFoundError(name)
        changed_at = datetime.fromtimestamp(int(found.st_mtime), UTC)
        etag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
        return FileState(found.st_size, changed_at, etag)

    def may_hold(self, name: str) -> bool:
        """Whether it is worth asking whom a file is for: a look at the disk costs nothing."""
        return os.path.isfile(self.path(name))

    def open_known(self, name: str, state: FileState):
        """Open what was just asked for: the file itself, so that the server can send it."""
        return open(self.path(name), "rb")

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
