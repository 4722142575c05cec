"""Whole pages in the memory of each process, purged in all of them when an editor publishes.

The outermost middleware answers anonymous GET and HEAD requests from a bounded memory store. What
may be stored is decided by `nnirr_site.cache.public_page`, nothing else. A purge is a PostgreSQL
NOTIFY, which is delivered when the publishing transaction commits, so that no process can store
the old page after it. A process that cannot listen does not store and does not answer from memory.

What keeps strangers from filling, poisoning or avoiding the store: only hosts that the settings
name become keys, query parameters outside PAGE_CACHE_QUERY_KEYS are taken away before a view sees
them, pages with a query string and pages that are not there have small stores of their own, and a
cookie or a made-up port changes nothing. How many pages a network can have made: `making`.

While the database is away, pages from memory are shown beyond their time, except those that name
people. They are forgotten, as everything is, before the process listens again.

`X-Cache` says `hit`, `miss`, `bypass` or `stale`; `Age` counts the seconds since the page was made.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import psycopg
from django.conf import settings
from django.core.signals import setting_changed
from django.db import DatabaseError, connection, connections, transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from wagtail.models import Site

from nnirr_site.cache import (
    is_public,
    is_secret_address,
    may_linger,
    page_seconds,
    private_page,
    seconds_until_midnight,
    shared_lifetime,
)
from nnirr_site.database.base import outage
from nnirr_site.embedded.server import EmbeddedError
from nnirr_site.locales import forget_locales
from nnirr_site.pageencoding import choose_encoding, compress_unkept, matches
from nnirr_site.pagestore import STALE_SECONDS, PageStore, StoredPage
from nnirr_site.security import is_admin_path

CHANNEL = "nnirr_page_cache"
MEGABYTE = 1024 * 1024
LARGEST_PAGE = 1 * MEGABYTE
MOST_PARAMETERS = 50
LONGEST_QUERY = 500
HEARTBEAT_SECONDS = 10
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
# A page that is not there is kept so short that one that appears without a word is soon seen.
MISSING_SECONDS = 15
# What other caches may do with a page that is shown beyond its time.
STALE_CONTROL = "public, max-age=0, s-maxage=10, must-revalidate"
PROBES = frozenset({"/healthz", "/readyz"})
# Wagtail's forms for pages that are only for some stand below /_util/ and need their `next`.
UNCACHED_PATHS = (settings.STATIC_URL, settings.MEDIA_URL, "/_util/", "/dev/")
# These say nothing about a page that `public_page` has declared the same for everybody.
IGNORED_VARY = {"cookie", "accept-language", "accept-encoding"}
logger = logging.getLogger(__name__)

# Called with the listening connection at its start and at each purge, before pages are forgotten.
before_forgetting: list[Callable[[psycopg.Connection], None]] = []


# -- The pages of this process -----------------------------------------------------------------


class PageCache:
    """The pages of one process, their generation, and the thread that listens for purges."""

    def __init__(self):
        self._begin()

    def _begin(self) -> None:
        """Start empty; also in a forked child, which inherits neither thread nor lock."""
        self._lock = threading.Lock()
        self._plain = PageStore(most_pages=1500, most_bytes=48 * MEGABYTE)
        self._queried = PageStore(most_pages=300, most_bytes=12 * MEGABYTE)
        self._missing = PageStore(most_pages=200, most_bytes=8 * MEGABYTE)
        self._thread: threading.Thread | None = None
        self._is_ending = threading.Event()
        self.generation = 0
        self.purges = 0
        self.is_listening = False

    def __len__(self):
        return len(self._plain) + len(self._queried) + len(self._missing)

    def _store_for(self, key: tuple) -> PageStore:
        return self._queried if key[-1] else self._plain

    def get(self, key: tuple, *, is_stale_good: bool = False) -> StoredPage | None:
        with self._lock:
            return self._store_for(key).get(key, is_stale_good=is_stale_good) or self._missing.get(
                key
            )

    def put(self, key: tuple, page: StoredPage, generation: int) -> bool:
        """Store a page unless something was published since `generation` was read."""
        with self._lock:
            if generation != self.generation or not self.is_listening:
                return False
            store = self._store_for(key) if page.status == 200 else self._missing
            store.put(key, page)
            return True

    def forget(self) -> None:
        """Drop every page, and every page that is being made now.

        With them goes what Wagtail keeps in this process of where the site's trees begin: a home
        page in a new language, published by another process, would have no address here.
        """
        Site.clear_site_root_paths_cache()
        forget_locales()
        with self._lock:
            self.generation += 1
            self.purges += 1
            self._plain.clear()
            self._queried.clear()
            self._missing.clear()

    def listen(self) -> None:
        """Have the listening thread running in this process."""
        if self._thread is None or not self._thread.is_alive():
            with self._lock:
                if self._thread is None or not self._thread.is_alive():
                    self._is_ending.clear()
                    self._thread = threading.Thread(
                        target=self._keep_listening, daemon=True, name="page-cache-listener"
                    )
                    self._thread.start()

    def stop(self) -> None:
        """End the listening thread and its connection. The next `listen` starts another."""
        self._is_ending.set()
        if self._thread is not None and self._thread.is_alive():
            purge()  # wakes it
            self._thread.join(timeout=LONGEST_PAUSE)

    def _keep_listening(self) -> None:
        """Listen until the end. Without a connection pages rest: shown only during an outage."""
        pause = FIRST_PAUSE
        while not self._is_ending.is_set():
            try:
                with self._connect() as listener:
                    listener.execute(f"LISTEN {CHANNEL}")
                    # Whatever was published while nobody listened is forgotten first.
                    self._forget_after_asking(listener)
                    self.is_listening = True
                    pause = FIRST_PAUSE
                    self._receive(listener)
            except (psycopg.Error, DatabaseError, OSError, EmbeddedError) as error:
                if self.is_listening or pause == FIRST_PAUSE:
                    logger.warning("The page cache is off: %s", type(error).__name__)
            finally:
                self.is_listening = False
                with self._lock:
                    self.generation += 1
                if self._is_ending.is_set():
                    self.forget()
            self._is_ending.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _connect(self) -> psycopg.Connection:
        """A connection of the thread's own, which no request closes and no test rolls back."""
        wrapper = connections.create_connection("default")
        listener = wrapper.get_new_connection(wrapper.get_connection_params())
        listener.autocommit = True
        return listener

    def _receive(self, listener: psycopg.Connection) -> None:
        while True:
            is_purged = False
            for _notification in listener.notifies(timeout=HEARTBEAT_SECONDS, stop_after=1):
                is_purged = True
            if is_purged:
                self._forget_after_asking(listener)
            if self._is_ending.is_set():
                return
            listener.execute("SELECT 1")  # a connection that broke silently shows here

    def _forget_after_asking(self, listener: psycopg.Connection) -> None:
        """Forget at once, and again when everybody has read what is new."""
        self.forget()
        for ask in before_forgetting:
            ask(listener)
        if before_forgetting:
            self.forget()


page_cache = PageCache()
os.register_at_fork(after_in_child=page_cache._begin)


# -- Purging ----------------------------------------------------------------------------------


def purge(**_signal) -> None:
    """Forget every page in every process, as soon as the transaction under way commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    transaction.on_commit(page_cache.forget)


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


# -- The middleware ---------------------------------------------------------------------------


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
            return _answer(page, request, "hit")
        return self._find_stale(request, key) or self._make(request, "miss", key)

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
    is_there = response.status_code == 200
    longest = min(shared_lifetime(response), page_seconds()) if is_there else MISSING_SECONDS
    expires_at = made_at + min(longest, until_midnight)
    return StoredPage(
        headers=_stored_headers(response),
        bodies={"identity": response.content},
        fingerprint=hashlib.blake2b(response.content, digest_size=12).hexdigest(),
        made_at=made_at,
        expires_at=expires_at,
        stale_until=expires_at + STALE_SECONDS if may_linger(response) else expires_at,
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
    special: no cookie, no session, no header."""
    varies_on = {name.strip().lower() for name in response.get("Vary", "").split(",") if name}
    return (
        (_is_public_page(response) or _is_missing_page(response, request))
        and not response.streaming
        and not _is_personal(response, request)
        and not response.has_header("Content-Encoding")
        and varies_on <= IGNORED_VARY
        and len(response.content) <= LARGEST_PAGE
    )


def _is_public_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and is_public(response)


def _is_missing_page(response: HttpResponse, request: HttpRequest) -> bool:
    """True for a 404 for people that no view has said anything else about."""
    return (
        response.status_code == 404
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Cache-Control")
        and not is_secret_address(request.path)
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
    """Give the page, or 304 if the visitor has it, in the best encoding that was asked for."""
    encoding = choose_encoding(request, len(page.bodies["identity"]))
    is_known = page.status == 200 and matches(
        request.META.get("HTTP_IF_NONE_MATCH", ""), page.fingerprint
    )
    response = HttpResponse(status=304 if is_known else page.status, headers=page.headers)
    response["ETag"] = page.etag(encoding)
    response["X-Cache"] = state
    if state == "stale":
        response["Cache-Control"] = STALE_CONTROL
    if state in ("hit", "stale"):
        response["Age"] = str(int(time.monotonic() - page.made_at))
    if is_known:
        del response["Content-Type"]
        return response
    if encoding != "identity":
        response["Content-Encoding"] = encoding
    body = page.body(encoding)
    response["Content-Length"] = str(len(body))
    if request.method != "HEAD":
        response.content = body
    return response
