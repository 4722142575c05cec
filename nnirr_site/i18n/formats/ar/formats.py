"""Dates and numbers in Arabic: 18 ديسمبر 1990, and 1,234.5 as the Unicode data for Arabic have it.

Django's own formats set a comma before the year, give dates with times in the English order and
leave numbers ungrouped.
"""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، P"
SHORT_DATE_FORMAT = "j F Y"
SHORT_DATETIME_FORMAT = "j F Y، P"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
