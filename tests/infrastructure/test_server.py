"""`manage.py serve`: what it refuses, and how it takes the death of its processes and its own."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from campaigns.models import KeyHolder
from nnirr_site import processes
from nnirr_site.database import PATIENCE, choose_role, with_patience
from nnirr_site.management.commands import migrate, prepare
from tests.database import database_url
from tests.infrastructure.processes import (
    ROOT,
    children_of,
    free_port,
    get,
    is_running,
    serving,
    wait_until,
)


@pytest.fixture
def two_processes(process_environment):
    """Address and process ids (the server's first) of a site with two web processes."""
    started = []
    environment = process_environment | {"WEB_WORKERS": "2"}
    with serving(environment, started=started) as url:
        server = started[0].pid
        wait_until(lambda: len(children_of(server)) == 2, 20, "there are not two processes")
        yield url, server


def kill(*processes: int) -> None:
    for number in processes:
        os.kill(number, signal.SIGKILL)


def test_server_outlives_its_processes_however_often_they_die(two_processes):
    url, server = two_processes
    for _ in range(3):  # in less than 5.5 seconds, where granian would end everything
        before = set(children_of(server))
        kill(*before)
        wait_until(lambda before=before: not any(map(is_running, before)), 10, "not killed")
        wait_until(lambda: get(url + "/healthz")[0] == 200, 30, "no process answers")
    wait_until(lambda: len(children_of(server)) == 2, 30, "one is missing")
    assert is_running(server)
    assert get(url + "/")[0] in (200, 404)


def test_processes_end_with_a_server_that_is_killed(two_processes):
    url, server = two_processes
    children = children_of(server)
    kill(server)
    wait_until(lambda: not any(map(is_running, children)), 20, "orphans go on serving")
    assert get(url + "/healthz")[0] == 0


def test_process_that_is_told_to_end_takes_leave_of_the_others(process_environment):
    """Each says in the database which keys it knows; one that is gone must hold up no new key."""
    with serving(process_environment):
        wait_until(lambda: KeyHolder.objects.filter(kind="web").count() == 1, 30, "nobody came")
    assert not KeyHolder.objects.exists()


def serve(environment: dict) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", "serve"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )


def test_port_that_somebody_has_is_refused(process_environment):
    with socket.socket() as other:
        # As granian listens, so that another granian could share the port without a word.
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = serve(process_environment | {"PORT": str(port)})
    assert ended.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("user", "name", "reason"),
    [
        ("canary_role", None, r'(role "canary_role" does not exist|authentication failed)'),
        (None, "no_such_database", 'database "no_such_database" does not exist'),
    ],
)
def test_database_that_refuses_us_is_not_waited_for_and_says_why(
    process_environment, user, name, reason
):
    place = connection.settings_dict
    password = place["PASSWORD"] or "canary-password"
    parts = urlsplit(database_url())
    netloc = f"{user or place['USER']}:{quote(password, safe='')}@{parts.netloc.rpartition('@')[2]}"
    url = urlunsplit(parts._replace(netloc=netloc, path=f"/{name or place['NAME']}"))
    ended = serve(process_environment | {"DATABASE_URL": url, "PORT": str(free_port())})
    assert ended.returncode == 1
    [line] = [line for line in ended.stderr.splitlines() if "database" in line]
    assert re.search(rf"The database refuses us: .*{reason}", line)
    assert password not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_database_that_does_not_answer_says_why_and_nothing_secret(monkeypatch):
    def refuse():
        raise OperationalError(
            "connection failed: at 192.0.2.1, with canary-password: Connection refused\n\tmore"
        )

    monkeypatch.setattr(processes, "WAIT_SECONDS", 0)
    monkeypatch.setattr(connection, "ensure_connection", refuse)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "canary-password")
    with pytest.raises(CommandError) as told:
        processes.check_with_database(None)
    assert str(told.value) == (
        "The database has not answered for 0 seconds: "
        "connection failed: at 192.0.2.1, with …: Connection refused"
    )


@pytest.mark.parametrize(
    ("words", "is_final"),
    [
        ('FATAL:  password authentication failed for user "site"', True),
        ('FATAL:  no pg_hba.conf entry for host "192.0.2.1", user "site"', True),
        ('FATAL:  role "site" does not exist', True),
        ('FATAL:  database "site" does not exist', True),
        ("FATAL:  the database system is starting up", False),
        ("FATAL:  sorry, too many clients already", False),
        ("Connection refused", False),
    ],
)
def test_only_what_waiting_does_not_change_is_not_waited_for(words, is_final):
    assert processes.is_refusal(OperationalError(f"connection failed: {words}")) is is_final


@pytest.mark.parametrize("kind", ["InvalidPassword", "InvalidCatalogName"])
def test_refusal_is_known_by_its_code_in_any_language(kind):
    error = OperationalError("connexion refusée")
    error.__cause__ = getattr(psycopg.errors, kind)("connexion refusée")
    assert processes.is_refusal(error)


def test_server_with_published_keys_is_refused(process_environment):
    environment = process_environment | {"PORT": str(free_port())}
    del environment["ENVIRONMENT"]
    ended = serve(environment)
    assert ended.returncode == 1
    assert "Set ENVIRONMENT=production" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "role"),
    [
        (["manage.py", "serve"], "web"),
        (["./manage.py", "runserver", "8001"], "web"),
        (["/site/manage.py", "run_worker"], "worker"),
        (["manage.py", "--traceback", "run_worker"], "worker"),
        (["manage.py", "migrate"], "command"),
        (["manage.py"], "command"),
        (["/usr/lib/granian/__main__.py", "nnirr_site.wsgi:application"], "web"),
        (["/usr/bin/gunicorn", "nnirr_site.wsgi"], "web"),
        (["-c"], "command"),
        ([], "command"),
    ],
)
def test_role_is_known_from_the_command_line(arguments, role):
    assert choose_role(arguments) == role


def test_what_the_address_of_the_database_asks_for_goes_before():
    asked = {"OPTIONS": {"connect_timeout": "9", "options": "-c statement_timeout=1s"}}
    options = with_patience(asked, "web")["OPTIONS"]
    assert options["connect_timeout"] == "9"
    assert options["options"].endswith("-c statement_timeout=1s")
    assert options["keepalives"] == 1


def test_visitors_wait_for_less_than_the_worker_and_commands_for_all_they_need():
    web, worker, command = (PATIENCE[role] for role in ("web", "worker", "command"))
    assert web.lock < web.statement < web.answer < worker.statement < worker.answer
    assert (command.statement, command.answer) == (0, 0)


def test_migration_that_cannot_have_a_table_says_so(transactional_db, monkeypatch):
    monkeypatch.setattr(migrate, "LOCK_SECONDS", 1)
    with psycopg.connect(database_url()) as holder:
        holder.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        try:
            with pytest.raises(CommandError, match="Run the command again"):
                call_command("migrate", "campaigns", verbosity=0, interactive=False)
        finally:
            holder.rollback()
            connection.close()  # its limits are those of a migration


def test_who_waits_to_prepare_is_in_the_way_of_no_index(transactional_db, monkeypatch):
    """Another `prepare` makes one while it holds the lock, and waits for whoever sees rows."""
    monkeypatch.setattr(prepare.Command, "collect", lambda _command: None)

    done = []

    def wait_beside() -> None:
        try:
            call_command("prepare", stdout=io.StringIO())
            done.append(True)
        finally:
            connection.close()

    waiter = threading.Thread(target=wait_beside)
    asking = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        r" AND query ~ 'pg_(try_)?advisory_lock\('"
    )
    with psycopg.connect(database_url(), autocommit=True) as holder:
        holder.execute("SELECT pg_advisory_lock(%s)", [prepare.LOCK])
        holder.execute("CREATE TABLE beside (number integer)")
        try:
            waiter.start()
            wait_until(lambda: holder.execute(asking).fetchone() == (1,), 30, "nobody waits")
            holder.execute("SET statement_timeout = '20s'")
            holder.execute("CREATE INDEX CONCURRENTLY beside_number ON beside (number)")
        finally:
            holder.execute("DROP TABLE beside")
            holder.execute("SELECT pg_advisory_unlock(%s)", [prepare.LOCK])
            waiter.join(60)
    assert done == [True]


def test_prepared_version_is_not_prepared_again(transactional_db, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"

    def prepare() -> str:
        told = io.StringIO()
        call_command("prepare", stdout=told)
        return told.getvalue()

    first, second = prepare(), prepare()
    assert "static files copied" in first
    assert (settings.STATIC_ROOT / "css" / "site.css").exists()
    assert "The tables are as this version needs them." in second
    assert "The static files are those of this version." in second
