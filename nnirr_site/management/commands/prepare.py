"""What a new version needs before it is served; nothing, and in no time, if that is done."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import BaseCommand, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nnirr_site.admin.roles import give_forgotten_rights
from nnirr_site.http.static_storage import drop_outdated, drop_stale_compressed

LOCK = 8154  # of PostgreSQL; two machines that start together take turns
SECONDS_BETWEEN = 1.0
STAMP = ".collected"


class Command(BaseCommand):
    """For the start of a server: `migrate` and `collectstatic`, each only if there is need."""

    help = "Migrate the database and collect the static files, if a new version asks for it."
    requires_system_checks = []

    def handle(self, *args, **options):
        with connection.cursor() as cursor:
            take_turn(cursor)
            try:
                self.migrate()
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        self.collect()

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, stdout=self.stdout)
        else:
            self.stdout.write("The tables are as this version needs them.")
        give_forgotten_rights()

    def collect(self) -> None:
        """Readable for everybody, as a proxy of another user may serve them."""
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)  # not for everybody
        root = Path(settings.STATIC_ROOT)
        usual = os.umask(0o022)
        try:
            self.collect_changed()
            hashed = getattr(staticfiles_storage, "hashed_files", None)
            if hashed:
                names = {*hashed, *hashed.values()}
                drop_stale_compressed(root, names)
                gone = drop_outdated(root, names)
                self.stdout.write(f"{gone} static files of older versions deleted.")
        finally:
            os.umask(usual)

    def collect_changed(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / STAMP
        wanted = fingerprint()
        if stamp.exists() and stamp.read_text() == wanted:
            self.stdout.write("The static files are those of this version.")
            return
        call_command("collectstatic", interactive=False, stdout=self.stdout)
        stamp.write_text(wanted)


def take_turn(cursor) -> None:
    """Asks again and again: a statement that waits sees the rows of its beginning, and an index
    that is made beside (`CREATE INDEX CONCURRENTLY`) would wait for it in turn.
    """
    while True:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        [is_ours] = cursor.fetchone()
        if is_ours:
            return
        time.sleep(SECONDS_BETWEEN)


def fingerprint() -> str:
    """Changes with every static file and with how they are stored; no file is read for it."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
