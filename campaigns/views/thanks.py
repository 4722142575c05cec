"""After confirming: thanks on the address of the link itself, a card to show, and the next step.

The page of the link knows whom it thanks, and is kept nowhere. What it shows of others is public.
The address without a token says the same to whoever still has it, and names nobody.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from campaigns.exporting import signer_card
from campaigns.models import Call, CallPage, Signature
from campaigns.privacy import tokens, vault
from campaigns.views.answers import SeeOther, about_call
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import public_page, unshared_page
from nnirr_site.http.page_cache.rate_limits import Bucket

FILES_SHOWN = 2
# Pictures with a name that one link can have at once, and after how many seconds one more.
MOST_CARDS, SECONDS_PER_CARD = 6, 60
_cards = Bucket(MOST_CARDS, 1 / SECONDS_PER_CARD)


@require_safe
@about_call
def thank_you(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """The count, words to pass on, and materials. The same for everybody."""
    files = list(page.downloads.select_related("document"))
    own = [file for file in files if file.language_code in {"", page.language}]
    first = (own or files)[:FILES_SHOWN]
    context = build_context(call, page) | {
        "files": first,
        "more_files": [file for file in files if file not in first],
    }
    shown = render(request, "campaigns/confirmed.html", context)
    return unshared_page(shown, call.seconds_until_change())


def build_context(call: Call, page: CallPage) -> dict[str, object]:
    """What both pages show: how many have signed, and what can be done next."""
    tally = page.tally
    return {
        "call": call,
        "call_page": page,
        "tally": tally,
        # Whoever reads this has signed, counted or not yet.
        "total": max(1, tally.total) if tally else 1,
        "share_url": page.share_url,
        "share_text": page.share_text,
        "letter_url": reverse("partners:letter", args=[call.slug]) if call.letters.exists() else "",
        "card_url": reverse("campaigns:card", args=[call.slug]),
        # Its words are what the picture without a name says.
        "card_words": signer_card.describe_card(call, page.title, page.language).headline,
    }


@sensitive_variables()
def show_thanks(
    request: HttpRequest,
    signature: Signature,
    form_token: str,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a link whose signature is confirmed. Looking at it changes nothing."""
    try:
        name = signature.name
    except vault.Unreadable:
        name = ""
    context = build_context(signature.call, signature.call.page) | {
        "state": "confirmed",
        "title": signature.statement.title,
        "name": name,
        "organization": signature.organization_name,
        "can_be_named": signer_card.can_be_named(signature),
        "is_left_off": signature.show_name and signature.is_left_off,
        "waits_for_approval": signature.show_name and signature.waits_for_approval,
        "own_url": reverse(
            "campaigns:own", args=[tokens.make_link_token(signature.reference, tokens.OWN)]
        ),
        "form_token": form_token,
        "refusal": refusal,
        "is_error": bool(refusal),
    }
    return render(request, "campaigns/thanks.html", context, status=status)


@sensitive_variables()
def send_card(request: HttpRequest, signature: Signature, form_token: str) -> HttpResponse:
    """The picture as a file, with the signer's name on it if that was ticked.

    It is the answer to a form, so that no address says what was chosen.
    """
    if request.POST.get("named") != "on" or not signer_card.can_be_named(signature):
        return SeeOther(reverse("campaigns:card", args=[signature.call.slug]))
    seconds = _cards.take(signature.reference, 1)
    if seconds:
        sentence = ngettext(
            "These were many pictures. You can have another in %(seconds)d second.",
            "These were many pictures. You can have another in %(seconds)d seconds.",
            seconds,
        )
        refusal = sentence % {"seconds": seconds}
        answer = show_thanks(request, signature, form_token, refusal, 429)
        answer["Retry-After"] = str(seconds)
        return answer
    title, language = signature.call.page.title, get_language() or signature.language
    try:
        picture = signer_card.draw_once(signer_card.describe_named_card(signature, title, language))
    except signer_card.CannotDraw:
        refusal = _("The picture could not be drawn just now. Try again in a minute.")
        return show_thanks(request, signature, form_token, refusal, 503)
    answer = HttpResponse(picture, content_type="image/png")
    answer["Content-Disposition"] = disposition(f"{signature.call.slug}.png", is_shown=False)
    return answer


@require_safe
@about_call
def card(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """The picture without a name: the same for everybody, whoever has signed or not."""
    try:
        drawn = signer_card.draw_kept(signer_card.describe_card(call, page.title, page.language))
    except signer_card.CannotDraw:
        return SeeOther(static("art/og.png"))
    return public_page(HttpResponse(drawn, content_type="image/png"))
