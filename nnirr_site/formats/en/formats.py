"""Dates in American English as the house writes them: October 22, 2014, not Oct. 22, 2014."""

DATE_FORMAT = "F j, Y"
SHORT_DATE_FORMAT = "M j, Y"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "F j"
