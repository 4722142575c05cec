"""The steps of signing: the form, the mail that is on its way, and the way out."""

from __future__ import annotations

from email.utils import parseaddr
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from campaigns import services
from campaigns.counting.sources import with_known_source
from campaigns.models import Call, CallPage
from campaigns.privacy import tokens
from campaigns.signing import request_checks
from campaigns.signing.forms import EmailForm, SigningForm
from campaigns.signing.request_checks import Refusal
from campaigns.views.answers import SeeOther, about_call, takes_form
from campaigns.views.known_calls import find_statement
from nnirr_site.http.caching import private_page, unshared_page
from nnirr_site.http.client_ip import find_client_ip
from nnirr_site.http.outages import without_database
from nnirr_site.views.short_way import without_session


@without_session
@takes_form(*SigningForm.base_fields)
@about_call
@sensitive_variables("form")
def sign_call(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """Take the form of a call page. The answer is the same whether the address is known or not."""
    if request.method != "POST":
        return HttpResponseRedirect(page.get_url(request))
    form = SigningForm(with_known_source(request), takes_organizations=call.takes_organizations)
    if not call.is_open:
        return show_form_again(request, page, form, _("Signing is closed for now."), 409)
    refusal = request_checks.find_refusal(request, f"sign:{call.slug}")
    if refusal:
        return show_form_again(request, page, form, refusal.sentence, 403)
    if not form.is_valid():
        return show_form_again(request, page, form, "", 422)
    statement = find_statement(call, form.cleaned_data["statement"])
    if statement is None:
        return show_form_again(request, page, form, Refusal.STATEMENT.sentence, 422)
    signer = services.SignerData.from_form(form.cleaned_data)
    language = get_language() or page.language
    services.sign(call, statement, signer, language, find_client_ip(request))
    return private_page(SeeOther(check_email_url(call.slug, language)))


@lru_cache(maxsize=256)
def check_email_url(slug: str, _language: str) -> str:
    """Where it goes on after the form, in the active language."""
    return reverse("campaigns:check_email", args=[slug])


def show_form_again(
    request: HttpRequest, page: CallPage, form: SigningForm, refusal: str, status: int
) -> HttpResponse:
    """The call page with everything that was typed, a fresh token and the reason on top."""
    form.is_valid()
    form.with_fresh_token(f"sign:{page.call.slug}")
    form.data["elapsed"] = ""
    form.data["statement"] = str(page.statement.pk) if page.statement else ""
    context = page.get_context(request, form=form, refusal=refusal)
    return private_page(render(request, page.get_template(request), context, status=status))


@without_database("campaigns:sign")
@sensitive_variables("form")
def show_form_without_database(request: HttpRequest) -> tuple[str, dict[str, object]]:
    """Template and context of the form alone, for `nnirr_site.http.outages`: it can be sent again.

    Whether it was stored is not known, and does not matter: nobody is counted twice.
    """
    slug = request.resolver_match.kwargs["slug"]
    form = SigningForm(request.POST.copy(), takes_organizations="organization" in request.POST)
    form.is_valid()
    form.with_fresh_token(f"sign:{slug}")
    form.data["elapsed"] = ""
    return "campaigns/form_without_database.html", {
        "form": form,
        "sign_url": request.path,
        "call": {"is_open": True},
        "is_error": True,
        "refusal": _(
            "We could not store it just now. What you typed is still here. Please send it again"
            " in a minute: nobody is counted twice."
        ),
    }


@require_safe
@about_call
def check_email(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """What follows signing, for everybody alike: look into your mail."""
    return show_check_email(request, call)


@require_safe
def check_any_email(request: HttpRequest) -> HttpResponse:
    """The same for whoever does not remember which call it was."""
    return show_check_email(request, None)


def show_check_email(request: HttpRequest, call: Call | None) -> HttpResponse:
    context = build_email_context(call, EmailForm.unbound(call.slug if call else ""), "")
    return unshared_page(render(request, "campaigns/check_email.html", context))


@takes_form("email", "token")
@about_call
def resend(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """Send the link again to an address that may have signed. The answer tells nothing."""
    return take_email(request, call)


@takes_form("email", "token")
def resend_any(request: HttpRequest) -> HttpResponse:
    """The same for whatever the address has signed."""
    return take_email(request, None)


@sensitive_variables("form")
def take_email(request: HttpRequest, call: Call | None) -> HttpResponse:
    slug = call.slug if call else ""
    next_step = (
        reverse("campaigns:check_email", args=[slug])
        if call
        else reverse("campaigns:check_any_email")
    )
    if request.method != "POST":
        return HttpResponseRedirect(next_step)
    form = EmailForm(request.POST)
    refusal = request_checks.find_refusal(request, f"resend:{slug}")
    if refusal:
        return ask_again_for_email(request, call, form, refusal.sentence, 403)
    if not form.is_valid():
        return ask_again_for_email(request, call, form, "", 422)
    services.ask_for_link(call, form.cleaned_data["email"], find_client_ip(request))
    return private_page(SeeOther(next_step))


def ask_again_for_email(
    request: HttpRequest, call: Call | None, form: EmailForm, refusal: str, status: int
) -> HttpResponse:
    if form.is_bound:
        form.is_valid()
        form.with_fresh_token(f"resend:{call.slug if call else ''}")
    context = build_email_context(call, form, refusal)
    return private_page(render(request, "campaigns/check_email.html", context, status=status))


def build_email_context(call: Call | None, form: EmailForm, refusal: str) -> dict[str, object]:
    """For the two pages that offer to send the link again."""
    return {
        "call": call,
        "call_page": call.page if call else None,
        "form": form,
        "resend_url": (
            reverse("campaigns:resend", args=[call.slug])
            if call
            else reverse("campaigns:resend_any")
        ),
        "refusal": refusal,
        "is_error": bool(refusal or form.errors),
        "from_email": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        "days": tokens.LINK_DAYS,
    }


@require_safe
@about_call
def removed(request: HttpRequest, call: Call, page: CallPage) -> HttpResponse:
    """After a signature was taken back."""
    return unshared_page(render(request, "campaigns/removed.html", {"call_page": page}))


@require_safe
def removed_anywhere(request: HttpRequest) -> HttpResponse:
    """The same for a call that is not shown any more: it is not named."""
    return unshared_page(render(request, "campaigns/removed.html", {"call_page": None}))
