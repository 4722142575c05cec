"""Images and documents as staff upload them."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from nnirr_site.languages import DocumentLanguage


class SiteImage(AbstractImage):
    """A photograph or drawing, with who made it and whether people agreed to be shown."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Photographer and year. Shown under the picture."),
    )
    shows_people = models.BooleanField(
        _("shows people who can be recognized"),
        default=False,
        help_text=_("Then say below how they agreed."),
    )
    consent_note = models.TextField(
        _("consent"),
        blank=True,
        help_text=_("Who agreed to be shown, when, and where the agreement is kept. Never shown."),
    )

    admin_form_fields = (
        *WagtailImage.admin_form_fields,
        "credit",
        "shows_people",
        "consent_note",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


class SiteDocument(AbstractDocument):
    """A file to download, with what a reader on a slow line wants to know before the click."""

    language = models.CharField(
        _("language"), max_length=8, choices=DocumentLanguage.choices, blank=True
    )
    pages = models.PositiveIntegerField(
        _("pages"), null=True, blank=True, help_text=_("How many pages it prints on.")
    )

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language", "pages")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def format(self) -> str:
        """The kind of file as readers know it, such as `PDF`."""
        return PurePosixPath(self.filename).suffix.lstrip(".").upper()

    @property
    def language_name(self) -> str:
        """The language, named in itself."""
        return self.get_language_display() if self.language else ""
