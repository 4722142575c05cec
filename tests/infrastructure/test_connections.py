"""How often a connection to the database is asked whether it is still there."""

from __future__ import annotations

import pytest
from django.db import connections

from nnirr_site.database import base


@pytest.fixture
def connection(db, monkeypatch, settings):
    """One of the site's kind that is kept between requests, and how often it was asked."""
    settings.DATABASE_ROLE = "web"
    connection = connections.create_connection("default")
    connection.settings_dict = connection.settings_dict | {
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    connection.asked = 0

    def ask() -> bool:
        connection.asked += 1
        return True

    connection.connect()
    monkeypatch.setattr(connection, "is_usable", ask)
    yield connection
    connection.close()


def use(connection) -> None:
    """As a request does: its beginning, a statement, its end."""
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close_if_unusable_or_obsolete()


def test_connection_that_rested_is_asked_and_one_in_use_is_not(connection, monkeypatch):
    use(connection)
    connection.asked = 0
    for _ in range(5):
        use(connection)
    assert connection.asked == 0, "a question for each request"
    monkeypatch.setattr(base, "FRESH_SECONDS", 0.0)
    use(connection)
    assert connection.asked == 1


def test_connection_that_failed_is_asked_however_lately_it_was_used(connection):
    use(connection)
    connection.asked, connection.errors_occurred = 0, True
    use(connection)
    assert connection.asked == 1


def test_worker_asks_each_time(connection, settings):
    """It has all the time, and says once that the database was away."""
    settings.DATABASE_ROLE = "worker"
    use(connection)
    connection.asked = 0
    use(connection)
    assert connection.asked == 1
