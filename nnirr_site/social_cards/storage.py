"""Where cards and posts are kept: below MEDIA_ROOT/share, a folder a page, a name that tells what
is drawn.

The name is a hash of everything on the card, so the address of a picture that changed is new, and
a page that is rendered needs no query to know its picture's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import get_language
from wagtail.models import Page

from nnirr_site.http.page_cache.memory import purge
from nnirr_site.models import BasePage, SiteIdentity
from nnirr_site.publishing.jobs import after_commit, soon
from nnirr_site.social_cards.drawing import (
    HEIGHT,
    NEIGHBORS,
    SHAPES,
    WIDTH,
    Card,
    Post,
    choose_band,
    draw_card,
    draw_post,
)
from nnirr_site.storage.state import StorageAway

FOLDER = "share"
# To be raised when the drawing changes, so that every card is drawn anew.
DRAWING = 2
MOST_REMEMBERED = 5000
# The block whose words become pictures to post.
POSTS_BLOCK = "social_posts"
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


def describe_posts(page: BasePage, program: str, language: str) -> list[list[Post]]:
    """What the posts of `page` show: for each of its words a post in every shape."""
    items = [
        item
        for block in page.stream_blocks
        if block.block_type == POSTS_BLOCK
        for item in block.value.get("items") or []
    ]
    return [describe_post(item, program, language) for item in items]


def describe_post(item, program: str, language: str) -> list[Post]:
    """What the posts of one `SocialPostBlock` show."""
    address = urlsplit(settings.SITE_URL).netloc
    if language != settings.LANGUAGE_CODE:
        address += f"/{language}"
    art = item.get("art") or "block-voice"
    band = choose_band(item.get("band") or "leaf", art)
    headline, ask = item.get("headline") or "", item.get("ask") or ""
    return [Post(headline, program, language, band, art, ask, address, shape) for shape in SHAPES]


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
    return _find(page, describe_card(page, program, get_language() or ""))


@dataclass(frozen=True)
class PostFile:
    """One shape of a post that is there. Sizes are pixels."""

    shape: str
    url: str
    width: int
    height: int


def find_posts(page: BasePage, item, program: str) -> list[PostFile]:
    """The shapes of one `SocialPostBlock` on a page that is being rendered, as far as they are
    drawn. As `find_share_image`, it draws nothing itself.
    """
    if page.pk is None or not page.live:
        return []
    posts = describe_post(item, program, get_language() or "")
    found = {post.shape: _find(page, post) for post in posts}
    return [
        PostFile(shape, found[shape], width, height)
        for shape, (width, height) in SHAPES.items()
        if found[shape]
    ]


def _find(page: BasePage, card: Card) -> str | None:
    """Address of a card or post; one that is missing is asked for in the background."""
    name = card_name(page, card)
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
    """Draw card and posts of a page unless they are there, and delete older ones."""
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


def _refresh(page_id: int) -> int:
    """How many pictures were drawn."""
    page = Page.objects.live().public().filter(pk=page_id).select_related("locale").first()
    page = page.specific if page is not None else None
    site = page.get_site() if isinstance(page, BasePage) else None
    if site is None:
        delete_share_images(page_id)
        return 0
    language = page.locale.language_code
    program = SiteIdentity.for_site(site).in_language(language).program
    posts = describe_posts(page, program, language)
    cards = [describe_card(page, program, language), *(post for group in posts for post in group)]
    names = {card_name(page, card): card for card in cards}
    missing = [name for name in names if not default_storage.exists(name)]
    for name in missing:
        if not _draw(name, names[name]):
            del names[name]
    delete_share_images(page_id, but=names)
    return len(set(missing) & names.keys())


def _draw(name: str, card: Card) -> bool:
    """Draw and keep one picture; False if it cannot be drawn in our typefaces."""
    drawn = draw_post(card) if isinstance(card, Post) else draw_card(card)
    if drawn is None:
        _remember(_undrawable, name)
        return False
    saved = default_storage.save(name, ContentFile(drawn))
    if saved != name:  # another process has drawn the same meanwhile
        default_storage.delete(saved)
    return True


def delete_share_images(page_id: int, but: Collection[str] = ()) -> None:
    """Delete the cards and posts of a page, except those named."""
    folder = f"{FOLDER}/{page_id}"
    for file in _list(folder)[1]:
        name = f"{folder}/{file}"
        if name not in but:
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
    """A published page gets its pictures once the transaction is committed."""
    after_commit(refresh_share_image, instance.pk)


def delete_when_hidden(sender, instance, **_signal) -> None:
    """A page that is gone or no longer public leaves no picture of itself behind."""
    page_id = instance.pk
    transaction.on_commit(lambda: delete_share_images(page_id), robust=True)


def redraw_when_renamed(sender, instance, **_signal) -> None:
    """The program's name stands on every card."""
    after_commit(refresh_all_share_images)
