"""One reason for many signatures: each is asked again, and what cannot be done is left alone."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.admin import bulk_actions
from campaigns.models import OutboundMail, Signature
from tests.campaigns.factories import make_call, make_organization, make_signature

pytestmark = pytest.mark.django_db

LIST = reverse("wagtailsnippets_campaigns_signature:list")


def address(verb: str, *ids) -> str:
    path = reverse("wagtail_bulk_action", args=["campaigns", "signature", verb])
    return f"{path}?{urlencode([('id', number) for number in ids] + [('next', LIST)])}"


@pytest.fixture
def log_in(client, django_user_model):
    def give(*codenames: str):
        user = django_user_model.objects.create_user("staff", password="x")
        user.user_permissions.set(
            Permission.objects.filter(codename__in=[*codenames, "access_admin"])
        )
        client.force_login(user)
        return user

    return give


def test_each_row_is_done_or_left_by_its_own_state(client, log_in):
    call = make_call()
    pending = make_signature(call)
    confirmed = make_signature(call, "confirmed", name="Xochiquetzal")
    rejected = make_signature(call, "rejected")
    user = log_in("view_signature", "moderate_signature")
    url = address("reject", pending.pk, confirmed.pk, rejected.pk)
    html = client.get(url).content.decode()
    assert "2 signatures" in html and "1 is left out" in html

    assert client.post(url, {"reason": ""}).status_code == 200
    assert Signature.objects.filter(status="rejected").count() == 1

    answer = client.post(url, {"reason": "Sent by a machine"}, follow=True)
    assert "done for 2" in answer.content.decode()
    assert Signature.objects.filter(rejection_reason="Sent by a machine").count() == 2
    entries = ModelLogEntry.objects.filter(action="campaigns.reject_signature", user=user)
    assert {entry.label for entry in entries} == {pending.reference, confirmed.reference}
    assert "Xochiquetzal" not in str(list(entries.values()))


@pytest.mark.parametrize(
    ("verb", "before", "field", "value"),
    [
        ("approve", "confirmed", "approved_at__isnull", False),
        ("hide", "confirmed", "is_name_hidden", True),
        ("reject", "confirmed", "status", "rejected"),
        ("restore", "rejected", "status", "pending"),
        ("resend", "confirmed", "mail_count", 2),
    ],
)
def test_every_action_works_in_bulk(admin_client, verb, before, field, value):
    call = make_call()
    rows = [make_organization(call, before) for _number in range(2)]
    for row in rows:
        row.refresh_from_db()
    marks = {f"mark-{row.pk}": row.stored_mark for row in rows}
    admin_client.post(address(verb, *(row.pk for row in rows)), {"reason": "x", **marks})
    assert Signature.objects.filter(**{field: value}).count() == 2


def test_what_its_signer_changed_meanwhile_is_left_out_of_many(admin_client):
    call = make_call()
    kept, changed = (make_organization(call, "confirmed") for _number in range(2))
    url = address("approve", kept.pk, changed.pk)
    html = admin_client.get(url).content.decode()
    services.correct_signature(changed.reference, organization="Casino.best")
    marks = dict(re.findall(r'name="(mark-\d+)" value="(\w+)"', html))
    assert len(marks) == 2
    answer = admin_client.post(url, {"reason": "", **marks}, follow=True)
    assert "1 was left as it is" in answer.content.decode()
    assert [row.pk for row in Signature.objects.filter(approved_at__isnull=False)] == [kept.pk]


@pytest.mark.parametrize("rights", [["view_signature"], ["moderate_signature"], []])
def test_nothing_happens_without_the_right(client, log_in, rights):
    signature = make_signature(status="confirmed")
    log_in(*rights)
    for verb in ("hide", "reject", "resend"):
        assert client.get(address(verb, signature.pk)).status_code == 302
        client.post(address(verb, signature.pk), {"reason": "x"})
    row = Signature.objects.get()
    assert (row.status, row.is_name_hidden, row.mail_count) == ("confirmed", False, 1)


def test_right_for_one_action_is_not_one_for_another(client, log_in):
    signature = make_signature()
    log_in("view_signature", "resend_mail")
    client.post(address("reject", signature.pk), {"reason": "x"})
    client.post(address("resend", signature.pk), {"reason": "x"})
    assert Signature.objects.get().status == "pending"
    assert OutboundMail.objects.count() == 2


def test_strange_numbers_touch_nobody(admin_client):
    signature = make_signature(status="confirmed")
    for ids in (["all"], ["x"], ["-1"], ["9" * 40], ["²"], [""], [0], []):
        for answer in (
            admin_client.get(address("reject", *ids)),
            admin_client.post(address("reject", *ids), {"reason": "x"}),
        ):
            assert answer.status_code == 200
            assert "With none of the chosen" in answer.content.decode()
    signature.refresh_from_db()
    assert signature.status == "confirmed"


def test_more_than_the_cap_is_refused_as_a_whole(admin_client, monkeypatch):
    monkeypatch.setattr(bulk_actions, "MOST_AT_ONCE", 2)
    call = make_call()
    rows = [make_signature(call, "confirmed") for _number in range(3)]
    url = address("reject", *(row.pk for row in rows))
    assert "At most 2 signatures" in admin_client.get(url).content.decode()
    assert "At most 2 signatures" in admin_client.post(url, {"reason": "x"}).content.decode()
    assert not Signature.objects.filter(status="rejected").exists()
    admin_client.post(address("reject", rows[0].pk, rows[1].pk, rows[1].pk), {"reason": "x"})
    assert Signature.objects.filter(status="rejected").count() == 2


def test_row_that_changes_in_between_is_reported(admin_client, monkeypatch):
    call = make_call()
    rows = [make_signature(call, "confirmed") for _number in range(2)]
    real = bulk_actions.SIGNATURE_ACTIONS["reject"].perform

    def withdraw_first(signature, reason, user):
        services.withdraw_signature(rows[0].reference)
        return real(signature, reason, user)

    action = bulk_actions.SIGNATURE_ACTIONS["reject"]
    monkeypatch.setitem(action.__dict__, "perform", withdraw_first)
    answer = admin_client.post(
        address("reject", *(row.pk for row in rows)), {"reason": "x"}, follow=True
    )
    html = answer.content.decode()
    assert "done for 1" in html and "1 was left as it is" in html


def test_buttons_stand_open_on_each_row_and_below_the_list(client, log_in):
    make_signature(status="confirmed")
    log_in("view_signature", "moderate_signature")
    html = client.get(LIST).content.decode()
    footer = html[html.index("data-bulk-action-footer") :]
    assert [verb for verb in ("approve", "hide", "reject", "restore") if f"/{verb}/" in footer] == [
        "approve",
        "hide",
        "reject",
        "restore",
    ]
    assert "/resend/" not in footer and "/delete/" not in footer
    row = html[html.index("snippet_") : html.index("data-bulk-action-footer")]
    button = row[: row.index("Hide name")].rsplit("<a", 1)[1]
    assert "button-small" in button
