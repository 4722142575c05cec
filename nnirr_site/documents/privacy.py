"""Which documents everybody may have."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import CollectionViewRestriction

from nnirr_site.models import SiteDocument


def open_documents(documents: Iterable[SiteDocument]) -> list[SiteDocument]:
    """Those in no collection that is only for some. One query, if their collections are fetched."""
    restricted = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    return [item for item in documents if not item.collection.path.startswith(restricted)]
