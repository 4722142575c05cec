"""A signer who writes to staff is forgotten as if by the own button, on record without a name."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.models import Signature
from tests.campaigns.factories import make_call, make_organization, make_signature, queued_kinds

pytestmark = pytest.mark.django_db


def press(client, signature: Signature):
    url = reverse("wagtailsnippets_campaigns_signature:action", args=["delete", signature.pk])
    assert client.get(url).status_code == 200
    return client.post(url, {"reason": "asked by letter"}, follow=True)


def assert_on_record(signature: Signature) -> None:
    [entry] = ModelLogEntry.objects.filter(action="campaigns.delete_on_request")
    assert (entry.label, entry.object_id) == (signature.reference, str(signature.pk))
    assert entry.data == {"reason": "asked by letter"}


@pytest.mark.parametrize(
    ("status", "after"),
    [("pending", None), ("confirmed", "withdrawn"), ("rejected", "rejected")],
)
def test_staff_delete_what_a_signer_asks_for(admin_client, status, after):
    signature = make_signature(status=status)
    answer = press(admin_client, signature)
    assert answer.status_code == 200
    row = Signature.objects.filter(pk=signature.pk).first()
    assert (row and row.status) == after
    if row:
        assert (row.sealed_name, row.sealed_email, row.email_key) == (None, None, None)
        assert queued_kinds(row)[-1] == "withdrawn"
    assert_on_record(signature)


def test_organization_from_paper_without_an_address_goes_too(admin_client):
    endorser = services.PaperEndorser("Union", "Ana Quispe", date(2026, 5, 1))
    signature = services.add_paper_organization(make_call(), endorser, True, "en")
    press(admin_client, signature)
    row = Signature.objects.get(pk=signature.pk)
    assert (row.status, row.sealed_name, row.organization_name) == ("withdrawn", None, "")
    assert queued_kinds() == []
    assert_on_record(signature)


def test_what_is_deleted_already_is_not_deleted_again():
    for row in (make_signature(status="withdrawn"), make_organization(status="withdrawn")):
        assert services.delete_on_request(row, "again") is services.Outcome.REFUSED
    emptied = make_signature(status="rejected")
    services.forget_rejected(emptied.reference)
    assert services.delete_on_request(emptied, "again") is services.Outcome.REFUSED
    assert not ModelLogEntry.objects.filter(action="campaigns.delete_on_request").exists()
