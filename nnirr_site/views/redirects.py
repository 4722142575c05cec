"""Addresses that no page answers: moved, gone for good, or mistyped."""

from __future__ import annotations

import re
import time
from copy import copy
from difflib import SequenceMatcher
from itertools import islice
from urllib.parse import urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.text import slugify
from django.utils.translation import get_language
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from nnirr_site.http.caching import (
    is_secret_path,
    moved_page,
    page_seconds,
    seconds_until_midnight,
    secret_page,
)
from nnirr_site.http.page_cache.memory import page_cache
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.http.page_cache.store import StoredPage
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.http.security_headers import is_admin_path, with_one_slash
from nnirr_site.i18n.carried import carried_query, with_query
from nnirr_site.i18n.language_links import (
    answer_in_other_language,
    build_home_links,
    may_be_elsewhere,
    path_below_home,
)
from nnirr_site.i18n.locales import active_language, locale_id
from nnirr_site.models import GoneAddress

LONGEST_PATH = 255
PUNCTUATION = ")>]}.,;:!?*'\"’”“„»›… \t\n\u00a0\u200b\ufeff"
LONGEST_SEGMENT = 80
MOST_COMPARED = 2000
MOST_SUGGESTIONS = 3
LEAST_LIKENESS = 0.6


class OneSlashMiddleware:
    """Reads an address with several leading slashes as one with one, before anybody looks at it.

    Browsers take `//evil.example/x` in a link for another host, and a backslash for a slash; so
    would every page that repeats the address it was asked for. Has to stand outermost.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path = with_one_slash(request.path_info)
        if path != request.path_info:
            request.path = request.path_info = path
        return self.get_response(request)


class MovedAndGoneMiddleware:
    """Turns a 404 into a redirect or a 410 where staff, or a moved page, have left word, and says
    in which language a page is that is not translated.

    Stands where Wagtail's own RedirectMiddleware would, whose table it reads.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_read = request.method in ("GET", "HEAD")
        if response.status_code != 404 or not is_read or is_admin_path(request.path):
            return response
        paths = candidate_paths(request)
        return (
            find_new_place(request, paths)
            or answer_gone(request, paths)
            or answer_in_other_language(request)
            or drop_punctuation(request)
            or response
        )


def candidate_paths(request: HttpRequest) -> list[str]:
    """The path as redirects are stored, with its query and without, and in small letters: on
    telephones what is typed from paper begins with a capital.

    The query is the visitor's own, of which the page cache hides a part from views.
    """
    query = getattr(request, "full_query", request.META.get("QUERY_STRING", ""))
    asked = f"{escape_uri_path(request.path)}?{iri_to_uri(query)}"
    full = Redirect.normalise_path(asked, decode_unicode=False)
    path = urlsplit(full).path
    paths = dict.fromkeys([full, path, path.lower()])
    return [path for path in paths if len(path) <= LONGEST_PATH]


def find_new_place(request: HttpRequest, paths: list[str]) -> HttpResponse | None:
    """A redirect to where the page is now; None if it is nowhere that visitors may see."""
    for path in paths:
        redirect = get_redirect(request, path)
        if redirect is None:
            continue
        if redirect.redirect_page_id and not redirect.redirect_page.live:
            continue
        if redirect.link:
            kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
            return moved_page(kind(with_query(redirect.link, carried_query(request))))
    return None


def answer_gone(request: HttpRequest, paths: list[str]) -> HttpResponse | None:
    """The page that says that what stood here is gone; None if nobody said so."""
    gone = GoneAddress.objects.filter(path__in=[Redirect.normalise_path(p) for p in paths]).first()
    if gone is None:
        return None
    return render(request, "410.html", {"note": gone.note}, status=410)


def drop_punctuation(request: HttpRequest) -> HttpResponse | None:
    """A redirect from an address that took along what stood behind it in a text, such as `)`.

    Programs that make links of plain text do that, those of mails to signers too.
    """
    asked = request.path.removesuffix("/")
    path = asked.rstrip(PUNCTUATION)
    is_step = set(asked.rpartition("/")[2]) <= {"."}  # “..”, which is no full stop
    if path == asked or is_step or not path.strip("/"):
        return None
    is_file = "." in path.rpartition("/")[2] and not is_secret_path(path)
    path = path if is_file else f"{path.rstrip('/')}/"
    is_moved = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists
    if not (leads_somewhere(request, path) or is_moved()):
        return None
    url = escape_uri_path(path)
    answer = HttpResponseRedirect(with_query(url, carried_query(request)))
    return secret_page(answer) if is_secret_path(path) else moved_page(answer)


def leads_somewhere(request: HttpRequest, path: str) -> bool:
    """Whether a view of ours answers at the path, or a page has it."""
    try:
        is_page = resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return False
    return not is_page or may_be_elsewhere(request, path_below_home(path))


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page, with pages whose address or title is like what was asked for."""
    suggestions = suggest_pages(request)
    if not suggestions:
        return HttpResponse(plain_not_found(request), status=404)
    return render(request, "404.html", {"suggestions": suggestions}, status=404)


def plain_not_found(request: HttpRequest) -> bytes:
    """The 404 page without suggestions: one for all addresses of a language, made once and kept.

    Scanners ask for thousands of addresses that never were.
    """
    language = get_language()
    key = (request.scheme, request.get_host(), f"404 {language}", "")
    kept = page_cache.get(key) if page_cache.is_listening else None
    if kept is not None:
        return kept.bodies["identity"]
    generation, made_at = page_cache.generation, time.monotonic()
    nowhere = copy(request)
    nowhere.path = "/404/"  # marks no menu as the place where the visitor is
    context = {"suggestions": [], "languages": build_home_links(request)}
    content = render(nowhere, "404.html", context).content
    expires_at = made_at + min(page_seconds(), seconds_until_midnight())
    page = StoredPage({}, {"identity": content}, "", made_at, expires_at, status=404)
    page_cache.put(key, page, generation)
    return content


def suggest_pages(request: HttpRequest) -> list[dict[str, str]]:
    """`title` and `url` of the pages most like the last part of the path, the likest first."""
    wanted = last_words(request.path)
    if not wanted:
        return []
    locale = locale_id(active_language())
    pages = (page for page in tree().pages() if page.live and page.locale_id == locale)
    pages = islice((page for page in pages if page.depth > 1 and is_for_all(page)), MOST_COMPARED)
    scored = [
        (likeness(wanted, page.slug, slugify(page.title)), -number, page)
        for number, page in enumerate(pages)
    ]
    best = [item for item in scored if item[0] >= LEAST_LIKENESS]
    best.sort(key=lambda item: item[:2], reverse=True)
    ordered = [tree().typed(page.pk) for _score, _number, page in best[:MOST_SUGGESTIONS]]
    suggestions = [{"title": page.title, "url": page.get_url(request)} for page in ordered]
    return [item for item in suggestions if item["url"]]


def last_words(path: str) -> str:
    """The last part of a path as a slug, without file endings such as `.html`."""
    segments = [segment for segment in path[-2 * LONGEST_PATH :].split("/") if segment]
    last = segments[-1][:LONGEST_SEGMENT] if segments else ""
    return slugify(re.sub(r"\.\w{1,5}$", "", last).replace("_", "-"))


def likeness(wanted: str, slug: str, title: str) -> float:
    """From 0 to 1: how much of what is wanted is in a page's slug or title."""
    words = {word for word in wanted.split("-") if len(word) > 2}
    known = set(slug.split("-")) | set(title.split("-"))
    shared = len(words & known) / len(words) if words else 0.0
    matcher = SequenceMatcher(None, slug, wanted)
    if matcher.real_quick_ratio() < LEAST_LIKENESS or matcher.quick_ratio() < LEAST_LIKENESS:
        return shared
    return max(shared, matcher.ratio())


# -- Deleted pages ----------------------------------------------------------------------------


def remember_deleted(sender, instance: Page, **_signal) -> None:
    """Enter the addresses of a page that is being deleted, if it was ever public."""
    if not (instance.live or instance.first_published_at):
        return
    paths = {instance.url or "", *_old_paths(instance)} - {"", "/"}
    for path in {Redirect.normalise_path(path) for path in paths}:
        if len(path) <= LONGEST_PATH:
            GoneAddress.objects.get_or_create(path=path)


def _old_paths(page: Page) -> list[str]:
    """Addresses that redirect to the page; the redirects are deleted with it."""
    return list(Redirect.objects.filter(redirect_page=page).values_list("old_path", flat=True))
