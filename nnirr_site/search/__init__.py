"""Full-text search over everything that is published, in the language of each page."""

from nnirr_site.search.views import search

__all__ = ["search"]
