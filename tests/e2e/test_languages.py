"""Every kind of page in Spanish and Arabic: what axe finds, and that Arabic runs right to left."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import get_resolver
from wagtail.models import Locale, Page

from nnirr_site.models import StandardPage
from tests.e2e.addresses import FRAMED, NAMES
from tests.e2e.axe import find_faults, find_faults_of_colors
from tests.e2e.languages import address_in, find_page, make_arabic_pages
from tests.e2e.widths import LARGEST_LETTERS, SMALLEST, find_leaving, is_sideways
from tests.factories import make_page

# A page that is in English only, below the prefix of the other language.
UNTRANSLATED = "not translated"
UNTRANSLATED_SLUG = "only-in-english"
TRANSLATED = [*NAMES, UNTRANSLATED]
# Left of, in the direction that the page is read in.
FIRST_CRUMB_IS_RIGHT = """() => {
    const [first, second] = document.querySelectorAll(".crumbs li");
    if (!second) return true;
    return first.getBoundingClientRect().right >= second.getBoundingClientRect().right;
}"""


@pytest.fixture(scope="module")
def arabic(starter_site):
    """Name → address of one page of every type in Arabic, for as long as this module runs."""
    # The forms of staff have fields for each language; they are built from those of the settings.
    assert get_resolver().url_patterns
    languages = [item for item in settings.LANGUAGES if item[0] in ("en", "es", "ar")]
    with override_settings(WAGTAIL_CONTENT_LANGUAGES=languages):
        try:
            make_arabic_pages(starter_site.addresses)
            yield {name: address_in("ar", name, starter_site.addresses[name]) for name in NAMES} | {
                UNTRANSLATED: "/ar/about/"
            }
        finally:
            # Also of what was made before a page was refused: other modules have this database.
            for page in Page.objects.filter(locale__language_code="ar").order_by("-depth"):
                page.specific.delete()
            Locale.objects.filter(language_code="ar").delete()


def address_of(site, name: str) -> str:
    """Where the page of that name is in Spanish."""
    if name == UNTRANSLATED:
        return f"/es{find_untranslated().url}"
    return address_in("es", name, site.addresses[name])


def find_untranslated() -> StandardPage:
    """A page in English only, made when it is first asked for."""
    found = StandardPage.objects.filter(slug=UNTRANSLATED_SLUG).first()
    return found or make_page(
        StandardPage, parent=find_page("/"), title="Only in English", slug=UNTRANSLATED_SLUG
    )


def visit(page, site, name, address):
    response = page.goto(address)
    assert response.status == site.addresses.expected_status(name), address
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", TRANSLATED)
def test_spanish_page_has_no_faults(name, changing_window, starter_site):
    page = changing_window(390)
    visit(page, starter_site, name, address_of(starter_site, name))
    assert page.locator("html").get_attribute("lang") == "es"
    assert find_faults(page) == []
    assert not is_sideways(page)
    assert find_faults_of_colors(changing_window(1280, "dark")) == []
    assert not is_sideways(page)


@pytest.mark.parametrize("name", TRANSLATED)
def test_arabic_page_runs_from_right_to_left_without_faults(
    name, arabic, changing_window, starter_site
):
    page = changing_window(390)
    visit(page, starter_site, name, arabic[name])
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert page.locator("h1").evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert find_faults(page) == []
    for width, scheme in [(390, "light"), (1280, "dark"), (SMALLEST, "light")]:
        changing_window(width, scheme)
        if name not in FRAMED:
            mark = page.locator(".brand").bounding_box()
            top = page.locator(".masthead").bounding_box()
            assert mark["x"] + mark["width"] > top["x"] + top["width"] / 2, width
        assert page.evaluate(FIRST_CRUMB_IS_RIGHT), width
        assert not is_sideways(page), width
        assert find_leaving(page, LARGEST_LETTERS) == [], width
        if scheme == "dark":
            assert find_faults_of_colors(page) == []


def test_reader_changes_the_language_and_stays_on_the_page(windows, starter_site):
    page = windows(390)
    page.goto("/initiatives/human-rights-at-borders/")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="Español").click()
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.url.startswith(f"{starter_site.url}/es/iniciativas/")
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("link", name="English").click()
    assert page.url == f"{starter_site.url}/initiatives/human-rights-at-borders/"
