import datetime
import time
from types import SimpleNamespace
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from nnirr_site.http.page_cache.memory import PageCache, page_cache
from resources.models import (
    MigrantsDayKitPage,
    MigrantsDayMaterial,
    MigrantsDayPage,
    MigrantsDayYearPage,
    next_migrants_day,
)
from tests.factories import make_document, make_home, make_page


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ((2026, 1, 1), (2026, 12, 18)),
        ((2026, 12, 17), (2026, 12, 18)),
        ((2026, 12, 18), (2026, 12, 18)),
        ((2026, 12, 19), (2027, 12, 18)),
        ((2028, 2, 29), (2028, 12, 18)),
    ],
)
def test_next_day_is_today_on_the_day_and_next_year_after_it(today, expected):
    assert next_migrants_day(datetime.date(*today)) == datetime.date(*expected)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        # Oakland is behind UTC: late on the 17th there, the UTC date is already the 18th.
        ("2026-12-18T07:30:00+00:00", 1),
        ("2026-12-18T08:30:00+00:00", 0),
        ("2026-12-19T08:30:00+00:00", 364),
    ],
)
def test_days_left_follow_the_clock_of_oakland(moment, days):
    now = datetime.datetime.fromisoformat(moment)
    with mock.patch("django.utils.timezone.now", return_value=now):
        assert MigrantsDayPage(title="Day").days_left == days


@pytest.mark.django_db
def test_landing_page_counts_the_days_and_lists_the_years(client):
    make_home()
    day = make_page(MigrantsDayPage)
    for year in (2024, 2025):
        make_page(MigrantsDayYearPage, parent=day, title=f"Day of {year}", year=year)
    content = client.get(day.url).content.decode()
    assert str(day.days_left) in content
    assert content.index("Day of 2025") < content.index("Day of 2024")


# -- What the pages say on each day -----------------------------------------------------------


@pytest.fixture
def day(db):
    make_home()
    return make_page(MigrantsDayPage, title="Day", slug="day")


def read_at(client, address: str, moment: str) -> str:
    now = datetime.datetime.fromisoformat(moment)
    with mock.patch("django.utils.timezone.now", return_value=now):
        return client.get(address).content.decode()


TODAY = '<span class="number number--words">Today</span>'
THANKS = "It was yesterday. Thank you"


@pytest.mark.parametrize(
    ("moment", "said", "unsaid"),
    [
        (
            "2026-11-23T12:00:00-08:00",
            [">25<", "days to go", "Friday, December 18, 2026"],
            [THANKS],
        ),
        ("2026-12-17T23:59:59-08:00", [">1<", "day to go"], [TODAY, THANKS, "days to go"]),
        ("2026-12-18T00:00:00-08:00", [TODAY], ["to go", THANKS]),
        ("2026-12-18T23:59:59-08:00", [TODAY], ["to go", THANKS]),
        ("2026-12-19T00:00:00-08:00", [THANKS, ">364<", "Saturday, December 18, 2027"], [TODAY]),
        ("2026-12-20T00:00:00-08:00", [">363<", "December 18, 2027"], [TODAY, THANKS]),
        ("2027-12-19T12:00:00-08:00", [THANKS, ">365<", "Monday, December 18, 2028"], [TODAY]),
    ],
)
def test_landing_page_knows_the_day_by_the_clock_of_the_site(moment, said, unsaid, day, client):
    content = read_at(client, day.url, moment)
    assert [text for text in said if text not in content] == []
    assert [text for text in unsaid if text in content] == []


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-12-17T12:00:00-08:00", "day to go"),
        ("2026-12-18T12:00:00-08:00", '<p class="number number--large">Today</p>'),
        ("2026-12-19T12:00:00-08:00", THANKS),
    ],
)
def test_home_page_knows_the_day_too(moment, said, day, client):
    home = day.get_parent().specific
    home.sections = [("day", {"heading": "The Day", "text": "", "page": day})]
    home.save_revision().publish()
    assert said in read_at(client, home.url, moment)


@pytest.mark.parametrize("clock_change", ["2026-12-17", "2027-03-13", "2026-10-31"])
def test_no_cache_keeps_a_page_beyond_the_day_that_it_speaks_of(clock_change, day, client):
    """Also on the days on which clocks change, which are 23 and 25 hours long."""
    now = datetime.datetime.combine(
        datetime.date.fromisoformat(clock_change),
        datetime.time(23, 59, 30),
        tzinfo=ZoneInfo("America/Los_Angeles"),
    )
    with mock.patch("django.utils.timezone.now", return_value=now):
        response = client.get(day.url)
    directives = dict(
        part.strip().partition("=")[::2] for part in response["Cache-Control"].split(",")
    )
    assert int(directives["s-maxage"]) + int(directives["stale-while-revalidate"]) <= 30
    assert int(directives["max-age"]) == 0


@pytest.fixture
def page_memory(monkeypatch, settings):
    """The page cache as if its listening thread were connected."""
    settings.ALLOWED_HOSTS = ["testserver"]
    monkeypatch.setattr(PageCache, "listen", lambda self: None)
    page_cache.forget()
    page_cache.is_listening = True
    yield page_cache
    page_cache.is_listening = False
    page_cache.forget()


def test_page_cache_gives_up_yesterdays_page_at_midnight(page_memory, day, client):
    evening = "2026-12-17T23:59:30-08:00"
    assert TODAY not in read_at(client, day.url, evening)
    real = time.monotonic
    later = SimpleNamespace(monotonic=lambda: real() + 29, time=time.time)
    with mock.patch("nnirr_site.http.page_cache.store.time", later):
        response = client.get(day.url)
    assert response["X-Cache"] == "hit"
    assert TODAY not in response.content.decode()
    later = SimpleNamespace(monotonic=lambda: real() + 31, time=time.time)
    with mock.patch("nnirr_site.http.page_cache.store.time", later):
        assert TODAY in read_at(client, day.url, "2026-12-18T00:00:01-08:00")


# -- The kit ----------------------------------------------------------------------------------


def test_kit_prints_ways_and_materials_of_the_landing_page_with_whole_addresses(
    day, client, settings
):
    document = make_document(title="Poster", pages=1, language="en")
    day.ways = [("step", {"title": "Light candles", "text": "<p>At dusk.</p>"})]
    day.materials = [MigrantsDayMaterial(title="The poster", document=document, language="en")]
    day.save_revision().publish()
    kit = make_page(
        MigrantsDayKitPage,
        parent=day,
        body=[("checklist", {"heading": "Before", "items": ["Print the poster"]})],
    )
    content = client.get(kit.url).content.decode()
    for text in ("Light candles", "At dusk.", "The poster", "Print the poster"):
        assert text in content
    assert f"{settings.SITE_URL}{document.url}" in content
    assert kit.url in client.get(day.url).content.decode()


def test_kit_holds_the_brief_of_a_page_while_visitors_may_see_it(day, client):
    initiative = make_page(
        apps.get_model("initiatives", "InitiativePage"),
        title="The Convention",
        lead="One treaty.",
        key_facts=[("fact", {"label": "Adopted", "value": "<p>In 1990</p>", "big": False})],
    )
    kit = make_page(MigrantsDayKitPage, parent=day, brief_page=initiative)
    content = client.get(kit.url).content.decode()
    assert "In brief: The Convention" in content
    assert "One treaty." in content
    assert "In 1990" in content
    initiative.unpublish()
    assert "The Convention" not in client.get(kit.url).content.decode()
