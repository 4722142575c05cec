"""Where cards are kept: below MEDIA_ROOT/share, a folder a page, a name that tells what is drawn.

The name is a hash of everything on the card, so the address of a picture that changed is new, and
a page that is rendered needs no query to know its picture's name.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import get_language
from wagtail.models import Page

from nnirr_site.http.page_cache.memory import purge
from nnirr_site.models import BasePage, SiteIdentity
from nnirr_site.publishing.jobs import after_commit, soon
from nnirr_site.social_cards.drawing import HEIGHT, NEIGHBORS, WIDTH, Card, choose_band, draw_card
from nnirr_site.storage.state import StorageAway

FOLDER = "share"
# To be raised when the drawing changes, so that every card is drawn anew.
DRAWING = 2
MOST_REMEMBERED = 5000
SIZE = (WIDTH, HEIGHT)

# Names that this process has seen in the storage, and pages whose script we have no font for.
_known: set[str] = set()
_undrawable: set[str] = set()


def describe_card(page: BasePage, program: str, language: str) -> Card:
    """What the card of `page` shows, in the language of the page."""
    art = PurePosixPath(page.share_print).stem
    band = choose_band(page.band, art)
    if not art:
        neighbors = NEIGHBORS[band]
        # The same face in every language, whenever it is drawn.
        art = neighbors[page.translation_key.int % len(neighbors)]
    headline = getattr(page, "headline", "") or page.title
    return Card(headline, program, language, band, art)


def card_name(page: BasePage, card: Card) -> str:
    """Name of the card in the storage."""
    shown = f"{DRAWING} {card!r}".encode()
    digest = hashlib.blake2b(shown, digest_size=10).hexdigest()
    return f"{FOLDER}/{page.pk}/{digest}.png"


def find_share_image(page: BasePage, program: str) -> str | None:
    """Address of the card that is ready for a page that is being rendered, None if there is none.

    No query and no drawing: a card that is missing is asked for in the background.
    """
    if page.pk is None or not page.live:
        return None
    name = card_name(page, describe_card(page, program, get_language() or ""))
    if name in _undrawable:
        return None
    if name not in _known:
        try:
            is_there = default_storage.exists(name)
        except StorageAway:
            return None
        if not is_there:
            soon(refresh_share_image, page.pk)
            return None
        _remember(_known, name)
    return default_storage.url(name)


def _remember(names: set[str], name: str) -> None:
    if len(names) >= MOST_REMEMBERED:
        names.clear()
    names.add(name)


def refresh_share_image(page_id: int) -> None:
    """Draw the card of a page unless it is there, and delete older ones."""
    if _refresh(page_id):
        # Pages that were rendered meanwhile show the picture of the whole program.
        purge()


def refresh_all_share_images() -> int:
    """Draw what is missing, delete what belongs to no public page; the number of cards drawn."""
    public = set(Page.objects.live().public().filter(depth__gt=1).values_list("pk", flat=True))
    for page_id in set(list_share_folders()) - public:
        delete_share_images(page_id)
    drawn = sum(_refresh(page_id) for page_id in sorted(public))
    if drawn:
        purge()
    return drawn


def _refresh(page_id: int) -> bool:
    """True if a card was drawn."""
    page = Page.objects.live().public().filter(pk=page_id).select_related("locale").first()
    page = page.specific if page is not None else None
    site = page.get_site() if isinstance(page, BasePage) else None
    if site is None:
        delete_share_images(page_id)
        return False
    language = page.locale.language_code
    program = SiteIdentity.for_site(site).in_language(language).program
    card = describe_card(page, program, language)
    name = card_name(page, card)
    is_new = not default_storage.exists(name)
    if is_new:
        drawn = draw_card(card)
        if drawn is None:
            _remember(_undrawable, name)
            delete_share_images(page_id)
            return False
        saved = default_storage.save(name, ContentFile(drawn))
        if saved != name:  # another process has drawn the same meanwhile
            default_storage.delete(saved)
    delete_share_images(page_id, but=name)
    return is_new


def delete_share_images(page_id: int, but: str = "") -> None:
    """Delete the cards of a page, except the one named."""
    folder = f"{FOLDER}/{page_id}"
    for file in _list(folder)[1]:
        name = f"{folder}/{file}"
        if name != but:
            default_storage.delete(name)
            _known.discard(name)


def list_share_folders() -> list[int]:
    """Numbers of the pages that have a folder of cards."""
    return [int(name) for name in _list(FOLDER)[0] if name.isdigit()]


def _list(folder: str) -> tuple[list[str], list[str]]:
    """Folders and files in a folder; none if it does not exist."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


# -- When pages change ------------------------------------------------------------------------


def draw_when_published(sender, instance, **_signal) -> None:
    """A published page gets its card once the transaction is committed."""
    after_commit(refresh_share_image, instance.pk)


def delete_when_hidden(sender, instance, **_signal) -> None:
    """A page that is gone or no longer public leaves no picture of itself behind."""
    page_id = instance.pk
    transaction.on_commit(lambda: delete_share_images(page_id), robust=True)


def redraw_when_renamed(sender, instance, **_signal) -> None:
    """The program's name stands on every card."""
    after_commit(refresh_all_share_images)
