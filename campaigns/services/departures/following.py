"""Keeping the record of departures and the database alike, in both directions.

The worker looks every few seconds. What stands in the database only is appended to the record: so a
crash between the two loses nothing, it is written a little later. What stands in the record only
tells that somebody restored an older backup, and is done again before anything else.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from campaigns.models import Departure
from campaigns.models.signatures import DepartureKind
from campaigns.services.departures.noting import RECORD_KEPT, ROWS_KEPT, note_mark
from campaigns.services.departures.record import Entry, Record
from campaigns.services.departures.replaying import (
    Replayed,
    drop_restored_mail,
    find_unknown,
    forget_old_departures,
    replay,
)
from nnirr_site.database.clock import database_now, find_lead, is_too_far

logger = logging.getLogger(__name__)

# A row is seen by others when its transaction ends, which the worker's patience bounds.
LATEST = timedelta(hours=2)
# Who has not looked for so long compares everything, and everybody does so often.
WHOLE_AFTER = timedelta(minutes=30)
WHOLE_EVERY = timedelta(hours=6)
HOUR = timedelta(hours=1)


class Follower:
    """One process beside one folder. `look()` may be called by several threads."""

    def __init__(self, folder: Path):
        self._record = Record(folder)
        self._known: set[str] = set()
        self._looked_at: datetime | None = None
        self._compared_at: datetime | None = None
        self._lock = threading.Lock()

    def look(self, *, whole: bool = False) -> Replayed | None:
        """Append what is new; do again what the database has forgotten, and say what that was.

        `whole`: compare all of it, as after a start or when the database was away.
        """
        with self._lock:
            now = database_now()
            done = None
            if whole or self._is_time_to_compare(now):
                done = self._compare(now)
                self._compared_at = now
            self._mark(now)
            self._append(now - LATEST)
            self._looked_at = now
            return done

    def _is_time_to_compare(self, now: datetime) -> bool:
        if self._looked_at is None or self._compared_at is None:
            return True
        is_away = not timedelta(0) <= now - self._looked_at <= WHOLE_AFTER
        return is_away or now - self._compared_at > WHOLE_EVERY

    def _compare(self, now: datetime) -> Replayed | None:
        # While the clocks differ nobody knows which of them is right.
        if not is_too_far(find_lead()):
            self._record.forget_before(now - RECORD_KEPT)
            forget_old_departures(now - ROWS_KEPT)
        written = self._record.read()
        unknown = find_unknown(written.values())
        done = None
        if unknown:
            logger.error("departures: the database is older than its record: it was restored")
            done = replay(unknown)
            for line in done.lines:
                logger.warning("%s", line)
        self._known = set(written)
        self._append(now - RECORD_KEPT)
        return done

    def _mark(self, now: datetime) -> None:
        marks = Departure.objects.filter(kind=DepartureKind.MARK, at__gt=now - HOUR)
        if not marks.exists():
            note_mark()

    def _append(self, since: datetime) -> None:
        rows = Departure.objects.filter(at__gt=since).order_by("pk")
        new = [entry_of(row) for row in rows if row.token not in self._known]
        self._record.append(new)
        self._known.update(entry.token for entry in new)


def entry_of(row: Departure) -> Entry:
    return Entry(row.token, row.kind, row.key_id, row.signature_key, row.later_key, row.at)


@cache
def _follower(folder: Path) -> Follower:
    return Follower(folder)


def follow_departures(*, whole: bool = False) -> Replayed | None:
    """What the worker does; without a folder (`DEPARTURES_DIR`) there is no record."""
    dropped = drop_restored_mail()
    if dropped:
        logger.info("mail: %d from before the restore are not sent, as staff decided", dropped)
    folder = settings.DEPARTURES_DIR
    return _follower(Path(folder)).look(whole=whole) if folder else None


def replay_record(folders: list[Path]) -> Replayed:
    """For who restores a backup by hand or by command: all that stands in these folders."""
    entries: dict[str, Entry] = {}
    for folder in folders:
        entries |= Record(folder).read()
    return replay(find_unknown(entries.values()))
