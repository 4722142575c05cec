"""What names people is not listed by search engines, and who agrees is told what public means."""

from __future__ import annotations

import html5lib
import pytest
import requests
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from campaigns import services
from campaigns.mail import rendering
from campaigns.privacy import tokens
from tests.campaigns.factories import (
    link_path,
    make_call_page,
    make_organization,
    make_signature,
)

pytestmark = pytest.mark.django_db

XHTML = "{http://www.w3.org/1999/xhtml}"
NEVER = "noindex, noarchive"
LISTS = ["names", "organizations", "reasons"]
MEANING = (
    "Anybody can then read, copy and keep it, also employers and authorities. It is handed to the"
    " addressee."
)


@pytest.fixture
def page():
    page = make_call_page(title="Ratify it")
    person = make_signature(
        page.call, "confirmed", name="Rosa Shown", show_name=True, comment="For my aunt."
    )
    services.approve_comment(person, "read")
    endorser = make_organization(page.call, organization="Ellas Unidas", show_name=True)
    services.approve_name(endorser, "known")
    return page


def robots_of(html: str) -> str:
    tree = html5lib.parse(html)
    found = [tag for tag in tree.iter(f"{XHTML}meta") if tag.get("name") == "robots"]
    return found[0].get("content") if found else ""


def words_that_may_be_quoted(html: str) -> str:
    """The text of a page without what stands in `data-nosnippet`."""
    tree = html5lib.parse(html)
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.get("data-nosnippet") is not None:
                assert child.tag in {f"{XHTML}div", f"{XHTML}section", f"{XHTML}span"}
                parent.remove(child)
    return "".join(tree.itertext())


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("name", LISTS)
def test_list_asks_not_to_be_listed_or_kept(page, prefix, name):
    answer = Client().get(f"{prefix}/calls/{page.call.slug}/{name}/")
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == NEVER
    assert robots_of(answer.content.decode()) == NEVER


def test_call_may_be_found_but_its_names_not_quoted_and_no_copy_kept(page):
    answer = Client().get(page.url)
    html = answer.content.decode()
    assert "Rosa Shown" in html and "Ellas Unidas" in html
    assert answer["X-Robots-Tag"] == "noarchive" and not robots_of(html)
    quotable = words_that_may_be_quoted(html)
    assert "Ratify it" in quotable
    assert "Rosa Shown" not in quotable and "Ellas Unidas" not in quotable


def test_restricted_call_stays_out_of_search_engines(page, admin_client):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert admin_client.get(page.url)["X-Robots-Tag"] == "noindex"


def test_organizations_for_programs_are_not_listed_either(page):
    answer = Client().get(f"/api/v1/calls/{page.call.slug}/organizations")
    assert "Ellas Unidas" in answer.content.decode()
    assert answer["X-Robots-Tag"] == NEVER


def test_search_engines_may_come_and_read_that(page):
    """An address that robots.txt forbids is listed without having been read."""
    forbidden = [
        line.removeprefix("Disallow: ")
        for line in Client().get("/robots.txt").content.decode().splitlines()
        if line.startswith("Disallow: ")
    ]
    addresses = [
        f"{prefix}{path}"
        for prefix in ("", "/es")
        for path in [
            page.url,
            *(f"/calls/{page.call.slug}/{name}/" for name in LISTS),
            f"/api/v1/calls/{page.call.slug}/organizations",
        ]
    ]
    for address in addresses:
        assert not any(address.startswith(start) for start in forbidden), address


def test_sitemap_names_no_list(page):
    text = Client().get("/sitemap-en.xml").content.decode()
    assert page.slug in text
    assert not any(f"/{name}/" in text for name in LISTS)


@pytest.mark.django_db(transaction=True)
def test_page_from_the_cache_still_asks_for_it(live_site):
    page = make_call_page(title="Ratify it")
    address = f"{live_site.url}/calls/{page.call.slug}/names/"
    answers = [requests.get(address, timeout=20) for _time in range(3)]
    assert [answer.headers["X-Robots-Tag"] for answer in answers] == [NEVER] * 3
    assert "Age" in answers[-1].headers, "the last came from the cache"


# -- What the consent is to -------------------------------------------------------------------


def hint_of(html: str, field: str) -> str:
    tree = html5lib.parse(html)
    box = next(tag for tag in tree.iter(f"{XHTML}input") if tag.get("name") == field)
    hint = next(tag for tag in tree.iter() if tag.get("id") == box.get("aria-describedby"))
    return " ".join("".join(hint.itertext()).split())


def test_form_says_what_public_means(page):
    html = Client().get(page.url).content.decode()
    assert "Show my name in public" in html and "on this page</label>" not in html
    assert hint_of(html, "show_name") == (
        f"{MEANING} Leave this empty to be counted without being listed."
    )


def test_own_page_says_what_public_means(page):
    signature = make_signature(page.call, "confirmed")
    token = tokens.make_link_token(signature.reference, tokens.OWN)
    html = Client().get(reverse("campaigns:own_change", args=[token])).content.decode()
    assert hint_of(html, "show_name") == MEANING


@pytest.mark.parametrize("wants", [True, False])
def test_mail_and_confirmation_say_it_to_whom_it_concerns(page, wants):
    signature = make_signature(page.call, show_name=wants)
    mail = rendering.render_mail("confirm", signature, "en")
    assert (MEANING in mail.text) is wants
    assert (MEANING in mail.html) is wants
    html = Client().get(link_path(signature)).content.decode()
    assert (MEANING in html) is wants
