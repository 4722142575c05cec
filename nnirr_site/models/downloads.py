"""Files offered on a page: our own documents, or one that another body keeps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from nnirr_site.documents.panels import MissingFilePanel
from nnirr_site.i18n.languages import DocumentLanguage
from nnirr_site.models.media import SiteDocument, find_other_formats


class Download(Orderable):
    """One file in one language. Subclasses add the `ParentalKey` to their page."""

    title = models.CharField(
        _("title"),
        max_length=160,
        help_text=_("Of a file: in its own language. Of a web address: in that of the page."),
    )
    document = models.ForeignKey(
        "nnirr_site.SiteDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        # Revisions name files too, and are read back only if this is SET_NULL: a page has to stay
        # editable when a file that only a draft or an old version names is deleted.
        on_delete=models.SET_NULL,
        related_name="+",
    )
    external_url = models.URLField(
        _("or a web address"),
        max_length=1000,
        blank=True,
        help_text=_("For documents that another body keeps."),
    )
    language = models.CharField(
        _("language"), max_length=8, choices=DocumentLanguage.choices, default="en"
    )
    external_format = models.CharField(
        _("format"),
        max_length=12,
        blank=True,
        help_text=_("Only for a web address: PDF, or WEB for a page to read there."),
    )
    note = models.CharField(
        _("note"), max_length=120, blank=True, help_text=_("Such as “Letter and A3” or “copy”.")
    )

    panels = [
        MissingFilePanel(),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("language"), FieldPanel("note")]),
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("external_url"), FieldPanel("external_format")]),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def file_url(self) -> str:
        return self.document.url if self.document else self.external_url

    @property
    def is_external(self) -> bool:
        return self.document is None and bool(self.external_url)

    @property
    def is_missing(self) -> bool:
        """True if the file was deleted since it was chosen."""
        return not self.file_url

    @property
    def format(self) -> str:
        if self.document:
            return self.document.format
        return (self.external_format or "WEB") if self.external_url else ""

    @property
    def pages(self) -> int | None:
        return self.document.pages if self.document else None

    @property
    def file_size(self) -> int | None:
        """Bytes, or None where we do not know."""
        return self.document.file_size if self.document else None

    @property
    def paper_name(self) -> str:
        """The paper that the file is made for, in the language of the reader."""
        return self.document.get_paper_display() if self.document else ""

    @property
    def other_formats(self) -> tuple[SiteDocument, ...]:
        """The same file on other paper or in black and white, made with it."""
        return find_other_formats().get(self.document_id, ()) if self.document_id else ()

    @property
    def language_code(self) -> str:
        """What the editor chose, else what was read from the file; empty while neither is there."""
        return self.language or (self.document.language if self.document else "")

    @property
    def title_language(self) -> str:
        """The language of the title where it is not that of the page: what a link leads to has its
        title in the language of the page.
        """
        return "" if self.is_external else self.language_code

    @property
    def language_name(self) -> str:
        code = self.language_code
        return str(DocumentLanguage(code).label) if code in DocumentLanguage.values else ""
