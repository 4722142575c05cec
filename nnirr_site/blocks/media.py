"""Pictures and files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from nnirr_site.languages import DocumentLanguage


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=300,
        help_text=_("Name people as they asked to be named. The credit is added by itself."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"
        description = _("One picture with its caption and credit.")
        preview_value = {"caption": "The caption names people as they asked to be named."}


class DownloadValue(blocks.StructValue):
    """The same reading interface as `nnirr_site.models.Download`, so that both share a template."""

    @property
    def file_url(self) -> str:
        document = self.get("document")
        return document.url if document else ""

    @property
    def format(self) -> str:
        document = self.get("document")
        return document.format if document else ""

    @property
    def is_external(self) -> bool:
        return False

    @property
    def pages(self) -> int | None:
        document = self.get("document")
        return document.pages if document else None

    @property
    def file_size(self) -> int | None:
        document = self.get("document")
        return document.get_file_size() if document else None

    @property
    def language_code(self) -> str:
        document = self.get("document")
        return self.get("language") or (document.language if document else "")

    @property
    def language_name(self) -> str:
        code = self.language_code
        return DocumentLanguage(code).label if code in DocumentLanguage.values else ""


class DownloadBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    document = DocumentChooserBlock(label=_("File"))
    language = blocks.ChoiceBlock(
        label=_("Language"), choices=DocumentLanguage.choices, required=False
    )

    class Meta:
        icon = "download"
        value_class = DownloadValue


class DownloadsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(DownloadBlock(), label=_("Files"), min_num=1)

    class Meta:
        icon = "download"
        label = _("Downloads")
        template = "blocks/downloads.html"
        description = _("Files with their format, language, pages and size.")
        preview_value = {"heading": "Download", "items": []}
