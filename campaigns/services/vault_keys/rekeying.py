"""One mailbox, one signature, also after staff have changed how a provider tells addresses apart.

A trigger notes every change of an `EmailDomainRule` as an `AddressRekeying`. The worker goes
through the signatures of that domain in the order of their ids and gives each the key that the
rules of now make of its address. Each batch is a transaction that also keeps the place, so that it
can be stopped and goes on where it was. Addresses are opened in this process only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus
from campaigns.models import AddressRekeying, Signature
from campaigns.models.rules import load_domain_rules
from campaigns.privacy import vault
from campaigns.services.outcomes import audit
from campaigns.services.vault_keys.email_keys import (
    find_aside_keys,
    find_double_keys,
    find_present_keys,
    lock_emails,
)
from campaigns.signing import normalizing
from nnirr_site.database.clock import database_now
from nnirr_site.http.page_cache.memory import purge

# Requests that read the old rules have stored their signature by then, and no process keeps them
# for so long (`nnirr_site.http.page_cache.kept.MOMENT_SECONDS`).
SETTLED_AFTER = timedelta(seconds=60)
BATCH = 200

RANKS = {SignatureStatus.CONFIRMED: 0, SignatureStatus.PENDING: 1, SignatureStatus.REJECTED: 2}


@dataclass
class Rekeyed:
    """What one batch did."""

    changed: int = 0
    conflicts: int = 0
    is_finished: bool = False


def rekey_some(batch: int = BATCH) -> Rekeyed | None:
    """One batch of the change of rules that waits longest; None if none waits."""
    with transaction.atomic():
        waiting = AddressRekeying.objects.filter(
            finished_at__isnull=True, requested_at__lte=Now() - SETTLED_AFTER
        )
        job = waiting.order_by("requested_at").select_for_update(skip_locked=True).first()
        return job and _rekey_batch(job, batch)


@sensitive_variables()
def _rekey_batch(job: AddressRekeying, batch: int) -> Rekeyed:
    rules = load_domain_rules(job.domain)
    waiting = Signature.objects.filter(
        domain_key__in=vault.blind_indexes(job.domain, "domain"),
        email_key__isnull=False,
        pk__gt=job.last_id,
    ).order_by("pk")
    first = list(waiting[:batch])
    lock_emails([(row.call_id, find_present_keys(row)) for row in first])
    rows = list(waiting.filter(pk__in=[row.pk for row in first]).select_for_update())
    done = Rekeyed(is_finished=len(first) < batch)
    for row in rows:
        try:
            canonical = normalizing.canonical_email(row.email, rules)
        except vault.Unreadable:
            continue
        rekey_email(row, canonical, done)
    if first:
        job.last_id = first[-1].pk
    job.changed += done.changed
    job.conflicts += done.conflicts
    job.finished_at = database_now() if done.is_finished else None
    job.save(update_fields=["last_id", "changed", "conflicts", "finished_at"])
    if done.conflicts:
        purge()
    return done


@sensitive_variables("canonical")
def rekey_email(row: Signature, canonical: str, done: Rekeyed) -> None:
    """Give `row` its key, unless it was caught by a rule and holds no mailbox.

    Somebody may sign with the same mailbox meanwhile: then look again.
    """
    if row.email_key in find_aside_keys(row.reference):
        return
    keys = vault.blind_indexes(canonical, "email")
    key = keys[0]
    while row.email_key != key:
        if (other := _find_other(row, keys)) is not None:
            _settle(row, other, canonical, done)
            return
        try:
            with transaction.atomic():
                Signature.objects.filter(pk=row.pk).update(email_key=key)
        except IntegrityError:
            continue
        row.email_key = key
        done.changed += 1


def _find_other(row: Signature, keys: list[str]) -> Signature | None:
    """The signature of the same person or organization that holds the mailbox."""
    rows = Signature.objects.filter(
        call_id=row.call_id,
        kind=row.kind,
        organization_mark=row.organization_mark,
        email_key__in=keys,
    ).exclude(pk=row.pk)
    return rows.select_for_update().first()


def _claim(row: Signature) -> tuple:
    """Who keeps the mailbox: the oldest confirmed signature, else the oldest one that waits."""
    return RANKS[SignatureStatus(row.status)], row.confirmed_at or row.created_at, row.pk


@sensitive_variables("canonical")
def _settle(row: Signature, other: Signature, canonical: str, done: Rekeyed) -> None:
    """Of two signatures with one mailbox one keeps it; the other is set aside for staff to see."""
    keeper, loser = sorted((row, other), key=_claim)
    aside = find_double_keys(canonical, loser.reference)[0]
    if loser.email_key != aside:
        done.changed += 1
        Signature.objects.filter(pk=loser.pk).update(email_key=aside)
    if keeper is row:
        done.changed += 1
        Signature.objects.filter(pk=keeper.pk).update(
            email_key=vault.blind_index(canonical, "email")
        )
    if loser.status == SignatureStatus.REJECTED:
        return
    done.conflicts += 1
    with translation.override("en"):
        reason = _("Same mailbox as %(reference)s, which was there first.") % {
            "reference": keeper.reference
        }
    Signature.objects.filter(pk=loser.pk).update(
        status=SignatureStatus.REJECTED, rejection_reason=reason, ended_at=Now()
    )
    audit(loser, "campaigns.reject_signature", reason, None)
