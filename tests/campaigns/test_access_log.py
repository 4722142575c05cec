"""Whatever tells staff who has signed is written down, also what is taken back afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.admin.actions import SIGNATURE_ACTIONS
from campaigns.admin.import_views import OrganizationsForm
from campaigns.models import AccessEntry, Signature
from campaigns.privacy import vault
from campaigns.services import access_log
from nnirr_site.tabular.reader import count_rows
from tests.campaigns.checked_tables import as_checked
from tests.campaigns.factories import make_call_page, make_organization, make_signature

pytestmark = pytest.mark.django_db

IMPORT = "campaigns_import_organizations"
HEADING = "organization,contact,email,country,date"


@pytest.fixture
def call():
    return make_call_page(title="Ratify it").call


@pytest.fixture
def organizer(client, django_user_model):
    user = django_user_model.objects.create_user("organizer", password="x")
    user.groups.add(Group.objects.get(name="Campaign organizers"))
    client.force_login(user)
    return user


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """Places of the sealed values that were opened."""
    places = []
    unseal, unseal_column = vault.unseal, vault.unseal_column

    def noted(sealed, place):
        if sealed is not None:
            places.append(place)
        return unseal(sealed, place)

    def noted_column(values, field, references, unreadable):
        values, references = list(values), list(references)
        places.extend(
            f"{field}:{one}" for one, value in zip(references, values, strict=True) if value
        )
        return unseal_column(values, field, references, unreadable)

    monkeypatch.setattr(vault, "unseal", noted)
    monkeypatch.setattr(vault, "unseal_column", noted_column)
    return places


def table(*emails: str) -> str:
    rows = [
        f"Center {number},Ana Quispe,{email},MX,2026-05-01"
        for number, email in enumerate(emails, start=1)
    ]
    return "\n".join([HEADING, *rows])


def check(client, call, *emails: str):
    file = SimpleUploadedFile("sheet.csv", table(*emails).encode())
    return client.post(reverse(IMPORT), {"call": call.pk, "language": "en", "file": file})


def enter(client, call, *emails: str):
    data = {"call": call.pk, "language": "en", "text": table(*emails)}
    return client.post(reverse(IMPORT), as_checked(OrganizationsForm, data))


def test_check_that_is_taken_back_stays_written_down(client, call, organizer):
    make_organization(call, "pending", organization="Center 1", email="rosa@secret.example")
    answer = check(client, call, "rosa@secret.example", "new@example.org").content.decode()
    assert "this e-mail address has signed already" in answer
    assert Signature.objects.count() == 1
    entry = AccessEntry.objects.get()
    assert (entry.user, entry.kind, entry.row_count) == (organizer, "check", 2)
    assert entry.is_complete and entry.filters == f"call={call.slug}"
    assert "secret.example" not in str(AccessEntry.objects.values())


def test_check_says_nothing_of_people_who_signed_with_an_address(client, call, organizer):
    make_signature(call, "confirmed", email="rosa@secret.example")
    answer = check(client, call, "rosa@secret.example").content.decode()
    assert "has signed already" not in answer


def test_entering_is_written_down_as_well(client, call, organizer):
    enter(client, call, "new@example.org")
    assert Signature.objects.count() == 1
    assert AccessEntry.objects.get().what == "organizations from paper, entered"


def test_a_day_has_room_for_so_many_rows_and_the_page_says_so(client, call, organizer):
    assert "A day has room for 6000 rows" in client.get(reverse(IMPORT)).content.decode()
    make_organization(call, "pending", organization="Center 1", email="rosa@secret.example")
    access_log.record_check(
        organizer, what="", filters="", row_count=access_log.MOST_CHECKED_A_DAY - 1
    )
    answer = check(client, call, "rosa@secret.example", "new@example.org").content.decode()
    assert "those of today are used up" in answer and "has signed already" not in answer
    refused = AccessEntry.objects.first()
    assert (refused.row_count, refused.is_complete) == (0, False)
    assert "has signed already" in check(client, call, "rosa@secret.example").content.decode()
    enter(client, call, "other@example.org")
    assert Signature.objects.count() == 1, "entering needs room too"


def test_rows_of_yesterday_and_of_colleagues_take_no_room(client, call, organizer, admin_user):
    most = access_log.MOST_CHECKED_A_DAY
    access_log.record_check(admin_user, what="", filters="", row_count=most)
    access_log.record_check(organizer, what="", filters="", row_count=most)
    AccessEntry.objects.filter(user=organizer).update(at=timezone.now() - timedelta(days=1))
    assert "New: 1" in check(client, call, "new@example.org").content.decode()


def test_a_table_without_a_call_is_no_look(client, organizer):
    file = SimpleUploadedFile("sheet.csv", table("new@example.org").encode())
    client.post(reverse(IMPORT), {"language": "en", "file": file})
    assert not AccessEntry.objects.exists()


@pytest.mark.parametrize(
    ("text", "rows"), [("", 0), (HEADING, 0), (f"{HEADING}\n\na\r\nb\r\n", 2), ("a\rb\rc", 2)]
)
def test_rows_are_counted_as_spreadsheets_end_them(text, rows):
    assert count_rows(text) == rows


def test_who_sees_dots_opens_nothing(client, organizer, opened):
    Group.objects.get(name="Campaign organizers").permissions.remove(
        Permission.objects.get(codename="view_personal_data")
    )
    signature = make_organization(email="office@secret.example", role="Treasurer")
    for address in (
        reverse("wagtailsnippets_campaigns_signature:list"),
        reverse("wagtailsnippets_campaigns_signature:inspect", args=[signature.pk]),
    ):
        assert "•••" in client.get(address).content.decode()
    assert not opened and not AccessEntry.objects.exists()


@pytest.mark.parametrize("verb", SIGNATURE_ACTIONS)
def test_action_that_opens_a_value_is_on_record(admin_client, admin_user, opened, verb):
    status = {"restore": "rejected", "approve": "pending"}.get(verb, "confirmed")
    make = make_organization if verb in {"approve", "decline"} else make_signature
    signature = make(status=status, comment="Because.")
    if verb in {"hide-comment", "show"}:
        first = "approve-comment" if verb == "hide-comment" else "hide"
        SIGNATURE_ACTIONS[first].perform(signature, "so", admin_user)
    opened.clear()
    before = ModelLogEntry.objects.count()
    address = reverse("wagtailsnippets_campaigns_signature:action", args=[verb, signature.pk])
    signature.refresh_from_db()
    admin_client.post(address, {"reason": "asked for", "mark": signature.stored_mark})
    assert ModelLogEntry.objects.count() > before
    logged = ModelLogEntry.objects.order_by("pk").last()
    assert logged.user == admin_user and logged.action == SIGNATURE_ACTIONS[verb].log_action


def test_freezing_a_delivery_is_a_look_at_its_names(client, call, organizer, opened):
    make_signature(call, "confirmed", name="Openly Named", show_name=True)
    opened.clear()
    client.post(
        reverse("wagtailsnippets_campaigns_delivery:add"),
        {
            "call": call.pk,
            "delivered_to": "the Senate",
            "delivered_on": timezone.localdate().isoformat(),
            "language": "en",
            "note": "",
            "confirmed": "yes",
        },
    )
    assert opened
    entry = AccessEntry.objects.get()
    assert (entry.kind, entry.what, entry.row_count) == ("export", "delivery, frozen", 1)


def test_export_is_on_record_before_its_first_byte_and_complete_after_the_last(admin_client):
    make_signature(status="confirmed")
    address = reverse("wagtailsnippets_campaigns_signature:export")
    answer = admin_client.post(address, {"level": "personal", "format": "csv"})
    assert answer.streaming
    entry = AccessEntry.objects.get()
    assert (entry.row_count, entry.is_complete) == (None, False)
    assert len(b"".join(answer.streaming_content).splitlines()) == 2
    entry.refresh_from_db()
    assert (entry.row_count, entry.is_complete) == (1, True)
