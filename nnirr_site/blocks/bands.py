"""Full-width bands of the home page. Each gets its pages from an index page that it is given,
so that this module needs to know no feature app: an index page answers `latest(count)`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from nnirr_site.blocks.base import (
    RICH_TEXT,
    SHORT_TEXT,
    PageChooserBlock,
    StructBlock,
    example_pages,
    visible_pages,
    visible_place,
)


class InitiativesBandBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    intro = blocks.TextBlock(label=_("Introduction"), required=False, max_length=400)
    pages = blocks.ListBlock(PageChooserBlock(), label=_("Pages"), min_num=1, max_num=8)

    class Meta:
        icon = "thumbtack"
        label = _("Wall of prints")
        template = "blocks/home_initiatives.html"
        description = _("Pages shown as prints on a wall, four in a row.")
        preview_value = {"heading": "Four lines of work", "intro": "", "pages": []}

    def get_preview_value(self):
        """The example with the initiatives of the site."""
        pages = example_pages("initiatives.InitiativePage", 4)
        return self.normalize(self.meta.preview_value | {"pages": pages})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["pages"] = visible_pages(value.get("pages") or [])
        return context


class IndexBandBlock(StructBlock):
    """A band that shows the newest or first pages below an index page."""

    def get_preview_value(self):
        """The example with the index page of the site."""
        chooser = self.child_blocks["index_page"]
        pages = example_pages(chooser.page_type[0])
        return self.normalize(self.meta.preview_value | {"index_page": pages[0] if pages else None})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        index = visible_place(value.get("index_page"))
        context["index_page"] = index
        context["items"] = index.latest(value.get("count") or 3) if index else []
        return context


class NetworksBandBlock(IndexBandBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=SHORT_TEXT)
    index_page = PageChooserBlock(
        label=_("Networks page"), page_type="initiatives.NetworksIndexPage"
    )

    class Meta:
        icon = "group"
        label = _("Networks")
        template = "blocks/home_networks.html"
        description = _("The partner networks with the years they began.")
        preview_value = {"heading": "An alliance of alliances", "text": "", "index_page": None}


class UpdatesBandBlock(IndexBandBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    index_page = PageChooserBlock(
        label=_("Policy updates page"), page_type="initiatives.PolicyUpdatesIndexPage"
    )
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        icon = "history"
        label = _("Latest policy updates")
        template = "blocks/home_updates.html"
        description = _("The newest policy updates with date and body.")
        preview_value = {"heading": "Policy watch", "index_page": None, "count": 3}


class DayBandBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=SHORT_TEXT)
    page = PageChooserBlock(label=_("Migrants Day page"), page_type="resources.MigrantsDayPage")

    class Meta:
        icon = "date"
        label = _("International Migrants Day")
        template = "blocks/home_day.html"
        description = _("The days left until December 18, with the way to the materials.")
        preview_value = {"heading": "December 18 is International Migrants Day", "page": None}

    def get_preview_value(self):
        """The example with the days that are left today."""
        pages = example_pages("resources.MigrantsDayPage")
        return self.normalize(self.meta.preview_value | {"page": pages[0] if pages else None})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["day_page"] = visible_place(value.get("page"))
        return context


class ProseBandBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)
    band = blocks.ChoiceBlock(
        label=_("Color"),
        choices=[("", _("Paper")), ("wash", _("Straw")), ("gold", _("Marigold"))],
        required=False,
        help_text=_("Put paper between two loud bands."),
    )

    class Meta:
        icon = "pilcrow"
        label = _("Text band")
        template = "blocks/home_prose_band.html"
        description = _("A heading and text across the page.")
        preview_value = {
            "heading": "Root causes",
            "text": "<p>War, trade, debt and climate move people.</p>",
            "band": "wash",
        }
