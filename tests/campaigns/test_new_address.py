"""Another mailbox for a signature: only its owner makes it so, and nobody learns who has signed."""

import re
from datetime import timedelta

import pytest
from django.core import mail as mailbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns import services
from campaigns.mail import sending
from campaigns.models import EmailChange, MailPause, OutboundMail, Signature, WaitingCheck
from campaigns.privacy import tokens
from campaigns.services.changes import email_changes
from campaigns.services.changes.email_changes import MOST_CHANGES
from campaigns.services.retention.due import apply_retention, plan_retention
from campaigns.services.retention.erasing import delete_signatures
from tests.campaigns.factories import (
    let_everything_age,
    link_path,
    make_call_page,
    make_organization,
    make_signature,
    use_up_mails,
)
from tests.campaigns.links import own_path
from tests.campaigns.links import press as press_link
from tests.campaigns.own_page import press
from tests.campaigns.silence import KNOWN, prepare, shape_of, visible

pytestmark = pytest.mark.django_db

OLD, NEW = "old@example.org", "new+list@example.net"


@pytest.fixture
def call():
    return make_call_page().call


@pytest.fixture
def signature(call):
    signature = make_signature(
        call, "confirmed", email=OLD, name="Rosa", comment="Words", show_name=True
    )
    OutboundMail.objects.update(status="sent")
    return signature


def ask(signature, email=NEW):
    return press(own_path(signature), "email", email=email)


def new_path(message=None) -> str:
    """The link in the mail that went to the new address."""
    message = message or mailbox.outbox[-1]
    return re.search(r"/own/[^/\s]+/new-address/", message.body)[0]


def push(path: str, action: str):
    client = Client(enforce_csrf_checks=True)
    token = client.get(path).context["form_token"]
    return client.post(path, {"action": action, "token": token})


def test_address_changes_once_its_owner_has_agreed(signature):
    answer = ask(signature)
    assert answer.status_code == 303
    assert answer.url.endswith("/sent/")
    assert "on its way" in Client().get(answer.url).content.decode()
    assert Signature.objects.get().email == OLD
    sending.send_due_mails()
    [message] = mailbox.outbox
    assert message.to == [NEW]
    assert "Rosa" not in message.body
    assert len(re.findall("/own/", message.body)) == 1, "the own page is not the stranger's"
    assert "List-Unsubscribe" not in message.extra_headers
    before = Signature.objects.values().get()
    for method in ("get", "head"):
        assert getattr(Client(), method)(new_path()).status_code == 200
    assert Signature.objects.values().get() == before

    answer = push(new_path(), "use")
    row = Signature.objects.get()
    assert (row.email, row.name, row.comment, row.status) == (NEW, "Rosa", "Words", "confirmed")
    assert row.email_key == services.find_email_keys(NEW)[0]
    assert answer.status_code == 303
    html = Client().get(answer.url).content.decode()
    assert NEW in html
    assert "e-mail" in html
    assert [change.fields for change in row.changes.all()] == [["email"]]
    assert row.changes.get().at == row.changed_at
    assert EmailChange.objects.get().created_at == row.changed_at


def test_links_in_the_former_mailbox_end_and_a_last_mail_says_so(signature):
    former = [own_path(signature), link_path(signature)]
    ask(signature)
    sending.send_due_mails()
    push(new_path(), "use")
    for path in former:
        assert Client().get(path).status_code == 410
    mailbox.outbox.clear()
    sending.send_due_mails()
    [message] = [message for message in mailbox.outbox if message.to == [OLD]]
    assert "/own/" not in message.body
    assert NEW not in message.body
    assert not OutboundMail.objects.filter(sealed_to__isnull=False).exists()


def test_old_mailbox_may_sign_for_itself_afterwards(call, signature):
    ask(signature)
    sending.send_due_mails()
    push(new_path(), "use")
    make_signature(call, "confirmed", email=OLD)
    assert Signature.objects.confirmed().count() == 2


@pytest.mark.parametrize("known", KNOWN)
def test_answer_and_work_are_the_same_whatever_is_known_of_the_address(call, signature, known):
    prepare(call, known, "known@example.org")
    path = own_path(signature)
    answers, statements = [], []
    for email in ("warm-up@example.org", "known@example.org", "new@example.org"):
        EmailChange.objects.all().delete()
        token = Client().get(path).context["form_token"]
        with CaptureQueriesContext(connection) as asked:
            answers.append(Client().post(path, {"action": "email", "token": token, "email": email}))
        shapes = [shape_of(query["sql"]) for query in asked]
        statements.append([re.sub(r"s\d+_x\d+|\b\d+\b", "number", shape) for shape in shapes])
    assert visible(answers[1]) == visible(answers[2])
    assert answers[1].status_code == 303
    assert statements[1] == statements[2]


def test_address_that_has_signed_itself_is_told_so_behind_its_link_only(call, signature):
    other = make_signature(call, "confirmed", email=NEW)
    OutboundMail.objects.update(status="sent")
    ask(signature)
    sending.send_due_mails()
    answer = push(new_path(), "use")
    assert answer.status_code == 409
    assert "has signed the call itself" in answer.content.decode()
    assert Signature.objects.get(pk=signature.pk).email == OLD
    services.withdraw_signature(other.reference)
    assert push(new_path(), "use").status_code == 303


def test_person_takes_the_mailbox_from_which_an_organization_signed(call, signature):
    make_organization(call, email=NEW)
    OutboundMail.objects.update(status="sent")
    ask(signature)
    sending.send_due_mails()
    assert push(new_path(), "use").status_code == 303


def test_another_spelling_of_the_same_mailbox_is_taken(signature):
    ask(signature, "old+call@example.org")
    sending.send_due_mails()
    push(new_path(), "use")
    assert Signature.objects.get().email == "old+call@example.org"


MEANWHILE = {
    "withdrawn": lambda signature: services.withdraw_signature(signature.reference),
    "anonymized": lambda signature: EmailChange.objects.all().delete(),
    "deleted": lambda signature: delete_signatures(Signature.objects.all()),
    "replaced": lambda signature: services.ask_for_new_email(
        signature.reference, "second@example.org", "en"
    ),
}


@pytest.mark.parametrize("end", MEANWHILE)
def test_wish_that_ends_while_its_button_is_pressed_changes_nothing(signature, monkeypatch, end):
    ask(signature)
    sending.send_due_mails()
    find, ends = email_changes.find_all_email_keys, [MEANWHILE[end]]

    def find_all_email_keys(email):
        while ends:
            ends.pop()(signature)
        return find(email)

    monkeypatch.setattr(email_changes, "find_all_email_keys", find_all_email_keys)
    answer = push(new_path(), "use")
    assert answer.status_code == 410
    assert "has signed the call itself" not in answer.content.decode()
    assert "holds no more" in answer.content.decode()
    assert not ends
    assert (
        not Signature.objects.exclude(email_key=None)
        .exclude(email_key=services.find_email_keys(OLD)[0])
        .exists()
    )


def test_second_change_loses_no_farewell(signature):
    for number, email in enumerate((NEW, "third@example.org")):
        ask(Signature.objects.get(), email)
        wish = EmailChange.objects.get(sealed_email__isnull=False)
        token = tokens.make_link_token(wish.reference, tokens.NEW_EMAIL)
        push(f"/own/{token}/new-address/", "use")
        assert OutboundMail.objects.filter(sealed_to__isnull=False).count() == number + 1
    sending.send_due_mails()
    farewells = [message.to[0] for message in mailbox.outbox if "/own/" not in message.body]
    assert sorted(farewells) == sorted([OLD, NEW])
    assert not OutboundMail.objects.filter(sealed_to__isnull=False).exists()


def test_farewell_goes_out_also_if_the_new_mailbox_bounces_first(signature):
    ask(signature)
    token = tokens.make_link_token(EmailChange.objects.get().reference, tokens.NEW_EMAIL)
    push(f"/own/{token}/new-address/", "use")
    assert services.note_bounce(NEW) == 1
    mailbox.outbox.clear()
    sending.send_due_mails()
    assert [message.to for message in mailbox.outbox] == [[OLD]]


@pytest.mark.parametrize("status", ["confirmed", "pending"])
def test_new_mailbox_gets_links_of_its_own(call, status):
    signature = make_signature(call, status, email=OLD)
    sending.send_due_mails()
    ask(signature)
    sending.send_due_mails()
    path = new_path()
    mailbox.outbox.clear()
    push(path, "use")
    row = Signature.objects.get()
    assert row.mail_count == signature.mail_count + 1
    assert row.mailed_at > signature.mailed_at
    sending.send_due_mails()
    [message] = [message for message in mailbox.outbox if message.to == [NEW]]
    own = re.search(r"/own/[^/\s]+/", message.body)
    if status == "pending":
        assert press_link(re.search(r"/c/[^/\s]+/", message.body)[0]).status_code == 303
        assert Signature.objects.get().status == "confirmed"
    else:
        assert Client().get(own[0]).status_code == 200
        assert "comes to this mailbox from now on" in " ".join(message.body.split())
        assert "comes to this mailbox from now on" in " ".join(message.alternatives[0][0].split())
        assert "Somebody typed" not in message.body


def test_mail_with_the_new_links_waits_for_its_turn_though_older_mails_went_out(signature):
    Signature.objects.update(status="pending", confirmed_at=None)
    OutboundMail.objects.all().delete()
    services.resend_to_signer(signature, "asked")
    sending.send_due_mails()
    ask(signature)
    sending.send_due_mails()
    use_up_mails(NEW)
    push(new_path(), "use")
    sending.send_due_mails()
    assert OutboundMail.objects.get(kind="confirm", cause="own").status == "queued"


def test_links_of_before_the_change_are_none_to_a_restored_signer(call):
    signature = make_signature(call, email=OLD)
    sending.send_due_mails()
    ask(signature)
    sending.send_due_mails()
    push(new_path(), "use")
    signature = Signature.objects.get()
    services.reject_signature(signature, "test")
    sending.send_due_mails()
    assert OutboundMail.objects.get(kind="confirm", cause="own").status == "dropped"
    services.restore_signature(signature, "mistake")
    sending.send_due_mails()
    assert mailbox.outbox[-1].to == [NEW]
    assert "/c/" in mailbox.outbox[-1].body


def test_used_link_says_that_it_is_done(signature):
    ask(signature)
    sending.send_due_mails()
    first = new_path()
    client = Client()
    token = client.get(first).context["form_token"]
    answers = [client.post(first, {"action": "use", "token": token}) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [303, 200]
    for answer in (answers[1], client.get(first)):
        html = answer.content.decode()
        assert answer.status_code == 200
        assert "This address is used now" in html
        assert "Rosa" not in html
        assert "/own/" not in html
    ask(Signature.objects.get(), "third@example.org")
    assert "This address is used now" in client.get(first).content.decode()
    sending.send_due_mails()
    second = new_path()
    push(second, "use")
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_link_to_an_earlier_address_agrees_to_nothing_later(signature):
    ask(signature, "first@example.org")
    sending.send_due_mails()
    first = new_path()
    ask(signature, "second@example.org")
    assert Client().get(first).status_code == 410
    sending.send_due_mails()
    assert Client().get(new_path()).status_code == 200
    assert push(new_path(), "use").status_code == 303
    assert Signature.objects.get().email == "second@example.org"


def test_mail_of_an_earlier_wish_does_not_go_out(signature):
    ask(signature, "first@example.org")
    ask(signature, "second@example.org")
    sending.send_due_mails()
    assert [message.to for message in mailbox.outbox] == [["second@example.org"]]


def test_who_did_not_ask_is_left_in_peace_and_can_undo_it(signature):
    ask(signature)
    sending.send_due_mails()
    path = new_path()
    push(path, "refuse")
    assert MailPause.objects.count() == 1
    assert EmailChange.objects.filter(sealed_email__isnull=False).count() == 0
    html = Client().get(path).content.decode()
    assert "Your address is not used." in html
    ask(signature)
    sending.send_due_mails()
    assert len(mailbox.outbox) == 1
    token = Client().get(path).context["form_token"]
    Client().post(path, {"action": "end-pause", "token": token})
    assert not MailPause.objects.exists()


def test_bounds_of_mail_hold_for_the_new_address(signature):
    use_up_mails(NEW)
    assert ask(signature).status_code == 303
    sending.send_due_mails()
    assert mailbox.outbox == []
    assert OutboundMail.objects.filter(kind="new_email", status="dropped").count() == 1
    assert Signature.objects.get().email == OLD


def test_one_signer_causes_few_mails_to_others_and_each_counts_for_the_network(signature):
    for number in range(MOST_CHANGES):
        assert ask(signature, f"stranger{number}@example.org").status_code == 303
    assert WaitingCheck.objects.filter(signature=None).count() == MOST_CHANGES
    answer = ask(signature, "one.more@example.org")
    assert answer.status_code == 429
    assert "several times" in answer.content.decode()
    let_everything_age(timedelta(days=8))
    EmailChange.objects.all().delete()
    assert ask(signature, "later@example.org").status_code == 303


def test_bad_address_is_told_what_is_wrong_and_kept(signature):
    answer = ask(signature, "rosa@example")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="rosa@example"' in html
    assert 'href="#email"' in html
    assert not EmailChange.objects.exists()


def test_new_address_does_not_bounce_the_signature(signature):
    ask(signature)
    sending.send_due_mails()
    services.note_bounce(NEW)
    assert Signature.objects.get().bounced_at is None


def test_pending_signature_whose_address_bounced_gets_another_one(call):
    signature = make_signature(call, email="rosa@exmaple.org")
    services.note_bounce("rosa@exmaple.org")
    ask(signature)
    sending.send_due_mails()
    assert [message.to for message in mailbox.outbox] == [[NEW]]
    push(new_path(), "use")
    row = Signature.objects.get()
    assert (row.bounced_at, row.status) == (None, "pending")
    assert not OutboundMail.objects.filter(kind="former_email").exists()


def test_wish_and_its_address_go_after_a_week_and_with_the_signature(signature):
    ask(signature)
    EmailChange.objects.update(created_at="2020-01-01T00:00Z")
    path = f"/own/{tokens.make_link_token(EmailChange.objects.get().reference, tokens.NEW_EMAIL)}"
    assert Client().get(f"{path}/new-address/").status_code == 410
    planned = plan_retention().bounds
    assert planned == 1
    assert apply_retention().bounds == planned
    assert not EmailChange.objects.exists()
    ask(signature)
    services.withdraw_signature(signature.reference)
    assert not EmailChange.objects.exists()


@pytest.mark.parametrize("purpose", [tokens.CONFIRM, tokens.OWN, tokens.LETTERS])
def test_link_of_another_purpose_agrees_to_nothing(signature, purpose):
    ask(signature)
    token = tokens.make_link_token(EmailChange.objects.get().reference, purpose)
    assert Client().get(f"/own/{token}/new-address/").status_code == 404
