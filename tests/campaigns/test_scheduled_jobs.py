"""Chores in their time: none hinders another, failures come back, and staff see all of it."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone

from campaigns.admin.scheduled_jobs_report import how_often
from campaigns.mail import scheduled_jobs, worker
from campaigns.mail.scheduled_jobs import DAY, HOUR, MINUTE, Duty
from campaigns.models import Chore, Switches, WorkerPulse
from nnirr_site.database.clock import database_now
from tests.campaigns.processes import wait_for

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/by-itself/"


@pytest.fixture
def alive():
    """As while a worker is at work."""
    now = database_now()
    return WorkerPulse.objects.create(number=1, started_at=now, seen_at=now, lead_seconds=0)


def make_duty(name="test", every=HOUR, run=lambda should_stop: 0, **fields) -> Duty:
    return Duty(name, every, run, **fields)


# -- Their times -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("every", "pauses"),
    [
        (MINUTE, [1, 2, 4, 8, 15, 15]),
        (HOUR, [15, 30, 60, 60]),
        (DAY, [15, 30, 60, 120, 240, 360, 360]),
    ],
)
def test_chore_that_always_fails_is_tried_less_and_less_often(every, pauses, caplog):
    caplog.set_level(logging.WARNING)

    def fail(should_stop):
        raise ValueError("a name")

    duty = make_duty(every=every, run=fail)
    for number, minutes in enumerate(pauses, 1):
        assert scheduled_jobs.do_due([duty]) == []
        chore = Chore.objects.get()
        assert (chore.failures, chore.error) == (number, "ValueError")
        due = scheduled_jobs.next_time(duty, chore, database_now())
        assert due - chore.failed_at == timedelta(minutes=minutes)
        Chore.objects.update(failed_at=chore.failed_at - timedelta(minutes=minutes))
    traces = [record for record in caplog.records if record.exc_info]
    assert len(traces) == 1
    assert "a name" not in " ".join(record.getMessage() for record in caplog.records)
    assert scheduled_jobs.do_due([make_duty(every=every)]) == ["test"]
    assert Chore.objects.get().failures == 0


def test_chore_is_never_later_than_said_and_not_much_sooner():
    now = timezone.now()
    soon = {
        scheduled_jobs.next_time(make_duty(f"chore {number}"), Chore(ran_at=now), now) - now
        for number in range(50)
    }
    assert max(soon) <= HOUR
    assert min(soon) >= HOUR - timedelta(minutes=5)
    assert len(soon) > 40  # they do not go in step


def test_chore_that_needs_room_on_the_disk_is_noted_as_failed_and_stops_no_other():
    from django.db import OperationalError, transaction

    def fail(should_stop):
        with transaction.atomic():
            raise OperationalError("could not extend file")

    assert scheduled_jobs.do_due([make_duty("bad", run=fail), make_duty("good")]) == ["good"]
    assert Chore.objects.get(name="bad").error == "OperationalError"


@pytest.mark.django_db(transaction=True)
def test_publishing_does_not_wait_for_a_chore_that_takes_an_hour(monkeypatch):
    begun, may_end, published = threading.Event(), threading.Event(), []

    def take_long(should_stop):
        begun.set()
        may_end.wait(60)
        return 0

    def publish(should_stop):
        published.append(time.monotonic())
        return 1

    monkeypatch.setattr("campaigns.mail.job_runner.LOOK_SECONDS", 0.1)
    duties = (
        make_duty("long", run=take_long),
        make_duty("publish", timedelta(milliseconds=200), publish),
        make_duty("other", HOUR),
    )
    monkeypatch.setattr(scheduled_jobs, "DUTIES", duties)
    subject = worker.Worker()
    thread = threading.Thread(target=lambda: (subject.run(), connections.close_all()))
    thread.start()
    try:
        assert begun.wait(30)
        before = len(published)
        wait_for(lambda: len(published) >= before + 3, "publishing beside it")
        wait_for(Chore.objects.filter(name="other").exists, "the other chore")
        assert not Chore.objects.filter(name="long").exists()
        may_end.set()
        wait_for(Chore.objects.filter(name="long", ran_at__isnull=False).exists, "its end")
    finally:
        may_end.set()
        subject.stop()
        thread.join(30)
    assert not thread.is_alive()


# -- What they do ----------------------------------------------------------------------------------


def test_logins_that_have_ended_are_deleted_and_others_stay(admin_client):
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = store()
    ended["left"] = "over"
    ended.save()
    Session.objects.filter(pk=ended.session_key).update(
        expire_date=timezone.now() - timedelta(minutes=1)
    )
    assert "clear sessions" in scheduled_jobs.do_due()
    assert not Session.objects.filter(pk=ended.session_key).exists()
    assert Session.objects.filter(pk=admin_client.session.session_key).exists()


# -- What staff see --------------------------------------------------------------------------------


def test_report_lists_every_chore_with_its_times_and_what_went_wrong(admin_client, alive):
    now = database_now()
    Chore.objects.create(name="publish", ran_at=now - timedelta(seconds=30))
    Chore.objects.create(name="remind", failed_at=now, error="KeyError", failures=3)
    html = admin_client.get(REPORT).content.decode()
    for duty in scheduled_jobs.DUTIES:
        assert str(duty.label) in html
        assert duty.label, f"{duty.name} has no label for staff"
    for words in ("every minute", "every hour", "every day", "America/Los_Angeles"):
        assert words in html
    assert "failed 3 times in a row (KeyError), will be tried again" in html
    assert "has not been done yet" in html
    assert "does not run" not in html
    assert "Nothing: whatever was scheduled has happened." in html
    assert REPORT in admin_client.get("/admin/").content.decode()


def test_banner_says_that_the_worker_has_not_run_for_five_minutes(admin_client, alive):
    def shown() -> bool:
        found = {
            "The worker does not run" in admin_client.get(url).content.decode()
            for url in ("/admin/", REPORT)
        }
        [is_shown] = found
        return is_shown

    assert not shown()
    earlier = database_now() - timedelta(minutes=4, seconds=30)
    WorkerPulse.objects.update(seen_at=earlier)
    assert not shown()
    WorkerPulse.objects.update(seen_at=earlier - timedelta(minutes=1))
    assert shown()
    WorkerPulse.objects.all().delete()
    assert shown()


def test_report_shows_what_is_being_done_and_that_staff_stopped_mail(admin_client, alive):
    from django.db import connection

    switches = Switches.load()
    switches.is_mail_stopped = True
    switches.save()
    with connection.cursor() as cursor:
        key = [scheduled_jobs.LOCKS, scheduled_jobs.lock_number("keep retention")]
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", key)
        try:
            html = admin_client.get(REPORT).content.decode()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
    assert html.count("is being done now") == 1
    assert "stopped by staff" in html


def test_report_is_for_staff_alone(client):
    assert client.get(REPORT).status_code == 302


@pytest.mark.parametrize(
    ("every", "words"),
    [
        (MINUTE, "every minute"),
        (5 * MINUTE, "every 5 minutes"),
        (HOUR, "every hour"),
        (2 * DAY, "every 2 days"),
        (timedelta(seconds=60), "every minute"),
        (timedelta(seconds=90), "every 90 seconds"),
        (timedelta(seconds=1), "every second"),
    ],
)
def test_how_often_is_said_in_words(every, words):
    assert how_often(every) == words


def test_sign_of_life_of_a_worker_and_the_end_of_old_ones():
    old = database_now() - timedelta(days=2)
    WorkerPulse.objects.create(number=7, started_at=old, seen_at=old, lead_seconds=0)
    subject = worker.Worker()
    subject._beat()
    subject._beat()
    pulse = WorkerPulse.objects.get()
    assert pulse.number == subject._lifeline.number
    assert abs(pulse.lead_seconds) < 5
