"""What purges the page cache: every event that changes what the public reads."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save

from nnirr_site.http.page_cache.memory import purge


def purge_when_shown(sender, instance, update_fields=None, **_signal) -> None:
    """Purge when something was saved or deleted that any page may show."""
    from wagtail.models import Page

    is_draft_bookkeeping = issubclass(sender, Page) and update_fields is not None
    if not is_draft_bookkeeping and _may_be_shown(sender):
        purge()


def _may_be_shown(model: type) -> bool:
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage
    from wagtail.models import (
        Collection,
        CollectionViewRestriction,
        Locale,
        Page,
        PageViewRestriction,
        Site,
    )
    from wagtail.snippets.models import get_snippet_models

    from nnirr_site.models import GoneAddress

    shown = (Page, Site, Locale, AbstractImage, AbstractDocument, Redirect, GoneAddress)
    # Documents in a collection that is only for some are not offered on pages.
    access = (PageViewRestriction, Collection, CollectionViewRestriction)
    return issubclass(model, (*shown, *access, BaseSiteSetting, BaseGenericSetting)) or any(
        issubclass(model, snippet) for snippet in get_snippet_models()
    )


def connect_purge_signals() -> None:
    """Connect every event that changes what the public reads. Called once when the site starts."""
    from wagtail.signals import (
        page_published,
        page_slug_changed,
        page_unpublished,
        post_page_move,
    )

    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(purge, dispatch_uid="page_cache")
    for signal in (post_save, post_delete):
        signal.connect(purge_when_shown, dispatch_uid="page_cache")
