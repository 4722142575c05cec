"""What staff may do to one signature or mail, each with its right, its service and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns import services
from campaigns.choices import SignatureStatus
from campaigns.models import OutboundMail, Signature
from campaigns.models.outbox import MailStatus
from campaigns.services import Outcome

MODERATE = "campaigns.moderate_signature"
SEE_PERSONAL_DATA = "campaigns.view_personal_data"
RESEND = "campaigns.resend_mail"
FORGET = "campaigns.forget_signature"
EXPORT = "campaigns.export_signature"
EXPORT_PERSONAL_DATA = "campaigns.export_personal_data"

WAITING_OR_CONFIRMED = {SignatureStatus.PENDING, SignatureStatus.CONFIRMED}


@dataclass(frozen=True)
class StaffAction:
    """`is_possible` decides what is offered; the service decides again, on the row as it is."""

    verb: str
    label: str
    explanation: str
    icon: str
    permission: str
    perform: Callable
    is_possible: Callable[[object], bool]
    log_action: str
    is_serious: bool = False
    needs_reason: bool = True
    is_for_many: bool = True
    approves_words: bool = False  # which its signer may change: they must be those that were shown

    def perform_on(self, signature: Signature, mark: str, reason: str, user) -> Outcome:
        """Do it. CHANGED, and nothing done, if what it approves is not what `mark` was made of."""
        if not self.approves_words:
            return self.perform(signature, reason, user)
        with transaction.atomic():
            row = Signature.objects.select_for_update().filter(pk=signature.pk).first()
            if row is None or row.stored_mark != mark:
                return Outcome.CHANGED
            return self.perform(row, reason, user)


SIGNATURE_ACTIONS = {
    action.verb: action
    for action in (
        StaffAction(
            "approve",
            _("Approve name"),
            _(
                "The name of the organization, or of a person whose name looks like an"
                " advertisement, appears on the page, if that was asked for and is confirmed."
            ),
            "check",
            MODERATE,
            services.approve_name,
            lambda signature: (
                signature.waits_for_approval and signature.status in WAITING_OR_CONFIRMED
            ),
            "campaigns.approve_organization",
            needs_reason=False,
            approves_words=True,
        ),
        StaffAction(
            "decline",
            _("Don't list name"),
            _("It counts, and its name does not appear. You can approve it later."),
            "no-view",
            MODERATE,
            services.decline_name,
            lambda signature: (
                (signature.is_organization or signature.needs_approval)
                and signature.declined_at is None
                and signature.status in WAITING_OR_CONFIRMED
            ),
            "campaigns.decline_organization",
            needs_reason=False,
        ),
        StaffAction(
            "approve-comment",
            _("Show comment"),
            _("The comment is shown with the name, if the signer asked to be named."),
            "check",
            MODERATE,
            services.approve_comment,
            lambda signature: (
                signature.sealed_comment is not None
                and signature.comment_approved_at is None
                and signature.status in WAITING_OR_CONFIRMED
            ),
            "campaigns.approve_comment",
            needs_reason=False,
            approves_words=True,
        ),
        StaffAction(
            "decline-comment",
            _("Don't show comment"),
            _("The comment waits no longer and is not shown. The signature and its name stay."),
            "no-view",
            MODERATE,
            services.decline_comment,
            lambda signature: (
                signature.sealed_comment is not None
                and signature.comment_approved_at is None
                and signature.comment_declined_at is None
                and signature.status in WAITING_OR_CONFIRMED
            ),
            "campaigns.decline_comment",
            needs_reason=False,
        ),
        StaffAction(
            "hide-comment",
            _("Stop showing comment"),
            _("The comment disappears from the site. The signature and its name stay."),
            "no-view",
            MODERATE,
            services.hide_comment,
            lambda signature: signature.comment_approved_at is not None,
            "campaigns.hide_comment",
            needs_reason=False,
        ),
        StaffAction(
            "hide",
            _("Hide name"),
            _("The name disappears from the page. The signature still counts."),
            "no-view",
            MODERATE,
            services.hide_name,
            lambda signature: (
                not signature.is_name_hidden and signature.status != SignatureStatus.WITHDRAWN
            ),
            "campaigns.hide_name",
        ),
        StaffAction(
            "show",
            _("Stop hiding name"),
            _("The name is shown again, if the signer asked for it."),
            "view",
            MODERATE,
            services.show_name_again,
            lambda signature: signature.is_name_hidden,
            "campaigns.show_name",
        ),
        StaffAction(
            "reject",
            _("Reject"),
            _("The signature is kept and counts nowhere. It can be restored."),
            "cross",
            MODERATE,
            services.reject_signature,
            lambda signature: signature.status in WAITING_OR_CONFIRMED,
            "campaigns.reject_signature",
            is_serious=True,
        ),
        StaffAction(
            "restore",
            _("Restore"),
            _("The signature is again what it was before it was rejected."),
            "resubmit",
            MODERATE,
            services.restore_signature,
            lambda signature: (
                signature.status == SignatureStatus.REJECTED
                and (
                    signature.email_key is not None
                    or (signature.is_on_paper and signature.sealed_name is not None)
                )
            ),
            "campaigns.restore_signature",
        ),
        StaffAction(
            "resend",
            _("Send confirmation again"),
            _(
                "The signer gets another mail. You can send at most five to one address in seven"
                " days, and none while its owner wants none."
            ),
            "mail",
            RESEND,
            services.resend_to_signer,
            lambda signature: (
                signature.status in WAITING_OR_CONFIRMED and signature.email_key is not None
            ),
            "campaigns.resend_confirmation",
        ),
        StaffAction(
            "delete",
            _("Delete on request"),
            _(
                "Only if the signer asked for it: what is personal is deleted and cannot be"
                " restored. The signer gets a last mail about it."
            ),
            "bin",
            FORGET,
            services.delete_on_request,
            lambda signature: (
                signature.status != SignatureStatus.WITHDRAWN
                and bool(
                    signature.email_key or signature.sealed_name or signature.organization_name
                )
            ),
            "campaigns.delete_on_request",
            is_serious=True,
            is_for_many=False,
        ),
    )
}

RETRY_MAIL = StaffAction(
    "retry",
    _("Try again"),
    _("The mail is sent again from the first attempt on."),
    "rotate",
    RESEND,
    services.retry_mail,
    lambda mail: mail.status == MailStatus.FAILED,
    "campaigns.retry_mail",
)

OTHER_LOG_ACTIONS = {
    "campaigns.publish_statement": _("Publish text"),
    "campaigns.view_personal_data": _("View personal data"),
    "campaigns.deliver": _("Deliver"),
    "campaigns.withdraw_delivery": _("Withdraw delivery"),
    "campaigns.end_pause": _("Allow an address again"),
    "campaigns.restore_together": _("Restore those set aside together"),
}


def possible_actions(signature: Signature, user) -> list[StaffAction]:
    """What this user can do to this signature now."""
    return [
        action
        for action in SIGNATURE_ACTIONS.values()
        if user.has_perm(action.permission) and action.is_possible(signature)
    ]


def may_retry(mail: OutboundMail, user) -> bool:
    return user.has_perm(RETRY_MAIL.permission) and RETRY_MAIL.is_possible(mail)


def mask(stored: str | bytes | None) -> str:
    """What somebody sees who may not see a value, sealed or not: that there is one."""
    return "•••" if stored else ""


def tell_outcome(
    request: HttpRequest, action: StaffAction, subject: Signature | OutboundMail, outcome: Outcome
) -> None:
    """What became of an action on one signature or mail, on the next page."""
    words = {"action": action.label, "object": subject}
    if outcome is Outcome.DONE:
        messages.success(request, _("%(action)s: done for %(object)s.") % words)
    elif outcome is Outcome.CHANGED:
        sentence = _("%(object)s was changed by its signer meanwhile. Look again.")
        messages.error(request, sentence % words)
    else:
        sentence = _("%(action)s: not possible for %(object)s as it is now.")
        messages.error(request, sentence % words)


def as_name(text: str) -> str:
    """A name in its own direction, which no browser translates."""
    return format_html('<bdi dir="auto" translate="no">{}</bdi>', text) if text else ""


def describe_signature(signature: Signature) -> list[tuple[str, str]]:
    """(what, its words) of a signature for who is about to decide about it, opening nothing that is
    not public: a name only where the site shows it, an organization as the list has it.
    """
    facts = [(_("Reference"), signature.reference)]
    if signature.is_organization:
        facts.append((_("Organization"), as_name(signature.organization_name)))
    elif signature.is_publicly_named:
        facts.append((_("Name on the page"), as_name(signature.readable_name)))
    facts += [
        (_("Place"), signature.place),
        (pgettext_lazy("condition", "State"), signature.get_status_display()),
        (_("Call"), signature.call.title),
    ]
    return [(label, words) for label, words in facts if words]


def name_in_list(signature: Signature) -> str:
    """“ABC123 · Union of Weavers · Oregon, United States · confirmed”: one of many in a row."""
    facts = describe_signature(signature)[:-1]
    return format_html_join(" · ", "{}", ((words,) for _label, words in facts))
