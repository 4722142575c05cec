"""Events: when they are, who is shown them, and what calendars are told."""

import datetime
from unittest import mock
from urllib.parse import quote
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from nnirr_site.i18n.dates import write_offset
from nnirr_site.models import SiteIdentity, StandardPage
from resources.calendars import Entry, write_calendar
from resources.models import MigrantsDayEventPage, MigrantsDayPage, MigrantsDayYearPage
from resources.timezones import city_of, time_zone_choices
from resources.views import DAY_UID
from tests.factories import make_home, make_page
from tests.resources.factories import make_event, make_full_event
from tests.worlds import lasting

UTC = datetime.UTC
FEED = "/migrants-day/events.ics"
LONGEST_LINE = 75  # bytes, without the end of the line


@lasting
def landing():
    make_home()
    return make_page(MigrantsDayPage, title="International Migrants Day", slug="migrants-day")


def at(moment: str):
    """Freeze Django's clock."""
    now = datetime.datetime.fromisoformat(moment)
    return mock.patch("django.utils.timezone.now", return_value=now)


def read(client, address: str) -> icalendar.Calendar:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert ".ics" in response["Content-Disposition"]
    return icalendar.Calendar.from_ical(response.content)


def events_in(calendar: icalendar.Calendar) -> dict[str, icalendar.Event]:
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


# -- Files for calendars ----------------------------------------------------------------------


def test_event_is_written_in_utc_with_everything_that_helps_to_get_there(client, landing):
    page = make_full_event()
    (event,) = read(client, f"{page.url}event.ics").walk("VEVENT")
    assert event["SUMMARY"] == "Vigil for those who did not arrive"
    assert event.decoded("DTSTART") == datetime.datetime(2026, 12, 19, 2, 0, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime.datetime(2026, 12, 19, 8, 30, tzinfo=UTC)
    assert event["LOCATION"] == "Community hall, Oakland"
    assert event["URL"].endswith(page.url)
    assert "https://example.org/join" in event["DESCRIPTION"]
    assert "American Sign Language" in event["DESCRIPTION"]
    assert "hall@example.org" in event["CONTACT"]
    assert event["STATUS"] == "CONFIRMED"


def test_whole_days_are_dates_and_end_with_the_day_after(client, landing):
    page = make_event(landing, start_time=None, end_time=None, end_date=datetime.date(2026, 12, 20))
    (event,) = read(client, page.calendar_url).walk("VEVENT")
    assert event.decoded("DTSTART") == datetime.date(2026, 12, 18)
    assert event.decoded("DTEND") == datetime.date(2026, 12, 21)


def test_event_of_several_days_without_an_hour_ends_with_its_last_day(client, landing):
    page = make_event(landing, end_time=None, end_date=datetime.date(2026, 12, 20))
    (event,) = read(client, page.calendar_url).walk("VEVENT")
    assert event.decoded("DTEND") == datetime.datetime(2026, 12, 21, 8, 0, tzinfo=UTC)
    (data,) = page.structured_data(None)
    assert data["endDate"] == "2026-12-20"


def test_canceled_event_says_so_in_its_name_in_calendars(client, landing):
    page = make_event(landing, title="Vigil", is_canceled=True)
    (event,) = read(client, page.calendar_url).walk("VEVENT")
    assert event["SUMMARY"] == "Canceled: Vigil"
    assert event["STATUS"] == "CANCELLED"


def test_file_of_an_event_has_a_name_in_any_script(client, landing):
    page = make_event(landing, slug="وقفة-شموع")
    response = client.get(page.calendar_url)
    named = response["Content-Disposition"]
    assert named.startswith('attachment; filename="')
    assert named.isascii()
    assert "=?" not in named
    assert named.endswith(f"; filename*=UTF-8''{quote('وقفة-شموع.ics')}")


def test_event_without_a_known_end_names_none(client, landing):
    page = make_event(landing, end_time=None)
    (event,) = read(client, page.calendar_url).walk("VEVENT")
    assert "DTEND" not in event


@pytest.mark.parametrize(
    ("zone", "date", "utc_hour"),
    [
        ("America/Los_Angeles", datetime.date(2026, 12, 18), 2),
        ("America/Los_Angeles", datetime.date(2026, 7, 18), 1),
        ("Asia/Kathmandu", datetime.date(2026, 12, 18), 12),
        ("UTC", datetime.date(2026, 12, 18), 18),
    ],
)
def test_clock_of_the_city_decides_summer_time_included(zone, date, utc_hour, landing):
    event = make_event(landing, start_date=date, time_zone=zone, end_time=None)
    assert event.start.astimezone(UTC).hour == utc_hour


def test_name_in_calendars_stays_when_the_page_is_moved_and_renamed(client, landing):
    page = make_event(landing, slug="vigil")
    (before,) = read(client, page.calendar_url).walk("VEVENT")
    page.title, page.slug, page.place = "Another title", "other", "Elsewhere"
    page.save_revision().publish()
    page = MigrantsDayEventPage.objects.get()
    (after,) = read(client, page.calendar_url).walk("VEVENT")
    assert page.calendar_url.endswith("/other/event.ics")
    assert after["UID"] == before["UID"]
    assert after["LOCATION"] == "Elsewhere"
    assert after.decoded("DTSTAMP") >= before.decoded("DTSTAMP")
    assert after["SEQUENCE"] >= before["SEQUENCE"]


def test_later_publication_has_a_higher_number(landing):
    page = make_event(landing)
    page.last_published_at = page.first_published_at + datetime.timedelta(hours=1)
    assert page.build_entry().sequence == 3600


def test_canceled_event_stays_and_says_so_everywhere(client, landing):
    page = make_event(landing, title="March", is_canceled=True)
    assert events_in(read(client, FEED))["Canceled: March"]["STATUS"] == "CANCELLED"
    assert "This event is canceled." in client.get(page.url).content.decode()
    with at("2026-12-01T12:00:00+00:00"):
        assert "Canceled" in client.get(landing.url).content.decode()
    assert page.structured_data(None)[0]["eventStatus"].endswith("EventCancelled")


def test_feed_holds_the_day_itself_every_year_and_all_events(client, landing):
    make_event(landing, title="Vigil")
    make_event(landing, title="March", start_date=datetime.date(2024, 12, 18))
    calendar = read(client, FEED)
    events = events_in(calendar)
    assert set(events) == {"International Migrants Day", "Vigil", "March"}
    day = events["International Migrants Day"]
    assert day["RRULE"] == {"FREQ": ["YEARLY"]}
    assert day.decoded("DTSTART") == datetime.date(2000, 12, 18)
    assert day["UID"] == str(DAY_UID)
    assert str(calendar["X-WR-CALNAME"]) == "International Migrants Day"
    assert len({event["UID"] for event in events.values()}) == 3


def test_feed_is_useful_without_any_event(client, landing):
    assert set(events_in(read(client, FEED))) == {"International Migrants Day"}


def test_feed_speaks_the_language_of_its_address(client, landing):
    spanish = Locale.objects.create(language_code="es")
    landing.get_parent().copy_for_translation(spanish).save_revision().publish()
    assert client.get(f"/es{FEED}").status_code == 404
    page = landing.copy_for_translation(spanish)
    page.title = "Día Internacional del Migrante"
    page.save_revision().publish()
    calendar = read(client, f"/es{FEED}")
    assert str(calendar["X-WR-CALNAME"]) == "Día Internacional del Migrante"
    (day,) = calendar.walk("VEVENT")
    assert "/es/" in day["URL"]
    assert day["UID"] == str(DAY_UID)


def test_unchanged_events_write_the_same_bytes(client, landing):
    page = make_full_event()
    assert client.get(FEED).content == client.get(FEED).content
    assert client.get(page.calendar_url)["Cache-Control"].startswith("public")


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "empty"])
def test_hidden_event_is_in_no_file(hide, client, landing):
    page = make_event(landing, title="Hidden")
    if hide == "unpublish":
        page.unpublish()
    elif hide == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    else:
        MigrantsDayEventPage.objects.update(start_date=None)
    assert client.get(page.calendar_url).status_code == 404
    assert "Hidden" not in events_in(read(client, FEED))


@pytest.mark.parametrize(
    "address",
    [
        "/migrants-day/event.ics",
        "/no/such/page/event.ics",
        "/about/event.ics",
        f"/{'a/' * 500}event.ics",
        "/%00/event.ics",
        "/migrants-day/%E2%80%AE/event.ics",
    ],
)
def test_address_without_an_event_is_not_found(address, client, landing):
    make_page(StandardPage, slug="about")
    assert client.get(address).status_code == 404


def test_calendars_are_only_read(client, landing):
    page = make_event(landing)
    assert client.post(page.calendar_url).status_code == 405
    assert client.post(FEED).status_code == 405


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n,;\\:"'), max_size=300
)


ZONES = st.sampled_from(["UTC", "America/Los_Angeles", "Asia/Kathmandu", "Africa/Casablanca"])
MOMENTS = st.datetimes(
    datetime.datetime(1970, 1, 2), datetime.datetime(2100, 1, 1), timezones=ZONES.map(ZoneInfo)
)


@settings(deadline=None)
@given(summary=TEXT, description=TEXT, name=TEXT, stamp=MOMENTS, start=MOMENTS)
def test_what_is_written_comes_back_from_a_calendar_as_it_went_in(
    summary, description, name, stamp, start
):
    entry = Entry(
        uid="1", stamp=stamp, start=start, summary=f"x{summary}", description=f"x{description}"
    )
    file = write_calendar([entry], f"x{name}")
    calendar = icalendar.Calendar.from_ical(file)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == f"x{summary}"
    assert event["DESCRIPTION"] == f"x{description}"
    # In UTC: an hour that a clock shows twice is equal to no moment of another zone (PEP 495).
    assert event.decoded("DTSTAMP") == stamp.astimezone(datetime.UTC).replace(microsecond=0)
    assert event.decoded("DTSTART") == start.astimezone(datetime.UTC).replace(microsecond=0)
    # What programs for calendars that know none of the newer properties show.
    assert str(calendar["X-WR-CALNAME"]) in (f"x{name}", escape(f"x{name}"))
    assert all(len(line) <= LONGEST_LINE for line in file.split(b"\r\n"))
    for line in file.split(b"\r\n"):
        line.decode()  # no character is cut in two


def escape(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def test_calendar_to_follow_is_written_as_the_standards_say():
    """RFC 5545, and 7986 for the name and how often to ask again."""
    pacific = ZoneInfo("America/Los_Angeles")
    evening = Entry(
        uid="5c4d",
        stamp=datetime.datetime(2026, 11, 1, 9, 30, tzinfo=ZoneInfo("Asia/Kathmandu")),
        summary="وقفة; Vigil, \\o/",
        start=datetime.datetime(2026, 12, 18, 18, 0, tzinfo=pacific),
        end=datetime.datetime(2026, 12, 18, 20, 30, tzinfo=pacific),
        description="One.\r\nTwo.\tThree.",
        location="Hall, Oakland",
        contact="hall@example.org",
        url="https://example.org/a,b;c/",
        sequence=3600,
        is_canceled=True,
    )
    day = datetime.date(2000, 12, 18)
    yearly = Entry(uid="9a1d", stamp=evening.stamp, summary="Day", start=day, is_yearly=True)
    assert write_calendar([evening, yearly], "Día, uno").decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//NNIRR//International Migrants Day//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Día\\, uno",
        "X-WR-CALNAME:Día\\, uno",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VEVENT",
        "UID:5c4d",
        "DTSTAMP:20261101T034500Z",
        "SEQUENCE:3600",
        "DTSTART:20261219T020000Z",
        "DTEND:20261219T043000Z",
        "SUMMARY:وقفة\\; Vigil\\, \\\\o/",
        "DESCRIPTION:One.\\nTwo. Three.",
        "LOCATION:Hall\\, Oakland",
        "CONTACT:hall@example.org",
        "URL:https://example.org/a,b;c/",
        "STATUS:CANCELLED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:9a1d",
        "DTSTAMP:20261101T034500Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20001218",
        "RRULE:FREQ=YEARLY",
        "SUMMARY:Day",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_text_cannot_add_lines_of_its_own():
    entry = Entry(
        uid="1",
        stamp=datetime.datetime(2026, 1, 1, tzinfo=UTC),
        start=datetime.date(2026, 12, 18),
        summary="a\r\nATTACH:http://evil.example/\x00",
        url="https://example.org/\r\nATTACH:x\nATTACH:y",
    )
    lines = write_calendar([entry], "b\r\nATTACH:x").splitlines()
    assert not [line for line in lines if line.startswith(b"ATTACH")]


# -- Pages ------------------------------------------------------------------------------------


def test_events_to_come_stand_on_the_landing_page_and_past_ones_in_their_year(client, landing):
    year = make_page(MigrantsDayYearPage, parent=landing, title="Day of 2026", year=2026)
    make_event(landing, title="Late vigil", start_time=datetime.time(21), end_time=None)
    make_event(landing, title="Early march", start_time=datetime.time(9), end_time=None)
    with at("2026-12-18T10:00:00-08:00"):
        content = client.get(landing.url).content.decode()
        assert content.index("Early march") < content.index("Late vigil")
    with at("2026-12-19T00:00:01-08:00"):
        content = client.get(landing.url).content.decode()
        assert "Early march" not in content
        assert "Late vigil" not in content
        assert "No events are listed yet." in content
    archive = client.get(year.url).content.decode()
    assert archive.index("Early march") < archive.index("Late vigil")


def test_past_event_of_a_year_without_a_page_is_not_lost(client, landing):
    make_event(landing, title="March", start_date=datetime.date(2019, 12, 18))
    content = client.get(landing.url).content.decode()
    assert content.index("Past events") < content.index("March")


def test_event_of_another_year_is_not_in_the_archive(client, landing):
    year = make_page(MigrantsDayYearPage, parent=landing, year=2024)
    make_event(landing, title="Vigil", start_date=datetime.date(2023, 12, 18))
    content = client.get(year.url).content.decode()
    assert "Vigil" not in content


def test_without_events_the_page_says_how_to_tell_us(client, landing):
    site = landing.get_site()
    identity = SiteIdentity.for_site(site)
    identity.contact_email = "hello@example.org"
    identity.save()
    content = client.get(landing.url).content.decode()
    assert "No events are listed yet." in content
    assert 'href="mailto:hello@example.org"' in content
    assert FEED in content


def test_ten_events_are_shown_and_more_are_announced(client, landing):
    for number in range(11):
        make_event(landing, title=f"Event number {number:02}", start_time=datetime.time(number))
    with at("2026-12-01T12:00:00+00:00"):
        content = client.get(landing.url).content.decode()
    assert "Event number 09" in content
    assert "Event number 10" not in content
    assert "There are more" in content


def test_event_page_shows_date_time_and_clock_in_the_readers_language(client, landing):
    page = make_event(landing, place="", online_url="https://example.org/join")
    content = client.get(page.url).content.decode()
    assert "Friday, December 18, 2026" in content
    assert "6 p.m. to 8:30 p.m., time of Los Angeles (UTC−8)" in content
    assert 'datetime="2026-12-18T18:00:00-08:00"' in content
    assert 'href="https://example.org/join" rel="noreferrer"' in content
    with translation.override("es"):
        assert page.date_label.startswith("viernes, 18 de diciembre")


def test_event_that_is_over_says_so_and_offers_no_file(client, landing):
    page = make_event(landing)
    with at("2026-12-18T20:29:00-08:00"):
        content = client.get(page.url).content.decode()
        assert "This event is over." not in content
        assert page.calendar_url in content
    with at("2026-12-18T20:31:00-08:00"):
        content = client.get(page.url).content.decode()
        assert "This event is over." in content
        assert page.calendar_url not in content


def test_search_engines_learn_where_and_how_one_can_take_part(landing):
    (thing,) = make_full_event().structured_data(None)
    assert thing["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
    assert [place["@type"] for place in thing["location"]] == ["Place", "VirtualLocation"]
    assert thing["startDate"] == "2026-12-18T18:00:00-08:00"
    assert thing["endDate"] == "2026-12-19T00:30:00-08:00"
    assert thing["organizer"]["name"] == "Neighbors of the hall"
    (online,) = make_event(landing, place="", online_url="https://example.org/").structured_data(
        None
    )
    assert online["eventAttendanceMode"].endswith("OnlineEventAttendanceMode")
    assert make_event(landing, place="").structured_data(None) == []


# -- What staff may enter ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("end_date", {"end_date": datetime.date(2026, 12, 17)}),
        ("end_time", {"end_time": datetime.time(17)}),
        ("start_time", {"start_time": None}),
        ("start_date", {"start_date": datetime.date(1999, 12, 31)}),
        ("start_date", {"start_date": datetime.date(9999, 12, 31)}),
        ("end_date", {"end_date": datetime.date(9999, 12, 31)}),
        ("time_zone", {"time_zone": "Atlantis/Capital"}),
    ],
)
def test_impossible_times_are_refused_with_the_reason(field, values, landing):
    page = make_event(landing)
    for name, value in values.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.clean_fields()
        page.clean()
    assert field in refused.value.message_dict


def post_event(client, landing, **values):
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

    form = {
        "title": "Vigil",
        "slug": "vigil",
        "band": "leaf",
        "time_zone": "America/Los_Angeles",
        "body": streamfield([]),
        "comments": inline_formset([]),
        **values,
    }
    address = f"/admin/pages/add/resources/migrantsdayeventpage/{landing.pk}/"
    return client.post(address, nested_form_data(form))


def test_draft_may_lack_date_and_place_but_a_published_event_may_not(admin_client, landing):
    assert post_event(admin_client, landing).status_code == 302
    assert not MigrantsDayEventPage.objects.get().live
    response = post_event(admin_client, landing, slug="b", **{"action-publish": "yes"})
    errors = response.context["form"].errors
    assert {"start_date", "place"} <= set(errors)
    values = {"start_date": "2026-12-18", "place": "Oakland", "action-publish": "yes"}
    assert post_event(admin_client, landing, slug="c", **values).status_code == 302
    assert MigrantsDayEventPage.objects.get(slug="c").live


@pytest.mark.parametrize("date", ["9999-12-31", "0001-01-01", "2026-02-30", "tomorrow"])
def test_absurd_date_is_refused_with_the_reason(date, admin_client, landing):
    response = post_event(
        admin_client, landing, start_date=date, place="Oakland", **{"action-publish": "yes"}
    )
    assert response.status_code == 200
    assert "start_date" in response.context["form"].errors


def test_every_zone_that_can_be_chosen_exists():
    groups = [group for _label, group in time_zone_choices() if isinstance(group, list)]
    names = [name for group in groups for name, _city in group]
    assert len(names) > 300
    assert all(ZoneInfo(name) for name in names)


@pytest.mark.parametrize(
    ("code", "city"),
    [("en", "Los Angeles"), ("es", "Los Ángeles"), ("fr", "Los Angeles"), ("ar", "لوس انجلوس")],
)
def test_city_of_a_clock_is_named_in_the_language_of_the_reader(code, city):
    with translation.override(code):
        assert city_of("America/Los_Angeles") == city
        groups = dict(group for group in time_zone_choices() if isinstance(group[1], list))
        assert ("America/Los_Angeles", city) in groups["America"]
        assert city_of("Etc/GMT+8") == "GMT+8"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("America/Los_Angeles", "UTC−8"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("America/St_Johns", "UTC−3:30"),
        ("Africa/Accra", "UTC"),
        # As after a zone was renamed: the event is shown all the same.
        ("Atlantis/Capital", "UTC"),
    ],
)
def test_offset_is_written_with_minutes_where_there_are_some(zone, written):
    event = MigrantsDayEventPage(time_zone=zone, start_date=datetime.date(2026, 12, 18))
    assert write_offset(event.start) == written
