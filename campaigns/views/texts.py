"""The public change log of the words that are signed, and each version at its own address."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Call, CallPage, StatementVersion
from campaigns.models.calls import statement_bytes
from campaigns.views.answers import about_call
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import public_page
from nnirr_site.i18n.language_links import language_name
from nnirr_site.i18n.languages import text_direction


def version_url(name: str, call: Call, version: StatementVersion) -> str:
    return reverse(f"campaigns:{name}", args=[call.slug, version.language, version.number])


@require_safe
@about_call
def statements(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """Every version of the text: the language of the reader first, the newest first."""
    active = get_language()
    versions = sorted(
        call.shown_statements(),
        key=lambda version: (version.language != active, version.language, -version.number),
    )
    groups = [
        {
            "language": language,
            "name": language_name(language),
            "versions": [
                {
                    "number": version.number,
                    "title": version.title,
                    "reason": version.reason,
                    "sha256": version.sha256,
                    "created_at": version.created_at,
                    "url": version_url("statement", call, version),
                }
                for version in group
            ],
        }
        for language, group in groupby(versions, key=lambda version: version.language)
    ]
    context = {
        "call_page": page,
        "crumb": _("Versions of the text"),
        "groups": groups,
        "description": _("Every version of the text of this call, with dates and reasons."),
    }
    return public_page(render(request, "campaigns/statements.html", context))


def find_version(call: Call, language: str, number: int) -> StatementVersion:
    return get_object_or_404(call.shown_statements(), language=language, number=number)


@require_safe
@about_call
def statement(
    request: HttpRequest, call: Call, page: CallPage, language: str, number: int
) -> HttpResponse:
    """One version as it was signed."""
    version = find_version(call, language, number)
    newest = call.newest_statements.get(language)
    context = {
        "call_page": page,
        "version": version,
        "is_newest": newest == version,
        "language_name": language_name(language),
        "direction": text_direction(language),
        "crumb": _("Version %(number)d") % {"number": number},
        "description": _("Version %(number)d of the text that people sign, word for word.")
        % {"number": number},
        "file_url": version_url("statement_file", call, version),
        "history_url": reverse("campaigns:statements", args=[call.slug]),
    }
    return public_page(render(request, "campaigns/statement.html", context))


@require_safe
@about_call
def statement_file(
    request: HttpRequest, call: Call, page: CallPage, language: str, number: int
) -> HttpResponse:
    """The bytes that the checksum of a version is over."""
    version = find_version(call, language, number)
    response = HttpResponse(
        statement_bytes(version.language, version.title, version.body),
        content_type="text/plain; charset=utf-8",
    )
    name = f"{call.slug}-{version.language}-{version.number}.txt"
    response["Content-Disposition"] = disposition(name, is_shown=False)
    return public_page(response)
