"""The signer's own page: what it shows, what it changes, and that nobody else learns of it."""

import json
import re

import pytest
from django.core import mail as mailbox
from django.test import Client
from wagtail.models import Locale

from campaigns import services
from campaigns.mail import sending
from campaigns.models import OutboundMail, Signature
from campaigns.privacy import vault
from campaigns.privacy.log_redaction import redact
from campaigns.services import tally
from tests.campaigns.factories import (
    link_path,
    make_call_page,
    make_organization,
    make_signature,
    make_statement,
    use_up_mails,
)
from tests.campaigns.links import own_path
from tests.campaigns.own_page import press
from tests.campaigns.waiting import read_until_kept

pytestmark = pytest.mark.django_db

PERSON = {
    "name": "Rosa Quispe",
    "email": "rosa+call@example.org",
    "country": "US",
    "region": "OR",
    "postal_code": "97201",
    "comment": "Because of my aunt.",
    "show_name": True,
    "wants_letters": True,
}


@pytest.fixture
def page():
    return make_call_page(title="Ratify it")


@pytest.fixture
def signature(page):
    return make_signature(page.call, "confirmed", **PERSON)


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Signature, OutboundMail)]


def test_page_shows_everything_that_is_stored_and_the_receipt(client, signature):
    html = client.get(own_path(signature)).content.decode()
    shown = ["Rosa Quispe", "rosa+call@example.org", "United States", "Oregon", "97201"]
    shown += ["Because of my aunt.", signature.statement.sha256]
    shown += [f"/calls/{signature.call.slug}/text/en/1/"]
    for words in shown:
        assert words in html, words
    assert html.count("You said yes") == 2
    assert 'href="./change/"' in html
    change = client.get(f"{own_path(signature)}change/").content.decode()
    assert len(re.findall(r'type="checkbox"[^>]* checked', change)) == 2
    for words in ("Rosa Quispe", "97201", "Because of my aunt."):
        assert words in change, words


@pytest.mark.parametrize("status", ["pending", "confirmed", "rejected"])
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("ending", ["", "saved/", "sent/", "change/", "data.json"])
def test_a_look_changes_nothing(client, page, status, method, ending):
    path = own_path(make_signature(page.call, status))
    before = everything()
    assert getattr(client, method)(f"{path}{ending}").status_code == 200
    assert everything() == before


@pytest.mark.parametrize("ending", ["", "saved/", "sent/", "change/", "data.json"])
def test_answers_are_kept_nowhere_and_passed_on_to_nobody(client, signature, ending):
    for path in (own_path(signature), "/own/damaged/"):
        answer = client.get(f"{path}{ending}")
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies


def test_link_is_of_no_use_for_anything_else_and_never_logged(client, signature):
    own, confirm = own_path(signature), link_path(signature)
    assert client.get(own.replace("/own/", "/c/")).status_code == 404
    assert client.get(confirm.replace("/c/", "/own/")).status_code == 404
    token = own.split("/")[2]
    assert token not in redact(f"GET {own}data.json 200")
    for part in ("rosa", "Rosa", "example"):
        assert part not in own


def test_signer_corrects_name_and_choices(signature):
    path = own_path(signature)  # made anew in another second, its link would be another
    answer = press(path, "save", name="  Rosa María Quispe ")
    assert (answer.status_code, answer.url) == (303, f"{path}saved/")
    row = Signature.objects.get()
    assert (row.name, row.show_name, row.wants_letters) == ("Rosa María Quispe", False, False)
    assert row.changed_at
    assert row.email == PERSON["email"]
    assert "Your changes are stored." in Client().get(answer.url).content.decode()
    press(own_path(signature), "save", name="Rosa", show_name="on", wants_letters="on")
    row = Signature.objects.get()
    assert (row.name, row.show_name, row.wants_letters) == ("Rosa", True, True)


def test_signer_corrects_everything_that_was_typed_and_the_receipt_tells_it(client, page):
    signature = make_organization(page.call, **PERSON, website="https://one.example")
    corrected = {
        "name": "Ana Choque",
        "country": "US",
        "region": "CA",
        "postal_code": "94612 1234",
        "organization": "Vecinas.org",
        "role": "Prof.Dra/Coordinadora",
        "website": "two.example",
        "comment": "Because of my sister.",
    }
    press(own_path(signature), "save", **corrected, show_name="on", wants_letters="on")
    row = Signature.objects.get()
    assert (row.name, row.country, row.region, row.postal_code) == (
        "Ana Choque",
        "US",
        "CA",
        "94612",
    )
    assert (row.organization_name, row.role) == ("Vecinas.org", "Prof.Dra/Coordinadora")
    assert (row.website, row.comment) == ("https://two.example", "Because of my sister.")
    press(own_path(signature), "save", country="BO", comment="", show_name="on")
    row = Signature.objects.get()
    assert (row.country, row.region, row.postal_code, row.comment) == ("BO", "", "", "")
    first, second = json.loads(client.get(f"{own_path(signature)}data.json").content)["consent"][
        "changes"
    ]
    assert first["fields"] == [
        "name",
        "region",
        "postal_code",
        "organization",
        "role",
        "website",
        "comment",
    ]
    assert (first["by"], first["show_name"], first["letters"]) == ("signer", True, True)
    assert second["fields"] == ["country", "region", "postal_code", "comment", "wants_letters"]
    assert (second["show_name"], second["letters"]) == (True, False)
    shown = client.get(own_path(signature)).content.decode()
    assert "country, state or territory, ZIP code, comment, letters" in shown


def test_saving_what_is_stored_changes_and_notes_nothing(signature):
    path = own_path(signature)
    before = everything()
    press(path, "save", show_name="on", wants_letters="on")
    assert everything() == before
    assert not signature.changes.exists()


def test_comment_that_was_approved_is_read_again_when_it_changes(client, page, signature):
    services.approve_comment(signature, "read")
    press(own_path(signature), "save", comment="Other words", show_name="on")
    assert "Other words" not in client.get(f"/calls/{page.call.slug}/reasons/").content.decode()
    assert Signature.objects.get().comment_approved_at is None


def test_organization_does_not_take_the_name_of_one_that_signed_from_the_same_mailbox(page):
    make_organization(page.call, organization="Mujeres", email="a@example.org")
    other = make_organization(page.call, organization="Vecinas", email="a@example.org")
    answer = press(own_path(other), "save", organization="MUJERES")
    assert answer.status_code == 409
    assert "has signed the call from your mailbox already" in answer.content.decode()
    assert Signature.objects.get(pk=other.pk).organization_name == "Vecinas"


def test_form_of_a_page_that_shows_older_values_overwrites_no_newer_ones(signature):
    path = own_path(signature)
    client = Client()
    token = client.get(path).context["form_token"]
    press(path, "save", name="Rosa María", show_name="on")
    older = {"action": "save", "token": token, "name": "Rosa Q", "country": "MX"}
    answer = client.post(path, older)
    assert answer.status_code == 403
    assert "changed since you opened this page" in answer.content.decode()
    assert Signature.objects.get().name == "Rosa María"


def test_bad_name_is_refused_and_kept_in_the_form(signature):
    answer = press(own_path(signature), "save", name="See https://pills.example", show_name="on")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r"<title>\s*Error:", html)
    assert 'value="See https://pills.example"' in html
    assert 'href="#name"' in html
    assert Signature.objects.get().name == "Rosa Quispe"


def test_hidden_or_corrected_name_leaves_the_cached_page_at_once(live_page_cache, transactional_db):
    page = make_call_page()
    signature = make_signature(page.call, "confirmed", name="Shown Somebody", show_name=True)
    assert "Shown Somebody" in read_until_kept(Client(), page.url).content.decode()
    press(own_path(signature), "save", name="Better Name", show_name="on")
    html = read_until_kept(Client(), page.url).content.decode()
    assert "Shown Somebody" not in html
    assert "Better Name" in html
    press(own_path(signature), "save", name="Better Name")
    assert "Better Name" not in Client().get(page.url).content.decode()


def test_signer_cannot_bring_back_a_name_that_staff_hid(client, page, signature):
    services.hide_name(signature, "asked by phone")
    press(own_path(signature), "save", name="Rosa Quispe", show_name="on")
    assert "Rosa Quispe" not in client.get(page.url).content.decode()


def test_data_come_as_json_with_everything_and_the_consent_receipt(client, signature):
    answer = client.get(f"{own_path(signature)}data.json")
    assert answer["Content-Disposition"] == 'attachment; filename="my-signature.json"'
    stored = json.loads(answer.content)
    for name in ("name", "email", "country", "comment"):
        assert stored["signature"][name] == PERSON[name]
    receipt = stored["consent"]
    assert receipt["text"]["sha256"] == signature.statement.sha256
    assert client.get(receipt["text"]["url"]).status_code == 200
    assert (receipt["text"]["version"], receipt["text"]["language"]) == (1, "en")
    assert receipt["given_at"] == signature.created_at.isoformat(timespec="seconds")
    assert (receipt["show_name"], receipt["letters"]) == (True, True)
    assert [mail["kind"] for mail in stored["mails"]] == ["confirm"]


def test_file_holds_every_stored_field_of_a_signature():
    """A new field has to be given to its signer too, or be named here as nobody's."""
    internal = {"id", "email_key", "domain_key", "mail_count", "mailed_at", "rejection_reason"}
    internal |= {"ended_at", "anonymized_at", "name_keys", "index_key_id", "organization_mark"}
    # A later form is read before anything is shown, and lies there only until then.
    internal |= {"form"}
    elsewhere = {"call": "call", "statement": "consent", "show_name": "consent"}
    elsewhere |= {"wants_letters": "consent"}
    renamed = {"status": "state", "region": "state_or_territory", "postal_code": "zip_code"}
    renamed |= {"organization_name": "organization", "created_at": "signed_at"}
    renamed |= {"approved_at": "name_approved_at", "needs_approval": "name_needs_approval"}
    renamed |= {"declined_at": "name_declined_at"}
    renamed |= {"is_name_hidden": "name_hidden_by_staff"}
    from campaigns.transparency.subject_access import describe_signature

    described = describe_signature(make_organization())
    for field in Signature._meta.concrete_fields:
        name = field.name.removeprefix("sealed_")
        if name in internal or name in elsewhere:
            continue
        assert renamed.get(name, name) in described["signature"], name


def test_withdrawing_reaches_page_count_data_and_sends_a_last_mail(client, page, signature):
    sending.send_due_mails()
    mailbox.outbox.clear()
    tally.tick()
    path = own_path(signature)
    answer = press(path, "remove")
    assert (answer.status_code, answer.url) == (303, f"/sign/{page.call.slug}/removed/")
    row = Signature.objects.get()
    assert row.status == "withdrawn"
    personal = ["sealed_name", "sealed_email", "sealed_comment", "email_key", "domain_key"]
    for name in [*personal, "name_keys"]:
        assert getattr(row, name) is None, name
    assert (row.postal_code, row.show_name, row.wants_letters) == ("", False, False)
    assert "Rosa Quispe" not in client.get(page.url).content.decode()
    tally.tick()
    numbers = client.get(f"/calls/{page.call.slug}/count.json").json()
    assert numbers["total"] == 0
    assert client.get(path).status_code == 410

    mail = OutboundMail.objects.get(kind="withdrawn")
    assert b"rosa" not in bytes(mail.sealed_to)
    sending.send_due_mails()
    [message] = mailbox.outbox
    assert message.to == [PERSON["email"]]
    assert "removed" in message.subject
    assert "Rosa" not in message.body
    assert "/own/" not in message.body
    mail.refresh_from_db()
    assert (mail.status, mail.sealed_to) == ("sent", None)


def test_last_mail_goes_out_whatever_went_to_the_address_before(signature):
    use_up_mails(signature.email)
    use_up_mails(signature.email, by_staff=True)
    press(own_path(signature), "remove")
    assert Signature.objects.get().status == "withdrawn"
    sending.send_due_mails()
    assert [message.to for message in mailbox.outbox] == [[PERSON["email"]]]
    assert "has been removed" in mailbox.outbox[0].body


def test_name_that_cannot_be_opened_stops_nobody_from_leaving(client, signature):
    Signature.objects.update(sealed_name=vault.seal("x", "elsewhere"), sealed_email=b"\x01broken")
    answer = client.get(own_path(signature))
    assert "cannot be opened" in answer.content.decode()
    assert client.get(f"{own_path(signature)}data.json").status_code == 503
    assert press(own_path(signature), "remove").status_code == 303
    assert Signature.objects.get().status == "withdrawn"


def test_rejected_signer_sees_and_deletes_what_is_stored(client, page):
    signature = make_signature(page.call, "rejected", **PERSON)
    html = client.get(own_path(signature)).content.decode()
    assert "set it aside as not valid" in html
    assert 'value="save"' not in html
    press(own_path(signature), "save", name="Other")
    assert Signature.objects.get().name == "Rosa Quispe"
    press(own_path(signature), "remove")
    row = Signature.objects.get()
    assert (row.status, row.sealed_name, row.email_key) == ("rejected", None, None)
    assert services.restore_signature(row, "mistake") is services.Outcome.REFUSED
    assert OutboundMail.objects.filter(kind="withdrawn").count() == 1


def test_pending_signer_confirms_or_leaves_from_the_own_page_too(page):
    signature = make_signature(page.call)
    press(own_path(signature), "confirm")
    assert Signature.objects.get().status == "confirmed"
    other = make_signature(page.call)
    press(own_path(other), "remove")
    assert not Signature.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("action", ["save", "remove", "confirm"])
def test_form_of_another_signature_or_another_site_changes_nothing(page, signature, action):
    other = make_signature(page.call)
    client = Client(enforce_csrf_checks=True)
    token = client.get(own_path(other)).context["form_token"]
    data = {"action": action, "token": token, "name": "Mallory"}
    assert client.post(own_path(signature), data).status_code == 403
    data["token"] = client.get(own_path(signature)).context["form_token"]
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(own_path(signature), data, headers=foreign).status_code == 403
    row = Signature.objects.get(pk=signature.pk)
    assert (row.status, row.name) == ("confirmed", "Rosa Quispe")


def test_unknown_button_does_nothing(signature):
    for action in ("", "delete", "SAVE"):
        assert press(own_path(signature), action).status_code == 400


def test_organization_corrects_its_name_and_shows_it_only_after_approval(client, page):
    signature = make_organization(page.call, organization="Mujeres en Marcha", show_name=True)
    services.approve_name(signature, "known")
    assert "Mujeres en Marcha" in client.get(page.url).content.decode()
    html = client.get(f"{own_path(signature)}change/").content.decode()
    assert "Show the name of the organization" in html
    press(own_path(signature), "save", name="Ana", role="Treasurer", show_name="on")
    assert "Mujeres en Marcha" in client.get(page.url).content.decode()
    press(own_path(signature), "save", organization="Mujeres en Lucha", show_name="on")
    row = Signature.objects.get()
    assert (row.organization_name, row.name, row.role) == ("Mujeres en Lucha", "Ana", "Treasurer")
    for name in ("Mujeres en Marcha", "Mujeres en Lucha"):
        assert name not in client.get(page.url).content.decode()
    services.approve_name(row, "known")
    assert "Mujeres en Lucha" in client.get(page.url).content.decode()


def test_page_speaks_spanish_under_es(client, page, signature):
    locale, _created = Locale.objects.get_or_create(language_code="es")
    page.copy_for_translation(locale, copy_parents=True).save_revision().publish()
    answer = client.get(own_path(signature, "/es"))
    assert answer.status_code == 200
    assert '<html lang="es"' in answer.content.decode()
    assert press(own_path(signature, "/es"), "save", name="Ana").url.startswith("/es/own/")


def test_link_is_in_every_mail_and_works(client, page):
    signature = make_signature(page.call)
    sending.send_due_mails()
    services.confirm_signature(signature.reference)
    services.resend_to_signer(signature, "asked")
    sending.send_due_mails()
    assert len(mailbox.outbox) == 2
    for message in mailbox.outbox:
        html = message.alternatives[0][0]
        path = re.search(r"/own/[^/\s]+/", message.body).group()
        assert path in html
        assert client.get(path).status_code == 200


def test_every_version_stays_readable_and_its_bytes_hash_to_the_receipt(client, page, signature):
    import hashlib

    make_statement(
        page.call, number=2, title="New title", body="<p>New words.</p>", reason="The vote is over"
    )
    history = client.get(f"/calls/{page.call.slug}/text/").content.decode()
    for words in ("Version 1", "Version 2", "The vote is over", signature.statement.sha256):
        assert words in history
    first = client.get(f"/calls/{page.call.slug}/text/en/1/").content.decode()
    assert "We call on the Senate to ratify the Convention." in first
    assert "Another version is signed now" in first
    content = client.get(f"/calls/{page.call.slug}/text/en/1/text.txt").content
    text = signature.statement
    assert content.decode() == f"{text.language}\n{text.title}\n{text.body}"
    assert hashlib.sha256(content).hexdigest() == signature.statement.sha256


@pytest.mark.parametrize("version", ["en/3/", "xx/1/", "en/99999999999999999999/", "en/0/"])
def test_version_that_never_was_is_not_found(client, page, version):
    assert client.get(f"/calls/{page.call.slug}/text/{version}").status_code == 404
