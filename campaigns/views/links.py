"""What the link in a mail opens: look first, then confirm or take back with a button."""

from __future__ import annotations

from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from campaigns import services
from campaigns.choices import SignatureStatus
from campaigns.models import Call, MailPause, Signature
from campaigns.models.mail_limits import PAUSE
from campaigns.privacy import tokens
from campaigns.privacy.tokens import LinkProblem, UnusableLink
from campaigns.signing import request_checks
from campaigns.signing.forms import EmailForm
from campaigns.signing.request_checks import Refusal
from campaigns.views.answers import (
    SeeOther,
    refuse_body,
    takes_form,
)
from campaigns.views.steps import build_email_context
from campaigns.views.thanks import send_card, show_thanks
from nnirr_site.http.caching import private_page, secret_page


@takes_form("action", "token", "named")
@sensitive_variables("token", "signature")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what will be confirmed; only the button on it confirms. Mail scanners follow links."""
    response = secret_page(answer_link(request, token))
    return response


@sensitive_variables()
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    try:
        reference = tokens.read_link_token(token)
    except UnusableLink as unusable:
        return show_link_problem(request, unusable.problem, unusable.reference)
    services.read_later_form(reference)
    signature = find_shown(reference)
    usable = {SignatureStatus.PENDING, SignatureStatus.CONFIRMED}
    if signature is None and (pause := services.find_pause_of_link(reference)) is not None:
        return answer_pause(request, pause, token)
    if signature is None or signature.status not in usable:
        return show_link_problem(request, LinkProblem.GONE, reference)
    if request.method != "POST":
        return show_state(request, signature, token)
    purpose = link_purpose(signature)
    if request_checks.find_refusal(request, purpose, is_url_secret=True):
        return show_state(request, signature, token, Refusal.CHANGED.sentence, 403)
    return act_on_link(request, signature, token)


@sensitive_variables()
def find_shown(reference: str) -> Signature | None:
    """The signature, with what its pages show."""
    shown = Signature.objects.select_related("call", "statement")
    return shown.filter(reference=reference).first()


@sensitive_variables()
def act_on_link(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    """What the pressed button says."""
    action = request.POST.get("action")
    if action == "confirm":
        return confirm_or_explain(request, signature, token)
    if action == "card" and is_thanked(signature):
        return send_card(request, signature, make_button_token(signature))
    if action == "remove":
        if services.disown_signature(signature.reference) is services.Outcome.DONE:
            return SeeOther(reverse("campaigns:confirm", args=[token]))
        # Confirmed in another window meanwhile: the wish to be removed still holds.
        services.take_back(signature.reference)
        return SeeOther(removed_url(signature.call))
    return refuse_body(400)


@sensitive_variables("token")
def answer_pause(
    request: HttpRequest, pause: MailPause, token: str, link: str = "campaigns:confirm"
) -> HttpResponse:
    """After “This wasn't me” the link leads to what it did, and to a button that undoes it."""
    here = reverse(link, args=[token])
    if request.method != "POST":
        return show_pause(request, pause, here)
    if request_checks.find_refusal(request, pause_purpose(pause), is_url_secret=True):
        return show_pause(request, pause, here, Refusal.TOKEN.sentence, 403)
    if request.POST.get("action") != "end-pause":
        return refuse_body(400)
    services.end_pause(pause.reference)
    return SeeOther(reverse("campaigns:pause_ended"))


def pause_purpose(pause: MailPause) -> str:
    return f"pause:{pause.reference}"


def show_pause(
    request: HttpRequest, pause: MailPause, here: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "ends_on": timezone.localtime(pause.ends_at).date(),
        "confirm_url": here,
        "is_of_signature": resolve(request.path_info).url_name == "confirm",
        "form_token": tokens.make_form_token(pause_purpose(pause)),
        "refusal": refusal,
        "days": PAUSE.days,
    }
    return render(request, "campaigns/paused.html", context, status=status)


@require_safe
def pause_ended(request: HttpRequest) -> HttpResponse:
    """After a pause was ended. The same for everybody: it names no call and no address."""
    return private_page(render(request, "campaigns/pause_ended.html"))


@sensitive_variables()
def confirm_or_explain(request: HttpRequest, signature: Signature, token: str) -> HttpResponse:
    if describe_link_state(signature) in {"closed", "hidden"}:
        return show_link(request, signature, token, status=410)
    outcome = services.confirm_signature(signature.reference, signature.content_mark)
    if outcome is services.Outcome.CHANGED:
        shown = find_shown(signature.reference)
        if shown is None:
            return show_link_problem(request, LinkProblem.GONE, signature.reference)
        return show_link(request, shown, token, Refusal.CHANGED.sentence, 403)
    # Confirmed, or rejected or taken back while the button was pressed: the link says what is true,
    # now and whenever the page is loaded again.
    return SeeOther(reverse("campaigns:confirm", args=[token]))


def removed_url(call: Call) -> str:
    """Where to go after a signature was taken back, also when the call is not shown any more."""
    if call.page is None:
        return reverse("campaigns:removed_anywhere")
    return reverse("campaigns:removed", args=[call.slug])


def link_purpose(signature: Signature) -> str:
    """The button confirms what the page showed, and nothing that came after it."""
    return f"confirm:{signature.reference}:{signature.content_mark}"


def describe_link_state(signature: Signature) -> str:
    """`pending`, `confirmed`, `closed`: too late to confirm, or `hidden`: nothing to sign now."""
    if signature.status == SignatureStatus.CONFIRMED:
        return "confirmed"
    if signature.call.page is None:
        return "hidden"
    return "pending" if signature.call.can_be_confirmed(signature.kind) else "closed"


def is_thanked(signature: Signature) -> bool:
    return signature.status == SignatureStatus.CONFIRMED and signature.call.page is not None


def make_button_token(signature: Signature) -> str:
    return tokens.make_form_token(link_purpose(signature))


@sensitive_variables()
def show_state(
    request: HttpRequest, signature: Signature, token: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Thanks for a confirmed signature while its call is shown; else what can be done."""
    if not is_thanked(signature):
        return show_link(request, signature, token, refusal, status)
    return show_thanks(request, signature, make_button_token(signature), refusal, status)


@sensitive_variables()
def show_link(
    request: HttpRequest, signature: Signature, token: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "call": signature.call,
        "call_page": signature.call.page,
        "title": signature.statement.title,
        "statement": signature.statement,
        "name": signature.name,
        "email": signature.email,
        "organization": signature.organization_name,
        "place": signature.place,
        "postal_code": signature.postal_code,
        "role": signature.role,
        "website": signature.website,
        "language": signature.language,
        "language_name": LANG_INFO.get(signature.language, {}).get(
            "name_local", signature.language
        ),
        "show_name": signature.show_name,
        "wants_letters": signature.wants_letters,
        "comment": signature.comment,
        "waits_for_approval": signature.waits_for_approval,
        "is_left_off": signature.is_left_off,
        "own_url": reverse(
            "campaigns:own", args=[tokens.make_link_token(signature.reference, tokens.OWN)]
        ),
        "state": describe_link_state(signature),
        "confirm_url": reverse("campaigns:confirm", args=[token]),
        "form_token": make_button_token(signature),
        "refusal": refusal,
        "is_error": bool(refusal),
        "days": tokens.LINK_DAYS,
        "pause_days": PAUSE.days,
    }
    return render(request, "campaigns/confirm.html", context, status=status)


def show_link_problem(
    request: HttpRequest, problem: LinkProblem, reference: str, why: str = ""
) -> HttpResponse:
    """Why the link does not work, and a form that sends a new one to whoever signed.

    `why` is said instead of what the problem says of signatures.
    """
    explanations = {
        LinkProblem.DAMAGED: _("Part of the address is missing or changed."),
        LinkProblem.STALE: _("The link is more than %(days)d days old.")
        % {"days": tokens.LINK_DAYS},
        LinkProblem.GONE: _("The signature it belongs to is not there any more."),
    }
    call = Call.objects.filter(signatures__reference=reference).first() if reference else None
    if call and call.page is None:
        call = None
    form = EmailForm.unbound(call.slug if call else "")
    context = build_email_context(call, form, "") | {
        "reason": problem.value,
        "explanation": why or explanations[problem],
    }
    status = 404 if problem is LinkProblem.DAMAGED else 410
    return render(request, "campaigns/link_problem.html", context, status=status)
