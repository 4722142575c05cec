"""Where signers came from: codes in links, kept only if staff have made a source of that name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from urllib.parse import parse_qs, urlsplit

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import Call, CallPage, Signature, Source
from campaigns.models.partners import SOURCE_CODE
from nnirr_site.http.page_cache.kept import once_per_moment


def is_known_source(code: str) -> bool:
    """Whether staff keep this code; what cannot be one is not asked for."""
    return bool(re.fullmatch(SOURCE_CODE, code)) and code in read_codes()


@once_per_moment
def read_codes() -> frozenset[str]:
    """The codes that staff keep."""
    return frozenset(Source.objects.values_list("code", flat=True))


def read_referrer(request: HttpRequest) -> str:
    """`x` of `…?source=x` in the address of the page that the form stood on, else ""."""
    try:
        query = urlsplit(request.headers.get("Referer", "")).query
        return parse_qs(query, max_num_fields=20).get("source", [""])[0]
    except ValueError:
        return ""


def with_known_source(request: HttpRequest) -> QueryDict:
    """The form as it was sent, with the code of a source that staff keep, or none.

    The page with the form is one for everybody, so it cannot carry the code: the address that the
    visitor opened does, and browsers name that address when they send the form to the same site.
    """
    typed = request.POST.get("source", "")
    code = typed or read_referrer(request)
    known = code if is_known_source(code) else ""
    if typed == known:
        return request.POST
    data = request.POST.copy()
    data["source"] = known
    return data


def add_source(url: str, code: str) -> str:
    return f"{url}?source={code}" if code else url


def from_source(view: Callable) -> Callable:
    """For addresses that may end in a code: only codes that staff keep have pages of their own.

    Any other leads to the page without one, so that nobody can fill the page cache with codes.
    """

    @wraps(view)
    def shown(request: HttpRequest, call: Call, page: CallPage, code: str = "") -> HttpResponse:
        if code and not is_known_source(code):
            plain = reverse(request.resolver_match.view_name, args=[call.slug])
            return HttpResponseRedirect(plain)
        return view(request, call, page, code)

    return shown


def count_sources() -> dict[str, dict[str, int]]:
    """Code → how many people, organizations and unconfirmed signatures came with it."""
    rows = (
        Signature.objects.exclude(source="")
        .order_by()
        .values_list("source", "status", "kind")
        .annotate(number=Count("*"))  # of the index alone: a number would be read from the rows
    )
    counts: dict[str, dict[str, int]] = {}
    for code, status, kind, number in rows:
        of_code = counts.setdefault(code, {"people": 0, "organizations": 0, "waiting": 0})
        if status == SignatureStatus.CONFIRMED:
            key = "organizations" if kind == SignerKind.ORGANIZATION else "people"
            of_code[key] += number
        elif status == SignatureStatus.PENDING:
            of_code["waiting"] += number
    return counts
