"""The way from an address to its page: one question, for the page itself, however deep it lies.

Wagtail's own way asks twice at each step. What it finds is the same.
"""

from __future__ import annotations

from copy import copy

from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname
from wagtail.url_routing import RouteResult

from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.i18n.locales import localized


@once_per_generation
def _site_at(hostname: str, port: str) -> Site | None:
    try:
        return get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None


def find_site(request: HttpRequest) -> Site | None:
    """The site that the request asks; `Site.find_for_request` finds it with the request then."""
    if not hasattr(request, "_wagtail_site"):
        hostname = split_domain_port(request._get_raw_host())[0]
        request._wagtail_site = copy(_site_at(hostname, request.get_port()))
    return request._wagtail_site


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """What `Page.route_for_request` finds, which finds it with the request then; None for a 404."""
    site, route = find_site(request), None
    if site is not None:
        parts = [part for part in path.split("/") if part]
        try:
            route = walk(request, localized(site.root_page_id), parts)
        except Http404:
            route = None
    request._wagtail_route_for_request = route
    return route


def walk(request: HttpRequest, home: Page, parts: list[str]) -> RouteResult:
    """The page with these slugs below `home`, or what the last one found makes of the rest.

    Raises `Http404` if there is none. The page knows what is above it: see `known_ancestors`.
    """
    way, rest = _find_way(home, parts)
    last = way[-1]
    model = last.specific_class or Page
    if rest and model.route is Page.route:
        raise Http404
    page = model.objects.filter(pk=last.pk).first()
    if page is None:  # deleted since the tree was read
        raise Http404
    page.known_ancestors = way[:-1]
    if page.known_ancestors:
        page._cached_parent_obj = way[-2]  # of treebeard: what `get_parent` answers with
    return page.route(request, rest)


def _find_way(home: Page, parts: list[str]) -> tuple[list[Page], list[str]]:
    """The pages from `home` down as far as the slugs lead, and the slugs that are left."""
    way = [home]
    for number, part in enumerate(parts):
        page = tree().at(f"{way[-1].url_path}{part}/")
        if page is None or page.depth != home.depth + number + 1:
            break
        way.append(page)
    return way, parts[len(way) - 1 :]
