"""Dates and numbers in the languages of the site."""

import datetime

import pytest
from django.utils.formats import date_format, number_format
from django.utils.translation import override

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
    ("code", "written"),
    [("en", "13,125"), ("es", "13\xa0125"), ("fr", "13\xa0125"), ("ar", "13,125")],
)
def test_thousands_are_grouped_as_in_the_language(code, written):
    with override(code):
        assert number_format(13125, force_grouping=True) == written
