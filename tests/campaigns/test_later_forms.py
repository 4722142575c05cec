"""A second form: two signers with one mailbox, and what is confirmed after several forms."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail as mailbox
from django.test import Client

from campaigns import services
from campaigns.mail import sending
from campaigns.models import OutboundMail, Signature, SignatureChange
from campaigns.privacy import tokens, vault
from campaigns.services import tally
from campaigns.views import links, signer
from tests.campaigns.factories import (
    ask_again,
    form_data,
    let_everything_age,
    link_path,
    make_call_page,
    make_organization,
    make_signature,
    make_signer,
    make_statement,
    sign_url,
)
from tests.campaigns.links import own_path, press

pytestmark = pytest.mark.django_db

MAILBOX = "centro@example.org"
PERSON = {"email": MAILBOX, "name": "Rosa Quispe", "country": "MX"}
ORGANIZATION = PERSON | {
    "sign_as": "organization",
    "organization": "Centro de Trabajadores",
    "role": "Secretary",
    "is_authorized": "on",
}


@pytest.fixture
def call():
    return make_call_page().call


def send(call, **fields):
    answer = Client().post(sign_url(call), form_data(call, **fields))
    assert answer.status_code == 303
    return answer


def own_data(signature) -> dict:
    token = tokens.make_link_token(signature.reference, tokens.OWN)
    return json.loads(Client().get(f"/own/{token}/data.json").content)


def confirm_by_newest_mail() -> None:
    sending.send_due_mails()
    path = re.search(r"/c/[^/\s]+/", mailbox.outbox[-1].body)[0]
    assert press(path, "confirm").status_code == 303


# -- One mailbox, several signers --------------------------------------------------------------


@pytest.mark.parametrize("first", [PERSON, ORGANIZATION], ids=["person", "organization"])
def test_a_person_and_an_organization_sign_from_one_mailbox(call, first):
    second = ORGANIZATION if first is PERSON else PERSON
    answers = []
    for form in (first, second):
        answers.append(send(call, **form))
        confirm_by_newest_mail()
    assert answers[0].url == answers[1].url
    assert sorted(Signature.objects.confirmed().values_list("kind", flat=True)) == [
        "organization",
        "person",
    ]
    tally.tick()
    call.refresh_from_db()
    assert (call.tally.people, call.tally.organizations) == (1, 1)
    earlier, later = (message.body for message in mailbox.outbox)
    assert "already. That stays" not in earlier
    assert "already. That stays" in later
    assert "Centro" not in later


def test_two_organizations_sign_from_one_mailbox_and_each_once(call):
    for name in ("Centro de Trabajadores", "Unión de Vecinas", "UNION DE  VECINAS"):
        send(call, **ORGANIZATION | {"organization": name})
    assert Signature.objects.count() == 2


def test_link_on_request_comes_for_everything_the_mailbox_signed(call):
    signatures = [
        make_signature(call, "confirmed", email=MAILBOX),
        make_organization(call, email=MAILBOX),
    ]
    let_everything_age(timedelta(hours=1))
    ask_again(call, MAILBOX)
    for signature in signatures:
        kinds = OutboundMail.objects.filter(signature=signature, kind="already_signed")
        assert kinds.count() == 1


def test_staff_send_the_mail_of_one_signature_and_not_of_its_neighbor(call):
    person = make_signature(call, "pending", email=MAILBOX)
    organization = make_organization(call, "pending", email=MAILBOX)
    assert services.resend_to_signer(organization, "asked") is services.Outcome.DONE
    assert OutboundMail.objects.filter(signature=person).count() == 1
    assert OutboundMail.objects.filter(signature=organization).count() == 2


def test_leaving_takes_off_one_signature_and_leaves_the_other(call):
    person = make_signature(call, "confirmed", email=MAILBOX)
    organization = make_organization(call, email=MAILBOX)
    services.withdraw_signature(person.reference)
    organization.refresh_from_db()
    assert organization.status == "confirmed"
    send(call, **PERSON)
    assert Signature.objects.filter(kind="person", status="pending").count() == 1


def test_made_up_organizations_for_one_mailbox_are_set_aside_after_five(call):
    for number in range(7):
        send(call, **ORGANIZATION | {"organization": f"Made up {number}"})
        services.judge_waiting()
    rejected = Signature.objects.filter(status="rejected")
    assert Signature.objects.filter(status="pending").count() == 5
    assert rejected.count() == 2
    assert "one mailbox" in rejected.first().rejection_reason


# -- The latest form is what is confirmed ------------------------------------------------------


def test_what_was_typed_last_is_what_is_confirmed(call):
    send(call, **PERSON, comment="First words", show_name="on")
    corrected = {"name": "Rosa María Quispe", "country": "US", "region": "OR"}
    corrected |= {"postal_code": "97201", "comment": "Other words", "show_name": "on"}
    send(call, **PERSON | corrected)
    html = Client().get(link_path(Signature.objects.get())).content.decode()
    for words in ("Rosa María Quispe", "Oregon", "97201", "Other words"):
        assert words in html, words
    confirm_by_newest_mail()
    signature = Signature.objects.get()
    assert (signature.name, signature.comment) == ("Rosa María Quispe", "Other words")
    assert (signature.country, signature.region, signature.postal_code) == ("US", "OR", "97201")
    assert signature.show_name
    assert signature.sealed_form is None


def test_last_of_many_forms_counts_and_an_emptied_field_is_empty(call):
    send(call, **ORGANIZATION, comment="Words", website="https://one.example")
    send(call, **ORGANIZATION | {"role": "Treasurer"}, website="https://two.example")
    send(call, **ORGANIZATION | {"organization": "centro de trabajadores", "name": "Ana"})
    services.read_later_forms()
    signature = Signature.objects.get()
    assert (signature.name, signature.role) == ("Ana", "Secretary")
    assert (signature.website, signature.comment) == ("", "")
    assert signature.organization_name == "centro de trabajadores"


@pytest.mark.parametrize("consent", ["show_name", "wants_letters"])
@pytest.mark.parametrize(("first", "second"), [("on", None), (None, "on"), ("on", "on")])
def test_consents_are_only_narrowed_by_a_later_form(call, consent, first, second):
    for given in (first, second):
        send(call, **PERSON, **{consent: given})
    confirm_by_newest_mail()
    assert getattr(Signature.objects.get(), consent) is bool(first and second)


def test_form_without_a_consent_is_remembered_by_those_that_follow(call):
    for given in ("on", None, "on"):
        send(call, **PERSON, show_name=given)
    confirm_by_newest_mail()
    assert not Signature.objects.get().show_name


def test_button_confirms_what_the_page_showed_and_nothing_later(call):
    send(call, **PERSON)
    path = link_path(Signature.objects.get())
    client = Client()
    seen = client.get(path).context["form_token"]
    send(call, **PERSON | {"name": "Somebody Else"})
    answer = client.post(path, {"action": "confirm", "token": seen})
    assert answer.status_code == 403
    assert "Somebody Else" in answer.content.decode()
    assert "changed since you opened this page" in answer.content.decode()
    assert Signature.objects.get().status == "pending"
    again = {"action": "confirm", "token": answer.context["form_token"]}
    assert client.post(path, again).status_code == 303


def test_later_form_moves_no_mail_to_another_spelling_of_the_mailbox(call):
    send(call, **PERSON)
    stranger = PERSON | {"email": "centro+nosuch@example.org", "name": "Mallory"}
    send(call, **stranger)
    services.read_later_forms()
    signature = Signature.objects.get()
    assert (signature.email, signature.name) == (MAILBOX, "Mallory")
    html = Client().get(link_path(signature)).content.decode()
    assert MAILBOX in html
    sending.send_due_mails()
    assert [message.to for message in mailbox.outbox] == [[MAILBOX]]
    [change] = signature.changes.all()
    assert change.fields == ["name"]


def test_later_form_corrects_capitals_of_the_address(call):
    send(call, **PERSON | {"email": "CENTRO@example.org"})
    send(call, **PERSON)
    services.read_later_forms()
    assert Signature.objects.get().email == MAILBOX


def test_later_form_replaces_an_address_that_bounced_and_is_mailed_to(call):
    send(call, **PERSON | {"email": "centro+nosuch@example.org"})
    sending.send_due_mails()
    services.note_bounce("centro+nosuch@example.org")
    send(call, **PERSON)
    services.read_later_forms()
    signature = Signature.objects.get()
    assert (signature.email, signature.bounced_at) == (MAILBOX, None)
    confirm_by_newest_mail()
    assert mailbox.outbox[-1].to == [MAILBOX]
    assert Signature.objects.get().status == "confirmed"


def read_then(monkeypatch, module, act) -> None:
    """Let `act` happen once, right after the page behind a link has read what is stored."""
    read, acts = module.request_checks.find_refusal, [act]

    def find_refusal(*args, **kwargs):
        refusal = read(*args, **kwargs)
        while acts:
            acts.pop()()
        return refusal

    monkeypatch.setattr(module.request_checks, "find_refusal", find_refusal)


@pytest.mark.parametrize(
    ("module", "path_of"), [(links, link_path), (signer, own_path)], ids=["link", "own"]
)
def test_form_that_comes_in_while_the_button_is_pressed_is_shown_first(
    call, monkeypatch, module, path_of
):
    send(call, **PERSON)
    path = path_of(Signature.objects.get())
    read_then(monkeypatch, module, lambda: send(call, **PERSON | {"name": "Somebody Else"}))
    answer = press(path, "confirm")
    assert answer.status_code == 403
    html = answer.content.decode()
    assert "Somebody Else" in html
    assert "changed since you opened this page" in html
    assert Signature.objects.get().status == "pending"
    assert press(path, "confirm").status_code == 303
    assert Signature.objects.get().status == "confirmed"


@pytest.mark.parametrize("what", ["statement", "language"])
def test_button_confirms_the_text_and_the_language_that_its_page_showed(call, what):
    send(call, **PERSON)
    signature = Signature.objects.get()
    seen = signature.content_mark
    newer = make_statement(call, number=2, title="New title")
    changes = {"statement": {"statement": newer}, "language": {"language": "es"}}
    Signature.objects.update(**changes[what])
    outcome = services.confirm_signature(signature.reference, seen)
    assert outcome is services.Outcome.CHANGED
    assert Signature.objects.get().status == "pending"


def test_later_form_uses_the_language_and_the_text_of_now(call):
    send(call, **PERSON)
    let_everything_age(timedelta(hours=1))
    newer = call.statements.create(
        language="en", number=2, title="New title", body="<p>New.</p>", reason="x"
    )
    send(call, **PERSON)
    assert Signature.objects.get().statement == newer


def test_later_form_is_of_use_to_no_other_signature(call):
    """Who can write into the database cannot read somebody's form by moving it elsewhere."""
    send(call, **PERSON)
    send(call, **PERSON | {"name": "Secret Name"})
    moved = Signature.objects.get().sealed_form
    mine = make_signature(call, email="mallory@example.org", name="Mallory")
    Signature.objects.filter(pk=mine.pk).update(sealed_form=moved)
    assert services.read_later_form(mine.reference)
    mine = Signature.objects.get(pk=mine.pk)
    assert (mine.name, mine.email) == ("Mallory", "mallory@example.org")
    assert mine.sealed_form is None


def test_later_form_whose_key_is_missing_waits_and_stops_nobody(call, settings):
    send(call, **PERSON)
    send(call, **PERSON | {"name": "Rosa María"})
    keys = settings.VAULT_KEYS
    settings.VAULT_KEYS = ["another key of the vault, long enough for anybody"]
    assert not services.read_later_form(Signature.objects.get().reference)
    settings.VAULT_KEYS = keys
    assert services.read_later_form(Signature.objects.get().reference)
    assert Signature.objects.get().name == "Rosa María"


def test_what_staff_approved_is_looked_at_again_when_a_later_form_changes_it(call):
    send(call, **ORGANIZATION, comment="Kind words", website="https://one.example")
    signature = Signature.objects.get()
    services.approve_name(signature, "known")
    services.approve_comment(signature, "read")
    send(call, **ORGANIZATION, comment="Kind words", website="https://one.example")
    services.read_later_forms()
    signature = Signature.objects.get()
    assert signature.approved_at
    assert signature.comment_approved_at
    send(call, **ORGANIZATION, comment="Other words", website="https://pills.example")
    services.read_later_forms()
    signature = Signature.objects.get()
    assert signature.approved_at is None
    assert signature.comment_approved_at is None


def test_receipt_tells_of_a_later_form_and_keeps_nothing_of_the_earlier(call):
    send(call, **PERSON | {"name": "Rosa Kispe"})
    send(call, **PERSON)
    confirm_by_newest_mail()
    signature = Signature.objects.get()
    [change] = own_data(signature)["consent"]["changes"]
    assert (change["by"], change["fields"]) == ("form", ["name"])
    assert change["at"] == signature.created_at.isoformat(timespec="seconds")
    assert "Kispe" not in json.dumps(own_data(signature))
    assert SignatureChange.objects.count() == 1


@pytest.mark.parametrize(
    ("second", "taken_back"),
    [
        ({"show_name": "on"}, ["wants_letters"]),
        ({"wants_letters": "on"}, ["show_name"]),
        ({}, ["show_name", "wants_letters"]),
    ],
)
def test_receipt_tells_of_consents_that_a_later_form_took_back(call, second, taken_back):
    send(call, **PERSON, show_name="on", wants_letters="on")
    for _form in range(2):
        send(call, **PERSON, **second)
    services.read_later_forms()
    [change] = own_data(Signature.objects.get())["consent"]["changes"]
    assert (change["by"], change["fields"]) == ("form", taken_back)
    assert change["show_name"] is ("show_name" in second)
    assert change["letters"] is ("wants_letters" in second)
    assert change["at"] == Signature.objects.get().created_at.isoformat(timespec="seconds")


def test_receipt_tells_nothing_of_a_form_that_asks_for_more(call):
    send(call, **PERSON)
    send(call, **PERSON, show_name="on", wants_letters="on")
    services.read_later_forms()
    assert not SignatureChange.objects.exists()


@pytest.mark.parametrize(
    ("end", "by", "words"),
    [
        (lambda row: services.stop_letters(row.reference), "mail", "with the link in a mail"),
        (lambda row: services.note_complaint(row.email), "report", "reported as unwanted"),
    ],
    ids=["one click", "complaint"],
)
def test_receipt_tells_of_letters_that_ended(call, end, by, words):
    make_signature(call, "confirmed", email="other@example.org", wants_letters=True)
    signature = make_signature(call, "confirmed", **PERSON, show_name=True, wants_letters=True)
    assert [end(signature), end(signature)] == [1, 0]
    [change] = own_data(signature)["consent"]["changes"]
    assert (change["by"], change["fields"]) == (by, ["wants_letters"])
    assert (change["show_name"], change["letters"]) == (True, False)
    assert SignatureChange.objects.count() == 1
    text = Client().get(own_path(signature)).content.decode()
    assert words in text
    # Nobody says that its signer changed it who did not.
    assert ("Last changed by you" in text) is (by == "mail")


# -- After confirming nothing changes ----------------------------------------------------------


def test_form_for_a_confirmed_signature_changes_nothing_and_the_mail_says_what_differs(call):
    signature = make_signature(call, "confirmed", **PERSON, show_name=True)
    OutboundMail.objects.all().delete()
    let_everything_age(timedelta(hours=1))
    send(call, **PERSON | {"name": "Mallory Unmistakable", "country": "FR"}, show_name="on")
    sending.send_due_mails()
    [message] = mailbox.outbox
    assert "says something else about: name, country." in message.body
    assert "says something else about: name, country." in " ".join(
        message.alternatives[0][0].split()
    )
    for word in ("Unmistakable", "France"):
        assert word not in message.body
    signature = Signature.objects.get()
    assert (signature.name, signature.country) == ("Rosa Quispe", "MX")
    assert signature.sealed_form is None
    assert own_data(signature)["consent"]["changes"] == []


def test_the_same_form_again_says_nothing_of_differences(call):
    make_signature(call, "confirmed", **PERSON)
    OutboundMail.objects.all().delete()
    let_everything_age(timedelta(hours=1))
    send(call, **PERSON)
    sending.send_due_mails()
    assert "something else" not in mailbox.outbox[0].body


def test_form_that_confirming_overtook_changes_nothing(call):
    signature = make_signature(call, **PERSON)
    services.confirm_signature(signature.reference)
    signer = make_signer(**PERSON | {"name": "Mallory"})
    let_everything_age(timedelta(hours=1))
    services.sign(call, call.statements.get(), signer, "en")
    services.read_later_forms()
    assert Signature.objects.get().name == "Rosa Quispe"


def test_no_trace_of_a_later_form_is_left_in_clear(call):
    make_signature(call, "confirmed", **PERSON)
    let_everything_age(timedelta(hours=1))
    send(call, **PERSON | {"name": "Xochiquetzal"})
    row = Signature.objects.get()
    assert b"Xochiquetzal" not in bytes(row.sealed_form)
    assert len(row.sealed_form) > 1024
    with pytest.raises(vault.Unreadable):
        vault.unseal(row.sealed_form, f"form:{row.call_id + 1}")
