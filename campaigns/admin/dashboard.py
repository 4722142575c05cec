"""The panel about signing on the first page of the admin, for those who may see its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import formats
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from campaigns.admin import statistics
from campaigns.admin.actions import MODERATE, SEE_PERSONAL_DATA
from campaigns.mail.scheduled_jobs import DUTIES
from campaigns.mail.staff_notices import find_dates
from campaigns.mail.watching.conditions import STANDS_STILL_AFTER, is_late
from campaigns.models import Chore, PaperSheets, WorkerPulse
from nnirr_site.admin.waiting import WaitingItem, add_finder
from nnirr_site.database.clock import database_now

SEE_TOTALS = "campaigns.view_tallystate"
SEE_MAIL = "campaigns.view_outboundmail"
KEEP_SHEETS = "campaigns.change_papersheets"
MOST_SHEETS_NAMED = 10
WIDTH, HEIGHT, BASE = 720, 160, 140
TOP = 14


@dataclass(frozen=True)
class DashboardBar:
    """A day of the chart in the units of its picture."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True)
class Chart:
    """Bars over a base line. A day on which more left than came has a row in the table alone."""

    bars: list[DashboardBar]
    most: int  # on one day; 0 if nobody was counted
    first: date
    last: date
    rows: list[tuple[date, int]]
    total: int
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE

    @property
    def words(self) -> str:
        """The sum and the best day, as one says it: “none in 30 days”, “1 in 30 days”."""
        numbers = {
            "number": formats.number_format(self.total, use_l10n=True, force_grouping=True),
            "most": formats.number_format(self.most, use_l10n=True, force_grouping=True),
        }
        if not self.most and not self.total:
            return _("none in 30 days.")
        if self.total < 0:
            return _("%(number)s in 30 days: more left than came.") % numbers
        if self.total == 1 and self.most == 1:
            return _("1 in 30 days.")
        if self.total == self.most:
            return _("%(number)s in 30 days, all on one day.") % numbers
        return _("%(number)s in 30 days, at most %(most)s on one day.") % numbers


def draw(days: list[tuple[date, int]]) -> Chart:
    most = max(0, *(number for _day, number in days))
    scale = max(1, most)
    step = WIDTH / len(days)
    bars = []
    for index, (day, number) in enumerate(days):
        height = max(0, number) / scale * (BASE - TOP)
        bars.append(
            DashboardBar(
                x=round(index * step + 2, 1),
                y=round(BASE - height, 1),
                width=round(step - 4, 1),
                height=round(height, 1),
                label=f"{date_format(day, 'SHORT_DATE_FORMAT')}: {number}",
            )
        )
    return Chart(
        bars=bars,
        most=most,
        first=days[0][0],
        last=days[-1][0],
        rows=days[::-1],
        total=sum(number for _day, number in days),
    )


def waits(label: str, rows: QuerySet, url: str) -> WaitingItem:
    """Counted to a thousand, as it is on every opening of the first page."""
    count = statistics.count_capped(rows)
    return WaitingItem(label, count.number, url, is_more=count.is_more)


def waiting_for(user: AbstractBaseUser) -> Iterator[WaitingItem]:
    """Only what this user may see and do something about."""
    signatures = reverse("wagtailsnippets_campaigns_signature:list")
    queue = reverse("wagtailsnippets_campaigns_signature:queue")
    mails = reverse("wagtailsnippets_campaigns_outboundmail:list")
    if user.has_perms([MODERATE, "campaigns.view_signature"]):
        yield waits(
            _("Organizations that wait for approval"), statistics.organizations_to_approve(), queue
        )
        if user.has_perm(SEE_PERSONAL_DATA):
            yield waits(
                _("Names of people that wait for approval"), statistics.names_to_approve(), queue
            )
            yield waits(_("Comments that nobody has read"), statistics.comments_to_read(), queue)
        yield waits(
            _("Set aside together, as many came from one network"),
            statistics.caught_together(),
            reverse("wagtailsnippets_campaigns_signature:caught"),
        )
        yield waits(
            _("Set aside by a rule or a limit since yesterday"),
            statistics.caught_lately(),
            f"{signatures}?status=rejected",
        )
    if user.has_perm(SEE_MAIL):
        yield waits(_("Mails that failed"), statistics.failed_mails(), f"{mails}?status=failed")
        yield waits(
            _("Mails that wait for their turn: too many for one address or domain"),
            statistics.held_mails(),
            f"{mails}?is_held=true",
        )
        yield waits(_("Mails that are late"), statistics.late_mails(), f"{mails}?is_late=true")
        restored = statistics.restored_mails()
        label = _("Mails from before a backup was restored: decide whether they go out")
        item = waits(label, restored, find_switches(user) or mails)
        if item.number:
            yield item
        number = len(late_chores())
        label = _("Things that happen by themselves and are late or failed")
        yield WaitingItem(label, number, reverse("campaigns_chores"))
    yield from coming_dates(user)


def late_chores() -> list[str]:
    """The names of what the worker has not done in its time, as `/readyz` has it."""
    now, chores = database_now(), Chore.objects.in_bulk()
    lately = WorkerPulse.objects.filter(seen_at__gt=now - STANDS_STILL_AFTER)
    started_at = lately.aggregate(last=Max("started_at"))["last"]
    runs = {name: (chore.ran_at, chore.failures) for name, chore in chores.items()}
    return [duty.name for duty in DUTIES if is_late(duty, runs.get(duty.name), now, started_at)]


def coming_dates(user: AbstractBaseUser) -> Iterator[WaitingItem]:
    """Days of the next two weeks on which a call closes or data are deleted."""
    calls = reverse("wagtailsnippets_campaigns_call:list")
    url = calls if user.has_perm("campaigns.view_call") else reverse("campaigns_chores")
    for coming in find_dates(user, database_now()):
        label = _("Data of signers are deleted") if coming.is_deletion else _("A call closes")
        note = f"{coming.call}, {date_format(coming.day, 'DATE_FORMAT')}"
        yield WaitingItem(label, 1, url, note=note)


def find_switches(user: AbstractBaseUser) -> str:
    """The way to the switches; empty for who may not change them."""
    if not user.has_perm("campaigns.change_switches"):
        return ""
    return reverse("wagtailsettings:edit", args=["campaigns", "switches"])


class SigningPanel(Component):
    """Chart, and shares of confirmed signatures."""

    name = "signing"
    order = 50
    template_name = "campaigns/admin/panel.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        context = {"may_see_totals": user.has_perm(SEE_TOTALS)}
        if context["may_see_totals"]:
            by_day, by_provider, is_cut = statistics.confirmed_shares()
            context |= {
                "chart": draw(statistics.signed_by_day()),
                "by_day": by_day,
                "by_provider": by_provider,
                "is_cut": is_cut,
                "sample": statistics.SAMPLE_OF_A_DAY,
            }
        return context


def is_for(user) -> bool:
    """Whether the panel would show this user anything."""
    return user.has_perm(SEE_TOTALS)


class MailAlarmPanel(Component):
    """Above everything else: so much mail was queued that somebody should look."""

    name = "mail-alarm"
    order = 1
    template_name = "campaigns/admin/mail_alarm.html"

    def __init__(self, alarm: statistics.MailAlarm):
        self.alarm = alarm

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "alarm": self.alarm,
            "mail_url": reverse("wagtailsnippets_campaigns_outboundmail:list"),
            "switches_url": find_switches(user),
        }


class PaperPanel(Component):
    """Above everything else: sheets that people were told would be destroyed by now, or soon."""

    name = "paper"
    order = 2
    template_name = "campaigns/admin/paper_panel.html"

    def __init__(self, sheets: list[PaperSheets]):
        self.sheets = sheets

    def get_context_data(self, parent_context):
        return {
            "sheets": self.sheets[:MOST_SHEETS_NAMED],
            "more": max(0, len(self.sheets) - MOST_SHEETS_NAMED),
            "is_late": any(one.is_late for one in self.sheets),
            "list_url": reverse("wagtailsnippets_campaigns_papersheets:list"),
        }


def find_alarms(user) -> list[Component]:
    """Warnings for this user's first page."""
    found: list[Component] = []
    alarm = statistics.find_mail_alarm() if user.has_perm(SEE_MAIL) else None
    if alarm:
        found.append(MailAlarmPanel(alarm))
    if user.has_perm(KEEP_SHEETS):
        sheets = list(PaperSheets.objects.to_destroy().select_related("call"))
        if sheets:
            found.append(PaperPanel(sheets))
    return found


add_finder(waiting_for)
