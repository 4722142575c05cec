"""Signing twice, a stranger who signed first with the same address, and rows that come back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns import services
from campaigns.models import OutboundMail, Signature
from campaigns.privacy import vault
from campaigns.privacy.tokens import make_link_token
from tests.campaigns.factories import (
    let_time_pass,
    make_call_page,
    make_signature,
    make_signer,
    use_up_mails,
)

pytestmark = pytest.mark.django_db


def sign_again(signature: Signature, **fields) -> Signature:
    signer = make_signer(**{"email": signature.email, **fields})
    services.sign(signature.call, signature.statement, signer, "en")
    return Signature.objects.get(pk=signature.pk)


@pytest.mark.parametrize("field", ["show_name", "wants_letters"])
@pytest.mark.parametrize("pause", [timedelta(0), timedelta(hours=1)], ids=["at once", "later"])
def test_box_left_empty_by_either_form_is_empty(field, pause):
    signature = make_signature(**{field: True})
    let_time_pass(signature, pause)
    assert getattr(sign_again(signature, **{field: False}), field) is False
    assert getattr(sign_again(signature, **{field: True}), field) is False


def test_taking_a_consent_back_sends_no_further_mail_within_the_pause():
    signature = make_signature(show_name=True)
    signature = sign_again(signature, show_name=False)
    assert signature.mail_count == 1
    assert OutboundMail.objects.filter(signature=signature).count() == 1


def test_consent_counts_even_when_no_more_mail_may_be_sent():
    signature = make_signature(show_name=True)
    use_up_mails(signature.email)
    let_time_pass(signature, timedelta(hours=1))
    signature = sign_again(signature, show_name=False)
    assert signature.show_name is False
    assert OutboundMail.objects.count() == 1


def test_stranger_cannot_change_what_was_confirmed():
    signature = make_signature(status="confirmed", show_name=True, wants_letters=True)
    let_time_pass(signature, timedelta(hours=1))
    signature = sign_again(signature, show_name=False, wants_letters=False)
    assert signature.show_name is True
    assert signature.wants_letters is True


def test_page_behind_the_link_shows_everything_that_will_be_confirmed(client):
    page = make_call_page()
    signature = make_signature(
        page.call, name="Rosa Q.", comment="Because of my aunt.", wants_letters=True
    )
    content = client.get(f"/c/{make_link_token(signature.reference)}/").content.decode()
    for words in ("Rosa Q.", "Because of my aunt.", "Letters from the network"):
        assert words in content


def test_link_of_a_repeated_mail_works_for_as_long_as_it_says():
    signature = make_signature()
    let_time_pass(signature, timedelta(days=29, hours=23))
    sign_again(signature)
    now = timezone.now()
    assert services.delete_unconfirmed(now + timedelta(days=29)) == 0
    assert services.delete_unconfirmed(now + timedelta(days=31)) == 1


def test_restored_signer_gets_the_mail_that_rejecting_dropped():
    signature = make_signature()
    services.reject_signature(signature, "looked like a robot")
    OutboundMail.objects.filter(signature=signature).update(status="dropped")
    services.restore_signature(signature, "was a person")
    waiting = OutboundMail.objects.filter(signature=signature, status="queued")
    assert [mail.kind for mail in waiting] == ["confirm"]


def test_restored_signer_who_holds_a_link_gets_no_second_mail():
    signature = make_signature()
    OutboundMail.objects.filter(signature=signature).update(status="sent")
    services.reject_signature(signature, "looked like a robot")
    services.restore_signature(signature, "was a person")
    assert OutboundMail.objects.filter(signature=signature).count() == 1


@pytest.fixture
def damaged_signature():
    page = make_call_page()
    make_signature(page.call, "confirmed", name="Readable Person", show_name=True)
    damaged = make_signature(page.call, "confirmed", name="Lost Person", show_name=True)
    sealed = vault.seal("Lost Person", "another place")
    Signature.objects.filter(pk=damaged.pk).update(sealed_name=sealed)
    return damaged


def test_one_name_that_cannot_be_opened_does_not_take_the_page_down(client, damaged_signature):
    page = damaged_signature.call.pages.get()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "Readable Person" in response.content.decode()
    assert "Lost Person" not in response.content.decode()


@pytest.mark.parametrize("address", ["/admin/signatures/", "/admin/signatures/inspect/{}/"])
def test_staff_see_which_name_cannot_be_read(admin_client, damaged_signature, address):
    response = admin_client.get(address.format(damaged_signature.pk))
    assert response.status_code == 200
    assert "cannot be read" in response.content.decode()


def test_website_field_leaves_the_checking_to_us(client):
    content = client.get(make_call_page().url).content.decode()
    field = content[content.index('name="website"') - 60 :][:200]
    assert 'type="url"' not in field
