"""What workers write down of themselves, and what others note when a part stands still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from campaigns.models import Alarm, Chore, WorkerPulse

BACKUP = "backup"  # noted by the command, whose time is the machine's
MAIL_DOMAIN = "mail domain"  # noted by the command that found nothing bad
PULSES_KEPT = timedelta(days=1)


def note_pulse(number: int, now: datetime, lead: timedelta, *, is_first: bool) -> None:
    """Leave a sign of life. `lead`: how far the clock of the worker is ahead of the database's."""
    seen = {"seen_at": now, "lead_seconds": lead.total_seconds()}
    WorkerPulse.objects.update_or_create(
        number=number, defaults=seen, create_defaults=seen | {"started_at": now}
    )
    if is_first:
        WorkerPulse.objects.filter(seen_at__lt=now - PULSES_KEPT).delete()


def note_run(name: str, **fields) -> None:
    """What became of a job that is done in its time: when it ran, or failed, and by what."""
    Chore.objects.update_or_create(name=name, defaults=fields)


def note_alarms(troubles: Mapping[str, str], now: datetime) -> list[Alarm]:
    """Begin an episode for each part that is newly unwell, end those of parts that are well again.

    Gives the episodes that go on.
    """
    Alarm.objects.filter(ended_at=None).exclude(name__in=troubles).update(ended_at=now)
    for name, trouble in troubles.items():
        begun = {"trouble": trouble[:200], "since": now, "ended_at": None, "tried_at": None}
        if not Alarm.objects.filter(name=name, ended_at=None).update(trouble=trouble[:200]):
            Alarm.objects.update_or_create(name=name, defaults=begun)
    return list(Alarm.objects.filter(ended_at=None).order_by("name"))


def note_telling(names: list[str], now: datetime, *, is_told: bool) -> None:
    """That mail about these was tried, and whether any went out."""
    times = {"tried_at": now, "told_at": now} if is_told else {"tried_at": now}
    Alarm.objects.filter(name__in=names).update(**times)
