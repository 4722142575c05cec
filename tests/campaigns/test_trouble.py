"""The real worker while the database is away or full: it waits, goes on, and doubles nothing."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections
from psycopg import sql

from campaigns.mail.job_runner import Trouble
from campaigns.models import OutboundMail, WorkerPulse
from tests.campaigns.factories import make_call, make_signature
from tests.campaigns.processes import stop, wait_for

pytestmark = pytest.mark.django_db(transaction=True)

FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM nextval('full_disk_met');  -- which no rollback takes back
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
END $$;
"""


def sent() -> int:
    return OutboundMail.objects.filter(status="sent").count()


@contextmanager
def database_away() -> Iterator[None]:
    """Nobody can connect to the database of this test, and who was connected is not any more."""
    name = connection.settings_dict["NAME"]
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = wrapper.settings_dict | {"NAME": "postgres"}
    server = wrapper.get_new_connection(wrapper.get_connection_params())
    server.autocommit = True
    allow = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}")
    connection.close()
    try:
        server.execute(allow.format(sql.Identifier(name), sql.Literal(False)))
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        yield
    finally:
        server.execute(allow.format(sql.Identifier(name), sql.Literal(True)))
        server.close()


@contextmanager
def full_disk(*triggers: str) -> Iterator[None]:
    """What PostgreSQL says when it has no room to write, at these places."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE full_disk_met")
        cursor.execute(FULL)
        for number, trigger in enumerate(triggers):
            cursor.execute(
                f"CREATE TRIGGER full_{number} BEFORE {trigger} EXECUTE FUNCTION disk_is_full()"
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION disk_is_full() CASCADE")
            cursor.execute("DROP SEQUENCE full_disk_met")


def times_met() -> int:
    """How often the worker has met the full disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM full_disk_met")
        return cursor.fetchone()[0]


def count(log: str, words: str) -> int:
    return sum(words in line for line in log.splitlines())


def test_worker_waits_for_a_database_that_is_away_with_one_line_and_goes_on(processes, mail_server):
    call = make_call()
    make_signature(call)
    process = processes.manage("run_worker")
    wait_for(lambda: sent() == 1, "the first mail")
    with database_away():
        # Long enough for several tries of the loop, of the chores and of the lifeline.
        with contextlib.suppress(AssertionError):
            wait_for(lambda: process.poll() is not None, "its end", seconds=12)
        assert process.poll() is None
    with contextlib.suppress(OperationalError):
        connection.close()
    make_signature(call)
    wait_for(lambda: sent() == 2, "the second mail")
    log = stop(process)
    assert process.returncode == 0
    assert count(log, "the database is away") == 1
    assert count(log, "the database is back") == 1
    assert "Traceback" not in log
    assert len(mail_server.messages) == 2


def test_failure_that_is_heard_after_the_end_is_no_second_trouble(caplog):
    trouble = Trouble()
    begun = time.monotonic()
    trouble.note(OperationalError(), begun)
    trouble.end()
    trouble.note(OperationalError(), begun)  # of a thread that was slow to tell
    assert count(caplog.text, "the database is away") == 1
    trouble.note(OperationalError(), time.monotonic())
    assert count(caplog.text, "the database is away") == 2


def test_worker_survives_a_full_disk_and_goes_on(processes, mail_server):
    make_signature()
    everywhere = (
        "INSERT OR UPDATE ON campaigns_outboundmail",
        "INSERT OR UPDATE ON campaigns_workerpulse",
        "INSERT OR UPDATE ON campaigns_chore",
    )
    with full_disk(*everywhere):
        process = processes.manage("run_worker")
        wait_for(lambda: times_met() >= 4, "several tries")
        assert process.poll() is None
        assert not mail_server.messages
    wait_for(lambda: sent() == 1, "the mail")
    wait_for(WorkerPulse.objects.exists, "its pulse")
    log = stop(process)
    assert count(log, "the database is away (DiskFull)") == 1
    assert len(mail_server.messages) == 1


def test_mail_that_went_out_while_the_disk_was_full_is_not_sent_again(processes, mail_server):
    """Its worker remembers what it could not write."""
    make_signature()
    with full_disk("UPDATE ON campaigns_outboundmail FOR EACH ROW WHEN (NEW.status = 'sent')"):
        process = processes.manage("run_worker")
        wait_for(lambda: mail_server.messages, "the mail")
        wait_for(lambda: times_met() >= 4, "several tries to write it down")
        assert OutboundMail.objects.get().status == "sending"
    wait_for(lambda: sent() == 1, "the mark")
    stop(process)
    assert len(mail_server.messages) == 1
