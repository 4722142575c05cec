"""The picture that somebody who has signed shows around: nobody's name, or their own if they ask.

It is the share card of the site with other words on it. The one without a name is the same for
everybody, and kept while its words are; one with a name is drawn for one answer and kept nowhere.
Drawing takes most of a second of a processor, so a process draws one at a time.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from threading import Lock

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns.models import Call, Signature
from campaigns.privacy import vault
from nnirr_site.social_cards.drawing import Card, draw_card
from nnirr_site.typesetting.coverage import has_every_character
from nnirr_site.typesetting.render import CannotSet

logger = logging.getLogger(__name__)

BAND, ART = "gold", "common-ground"
SECONDS_TO_WAIT = 5.0
MOST_KEPT = 12  # of a few calls in a few languages
# First strong isolate: a name keeps its own direction inside of the sentence.
ISOLATE, POP = "\u2068", "\u2069"

_one_at_a_time = Lock()
_kept: OrderedDict[Card, bytes | None] = OrderedDict()


class CannotDraw(Exception):
    """There is no picture now: too many are being drawn, or it cannot be set."""


def describe_card(call: Call, title: str, language: str) -> Card:
    """The card of everybody: how many have signed, if pages that invite say so, and what."""
    tally = call.tally
    if tally.is_shown and tally.total > 1:
        number = number_format(tally.total, use_l10n=True, force_grouping=True)
        words = _("%(number)s of us have signed. And you?") % {"number": number}
    else:
        words = _("I have signed. And you?")
    return Card(words, title, language, BAND, ART)


@sensitive_variables()
def describe_named_card(signature: Signature, title: str, language: str) -> Card:
    """The card of one signer. Raises `vault.Unreadable`."""
    name = f"{ISOLATE}{signature.public_name}{POP}"
    words = _("%(name)s has signed. And you?") % {"name": name}
    return Card(words, title, language, BAND, ART)


@sensitive_variables()
def can_be_named(signature: Signature) -> bool:
    """Whether a picture of ours may say this name: not one that staff hide or have yet to look at,
    and none in a script that we have no typeface for.
    """
    if signature.is_name_hidden or signature.waits_for_approval:
        return False
    try:
        return bool(signature.public_name) and has_every_character(signature.public_name)
    except vault.Unreadable:
        return False


def draw_kept(card: Card) -> bytes:
    """The picture of a card without a name. Raises `CannotDraw`."""
    if card not in _kept:
        with _Turn():
            if card not in _kept:
                _kept[card] = _draw(card)
                while len(_kept) > MOST_KEPT:
                    _kept.popitem(last=False)
    picture = _kept.get(card)
    if picture is None:
        raise CannotDraw("no typeface has the words")
    return picture


@sensitive_variables()
def draw_once(card: Card) -> bytes:
    """The picture of a card that is kept nowhere. Raises `CannotDraw`."""
    with _Turn():
        picture = _draw(card)
    if picture is None:
        raise CannotDraw("no typeface has the words")
    return picture


@sensitive_variables()
def _draw(card: Card) -> bytes | None:
    try:
        return draw_card(card)
    except CannotSet as problem:
        logger.error("A signer's card could not be set: %s", problem)
        raise CannotDraw("it cannot be set") from None


class _Turn:
    """One picture at a time; who waits too long goes without, so that no seat is held for long."""

    def __enter__(self) -> None:
        if not _one_at_a_time.acquire(timeout=SECONDS_TO_WAIT):
            raise CannotDraw("others are being drawn")

    def __exit__(self, *_exception) -> None:
        _one_at_a_time.release()
