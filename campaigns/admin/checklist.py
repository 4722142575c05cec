"""What of the list for a new site is about signing and the server behind it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.mail.watching.conditions import BACKUP_MISSED_AFTER, STANDS_STILL_AFTER
from campaigns.models import Call, CallPage, Chore, WorkerPulse
from campaigns.services.worker_state import BACKUP, MAIL_DOMAIN
from nnirr_site.admin.checklist import (
    ChecklistStep,
    add_step,
    edit_identity,
    find_identity,
    was_read_by_staff,
)
from nnirr_site.database.clock import database_now

ENTER, EDIT_CALLS = "wagtailadmin.access_admin", "campaigns.change_call"
# Records of a domain are changed by others: what was right long ago may be wrong now.
CHECKED_FOR = timedelta(days=180)


def is_call_approved() -> bool:
    """The call that every page invites to sign is published, and staff have read it."""
    identity = find_identity()
    return identity is not None and was_read_by_staff(identity.call_page)


def edit_call_page() -> str:
    identity = find_identity()
    page = identity and identity.call_page
    page = page or CallPage.objects.order_by("path").first()
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else edit_identity()


def are_days_promised() -> bool:
    """Every call that can be signed says on which day personal data are deleted."""
    calls = [call for call in Call.objects.filter(anonymized_at=None) if call.is_open]
    return bool(calls) and all(call.erasure_day is not None for call in calls)


def was_done_lately(name: str, within: timedelta) -> bool:
    return Chore.objects.filter(name=name, ran_at__gt=database_now() - within).exists()


def is_worker_there() -> bool:
    since = database_now() - STANDS_STILL_AFTER
    return WorkerPulse.objects.filter(seen_at__gt=since).exists()


def see_chores() -> str:
    return reverse("campaigns_chores")


def add_steps() -> None:
    """Called once when the admin is put together."""
    calls = "wagtailsnippets_campaigns_call:list"
    for step in (
        ChecklistStep(
            _("The call that people sign was read and approved by you"),
            _(
                "Choose it in Settings → Site identity, and publish its page or press “Reviewed "
                "today” on it."
            ),
            is_call_approved,
            edit_call_page,
            "nnirr_site.change_siteidentity",
        ),
        ChecklistStep(
            _("Signers are told on which day their data are deleted"),
            _("Give every open call a closing date; the days until deletion count from it."),
            are_days_promised,
            lambda: reverse(calls),
            EDIT_CALLS,
        ),
        ChecklistStep(
            _("Mail from your domain is known to arrive"),
            _(
                "Whoever runs the server runs manage.py check_mail_domain until it finds "
                "nothing bad."
            ),
            lambda: was_done_lately(MAIL_DOMAIN, CHECKED_FOR),
            see_chores,
            ENTER,
        ),
        ChecklistStep(
            _("A backup was made in the last two days"),
            _("Whoever runs the server sets BACKUP_RECIPIENTS and the timer of the backup."),
            lambda: was_done_lately(BACKUP, BACKUP_MISSED_AFTER),
            see_chores,
            ENTER,
        ),
        ChecklistStep(
            _("The worker runs"),
            _("Without it no mail goes out and nothing is published at its time."),
            is_worker_there,
            see_chores,
            ENTER,
        ),
    ):
        add_step(step)


add_steps()
