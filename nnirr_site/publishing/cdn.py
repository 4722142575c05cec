"""Which addresses a CDN in front has to forget: noted with the change, told by the worker.

The note is part of the change's transaction, so nothing is told that did not happen, and a CDN
that is away stops no publish. Steps of `publishing/on_change.py`; none is taken without a CDN.
Pages with a query string are not told: they stay for their minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractRendition
from wagtail.models import Collection, CollectionViewRestriction, Page

from nnirr_site.http.addresses import absolute, page_path
from nnirr_site.models import SiteDocument, SiteRendition, WaitingPurge
from nnirr_site.publishing import purging
from nnirr_site.publishing.cdn_services import tell

EVERY_PAGE = ""
# What a CDN has kept by itself is gone long before.
FORGOTTEN_AFTER = timedelta(days=1)
MOST_ROWS = 5000
FILES = (AbstractDocument, AbstractRendition, Collection, CollectionViewRestriction)


def has_cdn(model: type) -> bool:
    return settings.CDN_PURGE is not None


def is_on_every_page(model: type) -> bool:
    """Whether what is stored in `model` may be shown anywhere, and is told by no other step."""
    has_own_steps = issubclass(model, (Page, *FILES))
    return has_cdn(model) and not has_own_steps and purging.may_be_shown(model)


def note(urls: Iterable[str]) -> None:
    WaitingPurge.objects.bulk_create(WaitingPurge(url=url) for url in dict.fromkeys(urls))


def note_page(sender, instance, instance_before=None, **_signal) -> None:
    """The page and those above it, which may list it; where it was before, and those below it."""
    pages = [instance, *instance.get_ancestors().filter(depth__gt=1)]
    if instance_before is not None:
        pages += as_they_were(instance, instance_before.url_path)
    note(absolute(path) for page in pages if (path := page_path(page)))


def note_move(sender, instance, url_path_before, **_signal) -> None:
    """Every page, as menus and lists are in the order of pages; and all that went elsewhere."""
    former = as_they_were(instance, url_path_before)
    note([EVERY_PAGE, *(absolute(path) for page in former if (path := page_path(page)))])


def as_they_were(page: Page, url_path: str) -> list[Page]:
    """The page and those below it with the addresses that they had while it stood at `url_path`."""
    now = page.url_path
    pages = [copy(page), *page.get_descendants()]
    for each in pages:
        each.url_path = url_path + each.url_path.removeprefix(now)
    return pages


def note_every_page(sender, instance, **_signal) -> None:
    note([EVERY_PAGE])


def note_file(sender, instance, **_signal) -> None:
    """What a file shows has changed, is gone, or is for other people than before."""
    if isinstance(instance, AbstractRendition):
        note(addresses_of(instance))
    elif isinstance(instance, AbstractDocument):
        note([EVERY_PAGE, *addresses_of(instance)])
    else:
        note([EVERY_PAGE, *addresses_below(getattr(instance, "collection", instance))])


def addresses_of(file: SiteDocument | SiteRendition) -> list[str]:
    if isinstance(file, AbstractRendition):
        return [absolute(file.url)]
    pictures = [file.first_page.url, file.first_page_small_url] if file.first_page else []
    return [absolute(url) for url in (file.url, *pictures)]


def addresses_below(collection: Collection) -> list[str]:
    below = {"collection__path__startswith": collection.path}
    documents = SiteDocument.objects.filter(**below)
    renditions = SiteRendition.objects.filter(image__collection__path__startswith=collection.path)
    return [url for file in (*documents, *renditions) for url in addresses_of(file)]


def addresses_of_pages() -> list[str]:
    """Every page that is shown to anybody: one that is only for some now was for all before."""
    pages = Page.objects.live().filter(depth__gt=1)
    return [absolute(path) for page in pages if (path := page_path(page))]


def tell_cdn(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Tell the CDN what was noted; how many addresses. Raises `CdnNotTold`, and then all stays."""
    WaitingPurge.objects.filter(noted_at__lt=Now() - FORGOTTEN_AFTER).delete()
    if settings.CDN_PURGE is None:
        return 0
    rows = dict(WaitingPurge.objects.order_by("pk").values_list("pk", "url")[:MOST_ROWS])
    urls = dict.fromkeys(rows.values())
    if not urls or should_stop():
        return 0
    is_everything = EVERY_PAGE in urls
    if is_everything:
        del urls[EVERY_PAGE]
        urls |= dict.fromkeys(addresses_of_pages())
    tell(list(urls), is_everything)
    WaitingPurge.objects.filter(pk__in=rows).delete()
    return len(urls)
