"""The way from an address to its page: two questions, however deep the page lies.

Wagtail's own way asks twice at each step. What it finds is the same.
"""

from __future__ import annotations

from copy import copy

from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname
from wagtail.url_routing import RouteResult

from nnirr_site.http.page_cache.kept import once_per_generation

# Steps that are found at once. Nobody has such a tree; addresses of scanners are longer.
DEEPEST = 12


@once_per_generation
def _site_at(hostname: str, port: str) -> Site | None:
    try:
        return get_site_for_hostname(hostname, port)
    except Site.DoesNotExist:
        return None


@once_per_generation
def _home_in(root_id: int, _language: str | None) -> Page:
    """The root of a site in the active language, or itself where there is none."""
    return Page.objects.get(pk=root_id).localized


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
        home = copy(_home_in(site.root_page_id, get_language()))
        try:
            route = walk(request, home, [part for part in path.split("/") if part])
        except Http404:
            route = None
    request._wagtail_route_for_request = route
    return route


def walk(request: HttpRequest, home: Page, parts: list[str]) -> RouteResult:
    """The page with these slugs below `home`, or what the last one found makes of the rest.

    Raises `Http404` if there is none. The page knows what is above it: see `known_ancestors`.
    """
    way, rest = _find_way(home, parts)
    page = way[-1]
    if rest and page.specific_class is not None and page.specific_class.route is Page.route:
        raise Http404
    page = page.specific
    page.known_ancestors = way[:-1]
    if page.known_ancestors:
        page._cached_parent_obj = way[-2]  # of treebeard: what `get_parent` answers with
    return page.route(request, rest)


def _find_way(home: Page, parts: list[str]) -> tuple[list[Page], list[str]]:
    """The pages from `home` down as far as the slugs lead, and the slugs that are left."""
    addresses, address = [], home.url_path
    for part in parts[:DEEPEST]:
        address += f"{part}/"
        addresses.append(address)
    below = Page.objects.filter(path__startswith=home.path, url_path__in=addresses)
    found = {(page.depth, page.url_path): page for page in below} if addresses else {}
    way = [home]
    for address in addresses:
        page = found.get((way[-1].depth + 1, address))
        if page is None:
            break
        way.append(page)
    return way, parts[len(way) - 1 :]
