"""Menus, identity, search and what every page is given."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from wagtail.models import Site

from nnirr_site.models import SiteIdentity, StandardPage
from tests.factories import make_home, make_menu, make_page

pytestmark = pytest.mark.django_db


def standard(home, **fields) -> StandardPage:
    return make_page(StandardPage, parent=home, **fields)


def test_menu_marks_the_page_and_the_section_that_the_reader_is_in(client):
    home = make_home()
    about = standard(home, title="About")
    below = make_page(StandardPage, parent=about, title="People")
    make_menu("main", [{"page": about, "title": "About us"}])
    menu = client.get(about.url).context["menus"]["main"]
    assert menu[0]["label"] == "About us"
    assert menu[0]["current"] == "page"
    assert client.get(below.url).context["menus"]["main"][0]["current"] == "true"
    assert client.get(home.url).context["menus"]["main"][0]["current"] == ""


def test_menu_leaves_out_a_page_that_was_unpublished(client):
    home = make_home()
    about = standard(home, title="About")
    make_menu("main", [{"page": about}])
    about.unpublish()
    assert client.get(home.url).context["menus"]["main"] == []


def test_alert_is_on_every_page_until_it_is_emptied(client):
    home = make_home()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.alert_text = "The office is closed on Friday."
    identity.save()
    assert "The office is closed on Friday." in client.get(home.url).content.decode()


def test_single_language_shows_no_language_switch(client):
    home = make_home()
    assert client.get(home.url).context["languages"] == []


@pytest.mark.parametrize(
    "query",
    ["", "   ", "border", "' OR 1=1 --", "a\x00b", "x" * 10_000, "\u202eabc", "&|!():*", "\\", "%"],
)
def test_search_answers_any_query_with_a_page(client, query):
    make_home()
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200


def test_search_finds_published_pages_and_not_drafts(client):
    home = make_home()
    standard(home, title="Consular help for seafarers")
    standard(home, title="Consular help in a draft", live=False)
    content = strip_tags(client.get("/search/", {"q": "consular"}).content.decode())
    assert "Consular help for seafarers" in content
    assert "in a draft" not in content


def test_unknown_address_is_a_404_that_helps(client):
    make_home()
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert 'name="q"' in response.content.decode()


def test_print_is_refused_on_a_band_of_its_own_ink():
    make_home()
    page = make_page(StandardPage, title="About", print_art="voice", band="gold")
    page.full_clean()
    page.band = "leaf"
    with pytest.raises(ValidationError, match="would disappear"):
        page.full_clean()
