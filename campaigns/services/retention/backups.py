"""How old a backup may get: no older than what people who signed were promised."""

from __future__ import annotations

from campaigns.models import Call
from campaigns.services.departures.noting import MOST_BACKUP_DAYS


def backup_days() -> int:
    """Days after which every copy has to be gone: 30, less if a call promises to delete sooner, and
    one at least.

    By then who never confirmed is promised to be gone. A call counts until its personal data are
    deleted, with the shortest time that anybody who signed it was told.
    """
    days = [MOST_BACKUP_DAYS]
    for call in Call.objects.filter(anonymized_at__isnull=True):
        promised = call.find_promise().days
        days += [call.retention_days] if promised is None else [call.retention_days, promised]
    return max(1, min(days))
