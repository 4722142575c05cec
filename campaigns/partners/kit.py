"""The page for partners of a call: the frame to copy, the QR code to print, links to pass on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.counting.sources import add_source, from_source
from campaigns.models import Call, CallPage
from campaigns.partners.embed import FRAME_HEIGHT, write_snippet
from campaigns.views.answers import about_call
from nnirr_site.http.addresses import find_short_url
from nnirr_site.http.caching import public_page
from nnirr_site.http.security_headers import PUBLIC_SOURCES, write_policy
from nnirr_site.typesetting.qr import draw_png, draw_svg

KIT_POLICY = write_policy(**PUBLIC_SOURCES | {"frame_src": "'self'"})


def build_links(call: Call, code: str) -> dict[str, str]:
    names = ("embed", "kit", "qr_page", "qr_svg", "qr_png")
    arguments = [call.slug, code] if code else [call.slug]
    return {name: reverse(f"partners:{name}", args=arguments) for name in names}


def find_printed_url(page: CallPage, code: str) -> str:
    """What stands on paper and in a QR code: the fewer letters, the easier to type and to read."""
    return add_source(find_short_url(page) or page.share_url, code)


def write_message(call: Call, page: CallPage) -> str:
    """What a partner passes on: not in the words of somebody who has signed."""
    if not call.is_open:
        return page.title
    return _("Read NNIRR’s call “%(title)s” and add your name.") % {"title": page.title}


@require_safe
@about_call
@from_source
def kit(request: HttpRequest, call: Call, page: CallPage, code: str) -> HttpResponse:
    """Everything a partner can take away. The frame is shown as it will look, from our own host."""
    context = {
        "call": call,
        "call_page": page,
        "snippet": write_snippet(call, page, code),
        "frame_height": FRAME_HEIGHT,
        "links": build_links(call, code),
        "share_url": add_source(page.share_url, code),
        "share_text": write_message(call, page),
        "code": code,
        "crumb": _("Carry it further"),
        "description": _("A frame for your website, a QR code to print and links to pass on."),
    }
    response = render(request, "campaigns/partners/kit.html", context)
    response["Content-Security-Policy"] = KIT_POLICY
    return public_page(response)


@require_safe
@about_call
@from_source
def qr_page(request: HttpRequest, call: Call, page: CallPage, code: str) -> HttpResponse:
    """One sheet of paper: what is asked, the code, and the address for those without a camera."""
    context = {
        "call": call,
        "call_page": page,
        "links": build_links(call, code),
        "share_url": find_printed_url(page, code),
        "code": code,
        "crumb": _("QR code"),
        "description": _("A sheet with the QR code of this call, to print."),
    }
    return public_page(render(request, "campaigns/partners/qr.html", context))


@require_safe
@about_call
@from_source
def qr_svg(request: HttpRequest, call: Call, page: CallPage, code: str) -> HttpResponse:
    drawing = draw_svg(find_printed_url(page, code))
    return public_page(HttpResponse(drawing, content_type="image/svg+xml"))


@require_safe
@about_call
@from_source
def qr_png(request: HttpRequest, call: Call, page: CallPage, code: str) -> HttpResponse:
    drawing = draw_png(find_printed_url(page, code))
    return public_page(HttpResponse(drawing, content_type="image/png"))
