"""Nothing tells who has signed: not the answers, not the logs, not the words for a row."""

import logging
import re
import smtplib
import sys

import pytest
from django.core import mail as mailbox
from django.core.signals import got_request_exception
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.views.debug import ExceptionReporter
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.mail import sending
from campaigns.models import OutboundMail, Signature
from campaigns.privacy import log_redaction, tokens, vault
from campaigns.services import signing, tally
from campaigns.signing import normalizing
from tests.campaigns import failing_mail
from tests.campaigns.factories import (
    form_data,
    link_path,
    make_call_page,
    make_organization,
    make_signature,
    make_signer,
    sign_url,
)
from tests.campaigns.silence import KNOWN, prepare, shape_of, visible

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("form", ["sign", "resend"])
def test_answer_is_the_same_for_new_and_known_addresses(known, form):
    call = make_call_page().call
    prepare(call, known, "known@example.org")
    answers = []
    for email in ("new@example.org", "known@example.org"):
        if form == "sign":
            answers.append(Client().post(sign_url(call), form_data(call, email=email)))
        else:
            token = tokens.make_form_token(f"resend:{call.slug}")
            answers.append(
                Client().post(f"/sign/{call.slug}/send-again/", {"email": email, "token": token})
            )
    assert visible(answers[0]) == visible(answers[1])
    assert answers[0].status_code == 303
    follow = [Client().get(answer.url) for answer in answers]
    assert visible(follow[0]) == visible(follow[1])


@pytest.mark.parametrize("known", KNOWN)
def test_work_is_the_same_for_new_and_known_addresses(known):
    call = make_call_page().call
    prepare(call, known, "known@example.org")
    statements = {}
    for email in ("warm-up@example.org", "new@example.org", "known@example.org"):
        with CaptureQueriesContext(connection) as asked:
            Client().post(sign_url(call), form_data(call, email=email))
        statements[email] = [shape_of(query["sql"]) for query in asked]
    assert len(statements["new@example.org"]) > 3
    assert statements["new@example.org"] == statements["known@example.org"]


@pytest.mark.parametrize("known", KNOWN)
def test_asking_for_the_link_does_the_same_work_for_every_address(known):
    """One INSERT and nothing that knows of signatures: those are the worker's."""
    call = make_call_page().call
    prepare(call, known, "known@example.org")
    token = tokens.make_form_token(f"resend:{call.slug}")
    statements = {}
    for email in ("warm-up@example.org", "new@example.org", "known@example.org"):
        with CaptureQueriesContext(connection) as asked:
            Client().post(f"/sign/{call.slug}/send-again/", {"email": email, "token": token})
        statements[email] = [shape_of(query["sql"]) for query in asked]
    assert statements["new@example.org"] == statements["known@example.org"]
    assert "campaigns_linkrequest" in statements["known@example.org"][-1]
    assert not any("campaigns_outboundmail" in text for text in statements["known@example.org"])


def test_sign_returns_nothing_that_a_caller_could_tell():
    call = make_call_page().call
    signer = make_signer()
    for _time in range(2):
        assert services.sign(call, call.statements.get(), signer, "en") is None
        assert services.ask_for_link(call, signer.email) is None


SECRETS = ("Xochiquetzal", "xochi.tzin", "unmistakable", "Guardiana", "Porque unica")


def test_no_log_line_of_the_whole_way_names_anybody(caplog, settings, monkeypatch):
    page = make_call_page()
    caplog.handler.addFilter(log_redaction.RedactPersonalData())
    caplog.set_level(logging.DEBUG)
    client = Client(raise_request_exception=False)
    fields = {
        "name": "Xochiquetzal Tzintzun",
        "email": "xochi.tzin@unmistakable.example",
        "sign_as": "organization",
        "organization": "Mujeres",
        "role": "Guardiana",
        "is_authorized": "on",
        "comment": "Porque unica",
    }
    client.post(sign_url(page.call), form_data(page.call, **fields))
    client.post(sign_url(page.call), form_data(page.call, **fields, token=None))
    client.post(sign_url(page.call), form_data(page.call, **{**fields, "country": "??"}))
    sending.send_due_mails()
    path = re.search(r"(/c/[^/]+/)", mailbox.outbox[0].body)[1]
    token = client.get(path).context["form_token"]
    client.get(path.replace(".", "x"))
    client.get(path + "nothing-here/")
    client.post(path, {"action": "confirm", "token": "bad"})
    client.post(path, {"action": "confirm", "token": token})
    signature = Signature.objects.get()
    services.reject_signature(signature, "test")
    services.restore_signature(signature, "test")
    tally.tick()
    settings.EMAIL_BACKEND = "tests.campaigns.failing_mail.FailingBackend"
    another = "xochi.tzin2@unmistakable.example"
    client.post(sign_url(page.call), form_data(page.call, **{**fields, "email": another}))
    waiting = OutboundMail.objects.filter(signature__status="pending")
    refused = {another: (550, b"no such user xochi.tzin@unmistakable.example")}
    for trouble in (smtplib.SMTPRecipientsRefused(refused), ValueError(f"bad {another}")):
        assert waiting.update(status="queued", next_attempt_at=timezone.now()) == 1
        monkeypatch.setattr(failing_mail, "failures", [trouble])
        assert sending.send_due_mails().sent == 0
        assert failing_mail.failures == []
    logging.getLogger("campaigns").error("failed for %s", "xochi.tzin@unmistakable.example")
    assert len(caplog.records) > 5
    text = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    for secret in (*SECRETS, path.split("/")[2]):
        assert secret not in text


def test_the_words_for_a_row_name_nobody():
    signature = make_organization(
        name="Xochiquetzal", email="xochi.tzin@unmistakable.example", role="Guardiana"
    )
    mail = OutboundMail.objects.get()
    signer = make_signer(
        name="Xochiquetzal", email="x@unmistakable.example", comment="Porque unica"
    )
    for thing in (signature, mail, signer):
        for words in (str(thing), repr(thing)):
            assert not any(secret in words for secret in SECRETS)


def test_audit_labels_outlive_the_row_and_name_nobody(admin_user):
    signature = make_organization(name="Xochiquetzal", email="xochi.tzin@unmistakable.example")
    services.reject_signature(signature, "test", admin_user)
    mail = OutboundMail.objects.get()
    OutboundMail.objects.update(status="failed")
    assert services.retry_mail(mail, admin_user) is services.Outcome.DONE
    Signature.objects.all().delete()
    entries = ModelLogEntry.objects.all()
    actions = {"campaigns.reject_signature", "campaigns.retry_mail"}
    assert actions <= {entry.action for entry in entries}
    for entry in entries:
        assert not any(secret in f"{entry.label} {entry.data}" for secret in SECRETS)


def test_no_address_that_a_visitor_is_sent_to_is_personal():
    call = make_call_page().call
    signature = make_signature(call, email="rosa@example.org")
    answer = Client().post(sign_url(call), form_data(call, email="rosa@example.org"))
    assert answer.url == f"/sign/{call.slug}/check-email/"
    client = Client()
    token = client.get(link_path(signature)).context["form_token"]
    path = link_path(signature)  # which the visitor came with
    for action, address in (("confirm", path), ("remove", f"/sign/{call.slug}/removed/")):
        answer = client.post(path, {"action": action, "token": token})
        assert answer.url == address


@pytest.mark.parametrize(
    ("module", "function"),
    [
        (services, "sign"),
        (signing, "make_reference"),
        (vault, "blind_indexes"),
        (vault, "seal"),
        (normalizing, "canonical_email"),
    ],
    ids=["sign", "make_reference", "blind_indexes", "seal", "canonical_email"],
)
def test_error_report_of_a_crashing_form_hides_what_was_typed(module, function, monkeypatch):
    """Django's own reports, by mail or on the debug page, must not repeat the form."""

    def crash(*_, **__):
        raise RuntimeError("the database is on fire")

    reports = []

    def report(request, **signal):
        reporter = ExceptionReporter(request, *sys.exc_info())
        reports.append(reporter.get_traceback_text() + reporter.get_traceback_html())

    monkeypatch.setattr(module, function, crash)
    call = make_call_page().call
    fields = {"name": "Xochiquetzal", "email": "xochi.tzin@unmistakable.example"}
    got_request_exception.connect(report)
    try:
        client = Client(raise_request_exception=False)
        answer = client.post(sign_url(call), form_data(call, comment="Porque unica", **fields))
    finally:
        got_request_exception.disconnect(report)
    assert answer.status_code == 500
    [text] = reports
    assert "the database is on fire" in text
    for secret in SECRETS:
        assert secret not in text


# -- The log filter ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("GET /c/AB12.x.y_z-9/ 200", "GET /c/[token]/ 200"),
        ("Not Found: /es/c/AB12.x.y/", "Not Found: /es/c/[token]/"),
        ("https://x.example/c/AB12?x=1", "https://x.example/c/[token]?x=1"),
        ("to <rosa+x@example.org>: 550", "to <[address]>: 550"),
        ("{'rosa@bücher.example': (550, b'no')}", "{'[address]': (550, b'no')}"),
        ("o'brien@example.ie wrote", "o'[address] wrote"),
        ("GET /letters/AB12.x.y/ 200", "GET /letters/[token]/ 200"),
        ("GET /%63/AB12 x=%2Fes%2Fc%2FAB12.x.y%2F", "GET /%63/[token] x=%2Fes%2Fc%2F[token]%2F"),
        ("next=%252Fown%252FAB12.x.y%252Fsaved", "next=%252Fown%252F[token]%252Fsaved"),
        ("?q=rosa%40example.org&page=2", "?q=[address]&page=2"),
        ("?q=rosa%2540b%C3%BCcher.example HTTP", "?q=[address] HTTP"),
        ("GET /calls/ratify/ 200", "GET /calls/ratify/ 200"),
        ("mail: 3 sent, 0 to be retried", "mail: 3 sent, 0 to be retried"),
    ],
)
def test_lines_are_written_without_tokens_and_addresses(line, written):
    assert log_redaction.redact(line) == written


def test_filter_cleans_arguments_and_tracebacks():
    records = []

    class Keep(logging.Handler):
        def emit(self, record):
            records.append(self.format(record))

    logger = logging.Logger("test")
    handler = Keep()
    handler.addFilter(log_redaction.RedactPersonalData())
    logger.addHandler(handler)
    try:
        raise ValueError("no mailbox rosa@example.org")
    except ValueError:
        logger.exception("failed at %s for %s", "/c/SECRET.token/", "rosa@example.org")
    logger.warning("wrong arguments %s %s", "rosa@example.org")
    record = logger.makeRecord(
        "x", logging.INFO, "f", 1, "here", (), None, sinfo='File "/c/SECRET.y/": rosa@example.org'
    )
    logger.handle(record)
    [first, second, third] = records
    assert "rosa" not in first + second + third
    assert "SECRET" not in third
    assert "[address]" in third
    assert "SECRET" not in first
    assert "ValueError: no mailbox [address]" in first


def test_filter_is_on_every_handler_of_the_site(settings):
    for handler in settings.LOGGING["handlers"].values():
        assert "redact" in handler["filters"]
    assert settings.LOGGING["filters"]["redact"]["()"].endswith("RedactPersonalData")
