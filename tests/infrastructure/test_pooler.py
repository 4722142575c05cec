"""What needs a session keeps it with PgBouncer in transaction mode in between: the real program."""

from __future__ import annotations

import threading
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from django.core.management import CommandError
from django.db import connection, connections, transaction
from django.test import override_settings

from campaigns.mail import scheduled_jobs
from nnirr_site.database import PATIENCE, choose_ways, sessions
from nnirr_site.models import Topic
from tests.database import database_url
from tests.factories import make_topic
from tests.infrastructure.nodes import pooled_url, pooler


@pytest.fixture(scope="module")
def port(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), pooler(database_url()) as started:
        yield started


def connect(port: int, database: str = "site_web") -> psycopg.Connection:
    return psycopg.connect(pooled_url(port, database), autocommit=True)


@contextmanager
def through(port: int, **past):
    """Django's connections go through the pooler; `past` is how one goes past it."""
    usual, way = connections["default"], connections.settings["default"]
    changed = way | {"HOST": "127.0.0.1", "PORT": str(port), "NAME": "site_web", "USER": "site"}
    changed |= {"ENGINE": "nnirr_site.database", "OPTIONS": {"connect_timeout": 5}}
    usual.close()
    connections.settings["default"] = changed
    connections["default"] = connections.create_connection("default")
    try:
        with override_settings(DATABASE_SESSIONS=past):
            yield
    finally:
        connections["default"].close()
        connections.settings["default"], connections["default"] = way, usual


@pytest.fixture
def pooled(port, transactional_db):
    """As with DATABASE_URL to the pooler and DATABASE_LISTEN_URL to the server."""
    connection.ensure_connection()
    direct = {name: connection.settings_dict[name] for name in ("HOST", "PORT", "NAME", "USER")}
    direct |= {"PASSWORD": connection.settings_dict["PASSWORD"], "OPTIONS": {}}
    with through(port, **direct):
        yield port


def test_start_is_refused_where_notifications_do_not_arrive(port, transactional_db):
    with through(port), pytest.raises(CommandError, match="DATABASE_LISTEN_URL"):
        sessions.check_notifications(0.5)


def test_start_goes_on_where_they_arrive(pooled):
    sessions.check_notifications()


@pytest.mark.django_db(transaction=True)
def test_start_goes_on_without_a_pooler():
    sessions.check_notifications()


@pytest.mark.parametrize(("database", "role"), [("site_web", "web"), ("site_worker", "worker")])
def test_limits_of_the_shipped_pooler_are_those_of_the_role(port, database, role):
    with connect(port, database) as client:
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
    assert locks_held() == 0


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
