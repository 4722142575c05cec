"""Facts with dates: key facts and timelines."""

import datetime

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from nnirr_site.blocks.base import SHORT_TEXT, StructBlock
from nnirr_site.i18n.dates import DatePrecision, format_date, machine_date


class FactBlock(StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=120)
    value = blocks.RichTextBlock(label=_("Fact"), features=SHORT_TEXT)
    big = blocks.BooleanBlock(
        label=_("Set large"), required=False, help_text=_("For one date or number, not a sentence.")
    )

    class Meta:
        icon = "info-circle"
        label = _("Fact")
        template = "blocks/fact.html"
        description = _("One short fact with its label.")
        preview_value = {"label": "Adopted", "value": "<p>December 18, 1990</p>", "big": True}


class FactsBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Key facts")
        template = "blocks/facts.html"
        description = _("Short facts, each with a label, under a heavy rule.")
        preview_value = {
            "heading": "Key facts",
            "items": [
                {"label": "Adopted", "value": "<p>December 18, 1990</p>", "big": True},
                {"label": "In force", "value": "<p>Since July 1, 2003</p>", "big": False},
            ],
        }


class TimelineEntryValue(blocks.StructValue):
    @property
    def precision(self) -> str:
        return self.get("precision") or DatePrecision.DAY

    @property
    def date_label(self) -> str:
        """The date in the reader's language, no more precise than the source."""
        return format_date(self.get("date"), self.precision)

    @property
    def machine_date(self) -> str:
        return machine_date(self.get("date"), self.precision)

    @property
    def year(self) -> str:
        date = self.get("date")
        return str(date.year) if date else ""


class TimelineEntryBlock(StructBlock):
    date = blocks.DateBlock(
        label=_("Date"), help_text=_("If only the year or month is known, choose any day in it.")
    )
    precision = blocks.ChoiceBlock(
        label=_("Known to the"), choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    title = blocks.CharBlock(label=_("What happened"), max_length=160)
    text = blocks.TextBlock(label=_("More"), required=False, max_length=600)
    source_label = blocks.CharBlock(label=_("Source"), required=False, max_length=255)
    source_url = blocks.URLBlock(label=_("Web address"), required=False, max_length=1000)

    class Meta:
        icon = "date"
        label = _("Entry")
        value_class = TimelineEntryValue
        template = "blocks/timeline_entry.html"
        description = _("One dated event.")
        preview_value = {
            "date": datetime.date(2000, 12, 4),
            "precision": "day",
            "title": "The UN proclaims the day",
            "text": "General Assembly resolution 55/93.",
            "source_label": "",
            "source_url": "",
        }


class TimelineBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    layout = blocks.ChoiceBlock(
        label=_("Layout"),
        choices=[("vertical", _("One below the other")), ("ground", _("Along the ground line"))],
        default="vertical",
        help_text=_("The ground line suits three to six entries."),
    )
    entries = blocks.ListBlock(TimelineEntryBlock(), label=_("Entries"), min_num=1)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "blocks/timeline.html"
        description = _("Dated events, each with its source.")
        preview_value = {
            "heading": "How a date became a day",
            "layout": "vertical",
            "entries": [
                {
                    "date": datetime.date(1990, 12, 18),
                    "precision": "day",
                    "title": "The Convention is adopted",
                    "text": "At the General Assembly in New York.",
                    "source_label": "Resolution 45/158",
                    "source_url": "http://www.un.org/documents/ga/res/45/a45r158.htm",
                },
            ],
        }
