"""Which pages are only for some, known without asking for each page.

Says what Wagtail says with one question for each page and each query set: `public()` and
`get_view_restrictions()`. There are few such pages, or none.
"""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from nnirr_site.http.page_cache.kept import once_per_generation


@once_per_generation
def restricted_paths() -> tuple[str, ...]:
    """Places in the tree of the pages that are only for some, themselves and all below them.

    A copy that stands in another place is for those whom the original is for.
    """
    restricted = set(PageViewRestriction.objects.values_list("page_id", "page__path"))
    paths = {path for _page, path in restricted}
    originals = {page for page, _path in restricted}
    while originals:
        copies = Page.objects.filter(alias_of__in=originals).values_list("pk", "path")
        found = [(page, path) for page, path in copies if path not in paths]
        paths.update(path for _page, path in found)
        originals = {page for page, _path in found}
    return tuple(sorted(paths))


def is_for_all(page: Page) -> bool:
    """Whether everybody may see the page, if it is published."""
    return not page.path.startswith(restricted_paths())


def public(pages: PageQuerySet) -> PageQuerySet:
    """Of `pages` those that everybody may see, if they are published."""
    hidden = Q()
    for path in restricted_paths():
        hidden |= Q(path__startswith=path)
    return pages.exclude(hidden) if hidden else pages
