"""What the worker does for the accounts of staff."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.db.models.functions import Now

from nnirr_site.accounts import limits, records
from nnirr_site.accounts.mail import send_due
from nnirr_site.models import StaffMail

__all__ = ["clear_sessions", "forget_restored", "purge_old_rows", "send_due"]


def clear_sessions() -> int:
    """Delete the sessions whose time is over on the database's clock. Returns how many.

    Django's `clearsessions` would go by the clock of the machine that runs it.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    ended = store.get_model_class().objects.filter(expire_date__lt=Now())
    return ended.delete()[0]


def purge_old_rows() -> int:
    """Delete sign-ins and attempts that are old; returns how many rows."""
    return records.purge_records() + limits.purge_windows()


def forget_restored() -> None:
    """After a backup was restored: who had logged out since would be in again, and mails about
    accounts would go out a second time.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore
    store.get_model_class().objects.all().delete()
    StaffMail.objects.all().delete()
