"""The prints in static/art, the inks of bands, and which print disappears in which band."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext_lazy as _


class Print(models.TextChoices):
    """The prints in static/art that may hang at the top of a page."""

    VOICE = "voice", _("Trumpet flowers: a voice")
    BORDER = "border", _("Footpath through a border")
    CONVENTION = "convention", _("Nib that takes root: the Convention")
    DAY = "day", _("Eighteen: the Day")
    WATCH = "watch", _("Lighthouse: what we see coming")
    CANDLES = "candles", _("Candles: people come together")
    YEARS = "years", _("Rings of a tree: the years")
    HAND = "hand", _("Open hand with a heart: why people sign")
    RINGS = "rings", _("Woven rings: alliances")
    THANKS = "thanks", _("Grandmother and granddaughter")


class Band(models.TextChoices):
    INK = "ink", _("Indigo")
    RED = "red", _("Cochineal")
    LEAF = "leaf", _("Leaf")
    GOLD = "gold", _("Marigold")
    WASH = "wash", _("Straw")


PRINT_FILES = {
    Print.VOICE: ("art/block-voice.svg", 600, 600),
    Print.BORDER: ("art/block-border.svg", 600, 600),
    Print.CONVENTION: ("art/block-convention.svg", 600, 600),
    Print.DAY: ("art/block-day.svg", 600, 600),
    Print.WATCH: ("art/block-watch.svg", 600, 600),
    Print.CANDLES: ("art/block-candles.svg", 600, 600),
    Print.YEARS: ("art/block-years.svg", 600, 600),
    Print.HAND: ("art/block-hand.svg", 600, 600),
    Print.RINGS: ("art/rings.svg", 600, 540),
    Print.THANKS: ("art/thanks.svg", 560, 520),
}


# The ink that most of a print is made of, by which it would disappear in a band of the same.
PRINT_GROUNDS = {
    Print.VOICE: Band.LEAF,
    Print.BORDER: Band.RED,
    Print.CONVENTION: Band.GOLD,
    Print.DAY: Band.INK,
    Print.WATCH: Band.INK,
    Print.CANDLES: Band.RED,
    Print.YEARS: Band.LEAF,
    Print.HAND: Band.GOLD,
    Print.THANKS: Band.RED,
}

# What stands on pictures to post and may be taken away: the name of the file without its ending →
# what one sees.
HANDOUTS = [
    *((PurePosixPath(PRINT_FILES[one][0]).stem, one.label) for one in Print),
    ("bust-worker", _("A worker")),
    ("bust-family", _("A family")),
    ("bust-neighbor", _("A neighbor")),
]
