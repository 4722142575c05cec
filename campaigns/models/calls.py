"""What is signed: a call, and the versions of its statement."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from campaigns.choices import SignerKind
from campaigns.models.progress import Tally, build_tally
from campaigns.models.tallies import PAPER_DAYS
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.text.plaintext import paragraphs

if TYPE_CHECKING:
    from campaigns.models.pages import CallPage

# A link in a mail that was already sent still counts for a while after the call has closed.
CONFIRMATION_GRACE = timedelta(hours=24)
MOST_RETENTION_DAYS = 365
# A call that nobody delivers must not keep its signers' data for ever.
LONGEST_WAIT_FOR_DELIVERY = timedelta(days=365)
RESERVED_SLUGS = frozenset({"check-email", "mail-again", "removed", "send-again"})


class CallState(models.TextChoices):
    """What a visitor can do with a call now; derived from its dates and switches, not stored."""

    UPCOMING = "upcoming", _("Not open yet")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


@dataclass(frozen=True)
class Promise:
    """When personal data end, as signers were told: the last day, and the days after the end."""

    day: date | None = None
    days: int | None = None

    def join(self, other: Promise) -> Promise:
        """The stricter of both."""
        return Promise(
            min(filter(None, (self.day, other.day)), default=None),
            min((days for days in (self.days, other.days) if days is not None), default=None),
        )


@dataclass(frozen=True)
class CallWords:
    """How a call is spoken of in one language."""

    title: str
    addressee: str
    share_text: str
    pause_notice: str


class Call(models.Model):
    """A demand to somebody in power that people and organizations sign.

    It stands apart from the pages that show it: one call has a page in each language, and keeps its
    signatures when a page moves.
    """

    title = models.CharField(
        _("title"), max_length=160, help_text=_("What is asked for, in a few words.")
    )
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=60,
        unique=True,
        help_text=_("Do not change it once links are out: it is part of them."),
    )
    addressee = models.CharField(
        _("addressee"), max_length=200, help_text=_("Who shall act, such as “the US Senate”.")
    )
    goal = models.PositiveIntegerField(
        _("goal"),
        null=True,
        blank=True,
        help_text=_("Empty: the next step of the ladder 100, 250, 500, 1,000 and so on."),
    )
    shown_from = models.PositiveIntegerField(
        _("show the number from"),
        default=50,
        db_default=50,
        help_text=_(
            "With fewer signatures other pages ask people to sign without a number. The page of the"
            " call always shows it."
        ),
    )
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Empty: open from the start.")
    )
    closes_at = models.DateTimeField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("The page stays, the form goes. Empty: open until further notice."),
    )
    organizations_close_at = models.DateTimeField(
        _("closes for organizations"),
        null=True,
        blank=True,
        help_text=_("If they have less time than people. Empty: as long as the call is open."),
    )
    is_paused = models.BooleanField(
        _("pause signing"), default=False, help_text=_("Takes the form away at once.")
    )
    pause_notice = models.CharField(
        _("notice while paused"),
        max_length=300,
        blank=True,
        help_text=_("Say why, and when people can sign again."),
    )
    offline_signatures = models.PositiveIntegerField(
        _("signatures on paper"),
        default=0,
        help_text=_("Counted by hand; they are entered under Sheets from paper."),
    )
    share_text = models.CharField(
        _("message to pass on"),
        max_length=300,
        blank=True,
        help_text=_("What people send to friends, without the address. Empty: the title."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days until personal data are deleted"),
        default=90,
        validators=[MaxValueValidator(MOST_RETENTION_DAYS)],
        help_text=_(
            "After the call has closed and been delivered. A promise: once somebody has signed it"
            " can only be shortened. A mistake can be undone until somebody signs."
        ),
    )
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True, editable=False)
    anonymized_at = models.DateTimeField(
        _("personal data deleted"), null=True, blank=True, editable=False
    )
    # What those who signed were told. Up to the signature with the number `terms_from` that was
    # `promised_until` and `promised_days`; whoever signed after it was told what stands above.
    terms_from = models.BigIntegerField(default=0, db_default=0, editable=False)
    promised_until = models.DateField(null=True, editable=False)
    promised_days = models.PositiveSmallIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This name is taken by a page of the site.")})
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": _("A call closes after it opens.")})
        if self.is_promise_broken:
            raise ValidationError(
                {"retention_days": _("People have signed under a shorter time: keep to it.")}
            )
        promised, day = self.promised_day, self.counted_erasure_day
        if promised and (day is None or day > promised):
            day = date_format(promised, "DATE_FORMAT")
            sentence = _(
                "People have signed with %(day)s as the last day of their data. Close no later, or"
                " shorten the days until they are deleted by as much."
            )
            raise ValidationError({"closes_at": sentence % {"day": day}})

    @property
    def is_promise_broken(self) -> bool:
        """Whether personal data would be kept for longer than those who signed were told."""
        if self.pk is None or self.retention_days is None:
            return False
        promised = self.find_promise().days
        return promised is not None and self.retention_days > promised

    @property
    def promised_day(self) -> date | None:
        """The day that those who have signed were told; None while nobody or no day was."""
        return self.find_promise().day

    def find_promise(self) -> Promise:
        """The strictest of what those who have signed were told, by what is stored.

        What was set by mistake binds only if somebody signed before it was undone.
        """
        stored = Call.objects.filter(pk=self.pk).first() if self.pk else None
        if stored is None:
            return Promise()
        earlier = Promise(stored.promised_until, stored.promised_days)
        if stored.signatures.newest_of(stored.pk) <= stored.terms_from:
            return earlier
        return earlier.join(Promise(stored.erasure_day, stored.retention_days))

    @property
    def state(self) -> str:
        now = timezone.now()
        if self.closes_at and self.closes_at <= now:
            return CallState.CLOSED
        if self.opens_at and self.opens_at > now:
            return CallState.UPCOMING
        return CallState.PAUSED if self.is_paused else CallState.OPEN

    @property
    def state_name(self) -> str:
        return CallState(self.state).label

    @property
    def is_open(self) -> bool:
        return self.state == CallState.OPEN

    @property
    def takes_organizations(self) -> bool:
        """Whether organizations can sign, as far as their own deadline goes."""
        return not self.organizations_close_at or timezone.now() < self.organizations_close_at

    @property
    def has_earlier_end_for_organizations(self) -> bool:
        """Whether organizations have, or had, less time than people."""
        own = self.organizations_close_at
        return own is not None and (self.closes_at is None or own < self.closes_at)

    def seconds_until_change(self) -> float | None:
        """Seconds to the next opening or closing; None if the clock changes nothing any more."""
        now = timezone.now()
        moments = (self.opens_at, self.closes_at, self.organizations_close_at)
        coming = [moment for moment in moments if moment and moment > now]
        return (min(coming) - now).total_seconds() if coming else None

    def confirmable_until(self, kind: str = SignerKind.PERSON) -> datetime | None:
        """When links in mails stop counting: a day after the call has closed for this kind."""
        ends = [self.closes_at]
        if kind == SignerKind.ORGANIZATION:
            ends.append(self.organizations_close_at)
        first = min(filter(None, ends), default=None)
        return first and first + CONFIRMATION_GRACE

    def can_be_confirmed(self, kind: str) -> bool:
        """Whether links in mails to people, or to organizations, still count."""
        until = self.confirmable_until(kind)
        return until is None or timezone.now() < until

    @property
    def erasure_day(self) -> date | None:
        """The day on which the personal data of its signers are deleted; None while it is open.

        No later than people were told who signed before its dates changed or its delivery was
        withdrawn.
        """
        day = self.counted_erasure_day
        if day is None or self.promised_until is None:
            return day
        earliest = timezone.localdate(self.confirmable_until())
        return min(day, max(self.promised_until, earliest))

    @property
    def counted_erasure_day(self) -> date | None:
        """That day by the dates of the call alone.

        So many days after the call has closed and was delivered, whichever is later; of a call that
        is never delivered, a year later. Not before links in mails have stopped counting.
        """
        if self.closes_at is None:
            return None
        closed = timezone.localdate(self.closes_at)
        last = closed + LONGEST_WAIT_FOR_DELIVERY
        if self.delivered_at is not None:
            last = min(last, max(closed, timezone.localdate(self.delivered_at)))
        return max(
            last + timedelta(days=self.retention_days), timezone.localdate(self.confirmable_until())
        )

    @property
    def tally(self) -> Tally:
        """The count as of the last tick: one row is read, nobody is counted."""
        # Of a call that no tick has met yet there is no row.
        return build_tally(self, getattr(self, "tally_state", None))

    def shown_statements(self) -> models.QuerySet[StatementVersion]:
        """The versions that visitors may read: a text whose page was never published waits with it,
        as one that was translated and that no editor has released yet.
        """
        return self.statements.exclude(language__in=self.find_waiting_languages())

    def find_waiting_languages(self) -> set[str]:
        """Languages in which the call has a page, and none that is or was published."""
        fields = ("locale__language_code", "live", "first_published_at")
        pages = list(self.pages.values_list(*fields))
        released = {code for code, is_live, published_at in pages if is_live or published_at}
        return {code for code, *_state in pages} - released

    @cached_property
    def newest_statements(self) -> dict[str, StatementVersion]:
        """Language → the version of the text that is signed now."""
        versions = self.statements.order_by("language", "-number").distinct("language")
        return {version.language: version for version in versions}

    @cached_property
    def texts_by_language(self) -> dict[str, CallText]:
        return {text.language: text for text in self.texts.all()}

    def words_in(self, language: str) -> CallWords:
        """The words in `language`; what is not translated stays in the language of the call.

        A message to pass on is not put together from two languages: without a translation it is
        empty, and pages take their own title.
        """
        text = self.texts_by_language.get(language) or self.texts_by_language.get(
            language.split("-")[0]
        )
        if text is None:
            is_own = language == settings.LANGUAGE_CODE
            share_text = self.share_text if is_own else ""
            return CallWords(self.title, self.addressee, share_text, self.pause_notice)
        return CallWords(
            title=text.title or self.title,
            addressee=text.addressee or self.addressee,
            share_text=text.share_text,
            pause_notice=text.pause_notice or self.pause_notice,
        )

    def page_in(self, language: str | None) -> CallPage | None:
        """The page that shows this call to visitors: in `language`, else in that of the site, else
        in any. None while there is none that everybody may see.
        """
        preference = Case(
            When(locale__language_code=language or "", then=0),
            When(locale__language_code=settings.LANGUAGE_CODE, then=1),
            default=2,
        )
        pages = public(self.pages.live()).select_related("locale")
        return pages.order_by(preference, "path").first()

    @property
    def page(self) -> CallPage | None:
        """That in the active language."""
        return self.page_in(get_language())

    @property
    def words(self) -> CallWords:
        """The words in the active language."""
        return self.words_in(get_language() or settings.LANGUAGE_CODE)

    def statement_for(self, language: str) -> StatementVersion | None:
        """The text in `language`, or in another one while it is not translated."""
        newest = self.newest_statements
        return newest.get(language) or newest.get("en") or next(iter(newest.values()), None)

    def describe_for_print(self, language: str) -> dict[str, object]:
        """What paper says of the call: the words that are signed now, with number and checksum, the
        day on which it closes, and after how many days a sheet is destroyed.
        """
        statement = self.statement_for(language)
        return {
            "title": statement.title if statement else self.words_in(language).title,
            "lines": paragraphs(statement.body).splitlines() if statement else [],
            "number": statement.number if statement else 0,
            "sha256": statement.sha256 if statement else "",
            "closes_on": timezone.localdate(self.closes_at) if self.closes_at else None,
            "paper_days": PAPER_DAYS,
        }


class CallText(models.Model):
    """The words of a call in another language than the site's first, where they are translated."""

    call = models.ForeignKey(
        Call, verbose_name=_("call"), on_delete=models.CASCADE, related_name="texts"
    )
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=160, blank=True)
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    share_text = models.CharField(_("message to pass on"), max_length=300, blank=True)
    pause_notice = models.CharField(_("notice while paused"), max_length=300, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("words of a call")
        verbose_name_plural = _("words of calls")
        default_permissions = []
        ordering = ["call", "language"]
        constraints = [
            models.UniqueConstraint(fields=["call", "language"], name="one_text_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class StatementVersion(models.Model):
    """The exact words that were signed, in one language. Never changed, never deleted once signed.

    `sha256` is over language, title and body (see `statement_hash`), so that anybody can check that
    a text is the one that a signature names.
    """

    call = models.ForeignKey(
        Call, verbose_name=_("call"), on_delete=models.CASCADE, related_name="statements"
    )
    language = models.CharField(_("language"), max_length=10)
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(_("text"))
    sha256 = models.CharField(_("checksum"), max_length=64)
    reason = models.CharField(_("reason for the change"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("version of a statement")
        verbose_name_plural = _("versions of statements")
        ordering = ["call", "language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "language", "number"], name="one_statement_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, {self.number})"

    def save(self, *args, **kwargs) -> None:
        """Stores a new version. Raises `TypeError` on a second save: what was signed stays."""
        if not self._state.adding:
            raise TypeError("A version of a statement cannot be changed; publish a new one.")
        self.sha256 = statement_hash(self.language, self.title, self.body)
        super().save(*args, **kwargs)


def statement_bytes(language: str, title: str, body: str) -> bytes:
    """What the checksum of a text is over: language, title and body, separated by line feeds."""
    return f"{language}\n{title}\n{body}".encode()


def statement_hash(language: str, title: str, body: str) -> str:
    """SHA-256 over `statement_bytes`."""
    return hashlib.sha256(statement_bytes(language, title, body)).hexdigest()
