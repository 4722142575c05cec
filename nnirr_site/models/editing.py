"""What the site remembers of editors' work: failed times, translations behind, deleted pages, and
what a CDN has to be told."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now
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


class TranslationReview(models.Model):
    """That a page in another language was changed, and whether this one has followed since.

    It is open from a publication of `source` until `page` is published, or somebody says that they
    looked and nothing has to follow.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    changed_at = models.DateTimeField(_("changed"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review of a translation")
        verbose_name_plural = _("reviews of translations")
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "source"], name="one_review_per_source")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} after {self.source_id}"


class NativeReading(models.Model):
    """That a page waits for an editor whose own language it is in, or who has read it.

    Of a page without a row nobody asks that. Visitors are told nothing of it.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    read_at = models.DateTimeField(_("read"), null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("read by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading by a native editor")
        verbose_name_plural = _("readings by native editors")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}"


class DeletedPage(models.Model):
    """One page in the bin, with all it needs to come back: its fields, rows, versions and locks.

    The pages below it that were deleted with it have rows of their own and the same `batch`.
    """

    page_id = models.PositiveBigIntegerField(_("number"))
    batch = models.PositiveBigIntegerField(_("deleted with"))
    parent_id = models.PositiveBigIntegerField(_("number of the page above"))
    depth = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=255)
    model = models.CharField(_("type"), max_length=100)
    language = models.CharField(_("language"), max_length=12)
    was_live = models.BooleanField(_("was published"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField(encoder=DjangoJSONEncoder)
    revisions = models.JSONField(default=list)
    restrictions = models.JSONField(default=list)
    deleted_at = models.DateTimeField(_("deleted"), db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        default_permissions = []
        ordering = ["-deleted_at", "depth", "pk"]
        indexes = [models.Index(fields=["batch"], name="deleted_together")]

    def __str__(self) -> str:
        return f"{self.title} ({self.page_id})"


class WaitingPurge(models.Model):
    """An address that a CDN in front has to forget, "" for every page; gone once it was told."""

    url = models.TextField(_("address"), blank=True)
    noted_at = models.DateTimeField(_("noted"), db_default=Now())

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("address that a CDN has to forget")
        verbose_name_plural = _("addresses that a CDN has to forget")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.url or "*"
