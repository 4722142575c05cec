"""Dates in Spanish: 24 de noviembre de 2026, and 24 nov 2026 where there is little room.

Django's own short dates are 24/11/2026, which readers in the United States take for another day,
and its numbers 70 000 and 167,7, where Spanish readers there write 70,000 and 167.7.
"""

DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
SHORT_DATE_FORMAT = "j b Y"
SHORT_DATETIME_FORMAT = "j b Y, H:i"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
