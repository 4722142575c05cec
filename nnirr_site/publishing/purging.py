"""What purges the page cache: every event that changes what the public reads."""

from __future__ import annotations

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

from nnirr_site.http.page_cache.memory import purge
from nnirr_site.models import GoneAddress


def purge_pages(sender, instance, **_signal) -> None:
    """Purge when a page was published, taken off, renamed or moved."""
    purge()


def purge_when_shown(sender, instance, update_fields=None, **_signal) -> None:
    """Purge when something was saved or deleted, but not for what is noted of a page's draft."""
    if not (issubclass(sender, Page) and update_fields is not None):
        purge()


def may_be_shown(model: type) -> bool:
    """Whether any page may show what is stored in `model`."""
    shown = (Page, Site, Locale, AbstractImage, AbstractDocument, Redirect, GoneAddress)
    # Documents in a collection that is only for some are not offered on pages.
    access = (PageViewRestriction, Collection, CollectionViewRestriction)
    return issubclass(model, (*shown, *access, BaseSiteSetting, BaseGenericSetting)) or any(
        issubclass(model, snippet) for snippet in get_snippet_models()
    )
