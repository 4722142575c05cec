"""The guide for staff says what is there: its screens, its groups, its numbers."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse
from wagtail.contrib.settings.registry import registry

from nnirr_site.admin.bin import KEPT_FOR
from nnirr_site.admin.guide import PLACES, PLACES_OF_SETTINGS, find_place, read_guide
from nnirr_site.models import LinkState, NavigationMenu, SiteIdentity
from nnirr_site.upkeep.checking import ASKED_AGAIN, DEAD_AFTER
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


# -- The guide in the admin -------------------------------------------------------------------

# What no member of staff looks at as a screen.
NO_SCREENS = re.compile(
    r"wagtail(admin_(api|block_preview|choose_page|dismissibles|editing_sessions|error_test"
    r"|javascript_catalog|log|password|sprite|tag)|docs_chooser|images_chooser|embeds"
    r"|snippetchoosers_|snippets:)"
)


def names_of_screens(patterns=None, prefix="", namespaces=()) -> set[str]:
    """The names of all addresses of the admin that show a screen."""
    found = set()
    for item in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(item.pattern)
        if isinstance(item, URLPattern):
            name = ":".join([*namespaces, item.name or ""])
            if route.startswith("admin/") and item.name and not NO_SCREENS.match(name):
                found.add(name)
        else:
            inner = (*namespaces, item.namespace) if item.namespace else namespaces
            found |= names_of_screens(item.url_patterns, route, inner)
    return found


def test_every_place_that_a_screen_leads_to_stands_in_the_guide():
    named = {place for place in (*PLACES.values(), *PLACES_OF_SETTINGS.values()) if place}
    assert not named - read_guide().anchors


def test_every_screen_leads_to_a_place_of_the_guide():
    screens = names_of_screens()
    assert len(screens) > 150
    # Of buttons that only note something, and of the guide itself.
    nowhere = {"link_set_aside", "page_reviewed", "staff_guide"}
    assert {name for name in screens if not find_place(name)} == nowhere
    unused = {begin for begin in PLACES if not any(name.startswith(begin) for name in screens)}
    assert not unused
    settings = {model._meta.model_name for model in registry}
    assert settings == set(PLACES_OF_SETTINGS)


def test_guide_is_read_in_the_admin_and_each_screen_leads_to_its_place(member):
    make_home()
    editor = member("Editors")
    guide = reverse("staff_guide")
    html = editor.get(guide).content.decode()
    assert 'id="the-first-page"' in html and "<h2" in html
    for name, place in (
        ("wagtailadmin_home", "the-first-page"),
        ("link_report", "reports-links"),
        ("wagtailsnippets_nnirr_site_navigationmenu:list", "languages"),
    ):
        assert f'href="{guide}#{place}"' in editor.get(reverse(name)).content.decode()
    assert '"Guide for staff"' in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_guide_has_no_html_of_its_own_and_no_link_that_leads_astray():
    html = read_guide().html
    assert "<script" not in html and "<h1" not in html
    assert not re.findall(r'href="(?!https?://)', html)


def test_guide_names_the_numbers_of_the_link_checker():
    assert "three\ndifferent days" in GUIDE and DEAD_AFTER == 3
    assert "about every two weeks" in GUIDE and ASKED_AGAIN[LinkState.ANSWERS] == timedelta(days=14)
    assert "for six months" in GUIDE
    assert SiteIdentity._meta.get_field("review_months").default == 6
