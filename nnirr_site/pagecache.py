"""Whole pages in the memory of each process, purged in all of them when an editor publishes.

The outermost middleware answers anonymous GET and HEAD requests from a bounded memory store. What
may be stored is decided by `nnirr_site.cache.public_page`, nothing else. A purge is a PostgreSQL
NOTIFY, which is delivered when the publishing transaction commits, so that no process can store
the old page after it. A process that cannot listen does not store and does not answer from memory.

Three things keep strangers from filling or poisoning the store: only hosts that the settings name
become keys, query parameters outside PAGE_CACHE_QUERY_KEYS are taken away before a view sees them,
and pages with a query string have a small store of their own.

`X-Cache` says `hit`, `miss` or `bypass`; `Age` counts the seconds since the page was made.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import brotli
import psycopg
from django.conf import settings
from django.core.signals import setting_changed
from django.db import DatabaseError, connection, connections, transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.cache import patch_vary_headers
from wagtail.models import Site

from nnirr_site.cache import (
    is_public,
    page_seconds,
    private_page,
    seconds_until_midnight,
    shared_lifetime,
)
from nnirr_site.locales import forget_locales
from nnirr_site.security import is_admin_path

CHANNEL = "nnirr_page_cache"
MEGABYTE = 1024 * 1024
LARGEST_PAGE = 1 * MEGABYTE
SMALLEST_COMPRESSED = 500
MOST_PARAMETERS = 50
LONGEST_QUERY = 500
HEARTBEAT_SECONDS = 10
LONGEST_PAUSE = 5.0
# Wagtail's forms for pages that are only for some stand below /_util/ and need their `next`.
UNCACHED_PATHS = (settings.STATIC_URL, settings.MEDIA_URL, "/_util/", "/dev/", "/healthz")
# These say nothing about a page that `public_page` has declared the same for everybody.
IGNORED_VARY = {"cookie", "accept-language", "accept-encoding"}
# Kept pages are compressed once and sent often: 35 ms for 30 KB, an eighth smaller than quality 6.
COMPRESSORS = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=10),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
QUICK_COMPRESSORS = COMPRESSORS | {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
}

logger = logging.getLogger(__name__)

# Called with the listening connection at its start and at each purge, before pages are forgotten.
before_forgetting: list[Callable[[psycopg.Connection], None]] = []


# -- The store --------------------------------------------------------------------------------


@dataclass
class StoredPage:
    """A finished answer: its headers, and its body once for each encoding that was asked for."""

    headers: dict[str, str]
    bodies: dict[str, bytes]
    fingerprint: str
    made_at: float
    expires_at: float
    size: int = field(init=False)

    def __post_init__(self):
        # Room for the compressed forms is reckoned in from the start.
        self.size = 2 * len(self.bodies["identity"]) + 2048

    def body(self, encoding: str) -> bytes:
        """The body in an encoding, compressed at most once."""
        if encoding not in self.bodies:
            self.bodies[encoding] = COMPRESSORS[encoding](self.bodies["identity"])
        return self.bodies[encoding]

    def etag(self, encoding: str) -> str:
        """A strong validator, so it differs between encodings."""
        suffix = "" if encoding == "identity" else f"-{encoding}"
        return f'"{self.fingerprint}{suffix}"'


class PageStore:
    """Least recently used pages are dropped beyond a number of pages and of bytes."""

    def __init__(self, most_pages: int, most_bytes: int):
        self.most_pages = most_pages
        self.most_bytes = most_bytes
        self.size = 0
        self._pages: OrderedDict[tuple, StoredPage] = OrderedDict()

    def __len__(self):
        return len(self._pages)

    def get(self, key: tuple) -> StoredPage | None:
        page = self._pages.get(key)
        if page is not None and page.expires_at <= time.monotonic():
            self._remove(key)
            return None
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: tuple, page: StoredPage) -> None:
        self._remove(key)
        self._pages[key] = page
        self.size += page.size
        while len(self._pages) > self.most_pages or self.size > self.most_bytes:
            self._remove(next(iter(self._pages)))

    def clear(self) -> None:
        self._pages.clear()
        self.size = 0

    def _remove(self, key: tuple) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size


class PageCache:
    """The pages of one process, their generation, and the thread that listens for purges."""

    def __init__(self):
        self._begin()

    def _begin(self) -> None:
        """Start empty; also in a forked child, which inherits neither thread nor lock."""
        self._lock = threading.Lock()
        self._plain = PageStore(most_pages=1500, most_bytes=48 * MEGABYTE)
        self._queried = PageStore(most_pages=300, most_bytes=12 * MEGABYTE)
        self._thread: threading.Thread | None = None
        self._is_ending = threading.Event()
        self.generation = 0
        self.is_listening = False

    def __len__(self):
        return len(self._plain) + len(self._queried)

    def _store_for(self, key: tuple) -> PageStore:
        return self._queried if key[-1] else self._plain

    def get(self, key: tuple) -> StoredPage | None:
        with self._lock:
            return self._store_for(key).get(key)

    def put(self, key: tuple, page: StoredPage, generation: int) -> bool:
        """Store a page unless something was published since `generation` was read."""
        with self._lock:
            if generation != self.generation or not self.is_listening:
                return False
            self._store_for(key).put(key, page)
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
            self._plain.clear()
            self._queried.clear()

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
        pause = 0.1
        while not self._is_ending.is_set():
            try:
                with self._connect() as listener:
                    listener.execute(f"LISTEN {CHANNEL}")
                    # Whatever was published while nobody listened is forgotten first.
                    self._forget_after_asking(listener)
                    self.is_listening = True
                    pause = 0.1
                    self._receive(listener)
            except (psycopg.Error, DatabaseError, OSError) as error:
                logger.warning("The page cache is off: %s", type(error).__name__)
            finally:
                self.is_listening = False
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

    shown = (Page, Site, Locale, AbstractImage, AbstractDocument)
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
        if not _is_anonymous_read(request):
            response = _withdraw_public_mark(self.get_response(request))
            return _compress_unkept(response, request)
        key = _key(request)
        if key is None or not settings.PAGE_CACHE_SECONDS:
            return self._make(request, "bypass")
        page_cache.listen()
        if not page_cache.is_listening:
            return self._make(request, "bypass")
        page = page_cache.get(key)
        if page is not None:
            return _answer(page, request, "hit")
        return self._make(request, "miss", key)

    def _make(self, request: HttpRequest, state: str, key: tuple | None = None) -> HttpResponse:
        """Have the page made. What it may not know is read before: generation and midnight."""
        generation = page_cache.generation
        made_at, until_midnight = time.monotonic(), seconds_until_midnight()
        response = self.get_response(request)
        if not _is_storable(response):
            response = _withdraw_public_mark(response) if response.cookies else response
            return _compress_unkept(response, request)
        lifetime = min(shared_lifetime(response), page_seconds(), until_midnight)
        page = StoredPage(
            headers=_stored_headers(response),
            bodies={"identity": response.content},
            fingerprint=hashlib.blake2b(response.content, digest_size=12).hexdigest(),
            made_at=made_at,
            expires_at=made_at + lifetime,
        )
        if key is not None and request.method == "GET":
            page_cache.put(key, page, generation)
        return _answer(page, request, state)


def _is_anonymous_read(request: HttpRequest) -> bool:
    """True for requests whose answer could be the same for everybody."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not request.path.startswith(UNCACHED_PATHS)
        and not is_admin_path(request.path)
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
    host = request.get_host().lower()
    if len(query) > LONGEST_QUERY or not _is_known_host(host):
        return None
    return request.scheme, host, request.path, query


@lru_cache(maxsize=64)
def _is_known_host(host: str) -> bool:
    """True for a host that the settings name in full, on a port that they name.

    ALLOWED_HOSTS alone is not enough: it lets any port and, with a leading dot, any subdomain pass.
    """
    site = urlsplit(settings.SITE_URL)
    name, port = split_domain_port(host)
    names = {allowed.lower() for allowed in settings.ALLOWED_HOSTS} | {site.hostname}
    return name in names and port in {"", str(settings.PORT), str(site.port or "")}


def _forget_settings(*, setting: str, **_signal) -> None:
    if setting in {"ALLOWED_HOSTS", "SITE_URL", "PORT"}:
        _is_known_host.cache_clear()


setting_changed.connect(_forget_settings, dispatch_uid="page_cache")


def _is_storable(response: HttpResponse) -> bool:
    """True for a complete 200 that is public and that no cookie and no header makes special."""
    varies_on = {name.strip().lower() for name in response.get("Vary", "").split(",") if name}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and is_public(response)
        and varies_on <= IGNORED_VARY
        and len(response.content) <= LARGEST_PAGE
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
    encoding = _choose_encoding(request, len(page.bodies["identity"]))
    is_known = _matches(request.META.get("HTTP_IF_NONE_MATCH", ""), page.fingerprint)
    response = HttpResponse(status=304 if is_known else 200, headers=page.headers)
    response["ETag"] = page.etag(encoding)
    response["X-Cache"] = state
    if state == "hit":
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


def _compress_unkept(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Compress a public page that is kept nowhere, such as a form that comes back with errors.

    Such a page holds no secret beside what the visitor typed: the form's token is the same for
    everybody. Pages of staff, and personal links, do hold secrets and stay as they are: the length
    of a compressed page tells what is in it (the BREACH attack).
    """
    is_plain_page = (
        not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and response.get("Referrer-Policy") != "no-referrer"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not is_admin_path(request.path)
    )
    if not is_plain_page:
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    encoding = _choose_encoding(request, len(response.content))
    if encoding != "identity":
        response.content = QUICK_COMPRESSORS[encoding](response.content)
        response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(response.content))
    return response


def _choose_encoding(request: HttpRequest, length: int) -> str:
    if length < SMALLEST_COMPRESSED:
        return "identity"
    accepted = set()
    for part in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            accepted.add(name.strip())
    return next((encoding for encoding in COMPRESSORS if encoding in accepted), "identity")


def _matches(condition: str, fingerprint: str) -> bool:
    """Compare weakly, as RFC 9110 §13.1.2 asks for; any encoding of the same page will do."""
    if condition.strip() == "*":
        return True
    known = {f'"{fingerprint}"', *(f'"{fingerprint}-{encoding}"' for encoding in COMPRESSORS)}
    return any(part.strip().removeprefix("W/") in known for part in condition.split(","))
