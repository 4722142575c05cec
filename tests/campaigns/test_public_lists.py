"""Names, organizations and reasons: only what may be shown, and gone at once when it may not."""

import re

import pytest
from django.test import Client

from campaigns import services
from campaigns.models import Signature
from campaigns.views.names import NAMES_PER_PAGE
from tests.campaigns.factories import make_call_page, make_organization, make_signature
from tests.campaigns.waiting import read_until_kept
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

LISTS = ["names", "organizations", "reasons"]


@lasting
def page():
    return make_call_page(title="Ratify it")


def read(page, name, query="") -> str:
    return Client().get(f"/calls/{page.call.slug}/{name}/{query}").content.decode()


def make_reason(page, comment="Because of my aunt.", **fields) -> Signature:
    fields = {"name": "Rosa Shown", "show_name": True, "comment": comment, **fields}
    signature = make_signature(page.call, "confirmed", **fields)
    services.approve_comment(signature, "read")
    return signature


def test_names_are_those_who_asked_newest_first_and_nobody_else(page):
    make_signature(page.call, "confirmed", name="First Shown", show_name=True)
    make_signature(page.call, "confirmed", name="Second Shown", show_name=True)
    make_signature(page.call, "confirmed", name="Quiet Person")
    make_signature(page.call, "pending", name="Waiting Person", show_name=True)
    make_signature(page.call, "rejected", name="Made Up", show_name=True)
    make_signature(make_call_page().call, "confirmed", name="Other Call", show_name=True)
    html = read(page, "names")
    assert html.index("Second Shown") < html.index("First Shown")
    for name in ("Quiet", "Waiting", "Made Up", "Other Call", "example.org"):
        assert name not in html


def test_names_come_in_pages_of_bounded_weight(page):
    for number in range(NAMES_PER_PAGE + 1):
        make_signature(page.call, "confirmed", name=f"Person No{number}", show_name=True)
    first, second = read(page, "names"), read(page, "names", "?page=2")
    assert first.count("Person No") == NAMES_PER_PAGE
    assert re.findall(r"Person No\d+", second) == ["Person No0"]
    assert Client().get(f"/calls/{page.call.slug}/names/?page=3").status_code == 404


def test_organizations_are_all_there_in_the_order_of_the_alphabet_with_links(page):
    for name in ("Zapatistas de Oakland", "Éire for Migrants", "apoyo mutuo", "Ellas Unidas"):
        website = "https://apoyo.example/" if name.startswith("apoyo") else ""
        signature = make_organization(page.call, organization=name, website=website, show_name=True)
        services.approve_name(signature, "known")
    make_organization(page.call, organization="Unknown Union", show_name=True)
    html = read(page, "organizations")
    places = [html.index(name) for name in ("apoyo mutuo", "Éire", "Ellas", "Zapatistas")]
    assert places == sorted(places)
    assert '<a href="https://apoyo.example/" rel="nofollow ugc">' in html
    assert "Unknown Union" not in html


def test_comment_is_shown_only_after_approval_and_beside_a_shown_name(page):
    make_reason(page, "Quiet words.", name="Quiet", show_name=False)
    make_signature(page.call, "confirmed", name="Waiting", show_name=True, comment="Unread words.")
    shown = make_reason(page, "Because <b>we</b> care.")
    html = read(page, "reasons")
    assert "Because &lt;b&gt;we&lt;/b&gt; care." in html
    assert "Rosa Shown" in html
    for words in ("Quiet words.", "Unread words."):
        assert words not in html
    assert services.hide_comment(shown, "asked") is services.Outcome.DONE
    assert "care" not in read(page, "reasons")


@pytest.mark.parametrize("end", ["withdraw", "hide", "correct", "reject"])
def test_name_and_comment_leave_the_cached_lists_at_once(end, live_page_cache, transactional_db):
    page = make_call_page()
    signature = make_reason(page)
    for name, words in (("names", "Rosa Shown"), ("reasons", "Because of my aunt.")):
        kept = read_until_kept(Client(), f"/calls/{page.call.slug}/{name}/")
        assert words in kept.content.decode()
    if end == "withdraw":
        services.withdraw_signature(signature.reference)
    elif end == "hide":
        services.hide_name(signature, "asked by phone")
    elif end == "correct":
        services.correct_signature(
            signature.reference, name="Rosa Shown", show_name=False, wants_letters=False
        )
    else:
        services.reject_signature(signature, "made up")
    assert "Rosa Shown" not in read(page, "names")
    assert "Because of my aunt." not in read(page, "reasons")


@pytest.mark.parametrize("end", ["withdraw", "hide", "reject"])
def test_organization_leaves_every_page_and_the_api_at_once(end, live_page_cache, transactional_db):
    page = make_call_page()
    signature = make_organization(
        page.call, organization="Tlamanalco Weavers", comment="Threads cross.", show_name=True
    )
    services.approve_name(signature, "known")
    services.approve_comment(signature, "read")
    call = f"/calls/{page.call.slug}"
    paths = {
        page.url: ["Tlamanalco Weavers"],
        f"{call}/organizations/": ["Tlamanalco Weavers"],
        f"/api/v1{call}/organizations": ["Tlamanalco Weavers"],
        f"{call}/reasons/": ["Threads cross."],
        f"/embed/{page.call.slug}/": [],
    }
    for path, words in paths.items():
        kept = read_until_kept(Client(), path).content.decode()
        assert all(word in kept for word in words), path
    if end == "withdraw":
        services.withdraw_signature(signature.reference)
    elif end == "hide":
        services.hide_name(signature, "asked by phone")
    else:
        services.reject_signature(signature, "made up")
    for path in paths:
        answer = Client().get(path)
        assert answer.status_code == 200
        for word in ("Tlamanalco", "Threads cross."):
            assert word not in answer.content.decode(), (path, word)


def test_one_name_that_cannot_be_opened_does_not_empty_the_list(page):
    make_reason(page, name="Readable Person")
    lost = make_reason(page, name="Lost Person")
    Signature.objects.filter(pk=lost.pk).update(sealed_name=b"\x01broken", sealed_comment=b"\x01")
    for name in ("names", "reasons"):
        html = read(page, name)
        assert "Readable Person" in html
        assert "Lost Person" not in html


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_the_same_for_everybody_and_cost_the_same_for_many(
    page, name, django_assert_max_num_queries
):
    path = f"/calls/{page.call.slug}/{name}/"
    make_reason(page)
    Client().get(path)
    with django_assert_max_num_queries(40) as few:
        answer = Client().get(path)
    assert answer["Cache-Control"].startswith("public")
    assert not answer.cookies
    for _number in range(8):
        make_reason(page)
        organization = make_organization(page.call, show_name=True)
        services.approve_name(organization, "known")
    with django_assert_max_num_queries(len(few) + 2):
        Client().get(path)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_page_that_does_not_exist_is_not_found(page, name, number):
    assert Client().get(f"/calls/{page.call.slug}/{name}/?page={number}").status_code == 404


@pytest.mark.parametrize("name", [*LISTS, "count", "text"])
@pytest.mark.parametrize(("end", "status"), [("unpublish", 404), ("delete", 410)])
def test_lists_of_a_call_that_is_not_shown_are_not_shown(page, name, end, status):
    make_reason(page)
    getattr(page, end)()
    assert Client().get(f"/calls/{page.call.slug}/{name}/").status_code == status
