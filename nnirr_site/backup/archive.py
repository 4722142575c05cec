"""What is in a backup, in which order, and how it is known to be whole.

A tar stream: the dump of the database in pieces, then every file of the folders, then a manifest
that counts them and has a checksum over all. The dump comes first, so a file that an upload brings
meanwhile is one too many, and none is missing but what was deleted in these seconds. Nothing is
written in plain form anywhere on the way.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from nnirr_site.backup.errors import BackupError, NotWhole

FORMAT = 1
PIECE = 8 * 1024 * 1024
DUMP = "database"
MANIFEST = "manifest.json"


@dataclass
class Manifest:
    """What a backup says of itself, as its last word."""

    created_at: str
    format: int = FORMAT
    pieces: int = 0  # of the dump
    files: dict[str, int] = field(default_factory=dict)  # folder → number of files
    bytes: int = 0  # of all of it
    sha256: str = ""  # over name and content of each, in their order
    proof: str = ""  # that whoever made it has the keys of the site

    def to_json(self) -> bytes:
        return json.dumps(self.__dict__, sort_keys=True).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Raises `BackupError`."""
        try:
            manifest = cls(**json.loads(data))
        except (ValueError, TypeError):
            raise BackupError("This is no backup of this site.") from None
        if manifest.format != FORMAT:
            raise BackupError("The backup was made by a newer version of the site.")
        return manifest


class Sum:
    """A checksum over names and contents as they pass."""

    def __init__(self):
        self._digest = hashlib.sha256()
        self.bytes = 0

    def begin(self, name: str) -> None:
        self._digest.update(f"\0{name}\0".encode())

    def add(self, data: bytes) -> bytes:
        self._digest.update(data)
        self.bytes += len(data)
        return data

    def finish(self, manifest: Manifest) -> None:
        manifest.bytes, manifest.sha256 = self.bytes, self._digest.hexdigest()


def write_archive(
    stream: IO[bytes],
    dump: IO[bytes],
    folders: Mapping[str, Path],
    created_at: datetime,
    prove: Callable[[str], str],
) -> Manifest:
    """Write all of it. `prove` makes of the checksum what only this site can make."""
    manifest = Manifest(created_at.astimezone(UTC).isoformat(timespec="seconds"))
    total = Sum()
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        while piece := _read_piece(dump):
            name = f"{DUMP}/{manifest.pieces:06}"
            total.begin(name)
            _add(archive, name, len(piece), io.BytesIO(total.add(piece)))
            manifest.pieces += 1
        for word, folder in folders.items():
            manifest.files[word] = _add_folder(archive, word, folder, total)
        total.finish(manifest)
        manifest.proof = prove(manifest.sha256)
        last = manifest.to_json()
        _add(archive, MANIFEST, len(last), io.BytesIO(last))
    return manifest


def _read_piece(stream: IO[bytes]) -> bytes:
    """A pipe gives what it has: read on until the piece is full or the end."""
    parts, left = [], PIECE
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _add(archive: tarfile.TarFile, name: str, size: int, content: IO[bytes], time=0) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(time)
    archive.addfile(member, content)


class _Summed:
    """A file that is summed up while it is read; tarfile refuses one that is shorter than said."""

    def __init__(self, file: IO[bytes], total: Sum):
        self._file, self._total = file, total

    def read(self, size: int) -> bytes:
        return self._total.add(self._file.read(size))


def _add_folder(archive: tarfile.TarFile, word: str, folder: Path, total: Sum) -> int:
    """Regular files in the order of their names; what is being uploaded begins with a dot."""
    number = 0
    for path in _walk(folder):
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        except FileNotFoundError:
            continue  # deleted in this moment
        with open(handle, "rb") as file:
            state = os.fstat(handle)
            name = f"{word}/{path.relative_to(folder).as_posix()}"
            total.begin(name)
            _add(archive, name, state.st_size, _Summed(file, total), state.st_mtime)
        number += 1
    return number


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and _is_regular(path):
                yield path


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False  # deleted in this moment


@dataclass(frozen=True)
class Member:
    """One part of a backup; `pieces()` reads it, and has to be read before the next one."""

    word: str  # DUMP or the word of a folder
    path: PurePosixPath
    mtime: int
    pieces: Callable[[], Iterator[bytes]]


def read_archive(
    stream: IO[bytes], words: set[str], is_ours: Callable[[str, str], bool], found: list[Manifest]
) -> Iterator[Member]:
    """Each part but the manifest, which is looked at last and put into `found`.

    Raises `BackupError` for what is not whole, was not made by this site (`is_ours` is asked with
    checksum and proof), or leads out of its folder.
    """
    total, pieces = Sum(), 0
    files = dict.fromkeys(sorted(words), 0)
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                if member.name == MANIFEST:
                    found.append(Manifest.from_json(archive.extractfile(member).read()))
                    continue
                word, path = _take_apart(member, words)
                total.begin(member.name)
                content = archive.extractfile(member)

                def read(content=content) -> Iterator[bytes]:
                    while piece := content.read(PIECE):
                        yield total.add(piece)

                yield Member(word, path, int(member.mtime), read)
                for _rest in read():
                    pass
                pieces += word == DUMP
                if word != DUMP:
                    files[word] += 1
        while stream.read(PIECE):
            pass  # to the end, where the encryption says whether anything was cut off
    except tarfile.TarError:
        raise NotWhole("The backup is not whole.") from None
    if len(found) != 1:
        raise NotWhole("The backup is not whole: it ends without its manifest.")
    manifest = found[0]
    seen = Manifest(manifest.created_at, pieces=pieces, files=files, proof=manifest.proof)
    total.finish(seen)
    kept = {word: manifest.files.get(word, 0) for word in sorted(words)}
    if (seen.pieces, seen.files, seen.sha256) != (manifest.pieces, kept, manifest.sha256):
        raise BackupError("The backup is not whole: it has not what its manifest says.")
    if not is_ours(manifest.sha256, manifest.proof):
        raise BackupError(
            "The backup was not made with the keys of this environment (VAULT_INDEX_KEYS): it is of"
            " another site, or the key of then is missing here."
        )


def _take_apart(member: tarfile.TarInfo, words: set[str]) -> tuple[str, PurePosixPath]:
    path = PurePosixPath(member.name)
    word = path.parts[0] if path.parts else ""
    inside = PurePosixPath(*path.parts[1:])
    is_safe = (
        member.isreg()
        and not path.is_absolute()
        and len(path.parts) > 1
        and ".." not in path.parts
        and word in words | {DUMP}
    )
    if not is_safe:
        raise BackupError("This is no backup of this site: it has parts that none has.")
    return word, inside
