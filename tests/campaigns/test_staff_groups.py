"""What each ready-made group may open, and that every look at personal data is written down."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse

from campaigns.models import AccessEntry, OutboundMail
from tests.campaigns.factories import make_call, make_organization, make_signature

pytestmark = pytest.mark.django_db

GROUPS = ["Editors", "Moderators", "Campaign organizers", "Data stewards"]
EDITORS, MODERATORS, ORGANIZERS, STEWARDS = GROUPS


def snippet(model: str, view: str, *args) -> str:
    return reverse(f"wagtailsnippets_campaigns_{model}:{view}", args=args)


def bulk(verb: str) -> str:
    return reverse("wagtail_bulk_action", args=["campaigns", "signature", verb])


# View → groups that may open it. `{signature}` and so on stand for the row's number.
MATRIX = {
    "signatures": ({MODERATORS, ORGANIZERS, STEWARDS}, lambda rows: snippet("signature", "list")),
    "find": ({MODERATORS, ORGANIZERS, STEWARDS}, lambda rows: snippet("signature", "find")),
    "signature": (
        {MODERATORS, ORGANIZERS, STEWARDS},
        lambda rows: snippet("signature", "inspect", rows["signature"]),
    ),
    "approve": (
        {MODERATORS, ORGANIZERS},
        lambda rows: snippet("signature", "action", "approve", rows["signature"]),
    ),
    "hide": (
        {MODERATORS, ORGANIZERS},
        lambda rows: snippet("signature", "action", "hide", rows["signature"]),
    ),
    "reject": (
        {MODERATORS, ORGANIZERS},
        lambda rows: snippet("signature", "action", "reject", rows["signature"]),
    ),
    "restore": (
        {MODERATORS, ORGANIZERS},
        lambda rows: snippet("signature", "action", "restore", rows["signature"]),
    ),
    "resend": (
        {ORGANIZERS},
        lambda rows: snippet("signature", "action", "resend", rows["signature"]),
    ),
    "delete on request": (
        {STEWARDS},
        lambda rows: snippet("signature", "action", "delete", rows["signature"]),
    ),
    "approve many": ({MODERATORS, ORGANIZERS}, lambda rows: bulk("approve")),
    "reject many": ({MODERATORS, ORGANIZERS}, lambda rows: bulk("reject")),
    "resend many": ({ORGANIZERS}, lambda rows: bulk("resend")),
    "add signature": (set(), lambda rows: snippet("signature", "add")),
    "edit signature": (set(), lambda rows: snippet("signature", "edit", rows["signature"])),
    "delete signature": (set(), lambda rows: snippet("signature", "delete", rows["signature"])),
    "mails": ({ORGANIZERS}, lambda rows: snippet("outboundmail", "list")),
    "mail": ({ORGANIZERS}, lambda rows: snippet("outboundmail", "inspect", rows["mail"])),
    "retry": ({ORGANIZERS}, lambda rows: snippet("outboundmail", "retry", rows["mail"])),
    "calls": ({ORGANIZERS}, lambda rows: snippet("call", "list")),
    "add call": ({ORGANIZERS}, lambda rows: snippet("call", "add")),
    "edit call": ({ORGANIZERS}, lambda rows: snippet("call", "edit", rows["call"])),
    "rules": ({ORGANIZERS}, lambda rows: snippet("emaildomainrule", "list")),
    "export": ({ORGANIZERS, STEWARDS}, lambda rows: snippet("signature", "export")),
    "deliveries": ({ORGANIZERS, STEWARDS}, lambda rows: snippet("delivery", "list")),
    "deliver": ({ORGANIZERS}, lambda rows: snippet("delivery", "add")),
    "access report": ({STEWARDS}, lambda rows: reverse("campaigns_access")),
}


@pytest.fixture
def join(client, django_user_model):
    """Log in as a member of this group alone."""

    def enter(group: str):
        user = django_user_model.objects.create_user(f"{group} member", password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return user

    return enter


@pytest.mark.parametrize("group", GROUPS)
def test_group_opens_exactly_its_views(client, join, group):
    call = make_call()
    signature = make_organization(call, "pending")
    rows = {
        "call": call.pk,
        "signature": signature.pk,
        "mail": OutboundMail.objects.get().pk,
    }
    join(group)
    opened = {
        name for name, (_who, path) in MATRIX.items() if client.get(path(rows)).status_code == 200
    }
    assert opened == {name for name, (who, _path) in MATRIX.items() if group in who}


@pytest.mark.parametrize(
    "model", ["abuserule", "call", "delivery", "emaildomainrule", "senatorletter", "source"]
)
def test_nothing_can_be_copied(model):
    """Wagtail saves what is typed into the form of a copy over the original."""
    with pytest.raises(NoReverseMatch):
        snippet(model, "copy", 1)


def test_posting_a_copy_leaves_the_original(admin_client):
    call = make_call(title="Original")
    edit = snippet("call", "edit", call.pk)
    data = {**admin_client.get(edit).context["form"].initial, "title": "Copied"}
    data = {name: value for name, value in data.items() if value is not None}
    address = f"{snippet('call', 'list')}copy/{call.pk}/"
    assert admin_client.post(address, data).status_code == 404
    call.refresh_from_db()
    assert call.title == "Original"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "address",
    [snippet("signature", "list"), snippet("outboundmail", "list"), reverse("campaigns_access")],
)
def test_list_is_no_file(admin_client, address, kind):
    answer = admin_client.get(f"{address}?export={kind}")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def rights(group: str) -> set[str]:
    ours = Group.objects.get(name=group).permissions.filter(content_type__app_label="campaigns")
    return set(ours.values_list("codename", flat=True))


def test_groups_hold_separate_rights():
    for group in GROUPS:
        assert Group.objects.get(name=group).permissions.filter(codename="access_admin").exists()
        assert not {"add_signature", "change_signature", "delete_signature"} & rights(group)
    assert rights(EDITORS) == {"view_tallystate"}
    assert {"view_personal_data", "moderate_signature"} <= rights(MODERATORS)
    assert not {"export_signature", "export_personal_data"} & rights(MODERATORS)
    assert "export_signature" in rights(ORGANIZERS) and "export_personal_data" not in rights(
        ORGANIZERS
    )
    assert "export_personal_data" in rights(STEWARDS) and "moderate_signature" not in rights(
        STEWARDS
    )
    assert not Group.objects.filter(name="Signature moderators").exists()


def chosen_files(group: str) -> set[str]:
    rights = Group.objects.get(name=group).collection_permissions.values_list(
        "permission__codename", flat=True
    )
    return {right for right in rights if right.startswith("choose_")}


def test_who_writes_no_pages_chooses_no_files():
    both = {"choose_image", "choose_document"}
    assert chosen_files(EDITORS) == chosen_files(MODERATORS) == both
    assert chosen_files(ORGANIZERS) == chosen_files(STEWARDS) == set()


def test_rights_are_offered_in_the_group_editor(admin_client):
    group = Group.objects.get(name=STEWARDS)
    html = admin_client.get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    names = ("export_signature", "export_personal_data", "view_accessentry", "view_tallystate")
    for codename in names:
        permission = Permission.objects.get(codename=codename)
        assert re.search(rf'value="{permission.pk}"', html), codename


def test_each_look_is_written_down_without_names(client, join):
    call = make_call()
    secret = make_signature(call, "confirmed", name="Xochiquetzal", email="xochi@secret.example")
    make_signature(call)
    user = join(MODERATORS)
    client.get(snippet("signature", "list") + f"?status=confirmed&call={call.pk}&country=MX")
    client.post(snippet("signature", "find"), {"words": "xochi@secret.example"}, follow=True)
    client.get(snippet("signature", "inspect", secret.pk))
    entries = list(AccessEntry.objects.order_by("pk"))
    assert [(entry.kind, entry.row_count, entry.user) for entry in entries] == [
        ("list", 1, user),
        ("list", 1, user),
        ("inspect", 1, user),
    ]
    assert entries[0].filters == f"status=confirmed; call={call.slug}; country=MX"
    assert entries[1].filters == "search=an e-mail address"
    assert entries[2].what == secret.reference
    stored = str(list(AccessEntry.objects.values()))
    assert "xochi" not in stored.lower()
    assert secret.email_key not in stored


def test_who_sees_dots_leaves_no_entry(client, join):
    signature = make_signature(name="Xochiquetzal")
    user = join(MODERATORS)
    user.groups.first().permissions.remove(Permission.objects.get(codename="view_personal_data"))
    html = client.get(snippet("signature", "list")).content.decode()
    assert signature.reference in html and "Xochiquetzal" not in html
    client.get(snippet("signature", "inspect", signature.pk))
    assert not AccessEntry.objects.exists()


def test_report_shows_who_looked_and_outlives_the_user(client, join, django_user_model):
    signature = make_signature()
    looker = join(MODERATORS)
    client.get(snippet("signature", "inspect", signature.pk))
    looker.delete()
    join(STEWARDS)
    html = client.get(reverse("campaigns_access")).content.decode()
    assert "Moderators member" in html and signature.reference in html
    assert "Access to personal data" in client.get("/admin/").content.decode()
    for query in ("?kind=inspect", "?at_from=2001-01-01&at_to=2001-02-01", "?user=x&p=x"):
        assert client.get(reverse("campaigns_access") + query).status_code == 200
    none = client.get(reverse("campaigns_access") + "?kind=export").content.decode()
    assert signature.reference not in none


def test_report_is_not_offered_to_others(client, join):
    join(EDITORS)
    assert "Access to personal data" not in client.get("/admin/").content.decode()
