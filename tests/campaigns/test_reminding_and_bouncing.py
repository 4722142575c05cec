"""Reminders, bounces, complaints, the way out of letters, and chores in their time."""

import logging
from datetime import timedelta

import pytest
from django.core import mail as mailbox
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from campaigns import services
from campaigns.mail import rendering, scheduled_jobs, sending
from campaigns.mail.scheduled_jobs import Duty
from campaigns.models import Call, Chore, OutboundMail, Signature
from campaigns.privacy import log_redaction, tokens
from tests.campaigns.factories import (
    ask_again,
    let_time_pass,
    make_call,
    make_call_page,
    make_signature,
    make_signer,
    queued_kinds,
    use_up_mails,
)

pytestmark = pytest.mark.django_db
HOURS = timedelta(hours=1)


def make_waiting(hours: float = 49, call=None, **fields) -> Signature:
    """A pending signature whose confirmation went out so long ago."""
    signature = make_signature(call, **fields)
    sending.send_due_mails()
    mailbox.outbox.clear()
    let_time_pass(signature, hours * HOURS)
    return signature


# -- Reminders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "count"), [(47, 0), (49, 1), (24 * 29, 0)])
def test_reminder_goes_out_after_two_days_and_not_at_the_very_end(hours, count):
    make_waiting(hours)
    assert services.queue_reminders() == count


def test_there_is_one_reminder_and_it_works():
    signature = make_waiting(call=make_call_page().call)
    for _hour in range(3):
        services.queue_reminders()
        sending.send_due_mails()
        let_time_pass(signature, 49 * HOURS)
    assert queued_kinds() == ["confirm", "reminder"]
    [message] = mailbox.outbox
    assert message.to == [signature.email]
    assert "We remind you once." in message.body
    assert Signature.objects.get().mail_count == 2


def test_reminder_does_not_put_off_the_deletion_and_says_the_day():
    signature = make_waiting(24 * 20)
    before = signature.mailed_at
    services.queue_reminders()
    sending.send_due_mails()
    signature.refresh_from_db()
    assert signature.mailed_at == before
    day = timezone.localtime(before + timedelta(days=30)).date()
    assert f"works until {day:%B} {day.day}, {day.year}" in mailbox.outbox[0].body
    assert services.delete_unconfirmed(timezone.now() + timedelta(days=10, hours=1)) == 1


def test_outsiders_cannot_trigger_a_reminder():
    signature = make_waiting()
    services.sign(
        signature.call, signature.call.statements.first(), make_signer(email=signature.email), "en"
    )
    ask_again(signature.call, signature.email)
    assert "reminder" not in queued_kinds()
    services.queue_reminders()
    assert "reminder" not in queued_kinds(), "a mail went out just now"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "confirmed", "confirmed_at": timezone.now()},
        {"status": "rejected"},
        {"bounced_at": timezone.now()},
    ],
    ids=["confirmed", "rejected", "bounced"],
)
def test_who_must_not_be_reminded_is_not(change):
    signature = make_waiting()
    Signature.objects.filter(pk=signature.pk).update(**change)
    assert services.queue_reminders() == 0


@pytest.mark.parametrize(
    "change",
    [{"is_paused": True}, {"closes_at": timezone.now()}],
    ids=["paused", "closed"],
)
def test_call_that_takes_no_signatures_reminds_nobody(change):
    signature = make_waiting()
    Call.objects.filter(pk=signature.call_id).update(**change)
    assert services.queue_reminders() == 0


def test_organization_whose_time_is_over_is_not_reminded():
    call = make_call(organizations_close_at=timezone.now())
    make_waiting(call=call, kind="organization", organization="Mujeres", role="Secretary")
    make_waiting(call=call)
    assert services.queue_reminders() == 1


def test_who_never_got_the_first_mail_is_not_reminded_of_it():
    let_time_pass(make_signature(), 49 * HOURS)
    assert services.queue_reminders() == 0


def test_reminders_are_queued_in_batches():
    call = make_call()
    for _number in range(5):
        make_waiting(call=call)
    assert services.queue_reminders(batch=2) == 5
    assert queued_kinds().count("reminder") == 5


def test_reminder_of_who_confirms_meanwhile_is_dropped():
    signature = make_waiting()
    services.queue_reminders()
    services.confirm_signature(signature.reference)
    assert sending.send_due_mails().dropped == 1


# -- Bounces and complaints ------------------------------------------------------------------------


def test_hard_bounce_ends_mail_to_the_signature_and_staff_see_a_failed_mail():
    signature = make_waiting()
    assert services.note_bounce(signature.email.upper()) == 1
    assert services.note_bounce(signature.email) == 0
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.error) == ("failed", "bounced")
    ask_again(signature.call, signature.email)
    services.queue_reminders()
    assert queued_kinds() == ["confirm"]


def test_bounce_of_a_made_up_address_of_a_mailbox_harms_its_owner_for_a_day_at_most():
    """Anybody can type rosa+nosuch@, and some servers say that there is no such mailbox."""
    made_up = make_waiting(1, email="rosa+nosuch@example.org")
    owner = make_waiting(1, email="Rosa@example.org")
    assert services.note_bounce("rosa+nosuch@example.org") == 1
    owner.refresh_from_db()
    assert owner.bounced_at is None
    statement = made_up.call.statements.first()
    services.delete_unconfirmed(timezone.now() + 23 * HOURS)
    assert Signature.objects.filter(pk=made_up.pk).exists()
    services.delete_unconfirmed(timezone.now() + 25 * HOURS)
    services.sign(made_up.call, statement, make_signer(email="rosa@example.org"), "en")
    assert sending.send_due_mails().sent == 1
    assert mailbox.outbox[-1].to == ["rosa@example.org"]


def test_bounce_deletes_nothing_that_was_confirmed():
    signature = make_signature(status="confirmed", email="rosa@bücher.example")
    assert services.note_bounce("rosa@xn--bcher-kva.example") == 1
    services.delete_unconfirmed(timezone.now() + 48 * HOURS)
    assert Signature.objects.filter(pk=signature.pk).exists()


def test_mail_that_went_out_and_came_back_counts_again_when_staff_retry_it(admin_user):
    signature = make_waiting()
    for number in range(6):
        services.note_bounce(signature.email)
        is_room = number < 5
        expected = services.Outcome.DONE if is_room else services.Outcome.REFUSED
        assert services.retry_mail(OutboundMail.objects.get(), admin_user) is expected
        sending.send_due_mails()
    assert len(mailbox.outbox) == 5
    assert Signature.objects.get().bounced_at is not None


def test_who_leaves_with_a_dead_address_gets_no_last_mail():
    signature = make_signature(status="confirmed")
    services.note_bounce(signature.email)
    services.withdraw_signature(signature.reference)
    assert "withdrawn" not in queued_kinds()
    assert Signature.objects.get().status == "withdrawn"


def test_mail_that_waits_for_a_dead_address_is_not_sent():
    signature = make_signature()
    services.note_bounce(signature.email)
    assert sending.send_due_mails().total == 0
    assert OutboundMail.objects.get().status == "failed"


@pytest.mark.parametrize("how", ["retry", "resend"])
def test_staff_try_an_address_again(how, admin_user):
    signature = make_waiting()
    services.note_bounce(signature.email)
    if how == "retry":
        outcome = services.retry_mail(OutboundMail.objects.get(), admin_user)
    else:
        outcome = services.resend_to_signer(signature, "asked by phone", admin_user)
    assert outcome is services.Outcome.DONE
    assert sending.send_due_mails().sent == 1


def test_resend_that_is_refused_leaves_the_bounce():
    signature = make_waiting()
    use_up_mails(signature.email, by_staff=True)
    Signature.objects.update(bounced_at=timezone.now())
    assert services.resend_to_signer(signature, "asked") is services.Outcome.REFUSED
    assert Signature.objects.get().bounced_at is not None


def test_complaint_ends_letters_and_nothing_else():
    signature = make_signature(status="confirmed", wants_letters=True)
    other = make_signature(status="confirmed", wants_letters=True)
    assert services.note_complaint(signature.email) == 1
    assert services.note_complaint("not an address") == 0
    signature.refresh_from_db()
    other.refresh_from_db()
    assert (signature.wants_letters, signature.status) == (False, "confirmed")
    assert signature.changed_at is None, "a mail program reported it, the signer changed nothing"
    assert other.wants_letters


# -- Letters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wants", [True, False])
def test_mail_to_who_gets_letters_carries_the_one_click_way_out(wants, settings):
    settings.SITE_URL = "https://calls.example"
    signature = make_signature(make_call_page().call, wants_letters=wants)
    sending.send_due_mails()
    headers = mailbox.outbox[0].message()
    if not wants:
        assert headers["List-Unsubscribe"] is None
        return
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://calls.example/letters/")
    path = address.removeprefix("https://calls.example")
    client = Client(enforce_csrf_checks=True)
    for method in (client.get, client.head):
        answer = method(path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    signature.refresh_from_db()
    assert signature.wants_letters
    # As the server of a mail program does it: no cookie, no origin, no referrer.
    for _time in range(2):
        answer = client.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert not answer.cookies
        signature.refresh_from_db()
        assert (signature.wants_letters, signature.status) == (False, "pending")


@pytest.mark.parametrize("purpose", [tokens.CONFIRM, tokens.OWN])
def test_link_of_another_purpose_ends_no_letters(purpose):
    signature = make_signature(make_call_page().call, wants_letters=True)
    token = tokens.make_link_token(signature.reference, purpose)
    assert Client().post(f"/letters/{token}/", {}).status_code == 404
    letters = tokens.make_link_token(signature.reference, tokens.LETTERS)
    assert Client().get(f"/c/{letters}/").status_code == 404
    assert Client().get(f"/own/{letters}/").status_code == 404
    signature.refresh_from_db()
    assert signature.wants_letters


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"\xff=\xfe", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"a=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_nonsense_sent_to_the_way_out_is_refused_clearly(data, kind, status):
    token = tokens.make_link_token("ABCDEFGHJKMN", tokens.LETTERS)
    assert Client().post(f"/letters/{token}/", data, content_type=kind).status_code == status


def test_every_mail_carries_the_link_to_the_own_page():
    signature = make_signature(make_call_page().call)
    for kind in ("confirm", "reminder", "already_signed"):
        message = rendering.render_mail(kind, signature, "en")
        assert "/own/" in message.text
        assert "/own/" in message.html


# -- Chores ----------------------------------------------------------------------------------------


def make_duty(log: list, name: str = "test", every: timedelta = HOURS, error=None) -> Duty:
    def run(should_stop):
        log.append(name)
        if error:
            raise error
        return 1

    return Duty(name, every, run)


def test_chore_is_done_when_its_time_has_come():
    log = []
    duty = make_duty(log)
    assert scheduled_jobs.do_due([duty]) == ["test"]
    assert scheduled_jobs.do_due([duty]) == []
    Chore.objects.update(ran_at=timezone.now() - HOURS)
    assert scheduled_jobs.do_due([duty]) == ["test"]
    assert log == ["test", "test"]


def test_chore_that_fails_is_noted_tried_later_and_stops_no_other(caplog):
    log = []
    caplog.handler.addFilter(log_redaction.RedactPersonalData())
    bad = make_duty(log, "bad", error=ValueError("no mailbox rosa@example.org"))
    assert scheduled_jobs.do_due([bad, make_duty(log, "good")]) == ["good"]
    chore = Chore.objects.get(name="bad")
    assert (chore.error, chore.ran_at) == ("ValueError", None)
    assert scheduled_jobs.do_due([bad]) == []
    Chore.objects.filter(name="bad").update(failed_at=timezone.now() - scheduled_jobs.TRY_AGAIN)
    scheduled_jobs.do_due([bad])
    assert log == ["bad", "good", "bad"]
    written = "".join(f"{row.getMessage()} {row.exc_text}" for row in caplog.records)
    assert "chore: bad failed" in written
    assert "rosa@" not in written


def test_chore_that_is_stopped_is_not_taken_for_done():
    stops = iter([False, True, True])
    assert scheduled_jobs.do_due([make_duty([])], should_stop=lambda: next(stops)) == []
    assert not Chore.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_chore_that_another_worker_does_is_left_to_it():
    log = []
    duty = make_duty(log)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            key = [scheduled_jobs.LOCKS, scheduled_jobs.lock_number(duty.name)]
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", key)
            assert scheduled_jobs.do_due([duty]) == []
        other.close()  # as when that worker dies: its lock goes with it
        end = timezone.now() + timedelta(seconds=10)
        while not scheduled_jobs.do_due([duty]) and timezone.now() < end:
            pass
    finally:
        other.close()
    assert log == ["test"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE locktype = 'advisory' AND classid = %s AND pid = pg_backend_pid()",
            [scheduled_jobs.LOCKS],
        )
        assert cursor.fetchone() == (0,)


def test_the_worker_has_every_chore_that_the_promises_need():
    names = {duty.name for duty in scheduled_jobs.DUTIES}
    assert {"remind", "keep retention", "publish", "wipe judged forms", "round times"} <= names
    overdue = make_signature()
    let_time_pass(overdue, timedelta(days=31))
    reminded = make_waiting()
    assert set(scheduled_jobs.do_due()) == names
    assert not Signature.objects.filter(pk=overdue.pk).exists()
    assert queued_kinds(reminded) == ["confirm", "reminder"]
    assert Chore.objects.filter(ran_at__isnull=False).count() == len(names)


def test_no_log_line_of_mail_names_anybody(caplog):
    caplog.set_level(logging.DEBUG)
    signature = make_waiting(email="xochi.tzin@unmistakable.example", name="Xochiquetzal")
    services.queue_reminders()
    sending.send_due_mails()
    services.note_bounce(signature.email)
    services.note_complaint(signature.email)
    scheduled_jobs.do_due()
    for secret in ("xochi", "unmistakable"):
        assert secret not in caplog.text.lower()
