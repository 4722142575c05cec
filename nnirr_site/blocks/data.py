"""Numbers and tables."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from nnirr_site.blocks.base import BLOCK_STYLES, SHORT_TEXT, StructBlock, list_of_sources
from nnirr_site.i18n.numbers import write_number

LARGEST_VALUE = Decimal(10) ** 15


@dataclass(frozen=True)
class Bar:
    """One bar: `percent` of the longest, and its value in the reader's language."""

    label: str
    value: str
    percent: str


class ChartValue(blocks.StructValue):
    @property
    def bars(self) -> list[Bar]:
        """The rows that are complete, in the editor's order. Zero is always where bars begin."""
        rows = [row for row in self.get("rows") or [] if row.get("value") is not None]
        largest = max((row["value"] for row in rows), default=0)
        return [
            Bar(
                label=row.get("label") or "",
                value=write_number(row["value"]),
                percent=f"{100 * row['value'] / largest:.2f}%" if largest else "0%",
            )
            for row in rows
        ]

    @property
    def description(self) -> str:
        """The whole chart in words, for those who do not see it."""
        numbers = "; ".join(f"{bar.label}: {bar.value}" for bar in self.bars)
        return gettext("Bar chart. %(numbers)s.") % {"numbers": numbers}


class ChartRowBlock(StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=120)
    value = blocks.DecimalBlock(label=_("Value"), min_value=0, max_value=LARGEST_VALUE)

    class Meta:
        icon = "list-ul"


class ChartBlock(StructBlock):
    title = blocks.CharBlock(
        label=_("Title"), max_length=160, help_text=_("What the numbers say, in one line.")
    )
    unit = blocks.CharBlock(
        label=_("Unit"), required=False, max_length=60, help_text=_("Such as “million people”.")
    )
    label_heading = blocks.CharBlock(
        label=_("What the labels are"),
        required=False,
        max_length=60,
        help_text=_("Such as “Region” or “Year”. Heads the table of the numbers."),
    )
    rows = blocks.ListBlock(ChartRowBlock(), label=_("Bars"), min_num=2, max_num=20)
    source_label = blocks.CharBlock(label=_("Source"), max_length=255)
    source_url = blocks.URLBlock(label=_("Web address"), required=False, max_length=1000)
    as_of = blocks.DateBlock(label=_("As of"), required=False)

    class Meta:
        icon = "order-down"
        label = _("Chart")
        template = "blocks/chart.html"
        value_class = ChartValue
        styles = BLOCK_STYLES
        description = _("Numbers as bars, with the table behind them and their source.")
        preview_value = {
            "title": "Most States joined the Convention after 2000",
            "unit": "States",
            "label_heading": "Years",
            "rows": [
                {"label": "1990 to 2000", "value": Decimal(15)},
                {"label": "2001 to 2010", "value": Decimal(29)},
                {"label": "2011 to 2020", "value": Decimal(12)},
                {"label": "2021 to 2025", "value": Decimal(4)},
            ],
            "source_label": "UN Treaty Collection, chapter IV.13",
            "source_url": (
                "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=IV-13"
                "&chapter=4&clang=_en"
            ),
            "as_of": datetime.date(2025, 12, 11),
        }


class TableBlock(StructBlock):
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False, max_length=300)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(
                    label=_("Text with links"), required=False, features=SHORT_TEXT
                ),
            ),
        ],
        label=_("Table"),
        help_text=_("Give it a caption: it says what the table shows."),
    )
    has_row_headings = blocks.BooleanBlock(
        label=_("The first column names the rows"), required=False, default=True
    )
    source_label = blocks.CharBlock(label=_("Source"), required=False, max_length=255)
    source_url = blocks.URLBlock(label=_("Web address"), required=False, max_length=1000)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        styles = BLOCK_STYLES
        description = _("Rows and columns with headings that are read out.")
        preview_value = {
            "table": {
                "caption": "Two conventions on migrant workers",
                "columns": [
                    {"type": "text", "heading": "Convention"},
                    {"type": "number", "heading": "Articles"},
                    {"type": "text", "heading": "Adopted"},
                ],
                "rows": [
                    {"values": ["Migrant Workers Convention", 93, "1990"]},
                    {"values": ["ILO Convention No. 143", 24, "1975"]},
                ],
            },
            "has_row_headings": True,
            "source_label": "",
            "source_url": "",
        }

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation:
            self._refuse_unnamed(value["table"])
        return value

    def _refuse_unnamed(self, table) -> None:
        """Raises StructBlockValidationError: a table that says nothing of itself helps nobody."""
        if not table.columns or not table.row_data:
            problem = _("Add at least one column and one row.")
        elif not (table.caption or "").strip():
            problem = _("Give the table a caption: it says what the table shows.")
        elif any(not (column["heading"] or "").strip() for column in table.columns):
            problem = _("Give every column a heading.")
        else:
            return
        raise StructBlockValidationError(block_errors={"table": ValidationError(problem)})


class ComparisonRowBlock(StructBlock):
    subject = blocks.CharBlock(label=_("Subject"), max_length=120)
    first = blocks.RichTextBlock(label=_("First column"), features=SHORT_TEXT)
    second = blocks.RichTextBlock(label=_("Second column"), features=SHORT_TEXT)
    sources = list_of_sources()

    class Meta:
        icon = "list-ul"


class ComparisonBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=160, help_text=_("What is set side by side, in one line.")
    )
    first_heading = blocks.CharBlock(label=_("Heading of the first column"), max_length=60)
    second_heading = blocks.CharBlock(label=_("Heading of the second column"), max_length=60)
    rows = blocks.ListBlock(ComparisonRowBlock(), label=_("Rows"), min_num=1, max_num=30)

    class Meta:
        icon = "table"
        label = _("Comparison")
        template = "blocks/comparison.html"
        styles = "css/comparison.css"
        description = _("Two texts side by side, subject by subject, each row with its sources.")
        preview_value = {
            "heading": "",
            "caption": "Two treaties",
            "first_heading": "The Convention",
            "second_heading": "The Covenant",
            "rows": [
                {
                    "subject": "Unions",
                    "first": "<p>All may join (article 26).</p>",
                    "second": "<p>Everyone may join one.</p>",
                    "sources": [{"label": "The texts", "url": "", "as_of": None}],
                }
            ],
        }
