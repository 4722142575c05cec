"""Counts that are kept up to date by what changed, never by counting everybody.

A database trigger on signatures (migration 0002) writes a `TallyDelta` for each change that
matters, in the same transaction; `tally.tick` folds them into `TallyState` and `DailyTally`.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
