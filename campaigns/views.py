"""Signing as visitors meet it. Views read the request and choose an answer; `services` writes.

Pages that are the same for everybody are public; everything behind a personal link, and every form
that comes back with what somebody typed, is kept nowhere.
"""

from __future__ import annotations

from email.utils import parseaddr
from functools import wraps

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.request import UnreadablePostError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Locale

from campaigns import abuse, places, services, tokens
from campaigns.abuse import BadBody, Refusal
from campaigns.choices import SignatureStatus
from campaigns.forms import EmailForm, SigningForm
from campaigns.models import Call, CallPage, Signature
from campaigns.tokens import LinkProblem, UnusableLink
from nnirr_site.cache import private_page, public_page


class SeeOther(HttpResponseRedirect):
    """After a POST: the answer is to be fetched with GET."""

    status_code = 303


def takes_form(*single: str):
    """For views that take a form without a cookie: what no form of ours sends is refused first.

    `single` names the fields that come once. Django's own token needs a cookie, which would end
    the caching of the page that carries the form: `abuse` protects instead.
    """

    def decorate(view):
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method == "POST":
                try:
                    abuse.check_body(request, single)
                except BadBody as problem:
                    return refuse_body(problem.status)
                except UnreadablePostError:
                    return refuse_body(400)
            return view(request, *args, **kwargs)

        checked = require_http_methods(["GET", "HEAD", "POST"])(checked)
        return csrf_exempt(sensitive_post_parameters()(checked))

    return decorate


def refuse_body(status: int) -> HttpResponse:
    sentences = {
        400: _("The request could not be read as a form."),
        413: _("The request is too large."),
        415: _("Send the form as a form: this address takes no other type of content."),
    }
    return private_page(
        HttpResponse(f"{sentences[status]}\n", status=status, content_type="text/plain")
    )


def find_call_page(call: Call) -> CallPage | None:
    """The page that shows a call, in the active language if there is one."""
    pages = call.pages.live().public().select_related("locale").order_by("path")
    active = Locale.get_active()
    return pages.filter(locale=active).first() or pages.first()


# -- Signing -----------------------------------------------------------------------------------


@takes_form(*SigningForm.base_fields)
@sensitive_variables("form")
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the form of a call page. The answer is the same whether the address is known or not."""
    call = get_object_or_404(Call, slug=slug)
    page = find_call_page(call)
    if request.method != "POST":
        address = page.get_url(request) if page else reverse("campaigns:check_email", args=[slug])
        return HttpResponseRedirect(address)
    if page is None:
        return ask_again_for_email(request, None, EmailForm.unbound(""), "", 404)
    form = SigningForm(request.POST)
    if not call.is_open:
        return show_form_again(request, page, form, _("Signing is closed for now."), 409)
    refusal = abuse.find_refusal(request, f"sign:{slug}")
    if refusal:
        return show_form_again(request, page, form, refusal.sentence, 403)
    if not form.is_valid():
        return show_form_again(request, page, form, "", 422)
    statement = call.statements.filter(pk=form.cleaned_data["statement"]).first()
    if statement is None:
        return show_form_again(request, page, form, Refusal.STATEMENT.sentence, 422)
    signer = services.SignerData.from_form(form.cleaned_data)
    services.sign(call, statement, signer, get_language() or page.language)
    return private_page(SeeOther(reverse("campaigns:check_email", args=[slug])))


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


@require_safe
def check_email(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What follows signing, for everybody alike: look into your mail."""
    call = get_object_or_404(Call, slug=slug) if slug else None
    context = build_email_context(call, EmailForm.unbound(slug), "")
    return public_page(render(request, "campaigns/check_email.html", context))


@takes_form("email", "token")
@sensitive_variables("form")
def resend(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Send the link again to an address, for one call or for all. The answer tells nothing."""
    call = get_object_or_404(Call, slug=slug) if slug else None
    next_step = (
        reverse("campaigns:check_email", args=[slug])
        if slug
        else reverse("campaigns:check_any_email")
    )
    if request.method != "POST":
        return HttpResponseRedirect(next_step)
    form = EmailForm(request.POST)
    refusal = abuse.find_refusal(request, f"resend:{slug}")
    if refusal:
        return ask_again_for_email(request, call, form, refusal.sentence, 403)
    if not form.is_valid():
        return ask_again_for_email(request, call, form, "", 422)
    services.resend_confirmation(call, form.cleaned_data["email"])
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
        "call_page": find_call_page(call) if call else None,
        "form": form,
        "resend_url": (
            reverse("campaigns:resend", args=[call.slug])
            if call
            else reverse("campaigns:resend_any")
        ),
        "refusal": refusal,
        "is_error": bool(refusal or form.errors),
        "from_address": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        "days": tokens.LINK_DAYS,
    }


# -- The personal link -------------------------------------------------------------------------


@takes_form("action", "token")
@sensitive_variables("token", "signature")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what will be confirmed; only the button on it confirms. Mail scanners follow links."""
    response = keep_secret(answer_link(request, token))
    return response


def keep_secret(response: HttpResponse) -> HttpResponse:
    """For every answer at an address that is a secret: kept nowhere and passed on to nobody."""
    response["Referrer-Policy"] = "no-referrer"
    return private_page(response)


@sensitive_variables()
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    try:
        reference = tokens.read_link_token(token)
    except UnusableLink as unusable:
        return show_link_problem(request, unusable.problem, unusable.reference)
    signature = (
        Signature.objects.select_related("call", "statement").filter(reference=reference).first()
    )
    usable = {SignatureStatus.PENDING, SignatureStatus.CONFIRMED}
    if signature is None or signature.status not in usable:
        return show_link_problem(request, LinkProblem.GONE, reference)
    if request.method != "POST":
        return show_link(request, signature, token)
    purpose = link_purpose(signature)
    if abuse.find_refusal(request, purpose, is_address_secret=True):
        return show_link(request, signature, token, Refusal.TOKEN.sentence, 403)
    return act_on_link(request, signature, token)


@sensitive_variables()
def act_on_link(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    """What the pressed button says."""
    slug, action = signature.call.slug, request.POST.get("action")
    if action == "confirm":
        if signature.status == SignatureStatus.PENDING and not signature.call.can_be_confirmed:
            return show_link(request, signature, token, status=410)
        services.confirm_signature(signature.reference)
        return SeeOther(reverse("campaigns:thank_you", args=[slug]))
    if action == "remove":
        # Confirmed in another window meanwhile: the wish to be removed still holds.
        services.disown_signature(signature.reference)
        services.withdraw_signature(signature.reference)
        return SeeOther(reverse("campaigns:removed", args=[slug]))
    return refuse_body(400)


def link_purpose(signature: Signature) -> str:
    return f"confirm:{signature.reference}"


def describe_link_state(signature: Signature) -> str:
    """`pending`, `confirmed`, or `closed`: too late to confirm."""
    if signature.status == SignatureStatus.CONFIRMED:
        return "confirmed"
    return "pending" if signature.call.can_be_confirmed else "closed"


@sensitive_variables()
def show_link(
    request: HttpRequest, signature: Signature, token: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "call": signature.call,
        "call_page": find_call_page(signature.call),
        "title": signature.statement.title,
        "statement": signature.statement,
        "name": signature.name,
        "organization": signature.organization_name,
        "country_name": places.country_name(signature.country),
        "language": signature.language,
        "language_name": LANG_INFO.get(signature.language, {}).get(
            "name_local", signature.language
        ),
        "show_name": signature.show_name,
        "wants_letters": signature.wants_letters,
        "comment": signature.comment,
        "waits_for_approval": signature.is_organization and signature.approved_at is None,
        "state": describe_link_state(signature),
        "confirm_url": reverse("campaigns:confirm", args=[token]),
        "form_token": tokens.make_form_token(link_purpose(signature)),
        "refusal": refusal,
        "is_error": bool(refusal),
        "days": tokens.LINK_DAYS,
    }
    return render(request, "campaigns/confirm.html", context, status=status)


def show_link_problem(request: HttpRequest, problem: LinkProblem, reference: str) -> HttpResponse:
    """Why the link does not work, and a form that sends a new one to whoever signed."""
    explanations = {
        LinkProblem.DAMAGED: _("Part of the address is missing or changed."),
        LinkProblem.STALE: _("The link is more than %(days)d days old.")
        % {"days": tokens.LINK_DAYS},
        LinkProblem.GONE: _("The signature it belongs to is not there any more."),
    }
    call = Call.objects.filter(signatures__reference=reference).first() if reference else None
    form = EmailForm.unbound(call.slug if call else "")
    context = build_email_context(call, form, "") | {
        "reason": problem.value,
        "explanation": explanations[problem],
    }
    status = 404 if problem is LinkProblem.DAMAGED else 410
    return render(request, "campaigns/link_problem.html", context, status=status)


# -- Afterwards --------------------------------------------------------------------------------


@require_safe
def thank_you(request: HttpRequest, slug: str) -> HttpResponse:
    """After confirming: the count, words to pass on, and materials. The same for everybody."""
    call = get_object_or_404(Call, slug=slug)
    page = find_call_page(call)
    context = {
        "call": call,
        "call_page": page,
        "tally": page.tally if page else None,
        "share_url": page.share_url if page else settings.SITE_URL,
        "share_text": page.share_text if page else call.words.title,
        "downloads": list(page.downloads.select_related("document")) if page else [],
    }
    return public_page(render(request, "campaigns/confirmed.html", context))


@require_safe
def removed(request: HttpRequest, slug: str) -> HttpResponse:
    """After a signature was taken back."""
    call = get_object_or_404(Call, slug=slug)
    context = {"call": call, "call_page": find_call_page(call)}
    return public_page(render(request, "campaigns/removed.html", context))


@require_safe
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """The number as JSON, for our page and for anybody's."""
    call = get_object_or_404(Call.objects.select_related("tally_state"), slug=slug)
    tally = call.tally
    response = JsonResponse(
        {
            "total": tally.total,
            "people": tally.people,
            "organizations": tally.organizations,
            "offline": tally.offline,
            "goal": tally.goal,
            "counted_at": tally.counted_at.isoformat() if tally.counted_at else None,
        }
    )
    response["Access-Control-Allow-Origin"] = "*"
    return public_page(response)
