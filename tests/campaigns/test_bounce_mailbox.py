"""Mail that comes back to a mailbox: known by its return path, read by the worker, over IMAP."""

from __future__ import annotations

import imaplib

import pytest
from django.db import DatabaseError

from campaigns import services
from campaigns.mail.arriving import bounce_mailbox
from campaigns.mail.arriving.bounce_mailbox import read_bounces
from campaigns.mail.arriving.return_path import make_return_path, read_return_path
from campaigns.models import Chore, EmailChange, OutboundMail, Signature
from tests.campaigns.factories import make_signature
from tests.campaigns.imap import MailboxServer
from tests.campaigns.links import own_path
from tests.campaigns.own_page import press
from tests.campaigns.processes import stop, wait_for

ADDRESS = "bounces@example.org"
# As Postfix writes them (RFC 3464).
REPORT = """Return-Path: <>
Delivered-To: {to}
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<{email}>: host mx.example.net said: {diagnostic}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {email}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--b
Content-Type: message/rfc822

From: call@example.org
Subject: Please confirm

A link.
--b--
"""
AWAY = """From: {email}
To: {to}
Subject: Out of office
Auto-Submitted: auto-replied

Back on Monday.
"""


@pytest.fixture
def box(settings):
    server = MailboxServer()
    settings.BOUNCE_ADDRESS, settings.BOUNCE_MAILBOX = ADDRESS, server.url
    yield server
    server.stop()


def sent_mail(email: str = "rosa@nahua.example") -> OutboundMail:
    signature = make_signature(email=email)
    mail = OutboundMail.objects.get(signature=signature)
    OutboundMail.objects.filter(pk=mail.pk).update(status="sent")
    return mail


def report_of(mail_or_path, email="rosa@nahua.example", status="5.1.1", action="failed", words=""):
    to = mail_or_path if isinstance(mail_or_path, str) else make_return_path(mail_or_path.pk)
    diagnostic = words or f"550 {status} user unknown"
    return REPORT.format(to=to, email=email, status=status, action=action, diagnostic=diagnostic)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "action", "words", "is_dead"),
    [
        ("5.1.1", "failed", "", True),
        ("5.1.10", "failed", "", True),
        ("5.2.1", "failed", "", True),
        ("5.0.0", "failed", "550 5.1.1 no such user", True),
        ("5.0.0", "failed", "550 User unknown", True),
        ("5.0.0", "failed", "554 refused", False),
        ("5.2.2", "failed", "552 5.2.2 mailbox full", False),
        ("5.7.1", "failed", "550 5.7.1 looks like spam", False),
        ("4.4.1", "delayed", "", False),
        ("4.4.1", "failed", "", False),
        ("5.1.1", "delayed", "", False),
    ],
)
def test_only_an_address_that_is_not_there_ends_mail(box, status, action, words, is_dead):
    mail = sent_mail()
    box.put(report_of(mail, status=status, action=action, words=words))
    assert read_bounces() == 1
    assert (Signature.objects.get().bounced_at is not None) is is_dead
    mail.refresh_from_db()
    assert (mail.status, mail.error) == (("failed", "bounced") if is_dead else ("sent", ""))
    assert not box.box, "what names an address is kept"


@pytest.mark.django_db
def test_nobody_can_have_an_address_taken_out_that_got_no_mail_of_ours(box):
    mail = sent_mail()
    true = make_return_path(mail.pk)
    token = true.partition("+")[2].partition("@")[0]
    other = ("a" if token[0] != "a" else "b") + token[1:]
    made_up = [ADDRESS, f"bounces+{mail.pk}@example.org", f"bounces+{other}@example.org"]
    made_up += [f"bounces+{token}@evil.example", f"other+{token}@example.org"]
    for path in made_up:
        box.put(report_of(path))
    assert read_bounces() == 0
    assert Signature.objects.get().bounced_at is None
    assert len(box.box) == len(made_up), "what is not ours was deleted"
    assert all(one.flags == {"\\Seen"} for one in box.box.values())
    assert read_bounces() == 0  # and is not read again


@pytest.mark.django_db
def test_answer_of_somebody_who_is_away_changes_nothing_and_is_deleted(box):
    mail = sent_mail()
    box.put(AWAY.format(to=make_return_path(mail.pk), email="rosa@nahua.example"))
    assert read_bounces() == 1
    assert Signature.objects.get().bounced_at is None
    assert not box.box


@pytest.mark.django_db
def test_report_of_a_mail_that_is_not_there_any_more_is_no_error(box):
    mail = sent_mail()
    box.put(report_of(mail))
    Signature.objects.all().delete()
    assert read_bounces() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["confirm", "new_email", "former_email"])
def test_bounce_of_a_mail_to_the_former_address_says_nothing_of_the_new_one(box, kind):
    """Also where the address brought along is forgotten, as it is once the mail is sent."""
    signature = make_signature(None, "confirmed", email="old@nahua.example")
    press(own_path(signature), "email", email="new@nahua.example")
    services.use_new_email(EmailChange.objects.get().reference)
    OutboundMail.objects.update(status="sent", sealed_to=None)
    came_back = OutboundMail.objects.filter(kind=kind).earliest("pk")
    box.put(report_of(came_back, email="old@nahua.example"))
    assert read_bounces() == 1
    assert Signature.objects.get().bounced_at is None
    box.put(report_of(OutboundMail.objects.filter(cause="own", kind="already_signed").get()))
    assert read_bounces() == 1
    assert Signature.objects.get().bounced_at


@pytest.mark.django_db
def test_mail_that_cannot_be_read_stops_the_reading_of_no_other(box):
    mail = sent_mail()
    parts = [
        f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}" for depth in range(1000)
    ]
    deep = box.put(f"To: {make_return_path(mail.pk)}\n" + "\n".join(parts))
    box.put(report_of(mail))
    assert read_bounces() == 1
    assert Signature.objects.get().bounced_at
    assert list(box.box) == [deep]
    assert box.box[deep].flags == {"\\Seen"}


@pytest.mark.django_db
def test_what_was_acted_upon_is_deleted_though_the_next_one_cannot_be(box, monkeypatch):
    first, second = sent_mail(), sent_mail("izel@nahua.example")
    number = box.put(report_of(first))
    box.put(report_of(second))
    end_mail = bounce_mailbox.end_mail

    def fail_at_second(mail_id: int) -> int:
        if mail_id == second.pk:
            raise DatabaseError("away")
        return end_mail(mail_id)

    monkeypatch.setattr(bounce_mailbox, "end_mail", fail_at_second)
    with pytest.raises(DatabaseError):
        read_bounces()
    assert number not in box.box
    assert [one.flags for one in box.box.values()] == [set()]


@pytest.mark.django_db
def test_wrong_password_is_an_error_of_the_chore(box, settings):
    settings.BOUNCE_MAILBOX = box.url.replace("pass%20word", "wrong")
    with pytest.raises(imaplib.IMAP4.error):
        read_bounces()


def test_return_path_tells_no_number_and_outlives_a_new_key(settings):
    settings.BOUNCE_ADDRESS = ADDRESS
    paths = [make_return_path(number) for number in range(1, 60)]
    assert len(set(paths)) == len(paths)
    assert all(len(path.partition("@")[0]) <= 64 for path in paths)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "x" * 60
    assert [read_return_path(path.upper()) for path in paths] == list(range(1, 60))
    settings.SECRET_KEY_FALLBACKS = []
    assert {read_return_path(path) for path in paths} == {None}


@pytest.mark.django_db(transaction=True)
def test_worker_sends_with_a_return_path_and_reads_what_comes_back(processes, mail_server, box):
    bounced = sent_mail()
    box.put(report_of(bounced))
    other = make_signature(email="izel@nahua.example")
    senders: list[str] = []
    mail_server.note_sender = senders.append
    worker = processes.manage("run_worker", BOUNCE_ADDRESS=ADDRESS, BOUNCE_MAILBOX=box.url)
    wait_for(lambda: OutboundMail.objects.get(signature=other).status == "sent", "the mail")
    assert "call@localhost" in mail_server.messages[0]["From"]
    [path] = senders
    assert read_return_path(path) == OutboundMail.objects.get(signature=other).pk
    wait_for(lambda: Chore.objects.filter(name="read bounces").exists(), "the reading")
    assert not box.box
    assert Signature.objects.get(pk=bounced.signature_id).bounced_at
    assert Signature.objects.get(pk=other.pk).bounced_at is None
    said = stop(worker)
    assert "mail that came back: 1 reports, 1 addresses ended, 0 others" in said
    assert "nahua" not in said and other.reference not in said
