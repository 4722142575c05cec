"""Making a backup, and deleting those that are too old."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nnirr_site.backup.archive import Manifest, write_archive
from nnirr_site.backup.crypt import encrypting, read_recipients
from nnirr_site.backup.errors import BackupError
from nnirr_site.backup.postgres import dumping

NAME = re.compile(r"site-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.tar\.age(\.part)?")
TIME = "%Y-%m-%dT%H-%M-%SZ"
ABANDONED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Made:
    """A backup that is on the disk."""

    path: Path
    manifest: Manifest
    sha256: str  # of the encrypted file


def make_backup(
    folder: Path,
    recipients: Sequence[str],
    folders: Mapping[str, Path],
    prove: Callable[[str], str],
) -> Made:
    """Write one; it has its name only when it is whole and on the disk. Raises `BackupError`."""
    keys = read_recipients(recipients)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_little_room(folder)
    now = datetime.now(UTC)
    path = folder / f"site-{now.strftime(TIME)}.tar.age"
    part = path.with_name(f"{path.name}.part")
    try:
        with encrypting(part, keys) as stream, dumping() as dump:
            manifest = write_archive(stream, dump, folders, now, prove)
        with open(part, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    _sync(folder)
    return Made(path, manifest, digest)


def _refuse_little_room(folder: Path) -> None:
    """Backups often lie on the disk of PostgreSQL, which stops when that is full."""
    sizes = {path.name: path.stat().st_size for path in folder.glob("site-*.tar.age")}
    needed = 2 * sizes[max(sizes)] if sizes else 0
    if shutil.disk_usage(folder).free < needed:
        raise BackupError(
            f"There is no room in {folder}: the last backup has {needed // 2:,} bytes, and twice"
            " that has to be free."
        )


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def prune_backups(folder: Path, days: int, now: datetime | None = None) -> list[Path]:
    """Delete what is older by its name, and what a crash left half written. Returns which."""
    now = now or datetime.now(UTC)
    gone = []
    for path in sorted(folder.glob("site-*")):
        match = NAME.fullmatch(path.name)
        if match is None:
            continue
        made_at = datetime.strptime(match[1], TIME).replace(tzinfo=UTC)
        longest = ABANDONED_AFTER if match[2] else timedelta(days=days)
        if now - made_at >= longest:
            path.unlink(missing_ok=True)
            gone.append(path)
    return gone
