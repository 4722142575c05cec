"""Figures that change with the data behind them."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from nnirr_site.blocks.base import StructBlock
from nnirr_site.text.live_figures import Figure, FigureReading, figure_choices, find_figure


class FigureItemValue(blocks.StructValue):
    @property
    def chosen(self) -> Figure | None:
        """The chosen figure; None in a draft, or when its app no longer offers it."""
        return find_figure(self.get("figure") or "")

    @property
    def reading(self) -> FigureReading | None:
        return self.chosen.reading if self.chosen else None

    @property
    def text(self) -> str:
        return self.get("label") or (self.chosen.label if self.chosen else "")

    @property
    def url(self) -> str:
        return self.chosen.url if self.chosen else ""

    @property
    def as_of(self) -> datetime.date | None:
        return self.reading.as_of if self.reading else None


class FigureItemBlock(StructBlock):
    figure = blocks.ChoiceBlock(label=_("Figure"), choices=figure_choices)
    label = blocks.CharBlock(
        label=_("Label"),
        required=False,
        max_length=120,
        help_text=_("Empty: the name of the figure."),
    )

    class Meta:
        icon = "order"
        value_class = FigureItemValue


class FiguresBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(FigureItemBlock(), label=_("Figures"), min_num=1, max_num=8)

    class Meta:
        icon = "order"
        label = _("Key figures")
        template = "blocks/figures.html"
        description = _("Numbers that follow the data by themselves, with the date they hold for.")
        preview_value = {
            "heading": "The Convention in figures",
            "items": [
                {"figure": "states_parties", "label": ""},
                {"figure": "years_in_force", "label": ""},
            ],
        }
