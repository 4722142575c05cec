"""The worker's loop: at once, in time, through every kind of trouble, and to its end."""

import threading
import time
from datetime import timedelta

import pytest
from django.core import mail as mailbox
from django.db import connection, connections
from django.utils import timezone

from campaigns.mail import scheduled_jobs, senders, worker
from campaigns.models import AddressRekeying, Chore, EmailDomainRule, Signature
from campaigns.privacy import log_redaction
from tests.campaigns.factories import make_signature


@pytest.fixture
def running(transactional_db, settings):
    """A worker in a thread, stopped at the end."""
    settings.TALLY_SECONDS = 1
    subject = worker.Worker()

    def run():
        try:
            subject.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield subject
    subject.stop()
    thread.join(10)
    assert not thread.is_alive()


def wait_for(condition, seconds=10.0) -> float:
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, "it did not happen in time"
        time.sleep(0.01)
    return time.monotonic() - start


def test_mail_is_sent_at_once_when_it_is_queued(running):
    make_signature()
    wait_for(lambda: len(mailbox.outbox) == 1)
    took = []
    for number in range(2, 5):
        make_signature()
        took.append(wait_for(lambda number=number: len(mailbox.outbox) == number))
    assert min(took) < worker.POLL_SECONDS / 5


def test_worker_counts_in_time(running):
    signature = make_signature(status="confirmed")
    wait_for(lambda: type(signature.call).objects.get(pk=signature.call_id).tally.people == 1)


def test_worker_gives_signatures_new_keys_after_a_change_of_rules(running):
    signature = make_signature(email="r.osa@mail.example")
    EmailDomainRule.objects.create(domain="mail.example", drops_dots=True)
    AddressRekeying.objects.update(requested_at=timezone.now() - timedelta(minutes=5))
    wait_for(lambda: Signature.objects.get(pk=signature.pk).email_key != signature.email_key, 15)


def test_worker_survives_the_loss_of_its_connections(running, caplog):
    make_signature()
    wait_for(lambda: len(mailbox.outbox) == 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 2
    make_signature()
    wait_for(lambda: len(mailbox.outbox) == 2, 15)
    assert "the database is away" in caplog.text


def test_worker_goes_on_after_an_error_that_nobody_expected(running, caplog, monkeypatch):
    """And writes it through the log, whose filter takes addresses out."""
    caplog.handler.addFilter(log_redaction.RedactPersonalData())
    wait_for(lambda: running._listener is not None)

    def crash(**_options):
        monkeypatch.undo()
        raise KeyError("rosa@example.org")

    monkeypatch.setattr(senders, "send_due_mails", crash)
    make_signature()
    wait_for(lambda: len(mailbox.outbox) == 1, 15)
    record = next(row for row in caplog.records if "something went wrong" in row.getMessage())
    assert "KeyError" in record.exc_text
    assert "rosa@" not in record.exc_text


def test_worker_does_its_chores_beside_the_mail(running, monkeypatch):
    wait_for(
        lambda: Chore.objects.filter(ran_at__isnull=False).count() == len(scheduled_jobs.DUTIES)
    )


def test_mail_does_not_wait_for_a_long_chore(transactional_db, settings, monkeypatch):
    settings.TALLY_SECONDS = 60
    begun, may_end = threading.Event(), threading.Event()

    def take_long(should_stop):
        begun.set()
        may_end.wait(20)
        return 0

    monkeypatch.setattr(
        scheduled_jobs,
        "DUTIES",
        (scheduled_jobs.Duty("long", timedelta(hours=1), take_long),),
        raising=True,
    )
    subject = worker.Worker()
    thread = threading.Thread(target=lambda: (subject.run(), connections.close_all()))
    thread.start()
    try:
        assert begun.wait(10)
        make_signature()
        wait_for(lambda: len(mailbox.outbox) == 1)
    finally:
        may_end.set()
        subject.stop()
        thread.join(15)
    assert not thread.is_alive()


def test_worker_stops_promptly_while_it_waits(running):
    wait_for(lambda: running._listener is not None)
    start = time.monotonic()
    running.stop()
    wait_for(lambda: running._listener is None)
    assert time.monotonic() - start < 1.5


def test_no_chore_begins_before_the_worker_has_looked_for_a_restore(transactional_db, monkeypatch):
    """Mail about accounts is one: of a restored backup it may have gone out already."""
    done: list[str] = []
    subject = worker.Worker()
    monkeypatch.setattr(subject, "_follow_departures", lambda **_how: done.append("look"))
    monkeypatch.setattr(subject._housekeeper, "start", lambda: done.append("chores"))
    monkeypatch.setattr(subject, "_send", lambda: subject.stop() or 0)
    subject.run()
    assert done[:2] == ["look", "chores"]
    assert done.count("chores") == 1
