"""Judging new signatures by the rules and limits that staff keep, before their mail goes out.

The request only stores where the form came from, sealed; this is the worker's part. Afterwards that
row is gone, and forms are only numbers in the memory of this process (see `windows`). What is
caught becomes `rejected` with its reason: it counts nowhere, gets no mail and can be restored. It
does not hold its mailbox: else a script could keep people from signing by typing their addresses.
The signer is answered like everybody else.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error as DatabaseTrouble
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import (
    AbuseLimits,
    AbuseRule,
    Call,
    CaughtForm,
    Signature,
    WaitingCheck,
)
from campaigns.models.abuse_rules import RuleKind, Verdict
from campaigns.privacy import client_networks, vault
from campaigns.services.moderating import restore_signature
from campaigns.services.outcomes import Outcome, audit
from campaigns.services.vault_keys.email_keys import find_present_keys, make_aside_key
from campaigns.signing import normalizing
from campaigns.signing.form_windows import FormWindows, minute_of
from nnirr_site.database.clock import database_now

# Of organizations that wait for one mailbox in one call: each is a mail to it, under any name.
MOST_ORGANIZATIONS = 5
BATCH = 200
MOST_ROUNDS = 50  # of BATCH forms each, looked at before one mail goes out
MOST_RESTORED = 500  # of one crowd in one request
# A worker that hangs at a slow mail server judges nobody: then others do, each by its own counts.
LONGEST_WAIT = timedelta(seconds=60)  # beyond the minute that is kept of a form's time

form_windows = FormWindows()


@dataclass
class Judged:
    """What one batch did. `is_waiting`: what was asked for is in another worker's hands."""

    seen: int = 0
    rejected: int = 0
    is_waiting: bool = False


@dataclass(frozen=True)
class Finding:
    """Why a signature is not taken, in words for staff; and which crowd a limit caught it with."""

    reason: str = ""
    crowd: str = ""


@dataclass
class Crowd:
    """What became of those who were caught together. `refused`: their mailbox has signed since."""

    name: str
    restored: int = 0
    refused: int = 0
    has_more: bool = False


class Bench:
    """Rules and limits, read once for a batch."""

    def __init__(self, windows: FormWindows):
        self.windows = windows
        self._added: list[tuple[client_networks.Network, int]] = []

    def take_back(self) -> None:
        """Forget what this batch counted: its transaction failed, and it will be judged again."""
        for network, minute in self._added:
            self.windows.take_back(network, minute)

    @cached_property
    def rules(self) -> list[AbuseRule]:
        # Block beats allow: those are asked first.
        return sorted(AbuseRule.objects.all(), key=lambda rule: rule.verdict != Verdict.BLOCK)

    @cached_property
    def limits(self) -> AbuseLimits:
        return AbuseLimits.load()

    @sensitive_variables()
    def find_reason(self, check: WaitingCheck, signature: Signature | None) -> Finding:
        """Count a form. Why its signature is not taken, for staff to read; nothing if it is.

        A reason never says which network it was about, nor whether a rule or a limit caught it:
        with a single rule for a single address, that would be the signer's address. What a limit
        caught is one of a crowd, which says no more than that they came together.
        """
        client = client_networks.read_client(check.client)
        crowd = self._count(client, minute_of(check.created_at)) if client else ""
        if signature is None:
            return Finding()
        if _is_one_too_many(signature):
            return Finding(
                _("More than %(limit)d organizations that nobody confirmed, from one mailbox")
                % {"limit": MOST_ORGANIZATIONS}
            )
        about_networks = _("Caught by a rule or a limit for networks; which one is not kept")
        for rule in self.rules:
            if not self._matches(rule, client, signature):
                continue
            if rule.verdict == Verdict.ALLOW:
                return Finding()
            if rule.kind == RuleKind.NETWORK:
                return Finding(about_networks)
            words = {"number": rule.pk, "kind": rule.get_kind_display()}
            return Finding(_("Rule %(number)d: %(kind)s") % words)
        return Finding(about_networks, crowd) if crowd else Finding()

    def _count(self, client: client_networks.ClientIP, minute: int) -> str:
        """Add one form of the client's networks. The crowd of the narrowest of them that is over
        its limit now; "" if none is.
        """
        limits = self.limits
        groups = [
            (network, limits.burst_most, limits.sustained_most)
            for network in client_networks.find_own_networks(client)
        ]
        around = client_networks.find_network_around(client)
        groups.append((around, limits.burst_most_around, limits.sustained_most_around))
        crowd = ""
        for network, burst_most, sustained_most in groups:
            self.windows.add(network, minute)
            self._added.append((network, minute))
            for most, length in (
                (burst_most, limits.burst_minutes),
                (sustained_most, limits.sustained_hours * 60),
            ):
                if not crowd and most and self.windows.count(network, minute, length) > most:
                    crowd = self.windows.crowd_of(network, minute)
        return crowd

    @sensitive_variables()
    def _matches(
        self, rule: AbuseRule, client: client_networks.ClientIP | None, signature: Signature
    ) -> bool:
        if rule.kind == RuleKind.NETWORK:
            return client is not None and client in rule.network
        if rule.kind == RuleKind.EMAIL:
            return rule.address_key in _email_keys(signature)
        try:
            return rule.matches_domain(normalizing.email_domain(signature.email))
        except (vault.Unreadable, ValueError):
            return False


def _is_one_too_many(signature: Signature) -> bool:
    if signature.kind != SignerKind.ORGANIZATION:
        return False
    waiting = Signature.objects.filter(
        call_id=signature.call_id,
        kind=SignerKind.ORGANIZATION,
        email_key=signature.email_key,
        status=SignatureStatus.PENDING,
    )
    return waiting.exclude(pk=signature.pk).count() >= MOST_ORGANIZATIONS


@sensitive_variables()
def _email_keys(signature: Signature) -> set[str]:
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


def judge_waiting(batch: int = BATCH) -> Judged:
    """Judge up to `batch` forms, the oldest first, and delete what was kept for that."""
    bench = Bench(form_windows)
    try:
        with transaction.atomic():
            return _judge_batch(bench, batch)
    except Exception:
        bench.take_back()
        raise


def _judge_batch(bench: Bench, batch: int) -> Judged:
    waiting = WaitingCheck.objects.order_by("pk")
    checks = list(waiting.select_for_update(of=("self",), skip_locked=True)[:batch])
    judged = Judged(seen=len(checks))
    if not checks:
        return judged
    signatures = Signature.objects.in_bulk(
        [check.signature_id for check in checks if check.signature_id]
    )
    with translation.override("en"):
        for check in checks:
            signature = signatures.get(check.signature_id)
            finding = bench.find_reason(check, signature)
            if finding.reason:
                judged.rejected += _reject(signature, finding)
    WaitingCheck.objects.filter(pk__in=[check.pk for check in checks]).delete()
    return judged


def judge_signature(signature_id: int, may_judge: bool = True) -> Judged:
    """See to it that a signature is judged before its mail goes out.

    Everything that came before it is judged too, since it counts in the windows. Only one worker
    may judge at a time, as each counts in its own memory: the others say `may_judge=False`, and
    learn by `is_waiting` that the mail has to wait, up to two minutes.
    """
    total = Judged()
    mine = WaitingCheck.objects.filter(signature_id=signature_id)
    if not may_judge:
        may_judge = mine.filter(created_at__lt=Now() - LONGEST_WAIT - timedelta(minutes=1)).exists()
    for _round in range(MOST_ROUNDS):
        if not mine.exists():
            return total
        if not may_judge or not (judged := judge_waiting()).seen:
            break
        total.seen += judged.seen
        total.rejected += judged.rejected
    total.is_waiting = mine.exists()
    return total


def _reject(signature: Signature, finding: Finding) -> int:
    waiting = Signature.objects.filter(pk=signature.pk, status=SignatureStatus.PENDING)
    rejected = waiting.update(
        status=SignatureStatus.REJECTED,
        rejection_reason=finding.reason,
        ended_at=Now(),
        email_key=make_aside_key(signature.reference),
    )
    if rejected and finding.crowd:
        CaughtForm.objects.update_or_create(
            signature_id=signature.pk,
            defaults={"crowd": finding.crowd, "caught_on": timezone.localdate(database_now())},
        )
    return rejected


def restore_crowd(crowd: str, reason: str, user=None) -> Crowd:
    """Restore everybody whom a limit set aside together: a hall signed, not a script.

    One whose mailbox signed again meanwhile stays aside. At most `MOST_RESTORED` at a time: of more
    the others are left for the next time. The log says how many of which call, not who: entries of
    one moment would tell for ever who came together.
    """
    done, calls = Crowd(crowd), Counter()
    found = list(find_crowd(crowd)[: MOST_RESTORED + 1])
    for signature in found[:MOST_RESTORED]:
        if restore_signature(signature, reason, user, is_audited=False) is Outcome.DONE:
            done.restored += 1
            calls[signature.call_id] += 1
        else:
            done.refused += 1
        CaughtForm.objects.filter(pk=signature.pk).delete()
    for call in Call.objects.filter(pk__in=calls):
        audit(call, "campaigns.restore_together", f"{reason}: {calls[call.pk]}", user)
    done.has_more = len(found) > MOST_RESTORED
    return done


def keep_crowd_aside(crowd: str) -> int:
    """They stay rejected, and nothing tells any more that they came together. Returns how many."""
    return CaughtForm.objects.filter(crowd=crowd).delete()[0]


def find_crowd(crowd: str) -> QuerySet[Signature]:
    """Of those who were caught together, the ones that are still set aside."""
    caught = CaughtForm.objects.filter(crowd=crowd).values("signature_id")
    return Signature.objects.filter(pk__in=caught, status=SignatureStatus.REJECTED).order_by("pk")


def forget_caught(now: datetime | None = None) -> int:
    """Delete who was caught with whom once that is of no use any more. Returns how many rows."""
    first = timezone.localdate(now or database_now()) - timedelta(days=CaughtForm.KEPT_DAYS)
    is_decided = ~Q(signature__status=SignatureStatus.REJECTED)
    rows = CaughtForm.objects.filter(Q(caught_on__lte=first) | is_decided)
    return CaughtForm.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()[0]


def wipe_waiting_checks(
    should_stop: Callable[[], bool] = lambda: False, tries: int = 20, pause: float = 0.5
) -> None:
    """Give the file of judged forms back to the system, in a moment in which none is waiting.

    A deleted row stays on the disk until its place is needed again; this is the end of it. Who
    signs in this very moment is not kept waiting. Where one form follows on the other there is no
    such moment, and the next hour will do.
    """
    for number in range(tries):
        if number:
            time.sleep(pause)
        if should_stop() or _wipe():
            return


def _wipe() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE campaigns_waitingcheck IN ACCESS EXCLUSIVE MODE NOWAIT")
            if WaitingCheck.objects.exists():
                return False
            cursor.execute("TRUNCATE campaigns_waitingcheck")
            return True
    except DatabaseTrouble as trouble:
        if getattr(trouble.__cause__, "sqlstate", "") != "55P03":  # lock_not_available
            raise
        return False
