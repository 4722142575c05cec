"""Ways on: links, cards and the invitation to sign."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from nnirr_site.blocks.base import (
    SHORT_TEXT,
    PageChooserBlock,
    StructBlock,
    example_pages,
    visible_page,
    visible_pages,
)
from nnirr_site.http.addresses import page_path
from nnirr_site.i18n.locales import localize_page

# A web address, a mail address or a path on this site, such as /search/.
URL_OR_PATH = r"^(https?://[^\s/][^\s]*|mailto:[^\s@]+@[^\s@]+|/(?!/)[^\s]*)$"


class LinkValue(blocks.StructValue):
    @cached_property
    def chosen_page(self) -> Page | None:
        """The page that was chosen, in the language that is being read if it is there.

        Who shows many links finds their pages at once and sets it.
        """
        return localize_page(self.get("page"))

    @property
    def href(self) -> str:
        """The page's address if a page was chosen, else the web address; empty in a draft."""
        page = self.chosen_page
        if page is not None:
            return page_path(page) if page.live else ""
        return self.get("url") or ""

    @property
    def text(self) -> str:
        page = self.chosen_page
        return self.get("title") or (page.title if page else "") or self.href

    @property
    def is_external(self) -> bool:
        return self.get("page") is None


class LinkBlock(StructBlock):
    title = blocks.CharBlock(
        label=_("Link text"),
        required=False,
        max_length=160,
        help_text=_("Say where the link leads. Empty: the title of the page is used."),
    )
    page = PageChooserBlock(label=_("Page on this site"), required=False)
    url = blocks.RegexBlock(
        label=_("Or a web address"),
        regex=URL_OR_PATH,
        required=False,
        max_length=1000,
        error_messages={
            "invalid": _("Enter an address that begins with https:// or, on this site, with /.")
        },
    )
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=255)

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue
        template = "blocks/link.html"
        description = _("One link to a page here or elsewhere.")
        preview_value = {
            "title": "UN observance page",
            "page": None,
            "url": "https://www.un.org/en/observances/migrants-day",
            "note": "The Secretary-General's message and theme",
        }


class LinksBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("Links")
        template = "blocks/links.html"
        description = _("A group of links, each with a note on what is behind it.")
        preview_value = {
            "heading": "Elsewhere",
            "items": [
                {
                    "title": "UN observance page",
                    "page": None,
                    "url": "https://www.un.org/en/observances/migrants-day",
                    "note": "The Secretary-General's message and theme",
                }
            ],
        }


class CardsBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    pages = blocks.ListBlock(PageChooserBlock(), label=_("Pages"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Cards")
        template = "blocks/cards.html"
        description = _("Pages of this site, each with its first lines.")
        preview_value = {"heading": "Read on", "pages": []}

    def get_preview_value(self):
        """The example with the first pages of the site."""
        return self.normalize(self.meta.preview_value | {"pages": example_pages(count=3)})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["pages"] = visible_pages(value.get("pages") or [])
        return context


def find_call_page(value, parent_context) -> Page | None:
    """The `page` of a block's value in the language that is being read, else the site's call."""
    chosen, usual = localize_page(value.get("page")), (parent_context or {}).get("call_page")
    if chosen is not None and not (usual and usual.pk == chosen.pk):
        return visible_page(chosen) or usual
    return usual


class CallToSignBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=SHORT_TEXT)
    page = PageChooserBlock(
        label=_("Call"),
        page_type="campaigns.CallPage",
        required=False,
        help_text=_("Empty: the call chosen in Settings → Site identity."),
    )

    class Meta:
        icon = "edit"
        label = _("Call to sign")
        template = "blocks/call_to_sign.html"
        description = _("Asks the reader to sign, with the number of people who have.")
        preview_value = {
            "heading": "Ask the United States to ratify the Convention",
            "text": "<p>It takes two minutes.</p>",
            "page": None,
        }

    def get_preview_value(self):
        """The example with the first call of the site."""
        pages = example_pages("campaigns.CallPage")
        return self.normalize(self.meta.preview_value | {"page": pages[0] if pages else None})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["call_page"] = find_call_page(value, parent_context)
        return context


class ReasonBlock(StructBlock):
    art = blocks.ChoiceBlock(
        label=_("Print"),
        choices=[
            ("worker", _("A worker")),
            ("family", _("A family")),
            ("neighbor", _("A neighbor")),
        ],
        default="worker",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_TEXT)

    class Meta:
        icon = "user"


class ReasonsBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    items = blocks.ListBlock(ReasonBlock(), label=_("Reasons"), min_num=1, max_num=3)

    class Meta:
        icon = "group"
        label = _("Reasons with faces")
        template = "blocks/reasons.html"
        description = _("Up to three reasons, each under the print of a neighbor.")
        preview_value = {
            "heading": "Why a treaty matters on a Tuesday",
            "items": [
                {
                    "art": "worker",
                    "title": "For a worker",
                    "text": "<p>Equal pay is a standard, not a favor.</p>",
                }
            ],
        }
