"""What readers take away from a page: texts to copy and to fill in, pictures to post and to print,
and who stands behind a call."""

from __future__ import annotations

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from nnirr_site.blocks.base import SHORT_TEXT, PageChooserBlock, StructBlock, example_pages
from nnirr_site.blocks.links import find_call_page
from nnirr_site.blocks.media import CaptionedImageBlock, newest_images
from nnirr_site.blocks.slots import TOOLKIT_STYLES
from nnirr_site.prints import HANDOUTS, Band

FILE_TEXT = ["h3", "bold", "italic", "ol", "ul", "link"]


class CopyTextBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = blocks.TextBlock(
        label=_("Text"),
        max_length=4000,
        help_text=_("Plain text to be copied as it is. [[states_parties]] is put in as a number."),
    )

    class Meta:
        icon = "copy"
        label = _("Text to copy")
        template = "blocks/copy_text.html"
        styles = TOOLKIT_STYLES
        description = _("A text with a button that copies it, such as who we are in fifty words.")
        preview_value = {
            "heading": "Who we are, in one sentence",
            "text": "We are a network of people and organizations for the rights of migrants.",
        }


class TextFileValue(blocks.StructValue):
    @property
    def file_name(self) -> str:
        """Of the file without its ending, made of the heading."""
        return slugify(self.get("heading") or "") or "text"


class TextFileBlock(StructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=160, help_text=_("Names the file as well.")
    )
    intro = blocks.TextBlock(
        label=_("How to use it"), required=False, max_length=400, help_text=_("Not in the file.")
    )
    body = blocks.RichTextBlock(
        label=_("Text"),
        features=FILE_TEXT,
        help_text=_("What readers fill in stands in [brackets], which the file shows in yellow."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Text to fill in")
        template = "blocks/text_file.html"
        value_class = TextFileValue
        styles = TOOLKIT_STYLES
        description = _("A letter, release or resolution, also as a file to edit (Word).")
        preview_value = {
            "heading": "Letter to the editor",
            "intro": "Make it yours: papers print what is local.",
            "body": "<p>To the editor:</p><p>In [our town] people do work that holds us up.</p>",
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        find_url = getattr((parent_context or {}).get("page"), "text_file_url", None)
        context["file_url"] = find_url(value) if find_url else ""
        return context


class SocialPostBlock(StructBlock):
    headline = blocks.CharBlock(
        label=_("Headline"), max_length=90, help_text=_("Ten words at most: it is set large.")
    )
    ask = blocks.CharBlock(
        label=_("What you ask"),
        max_length=140,
        required=False,
        help_text=_("One sentence below it. The address of the site follows by itself."),
    )
    art = blocks.ChoiceBlock(label=_("Print"), choices=HANDOUTS, default="block-voice")
    band = blocks.ChoiceBlock(
        label=_("Color"),
        choices=Band.choices,
        default="leaf",
    )

    class Meta:
        icon = "image"


class SocialPostsBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=SHORT_TEXT)
    items = blocks.ListBlock(SocialPostBlock(), label=_("Pictures"), min_num=1, max_num=4)

    class Meta:
        icon = "image"
        label = _("Pictures to post")
        template = "blocks/social_posts.html"
        styles = TOOLKIT_STYLES
        description = _("Drawn from your words in three shapes: square, story and wide.")
        preview_value = {
            "heading": "Pictures to post",
            "text": "",
            "items": [
                {"headline": "Rights move with people.", "ask": "", "art": "thanks", "band": "leaf"}
            ],
        }


class PrintValue(blocks.StructValue):
    @property
    def prints(self) -> list[dict[str, str]]:
        """`file` below static/, `name` and what one sees, of those that were chosen."""
        labels = dict(HANDOUTS)
        return [
            {"file": f"art/{art}.svg", "name": art, "label": str(labels[art])}
            for art in self.get("items") or []
            if art in labels
        ]


class PrintsBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    terms = blocks.RichTextBlock(
        label=_("Credit and terms"),
        features=SHORT_TEXT,
        help_text=_("How to name who made them, and what others may do with them."),
    )
    items = blocks.ListBlock(
        blocks.ChoiceBlock(label=_("Print"), choices=HANDOUTS),
        label=_("Prints"),
        min_num=1,
        max_num=len(HANDOUTS),
    )

    class Meta:
        icon = "image"
        label = _("Prints to use")
        template = "blocks/prints.html"
        value_class = PrintValue
        styles = TOOLKIT_STYLES
        description = _("Prints of this site as drawings that stay sharp at any size.")
        preview_value = {
            "heading": "Prints to use",
            "terms": "<p>Name the network when you show them.</p>",
            "items": ["block-voice", "rings"],
        }


class PicturesBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    terms = blocks.RichTextBlock(
        label=_("Credit and terms"),
        features=SHORT_TEXT,
        help_text=_("How to name who made them, and what others may do with them."),
    )
    images = blocks.ListBlock(CaptionedImageBlock(), label=_("Images"), min_num=1, max_num=24)

    class Meta:
        icon = "copy"
        label = _("Pictures to use")
        template = "blocks/pictures.html"
        styles = TOOLKIT_STYLES
        description = _("Photographs and logos to download large, with credit and terms.")
        preview_value = {
            "heading": "Pictures to use",
            "terms": "<p>Free to use with the credit below each picture.</p>",
            "images": [],
        }

    def get_preview_value(self):
        """The example with the newest pictures of the library in it."""
        images = [{"image": image, "caption": ""} for image in newest_images(2)]
        return self.normalize(self.meta.preview_value | {"images": images})


class EndorsersBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    page = PageChooserBlock(
        label=_("Call"),
        page_type="campaigns.CallPage",
        required=False,
        help_text=_("Empty: the call chosen in Settings → Site identity."),
    )

    class Meta:
        icon = "group"
        label = _("Organizations that signed")
        template = "blocks/endorsers.html"
        description = _("The newest organizations that stand on a call by name.")
        preview_value = {"heading": "Organizations that signed", "page": None}

    def get_preview_value(self):
        """The example with the first call of the site."""
        pages = example_pages("campaigns.CallPage")
        return self.normalize(self.meta.preview_value | {"page": pages[0] if pages else None})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        call_page = find_call_page(value, parent_context)
        context["call_page"] = call_page
        # `CallPage.organizations`: those that are confirmed, approved and asked to be named.
        context["organizations"] = call_page.organizations() if call_page else []
        return context
