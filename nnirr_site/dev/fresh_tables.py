"""The tables of a database that is new, as the migrations make them, without running them all.

A new database of a developer takes `tables.sql`, which `manage.py dump_tables` wrote after running
every migration; production and the tests run the migrations themselves. If any migration is another
one than then, the file is not used, and the migrations are run: it saves time and decides nothing.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from nnirr_site.dev.embedded_postgres.binaries import find_installation

TABLES = Path(__file__).parent / "tables.sql"
MARK, SERVER = "-- Migrations: ", "-- PostgreSQL: "
# Nobody's data: what migrations and the registration of models and rights made.
OF_THE_SESSION = re.compile(
    r"^(?:\\(?:un)?restrict .*|SET (?:[a-z_]+_)?timeout = .*)\n", re.MULTILINE
)
OPTIONS = ("--no-owner", "--no-privileges", "--no-comments", "--inserts", "--rows-per-insert=500")


def fingerprint(rights: object) -> str:
    """Name what decides how a migrated database looks. `rights` are those of the groups."""
    digest = hashlib.sha256(repr(rights).encode())
    files = [
        (f"{app.label}/{path.name}", path)
        for app in apps.get_app_configs()
        for path in sorted((Path(app.path) / "migrations").glob("*.py"))
    ]
    sql = sorted((settings.BASE_DIR / "campaigns" / "sql").glob("*.sql"))
    for name, path in [*files, *((path.name, path) for path in sql)]:
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def is_current(rights: object, path: Path = TABLES) -> bool:
    """Whether the file was written with the migrations that there are."""
    if not path.exists():
        return False
    with path.open(encoding="utf-8") as file:
        return file.readline().strip() == MARK + fingerprint(rights)


def written_with(path: Path = TABLES) -> int:
    """The version of PostgreSQL that wrote the file; an older one may not understand it."""
    return int(path.read_text("utf-8").partition(SERVER)[2].partition("\n")[0])


def load_tables(connection: BaseDatabaseWrapper, rights: object, path: Path = TABLES) -> bool:
    """Fill an empty database from the file, all or nothing. False if that cannot be."""
    if not is_current(rights, path) or connection.pg_version // 10000 < written_with(path):
        return False
    if connection.introspection.table_names():
        return False
    try:
        with connection.cursor() as cursor:
            # Without parameters PostgreSQL takes many statements at once, in one transaction.
            cursor.execute(path.read_text("utf-8"))
        return True
    except DatabaseError:
        return False  # such as an extension that this server does not have
    finally:
        connection.close()  # the next begins with the settings of this site


def dump(connection: BaseDatabaseWrapper, *options: str) -> str:
    """What pg_dump says of a database, without what is only for its own session."""
    place = connection.get_connection_params()
    names = {"host": "host", "port": "port", "user": "username", "dbname": "dbname"}
    where = [f"--{name}={place[key]}" for key, name in names.items() if place.get(key)]
    command = [str(find_installation().folder / "pg_dump"), *where, *OPTIONS, *options]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return OF_THE_SESSION.sub("", result.stdout)


def write_tables(connection: BaseDatabaseWrapper, rights: object, path: Path = TABLES) -> None:
    """Write the file from a database that was just migrated and has nothing else in it."""
    text = f"{MARK}{fingerprint(rights)}\n{SERVER}{connection.pg_version // 10000}\n"
    path.write_text(text + dump(connection), "utf-8")
