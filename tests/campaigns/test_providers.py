"""Mail to one provider: no faster than it may go, and resting when it takes no more."""

from __future__ import annotations

import smtplib
import time
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from campaigns.mail import providers as providers_module
from campaigns.mail import sending
from campaigns.mail.providers import FIRST_REST, LONGEST_REST, Providers, find_provider
from campaigns.mail.smtp_errors import is_server_trouble, is_too_many
from campaigns.models import Call, EmailDomainRule, MailTurn, OutboundMail
from campaigns.models.outbox import MailHold
from campaigns.services.mail.outbox import claim_mail, defer_domains
from tests.campaigns.factories import make_call, make_signature
from tests.campaigns.processes import stop, wait_for


def sent_to(domain: str) -> int:
    mails = OutboundMail.objects.filter(status="sent").select_related("signature")
    return sum(mail.recipient.endswith(f"@{domain}") for mail in mails)


def let_turns_age(time: timedelta) -> None:
    """As if all that was sent and counted had been so much earlier, and the rest were over."""
    MailTurn.objects.update(at=F("at") - time)
    OutboundMail.objects.filter(status="queued").update(next_attempt_at=F("next_attempt_at") - time)


def queue(call: Call, number: int, domain: str) -> None:
    for place in range(number):
        make_signature(call, email=f"xochi{place}@{domain}")


@pytest.mark.parametrize(
    ("email", "provider"),
    [
        ("a@gmail.com", "google"),
        ("a@GoogleMail.com", "google"),
        ("a@hotmail.co.uk", "microsoft"),
        ("a@outlook.es", "microsoft"),
        ("a@yahoo.com.mx", "yahoo"),
        ("a@live.example.org", "live.example.org"),
        ("a@notgmail.com", "notgmail.com"),
    ],
)
def test_provider_is_known_by_all_its_domains(email, provider):
    assert find_provider(email) == provider


@pytest.mark.parametrize(
    ("error", "is_many"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (450, b"4.7.1 try later")}), True),
        (smtplib.SMTPRecipientsRefused({"a@b": (421, b"4.7.28 unusual rate of mail")}), True),
        (smtplib.SMTPDataError(451, b"4.7.500 Server busy"), True),
        (smtplib.SMTPRecipientsRefused({"a@b": (452, b"Too many mails from you")}), True),
        (smtplib.SMTPRecipientsRefused({"a@b": (450, b"4.2.2 mailbox full")}), False),
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"5.7.1 refused")}), False),
        (smtplib.SMTPSenderRefused(450, b"4.7.1 too many", "call@b"), False),
        (smtplib.SMTPDataError(421, b"4.7.0 closing"), False),
        (smtplib.SMTPServerDisconnected("closed"), False),
    ],
)
def test_too_many_is_told_from_other_refusals(error, is_many):
    assert is_too_many(error) is is_many


def test_account_that_is_used_too_fast_is_trouble_of_the_whole_server():
    """As SES says it (454 Throttling failure)."""
    assert is_server_trouble(smtplib.SMTPDataError(454, b"Throttling failure: Maximum rate"))


def test_rest_doubles_until_a_mail_gets_through(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(providers_module.time, "monotonic", lambda: now[0])
    providers, seconds = Providers(), []
    for _time in range(9):
        rest, is_new = providers.begin_rest("google")
        assert is_new
        assert providers.begin_rest("google") == (rest, False)
        seconds.append(rest)
        assert providers.find_wait(1, "google") == seconds[-1]
        assert providers.find_wait(1, "example.org") == 0
        now[0] += seconds[-1] + 1
    assert seconds[:3] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST]
    assert seconds[-1] == LONGEST_REST
    providers.note_sent("google")
    assert providers.begin_rest("google") == (FIRST_REST, True)


def test_mail_that_was_put_back_keeps_its_turn(monkeypatch, settings):
    now = [1000.0]
    monkeypatch.setattr(providers_module.time, "monotonic", lambda: now[0])
    settings.MAIL_RATES = {"google": 0.5}
    providers = Providers()
    assert [providers.find_wait(number, "google") for number in range(4)] == [0, 2, 4, 6]
    assert providers.find_wait(9, "example.org") == 0
    assert providers.next_turn == 1002
    now[0] += 4
    assert providers.next_turn == 1006, "who waits for what is past does not wait at all"
    assert providers.find_wait(3, "google") == 2
    assert providers.find_wait(1, "google") == 0
    assert providers.find_wait(2, "google") == 0
    assert providers.find_wait(4, "google") == 4


@pytest.mark.django_db(transaction=True)
def test_one_provider_rests_another_gets_what_it_may_and_all_else_goes_on(processes, mail_server):
    call = make_call()
    queue(call, 8, "hotmail.com")
    queue(call, 6, "gmail.com")
    queue(call, 10, "nahua.example")
    refused: list[str] = []
    arrived: list[tuple[float, str]] = []

    def answer(line: str) -> str:
        if "hotmail.com" not in line:
            return "250 ok"
        refused.append(line)
        return "451 4.7.500 Server busy. Please try again later"

    mail_server.answer_recipient = answer
    mail_server.before_answer = lambda number: arrived.append(
        (time.monotonic(), mail_server.messages[number - 1]["To"])
    )
    worker = processes.manage("run_worker", MAIL_CONNECTIONS="2", MAIL_RATES="google=2")
    wait_for(lambda: sent_to("gmail.com") == 6, "the sending to one at its pace")
    assert sent_to("nahua.example") == 10
    to_google = [at for at, to in arrived if to.endswith("gmail.com")]
    assert to_google[-1] - to_google[0] > 2
    assert max(at for at, to in arrived if to.endswith("nahua.example")) < to_google[-1]
    resting = OutboundMail.objects.filter(
        status="queued", next_attempt_at__gt=timezone.now() + timedelta(seconds=FIRST_REST / 2)
    )
    assert resting.count() == 8
    assert len(refused) <= 2  # one of each connection
    assert OutboundMail.objects.filter(attempts=0, error=MailHold.PROVIDER).count() >= 6
    make_signature(call, email="later@hotmail.com")
    wait_for(lambda: resting.count() == 9, "the rest of who comes later")
    assert len(refused) <= 2
    said = stop(worker)
    assert "mail: microsoft takes no more (SMTPRecipientsRefused 451)" in said
    assert "xochi" not in said and "nahua" not in said


@pytest.mark.django_db
def test_queue_of_a_provider_rests_for_every_worker_and_keeps_its_order():
    call = make_call()
    queue(call, 3, "gmail.com")
    queue(call, 2, "nahua.example")
    make_signature(call, email="other@googlemail.com")
    domains = providers_module.domains_of("google", "a@gmail.com")
    assert defer_domains(domains, timedelta(minutes=5)) == 4
    limit = timezone.now() + timedelta(minutes=4)
    resting = OutboundMail.objects.filter(next_attempt_at__gt=limit, error=MailHold.PROVIDER)
    in_order = list(resting.order_by("next_attempt_at").values_list("pk", flat=True))
    assert len(in_order) == 4 and in_order == sorted(in_order)
    assert claim_mail().recipient.endswith("nahua.example")
    assert claim_mail().recipient.endswith("nahua.example")
    assert claim_mail() is None


@pytest.mark.django_db
def test_rest_of_a_provider_does_not_let_more_go_to_a_domain_than_may():
    call = make_call()
    EmailDomainRule.objects.create(domain="nahua.example", mails_per_hour=2)
    queue(call, 6, "nahua.example")
    sending.send_due_mails()
    assert sent_to("nahua.example") == 2
    waiting = OutboundMail.objects.filter(status="queued")
    assert waiting.filter(error=MailHold.DOMAIN).count() == 4
    assert defer_domains(["nahua.example", "other.example"], timedelta(hours=3)) == 4
    OutboundMail.objects.filter(status="sent").update(sent_at=timezone.now() - timedelta(hours=3))
    let_turns_age(timedelta(hours=3))
    sending.send_due_mails()
    assert sent_to("nahua.example") == 4
    assert waiting.filter(error=MailHold.DOMAIN, counted_at__isnull=False).count() == 2


@pytest.mark.django_db
def test_who_is_refused_in_a_rest_does_not_move_the_queue_again(monkeypatch):
    call = make_call()
    queue(call, 4, "gmail.com")
    error = smtplib.SMTPRecipientsRefused({"xochi@gmail.com": (450, b"4.7.1 too many")})
    moved = []
    monkeypatch.setattr(sending, "defer_domains", lambda domains, _rest: moved.append(domains) or 0)

    class Refusing:
        def open(self):
            return True

        def close(self):
            return None

        def send_messages(self, _messages):
            batch.providers.begin_rest("google")  # another sender, at the same moment
            raise error

    batch = sending.Batch()
    sending.deliver(claim_mail(), batch, Refusing())
    assert batch.retried == 1
    assert not moved
    mail = OutboundMail.objects.get(error__startswith="SMTPRecipientsRefused")
    assert mail.next_attempt_at > timezone.now()


@pytest.mark.django_db
def test_mail_that_is_refused_each_time_is_not_tried_for_ever(settings, monkeypatch):
    make_signature(email="xochi@gmail.com")
    error = smtplib.SMTPRecipientsRefused({"xochi@gmail.com": (450, b"4.7.1 too many")})

    class Refusing:
        def open(self):
            return True

        def close(self):
            return None

        def send_messages(self, _messages):
            raise error

    monkeypatch.setattr(sending, "make_mail_connection", Refusing)
    for _time in range(sending.MAX_ATTEMPTS):
        OutboundMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
        sending.send_due_mails()
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.error) == ("failed", "SMTPRecipientsRefused 450")
