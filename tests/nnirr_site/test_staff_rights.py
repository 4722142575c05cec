"""The question before addresses of the admin: a few that stand for the walk of `tests/rights`."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from campaigns.models import AbuseRule, Call
from nnirr_site.admin.url_permissions import models_chosen_on_pages
from nnirr_site.models import NavigationMenu, StandardPage
from tests.campaigns.factories import make_call, make_signature
from tests.factories import make_page
from tests.nnirr_site.photographs import make_image

pytestmark = pytest.mark.django_db

INTERNAL = [
    "/admin/snippets/choose/campaigns/signature/",
    "/admin/snippets/choose/campaigns/abuserule/results/",
    "/admin/bulk/campaigns/abuserule/delete/?id=all",
    "/admin/bulk/campaigns/nothing/delete/?id=1",
    "/admin/translation/submit/page/1/",
    "/admin/translation/submit/snippet/nnirr_site/navigationmenu/1/",
    "/admin/reports/site-history/",
    "/admin/choose-page/",
    "/admin/workflows/task_chooser/",
    "/admin/settings/campaigns/switches/",
    "/admin/failwhale/",
]


@pytest.fixture
def enter(client, django_user_model):
    """Log in with one group, or with the right to enter alone."""

    def log_in(group: str = ""):
        user = django_user_model.objects.create_user(group or "bare", password="x")
        if group:
            user.groups.add(Group.objects.get(name=group))
        else:
            user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        return client

    return log_in


@pytest.mark.parametrize("address", INTERNAL)
def test_account_without_rights_is_sent_back_with_a_sentence(enter, address):
    client = enter()
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert "you do not have permission" in client.get("/admin/").content.decode()


def test_script_without_rights_hears_403(enter):
    answer = enter().get(INTERNAL[0], headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 403


def test_who_is_not_logged_in_goes_to_the_login_page(client):
    answer = client.get(INTERNAL[0])
    assert answer["Location"].startswith("/admin/login/?next=")


def test_whoever_writes_pages_chooses_what_pages_point_at(enter):
    call = make_call(title="Ratify it")
    assert Call in models_chosen_on_pages() and AbuseRule not in models_chosen_on_pages()
    assert NavigationMenu not in models_chosen_on_pages()
    client = enter("Editors")
    answer = client.get(reverse("wagtailsnippetchoosers_campaigns_call:choose"))
    assert "Ratify it" in answer.json()["html"]
    chosen = reverse("wagtailsnippetchoosers_campaigns_call:chosen", args=[call.pk])
    assert client.get(chosen).json()["result"]["string"] == "Ratify it"


def test_whoever_writes_what_points_at_a_row_chooses_it(enter):
    make_call(title="Ratify it")
    client = enter()
    user = get_user_model().objects.get(username="bare")
    address = reverse("wagtailsnippetchoosers_campaigns_call:choose")
    assert client.get(address)["Location"] == "/admin/"
    user.user_permissions.add(Permission.objects.get(codename="add_delivery"))
    assert "Ratify it" in client.get(address).json()["html"]
    signatures = reverse("wagtailsnippetchoosers_campaigns_signature:choose")
    assert client.get(signatures)["Location"] == "/admin/"


def test_who_writes_no_pages_links_to_published_ones_only(enter):
    published = make_page(StandardPage, title="Published")
    draft = make_page(StandardPage, published.get_parent(), title="Unfinished", live=False)
    client = enter("Campaign organizers")
    below = reverse("wagtailadmin_choose_page_child", args=[published.get_parent().pk])
    for address in (below, f"{reverse('wagtailadmin_choose_page_search')}?q=i"):
        text = client.get(address).content.decode()
        assert "Unfinished" not in text
    assert "Published" in client.get(below).content.decode()
    inside = client.get(reverse("wagtailadmin_choose_page_child", args=[draft.pk]))
    assert inside["Location"] == "/admin/"
    editor = enter("Editors")
    assert "Unfinished" in editor.get(below).content.decode()


def test_nobody_ticks_signatures_to_delete_them(admin_client):
    signature = make_signature()
    address = f"/admin/bulk/campaigns/signature/delete/?id={signature.pk}"
    assert admin_client.get(address)["Location"] == "/admin/"
    assert admin_client.post(address)["Location"] == "/admin/"
    signature.refresh_from_db()


@pytest.mark.parametrize(("group", "is_offered"), [("Editors", True), ("Data stewards", False)])
def test_menu_offers_figures_to_those_who_write(enter, group, is_offered):
    html = enter(group).get("/admin/").content.decode()
    assert (reverse("figures") in html) is is_offered


@pytest.mark.parametrize("address", ["preview/width-100/", "generate_url/", "generate_url/output/"])
def test_no_picture_is_opened_outside_the_reader_for_anybody(
    admin_client, address, settings, tmp_path, monkeypatch
):
    def opened(*_arguments, **_options):
        raise AssertionError("the picture was opened in this process")

    settings.MEDIA_ROOT = tmp_path
    image = make_image(40, 30)
    monkeypatch.setattr("willow.image.Image.open", opened)
    path = f"/admin/images/{image.pk}/{address}"
    assert admin_client.get(path)["Location"] == "/admin/"
    as_script = {"X-Requested-With": "XMLHttpRequest"}
    assert admin_client.get(path, headers=as_script).status_code == 403
