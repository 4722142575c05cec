"""Images and documents as staff upload them."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    SourceImageIOError,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.images.models import Image as WagtailImage

from nnirr_site.documents.extract import describe_document
from nnirr_site.documents.papers import Paper
from nnirr_site.documents.reading_state import Reading
from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.i18n.languages import DocumentLanguage
from nnirr_site.uploads.fields import CleanedPictureField, clean_picture, dimensions_of


def random_name(folder: str, filename: str) -> str:
    """A name that nobody can guess: 128 random bits and the ending of the file."""
    return f"{folder}/{secrets.token_hex(16)}{PurePosixPath(filename).suffix.lower()}"


class SiteImage(AbstractImage):
    """A photograph or drawing, with who made it and whether people agreed to be shown."""

    file = CleanedPictureField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
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

    def get_upload_to(self, filename: str) -> str:
        return random_name("original_images", filename)

    def save(self, *args, **kwargs) -> None:
        """Store a new file first: cleaning may turn it, and so change width and height."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def get_rendition(self, filter):
        """Raises `SourceImageIOError`, and nothing else, for a picture that cannot be made now."""
        try:
            return super().get_rendition(filter)
        except SourceImageIOError:
            raise
        except OSError as error:
            raise SourceImageIOError(type(error).__name__) from error

    def get_renditions(self, *filters):
        """One after the other: the reader takes one file at a time."""
        made = [self.get_rendition(filter) for filter in filters]
        return {rendition.filter_spec: rendition for rendition in made}

    def generate_rendition_file(self, filter, *, source=None):
        from nnirr_site.uploads.renditions import draw_rendition

        return draw_rendition(self, filter, source)


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")
    file = CleanedPictureField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    def get_upload_to(self, filename: str) -> str:
        """No rendition's name leads to another's, which may show what was cut away here."""
        return random_name("images", filename)

    class Meta:
        # Each request for a picture asks which image, and so which collection, it is of.
        indexes = [models.Index(fields=["file"], name="rendition_file")]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]


# What we accept as a document, and what it is. The lists of operating systems differ.
DOCUMENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


PICTURES = frozenset(kind for kind, name in DOCUMENT_TYPES.items() if name.startswith("image/"))


class SiteDocument(AbstractDocument):
    """A file to download, with what a reader on a slow line wants to know before the click.

    Pages, language and a picture of the first page are read from a PDF when it is uploaded.
    """

    language = models.CharField(
        _("language"),
        max_length=8,
        choices=DocumentLanguage.choices,
        blank=True,
        help_text=_("Empty: read from the file, if it is a PDF with text."),
    )
    pages = models.PositiveIntegerField(
        _("pages"),
        null=True,
        blank=True,
        help_text=_("How many pages it prints on. Empty: counted, if it is a PDF."),
    )
    # No ImageField: it opens its file whenever a row without a width is read.
    first_page = models.FileField(upload_to="covers", blank=True, editable=False)
    first_page_width = models.PositiveSmallIntegerField(null=True, editable=False)
    first_page_height = models.PositiveSmallIntegerField(null=True, editable=False)
    reading = models.CharField(
        max_length=8, choices=Reading.choices, default=Reading.NOTHING, editable=False
    )

    # Links that people have saved or printed lead to the file that took the place of the old one.
    former_names = ArrayField(
        models.CharField(max_length=255), default=list, blank=True, editable=False
    )

    # The same on other paper or without color: offered under the title of the first one.
    other_format_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="other_formats",
    )
    paper = models.CharField(
        max_length=8, choices=Paper.choices, blank=True, db_default="", editable=False
    )
    is_black_and_white = models.BooleanField(default=False, db_default=False, editable=False)

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

    @property
    def content_type(self) -> str:
        return DOCUMENT_TYPES.get(self.file_extension.lower(), "application/octet-stream")

    @property
    def is_private(self) -> bool:
        """True if the document's collection is only for some."""
        return self.collection.get_view_restrictions().exists()

    @property
    def first_page_small_name(self) -> str:
        """The storage's name of the first page in the width for lists."""
        path = PurePosixPath(self.first_page.name)
        return str(path.with_name(f"{path.stem}-small{path.suffix}"))

    @property
    def first_page_small_url(self) -> str:
        return self.first_page.storage.url(self.first_page_small_name)

    def save(self, *args, **kwargs) -> None:
        """Read off a new file what it says of itself, also where no form did."""
        if kwargs.get("update_fields") is None and self.file:
            self._clean_new_picture()
            before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
            if before is None or before.file.name != self.file.name or not self.file._committed:
                self._read_new_file(before)
                self._remember_name(before)
        super().save(*args, **kwargs)

    def _clean_new_picture(self) -> None:
        """Take place, time and device out of a picture, also where no form did.

        Raises `UnreadablePicture`.
        """
        if self.file._committed or self.file_extension.lower() not in PICTURES:
            return
        if dimensions_of(self.file.file) is None:
            self.file.file = clean_picture(self.file.file, self.file.name)

    def _remember_name(self, before: SiteDocument | None) -> None:
        """Called once the file is stored, as the storage may have changed its name."""
        if before is not None and before.file:
            self.former_names = list(dict.fromkeys([*before.former_names, before.filename]))

    def _read_new_file(self, before: SiteDocument | None) -> None:
        try:
            self._set_document_file_metadata()
            describe_document(self, before)
        except FileNotFoundError:
            return  # the row of a file that is not there can still be corrected


@once_per_generation
def find_other_formats() -> dict[int, tuple[SiteDocument, ...]]:
    """The key of a document → the same on other paper or in black and white, in their order."""
    papers = {paper: place for place, paper in enumerate(Paper.values)}
    found: dict[int, list[SiteDocument]] = {}
    documents = SiteDocument.objects.filter(other_format_of__isnull=False)
    for document in documents.select_related("collection"):
        found.setdefault(document.other_format_of_id, []).append(document)
    return {
        key: tuple(
            sorted(
                formats,
                key=lambda one: (
                    one.is_black_and_white,
                    papers.get(one.paper, len(papers)),
                    one.pk,
                ),
            )
        )
        for key, formats in found.items()
    }
