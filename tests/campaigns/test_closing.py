"""Opening and closing on the clock of the site, and a number that keeps up while a page is open."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns import tally
from campaigns.models import Call
from tests.campaigns.factories import make_call, make_call_page, make_signature
from tests.campaigns.test_staff import call_data


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
    window.wait_for_timeout(300)
    assert asked == []
