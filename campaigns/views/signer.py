"""The signer's own page: what is stored, corrections, a copy to take along, and the way out.

The link is in every mail and needs no account. A look changes nothing; every change is a POST that
carries a token for this signature as the page showed it.
"""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from campaigns import services
from campaigns.choices import SignatureStatus
from campaigns.models import Signature
from campaigns.privacy import tokens, vault
from campaigns.privacy.fields import sealed_names
from campaigns.privacy.tokens import LinkProblem, UnusableLink
from campaigns.services import Outcome
from campaigns.signing import places, request_checks
from campaigns.signing.own_form import NewEmailForm, OwnForm
from campaigns.signing.request_checks import Refusal
from campaigns.transparency.subject_access import (
    describe_changes,
    describe_signature,
    statement_url,
)
from campaigns.views.answers import SeeOther, refuse_body, takes_form
from campaigns.views.links import describe_link_state, find_shown, removed_url, show_link_problem
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import secret_page
from nnirr_site.http.client_ip import find_client_ip

CHANGEABLE = {SignatureStatus.PENDING, SignatureStatus.CONFIRMED}


@sensitive_variables()
def find_signature(token: str) -> Signature:
    """The signature of a personal link. Raises `UnusableLink`."""
    reference = tokens.read_link_token(token, tokens.OWN)
    services.read_later_form(reference)
    signature = find_shown(reference)
    # Without a key of the address nothing is left that could be shown.
    if signature is None or signature.email_key is None:
        raise UnusableLink(LinkProblem.GONE, reference)
    return signature


def form_purpose(signature: Signature) -> str:
    return f"own:{signature.reference}:{signature.content_mark}"


@takes_form("action", "email", *OwnForm.base_fields)
@sensitive_variables("token")
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that is stored of one signature, and what its signer can do about it."""
    return secret_page(answer_own(request, token))


@require_safe
@sensitive_variables("token")
def own_saved(request: HttpRequest, token: str, done: str = "saved") -> HttpResponse:
    """The same page, saying what was done: changes `saved`, or a link `sent` to a new address."""
    try:
        signature = find_signature(token)
    except UnusableLink as unusable:
        return secret_page(show_link_problem(request, unusable.problem, unusable.reference))
    return secret_page(show_own(request, signature, token, done=done))


@require_safe
@sensitive_variables("token")
def own_change(request: HttpRequest, token: str) -> HttpResponse:
    """The forms in which everything that was typed is corrected.

    A page of its own: answers behind a personal link are never compressed, and the list of
    countries weighs as much as all the rest.
    """
    try:
        signature = find_signature(token)
    except UnusableLink as unusable:
        return secret_page(show_link_problem(request, unusable.problem, unusable.reference))
    return secret_page(show_own(request, signature, token, is_editing=True))


@require_safe
@sensitive_variables("token", "signature")
def own_data(request: HttpRequest, token: str) -> HttpResponse:
    """What is stored, as a file to keep."""
    try:
        signature = find_signature(token)
    except UnusableLink as unusable:
        return secret_page(show_link_problem(request, unusable.problem, unusable.reference))
    try:
        stored = describe_signature(signature)
    except vault.Unreadable:
        return secret_page(show_own(request, signature, token, status=503))
    response = JsonResponse(stored, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = disposition("my-signature.json", is_shown=False)
    return secret_page(response)


@sensitive_variables()
def answer_own(request: HttpRequest, token: str) -> HttpResponse:
    try:
        signature = find_signature(token)
    except UnusableLink as unusable:
        return show_link_problem(request, unusable.problem, unusable.reference)
    if request.method != "POST":
        return show_own(request, signature, token)
    if request_checks.find_refusal(request, form_purpose(signature), is_url_secret=True):
        sent = {"refusal": Refusal.CHANGED.sentence, "status": 403}
        if request.POST.get("action") == "save":
            form = OwnForm(request.POST, signs_as_organization=signature.is_organization)
            return show_own(request, signature, token, form, **sent)
        return show_own(request, signature, token, **sent)
    actions = {"save": save, "email": change_email, "confirm": confirm_own, "remove": remove_own}
    action = actions.get(request.POST.get("action", ""))
    return action(request, signature, token) if action else refuse_body(400)


@sensitive_variables()
def save(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    form = OwnForm(request.POST, signs_as_organization=signature.is_organization)
    if not form.is_valid():
        return show_own(request, signature, token, form, status=422)
    if services.correct_signature(signature.reference, **form.typed) is Outcome.REFUSED:
        refusal = _("This organization has signed the call from your mailbox already.")
        return show_own(request, signature, token, form, refusal, status=409)
    return SeeOther(reverse("campaigns:own_saved", args=[token]))


@sensitive_variables()
def change_email(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    """Send a link to another address. The answer is the same whatever is known of it."""
    form = NewEmailForm(request.POST)
    if not form.is_valid():
        return show_own(request, signature, token, email_form=form, status=422)
    outcome = services.ask_for_new_email(
        signature.reference,
        form.cleaned_data["email"],
        get_language() or signature.language,
        find_client_ip(request),
    )
    if outcome is Outcome.REFUSED:
        refusal = _("You have asked for that several times. Try again in a week, or write to us.")
        return show_own(request, signature, token, refusal=refusal, email_form=form, status=429)
    return SeeOther(reverse("campaigns:own_sent", args=[token]))


@sensitive_variables()
def confirm_own(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    """Whoever holds the personal link holds the mailbox: that is what confirming is about."""
    if describe_link_state(signature) in {"closed", "hidden"}:
        return show_own(request, signature, token, status=410)
    outcome = services.confirm_signature(signature.reference, signature.content_mark)
    if outcome is Outcome.CHANGED:
        try:
            shown = find_signature(token)
        except UnusableLink as unusable:
            return show_link_problem(request, unusable.problem, unusable.reference)
        return show_own(request, shown, token, refusal=Refusal.CHANGED.sentence, status=403)
    return SeeOther(reverse("campaigns:own", args=[token]))


@sensitive_variables()
def remove_own(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    services.take_back(signature.reference)
    return SeeOther(removed_url(signature.call))


def describe_state(signature: Signature) -> str:
    """That of the link, or `rejected`."""
    if signature.status == SignatureStatus.REJECTED:
        return "rejected"
    return describe_link_state(signature)


@sensitive_variables()
def show_own(
    request: HttpRequest,
    signature: Signature,
    token: str,
    form: OwnForm | None = None,
    refusal: str = "",
    status: int = 200,
    *,
    email_form: NewEmailForm | None = None,
    done: str = "",
    is_editing: bool = False,
) -> HttpResponse:
    purpose = form_purpose(signature)
    form_token = tokens.make_form_token(purpose)
    try:
        form = form.with_fresh_token(purpose) if form else OwnForm.of(signature, form_token)
        opened = {field: getattr(signature, field) for field in sealed_names()}
        is_readable = True
    except vault.Unreadable:
        form, opened, is_readable = None, dict.fromkeys(sealed_names(), ""), False
    if email_form is not None:
        email_form.with_fresh_token(purpose)
    else:
        email_form = NewEmailForm(initial={"token": form_token})
    if signature.status not in CHANGEABLE:
        form = None
    bound = [one for one in (form, email_form) if one is not None and one.is_bound]
    context = {
        "call_page": signature.call.page,
        "signature": signature,
        **opened,
        "is_readable": is_readable,
        "country_name": places.country_name(signature.country),
        "region_name": places.region_name(signature.region),
        "language_name": LANG_INFO.get(signature.language, {}).get(
            "name_local", signature.language
        ),
        "state": describe_state(signature),
        "statement": signature.statement,
        "statement_url": statement_url(signature),
        # Relative: the page is not compressed, and its address is long and stands here often.
        "here": "../" if done or is_editing else "./",
        "is_editing": bool(form) and (is_editing or bool(bound)),
        "form": form,
        "email_form": email_form if form else None,
        "form_token": form_token,
        "refusal": refusal,
        "faulty": next((one for one in bound if one.errors), None),
        "is_error": bool(refusal or any(one.errors for one in bound)),
        "done": done,
        "waits_for_approval": signature.waits_for_approval,
        "is_left_off": signature.is_left_off,
        "changes": describe_changes(signature),
    }
    return render(request, "campaigns/own.html", context, status=status)
