"""Passing on what staff switched to what knows nothing of campaigns."""

from __future__ import annotations

import logging

import psycopg

from nnirr_site.http import caching
from nnirr_site.http.page_cache.memory import on_flush

logger = logging.getLogger(__name__)

READ = "SELECT max(cache_seconds) FROM campaigns_switches"


def read_cache_seconds(listener: psycopg.Connection) -> None:
    """Have pages kept as long as the switch says. Saving it is a purge, after which this is asked.

    On the connection that waits for purges: no request asks the database for it.
    """
    try:
        [seconds] = listener.execute(READ).fetchone()
    except psycopg.errors.UndefinedTable:
        logger.warning("switches: the database is not migrated")
        return
    caching.set_minimum_ttl(seconds or 0)


def follow_switches() -> None:
    """Called once when the site starts."""
    on_flush.append(read_cache_seconds)
