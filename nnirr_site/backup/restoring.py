"""Reading a backup back into an empty database and empty folders."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from nnirr_site.backup.archive import DUMP, Manifest, Member, read_archive
from nnirr_site.backup.crypt import decrypting
from nnirr_site.backup.errors import BackupError
from nnirr_site.backup.postgres import is_empty, restore_dump

ASIDE = ".restoring"


def check_backup(
    path: Path, identities: Sequence, words: set[str], is_ours: Callable[[str, str], bool]
) -> Manifest:
    """Read all of it, write nothing. Raises `BackupError`."""
    found: list[Manifest] = []
    with decrypting(path, identities) as stream:
        for _member in read_archive(stream, words, is_ours, found):
            pass
    return found[0]


def refuse_unless_empty(folders: Mapping[str, Path]) -> None:
    """A restore takes nobody's work away. Raises `BackupError`."""
    if not is_empty():
        raise BackupError(
            "The database of DATABASE_URL is not empty. Make a new one, and let DATABASE_URL lead"
            " to that."
        )
    for folder in folders.values():
        if folder.exists() and any(folder.iterdir()):
            raise BackupError(f"{folder} is not empty. Move what is in it elsewhere first.")


def restore_backup(
    path: Path,
    identities: Sequence,
    folders: Mapping[str, Path],
    is_ours: Callable[[str, str], bool],
) -> Manifest:
    """Fill database and folders. To be called after `check_backup` and `refuse_unless_empty`.

    Files are written beside their folder, which gets its name at the end.
    """
    found: list[Manifest] = []
    asides = {word: folder.with_name(folder.name + ASIDE) for word, folder in folders.items()}
    for aside in asides.values():
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o750, parents=True)
    with decrypting(path, identities) as stream:
        members = read_archive(stream, set(folders), is_ours, found)
        following: list[Member] = []
        restore_dump(_pieces_of_dump(members, following))
        for member in _chain(following, members):
            if member.word == DUMP:
                raise BackupError("The backup is not whole: the dump is in two places.")
            _write(asides[member.word], member)
    for word, folder in folders.items():
        if folder.exists():
            folder.rmdir()
        asides[word].rename(folder)
    return found[0]


def _pieces_of_dump(members: Iterator[Member], following: list[Member]) -> Iterator[bytes]:
    for member in members:
        if member.word != DUMP:
            following.append(member)
            return
        yield from member.pieces()


def _chain(first: list[Member], rest: Iterator[Member]) -> Iterator[Member]:
    yield from first
    yield from rest


def _write(folder: Path, member: Member) -> None:
    path = folder / member.path
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    with open(handle, "wb") as file:
        for piece in member.pieces():
            file.write(piece)
    os.utime(path, (member.mtime, member.mtime))
