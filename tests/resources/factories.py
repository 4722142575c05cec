"""Events as they could be: made for tests, never for readers."""

from __future__ import annotations

import datetime

from resources.models import MigrantsDayEventPage, MigrantsDayPage
from tests.factories import make_page


def make_event(landing: MigrantsDayPage | None = None, **fields) -> MigrantsDayEventPage:
    """A published event on the evening of December 18, 2026, in Oakland."""
    values = {
        "start_date": datetime.date(2026, 12, 18),
        "start_time": datetime.time(18),
        "end_time": datetime.time(20, 30),
        "place": "Community hall, Oakland",
    }
    event = make_page(MigrantsDayEventPage, parent=landing, **values | fields)
    event.save_revision().publish()
    event.refresh_from_db()
    return event


def make_full_event() -> MigrantsDayEventPage:
    """An event with something in every field."""
    return make_event(
        title="Vigil for those who did not arrive",
        lead="We light a candle for each name that we know.",
        search_description="A vigil in Oakland on International Migrants Day, for all who come.",
        end_date=datetime.date(2026, 12, 19),
        end_time=datetime.time(0, 30),
        online_url="https://example.org/join",
        organizer="Neighbors of the hall",
        organizer_url="https://example.org/",
        contact_email="hall@example.org",
        accessibility="No steps. Spanish and American Sign Language.",
        body=[("prose", "<p>Bring a candle.</p>")],
        reviewed_on=datetime.date(2026, 11, 1),
    )
