"""Where everything of one server lies: its data, its socket, its log and its binaries."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from nnirr_site.dev.embedded_postgres.binaries import Installation, find_installation
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.dev.embedded_postgres.identity import Identity, choose_identity

PORT = "5432"
SOCKET_NAME = f".s.PGSQL.{PORT}"
# A socket's path has room for 104 bytes on macOS and 108 on Linux.
LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True)
class Place:
    """The folders of one server, the binaries it runs and as whom."""

    home: Path
    binaries: Path
    identity: Identity
    data: Path = field(init=False)
    socket_folder: Path = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "data", self.home / "data")
        object.__setattr__(self, "socket_folder", _choose_socket_folder(self.home))

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def socket(self) -> Path:
        return self.socket_folder / SOCKET_NAME

    def give(self, path: Path) -> None:
        """Hand a file or folder over to the user that PostgreSQL runs as."""
        if self.identity.owner is not None:
            os.chown(path, *self.identity.owner)


def choose_place(root: Path) -> Place:
    """Work out the folders below `root`, or below /var/tmp when PostgreSQL runs as `nobody`."""
    installation, identity = find_installation(), choose_identity()
    binaries = installation.folder
    if identity.owner is not None:
        root = _public_folder(root)
        binaries = _reachable_binaries(installation, root)
    return Place(root / f"pg{installation.major}", binaries, identity)


def _choose_socket_folder(home: Path) -> Path:
    folder = home / "s"
    if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return folder
    return Path(tempfile.gettempdir()) / f"pg-{_digest(home)[:12]}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()


def _public_folder(root: Path) -> Path:
    """Make a folder of root's that `nobody` can reach, since `root` may lie below /root."""
    folder = Path("/var/tmp") / f"embedded-pg-{_digest(root)[:8]}"  # noqa: S108 - ownership is checked
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or not folder.is_dir() or folder.lstat().st_uid != 0:
        raise EmbeddedError(f"{folder} belongs to somebody else: remove it, or set DATABASE_URL.")
    return folder


def _reachable_binaries(installation: Installation, base: Path) -> Path:
    """Give binaries that every user may run: copied once when the environment is private."""
    folder = installation.folder
    if all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents)):
        return folder
    packages = folder.parents[2]
    copy = base / f"binaries-{installation.major}"
    if not copy.exists():
        partial = Path(tempfile.mkdtemp(dir=base))
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, partial / name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(partial)], check=True)
        with contextlib.suppress(OSError):  # another process was faster
            partial.rename(copy)
        shutil.rmtree(partial, ignore_errors=True)
    return copy / folder.relative_to(packages)
