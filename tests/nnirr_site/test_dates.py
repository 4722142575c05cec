import datetime

import pytest
from django.utils import translation

from nnirr_site.i18n.dates import format_date, machine_date

DAY = datetime.date(2014, 10, 22)


@pytest.mark.parametrize(
    ("precision", "shown", "machine"),
    [
        ("day", "October 22, 2014", "2014-10-22"),
        ("month", "October 2014", "2014-10"),
        ("year", "2014", "2014"),
    ],
)
def test_date_shows_no_more_than_the_source_knows(precision, shown, machine):
    assert format_date(DAY, precision) == shown
    assert machine_date(DAY, precision) == machine


def test_date_follows_the_language():
    with translation.override("es"):
        assert format_date(DAY) == "22 de octubre de 2014"


def test_missing_date_of_a_draft_is_empty():
    assert format_date(None) == ""
    assert machine_date(None) == ""
