"""Pictures, recordings and files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from nnirr_site.blocks.base import BLOCK_STYLES, SHORT_TEXT, StructBlock
from nnirr_site.i18n.languages import DocumentLanguage
from nnirr_site.text.media_hosts import (
    MediaHost,
    find_host,
    public_url,
    validate_media_url,
)


def newest_images(count: int) -> list:
    """Values of an `ImageBlock` for previews: what staff uploaded last; empty before the first."""
    images = list(get_image_model().objects.order_by("-created_at")[:count])
    for image in images:
        image.contextual_alt_text, image.decorative = image.default_alt_text, False
    return images


class CaptionedImageBlock(StructBlock):
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

    def get_preview_value(self):
        """The example with the newest picture of the library in it."""
        images = newest_images(1)
        return self.normalize(self.meta.preview_value | ({"image": images[0]} if images else {}))


class GalleryBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    images = blocks.ListBlock(CaptionedImageBlock(), label=_("Images"), min_num=2, max_num=24)

    class Meta:
        icon = "copy"
        label = _("Gallery")
        template = "blocks/gallery.html"
        styles = BLOCK_STYLES
        description = _("Several pictures side by side, each with its caption and credit.")
        preview_value = {"heading": "In pictures", "images": []}

    def get_preview_value(self):
        """The example with the newest pictures of the library in it."""
        images = [{"image": image, "caption": ""} for image in newest_images(4)]
        return self.normalize(self.meta.preview_value | {"images": images})


class EmbedValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """Where the link leads; empty in a draft or for a host that is no longer on the list."""
        return public_url(self.get("url") or "")

    @property
    def host(self) -> MediaHost | None:
        return find_host(self.get("url") or "")

    @property
    def is_audio(self) -> bool:
        return self.get("kind") == "audio"

    @property
    def language_name(self) -> str:
        code = self.get("language")
        return DocumentLanguage(code).label if code in DocumentLanguage.values else ""


class EmbedBlock(StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("video", _("Video")), ("audio", _("Audio"))], default="video"
    )
    url = blocks.URLBlock(
        label=_("Web address"),
        max_length=1000,
        validators=[validate_media_url],
        help_text=_("On YouTube, Vimeo, the Internet Archive, UN Web TV or SoundCloud."),
    )
    length = blocks.CharBlock(
        label=_("Length"), required=False, max_length=40, help_text=_("Such as “12 minutes”.")
    )
    language = blocks.ChoiceBlock(
        label=_("Language"), choices=DocumentLanguage.choices, required=False
    )
    note = blocks.CharBlock(
        label=_("Note"),
        required=False,
        max_length=255,
        help_text=_("What one sees or hears, and whether there are captions."),
    )
    image = ImageBlock(
        label=_("Picture"),
        required=False,
        help_text=_("One of ours; nothing is fetched from the other site."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=[*SHORT_TEXT, "ol", "ul"],
        help_text=_("For those who can't hear it, and for those who would rather read."),
    )

    class Meta:
        icon = "media"
        label = _("Video or audio")
        template = "blocks/embed.html"
        value_class = EmbedValue
        styles = BLOCK_STYLES
        description = _("A card that opens a recording on the site that keeps it.")
        preview_value = {
            "title": "Committee on Migrant Workers, in session",
            "kind": "video",
            "url": "https://webtv.un.org/",
            "length": "",
            "language": "en",
            "note": "UN Web TV shows the public meetings of the Committee.",
            "image": None,
            "transcript": "",
        }


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
    def title_language(self) -> str:
        return self.language_code

    @property
    def language_name(self) -> str:
        code = self.language_code
        return DocumentLanguage(code).label if code in DocumentLanguage.values else ""


class DownloadBlock(StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    document = DocumentChooserBlock(label=_("File"))
    language = blocks.ChoiceBlock(
        label=_("Language"), choices=DocumentLanguage.choices, required=False
    )

    class Meta:
        icon = "download"
        value_class = DownloadValue


class DownloadsBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(DownloadBlock(), label=_("Files"), min_num=1)

    class Meta:
        icon = "download"
        label = _("Downloads")
        template = "blocks/downloads.html"
        description = _("Files with their format, language, pages and size.")
        preview_value = {"heading": "Download", "items": []}

    def get_preview_value(self):
        """The example with the newest files that are for everybody."""
        documents = get_document_model().objects.filter(collection__view_restrictions=None)
        items = [
            {"title": document.title, "document": document, "language": ""}
            for document in documents.order_by("-created_at")[:2]
        ]
        return self.normalize(self.meta.preview_value | {"items": items})
