import datetime
from unittest import mock

import pytest

from resources.models import MigrantsDayPage, MigrantsDayYearPage, next_migrants_day
from tests.factories import make_home, make_page


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
