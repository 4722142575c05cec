"""Opening and closing on the clock of the site, and a number that keeps up while a page is open."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Call
from campaigns.services import tally
from nnirr_site.http import caching
from tests.campaigns.call_forms import call_data
from tests.campaigns.factories import (
    form_data,
    make_call,
    make_call_page,
    make_signature,
    sign_url,
)
from tests.campaigns.processes import wait_for
from tests.campaigns.waiting import read_until_kept
from tests.nnirr_site.head import translate


def save_call(client, call, **fields):
    url = reverse("wagtailsnippets_campaigns_call:edit", args=[call.pk])
    return client.post(url, call_data(call, **fields))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2027-03-13 12:00", datetime(2027, 3, 13, 20, tzinfo=UTC)),  # winter
        ("2027-03-14 12:00", datetime(2027, 3, 14, 19, tzinfo=UTC)),  # clocks went forward at 2:00
        ("2027-11-06 23:59", datetime(2027, 11, 7, 6, 59, tzinfo=UTC)),  # summer
        ("2027-11-07 23:59", datetime(2027, 11, 8, 7, 59, tzinfo=UTC)),  # back at 2:00
    ],
)
def test_times_are_those_of_the_site_on_both_sides_of_daylight_saving(
    admin_client, monkeypatch, typed, stored
):
    call = make_call()
    assert save_call(admin_client, call, closes_at=typed).status_code == 302
    call = Call.objects.get(pk=call.pk)
    assert call.closes_at == stored
    for seconds, state in ((-1, "open"), (0, "closed")):
        moment = stored + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert call.state == state


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["2027-03-14 02:30", "2027-11-07 01:30"])
def test_time_that_is_not_there_or_there_twice_is_asked_for_again(admin_client, typed):
    call = make_call()
    answer = save_call(admin_client, call, opens_at=typed)
    assert answer.status_code == 200
    assert Call.objects.get(pk=call.pk).opens_at is None


@pytest.mark.django_db
def test_after_closing_the_page_stays_and_the_form_goes():
    page = make_call_page(title="Ratify it")
    make_signature(page.call, "confirmed", name="Shown Somebody", show_name=True)
    Call.objects.update(closes_at=timezone.now())
    html = Client().get(page.url).content.decode()
    assert "Shown Somebody" in html
    assert "We call on the Senate to ratify the Convention." in html
    assert 'name="email"' not in html
    assert "This call closed on" in html


def test_kept_pages_end_with_the_call(live_page_cache, transactional_db):
    page = make_call_page()
    closing = timezone.now() + timedelta(seconds=4)
    Call.objects.update(closes_at=closing)
    paths = {page.url: 'name="email"', f"/embed/{page.call.slug}/": "Sign the call"}
    client = Client()
    for path, words in paths.items():
        assert words in read_until_kept(client, path).content.decode()
    wait_for(lambda: timezone.now() > closing, "the end of the call")
    for path, words in paths.items():
        html = client.get(path).content.decode()
        assert words not in html
        assert "This call closed on" in html


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["opens_at", "closes_at", "organizations_close_at"])
def test_other_caches_keep_the_page_until_its_form_changes(client, field):
    page = make_call_page()
    Call.objects.update(**{field: timezone.now() + timedelta(seconds=20)})
    frame, history = f"/embed/{page.call.slug}/", f"/calls/{page.call.slug}/history/"
    for path in (page.url, frame, history, page.get_parent().url):
        answer = client.get(path)
        assert 15 <= caching.shared_lifetime(answer) < 20
        assert "stale-while-revalidate=0" in answer["Cache-Control"]


@pytest.mark.django_db
def test_no_switch_and_no_error_keeps_names_and_open_forms_for_longer(client):
    page = make_call_page()
    make_signature(page.call, "confirmed", show_name=True)
    call = f"/calls/{page.call.slug}"
    brief = [page.url, f"/embed/{page.call.slug}/", "/api/v1/calls"]
    brief += [f"/api/v1{call}", f"/api/v1{call}/organizations"]
    brief += [f"{call}/{name}/" for name in ("names", "organizations", "reasons")]
    try:
        caching.set_minimum_ttl(600)
        usual = client.get(f"{call}/text/")
        assert caching.shared_lifetime(usual) > 60 or caching.seconds_until_midnight() < 600
        for path in brief:
            answer = client.get(path)
            assert answer.status_code == 200
            assert caching.shared_lifetime(answer) <= 60, path
            assert "stale-if-error=0" in answer["Cache-Control"], path
    finally:
        caching.set_minimum_ttl(0)


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["closes_at", "organizations_close_at"])
def test_form_that_comes_after_closing_gives_back_what_was_typed(client, change):
    call = make_call_page().call
    Call.objects.update(**{change: timezone.now() - timedelta(seconds=1)})
    typed = {
        "name": "Rosa Quispe",
        "email": "rosa@example.org",
        "comment": "Because of my aunt.",
        "organization": "Mujeres en Marcha",
        "sign_as": "organization",
    }
    answer = client.post(sign_url(call), form_data(call, **typed))
    html = answer.content.decode()
    assert answer.status_code in {409, 422}
    for words in ("Rosa Quispe", "rosa@example.org", "Because of my aunt.", "Mujeres en Marcha"):
        assert words in html, words
    assert (">Sign the call</button>" in html) is (change != "closes_at")
    assert ("This call closed on" in html) is (change == "closes_at")
    assert not call.signatures.exists()


def test_open_page_follows_the_number_and_asks_nothing_while_it_is_hidden(open_page, live_site):
    page = make_call_page()
    asked = []
    window = open_page()
    window.on("request", lambda request: asked.append(request.url))
    window.clock.install()
    window.goto(page.url)
    assert "Be the first to sign" in window.locator("[data-count]").inner_text()
    make_signature(page.call, "confirmed")
    tally.tick()
    window.clock.fast_forward(61_000)
    window.locator("[data-count] .number", has_text="1").wait_for()
    assert [url for url in asked if url.endswith("/count.json")]

    window.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", {get: () => true});
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    asked.clear()
    window.clock.fast_forward(300_000)
    # Asked after whatever the clock has set off: the browser keeps the order.
    window.evaluate("fetch('/robots.txt').then(() => null)")
    assert [urlsplit(url).path for url in asked] == ["/robots.txt"]


# -- What the page says -----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "Open until December 18, 2098, 11:59 p.m. (PST, UTC−8).",
                "For organizations: until July 4, 2098, 5 p.m. (PDT, UTC−7).",
            ),
        ),
        (
            "es",
            (
                "Abierto hasta el 18 de diciembre de 2098, 23:59 (PST, UTC−8).",
                "Para organizaciones: hasta el 4 de julio de 2098, 17:00 (PDT, UTC−7).",
            ),
        ),
    ],
)
def test_open_call_says_until_when_with_hour_and_zone(client, language, sentences):
    call = make_call(
        closes_at=datetime(2098, 12, 19, 7, 59, tzinfo=UTC),
        organizations_close_at=datetime(2098, 7, 5, 0, 0, tzinfo=UTC),
    )
    page = make_call_page(call)
    if language != "en":
        page = translate(page, language)
    prefix = "" if language == "en" else f"/{language}"
    for path in (page.url, f"{prefix}/embed/{call.slug}/", page.get_parent().url):
        text = " ".join(client.get(path).content.decode().split())
        for sentence in sentences:
            assert sentence in text, path


@pytest.mark.django_db
def test_list_says_which_calls_are_over_or_to_come(client):
    over, to_come = (make_call_page(title=title) for title in ("Over", "To come"))
    now = timezone.now()
    Call.objects.filter(pk=over.call_id).update(closes_at=now - timedelta(days=1))
    Call.objects.filter(pk=to_come.call_id).update(opens_at=now + timedelta(days=9))
    html = client.get(over.get_parent().url).content.decode()
    assert "This call closed on" in html
    assert "Signing opens on" in html
    assert "Open until" not in html


@pytest.mark.django_db
def test_deadline_of_organizations_is_named_only_where_it_is_earlier(client):
    closes = datetime(2098, 12, 19, 7, 59, tzinfo=UTC)
    call = make_call(closes_at=closes, organizations_close_at=closes)
    page = make_call_page(call)
    html = client.get(page.url).content.decode()
    assert "Open until" in html
    assert "For organizations" not in html
    Call.objects.update(closes_at=None, organizations_close_at=None)
    assert "Open until" not in client.get(page.url).content.decode()
