"""No time that is kept leads from a row to the line of a log that holds seconds."""

from datetime import timedelta
from itertools import chain, repeat

import pytest
from django.db import connection
from django.db.models import DateTimeField
from django.utils import timezone

from campaigns import services
from campaigns.mail import sending
from campaigns.models import MailPause, MailTurn, OutboundMail, Signature, Switches
from campaigns.models.mail_limits import LONGEST_HANGING_UP
from campaigns.services.mail.outbox import claim_mail
from campaigns.services.retention import rounding
from tests.campaigns.factories import let_time_pass, make_organization, make_signature, queued_kinds

pytestmark = pytest.mark.django_db


def exact_times(row) -> set[str]:
    """Columns of a row whose time is more exact than the hour."""
    names = [
        column.name for column in row._meta.concrete_fields if isinstance(column, DateTimeField)
    ]
    row.refresh_from_db()
    return {
        name
        for name in names
        if (moment := getattr(row, name)) and (moment.minute or moment.second or moment.microsecond)
    }


def let_mails_age(time: timedelta) -> None:
    """As if everything about mails had happened so much earlier."""
    columns = "created_at", "sent_at", "next_attempt_at", "hung_up_at", "counted_at"
    changes = ", ".join(f"{name} = {name} - %(time)s" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE campaigns_outboundmail SET {changes}", {"time": time})


def test_times_of_a_signature_are_of_the_hour_from_the_start():
    person = make_signature(status="confirmed", show_name=True, comment="why")
    services.correct_signature(person.reference, name="Ana", show_name=True, wants_letters=False)
    services.approve_comment(person, "read")
    services.note_bounce(Signature.objects.get(pk=person.pk).email)
    group = make_organization()
    services.approve_name(group, "known")
    services.reject_signature(group, "test")
    for row in (person, group):
        assert exact_times(row) == {"mailed_at"}
    for name in ("created_at", "confirmed_at", "changed_at", "bounced_at", "comment_approved_at"):
        assert getattr(person, name), name
    assert group.approved_at
    assert group.ended_at


def test_mail_of_the_hour_after_a_restore_does_not_become_one_from_before():
    make_signature()
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=5)
    Switches.objects.create(restored_mail="held", restored_at=hour + timedelta(minutes=10))
    OutboundMail.objects.update(created_at=hour + timedelta(minutes=5))
    assert services.round_times() == 1
    OutboundMail.objects.update(created_at=hour + timedelta(minutes=20))
    services.round_times()
    assert claim_mail() is not None


def test_times_of_mails_are_of_the_hour_once_nothing_asks_for_more():
    signature = make_signature()
    sending.send_due_mails()
    mail = OutboundMail.objects.get()
    assert services.round_times() == 0
    assert "sent_at" in exact_times(mail)
    let_time_pass(signature, timedelta(minutes=70))
    let_mails_age(timedelta(minutes=70))
    before = Signature.objects.get().mailed_at
    assert services.round_times() == 2
    assert exact_times(mail) == set()
    assert exact_times(signature) == set()
    assert before < Signature.objects.get().mailed_at <= timezone.now()
    assert services.round_times() == 0


def test_a_mail_that_waits_keeps_its_times():
    signature = make_signature()
    let_time_pass(signature, timedelta(hours=5))
    OutboundMail.objects.update(created_at=timezone.now() - timedelta(hours=5))
    due = OutboundMail.objects.get().next_attempt_at
    services.round_times()
    assert OutboundMail.objects.get().next_attempt_at == due


def test_while_a_mail_hangs_the_others_keep_the_second_at_which_they_went():
    make_signature()
    sending.send_due_mails()
    let_mails_age(timedelta(hours=3))
    hanging = make_signature()
    OutboundMail.objects.filter(signature=hanging).update(hung_up_at=timezone.now())
    services.round_times()
    assert exact_times(OutboundMail.objects.filter(status="sent").get())
    OutboundMail.objects.filter(signature=hanging).update(status="failed")
    services.round_times()
    assert not exact_times(OutboundMail.objects.filter(status="sent").get())


def test_mail_that_hung_days_ago_and_waits_since_keeps_no_second_of_the_others():
    """It waits for its domain, say, or for staff after a restore."""
    make_signature()
    sending.send_due_mails()
    let_mails_age(timedelta(hours=3))
    waiting = make_signature()
    long_ago = timezone.now() - LONGEST_HANGING_UP - timedelta(minutes=1)
    OutboundMail.objects.filter(signature=waiting).update(hung_up_at=long_ago)
    services.round_times()
    assert not exact_times(OutboundMail.objects.filter(status="sent").get())


def test_reminder_comes_no_earlier_for_the_rounding():
    signature = make_signature()
    sending.send_due_mails()
    let_time_pass(signature, timedelta(hours=47, minutes=30))
    services.round_times()
    assert services.queue_reminders() == 0
    let_time_pass(signature, timedelta(minutes=90))
    assert services.queue_reminders() == 1
    assert queued_kinds(signature) == ["confirm", "reminder"]


@pytest.mark.django_db(transaction=True)
def test_rows_that_were_there_before_are_rounded_in_batches_that_can_be_stopped():
    rows = [make_signature(status="confirmed") for _number in range(5)]
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE campaigns_signature DISABLE TRIGGER campaigns_times_of_the_hour"
        )
        cursor.execute(
            "UPDATE campaigns_signature SET created_at = created_at + interval '7 minutes',"
            " confirmed_at = confirmed_at + interval '8 minutes'"
        )
        cursor.execute("ALTER TABLE campaigns_signature ENABLE TRIGGER campaigns_times_of_the_hour")
    rounds = chain([False], repeat(True))
    assert rounding.round_times(batch=2, should_stop=lambda: next(rounds)) == 2
    assert rounding.round_times(batch=2) == 3
    for row in rows:
        assert exact_times(row) == {"mailed_at"}


def test_times_that_bounds_of_mail_go_by_are_of_the_hour_once_no_window_needs_them():
    signature = make_signature()
    sending.send_due_mails()
    services.disown_signature(signature.reference)
    turn, pause = MailTurn.objects.get(), MailPause.objects.get()
    before = timezone.now() - timedelta(minutes=110)
    MailTurn.objects.update(at=before)
    MailPause.objects.update(created_at=before)
    assert services.round_times() == 0
    MailTurn.objects.update(at=before - timedelta(minutes=11))
    MailPause.objects.update(created_at=before - timedelta(minutes=11))
    assert services.round_times() == 2
    assert exact_times(turn) == exact_times(pause) == set()
    # No sooner than it was, and out of the window of an hour.
    assert before - timedelta(minutes=11) < turn.at <= timezone.now() - timedelta(hours=1)
