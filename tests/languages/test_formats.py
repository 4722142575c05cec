"""Dates and numbers in the languages of the site."""

import datetime
from decimal import Decimal

import pytest
from django.utils.formats import date_format, number_format
from django.utils.translation import override

from nnirr_site.i18n.numbers import write_number

DAY = datetime.date(1990, 12, 18)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "December 18, 1990"),
        ("es", "18 de diciembre de 1990"),
        ("fr", "18 décembre 1990"),
        ("ar", "18 ديسمبر 1990"),
    ],
)
def test_date_is_written_as_in_the_language(code, written):
    with override(code):
        assert date_format(DAY, "DATE_FORMAT") == written


@pytest.mark.parametrize(
    ("code", "short", "with_time"),
    [
        ("en", "Nov 24, 2026", "November 24, 2026, 1:05 p.m."),
        ("es", "24 nov 2026", "24 de noviembre de 2026, 13:05"),
        ("fr", "24 nov. 2026", "24 novembre 2026, 13:05"),
        ("ar", "24 نوفمبر 2026", "24 نوفمبر 2026، 1:05 م"),
    ],
)
def test_short_dates_and_times_name_the_month(code, short, with_time):
    moment = datetime.datetime(2026, 11, 24, 13, 5)
    with override(code):
        assert date_format(moment, "SHORT_DATE_FORMAT") == short
        assert date_format(moment, "DATETIME_FORMAT") == with_time
        assert date_format(moment, "SHORT_DATETIME_FORMAT").startswith(short)


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "13,125"), ("es", "13,125"), ("fr", "13\xa0125"), ("ar", "13,125")],
)
def test_thousands_are_grouped_as_in_the_language(code, written):
    with override(code):
        assert number_format(13125, force_grouping=True) == written


@pytest.mark.parametrize(
    ("code", "written"), [("en", "167.7"), ("es", "167.7"), ("fr", "167,7"), ("ar", "167.7")]
)
def test_decimals_are_written_as_in_the_language(code, written):
    with override(code):
        assert write_number(Decimal("167.7")) == written
