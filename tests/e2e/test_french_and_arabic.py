"""The pages of the call in French and Arabic in the browser: what axe finds, direction, letters."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import get_resolver
from wagtail.models import Locale, Page

from campaigns.services import publish_statement
from nnirr_site.publishing.on_change import changes_held_back
from nnirr_site.starter.builder import Builder
from tests.database import cloned_starter_database
from tests.e2e.axe import find_faults, find_faults_of_colors
from tests.e2e.widths import LARGEST_LETTERS, SMALLEST, find_leaving, is_sideways

CODES = ("fr", "ar")
FRENCH_CALL = "/fr/appels/convention-travailleurs-migrants/"
ADDRESSES = {
    "fr": ["/fr/", "/fr/appels/", FRENCH_CALL, "/fr/confidentialite/"],
    "ar": ["/ar/", "/ar/calls/", "/ar/calls/migrant-workers-convention/", "/ar/privacy/"],
}
EVERY = [(code, address) for code in CODES for address in ADDRESSES[code]]
# Text that begins on the side where its language does, of every block that holds some.
STARTS = """() => [...document.querySelectorAll("main h1, main h2, main p, main li, main label")]
    .filter(node => node.offsetParent && node.textContent.trim() && !node.closest("[lang=en]"))
    .map(node => getComputedStyle(node))
    .map(style => [style.direction, style.textAlign])"""


@pytest.fixture(scope="module")
def starter_database(django_db_setup, django_db_blocker, media_folder):
    """A copy for this module, to which the two languages come."""
    with django_db_blocker.unblock(), cloned_starter_database("languages", media_folder) as name:
        yield name


@pytest.fixture(scope="module")
def two_more(starter_site):
    """The site with French and Arabic, read and published."""
    assert get_resolver().url_patterns  # forms of staff are built from the settings
    with override_settings(WAGTAIL_CONTENT_LANGUAGES=settings.LANGUAGES):
        Builder(None, publish_statement, None, report=lambda line: None).load()
        drafts = Page.objects.filter(locale__in=Locale.objects.filter(language_code__in=CODES))
        with changes_held_back():
            for page in drafts.order_by("depth"):
                page.get_latest_revision().publish()
        yield starter_site


@pytest.mark.parametrize(("code", "address"), EVERY)
def test_page_has_no_faults_and_fits_every_width(code, address, two_more, changing_window):
    page = changing_window(390)
    assert page.goto(address).status == 200
    root, direction = page.locator("html"), "rtl" if code == "ar" else "ltr"
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (code, direction)
    assert page.locator("h1").count() == 1
    assert find_faults(page) == []
    for width, scheme in [(390, "light"), (1280, "dark"), (SMALLEST, "light")]:
        changing_window(width, scheme)
        mark = page.locator(".brand").bounding_box()
        top = page.locator(".masthead").bounding_box()
        if code == "ar":
            assert top["x"] + top["width"] - mark["x"] - mark["width"] < width / 8, width
        else:
            assert mark["x"] - top["x"] < width / 8, width
        assert not is_sideways(page), width
        assert find_leaving(page, LARGEST_LETTERS) == [], width
        if scheme == "dark":
            assert find_faults_of_colors(page) == []
    found = page.evaluate(STARTS)
    assert found and {way for way, _align in found} == {direction}
    assert {align for _way, align in found} <= {"start", "center", "end"}


def test_arabic_headings_are_drawn_with_the_font_that_comes_along(two_more, changing_window):
    page = changing_window(1280)
    page.goto("/ar/")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('900 40px Changa'))")
    family = page.locator("h1").evaluate("node => getComputedStyle(node).fontFamily")
    assert re.match(r'"?Changa', family)
    # Joined letters are narrower than the same letters one by one.
    widths = page.evaluate("""() => {
        const draw = document.createElement("canvas").getContext("2d");
        draw.font = "900 40px Changa";
        const word = "الاتفاقية";
        const apart = [...word].map(letter => draw.measureText(letter).width);
        return [draw.measureText(word).width, apart.reduce((sum, width) => sum + width)];
    }""")
    assert 0 < widths[0] < widths[1]


@pytest.mark.parametrize("code", CODES)
def test_words_at_the_top_of_the_home_page_stand_beside_the_print(code, two_more, changing_window):
    page = changing_window(1280)
    page.goto(f"/{code}/")
    words, art = (page.locator(name).bounding_box() for name in (".hero__lead", ".hero__art"))
    left, right = sorted((words, art), key=lambda box: box["x"])
    assert left["x"] + left["width"] <= right["x"]


@pytest.mark.parametrize("code", CODES)
def test_reader_goes_from_home_to_the_call_and_signs_in_the_language(code, two_more, windows):
    page = windows(390)
    page.goto(f"/{code}/")
    page.locator("main .hero a.button").click()
    assert page.url == f"{two_more.url}{ADDRESSES[code][2]}"
    assert page.locator("#sign form").get_attribute("action").startswith(f"/{code}/")
    box = page.locator("#sign label").first.bounding_box()
    window = page.viewport_size["width"]
    assert (box["x"] + box["width"] > window / 2) if code == "ar" else box["x"] < window / 2
