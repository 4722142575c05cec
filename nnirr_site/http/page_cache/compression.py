"""How a page travels: compressed as the browser likes it, or not at all if it is there already."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from nnirr_site.http.security_headers import is_admin_path

SMALLEST_COMPRESSED = 500
# Kept pages are compressed once and sent often: 35 ms for 30 KB, an eighth smaller than quality 6.
COMPRESSORS = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=10),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
QUICK_COMPRESSORS = COMPRESSORS | {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
}


def compress_unkept(response: HttpResponse, request: HttpRequest) -> HttpResponse:
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
    encoding = choose_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""), len(response.content))
    if encoding != "identity":
        response.content = QUICK_COMPRESSORS[encoding](response.content)
        response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(response.content))
    return response


def choose_encoding(accepted: str, length: int) -> str:
    """The best encoding that `Accept-Encoding` names for a body of so many bytes."""
    return "identity" if length < SMALLEST_COMPRESSED else best_encoding(accepted)


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    names = set()
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            names.add(name.strip())
    return next((encoding for encoding in COMPRESSORS if encoding in names), "identity")


def matches(condition: str, fingerprint: str) -> bool:
    """Compare weakly, as RFC 9110 §13.1.2 asks for; any encoding of the same page will do."""
    if condition.strip() == "*":
        return True
    known = {f'"{fingerprint}"', *(f'"{fingerprint}-{encoding}"' for encoding in COMPRESSORS)}
    return any(part.strip().removeprefix("W/") in known for part in condition.split(","))
