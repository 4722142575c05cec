"""Search over all pages that visitors may see."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from nnirr_site.cache import public_page

MAXIMUM_QUERY_LENGTH = 200
RESULTS_PER_PAGE = 10


def clean_query(raw: str) -> tuple[str, str]:
    """The query as it is searched for, and a sentence when something had to be left out."""
    query = " ".join("".join(c if c.isprintable() else " " for c in raw).split())
    if len(query) > MAXIMUM_QUERY_LENGTH:
        return query[:MAXIMUM_QUERY_LENGTH], _(
            "That was very long. We searched for the first %(count)d characters."
        ) % {"count": MAXIMUM_QUERY_LENGTH}
    return query, ""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A plain GET form: any query, however odd, gives a page that explains."""
    query, notice = clean_query(request.GET.get("q", ""))
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gt=1)
    found = pages.search(query, order_by_relevance=True) if query else []
    results = Paginator(found, RESULTS_PER_PAGE).get_page(request.GET.get("page", "1")[:10])
    # One query a page type for the ten on this page, not one a result.
    specific = {
        page.pk: page
        for page in Page.objects.filter(pk__in=[page.pk for page in results]).specific()
    }
    results.object_list = [specific[page.pk] for page in results]
    context = {
        "query": query,
        "notice": notice,
        "results": results,
        "count": results.paginator.count,
    }
    return public_page(render(request, "nnirr_site/search.html", context))
