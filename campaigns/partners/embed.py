"""The small page that partners show in a frame of theirs: what is asked, the count, one button.

The form itself is never framed (see docs/decisions.md). This is the only address of the site that
other sites may frame.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from campaigns.counting.sources import add_source, from_source
from campaigns.models import Call, CallPage
from nnirr_site.http.addresses import absolute
from nnirr_site.http.caching import private_page, public_page
from nnirr_site.http.security_headers import PUBLIC_SOURCES, write_policy

FRAME_HEIGHT = 500  # CSS pixels; holds the whole page from 240 to 600 pixels of width
EMBED_POLICY = write_policy(**PUBLIC_SOURCES | {"frame_ancestors": "*", "form_action": "'none'"})

# No script of ours may run in the frame and it may not lead its page away; only the new tab of the
# button is free. The partner's address stays with the partner.
SNIPPET = (
    '<iframe src="{url}" title="{title}" width="100%" height="{height}" loading="lazy"'
    ' referrerpolicy="no-referrer" sandbox="allow-popups allow-popups-to-escape-sandbox"'
    ' style="border:0;max-width:600px"></iframe>'
)


def may_be_framed(response: HttpResponse) -> HttpResponse:
    """Let every site frame this one response, also sites that isolate themselves."""
    response["Content-Security-Policy"] = EMBED_POLICY
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.xframe_options_exempt = True
    return response


def embed_url(call: Call, code: str = "") -> str:
    """The absolute address of the frame in the active language."""
    arguments = [call.slug, code] if code else [call.slug]
    return absolute(reverse("partners:embed", args=arguments))


def write_snippet(call: Call, page: CallPage, code: str = "") -> str:
    """What partners copy into their page: markup to be read, so a template escapes it once more."""
    return SNIPPET.format(
        url=escape(embed_url(call, code)), title=escape(page.title), height=FRAME_HEIGHT
    )


@require_safe
def embed(request: HttpRequest, slug: str, code: str = "") -> HttpResponse:
    """The frame's page. A call that was taken down says so in the frame, with 410."""
    call = get_object_or_404(Call.objects.select_related("tally_state"), slug=slug)
    page = call.page
    if page is None and call.pages.exists():
        raise Http404
    if page is None:
        context = {"call": call, "call_page": None}
        response = render(request, "campaigns/partners/embed.html", context, status=410)
        return may_be_framed(private_page(response))
    return show_frame(request, call, page, code)


@from_source
def show_frame(request: HttpRequest, call: Call, page: CallPage, code: str) -> HttpResponse:
    seconds = call.seconds_until_change()
    context = {
        "call": call,
        "call_page": page,
        "tally": page.tally,
        "canonical_url": page.share_url,
        "sign_url": add_source(page.share_url, code),
    }
    response = render(request, "campaigns/partners/embed.html", context)
    return may_be_framed(public_page(response, seconds, stale_allowed=False))
