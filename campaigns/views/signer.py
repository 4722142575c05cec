"""The signer's own page: what is stored, corrections, a copy to take along, and the way out.

The link is in every mail and needs no account. A look changes nothing; every change is a POST that
carries a token for this signature.
"""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from campaigns import services
from campaigns.choices import SignatureStatus
from campaigns.models import Signature
from campaigns.privacy import tokens, vault
from campaigns.privacy.fields import sealed_names
from campaigns.privacy.tokens import LinkProblem, UnusableLink
from campaigns.signing import places, request_checks
from campaigns.signing.forms import OwnForm
from campaigns.signing.request_checks import Refusal
from campaigns.transparency.subject_access import describe_signature, statement_url
from campaigns.views.answers import SeeOther, refuse_body, takes_form
from campaigns.views.links import describe_link_state, removed_url, show_link_problem
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import secret_page

CHANGEABLE = {SignatureStatus.PENDING, SignatureStatus.CONFIRMED}


@sensitive_variables()
def find_signature(token: str) -> Signature:
    """The signature of a personal link. Raises `UnusableLink`."""
    reference = tokens.read_link_token(token, tokens.OWN)
    signature = (
        Signature.objects.select_related("call", "statement").filter(reference=reference).first()
    )
    # Without a key of the address nothing is left that could be shown.
    if signature is None or signature.email_key is None:
        raise UnusableLink(LinkProblem.GONE, reference)
    return signature


def form_purpose(signature: Signature) -> str:
    return f"own:{signature.reference}"


@takes_form("action", "token", "name", "show_name", "wants_letters")
@sensitive_variables("token")
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Everything that is stored of one signature, and what its signer can do about it."""
    return secret_page(answer_own(request, token))


@require_safe
@sensitive_variables("token")
def own_saved(request: HttpRequest, token: str) -> HttpResponse:
    """The same page, saying that the changes are stored."""
    try:
        signature = find_signature(token)
    except UnusableLink as unusable:
        return secret_page(show_link_problem(request, unusable.problem, unusable.reference))
    return secret_page(show_own(request, signature, token, is_saved=True))


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
        form = OwnForm(request.POST) if request.POST.get("action") == "save" else None
        return show_own(request, signature, token, form, Refusal.TOKEN.sentence, 403)
    actions = {"save": save, "confirm": confirm_own, "remove": remove_own}
    action = actions.get(request.POST.get("action", ""))
    return action(request, signature, token) if action else refuse_body(400)


@sensitive_variables()
def save(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    form = OwnForm(request.POST)
    if not form.is_valid():
        return show_own(request, signature, token, form, status=422)
    names = ("name", "show_name", "wants_letters")
    services.correct_signature(
        signature.reference, **{name: form.cleaned_data[name] for name in names}
    )
    return SeeOther(reverse("campaigns:own_saved", args=[token]))


@sensitive_variables()
def confirm_own(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    """Whoever holds the personal link holds the mailbox: that is what confirming is about."""
    if describe_link_state(signature) in {"closed", "hidden"}:
        return show_own(request, signature, token, status=410)
    services.confirm_signature(signature.reference)
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
    is_saved: bool = False,
) -> HttpResponse:
    form_token = tokens.make_form_token(form_purpose(signature))
    try:
        form = form.with_fresh_token(form_purpose(signature)) if form else None
        form = form or OwnForm.of(signature, form_token)
        form.name_the_organization(signature.is_organization)
        opened = {field: getattr(signature, field) for field in sealed_names()}
        is_readable = True
    except vault.Unreadable:
        form, opened, is_readable = None, dict.fromkeys(sealed_names(), ""), False
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
        "here": "../" if is_saved else "./",
        "form": form if signature.status in CHANGEABLE else None,
        "form_token": form_token,
        "refusal": refusal,
        "is_error": bool(refusal or (form and form.is_bound and form.errors)),
        "is_saved": is_saved,
        "waits_for_approval": signature.is_organization and signature.approved_at is None,
    }
    return render(request, "campaigns/own.html", context, status=status)
