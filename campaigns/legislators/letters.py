"""A letter to one's own two Senators: found by state alone, sent by the writer, never by us.

Nothing is asked but the state and nothing is stored: the letter goes from the writer's own mail
program, through the Senator's own form, or on paper.
"""

from __future__ import annotations

from functools import wraps
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.legislators.senators import FORCES, WITHOUT_SENATORS
from campaigns.models import Call, CallPage, Senator, SenatorLetter
from campaigns.signing import places
from campaigns.views.answers import about_call
from nnirr_site.http.caching import private_page, public_page

# How the Senate consents to treaties, in its own words.
TREATY_SOURCE = "https://www.senate.gov/about/powers-procedures/treaties.htm"
# Offices of Senators work in English, whatever language a signer reads.
LETTER_LANGUAGE = "en"
# The table names parties in English.
PARTIES = {
    "Democrat": gettext_lazy("Democrat"),
    "Republican": gettext_lazy("Republican"),
    "Independent": gettext_lazy("Independent"),
}
DESCRIPTION = gettext_lazy("Write to your two US Senators about this call: find them by state.")


def about_letter(view):
    """For views of a call's letter: 404 while staff have written none."""

    @wraps(view)
    def shown(request: HttpRequest, call: Call, page: CallPage, **kwargs) -> HttpResponse:
        letters = {letter.language: letter for letter in call.letters.all()}
        letter = letters.get(LETTER_LANGUAGE) or next(iter(letters.values()), None)
        if letter is None:
            raise Http404
        language = get_language() or ""
        is_waiting = language in letters and language in call.find_waiting_languages()
        translation = None if is_waiting else letters.get(language)
        return view(request, call, page, letter, translation, **kwargs)

    return about_call(shown)


def write_text(letter: SenatorLetter, senator: Senator | None = None) -> str:
    """The letter with its salutation, in the language of the letter."""
    with override(letter.language):
        if senator:
            salutation = gettext("Dear Senator %(name)s:") % {"name": senator.family_name}
        else:
            salutation = gettext("Dear Senator:")
    return f"{salutation}\n\n{letter.body}"


def write_mailto(letter: SenatorLetter, senator: Senator) -> str:
    """A link that opens the writer's own mail program; "" where no address is public."""
    if not senator.email:
        return ""
    body = quote(write_text(letter, senator).replace("\n", "\r\n"))
    return f"mailto:{quote(senator.email, safe='@')}?subject={quote(letter.subject)}&body={body}"


def find_senators(state: str) -> list[Senator]:
    return list(Senator.objects.filter(state=state).order_by("name"))


@require_safe
@about_letter
def letter(
    request: HttpRequest,
    call: Call,
    page: CallPage,
    letter: SenatorLetter,
    translation: SenatorLetter | None,
) -> HttpResponse:
    """Asks for the state, then shows both Senators and what can be sent to them."""
    typed = request.GET.get("state", "")
    # Addresses of the forces are no places.
    choices = [(code, name) for code, name in places.regions() if code not in FORCES]
    state = typed.upper() if typed.upper() in dict(choices) else ""
    senators = find_senators(state) if state else []
    context = {
        "call": call,
        "call_page": page,
        "letter": letter,
        "text": write_text(letter),
        "translation": translation if translation != letter else None,
        "choices": choices,
        "state": state,
        "state_name": places.region_name(state),
        "is_unknown": bool(typed) and not state,
        "has_no_senators": state in WITHOUT_SENATORS,
        "senators": [
            {
                "name": one.name,
                "party": PARTIES.get(one.party, one.party),
                "ended_on": one.term_end
                if one.term_end and one.term_end <= timezone.localdate()
                else None,
                "phone": one.phone,
                "contact_form": one.contact_form,
                "website": one.website,
                "email": one.email,
                "mailto": write_mailto(letter, one),
            }
            for one in senators
        ],
        "as_of": min((one.as_of for one in senators), default=None),
        "print_url": reverse("partners:letter_print", args=[call.slug, state.lower()])
        if senators
        else "",
        "treaty_source": TREATY_SOURCE,
        "brief": page.brief,
        "links": {"letter": reverse("partners:letter", args=[call.slug])},
        "crumb": _("Write to your Senators"),
        "description": DESCRIPTION,
    }
    response = render(request, "campaigns/partners/letter.html", context)
    # What nobody offered is shown to the one who typed it and kept for nobody.
    return private_page(response) if context["is_unknown"] else public_page(response)


@require_safe
@about_letter
def letter_print(
    request: HttpRequest,
    call: Call,
    page: CallPage,
    letter: SenatorLetter,
    translation: SenatorLetter | None,
    state: str,
) -> HttpResponse:
    """One sheet for each Senator, to sign by hand."""
    senators = find_senators(state.upper())
    if not senators:
        raise Http404
    context = {
        "call": call,
        "call_page": page,
        "letter": letter,
        "letters": [{"senator": one, "text": write_text(letter, one)} for one in senators],
        "state_name": places.region_name(state.upper()),
        "back_url": f"{reverse('partners:letter', args=[call.slug])}?state={state.upper()}",
        "as_of": min(one.as_of for one in senators),
        "crumb": _("Letters to print"),
        "description": DESCRIPTION,
    }
    return public_page(render(request, "campaigns/partners/letter_print.html", context))
