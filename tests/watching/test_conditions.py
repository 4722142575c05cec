"""When each part of signing counts as unwell, and what staff are told of it."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import psycopg
import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.utils import timezone

from campaigns.mail.scheduled_jobs import DUTIES
from campaigns.mail.smtp import make_mail_connection
from campaigns.mail.watching import alarms, conditions, figures
from campaigns.models import Alarm, Chore, OutboundMail, Signature, Switches, WorkerPulse
from nnirr_site.database.clock import database_now
from nnirr_site.models import User
from nnirr_site.watching import conditions as watched
from nnirr_site.watching import metrics
from nnirr_site.watching import request_counts as counting
from nnirr_site.watching.request_counts import RequestCounts
from tests.campaigns.factories import make_call, make_signature

MINUTE = timedelta(minutes=1)


def ask(find_trouble) -> str:
    """What one part says, on the connection of this test."""
    with connection.cursor() as cursor:
        return find_trouble(cursor.connection)


def queue(**changes) -> None:
    make_signature()
    OutboundMail.objects.update(**changes)


def pulse(ago: timedelta, started: timedelta = timedelta(days=3)) -> None:
    now = timezone.now()
    WorkerPulse.objects.create(
        number=1, started_at=now - started, seen_at=now - ago, lead_seconds=0
    )


@pytest.mark.django_db
def test_worker_is_missed_after_five_minutes():
    assert ask(conditions.find_worker_trouble) == "never seen"
    pulse(4 * MINUTE)
    assert ask(conditions.find_worker_trouble) == ""
    WorkerPulse.objects.update(seen_at=timezone.now() - 6 * MINUTE)
    assert ask(conditions.find_worker_trouble) == "not seen for five minutes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "created", "changes", "is_late"),
    [
        (1, 1, {}, False),
        (14, 14, {}, False),
        (16, 16, {}, True),
        (-60, 90, {"error": "too many to the domain"}, False),  # waits for its turn
        (-60, 90, {"error": "SMTPDataError 451", "attempts": 3}, False),  # tried again later
        (0, 20, {"error": "ConnectionRefusedError"}, True),  # the server is away
        (0, 20, {"error": "provider takes no more"}, False),
        (16, 16, {"status": "sent"}, False),
    ],
)
def test_mail_is_late_when_nothing_goes_out(ago, created, changes, is_late):
    now = timezone.now()
    queue(next_attempt_at=now - ago * MINUTE, created_at=now - created * MINUTE, **changes)
    assert ask(conditions.find_mail_trouble) == ("late" if is_late else "")
    Switches.objects.create(is_mail_stopped=True)
    assert ask(conditions.find_mail_trouble) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("error", ["", "ConnectionRefusedError"])
def test_mail_that_waits_for_staff_after_a_restore_is_not_late_and_hides_none_that_is(
    error, _fresh_hour
):
    now = timezone.now()
    call = make_call()
    for _number in range(10):
        make_signature(call)
    due = now if error else now - 50 * MINUTE
    OutboundMail.objects.update(
        created_at=now - 90 * MINUTE, next_attempt_at=now - 80 * MINUTE, error=error
    )
    Switches.objects.create(restored_mail="held", restored_at=now - 60 * MINUTE)
    assert ask(conditions.find_mail_trouble) == ""
    told = read_all()
    assert told["site_outbox_oldest_due_seconds", ""] == 0
    assert (told["site_outbox_mails", "due"], told["site_outbox_mails", "waiting"]) == (0, 10)
    late = make_signature(call)
    OutboundMail.objects.filter(signature=late).update(
        created_at=now - 55 * MINUTE, next_attempt_at=due, error=error
    )
    assert ask(conditions.find_mail_trouble) == "late"
    if not error:
        assert read_all()["site_outbox_oldest_due_seconds", ""] in {45 * 60, 60 * 60}
    Switches.objects.update(is_mail_stopped=True)
    assert ask(conditions.find_mail_trouble) == ""
    assert read_all()["site_outbox_oldest_due_seconds", ""] == 0


@pytest.mark.django_db
def test_mails_fail_in_numbers():
    call = make_call()
    for _number in range(10):
        make_signature(call)
    OutboundMail.objects.update(status="failed", next_attempt_at=timezone.now())
    assert ask(conditions.find_failing_mail) == "many fail"
    last = OutboundMail.objects.last()
    OutboundMail.objects.filter(pk=last.pk).update(next_attempt_at=timezone.now() - 61 * MINUTE)
    assert ask(conditions.find_failing_mail) == ""


@pytest.mark.django_db
def test_chore_that_was_not_done_is_named():
    now = timezone.now()
    for duty in DUTIES:
        Chore.objects.create(name=duty.name, ran_at=now)
    assert ask(conditions.find_chore_trouble) == ""
    Chore.objects.filter(name="publish").update(ran_at=now - timedelta(hours=2))
    Chore.objects.filter(name="round times").update(failures=3)
    assert ask(conditions.find_chore_trouble) == "late: publish, round times"
    Chore.objects.all().delete()
    assert ask(conditions.find_chore_trouble) == ""  # nor a worker
    pulse(timedelta(), started=timedelta(minutes=50))
    assert ask(conditions.find_chore_trouble) == ""
    WorkerPulse.objects.update(started_at=now - timedelta(hours=2))
    assert "publish" in ask(conditions.find_chore_trouble)


@pytest.mark.django_db
def test_backup_is_missed_after_two_days(settings):
    settings.BACKUP_RECIPIENTS = ["age1…"]
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = %s", [now - timedelta(hours=47)])
    assert ask(conditions.find_backup_trouble) == "", "the first is not due"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = %s", [now - timedelta(hours=49)])
    assert ask(conditions.find_backup_trouble) == "none for two days"
    Chore.objects.create(name="backup", ran_at=now - timedelta(hours=47))
    assert ask(conditions.find_backup_trouble) == ""
    Chore.objects.update(ran_at=now - timedelta(hours=49))
    assert ask(conditions.find_backup_trouble) == "none for two days"
    settings.BACKUP_RECIPIENTS = []
    assert ask(conditions.find_backup_trouble) == ""


@pytest.fixture
def keeper(db):
    user = User.objects.create(username="ana", email="ana@staff.example", is_staff=True)
    rights = Permission.objects.filter(codename__in=["access_admin", "view_outboundmail"])
    user.user_permissions.set(rights)
    return user


def tell(parts: dict[str, str], later: timedelta) -> int:
    return alarms.tell(parts, database_now() + later, make_mail_connection)


WELL = {"database": "ok", "worker": "ok", "mail": "ok", "chores": "ok", "mail failures": "ok"}
DEAD = WELL | {"worker": "not seen for five minutes"}


def test_episode_is_told_once_when_it_lasts(keeper):
    assert tell(DEAD, timedelta()) == 0
    assert tell(DEAD, 6 * MINUTE) == 1
    assert tell(DEAD, 30 * MINUTE) == 0
    assert tell(DEAD, timedelta(hours=30)) == 0
    assert [message.to for message in mail.outbox] == [[keeper.email]]
    assert tell(WELL, timedelta(hours=31)) == 0
    assert Alarm.objects.get().ended_at is not None
    assert tell(DEAD, timedelta(hours=32)) == 0
    assert tell(DEAD, timedelta(hours=33)) == 1


def test_part_that_fails_again_and_again_is_told_every_six_hours_at_most(keeper):
    for hour in range(24):
        tell(DEAD, timedelta(hours=hour))
        tell(DEAD, timedelta(hours=hour, minutes=10))
        tell(WELL, timedelta(hours=hour, minutes=20))
    assert 3 <= len(mail.outbox) <= 4


def test_mail_that_cannot_be_sent_is_tried_again_and_breaks_nothing(keeper, monkeypatch, caplog):
    tries = []

    class Refusing:
        def send_messages(self, _messages):
            tries.append(1)
            raise ConnectionRefusedError("canary")

        def close(self):
            return None

    for minute in range(0, 60, 2):
        assert alarms.tell(DEAD, database_now() + minute * MINUTE, Refusing) == 0
    assert 3 <= len(tries) <= 4
    assert "canary" not in caplog.text and keeper.email not in caplog.text
    assert tell(DEAD, 61 * MINUTE + 15 * MINUTE) == 1


def test_address_that_is_refused_keeps_nobody_else_from_being_told(keeper):
    other = User.objects.create(username="izel", email="izel@staff.example", is_staff=True)
    other.user_permissions.set(keeper.user_permissions.all())
    told = []

    class RefusingOne:
        def send_messages(self, messages):
            [to] = messages[0].to
            if to == keeper.email:
                raise smtplib.SMTPRecipientsRefused({to: (550, b"5.1.1 no such user")})
            told.append(to)

        def close(self):
            raise smtplib.SMTPServerDisconnected("closed already")

    tell(DEAD, timedelta())
    assert alarms.tell(DEAD, database_now() + 6 * MINUTE, RefusingOne) == 1
    assert told == [other.email]


def test_nobody_is_told_who_wants_no_mail_or_while_mail_is_stopped(keeper):
    from campaigns.services.notices import choose_frequency

    choose_frequency(keeper, "never")
    tell(DEAD, timedelta())
    assert tell(DEAD, 6 * MINUTE) == 0
    choose_frequency(keeper, "daily")
    switches = Switches.load()
    switches.is_mail_stopped = True
    switches.save()
    assert tell(DEAD, 30 * MINUTE) == 0
    assert not mail.outbox


def test_alarm_speaks_the_language_of_its_reader_and_names_nobody(keeper):
    from wagtail.users.models import UserProfile

    make_signature(email="xochi@nahua.example", name="Xochitl Nahua")
    UserProfile.objects.create(user=keeper, preferred_language="es")
    tell(DEAD | {"chores": "late: publish"}, timedelta())
    assert tell(DEAD | {"chores": "late: publish"}, 6 * MINUTE) == 1
    [message] = mail.outbox
    assert "No hay ningún proceso" in message.body
    assert "/admin/" in message.body
    assert "Nahua" not in message.body


# -- Figures ------------------------------------------------------------------------------------


def read_all() -> dict[tuple[str, str], float]:
    with connection.cursor() as cursor:
        readers = (figures.read_signing, figures.read_outbox, figures.read_worker)
        return {
            (figure.name, value): number
            for read in readers
            for figure in read(cursor.connection)
            for value, number in figure.numbers.items()
        }


@pytest.fixture
def _fresh_hour(monkeypatch):
    monkeypatch.setattr(figures, "last_hour", figures.LastHour())


@pytest.mark.django_db
def test_queue_is_told_in_tens_and_lateness_in_quarters_of_the_clock(_fresh_hour):
    call = make_call()
    for _number in range(9):
        make_signature(call)
    due = database_now() - timedelta(minutes=50)
    OutboundMail.objects.update(next_attempt_at=due)
    told = read_all()
    assert told["site_outbox_mails", "due"] == 0
    assert told["site_outbox_oldest_due_seconds", ""] in {45 * 60, 60 * 60}
    make_signature(call)
    assert read_all()["site_outbox_mails", "due"] == 10


@pytest.mark.django_db
def test_what_was_signed_is_told_by_full_hours(_fresh_hour):
    now = database_now()
    signature = make_signature()
    assert read_all()["site_signatures_last_hour", ""] == 0
    Signature.objects.filter(pk=signature.pk).update(created_at=now - timedelta(hours=1))
    assert read_all()["site_signatures_last_hour", ""] == 0  # this hour was told already
    figures.last_hour = figures.LastHour()
    assert read_all()["site_signatures_last_hour", ""] == 1


@pytest.mark.django_db
def test_count_that_takes_too_long_is_asked_for_once_an_hour_and_takes_no_other_along(
    _fresh_hour, monkeypatch
):
    asked = []

    class Slow:
        """The connection of this test, on which one statement ends as it does in two seconds."""

        def __init__(self, inner):
            self.inner = inner

        def execute(self, statement, *parameters):
            if statement is figures.LAST_HOUR:
                asked.append(statement)
                raise psycopg.errors.QueryCanceled
            return self.inner.execute(statement, *parameters)

        def close(self):
            return None

    with connection.cursor() as cursor:
        slow = Slow(cursor.connection)
        monkeypatch.setattr(watched, "connect", lambda: slow)
        monkeypatch.setattr(watched, "look", lambda: {watched.DATABASE: watched.WELL})
        for _time in range(2):
            names = {figure.name for figure in metrics.read_figures()}
            assert {"site_signatures_confirmed", "site_outbox_mails", "site_workers"} <= names
            assert "site_signatures_last_hour" not in names
    assert len(asked) == 1


def test_forms_and_personal_links_are_counted_when_the_hour_is_over(monkeypatch):
    clock = [7200.0 + 3000]
    monkeypatch.setattr(counting.time, "time", lambda: clock[0])
    counts = RequestCounts()
    counts.note("GET", "/about/", 200, "miss")
    counts.note("POST", "/sign/a/", 303)
    counts.note("GET", "/c/AbCdEfGh12.abcd.x/", 200)
    counts.note("GET", "/sign/a/check-email/", 200, "miss")
    counts.note("GET", "/es/sign/a/check-email/", 200, "hit")
    counts.note("POST", "/sign/a/", 500)
    counts.note("GET", "/healthz", 200)
    for _time in range(3):
        counts.fast_hits.add()
    taken = counts.take()
    assert taken.requests == {("page", "2xx"): 4}
    assert taken.errors == {"500": 1}
    assert taken.cache == {"miss": 1, "hit": 3}
    clock[0] += 599
    assert not counts.take().requests
    clock[0] += 2
    assert counts.take().requests == {
        ("private", "2xx"): 3,
        ("private", "3xx"): 1,
        ("private", "5xx"): 1,
    }
    assert not counts.take().requests
