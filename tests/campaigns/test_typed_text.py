"""Nothing that somebody typed into a form stands in a mail: it may be a stranger's text."""

import dataclasses
import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client

from campaigns import services
from campaigns.mail import rendering
from campaigns.models import OutboundMail, Signature
from campaigns.models.outbox import MailKind
from tests.campaigns.factories import (
    ask_again,
    form_data,
    let_everything_age,
    link_path,
    make_call_page,
    make_signature,
    make_signer,
    sign_url,
)
from tests.campaigns.processes import wait_for

HOURS = timedelta(hours=1)

LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
CANARIES = {
    "name": "ICE alert. Claim $500 now at nameword.co",
    "postal_code": "97299",
    "organization": "Claim $500 at organizationword.co",
    "role": "Roleword, call +1 555 0100",
    "website": "https://websiteword.co/claim",
    "comment": "Commentword: pay at evil.co",
    "source": "sourceword",
}
WORDS = ("nameword", "97299", "organizationword", "Roleword", "websiteword", "Commentword")
WORDS += ("sourceword", "ICE alert", "$500", "evil.co")
# What is chosen from a list or ticked, and the address itself, to which the mail has to go.
NOT_TYPED = {"email", "country", "kind", "region", "is_authorized", "show_name", "wants_letters"}


def planted(kind: str = "organization", **fields) -> dict:
    chosen = {"kind": kind, "country": "US", "region": "OR", "is_authorized": True}
    return {**chosen, "show_name": True, "wants_letters": True, **CANARIES, **fields}


def all_text(message) -> str:
    """Headers and bodies of a mail as its reader's program decodes them."""
    parts = [part.get_payload(decode=True) or b"" for part in message.walk()]
    headers = [f"{name}: {value}" for name, value in message.items()]
    return "\n".join([*headers, *(part.decode() for part in parts)])


def find_planted(text: str) -> list[str]:
    """The planted words that are there; digits only if they are not a part of a random token."""
    return [word for word in WORDS if re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE)]


def test_a_canary_sits_in_every_field_that_is_typed():
    """A field that is added later has to be planted too, or to be known as chosen."""
    fields = {field.name for field in dataclasses.fields(services.SignerData)}
    assert set(CANARIES) == fields - NOT_TYPED


@pytest.mark.django_db
@pytest.mark.parametrize("signed_as", ["person", "organization"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MailKind.values)
def test_no_mail_of_any_kind_carries_what_was_typed(kind, language, signed_as):
    signature = make_signature(make_call_page().call, **planted(signed_as))
    Signature.objects.update(language=language)
    mail = OutboundMail.objects.get()
    mail.kind = kind
    mail.language = language
    for status in ("pending", "confirmed"):
        Signature.objects.update(status=status)
        mail.signature = Signature.objects.get()
        message = rendering.build_mail(mail)
        assert message.alternatives
        assert find_planted(all_text(message.message())) == []
    assert signature.name == CANARIES["name"]


@pytest.mark.django_db(transaction=True)
def test_mails_of_the_real_worker_carry_nothing_of_it_and_the_page_behind_the_link_does(
    processes, mail_server
):
    """Every kind: a form, its reminder, a second form by a stranger after confirming, the end."""
    call = make_call_page().call
    posted = form_data(
        call,
        sign_as="organization",
        **{name: value for name, value in CANARIES.items() if name != "source"},
        is_authorized="on",
        region="OR",
        wants_letters="on",
    )
    posted["country"] = "US"
    owner, late = "owner@example.org", "late@example.org"
    for email in (owner, late):
        answer = Client().post(sign_url(call), posted | {"email": email})
        assert (answer.status_code, answer.url) == (303, f"/sign/{call.slug}/check-email/")
    processes.manage("run_worker")
    wait_for(lambda: len(mail_server.messages) == 2, "the confirmations")

    let_everything_age(49 * HOURS)
    signature = Signature.objects.get(email_key=services.find_email_keys(owner)[0])
    services.confirm_signature(signature.reference)
    assert services.queue_reminders() == 1
    Client().post(sign_url(call), posted | {"email": owner, "name": "Second nameword.co"})
    wait_for(lambda: len(mail_server.messages) == 4, "reminder and second mail")
    marked = OutboundMail.objects.filter(status="sent")
    wait_for(lambda: marked.count() == 4, "their marks")
    kinds = sorted(marked.values_list("kind", flat=True))
    assert kinds == ["already_signed", "confirm", "confirm", "reminder"]
    services.withdraw_signature(signature.reference)
    wait_for(lambda: len(mail_server.messages) == 5, "the last mail")
    assert sorted(mail_server.recipients()) == [late, late, owner, owner, owner]
    for message in mail_server.messages:
        assert find_planted(all_text(message)) == []
    reminded = next(
        message
        for message in mail_server.messages
        if message["To"] == late and "One more click" in all_text(message)
    )
    path = re.search(r"/c/[^/\s]+/", all_text(reminded))[0]
    html = Client().get(path).content.decode()
    for word in ("nameword.co", "organizationword.co", "Commentword"):
        assert word in html


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["pending", "confirmed"])
def test_second_form_of_a_stranger_brings_no_text_into_a_mail(status):
    signature = make_signature(make_call_page().call, status, name="Rosa Quispe")
    let_everything_age(1 * HOURS)
    signer = make_signer(**planted("person", email=signature.email))
    services.sign(signature.call, signature.statement, signer, "en")
    let_everything_age(1 * HOURS)
    ask_again(signature.call, signature.email)
    mails = OutboundMail.objects.exclude(kind="confirm") if status == "confirmed" else None
    mails = mails if mails is not None else OutboundMail.objects.all()
    assert mails.count() >= 2
    for mail in mails:
        text = all_text(rendering.build_mail(mail).message())
        assert find_planted(text) == []
        assert "Rosa" not in text


@pytest.mark.django_db
def test_name_is_shown_behind_the_link_as_it_was_typed(client):
    signature = make_signature(make_call_page().call, **planted("person"))
    assert (
        "ICE alert. Claim $500 now at nameword.co"
        in client.get(link_path(signature)).content.decode()
    )
