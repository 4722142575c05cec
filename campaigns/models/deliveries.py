"""The moment at which signatures were handed over, frozen."""

from __future__ import annotations

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.calls import Call


def private_storage() -> Storage:
    """Where no address leads: files go out through a view alone."""
    return storages["private"]


def file_name(delivery: Delivery, name: str) -> str:
    return f"deliveries/{delivery.call.slug}/{name}"


class Delivery(models.Model):
    """What was delivered to whom: the words, the numbers, and the names that were public then.

    One that was made by mistake is withdrawn with a reason and stays on the record as that.

    The row is what the public may read; the names are in two files that only staff can fetch. Their
    checksums are public, so that who received them can show that they are the ones.
    """

    call = models.ForeignKey(
        Call, verbose_name=_("call"), on_delete=models.PROTECT, related_name="deliveries"
    )
    delivered_to = models.CharField(
        _("delivered to"),
        max_length=200,
        help_text=_("Shown in public, such as “the Senate Committee on Foreign Relations”."),
    )
    delivered_on = models.DateField(_("delivered on"))
    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("Shown in public: by whom, how, where a recording is."),
    )
    people = models.PositiveIntegerField(_("people"))
    organizations = models.PositiveIntegerField(_("organizations"))
    offline = models.PositiveIntegerField(_("on paper"))
    public_names = models.PositiveIntegerField(_("public names"))
    statements = models.JSONField(_("texts"))
    totals = models.JSONField(_("totals by country and state"))
    # All that the PDF will say, as it was in the moment of the delivery: the worker sets it later,
    # and deletes this.
    to_print = models.FileField(
        upload_to=file_name, storage=private_storage, max_length=255, blank=True, editable=False
    )
    pdf = models.FileField(
        _("PDF"), upload_to=file_name, storage=private_storage, max_length=255, blank=True
    )
    csv = models.FileField(_("CSV"), upload_to=file_name, storage=private_storage, max_length=255)
    pdf_sha256 = models.CharField(_("checksum of the PDF"), max_length=64, blank=True)
    pdf_error = models.CharField(_("trouble with the PDF"), max_length=60, blank=True)
    pdf_tried_at = models.DateTimeField(null=True, editable=False)
    csv_sha256 = models.CharField(_("checksum of the CSV"), max_length=64)
    is_public = models.BooleanField(
        _("show on the call's history"),
        default=True,
        help_text=_("The day, the addressee and the numbers; never the files."),
    )
    frozen_at = models.DateTimeField(_("frozen"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawal_reason = models.CharField(
        _("why it was withdrawn"), max_length=300, blank=True, editable=False
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        default_permissions = ["add", "change", "view"]
        ordering = ["-delivered_on", "-id"]

    def __str__(self) -> str:
        return f"{self.call.slug} {self.delivered_on}"
