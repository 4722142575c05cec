"""What the worker does for the accounts of staff."""

from __future__ import annotations

from nnirr_site.accounts import limits, records
from nnirr_site.accounts.mail import send_due

__all__ = ["purge_old_rows", "send_due"]


def purge_old_rows() -> int:
    """Delete sign-ins and attempts that are old; returns how many rows."""
    return records.purge_records() + limits.purge_windows()
