"""Judging new signatures by the rules and limits that staff keep, before their mail goes out.

The request only stores where the form came from, hashed; this is the worker's part. What is caught
becomes `rejected` with its reason: it counts nowhere, gets no mail and can be restored. It does not
hold its mailbox: else a script could keep people from signing by typing their addresses. The signer
is answered like everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns import networks, normalizing, vault
from campaigns.choices import SignatureStatus
from campaigns.models import AbuseLimits, AbuseRule, NetworkKey, Signature, SigningAttempt
from campaigns.models.abuse import RuleKind, Verdict
from campaigns.models.attempts import KEEP_DAYS
from campaigns.networks import HashedNetwork
from campaigns.services.keys import find_present_keys, make_aside_key

BATCH = 200


@sensitive_variables()
def hash_client(client: str) -> tuple[NetworkKey, HashedNetwork] | None:
    """This week's key and what is kept of a client's address; None if nothing can be known."""
    if not client:
        return None
    try:
        key = NetworkKey.get_current()
        hashed = networks.hash_address(key.secret, client)
    except vault.Unreadable:
        return None
    return (key, hashed) if hashed else None


@dataclass
class Judged:
    """What one batch did."""

    seen: int = 0
    rejected: int = 0


class Bench:
    """Rules, limits and keys, read once for a batch."""

    @cached_property
    def rules(self) -> list[AbuseRule]:
        # Block beats allow: those are asked first.
        return sorted(AbuseRule.objects.all(), key=lambda rule: rule.verdict != Verdict.BLOCK)

    @cached_property
    def limits(self) -> AbuseLimits:
        return AbuseLimits.load()

    @cached_property
    def secrets(self) -> dict:
        """Week → key. One that the vault cannot open is left out: its networks match nothing."""
        found = {}
        for key in NetworkKey.objects.all():
            try:
                found[key.week] = key.secret
            except vault.Unreadable:
                continue
        return found

    @sensitive_variables()
    def find_reason(self, attempt: SigningAttempt, signature: Signature) -> str:
        """Why a signature is not taken, for staff to read; "" if it is."""
        for rule in self.rules:
            if self._matches(rule, attempt, signature):
                if rule.verdict == Verdict.ALLOW:
                    return ""
                return _("Rule %(number)d: %(kind)s") % {
                    "number": rule.pk,
                    "kind": rule.get_kind_display(),
                }
        if self._is_over(attempt, self.limits.burst_most, self._burst):
            return _("Too many forms from one network in a short time")
        if self._is_over(attempt, self.limits.sustained_most, self._sustained):
            return _("Too many forms from one network in a long time")
        return ""

    @property
    def _burst(self) -> timedelta:
        return timedelta(minutes=self.limits.burst_minutes)

    @property
    def _sustained(self) -> timedelta:
        return timedelta(hours=self.limits.sustained_hours)

    @sensitive_variables()
    def _matches(self, rule: AbuseRule, attempt: SigningAttempt, signature: Signature) -> bool:
        if rule.kind == RuleKind.NETWORK:
            secret = self.secrets.get(attempt.week)
            if secret is None or attempt.ladder is None:
                return False
            return networks.is_inside(bytes(attempt.ladder), secret, rule.network)
        if rule.kind == RuleKind.ADDRESS:
            return rule.address_key in _address_keys(signature)
        try:
            return rule.matches_domain(normalizing.email_domain(signature.email))
        except (vault.Unreadable, ValueError):
            return False

    def _is_over(self, attempt: SigningAttempt, most: int, window: timedelta) -> bool:
        """Whether more than `most` forms came from the network in the window up to this one."""
        if not most or attempt.network is None:
            return False
        earlier = SigningAttempt.objects.filter(
            network=attempt.network,
            created_at__gt=attempt.created_at - window,
            pk__lte=attempt.pk,
        )
        return len(earlier.values_list("pk")[: most + 1]) > most


@sensitive_variables()
def _address_keys(signature: Signature) -> set[str]:
    """The keys that its address has, and those of the address as it was typed.

    The second one finds rules that were made before their domain got a rule of its own.
    """
    try:
        typed = signature.email
        plain = f"{typed.rpartition('@')[0].lower()}@{normalizing.email_domain(typed)}"
    except (vault.Unreadable, ValueError):
        return {signature.email_key}
    keys = {*find_present_keys(signature), *vault.blind_indexes(plain, "email")}
    return {signature.email_key, *keys}


def judge_attempts(batch: int = BATCH) -> Judged:
    """Judge up to `batch` new signatures, the oldest first."""
    waiting = SigningAttempt.objects.filter(signature__isnull=False).order_by("signature_id")
    with transaction.atomic():
        return _judge(list(waiting.select_for_update(of=("self",), skip_locked=True)[:batch]))


def judge_signature(signature_id: int) -> Judged:
    """Judge one signature before its mail goes out, if nobody has yet."""
    waiting = SigningAttempt.objects.filter(signature_id=signature_id)
    with transaction.atomic():
        return _judge(list(waiting.select_for_update(of=("self",))))


def _judge(attempts: list[SigningAttempt]) -> Judged:
    judged = Judged(seen=len(attempts))
    if not attempts:
        return judged
    signatures = Signature.objects.in_bulk([attempt.signature_id for attempt in attempts])
    bench = Bench()
    with translation.override("en"):
        for attempt in attempts:
            signature = signatures.get(attempt.signature_id)
            reason = bench.find_reason(attempt, signature) if signature else ""
            if reason:
                judged.rejected += _reject(signature, reason)
    SigningAttempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).update(
        signature=None
    )
    return judged


def _reject(signature: Signature, reason: str) -> int:
    waiting = Signature.objects.filter(pk=signature.pk, status=SignatureStatus.PENDING)
    return waiting.update(
        status=SignatureStatus.REJECTED,
        rejection_reason=reason,
        ended_at=timezone.now(),
        email_key=make_aside_key(signature.reference),
    )


def forget_networks(now=None) -> int:
    """Delete keys after 30 days, and what was hashed under them. Returns how many forms."""
    now = now or timezone.now()
    last_week = timezone.localdate(now) - timedelta(days=KEEP_DAYS)
    NetworkKey.objects.filter(week__lte=last_week).delete()
    judged = SigningAttempt.objects.filter(signature__isnull=True)
    old_weeks, _models = judged.filter(week__lte=last_week).delete()
    old, _models = judged.filter(created_at__lte=now - timedelta(days=KEEP_DAYS)).delete()
    return old_weeks + old
