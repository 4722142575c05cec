"""Counts that are kept up to date by what changed, never by counting everybody.

A database trigger on signatures (migration 0002) writes a `TallyDelta` for each change that
matters, in the same transaction; `tally.tick` folds them into `TallyState` and `DailyTally`.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# What every sheet, and the privacy page, promise: so many days after it came it is destroyed.
PAPER_DAYS = 30
DAYS_KEPT = timedelta(days=PAPER_DAYS)
PAPER_REMINDER = timedelta(days=7)
MOST_NAMES = 100_000  # at once: more is a slip of the finger


class TallyDelta(models.Model):
    """By how much one change of one signature moves the counts. Lives until the next tick."""

    call = models.ForeignKey("campaigns.Call", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    people = models.SmallIntegerField()
    organizations = models.SmallIntegerField()
    withdrawn = models.SmallIntegerField()
    rejected = models.SmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        verbose_name = _("change of a count")
        verbose_name_plural = _("changes of counts")

    def __str__(self) -> str:
        return f"{self.people:+d} {self.organizations:+d}"


class TallyState(models.Model):
    """The counts of one call as of the last tick. People and organizations are confirmed ones."""

    call = models.OneToOneField(
        "campaigns.Call", on_delete=models.CASCADE, primary_key=True, related_name="tally_state"
    )
    people = models.PositiveIntegerField(_("people"), default=0)
    organizations = models.PositiveIntegerField(_("organizations"), default=0)
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    rejected = models.PositiveIntegerField(_("removed as invalid"), default=0)
    counted_at = models.DateTimeField(_("counted"))

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ["view"]
        verbose_name = _("count")
        verbose_name_plural = _("counts")

    def __str__(self) -> str:
        return f"{self.people} + {self.organizations}"


class DailyTally(models.Model):
    """The ledger: by how much the counts of one call moved on one day of the site's time zone."""

    call = models.ForeignKey("campaigns.Call", on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("day"))
    people = models.IntegerField(_("people"), default=0)
    organizations = models.IntegerField(_("organizations"), default=0)
    withdrawn = models.IntegerField(_("withdrawn"), default=0)
    rejected = models.IntegerField(_("removed as invalid"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        ordering = ["call", "-day"]
        constraints = [
            models.UniqueConstraint(fields=["call", "day"], name="one_daily_tally_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class PaperSheetsQuerySet(models.QuerySet):
    def to_destroy(self, today: date | None = None) -> PaperSheetsQuerySet:
        """Those that are still there and have to go within a week, or had to."""
        soon = (today or timezone.localdate()) + PAPER_REMINDER
        return self.filter(destroyed_on__isnull=True, received_on__lte=soon - DAYS_KEPT)


class PaperSheets(models.Model):
    """Sign-on sheets that came together: how many names were counted, and when they were destroyed.

    Names on paper are never entered: people were told that theirs are counted by hand and that
    nobody else sees them.
    """

    call = models.ForeignKey(
        "campaigns.Call",
        verbose_name=_("call"),
        on_delete=models.PROTECT,
        related_name="paper_sheets",
    )
    received_on = models.DateField(
        _("received on"),
        default=timezone.localdate,
        help_text=_("The sheets promise to be destroyed at most 30 days after this day."),
    )
    sheets = models.PositiveSmallIntegerField(_("sheets"), validators=[MinValueValidator(1)])
    names = models.PositiveIntegerField(
        _("names"),
        validators=[MaxValueValidator(MOST_NAMES)],
        help_text=_("Counted by hand, each person once. They are added to the count of the call."),
    )
    destroyed_on = models.DateField(
        _("destroyed on"),
        null=True,
        blank=True,
        help_text=_("Fill it in when they are shredded or burned. After that nothing is changed."),
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PaperSheetsQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sheets from paper")
        verbose_name_plural = _("sheets from paper")
        default_permissions = ["add", "change", "view"]
        ordering = [F("destroyed_on").asc(nulls_first=True), "received_on", "pk"]

    def __str__(self) -> str:
        """For lists and the audit log: numbers and a day."""
        words = ngettext("%(number)d name", "%(number)d names", self.names or 0)
        day = date_format(self.received_on, "DATE_FORMAT")
        return f"{day}: {words % {'number': self.names or 0}}"

    @property
    def destroy_by(self) -> date:
        """The day that the sheets name, each by the day on which it came."""
        return self.received_on + DAYS_KEPT

    @property
    def is_late(self) -> bool:
        return self.destroyed_on is None and self.destroy_by < timezone.localdate()

    def clean(self) -> None:
        super().clean()
        today = timezone.localdate()
        if self.received_on and self.received_on > today:
            raise ValidationError({"received_on": _("This day is still to come.")})
        if self.destroyed_on and self.destroyed_on > today:
            raise ValidationError({"destroyed_on": _("This day is still to come.")})
        if self.destroyed_on and self.received_on and self.destroyed_on < self.received_on:
            raise ValidationError({"destroyed_on": _("This day is before they came.")})
