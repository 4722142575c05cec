"""What needs a session keeps it with PgBouncer in transaction mode in between: the real program."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from django.core.management import BaseCommand, CommandError
from django.db import connection, connections, transaction
from django.test import override_settings

import run
from campaigns.mail import scheduled_jobs
from nnirr_site.database import PATIENCE, choose_ways, sessions
from nnirr_site.models import Topic
from nnirr_site.processes import check_with_database
from nnirr_site.settings.environment import Environment
from tests.campaigns.factories import make_call, make_signature
from tests.database import database_url
from tests.factories import make_topic
from tests.infrastructure.nodes import pooler
from tests.infrastructure.processes import ROOT, free_port, wait_until


@pytest.fixture(scope="module")
def address(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), pooler(database_url()) as started:
        yield started


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True)


@contextmanager
def through(url: str, direct: str = ""):
    """As with DATABASE_URL to the pooler, and DATABASE_LISTEN_URL if there is one."""
    environment = Environment({"URL": url, "LISTEN_URL": direct, "ENVIRONMENT": "test"})
    ways, past = choose_ways(
        environment.database("URL"), environment.database("LISTEN_URL"), "worker"
    )
    usual, way = connections["default"], connections.settings["default"]
    usual.close()
    connections.settings["default"] = way | ways
    connections["default"] = connections.create_connection("default")
    try:
        with override_settings(DATABASE_SESSIONS=past):
            yield
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = way, usual


@pytest.fixture
def pooled(address, transactional_db):
    """All of this process goes through the pooler, but for what needs a session."""
    with through(address("site_web"), database_url()):
        yield address("site_web")


def test_start_is_refused_where_notifications_do_not_arrive(address, transactional_db):
    """As behind a pooler that takes whatever a client says at the start."""
    with through(address("site_web")):
        connections["default"].settings_dict["OPTIONS"].pop("options")
        with pytest.raises(CommandError, match=r"hears nothing.*DATABASE_LISTEN_URL"):
            sessions.check_notifications(0.5)


def test_pooler_that_nobody_told_us_of_is_said_at_once(address, transactional_db):
    with through(address("site_web")), pytest.raises(CommandError, match="DATABASE_LISTEN_URL"):
        check_with_database(BaseCommand())


def test_way_past_the_pooler_that_leads_nowhere_is_said(address, transactional_db):
    nowhere = f"postgres://site:secret-word@127.0.0.1:{free_port()}/site"
    with through(address("site_web"), nowhere), pytest.raises(CommandError) as refused:
        sessions.check_notifications()
    assert "DATABASE_LISTEN_URL leads nowhere" in str(refused.value)
    assert "secret-word" not in str(refused.value)


def test_start_goes_on_where_they_arrive(pooled):
    sessions.check_notifications()


@pytest.mark.django_db(transaction=True)
def test_start_goes_on_without_a_pooler():
    sessions.check_notifications()


@pytest.mark.parametrize(("database", "role"), [("site_web", "web"), ("site_worker", "worker")])
def test_limits_of_the_shipped_pooler_are_those_of_the_role(address, database, role):
    with connect(address(database)) as client:
        found = {
            name: client.execute(
                f"SELECT setting::int FROM pg_settings WHERE name = '{name}'"
            ).fetchone()[0]
            // 1000
            for name in (
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
            )
        }
    patience = PATIENCE[role]
    assert list(found.values()) == [
        patience.statement,
        patience.lock,
        patience.idle_in_transaction,
    ]


def test_pooler_without_limits_is_told_at_the_start(pooled, settings):
    settings.DATABASE_ROLE = "web"
    assert sessions.find_missing_limit() == ""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # on the only connection that is in use
        try:
            assert "connect_query" in sessions.find_missing_limit()
        finally:
            cursor.execute("SET statement_timeout = 10000")


def test_ways_to_the_database():
    url = {"ENGINE": "x", "NAME": "site_web", "OPTIONS": {"sslmode": "require"}}
    direct = {"ENGINE": "x", "NAME": "site", "OPTIONS": {}}
    alone, nothing = choose_ways(url, None, "web")
    assert "statement_timeout=10s" in alone["OPTIONS"]["options"]
    assert nothing == {}
    for role in ("web", "worker"):
        ways, past = choose_ways(url, direct, role)
        assert (ways["NAME"], past["NAME"]) == ("site_web", "site")
        assert "options" not in ways["OPTIONS"], "PgBouncer refuses it"
        assert ways["OPTIONS"]["sslmode"] == "require"
        assert "statement_timeout" in past["OPTIONS"]["options"]
    ways, past = choose_ways(url, direct, "command")
    assert (ways["NAME"], past) == ("site", {}), "commands migrate: they take locks for long"


def locks_held() -> int:
    """Locks of chores in this database, seen past the pooler."""
    with sessions.open_session() as held:
        return held.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [scheduled_jobs.LOCKS],
        ).fetchone()[0]


def test_lock_of_a_chore_is_held_and_given_back_whatever_the_pooler_does(pooled):
    with ExitStack() as ours:
        assert ours.enter_context(scheduled_jobs.lock("count"))
        # Somebody else takes the connection over which we asked just now, until we are done.
        with connect(pooled) as other, other.transaction():
            other.execute("SELECT 1")
            with scheduled_jobs.lock("count") as is_theirs:
                assert not is_theirs
            assert locks_held() == 1
            ours.close()
    # PostgreSQL gives it back when it has noticed that the connection is closed.
    wait_until(lambda: locks_held() == 0, 10, "the lock is held for ever")


def test_rows_in_portions_arrive_although_others_use_the_connections(pooled):
    for number in range(5):
        make_topic(f"Topic {number}", slug=f"topic-{number}")
    rows = Topic.objects.order_by("pk").iterator(chunk_size=1)
    names = [next(rows).name]
    with connect(pooled) as other, other.transaction():
        other.execute("SELECT 1")
        names += [topic.name for topic in rows]
    assert len(names) == len(set(names)) == Topic.objects.count()


def test_rows_in_portions_come_from_the_server_within_a_transaction(pooled):
    for number in range(5):
        make_topic(f"Topic {number}", slug=f"topic-{number}")
    with transaction.atomic():
        assert connection.chunked_cursor().name
        assert len(list(Topic.objects.iterator(chunk_size=1))) == 5


def test_two_sessions_are_two(pooled):
    heard = threading.Event()
    with sessions.open_session() as listener:
        listener.execute("LISTEN nnirr_two")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify('nnirr_two', '')")
        for _note in listener.notifies(timeout=5, stop_after=1):
            heard.set()
    assert heard.is_set()


@pytest.mark.parametrize(
    ("command", "changes", "prepares"),
    [
        ("serve", {}, True),
        ("serve", {"DATABASE_LISTEN_URL": "postgres://site@localhost/site"}, False),
        ("migrate", {"DATABASE_LISTEN_URL": "postgres://site@localhost/site"}, True),
        (
            "serve",
            {
                "DATABASE_LISTEN_URL": "postgres://site@localhost/site",
                "DATABASE_PREPARES": "yes",
            },
            True,
        ),
    ],
)
def test_nothing_is_prepared_behind_a_pooler_unless_staff_say_it_can(command, changes, prepares):
    code = (
        f"import sys; sys.argv = ['manage.py', '{command}'];"
        "from nnirr_site import settings; print(settings.DATABASE_PREPARES)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=run.DUMMY_PRODUCTION | {"PATH": "/usr/bin:/bin"} | changes,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(prepares)


def test_forms_pass_through_a_pooler_that_gives_each_another_connection(pooled, settings):
    settings.DATABASE_PREPARES = False
    call = make_call()
    with connect(pooled) as other:
        for number in range(4):
            if number % 2:
                other.execute("BEGIN")  # takes the connection over which the last form went
            connection.close()
            make_signature(call, email=f"rosa{number}@example.org")
            if number % 2:
                other.execute("COMMIT")
    assert call.signatures.count() == 4
