"""Which mails about what waits each member of staff wants, and what the last one told."""

from __future__ import annotations

from datetime import date, datetime

from campaigns.models import StaffNotice
from campaigns.models.switches import NoticeFrequency

Told = dict[str, list[int]]  # kind of thing → how many waited, and the highest number among them


def find_notice(user) -> StaffNotice:
    """What this member of staff has chosen; daily as long as nothing was."""
    return StaffNotice.objects.filter(user=user).first() or StaffNotice(user=user)


def choose_frequency(user, frequency: NoticeFrequency | str) -> None:
    """Sets it; what waits now is not news to who looks at the admin anyway."""
    StaffNotice.objects.update_or_create(user=user, defaults={"frequency": frequency})


def note_told(user, told: Told, *, at: datetime | None = None, on: date | None = None) -> None:
    """What was looked at for this member of staff; `at`, `on`: that a mail, or the digest, went."""
    values: dict[str, object] = {"told": told}
    if at is not None:
        values["told_at"] = at
    if on is not None:
        values["sent_on"] = on
    StaffNotice.objects.update_or_create(user=user, defaults=values)
