"""What the mail to a new address opens: look first, then agree or refuse with a button."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns import services
from campaigns.models import EmailChange
from campaigns.models.mail_limits import PAUSE
from campaigns.privacy import tokens, vault
from campaigns.privacy.tokens import LinkProblem, UnusableLink
from campaigns.services import Outcome
from campaigns.signing import request_checks
from campaigns.signing.request_checks import Refusal
from campaigns.views.answers import SeeOther, refuse_body, takes_form
from campaigns.views.links import answer_pause, show_link_problem
from nnirr_site.http.caching import secret_page


@takes_form("action", "token")
@sensitive_variables("token")
def new_email(request: HttpRequest, token: str) -> HttpResponse:
    """Show for which call the address would be used; only the button on it changes anything."""
    return secret_page(answer_new_email(request, token))


@sensitive_variables()
def answer_new_email(request: HttpRequest, token: str) -> HttpResponse:
    try:
        reference = tokens.read_link_token(token, tokens.NEW_EMAIL)
    except UnusableLink as unusable:
        return show_link_problem(request, unusable.problem, "")
    if (pause := services.find_pause_of_link(reference)) is not None:
        return answer_pause(request, pause, token, "campaigns:new_email")
    change = services.find_email_change(reference)
    if change is None:
        return show_ended_wish(request, reference)
    if request.method != "POST":
        return show_new_email(request, change, token)
    if request_checks.find_refusal(request, change_purpose(change), is_url_secret=True):
        return show_new_email(request, change, token, Refusal.TOKEN.sentence, 403)
    action = request.POST.get("action", "")
    if action == "refuse":
        services.refuse_new_email(change.reference)
        return SeeOther(reverse("campaigns:new_email", args=[token]))
    if action != "use":
        return refuse_body(400)
    try:
        outcome, renewed = services.use_new_email(change.reference)
    except vault.Unreadable:
        return show_new_email(request, change, token, _("It cannot be changed at the moment."), 503)
    if outcome is not Outcome.DONE and services.find_email_change(reference) is None:
        return show_ended_wish(request, reference)
    if outcome is not Outcome.DONE:
        # Only the owner of this mailbox can read it, who knows what was signed with it.
        refusal = _("This address has signed the call itself. Nothing was changed.")
        return show_new_email(request, change, token, refusal, 409)
    own = tokens.make_link_token(renewed, tokens.OWN)
    return SeeOther(reverse("campaigns:own_saved", args=[own]))


def show_ended_wish(request: HttpRequest, reference: str) -> HttpResponse:
    """After the button was pressed the link says so, and names nobody."""
    if services.is_change_used(reference):
        return render(request, "campaigns/new_email_used.html")
    why = _("What was asked for with it holds no more.")
    return show_link_problem(request, LinkProblem.GONE, "", why)


def change_purpose(change: EmailChange) -> str:
    return f"new-email:{change.reference}"


@sensitive_variables()
def show_new_email(
    request: HttpRequest, change: EmailChange, token: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "title": change.signature.statement.title,
        "statement": change.signature.statement,
        "here": "./",
        "form_token": tokens.make_form_token(change_purpose(change)),
        "refusal": refusal,
        "pause_days": PAUSE.days,
    }
    return render(request, "campaigns/new_email.html", context, status=status)
