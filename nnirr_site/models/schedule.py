"""What could not be published or taken off at its time, for staff to mend."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class ScheduledStep(models.TextChoices):
    GO_LIVE = "go_live", _("Publishing at its time")
    EXPIRE = "expire", _("Taking off at its time")


class ScheduleProblem(models.Model):
    """One page (or snippet) whose time has come and that raised an error.

    It holds which one and what kind of error, no text of the page. The row goes when the step has
    been done, or is not asked for any more.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("number"), max_length=255)
    step = models.CharField(_("what was due"), max_length=7, choices=ScheduledStep.choices)
    error = models.CharField(_("error"), max_length=60)
    failures = models.PositiveSmallIntegerField(_("times"), default=1)
    failed_at = models.DateTimeField(_("last tried"))

    subject = GenericForeignKey("content_type", "object_id")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("publication that failed")
        verbose_name_plural = _("publications that failed")
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "step"], name="one_problem_per_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.pk}"
