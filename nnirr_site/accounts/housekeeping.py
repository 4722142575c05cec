"""What the worker does for the accounts of staff."""

from __future__ import annotations

from nnirr_site.accounts import limits, records
from nnirr_site.accounts.mail import send_due

__all__ = ["forget", "send_due"]


def forget() -> int:
    """Delete sign-ins and attempts that are old; returns how many rows."""
    return records.purge() + limits.purge()
