"""Who signed in public: names, organizations, and what people say about why they sign.

Only signatures from `publicly_named()` come near these pages. They are forgotten, like all whole
pages, in the moment a name is withdrawn, hidden or corrected; search engines are asked to list none
of them, as what they have copied outlives that.
"""

from __future__ import annotations

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.choices import SignerKind
from campaigns.models import Call, CallPage
from campaigns.models.pages import read_voices
from campaigns.views.answers import about_call
from nnirr_site.http.caching import public_page, unlisted_page
from nnirr_site.i18n.collation import make_sorting_key
from nnirr_site.models.listing import page_of, page_of_many
from nnirr_site.prints import PRINT_FILES, Print

NAMES_PER_PAGE = 60
ORGANIZATIONS_PER_PAGE = 40
REASONS_PER_PAGE = 12


def show_list(
    request: HttpRequest, call: Call, page: CallPage, template: str, page_obj: Page, **context
) -> HttpResponse:
    names = ("names", "organizations", "reasons", "method")
    context |= {
        "call_page": page,
        "page_obj": page_obj,
        "links": {name: reverse(f"campaigns:{name}", args=[call.slug]) for name in names},
        "tally": call.tally,
    }
    response = render(request, f"campaigns/{template}", context)
    return unlisted_page(public_page(response, stale_allowed=False))


@require_safe
@about_call
def names(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """People who asked to be named, the newest first."""
    signers = call.signatures.publicly_named().filter(kind=SignerKind.PERSON)
    page_obj = page_of_many(signers.order_by("-confirmed_at", "-pk"), request.GET, NAMES_PER_PAGE)
    people = [
        {"name": name, "place": signer.place}
        for signer in page_obj
        if (name := signer.readable_name)
    ]
    description = _("People who signed this call and asked to be named.")
    return show_list(
        request,
        call,
        page,
        "names.html",
        page_obj,
        people=people,
        description=description,
        crumb=_("People who signed"),
    )


@require_safe
@about_call
def organizations(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """Every approved organization in the order of the reader's alphabet."""
    signers = call.signatures.publicly_named().filter(kind=SignerKind.ORGANIZATION)
    rows = signers.values_list("pk", "organization_name")
    language = get_language() or "en"
    ordered = sorted(rows, key=lambda row: (make_sorting_key(row[1], language), row[0]))
    keys = [pk for pk, _name in ordered]
    page_obj = page_of(keys, request.GET, ORGANIZATIONS_PER_PAGE)
    found = signers.in_bulk(list(page_obj))
    shown = [found[pk] for pk in page_obj if pk in found]
    description = _("Organizations that signed this call.")
    return show_list(
        request,
        call,
        page,
        "organizations.html",
        page_obj,
        organizations=shown,
        description=description,
        crumb=_("Organizations"),
    )


@require_safe
@about_call
def reasons(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """Approved comments of people who are named, the last approved first."""
    signers = call.signatures.with_public_comment().order_by("-comment_approved_at", "-pk")
    page_obj = page_of_many(signers, request.GET, REASONS_PER_PAGE)
    description = _("Why people signed this call, in their own words.")
    return show_list(
        request,
        call,
        page,
        "reasons.html",
        page_obj,
        voices=read_voices(page_obj),
        print=PRINT_FILES[Print.HAND][0],
        description=description,
        crumb=_("Why people sign"),
    )
