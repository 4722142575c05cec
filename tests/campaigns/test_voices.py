"""Reasons as cards on three pages, the wall of organizations, and roots that follow the count."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from campaigns import services
from campaigns.models import Call
from campaigns.models.pages import SHOWN_BESIDE_VOICES
from campaigns.models.progress import ROOT_STAGES
from campaigns.services import tally
from nnirr_site.dev import draw_roots
from nnirr_site.models import SiteIdentity
from tests.campaigns.factories import make_call_page, make_organization, make_signature
from tests.factories import make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


@pytest.fixture
def page(home):
    """A call that the home page shows."""
    from wagtail.models import Site

    page = make_call_page()
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.call_page = page
    identity.save()
    return page


def say(page, comment: str, name: str = "Rosa"):
    signature = make_signature(page.call, "confirmed", name=name, comment=comment, show_name=True)
    services.approve_comment(signature, "test")
    return signature


def words_on(client, url: str) -> list[str]:
    html = client.get(url).content.decode()
    found = re.findall(r'<blockquote class="voice__words[^>]*>\s*(.*?)\s*</blockquote>', html, re.S)
    return [" ".join(words.split()) for words in found]


def test_without_reasons_nothing_is_shown_and_nothing_is_missing(client, home, page):
    make_signature(page.call, "confirmed", comment="Not read yet", show_name=True)
    for url in (home.url, page.url):
        html = client.get(url).content.decode()
        assert "voice" not in html and "Why people sign" not in html


def test_newest_reasons_stand_on_the_call_and_at_home_and_all_on_the_wall(client, home, page):
    for number in range(5):
        say(page, f"Reason {number}")
    newest = ["Reason 4", "Reason 3", "Reason 2"]
    assert words_on(client, page.url) == newest[:2]  # where every byte counts
    assert words_on(client, home.url) == newest
    wall = reverse("campaigns:reasons", args=[page.call.slug])
    assert words_on(client, wall) == [f"Reason {number}" for number in (4, 3, 2, 1, 0)]
    assert f'href="{wall}"' in client.get(home.url).content.decode()


def test_reason_goes_from_every_page_with_the_name(client, home, page):
    signature = say(page, "Because")
    urls = [home.url, page.url, reverse("campaigns:reasons", args=[page.call.slug])]
    assert all(words_on(client, url) == ["Because"] for url in urls)
    services.hide_name(signature, "test")
    assert not any(words_on(client, url) for url in urls)


def test_search_engines_keep_no_copy_of_a_home_page_that_names_people(client, home, page):
    assert "noarchive" not in client.get(home.url).content.decode()
    assert "stale-if-error=0" not in client.get(home.url).headers["Cache-Control"]
    say(page, "Because")
    html = client.get(home.url).content.decode()
    assert '<meta name="robots" content="noarchive">' in html
    assert "stale-if-error=0" in client.get(home.url).headers["Cache-Control"]
    assert re.search(r"<section[^>]*data-nosnippet[^>]*voices", html)


def test_long_words_are_set_smaller_and_markup_in_them_is_only_text(client, page):
    say(page, "<b>x</b> " + "y" * 150)
    html = client.get(page.url).content.decode()
    assert "voice__words--long" in html and "&lt;b&gt;x" in html


def test_organizations_stand_on_a_wall(client, page):
    group = make_organization(page.call, show_name=True)
    services.approve_name(group, "test")
    html = client.get(reverse("campaigns:organizations", args=[page.call.slug])).content.decode()
    assert re.search(r'class="endorsers__name"[^>]*>Mujeres en Marcha<', html)


@pytest.mark.parametrize("name", ["names", "organizations", "reasons", "method", "statements"])
def test_lists_of_an_open_call_lead_to_signing_and_those_of_a_closed_one_do_not(client, page, name):
    url = reverse(f"campaigns:{name}", args=[page.call.slug])
    strip = re.compile(rf'<a class="button" href="{page.url}">Add your name</a>')
    assert strip.search(client.get(url).content.decode())
    Call.objects.update(is_paused=True)
    assert not strip.search(client.get(url).content.decode())


# -- Roots ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "goal", "stage"),
    [(0, 80, 1), (9, 80, 1), (10, 80, 2), (40, 80, 5), (79, 80, 8), (80, 80, 8), (500, 80, 8)],
)
def test_roots_grow_by_an_eighth_of_the_goal(page, total, goal, stage):
    page.call.offline_signatures, page.call.goal = total, goal
    assert page.call.tally.root_stage == stage
    assert page.call.tally.roots == f"art/roots-{stage}.svg"


def test_the_home_page_shows_the_stage_of_the_last_count(client, home, page):
    Call.objects.update(goal=4)
    assert "roots-1" in client.get(home.url).content.decode()
    make_signature(page.call, "confirmed")
    assert "roots-1" in client.get(home.url).content.decode()
    tally.tick()
    html = client.get(home.url).content.decode()
    assert "roots-3" in html and "roots-1" not in html


def test_pictures_of_roots_are_those_that_their_source_draws():
    drawn = draw_roots.draw_all()
    assert len(drawn) == ROOT_STAGES + 2
    for name, svg in drawn.items():
        assert (settings.BASE_DIR / "static" / "art" / name).read_text() == svg


@pytest.mark.parametrize("stage", range(1, ROOT_STAGES + 1))
def test_roots_end_inside_their_picture_and_go_on_from_tile_to_tile(stage):
    svg = draw_roots.draw_stage(stage)
    points = re.findall(r"(-?\d+) (-?\d+)", " ".join(re.findall(r' d="([^"]+)"', svg)))
    heights = [int(y) for _x, y in points]
    # The outermost points are handles of curves, which lie beyond what is drawn.
    assert min(heights) >= 0 and max(heights) <= draw_roots.HEIGHT
    assert re.findall(r'<use href="#t" x="(\d+)"', svg) == ["1400", "2800", "4200", "5600"]


def test_each_stage_is_the_one_before_grown():
    cuts = [draw_roots.draw_stage(stage).count("M") for stage in range(1, ROOT_STAGES + 1)]
    assert cuts == sorted(cuts) and len(set(cuts)) > 5


def test_beside_reasons_the_call_names_fewer_and_other_pages_all(client, page):
    for number in range(5):
        group = make_organization(page.call, organization=f"Group {number}", show_name=True)
        services.approve_name(group, "known")
    name = '<bdi translate="no">Group'
    assert client.get(page.url).content.decode().count(name) == 5
    say(page, "Because")
    assert client.get(page.url).content.decode().count(name) == SHOWN_BESIDE_VOICES
    assert len(type(page).objects.get().organizations()) == 5
