"""Dates in French: 24 novembre 2026, and 24 nov. 2026 where there is little room.

Django's own short dates are 24/11/2026, which readers in the United States take for another day.
"""

DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATE_FORMAT = "j N Y"
SHORT_DATETIME_FORMAT = "j N Y, H:i"
