"""What an address carries along where one page leads to another: its filters, and a partner's code.

Pages are the same for everybody, so no link on one can repeat the code that a visitor came with:
redirects do, which are each visitor's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.middleware.security import SecurityMiddleware
from django.utils.encoding import escape_uri_path

from nnirr_site.http.caching import is_secret_path, private_page
from nnirr_site.http.security_headers import SecurityHeadersMiddleware, is_admin_path

SOURCE = "source"
SOURCE_CODE = re.compile(r"[a-z0-9-]{1,30}", re.ASCII)
MOST_PARAMETERS = 20


def with_query(url: str, query: str) -> str:
    """`url` with a query; one that has its own already keeps that alone."""
    if not query or "?" in url:
        return url
    address, mark, anchor = url.partition("#")
    return f"{address}?{query}{mark}{anchor}"


def kept_query(request: HttpRequest) -> str:
    """The filters in the address: they mean the same in every language. Page numbers do not."""
    return urlencode(_filters(request.GET))


def carried_query(request: HttpRequest) -> str:
    """The filters and the code of a partner, for redirects: no page for everybody may have it."""
    asked = getattr(request, "full_query", request.META.get("QUERY_STRING", ""))
    code = read_source(asked)
    return urlencode([*_filters(request.GET), *([(SOURCE, code)] if code else [])])


def _filters(query: QueryDict) -> list[tuple[str, str]]:
    names = [name for name in settings.PAGE_CACHE_QUERY_KEYS if name != "page"]
    return [(name, query[name]) for name in names if query.get(name)]


def read_source(query: str) -> str:
    """`x` of `source=x`, if it looks like a code of a partner; else ""."""
    try:
        code = dict(parse_qsl(query, max_num_fields=MOST_PARAMETERS)).get(SOURCE, "")
    except ValueError:
        return ""
    return code if SOURCE_CODE.fullmatch(code) else ""


class SourceMiddleware:
    """Keeps the code of a partner when a visitor changes the language.

    The link to the other language cannot have it, being the same for everybody; the address that
    the browser names as the page before has. Stands outside the page cache and asks nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        code = find_lost_source(request)
        if not code:
            return self.get_response(request)
        own = request.META.get("QUERY_STRING", "")
        query = "&".join(filter(None, [own, urlencode({SOURCE: code})]))
        answer = private_page(HttpResponseRedirect(f"{escape_uri_path(request.path)}?{query}"))
        # Who adds the headers of every answer stands behind the page cache, and so behind us.
        return SecurityMiddleware(SecurityHeadersMiddleware(lambda _request: answer))(request)


def find_lost_source(request: HttpRequest) -> str:
    """The code in the address of the page before, if that is ours and in another language."""
    before = request.META.get("HTTP_REFERER", "")
    if f"{SOURCE}=" not in before or not _is_visit(request):
        return ""
    try:
        parts = urlsplit(before)
    except ValueError:
        return ""
    is_ours = (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
    if not is_ours or language_in(parts.path) == language_in(request.path):
        return ""
    has_own = f"{SOURCE}=" in request.META.get("QUERY_STRING", "")
    return "" if has_own else read_source(parts.query)


def language_in(path: str) -> str:
    """The language that a path begins with; that of the settings if none."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _is_visit(request: HttpRequest) -> bool:
    """Whether somebody opens a page: no file, no address that is a secret, nothing of staff."""
    path = request.path
    is_file = path.startswith((settings.STATIC_URL, settings.MEDIA_URL, "/api/"))
    return (
        request.method in ("GET", "HEAD")
        and path.endswith("/")
        and not (is_file or is_secret_path(path) or is_admin_path(path))
    )
