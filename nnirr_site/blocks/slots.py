"""Places that wait for what only the network can give: names, photographs, people's own words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from nnirr_site.blocks.base import StructBlock
from nnirr_site.blocks.media import CaptionedImageBlock, DownloadsBlock
from nnirr_site.blocks.text import ProseBlock, QuoteBlock
from nnirr_site.text.live_figures import is_shown_to_editors

# The sheet of what stands on pages that are made to be taken away from.
TOOLKIT_STYLES = "css/toolkit.css"


class PersonValue(blocks.StructValue):
    @property
    def dial(self) -> str:
        """The number as a link has it: digits, after a plus where the country is told."""
        phone = (self.get("phone") or "").strip()
        digits = "".join(sign for sign in phone if sign.isdigit())
        return f"+{digits}" if phone.startswith("+") else digits


class PersonBlock(StructBlock):
    name = blocks.CharBlock(
        label=_("Name"), max_length=120, help_text=_("As the person asked to be named.")
    )
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=160)
    languages = blocks.CharBlock(
        label=_("Languages"), required=False, max_length=120, help_text=_("That they speak in.")
    )
    phone = blocks.CharBlock(label=_("Phone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    image = ImageBlock(label=_("Picture"), required=False)

    class Meta:
        icon = "user"
        label = _("Person")
        template = "blocks/person.html"
        value_class = PersonValue
        description = _("Somebody to call or write to, who agreed to be named here.")
        preview_value = {"name": "Name of a person", "role": "Spokesperson", "languages": "English"}


class SlotValue(blocks.StructValue):
    @property
    def is_withheld(self) -> bool:
        """True while nothing fills the place: readers then see nothing of it."""
        return not self.get("content")


class SlotBlock(StructBlock):
    """Editors see an empty place on the page, in previews and in a report; readers do not.

    What is wanted and who has it are words for staff. They never leave the admin, also when the
    place is filled.
    """

    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        max_length=160,
        help_text=_("Stands above what fills the place, and nowhere while it is empty."),
    )
    wanted = blocks.CharBlock(
        label=_("What is wanted"),
        max_length=160,
        search_index=False,
        help_text=_("For staff. Readers never see it."),
    )
    advice = blocks.TextBlock(
        label=_("Advice"),
        required=False,
        max_length=600,
        search_index=False,
        help_text=_("For staff: who has it, and what to ask first. Readers never see it."),
    )
    content = blocks.StreamBlock(
        [
            ("person", PersonBlock()),
            ("quote", QuoteBlock()),
            ("prose", ProseBlock()),
            ("image", CaptionedImageBlock()),
            ("downloads", DownloadsBlock()),
        ],
        label=_("What fills it"),
        required=False,
        max_num=12,
    )

    class Meta:
        icon = "help"
        label = _("Place that waits")
        template = "blocks/slot.html"
        value_class = SlotValue
        styles = TOOLKIT_STYLES
        description = _("Kept for a name, a picture or a quotation. Empty, it is for editors only.")
        preview_value = {
            "heading": "Spokespersons",
            "wanted": "Names, languages and phone numbers of those who speak to the press",
            "advice": "Ask each of them whether the number may be public.",
            "content": [],
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = (parent_context or {}).get("request")
        is_preview = getattr(request, "is_preview", False)
        context["is_for_editors"] = is_preview or is_shown_to_editors()
        return context
