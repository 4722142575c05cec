"""Signatures of invented people, for looking at the site as it would be with many."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext, gettext_noop, override

from campaigns.models import Call, OutboundMail, Signature, StatementVersion
from campaigns.models.outbox import MailStatus
from campaigns.services.moderating import approve_comment, approve_name
from campaigns.services.signer import confirm_signature
from campaigns.services.signing import SignerData, sign
from nnirr_site.models import SiteIdentity

NOTICE = gettext_noop("Demonstration: the people, organizations and reasons here are invented.")
MADE_UP = "made up for a demonstration"
# No address below it can exist (RFC 2606).
DOMAIN = "demonstration.invalid"


def sign_for_demonstration(
    call: Call, statement: StatementVersion, signers: Iterable[SignerData], language: str
) -> int:
    """Have them signed, confirmed and approved, and no mail sent; how many.

    They go the way of everybody: nothing that real forms meet is left out but the mail.
    """
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        last = Signature.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for signer in signers:
            sign(call, statement, signer, language)
        known = [
            signature
            for signature in Signature.objects.filter(call=call, status="pending", pk__gt=last)
            if signature.email.endswith(f"@{DOMAIN}")
        ]
        _confirm(known)
    return len(known)


def _confirm(known: list[Signature]) -> None:
    OutboundMail.objects.filter(signature__in=known, status=MailStatus.QUEUED).update(
        status=MailStatus.DROPPED, sealed_to=None
    )
    for signature in known:
        confirm_signature(signature.reference)
        approve_name(signature, MADE_UP)
        approve_comment(signature, MADE_UP)


def say_so(identity: SiteIdentity) -> None:
    """As the alert above every page, in each language that the site has words for."""
    identity.alert_text, identity.alert_page = NOTICE, None
    for block in identity.translations:
        with override(block.value["language"]):
            block.value["alert_text"] = gettext(NOTICE)
    identity.save()
