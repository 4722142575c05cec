"""Answers anonymous reads of pages from memory; has to stand outermost.

What may be stored is decided by `public_page` and `unshared_page` of `nnirr_site.http.caching`,
nothing else.

What keeps strangers from filling, poisoning or avoiding the store: only hosts that the settings
name become keys, query parameters outside PAGE_CACHE_QUERY_KEYS are taken away before a view sees
them, pages with a query string and pages that are not there have small stores of their own, and a
cookie or a made-up port changes nothing. How many pages a network can have made: `rate_limits`.

While the database is away, pages from memory are shown beyond their time, except those that name
people.

`X-Cache` says `hit`, `miss`, `bypass` or `stale`; `Age` counts the seconds since the page was made.
"""

from __future__ import annotations

import hashlib
import time
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.core.signals import setting_changed
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from nnirr_site.database.base import outage
from nnirr_site.http.caching import (
    is_public,
    is_secret_path,
    page_seconds,
    private_page,
    seconds_until_midnight,
    shared_lifetime,
    stale_allowed,
)
from nnirr_site.http.page_cache import fast_path
from nnirr_site.http.page_cache.compression import compress_unkept
from nnirr_site.http.page_cache.memory import MEGABYTE, page_cache
from nnirr_site.http.page_cache.single_flight import SingleFlight
from nnirr_site.http.page_cache.store import STALE_SECONDS, StoredPage
from nnirr_site.http.security_headers import is_admin_path
from nnirr_site.watching.request_counts import PROBES

LARGEST_PAGE = 1 * MEGABYTE
MOST_PARAMETERS = 50
LONGEST_QUERY = 500
# A page that is not there is kept so short that one that appears without a word is soon seen.
MISSING_SECONDS = 15
# Wagtail's forms for pages that are only for some stand below /_util/ and need their `next`.
UNCACHED_PATHS = (settings.STATIC_URL, settings.MEDIA_URL, "/_util/", "/dev/")
# These say nothing about a page that `public_page` has declared the same for everybody.
IGNORED_VARY = {"cookie", "accept-language", "accept-encoding"}

flights = SingleFlight()


class PageCacheMiddleware:
    """Answer from memory, or let the page be made and keep it. Has to stand outermost."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_read_of_a_page(request):
            response = _withdraw_public_mark(self.get_response(request))
            return compress_unkept(response, request)
        key = _key(request)
        if key is None or not settings.PAGE_CACHE_SECONDS:
            return self._make(request, "bypass")
        page_cache.listen()
        if not page_cache.is_listening:
            # What was published meanwhile is not known: memory answers only if nothing else can.
            return self._find_stale(request, key) or self._make(request, "bypass", key)
        page = page_cache.get(key)
        if page is not None:
            fast_path.remember(request.META, key)
            return _answer(page, request, "hit")
        return self._find_stale(request, key) or self._make_once(request, key)

    def _make_once(self, request: HttpRequest, key: tuple) -> HttpResponse:
        """The page, made by one of all who ask for it now; each makes his own if it is not kept."""
        is_overtaken = request.method == "GET"  # what is made for a HEAD is not kept
        while is_overtaken:
            flight = (page_cache.generation, key)
            if flights.lead(flight):
                try:
                    return self._make(request, "miss", key)
                finally:
                    flights.land(flight)
            has_landed = flights.follow(flight)
            page = page_cache.get(key)
            if page is not None:
                return _answer(page, request, "hit")
            is_overtaken = has_landed and flight[0] != page_cache.generation
        return self._make(request, "miss", key)

    def _find_stale(self, request: HttpRequest, key: tuple) -> HttpResponse | None:
        """A page from memory if the database was found away a moment ago."""
        page = page_cache.get(key, is_stale_good=True) if outage.is_on else None
        return _answer(page, request, "stale") if page is not None else None

    def _make(self, request: HttpRequest, state: str, key: tuple | None = None) -> HttpResponse:
        """Have the page made. What it may not know is read before: generation and midnight."""
        generation = page_cache.generation
        made_at, until_midnight = time.monotonic(), seconds_until_midnight()
        response = self.get_response(request)
        if getattr(response, "is_outage", False) and key is not None:
            page = page_cache.get(key, is_stale_good=True)
            return response if page is None else _answer(page, request, "stale")
        if not _is_storable(response, request):
            response = (
                _withdraw_public_mark(response) if _is_personal(response, request) else response
            )
            return compress_unkept(response, request)
        page = _store(response, made_at, until_midnight)
        if key is not None and request.method == "GET":
            page_cache.put(key, page, generation)
        return _answer(page, request, state)


def _store(response: HttpResponse, made_at: float, until_midnight: float) -> StoredPage:
    """The answer as it is kept, and how long."""
    if response.status_code != 200:
        longest = MISSING_SECONDS
    elif _is_unshared_page(response):
        longest = response.unshared_seconds
    else:
        longest = min(shared_lifetime(response), page_seconds())
    expires_at = made_at + min(longest, until_midnight)
    return StoredPage(
        headers=_stored_headers(response),
        bodies={"identity": response.content},
        fingerprint=hashlib.blake2b(response.content, digest_size=12).hexdigest(),
        made_at=made_at,
        expires_at=expires_at,
        stale_until=expires_at + STALE_SECONDS if stale_allowed(response) else expires_at,
        status=response.status_code,
    )


def _is_read_of_a_page(request: HttpRequest) -> bool:
    """True for requests whose answer could be the same for everybody, whatever cookies they bring.

    Whether it is, the answer says: see `_is_storable`. Wagtail asks for a page's address with a
    request of its own to show a draft there.
    """
    return (
        request.method in ("GET", "HEAD")
        and not getattr(request, "is_dummy", False)
        and request.path not in PROBES
        and not request.path.startswith(UNCACHED_PATHS)
        and not is_admin_path(request.path)
    )


def _is_personal(response: HttpResponse, request: HttpRequest) -> bool:
    """True if the answer sets a cookie, or the session that came with it was looked into."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return bool(response.cookies) or (
        has_session and getattr(getattr(request, "session", None), "accessed", False)
    )


def _key(request: HttpRequest) -> tuple | None:
    """Name the page by scheme, host, path and query; None if it cannot be kept.

    Also takes unlisted query parameters away from the request, so that no view can put them into
    a page that is then shown to others. What was asked for stays in `request.full_query`, for
    answers that are never kept, such as the redirect of an old address.
    """
    request.full_query = request.META.get("QUERY_STRING", "")
    try:
        pairs = parse_qsl(request.full_query, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    listed = sorted(pair for pair in pairs if pair[0] in settings.PAGE_CACHE_QUERY_KEYS)
    query = urlencode(listed)
    request.META["QUERY_STRING"] = query
    host = _known_host(request.get_host().lower())
    if len(query) > LONGEST_QUERY or host is None:
        return None
    request.META["HTTP_HOST"] = host
    return request.scheme, host, request.path, query


@lru_cache(maxsize=64)
def _known_host(host: str) -> str | None:
    """The host as pages are kept under it, if the settings name it in full; else None.

    ALLOWED_HOSTS alone is not enough: with a leading dot it lets any subdomain pass. A port that
    the settings do not name is replaced by the site's own, or by none.
    """
    site = urlsplit(settings.SITE_URL)
    name, port = split_domain_port(host)
    names = {allowed.lower() for allowed in settings.ALLOWED_HOSTS} | {site.hostname}
    if name not in names:
        return None
    if port in {"", str(settings.PORT), str(site.port or "")}:
        return host
    return site.netloc.lower() if name == site.hostname else name


def _forget_settings(*, setting: str, **_signal) -> None:
    if setting in {"ALLOWED_HOSTS", "SITE_URL", "PORT"}:
        _known_host.cache_clear()


setting_changed.connect(_forget_settings, dispatch_uid="page_cache")


def _is_storable(response: HttpResponse, request: HttpRequest) -> bool:
    """True for a whole page for everybody, or the word that there is none, that nothing makes
    special: no cookie, no session, no header.
    """
    varies_on = {name.strip().lower() for name in response.get("Vary", "").split(",") if name}
    return (
        (
            _is_public_page(response)
            or _is_missing_page(response, request)
            or (_is_unshared_page(response) and not is_secret_path(request.path))
        )
        and not response.streaming
        and not _is_personal(response, request)
        and not response.has_header("Content-Encoding")
        and varies_on <= IGNORED_VARY
        and len(response.content) <= LARGEST_PAGE
    )


def _is_public_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and is_public(response)


def _is_unshared_page(response: HttpResponse) -> bool:
    return response.status_code in (200, 410) and hasattr(response, "unshared_seconds")


def _is_missing_page(response: HttpResponse, request: HttpRequest) -> bool:
    """True for a 404 for people that no view has said anything else about."""
    return (
        response.status_code == 404
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Cache-Control")
        and not is_secret_path(request.path)
    )


def _withdraw_public_mark(response: HttpResponse) -> HttpResponse:
    """Keep other people's caches from storing what was made for a member of staff."""
    return private_page(response) if is_public(response) else response


def _stored_headers(response: HttpResponse) -> dict[str, str]:
    replaced = {"vary", "content-length", "etag"}
    headers = {
        name: value for name, value in response.headers.items() if name.lower() not in replaced
    }
    return headers | {"Vary": "Accept-Encoding"}


def _answer(page: StoredPage, request: HttpRequest, state: str) -> HttpResponse:
    """The kept page as a response of Django's."""
    headers = request.META
    answer = page.answer(
        headers.get("HTTP_ACCEPT_ENCODING", ""), headers.get("HTTP_IF_NONE_MATCH", ""), state
    )
    response = HttpResponse(status=answer.status, headers=answer.headers)
    if answer.status == 304:
        del response["Content-Type"]
    elif request.method != "HEAD":
        response.content = answer.body
    return response
