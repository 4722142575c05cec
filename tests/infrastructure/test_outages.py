"""The site while its PostgreSQL is stopped, frozen, full or locked: on a server of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import psycopg
import pytest

from nnirr_site.dev.embedded_postgres.server import Embedded
from nnirr_site.dev.embedded_postgres.watcher import find_postmaster
from tests.database import database_url
from tests.infrastructure.processes import ROOT, get, post, serving, wait_until

FILL = """
from tests.factories import make_home
from tests.campaigns.factories import make_call_page, make_signature
home = make_home(headline="Kept in memory")
page = make_call_page()
call = page.call
call.slug = "ratify"
call.save()
make_signature(call, "confirmed", name="Amina Shown", show_name=True)
from campaigns.services.tally import tick
tick()
print("PAGE", page.url, page.statement.pk)
"""
TYPED = {
    "name": "Rosa Ñandú",
    "email": "rosa@example.org",
    "country": "US",
    "region": "CA",
    "postal_code": "94612",
    "comment": "Because of “my” mother",
    "show_name": "on",
}


class Database:
    """A PostgreSQL of this module's own, and what can befall it."""

    def __init__(self, folder):
        self.embedded = Embedded(folder, fast=True).ensure()
        self.embedded.create_database("nnirr")
        place = self.embedded.connection_parameters("nnirr")
        self.place = {
            "host": place["HOST"],
            "port": place["PORT"],
            "user": place["USER"],
            "password": place["PASSWORD"],
            "dbname": "nnirr",
        }

    def copy_from(self, url: str, dump) -> None:
        programs = self.embedded.place.binaries
        with open(dump, "w") as file:
            command = [programs / "pg_dump", "--no-owner", "--dbname", url]
            subprocess.run(command, check=True, stdout=file)
        command = [programs / "psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", self.url]
        with open(dump) as file:
            subprocess.run(command, check=True, stdin=file, stdout=subprocess.DEVNULL)

    @property
    def url(self) -> str:
        credentials = self.place["user"]
        if self.place["password"]:
            credentials += f":{quote(self.place['password'], safe='')}"
        host = urlencode({"host": self.place["host"]})
        return f"postgres://{credentials}@localhost:{self.place['port']}/nnirr?{host}"

    def connect(self, **more) -> psycopg.Connection:
        return psycopg.connect(**self.place, autocommit=True, **more)

    @property
    def processes(self) -> list[int]:
        """The server's first process and all that it started."""
        first = find_postmaster(self.embedded.place.data)
        listing = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True).stdout
        pairs = [tuple(map(int, line.split())) for line in listing.splitlines()[1:]]
        return [first, *(number for number, parent in pairs if parent == first)]

    @contextmanager
    def frozen(self) -> Iterator[None]:
        processes = self.processes
        for number in processes:
            os.kill(number, signal.SIGSTOP)
        try:
            yield
        finally:
            for number in processes:
                os.kill(number, signal.SIGCONT)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Crashed, and not started again before the end."""
        first = find_postmaster(self.embedded.place.data)
        os.kill(first, signal.SIGQUIT)
        wait_until(lambda: not self.embedded.is_accepting(), 20, "PostgreSQL goes on")
        try:
            yield
        finally:
            self.embedded.revive()
            wait_until(self.embedded.is_accepting, 60, "PostgreSQL does not start")

    @contextmanager
    def closed(self) -> Iterator[None]:
        """It takes no new connection, and the site's have ended."""
        with psycopg.connect(**self.place | {"dbname": "postgres"}, autocommit=True) as keeper:
            keeper.execute("ALTER DATABASE nnirr ALLOW_CONNECTIONS false")
            keeper.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'nnirr'"
            )
            try:
                yield
            finally:
                keeper.execute("ALTER DATABASE nnirr ALLOW_CONNECTIONS true")

    @contextmanager
    def locked(self, table: str) -> Iterator[None]:
        with self.connect() as holder, holder.transaction():
            holder.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            yield

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """As a server is whose disk is full or that is a replica."""
        with self.connect() as keeper:
            keeper.execute("ALTER DATABASE nnirr SET default_transaction_read_only = on")
            keeper.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'nnirr'"
                " AND pid <> pg_backend_pid()"
            )
            try:
                yield
            finally:
                keeper.execute("SET default_transaction_read_only = off")
                keeper.execute("ALTER DATABASE nnirr RESET default_transaction_read_only")
                keeper.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = 'nnirr' AND pid <> pg_backend_pid()"
                )


class RunningSite:
    """The served site: `url`, the address of its call, and what it has written to its log."""

    def __init__(self, url: str, call_url: str, statement: str, log):
        self.url, self.call_url, self.statement, self.log = url, call_url, statement, log

    def read(self, path: str, **headers):
        return get(self.url + path, **headers)

    def sign(self, **changes):
        token = self.token
        fields = TYPED | {"statement": self.statement, "token": token} | changes
        return post(f"{self.url}/sign/ratify/", fields)

    def is_kept(self, path: str) -> bool:
        """Whether it comes from memory for good: a picture that is drawn later drops all pages."""
        _status, body, headers = self.read(path)
        return headers.get("X-Cache") == "hit" and b"art/og.png" not in body

    def remember(self) -> None:
        """Have home page and call page in memory, and a token for the form."""
        pages = (self.call_url, "/", self.call_url)
        wait_until(lambda: all(map(self.is_kept, pages)), 30, "home and call are not both kept")
        page = self.read(self.call_url)[1].decode()
        self.token = page.partition('name="token" value="')[2].partition('"')[0]


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_setup, django_db_blocker):
    """As the migrations leave it, copied from the database of this run."""
    folder = tmp_path_factory.mktemp("outages")
    made = Database(folder / "pg")
    with django_db_blocker.unblock():
        made.copy_from(database_url(), folder / "dump.sql")
    yield made
    made.embedded.stop_if_unused()


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    environment = os.environ | {
        "DATABASE_URL": database.url,
        "DATA_DIR": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "nnirr_site.settings",
        "ENVIRONMENT": "development",
        "PYTHONPATH": str(ROOT),
        "WEB_THREADS": "4",
        "PAGE_CACHE_SECONDS": "5",
    }

    def manage(*command, **options):
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            **options,
        ).stdout

    told = manage("shell", "--no-imports", "-c", FILL)
    call_url, statement = told.partition("PAGE ")[2].split()
    with open(folder / "log", "w+") as log, serving(environment, log=log) as url:
        yield RunningSite(url, call_url, statement, folder / "log")


TROUBLES = ["stopped", "frozen", "closed"]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_site_outlives_its_database_and_comes_back_by_itself(site, database, trouble):
    site.remember()
    before = site.log.read_text().count("\n")
    started = time.monotonic()
    with getattr(database, trouble)():
        end = time.monotonic() + 7  # longer than a page is kept
        while time.monotonic() < end:
            status, body, headers = site.read("/")
            assert (status, b"Kept in memory" in body) == (200, True), headers
            assert site.read("/healthz")[0] == 200
            time.sleep(0.2)
        wait_until(lambda: site.read("/")[2]["X-Cache"] == "stale", 30, "not shown beyond its time")
        assert "s-maxage=10" in site.read("/")[2]["Cache-Control"]
        # It names people: not a second longer than ever.
        wait_until(lambda: site.read(site.call_url)[0] == 503, 30, "names are shown for too long")
        status, body, headers = site.read("/es/search/?q=derechos")
        assert (status, headers["Retry-After"]) == (503, "10")
        assert b'<html lang="es"' in body and b"site.css" in body
        assert headers["Cache-Control"] == "private, no-store"
        wait_until(lambda: site.read("/readyz")[0] == 503, 10, "it says that it is ready")
        assert_form_comes_back(site.sign())
        assert site.read("/api/v1/calls")[0] == 503
        assert site.read("/static/css/site.css")[0] == 200
    wait_until(lambda: site.read("/readyz")[0] == 200, 60, "it is not ready again")
    wait_until(lambda: site.read(site.call_url)[0] == 200, 60, "it does not come back")
    site.remember()
    assert site.sign()[0] == 303
    written = site.log.read_text()
    assert "Traceback" not in written
    assert "rosa@" not in written and "Rosa" not in written
    # The slower the machine, the more of the lines that come once in ten seconds.
    lines = written.splitlines()[before:]
    assert len(lines) < 40 + (time.monotonic() - started) / 5, lines[-60:]


def assert_form_comes_back(answer) -> None:
    status, body, headers = answer
    page = body.decode()
    assert (status, headers["Retry-After"]) == (503, "10"), page[:300]
    assert headers["Cache-Control"] == "private, no-store"
    for typed in ("Rosa Ñandú", "rosa@example.org", "94612", "Because of “my” mother"):
        assert typed in page
    assert re.search(r'<option value="?CA"?[^>]*selected', page)
    assert 'action="/sign/ratify/"' in page and 'name="token" value="' in page


def test_lock_on_the_signatures_stops_who_signs_and_nobody_else(site, database):
    site.remember()
    with database.locked("campaigns_signature"), ThreadPoolExecutor(2) as signers:
        started, read_meanwhile = time.monotonic(), 0
        waiting = [signers.submit(site.sign, email=f"r{number}@example.org") for number in range(2)]
        while not all(signing.done() for signing in waiting):
            assert site.read("/")[0] == 200
            assert site.read("/healthz")[0] == 200
            read_meanwhile += not any(signing.done() for signing in waiting)
            time.sleep(0.1)
        assert read_meanwhile, "who reads waited for those who sign"
        assert time.monotonic() - started < 60
        for signing in waiting:
            status, body, _headers = signing.result()
            assert status == 503
            assert "Rosa Ñandú" in body.decode()
    assert site.sign(email="later@example.org")[0] == 303


def test_log_of_the_database_tells_nothing_of_a_signature_that_failed(site, database):
    site.remember()
    address = "canary@example.org"
    with database.locked("campaigns_signature"):
        assert site.sign(email=address)[0] == 503
    log = database.embedded.place.log
    assert "canceling statement due to lock timeout" in log.read_text()
    assert site.sign(email=address)[0] == 303
    with database.connect() as reader:
        [key, reference] = reader.execute(
            "SELECT email_key, reference FROM campaigns_signature ORDER BY id DESC LIMIT 1"
        ).fetchone()
        with pytest.raises(psycopg.errors.UniqueViolation):
            # As Django sends it, with the values in the statement.
            psycopg.ClientCursor(reader).execute(
                "UPDATE campaigns_signature SET reference = %s", [reference]
            )
    written = log.read_text()
    assert "duplicate key value" in written
    for secret in (key, reference, address, "Rosa"):
        assert secret not in written
    assert "STATEMENT:" not in written
    assert "DETAIL:" not in written


def test_database_that_may_only_be_read_stores_nothing_and_loses_nothing(site, database):
    site.remember()
    with database.read_only():
        wait_until(lambda: site.read("/search/?q=a")[0] == 200, 30, "nothing can be read")
        assert_form_comes_back(site.sign())
    wait_until(lambda: site.sign(email="again@example.org")[0] == 303, 30, "signing stays closed")


def test_other_forms_can_be_sent_again_by_a_button(site, database):
    with database.stopped():
        status, body, _headers = post(
            f"{site.url}/sign/send-again/", {"email": 'a"b@example.org', "password": "hunter2"}
        )
    page = body.decode()
    assert status == 503
    assert '<input type="hidden" name="email" value="a&quot;b@example.org">' in page
    assert "hunter2" not in page
    wait_until(lambda: site.read("/readyz")[0] == 200, 60, "it is not ready again")
