"""What happens by itself, for staff: each chore with its times, and a banner if none happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from campaigns.mail import scheduled_jobs
from campaigns.mail.watching.conditions import STANDS_STILL_AFTER
from campaigns.models import Call, Chore, Switches, WorkerPulse
from nnirr_site.database.clock import database_now, is_too_far
from nnirr_site.models import ScheduleProblem


@dataclass(frozen=True)
class ChoreRow:
    """One line of the report."""

    label: str
    how_often: str
    ran_at: datetime | None
    next_at: datetime | None
    state: str
    is_bad: bool = False


@dataclass(frozen=True)
class ProblemRow:
    """What could not be published or taken off; its name only for who may edit it."""

    label: str
    url: str
    step: str
    error: str
    failures: int
    failed_at: datetime


@dataclass(frozen=True)
class Health:
    """Whether workers are at work, and whether their clocks are right."""

    now: datetime
    seen_at: datetime | None
    leads: tuple[timedelta, ...]

    @classmethod
    def read(cls) -> Health:
        now = database_now()
        pulses = list(WorkerPulse.objects.order_by("-seen_at")[:20])
        lately = [pulse for pulse in pulses if now - pulse.seen_at < STANDS_STILL_AFTER]
        return cls(
            now,
            pulses[0].seen_at if pulses else None,
            tuple(timedelta(seconds=pulse.lead_seconds) for pulse in lately),
        )

    @property
    def is_standing_still(self) -> bool:
        return not self.leads

    @property
    def wrong_leads(self) -> list[timedelta]:
        return [lead for lead in self.leads if is_too_far(lead)]

    @property
    def is_waiting_for_clocks(self) -> bool:
        """Whether no worker is left whose clock lets it delete anything."""
        return bool(self.leads) and len(self.wrong_leads) == len(self.leads)

    @property
    def warnings(self) -> list[str]:
        """Sentences for everybody who works here; empty if all is well."""
        found = []
        if self.is_standing_still:
            found.append(
                _(
                    "The worker does not run. Nothing is published at its time, no mail goes out,"
                    " nobody is counted and nothing is deleted. Tell whoever looks after the"
                    " server."
                )
            )
        for lead in self.wrong_leads:
            if lead > timedelta():
                sentence = _(
                    "The clocks of a worker and of the database differ: the worker's is %(time)s"
                    " ahead. It deletes nothing and reminds nobody until they agree. Tell whoever"
                    " looks after the server."
                )
            else:
                sentence = _(
                    "The clocks of a worker and of the database differ: the worker's is %(time)s"
                    " behind. It deletes nothing and reminds nobody until they agree. Tell whoever"
                    " looks after the server."
                )
            found.append(sentence % {"time": timesince(self.now - abs(lead), self.now, depth=1)})
        return found


UNITS = (
    (timedelta(days=1), ngettext_lazy("every day", "every %(number)d days", "number")),
    (timedelta(hours=1), ngettext_lazy("every hour", "every %(number)d hours", "number")),
    (timedelta(minutes=1), ngettext_lazy("every minute", "every %(number)d minutes", "number")),
)


def how_often(every: timedelta) -> str:
    """“every minute”, “every 5 hours”."""
    for unit, words in UNITS:
        if every >= unit and not every % unit:
            return words % {"number": every // unit}
    seconds = max(1, round(every.total_seconds()))
    return ngettext("every second", "every %(number)d seconds", seconds) % {"number": seconds}


def find_running() -> set[int]:
    """The numbers of the locks of the chores that are being done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            " AND granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())",
            [scheduled_jobs.LOCKS],
        )
        return {number for (number,) in cursor.fetchall()}


def list_chores(health: Health) -> list[ChoreRow]:
    """Mail and the count first, which go on all the time, then every chore."""
    stored, running = Chore.objects.in_bulk(), find_running()
    still = health.is_standing_still
    stopped = _("stands still: the worker does not run")
    mail = _("stopped by staff, under Settings → Switches")
    is_mail_stopped = Switches.load().is_mail_stopped
    rows = [
        ChoreRow(
            _("Send mail"),
            _("at once"),
            health.seen_at,
            None,
            stopped if still else mail if is_mail_stopped else _("works"),
            still or is_mail_stopped,
        ),
        ChoreRow(
            _("Count signatures"),
            how_often(timedelta(seconds=settings.TALLY_SECONDS)),
            health.seen_at,
            None,
            stopped if still else _("works"),
            still,
        ),
    ]
    rows.append(describe_calls(health.now))
    for duty in scheduled_jobs.DUTIES:
        chore = stored.get(duty.name)
        is_running = scheduled_jobs.lock_number(duty.name) % 2**32 in running
        state, is_bad = describe_job_state(duty, chore, health, is_running)
        due = scheduled_jobs.next_time(duty, chore, health.now)
        rows.append(
            ChoreRow(
                str(duty.label or duty.name),
                how_often(duty.every),
                chore and chore.ran_at,
                None if is_running or still else max(due, health.now),
                state,
                is_bad,
            )
        )
    return rows


def describe_calls(now: datetime) -> ChoreRow:
    """Calls open and close by the clock alone: the last time that one did, and the next."""
    columns = ("opens_at", "closes_at", "organizations_close_at")
    moments = [
        moment for row in Call.objects.values_list(*columns) for moment in row if moment is not None
    ]
    return ChoreRow(
        _("Open and close calls at the times that were set"),
        _("to the second"),
        max((moment for moment in moments if moment <= now), default=None),
        min((moment for moment in moments if moment > now), default=None),
        _("works, also without the worker"),
    )


def describe_job_state(
    duty: scheduled_jobs.Duty, chore: Chore | None, health: Health, is_running: bool
) -> tuple[str, bool]:
    """In words, and whether somebody should look."""
    if is_running:
        return _("is being done now"), False
    if health.is_standing_still:
        return _("stands still: the worker does not run"), True
    if duty.is_final and health.is_waiting_for_clocks:
        return _("waits until the clocks agree"), True
    if chore and chore.failed_at:
        failed = ngettext(
            "failed (%(error)s), will be tried again",
            "failed %(number)d times in a row (%(error)s), will be tried again",
            chore.failures,
        )
        return failed % {"number": chore.failures, "error": chore.error}, True
    if chore is None or chore.ran_at is None:
        return _("has not been done yet"), False
    return _("done"), False


def list_problems(user) -> list[ProblemRow]:
    """Every publication that failed, with the way to its editor for who may go there."""
    rows = []
    for problem in ScheduleProblem.objects.select_related("content_type"):
        subject = problem.subject
        label, url = str(problem.content_type), ""
        if isinstance(subject, Page) and subject.permissions_for_user(user).can_edit():
            label = subject.get_admin_display_title()
            url = reverse("wagtailadmin_pages:edit", args=[subject.pk])
        rows.append(
            ProblemRow(
                label,
                url,
                problem.get_step_display(),
                problem.error,
                problem.failures,
                problem.failed_at,
            )
        )
    return rows


class ChoresView(TemplateView):
    """Reports → What happens by itself, for everybody who may enter the admin."""

    template_name = "campaigns/admin/chores.html"
    extra_context = {
        "page_title": gettext_lazy("What happens by itself"),
        "header_icon": "history",
    }

    def get_context_data(self, **kwargs):
        health = Health.read()
        return super().get_context_data(
            health=health,
            chores=list_chores(health),
            problems=list_problems(self.request.user),
            **kwargs,
        )


class StandstillBanner(Component):
    """Above all else on the first page of the admin; nothing while all is well."""

    name = "standstill"
    order = 1
    template_name = "campaigns/admin/standstill.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"warnings": Health.read().warnings, "problems": list_problems(user)}
