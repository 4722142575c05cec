"""What the worker does for the accounts of staff."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.utils import timezone

from nnirr_site.accounts import limits, records
from nnirr_site.accounts.mail import send_due

__all__ = ["forget", "send_due"]


def forget() -> int:
    """Delete sign-ins that are old, attempts and sessions that are over; returns how many rows."""
    sessions = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    return records.purge() + limits.purge() + sessions
