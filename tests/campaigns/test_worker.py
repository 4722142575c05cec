"""Mail goes out once in ordinary days, twice at worst in bad ones, and never not at all."""

import logging
import smtplib
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail as mailbox
from django.db import connection, connections
from django.utils import timezone

from campaigns import services
from campaigns.mail import senders, sending, worker
from campaigns.mail.smtp_errors import LONGEST_PAUSE
from campaigns.models import (
    OutboundMail,
    Signature,
    Switches,
)
from campaigns.privacy import vault
from campaigns.services.mail import outbox
from tests.campaigns.factories import ask_again, let_time_pass, make_call, make_signature
from tests.campaigns.failing_mail import FailingBackend, failures


@pytest.fixture
def failing(settings):
    settings.EMAIL_BACKEND = "tests.campaigns.failing_mail.FailingBackend"
    failures.clear()
    yield failures
    failures.clear()


def make_due() -> None:
    OutboundMail.objects.update(next_attempt_at=timezone.now())


@pytest.mark.django_db
def test_mail_is_sent_once_and_marked():
    signature = make_signature()
    batch = sending.send_due_mails()
    assert (batch.sent, batch.total) == (1, 1)
    assert sending.send_due_mails().total == 0
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.attempts, mail.error) == ("sent", 1, "")
    assert mail.sent_at is not None
    assert [message.to for message in mailbox.outbox] == [[signature.email]]


@pytest.mark.django_db
def test_oldest_mail_goes_first():
    call = make_call()
    signatures = [make_signature(call) for _number in range(3)]
    for signature, minutes in zip(signatures, (1, 3, 2), strict=True):
        due = timezone.now() - timedelta(minutes=minutes)
        OutboundMail.objects.filter(signature=signature).update(next_attempt_at=due)
    sending.send_due_mails()
    expected = [signatures[1].email, signatures[2].email, signatures[0].email]
    assert [message.to[0] for message in mailbox.outbox] == expected


@pytest.mark.django_db
def test_failed_mail_is_tried_again_later_and_later(failing):
    make_signature()
    pauses = []
    for attempt in range(1, sending.MAX_ATTEMPTS):
        failing[:] = [smtplib.SMTPDataError(451, b"try again")]
        before = timezone.now()
        assert sending.send_due_mails().retried == 1
        mail = OutboundMail.objects.get()
        assert (mail.status, mail.attempts) == ("queued", attempt)
        assert mail.error == "SMTPDataError 451"
        pauses.append((mail.next_attempt_at - before).total_seconds())
        assert sending.send_due_mails().total == 0
        make_due()
    assert 40 < pauses[0] < 80
    assert pauses[1] > 1.5 * pauses[0]
    assert max(pauses) <= LONGEST_PAUSE * 1.26
    failing[:] = [smtplib.SMTPDataError(451, b"try again")]
    assert sending.send_due_mails().failed == 1
    assert OutboundMail.objects.get().status == "failed"


@pytest.mark.django_db
def test_mail_that_failed_once_is_sent_the_next_time(failing):
    make_signature()
    failing[:] = [smtplib.SMTPDataError(451, b"try again")]
    sending.send_due_mails()
    make_due()
    assert sending.send_due_mails().sent == 1
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.error, mail.attempts) == ("sent", "", 2)


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "status"), [(550, "failed"), (450, "queued")])
def test_refused_address_is_final_only_if_the_server_says_so(failing, code, status):
    signature = make_signature()
    failing[:] = [smtplib.SMTPRecipientsRefused({signature.email: (code, b"no such user rosa")})]
    sending.send_due_mails()
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.error) == (status, f"SMTPRecipientsRefused {code}")


@pytest.mark.django_db
def test_staff_retry_sends_a_failed_mail(failing, admin_user):
    signature = make_signature()
    failing[:] = [smtplib.SMTPRecipientsRefused({signature.email: (550, b"no")})]
    sending.send_due_mails()
    assert services.retry_mail(OutboundMail.objects.get(), admin_user) is services.Outcome.DONE
    assert sending.send_due_mails().sent == 1
    assert services.retry_mail(OutboundMail.objects.get()) is services.Outcome.REFUSED


@pytest.mark.django_db
def test_one_failing_mail_does_not_hold_up_the_others(failing):
    call = make_call()
    for _number in range(3):
        make_signature(call)
    failing[:] = [smtplib.SMTPDataError(451, b"try again")]
    batch = sending.send_due_mails()
    assert (batch.sent, batch.retried) == (2, 1)


@pytest.mark.django_db
def test_address_that_cannot_be_opened_fails_its_own_mail_only():
    call = make_call()
    broken, _good = make_signature(call), make_signature(call)
    moved = vault.seal("Rosa", "name:ANOTHER00000")
    Signature.objects.filter(pk=broken.pk).update(sealed_email=moved)
    batch = sending.send_due_mails()
    assert (batch.sent, batch.retried) == (1, 1)
    assert OutboundMail.objects.get(signature=broken).error == "Unreadable"


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["confirmed", "rejected"])
def test_confirmation_that_is_not_needed_any_more_is_dropped(status):
    make_signature(status=status)
    assert sending.send_due_mails().dropped == 1
    assert OutboundMail.objects.get(kind="confirm").status == "dropped"
    assert not [message for message in mailbox.outbox if "confirm" in message.subject]


@pytest.mark.django_db
def test_who_withdraws_takes_the_mails_along_but_the_last():
    signature = make_signature(status="confirmed")
    sending.send_due_mails()
    let_time_pass(signature, timedelta(minutes=11))
    ask_again(signature.call, signature.email)
    services.withdraw_signature(signature.reference)
    assert [mail.kind for mail in OutboundMail.objects.all()] == ["withdrawn"]
    assert sending.send_due_mails().sent == 1


@pytest.mark.django_db
def test_already_signed_is_not_sent_to_who_withdrew():
    signature = make_signature(status="confirmed")
    let_time_pass(signature, timedelta(minutes=11))
    ask_again(signature.call, signature.email)
    services.withdraw_signature(signature.reference)
    sending.send_due_mails()
    assert [message.subject for message in mailbox.outbox] == [
        "Your signature has been removed from the call"
    ]


@pytest.mark.django_db
def test_disowned_signature_in_the_middle_of_sending_harms_nothing():
    signature = make_signature()
    mail = outbox.claim_mail()
    services.disown_signature(signature.reference)
    outbox.mark(mail, "sent")
    assert outbox.claim_mail() is None


SERVER_TROUBLES = [
    ConnectionRefusedError("refused"),
    smtplib.SMTPServerDisconnected("gone"),
    smtplib.SMTPConnectError(554, b"no service"),
    smtplib.SMTPAuthenticationError(535, b"wrong password of rosa"),
    smtplib.SMTPNotSupportedError("STARTTLS"),
    smtplib.SMTPSenderRefused(530, b"log in first", "call@site.invalid"),
    smtplib.SMTPDataError(421, b"closing"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("trouble", SERVER_TROUBLES, ids=lambda error: type(error).__name__)
def test_server_that_is_away_uses_up_no_attempt(failing, trouble):
    call = make_call()
    for _number in range(2):
        make_signature(call)
    for _round in range(sending.MAX_ATTEMPTS + 2):
        make_due()
        failing[:] = [trouble]
        batch = sending.send_due_mails()
        assert batch.server_trouble.startswith(type(trouble).__name__)
        assert batch.total == 0
    mails = list(OutboundMail.objects.all())
    assert [(mail.status, mail.attempts) for mail in mails] == [("queued", 0)] * 2
    make_due()
    assert sending.send_due_mails().sent == 2


def hang_up(times: int) -> None:
    """The server ends each fresh connection at the one mail that is due."""
    for _time in range(times):
        make_due()
        failures[:] = [smtplib.SMTPServerDisconnected("Connection unexpectedly closed")]
        sending.send_due_mails()


@pytest.mark.django_db
def test_mail_at_which_the_server_hangs_up_each_time_becomes_a_dead_letter(failing):
    """Others go out meanwhile, so it is the mail and not the server."""
    call = make_call()
    poison = make_signature(call)
    hang_up(sending.MOST_HANG_UPS - 1)
    other = make_signature(call)
    later = timezone.now() + timedelta(hours=1)
    OutboundMail.objects.filter(signature=poison).update(next_attempt_at=later)
    assert sending.send_due_mails().sent == 1
    hang_up(1)
    mail = OutboundMail.objects.get(signature=poison)
    assert (mail.status, mail.error) == ("failed", "SMTPServerDisconnected: each time")
    assert [message.to for message in mailbox.outbox] == [[other.email]]
    assert services.retry_mail(mail) is services.Outcome.DONE
    assert sending.send_due_mails().sent == 1


@pytest.mark.django_db
def test_mail_that_is_alone_is_given_up_after_days_of_hanging_up(failing):
    make_signature()
    hang_up(sending.MOST_HANG_UPS + 3)
    assert OutboundMail.objects.get().status == "queued"
    long_ago = timezone.now() - sending.LONGEST_HANGING_UP - timedelta(hours=1)
    OutboundMail.objects.update(hung_up_at=long_ago)
    hang_up(1)
    assert OutboundMail.objects.get().status == "failed"


@pytest.mark.django_db
def test_mail_at_which_the_server_hangs_up_waits_longer_and_longer(failing):
    make_signature()
    pauses = []
    for _time in range(4):
        before = timezone.now()
        hang_up(1)
        mail = OutboundMail.objects.get()
        pauses.append((mail.next_attempt_at - before).total_seconds())
    assert pauses[0] < 10 < pauses[1] < pauses[2] < pauses[3]


@pytest.mark.django_db
@pytest.mark.parametrize("is_stopped", [True, False])
def test_staff_stop_mails_and_the_queue_stands(is_stopped, caplog):
    caplog.set_level(logging.INFO)
    switches = Switches.load()
    switches.is_mail_stopped = is_stopped
    switches.save()
    make_signature()
    subject = worker.Worker()
    subject._send()
    assert OutboundMail.objects.get().status == ("queued" if is_stopped else "sent")
    switches.is_mail_stopped = False
    switches.save()
    subject._send()
    assert OutboundMail.objects.get().status == "sent"
    assert ("stopped by staff" in caplog.text) is is_stopped


@pytest.mark.django_db
def test_staff_stop_mails_in_the_middle_of_a_batch(monkeypatch):
    call = make_call()
    for _number in range(3):
        make_signature(call)
    deliver = sending.deliver

    def deliver_and_stop(*arguments):
        deliver(*arguments)
        switches = Switches.load()
        switches.is_mail_stopped = True
        switches.save()

    monkeypatch.setattr(sending, "deliver", deliver_and_stop)
    assert worker.Worker()._send() == 1
    assert OutboundMail.objects.filter(status="queued", attempts=0).count() == 2


@pytest.mark.django_db
def test_message_that_is_too_large_counts_against_itself_only(failing):
    make_signature()
    failing[:] = [smtplib.SMTPSenderRefused(552, b"too large", "call@site.invalid")]
    batch = sending.send_due_mails()
    assert (batch.retried, batch.server_trouble) == (1, "")


@pytest.mark.django_db
def test_connection_that_ends_after_some_mails_is_only_opened_anew(failing, monkeypatch):
    call = make_call()
    for _number in range(3):
        make_signature(call)
    failing[:] = [smtplib.SMTPServerDisconnected("enough for one connection")]
    answers = iter([False, True, False, False])
    monkeypatch.setattr(FailingBackend, "open", lambda self: next(answers))
    batch = sending.send_due_mails()
    assert (batch.sent, batch.total, batch.server_trouble) == (3, 3, "")


@pytest.mark.django_db
def test_worker_pauses_longer_and_longer_while_the_server_is_away(failing, monkeypatch, caplog):
    signature = make_signature(name="Xochitl")
    now = [1000.0]
    monkeypatch.setattr(senders, "time", SimpleNamespace(monotonic=lambda: now[0]))
    subject, pauses = worker.Worker(), []
    pause = subject._senders.pause
    for _round in range(8):
        failing[:] = [ConnectionRefusedError(f"for {signature.email}")]
        assert subject._send() == 0
        assert not failing, "it was tried"
        assert subject._send() == 0
        pauses.append(pause.until - now[0])
        now[0] = pause.until
    assert pauses == [30, 60, 120, 240, 480, 900, 900, 900]
    lines = [
        record.getMessage() for record in caplog.records if record.name == "campaigns.mail.senders"
    ]
    expected = "mail: the server is away (ConnectionRefusedError), sending pauses for 30 s"
    assert (len(lines), lines[0]) == (8, expected)
    assert signature.email not in caplog.text
    assert subject._send() == 1
    assert pause.next_seconds == senders.FIRST_SERVER_PAUSE


@pytest.mark.django_db
def test_mail_that_vanishes_when_it_is_claimed_does_not_end_the_round():
    call = make_call()
    gone, kept = make_signature(call), make_signature(call)
    earlier = timezone.now() - timedelta(minutes=1)
    OutboundMail.objects.filter(signature=gone).update(next_attempt_at=earlier)

    def disown_after_claim(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql == outbox.CLAIM.sql:
            Signature.objects.filter(pk=gone.pk).delete()
        return result

    with connection.execute_wrapper(disown_after_claim):
        batch = sending.send_due_mails()
    assert (batch.sent, batch.total) == (1, 1)
    assert [message.to for message in mailbox.outbox] == [[kept.email]]


# -- Claims ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_claim_of_a_dead_worker_is_taken_over_when_it_ends(monkeypatch):
    make_signature()
    dead = outbox.claim_mail()
    assert dead is not None
    assert outbox.claim_mail() is None
    OutboundMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    assert sending.send_due_mails().sent == 1
    assert len(mailbox.outbox) == 1
    assert OutboundMail.objects.get().attempts == 2


@pytest.mark.django_db
def test_claim_lasts_longer_than_the_mail_server_may_take(settings):
    before = timezone.now()
    make_signature()
    mail = outbox.claim_mail()
    assert (mail.next_attempt_at - before).total_seconds() > 3 * settings.EMAIL_TIMEOUT


@pytest.mark.django_db
def test_late_worker_does_not_overwrite_what_its_successor_did():
    make_signature()
    slow = outbox.claim_mail()
    OutboundMail.objects.update(next_attempt_at=timezone.now())
    assert sending.send_due_mails().sent == 1
    outbox.mark(slow, "queued", error="late")
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.error) == ("sent", "")


@pytest.mark.django_db
def test_worker_that_dies_each_time_is_not_tried_for_ever():
    make_signature()
    for _attempt in range(sending.MAX_ATTEMPTS):
        assert outbox.claim_mail() is not None
        make_due()
    assert sending.send_due_mails().failed == 1
    assert OutboundMail.objects.get().error == "worker died each time"
    assert not mailbox.outbox


@pytest.mark.django_db(transaction=True)
def test_several_workers_share_the_mails_and_none_is_sent_twice():
    call = make_call()
    for _number in range(60):
        make_signature(call)
    sent, lock = [], threading.Lock()

    def work():
        try:
            while (mail := outbox.claim_mail()) is not None:
                outbox.mark_sent(mail)
                with lock:
                    sent.append(mail.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(sent) == len(set(sent)) == 60


@pytest.mark.django_db
def test_one_line_for_a_batch_without_any_name(caplog):
    call = make_call()
    for number in range(3):
        make_signature(call, name=f"Xochitl{number}", email=f"xochitl{number}@example.org")
    with caplog.at_level(logging.DEBUG):
        sending.send_due_mails()
    lines = [
        record.getMessage() for record in caplog.records if record.name == "campaigns.mail.sending"
    ]
    assert len(lines) == 1
    assert lines[0].startswith("mail: 3 sent")
    assert "ochitl" not in caplog.text
