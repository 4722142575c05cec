"""The record of departures: files apart from the database, one a day, a line for each row.

Appended to and never changed; a whole file is deleted when no backup is so old any more. A line is
on the disk (`fsync`) before `append` returns. What a crash broke off is no line, and is written
again.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

logger = logging.getLogger(__name__)

SUFFIX = ".jsonl"


@dataclass(frozen=True)
class Entry:
    """One departure as it stands in the record."""

    token: str
    kind: str
    key_id: str
    signature_key: str
    later_key: str
    at: datetime

    def to_line(self) -> bytes:
        values = asdict(self) | {"at": self.at.astimezone(UTC).isoformat()}
        return json.dumps(values, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Entry:
        """Raises ValueError, TypeError or KeyError for what is no whole line."""
        values = json.loads(line)
        at = datetime.fromisoformat(values["at"])
        if at.tzinfo is None:
            raise ValueError("a time without a zone")
        return cls(**values | {"at": at})


class Record:
    """The files of one folder."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)

    def read(self) -> dict[str, Entry]:
        """Token → entry, in the order in which they were written."""
        found: dict[str, Entry] = {}
        broken = 0
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            for line in path.read_bytes().splitlines():
                try:
                    entry = Entry.from_line(line)
                except (ValueError, TypeError, KeyError):
                    broken += bool(line.strip())
                else:
                    found.setdefault(entry.token, entry)
        if broken:
            logger.warning("departures: %d lines of the record were broken off", broken)
        return found

    def append(self, entries: Iterable[Entry]) -> int:
        """Write them, and wait until they are on the disk. Returns how many."""
        by_day: dict[str, list[bytes]] = {}
        for entry in entries:
            by_day.setdefault(entry.at.astimezone(UTC).date().isoformat(), []).append(
                entry.to_line()
            )
        if by_day:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for day, lines in by_day.items():
            self._append(self.folder / f"{day}{SUFFIX}", lines)
        return sum(map(len, by_day.values()))

    def _append(self, path: Path, lines: list[bytes]) -> None:
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with open(handle, "ab+") as file:
            if file.tell() and os.pread(handle, 1, file.tell() - 1) != b"\n":
                file.write(b"\n")  # after what a crash broke off
            file.write(b"".join(lines))
            file.flush()
            os.fsync(handle)
        if is_new:
            self._sync_folder()

    def _sync_folder(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def forget_before(self, moment: datetime) -> int:
        """Delete the files of days that ended before. Returns how many."""
        last = f"{moment.astimezone(UTC).date().isoformat()}{SUFFIX}"
        old = [path for path in self.folder.glob(f"*{SUFFIX}") if path.name < last]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)
