"""Mail to staff about what waits: once a day, and at once for those who want that.

Numbers, dates and titles of calls, and the way into the admin: nothing about anybody who signed,
since mail is read on telephones and kept on other people's servers. Each is told only of what they
could see and do something about. When nothing waits, no mail goes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import Count, Max, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.mail.smtp_errors import describe_failure
from campaigns.models import (
    Call,
    CaughtForm,
    Chore,
    OutboundMail,
    PaperSheets,
    Signature,
    Switches,
)
from campaigns.models.outbox import MailStatus
from campaigns.models.switches import NoticeFrequency
from campaigns.services.notices import Told, find_notice, note_told
from campaigns.services.outcomes import do_each
from nnirr_site.accounts.mail import language_of
from nnirr_site.database.clock import database_now
from nnirr_site.http.addresses import absolute
from nnirr_site.models import ScheduleProblem

HOUR_OF_DIGEST = 7  # on the clock of the site
LEAST_BETWEEN = timedelta(minutes=15)
CLOSING_SOON = timedelta(days=7)
DELETION_SOON = timedelta(days=14)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kind:
    """One kind of thing that waits: who is told of it, which rows, and where it is dealt with."""

    name: str
    label: str | Promise
    rights: tuple[str, ...]
    find: Callable[[], QuerySet]
    url: Callable[[], str]


@dataclass(frozen=True)
class Waiting:
    """So many of a kind, and the highest number among them."""

    kind: Kind
    count: int
    newest: int

    @property
    def url(self) -> str:
        return absolute(self.kind.url())


@dataclass(frozen=True)
class ComingDate:
    """A day on which something happens to a call by itself."""

    day: date
    call: str
    is_deletion: bool


def list_of(model: str, view: str = "list", query: str = "") -> Callable[[], str]:
    return lambda: reverse(f"wagtailsnippets_campaigns_{model}:{view}") + query


MODERATING = ("campaigns.moderate_signature", "campaigns.view_signature")
READING = (*MODERATING, "campaigns.view_personal_data")
KINDS = (
    Kind(
        "organizations",
        _("Organizations that wait for approval"),
        MODERATING,
        lambda: Signature.objects.waiting_for_approval().filter(kind=SignerKind.ORGANIZATION),
        list_of("signature", "queue"),
    ),
    Kind(
        "names",
        _("Names of people that wait for approval"),
        READING,
        lambda: Signature.objects.waiting_for_approval().filter(kind=SignerKind.PERSON),
        list_of("signature", "queue"),
    ),
    Kind(
        "comments",
        _("Comments that nobody has read"),
        READING,
        lambda: Signature.objects.with_unread_comment(),
        list_of("signature", "queue"),
    ),
    Kind(
        "caught",
        _("Set aside together, as many came from one network"),
        MODERATING,
        lambda: CaughtForm.objects.filter(signature__status=SignatureStatus.REJECTED),
        list_of("signature", "caught"),
    ),
    Kind(
        "mails",
        _("Mails that failed"),
        ("campaigns.view_outboundmail",),
        lambda: OutboundMail.objects.filter(status=MailStatus.FAILED),
        list_of("outboundmail", query="?status=failed"),
    ),
    Kind(
        "jobs",
        _("Things that happen by themselves and failed"),
        ("campaigns.view_outboundmail",),
        lambda: Chore.objects.filter(failed_at__isnull=False),
        lambda: reverse("campaigns_chores"),
    ),
    Kind(
        "pages",
        _("Pages that could not be published or taken off at their time"),
        ("campaigns.view_outboundmail",),
        lambda: ScheduleProblem.objects.all(),
        lambda: reverse("campaigns_chores"),
    ),
    Kind(
        "paper",
        _("Sheets from paper that have to be destroyed within a week, or had to be"),
        ("campaigns.change_papersheets",),
        lambda: PaperSheets.objects.to_destroy(),
        list_of("papersheets"),
    ),
)
SEE_DATES = ("campaigns.view_call", "campaigns.export_personal_data")


def find_waiting(user) -> list[Waiting]:
    """What this member of staff could do something about, and of what there is any."""
    found = []
    for kind in KINDS:
        if not user.has_perms(kind.rights):
            continue
        rows = kind.find().order_by().aggregate(count=Count("pk"), newest=Max("pk"))
        newest = rows["newest"] if isinstance(rows["newest"], int) else 0
        if rows["count"]:
            found.append(Waiting(kind, rows["count"], newest))
    return found


def find_dates(user, now: datetime) -> list[ComingDate]:
    """Calls that close, and data that go, soon; for those who run calls or answer for data."""
    if not any(user.has_perm(right) for right in SEE_DATES):
        return []
    found, today = [], timezone.localdate(now)
    for call in Call.objects.filter(Q(closes_at__isnull=False)).order_by("pk"):
        for closing in filter(None, (call.closes_at, call.organizations_close_at)):
            if now <= closing <= now + CLOSING_SOON:
                found.append(ComingDate(timezone.localdate(closing), call.title, False))
        day = call.erasure_day
        if call.anonymized_at is None and day and today <= day <= today + DELETION_SOON:
            found.append(ComingDate(day, call.title, True))
    return sorted(set(found), key=lambda coming: (coming.day, coming.call))


def marks_of(waiting: list[Waiting]) -> Told:
    return {each.kind.name: [each.count, each.newest] for each in waiting}


def is_news(waiting: list[Waiting], told: Told) -> bool:
    """Whether something waits that did not when this was last looked at."""
    for each in waiting:
        count, newest = told.get(each.kind.name, [0, 0])
        if each.count > count or each.newest > newest:
            return True
    return False


def find_staff() -> Iterator:
    """Everybody with a mailbox who may enter the admin."""
    users = get_user_model().objects.filter(is_active=True).exclude(email="").order_by("pk")
    return (user for user in users if user.has_perm("wagtailadmin.access_admin"))


@dataclass
class Teller:
    """One look at what each of the staff is to be told; the connection is made for the first mail
    and used for all of them.
    """

    connect: Callable
    now: datetime
    sent: int = 0
    connection: object = None

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def tell(self, user) -> None:
        """Send what is due to one member of staff, or nothing."""
        notice = find_notice(user)
        if notice.frequency == NoticeFrequency.NEVER:
            return
        is_hour = timezone.localtime(self.now).hour >= HOUR_OF_DIGEST
        is_digest = is_hour and (notice.sent_on is None or notice.sent_on < self.today)
        wants_news = notice.frequency == NoticeFrequency.AT_ONCE
        if not is_digest and not wants_news:
            return
        waiting = find_waiting(user)
        dates = find_dates(user, self.now) if is_digest else []
        is_quiet = notice.told_at is None or notice.told_at <= self.now - LEAST_BETWEEN
        has_news = wants_news and is_news(waiting, notice.told)
        if has_news and not is_quiet and not is_digest:
            return  # a quarter of an hour has to pass; it stays news until then
        is_to_go = (is_digest and (waiting or dates)) or has_news
        if is_to_go:
            self.send(user, waiting, dates)
        note_told(
            user,
            marks_of(waiting),
            at=self.now if is_to_go else None,
            on=self.today if is_digest else None,
        )

    def send(self, user, waiting: list[Waiting], dates: list[ComingDate]) -> None:
        """An address that the server refuses for good is told nothing more today."""
        if self.connection is None:
            self.connection = self.connect()
        try:
            self.connection.send_messages([compose(user, waiting, dates)])
        except Exception as error:
            name, is_final = describe_failure(error)
            if not is_final:
                raise
            logger.warning("staff notice: an address of staff is refused (%s)", name)
        else:
            self.sent += 1


def compose(user, waiting: list[Waiting], dates: list[ComingDate]) -> EmailMessage:
    context = {
        "waiting": waiting,
        "dates": dates,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "admin_url": absolute(reverse("wagtailadmin_home")),
        "account_url": absolute(reverse("wagtailadmin_account")),
    }
    with translation.override(language_of(user)):
        subject = render_to_string("campaigns/staff_notice/subject.txt", context)
        body = render_to_string("campaigns/staff_notice/body.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body, to=[user.email], headers=headers)


def tell_staff(
    should_stop: Callable[[], bool], connect: Callable, now: datetime | None = None
) -> int:
    """Tell everybody what is due. Returns how many mails went; whose fails stops no other's."""
    if Switches.load().is_mail_stopped:
        return 0
    teller = Teller(connect, now or database_now())
    try:
        do_each(find_staff(), teller.tell, should_stop)
    finally:
        if teller.connection is not None:
            teller.connection.close()
    return teller.sent
