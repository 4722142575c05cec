"""What a publish, a save or a deletion sets off: one receiver, which does the steps in order.

A step that fails is logged and stops no other, nor what the editor does: a page can be published
although its card cannot be drawn. One step alone has to succeed: a page that the bin could not keep
is not deleted. What takes long only asks for its work here, which is then done
after the commit (`nnirr_site/publishing/jobs.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import Signal
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from nnirr_site.admin import bin as page_bin
from nnirr_site.admin import translation_reviews
from nnirr_site.documents import cover_access
from nnirr_site.models import BasePage, SiteDocument, SiteIdentity, SiteRendition, Topic
from nnirr_site.publishing import cdn, purging
from nnirr_site.search import following
from nnirr_site.social_cards import storage as cards
from nnirr_site.uploads import responsive
from nnirr_site.views import redirects

logger = logging.getLogger(__name__)
_is_held_back: ContextVar[bool] = ContextVar("changes_held_back", default=False)

SIGNALS = (
    page_published,
    page_unpublished,
    page_slug_changed,
    post_page_move,
    pre_delete,
    post_delete,
    post_save,
)


class StepFailed(Exception):
    """A step that must succeed did not, so that the change must not happen either."""


@dataclass(frozen=True)
class ChangeStep:
    """`does(sender, instance, **of the signal)` for each of `signals` about one of `models`.

    `follower` begins the sentence that is logged if it fails. With `is_about`, which is given the
    model, the step is taken for those models only that it says yes to. If it `must_succeed`, its
    failure ends the change: only before a deletion, as what is told afterwards has happened.
    """

    follower: str
    does: Callable[..., object]
    signals: tuple[Signal, ...]
    models: tuple[type[Model], ...]
    is_about: Callable[[type[Model]], bool] | None = None
    must_succeed: bool = False

    def is_meant(self, model: type[Model], signal: Signal) -> bool:
        return (
            signal in self.signals
            and issubclass(model, self.models)
            and (self.is_about is None or self.is_about(model))
        )


CACHE, INDEX = "The page cache", "The search index"
COVERS, CARDS = "The pictures of first pages", "The cards for sharing"
GONE, RENDITIONS = "The list of withdrawn addresses", "The widths of pictures"
BIN, TRANSLATIONS, CDN = "The bin", "The list of translations", "The CDN"
MOVES = (page_published, page_unpublished, page_slug_changed, post_page_move)
SAVED_OR_DELETED = (post_save, post_delete)
RESTRICTED = (CollectionViewRestriction,)
STAYED = (page_published, page_unpublished, page_slug_changed, pre_delete)

FILES = (SiteDocument, Collection, CollectionViewRestriction)

STEPS = [
    # Told first and done by the commit: no page is made anew from what was before it.
    ChangeStep(CACHE, purging.purge_pages, MOVES, (Page,)),
    ChangeStep(CACHE, purging.purge_when_shown, SAVED_OR_DELETED, (Model,), purging.may_be_shown),
    # What a CDN in front has to forget, while files still have their addresses.
    ChangeStep(CDN, cdn.note_page, STAYED, (Page,), cdn.has_cdn),
    ChangeStep(CDN, cdn.note_move, (post_page_move,), (Page,), cdn.has_cdn),
    ChangeStep(CDN, cdn.note_every_page, SAVED_OR_DELETED, (Model,), cdn.is_on_every_page),
    ChangeStep(CDN, cdn.note_file, (post_save, pre_delete), FILES, cdn.has_cdn),
    ChangeStep(CDN, cdn.note_file, (pre_delete,), (SiteRendition,), cdn.has_cdn),
    # What visitors find.
    ChangeStep(INDEX, following.on_page_saved, (post_save,), (Page,)),
    ChangeStep(INDEX, following.on_page_hidden, (page_unpublished, pre_delete), (Page,)),
    ChangeStep(INDEX, following.on_page_moved, (post_page_move,), (Page,)),
    ChangeStep(INDEX, following.on_restriction_changed, SAVED_OR_DELETED, (PageViewRestriction,)),
    ChangeStep(INDEX, following.on_topic_changed, SAVED_OR_DELETED, (Topic,)),
    ChangeStep(INDEX, following.on_document_renamed, (post_save,), (SiteDocument,)),
    # Who sees the first page of a document.
    ChangeStep(COVERS, cover_access.on_document_saved, (post_save,), (SiteDocument,)),
    ChangeStep(COVERS, cover_access.on_document_deleted, (post_delete,), (SiteDocument,)),
    ChangeStep(COVERS, cover_access.on_collection_saved, (post_save,), (Collection,)),
    ChangeStep(COVERS, cover_access.on_restriction_saved, (post_save,), RESTRICTED),
    ChangeStep(COVERS, cover_access.on_restriction_deleted, (post_delete,), RESTRICTED),
    # The picture by which a page is shared.
    ChangeStep(CARDS, cards.draw_when_published, (page_published,), (BasePage,)),
    ChangeStep(CARDS, cards.delete_when_hidden, (page_unpublished, post_delete), (Page,)),
    ChangeStep(CARDS, cards.redraw_when_renamed, (post_save,), (SiteIdentity,)),
    # What a deleted page was, to bring it back.
    ChangeStep(BIN, page_bin.keep_deleted, (pre_delete,), (Page,), must_succeed=True),
    # Which translations have to follow.
    ChangeStep(
        TRANSLATIONS, translation_reviews.follow_publication, (page_published,), (BasePage,)
    ),
    # Where a deleted page stood.
    ChangeStep(GONE, redirects.remember_deleted, (pre_delete,), (Page,)),
    # The widths and formats of its photographs.
    ChangeStep(RENDITIONS, responsive.make_when_published, (page_published,), (BasePage,)),
]


def on_change(sender, instance, signal, **about) -> None:
    """Take every step that is meant, in the order of the list.

    A page is deleted as a row of its own type and as one of Page: the steps hear of the second.
    """
    if _is_held_back.get():
        return
    model = sender or type(instance)
    is_told_as_page = signal in (pre_delete, post_delete) and issubclass(model, Page)
    if is_told_as_page and model is not Page:
        return
    for step in STEPS:
        if step.is_meant(model, signal):
            take_step(step, model, instance, **about)


def take_step(step: ChangeStep, model: type[Model], instance: Model, **about) -> None:
    """One step in a savepoint of its own, with its failure logged.

    Raises `StepFailed` if the step had to succeed.
    """
    try:
        with transaction.atomic():
            step.does(model, instance, **about)
    except Exception as error:
        logger.exception("%s did not follow %s %s", step.follower, model.__name__, instance.pk)
        if step.must_succeed:
            raise StepFailed(step.follower) from error


def add_step(step: ChangeStep) -> None:
    """Have an app's own step taken after those of the site. For its `ready()`."""
    STEPS.append(step)


@contextmanager
def changes_held_back() -> Iterator[None]:
    """While much is written at once, by who follows it up: no step is taken in this thread.

    The receiver stays where it is: it has to hear of a deletion before Wagtail takes the page off.
    """
    token = _is_held_back.set(True)
    try:
        yield
    finally:
        _is_held_back.reset(token)


def connect_changes() -> None:
    """Called once when the site starts."""
    for signal in SIGNALS:
        signal.connect(on_change, dispatch_uid="on_change")
