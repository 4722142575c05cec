"""What workers write down of themselves: that they live, and what they did in its time."""

from __future__ import annotations

from datetime import datetime, timedelta

from campaigns.models import Chore, WorkerPulse

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
