"""The guide for staff says what is there: its screens, its groups, its numbers."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from nnirr_site.admin.bin import KEPT_FOR
from nnirr_site.models import NavigationMenu
from tests.factories import make_home, make_menu

pytestmark = pytest.mark.django_db

GUIDE = (Path(__file__).resolve().parents[2] / "docs/staff.md").read_text()
REPORT = re.compile(r"\*\*Reports →\s+([^*→]+?)\*\*")


def test_reports_that_the_guide_names_stand_in_the_menu(admin_client):
    named = {" ".join(name.split()) for name in REPORT.findall(GUIDE)}
    assert {"Bin", "Translations", "What happens by itself"} <= named
    props = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert not [name for name in named if f'"{name}"' not in props]


def test_bin_keeps_pages_as_long_as_the_guide_says():
    assert f"**Reports → Bin** for {KEPT_FOR.days} days" in GUIDE


def test_groups_of_the_guide_change_menus_as_it_says(member):
    make_home()
    menu = make_menu("legal", [])
    add = reverse("wagtailsnippets_nnirr_site_navigationmenu:add")
    edit = reverse("wagtailsnippets_nnirr_site_navigationmenu:edit", args=[menu.pk])
    delete = reverse("wagtailsnippets_nnirr_site_navigationmenu:delete", args=[menu.pk])
    may = {
        group: [member(group).get(address).status_code == 200 for address in (add, edit, delete)]
        for group in ("Editors", "Moderators", "Campaign organizers")
    }
    assert may == {
        "Editors": [False, True, False],
        "Moderators": [True, True, True],
        "Campaign organizers": [False, False, False],
    }
    assert "| **Editors** | write pages; change menus, topics and States" in GUIDE
    # There is no draft of a menu: what an editor saves is what visitors read.
    fields = {
        "slot": "legal",
        "items-count": "1",
        "items-0-type": "link",
        "items-0-order": "0",
        "items-0-deleted": "",
        "items-0-value-title": "Imprint",
        "items-0-value-page": "",
        "items-0-value-url": "https://example.org/",
    }
    assert member("Editors").post(edit, fields).status_code == 302
    assert NavigationMenu.objects.get().items[0].value["title"] == "Imprint"
