"""Giving rows the keys that the newest key of the index makes, so that an older one can go.

Each row tells under which key it was written (`index_key_id`), so there is no other record of how
far it has come: it can be stopped at any time, and the next run passes over what is done already.
A batch is a transaction, and while it lasts nobody signs with the addresses in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus
from campaigns.models import AbuseRule, Departure, LinkRequest, MailPause, MailTurn, Signature
from campaigns.models.abuse_rules import RuleKind, Verdict
from campaigns.models.mail_limits import MAIL_WINDOW, PAUSE
from campaigns.models.rules import load_domain_rules
from campaigns.privacy import vault
from campaigns.privacy.name_keys import public_name_keys
from campaigns.services.departures.noting import RECORD_KEPT
from campaigns.services.vault_keys.email_keys import (
    find_aside_keys,
    find_double_keys,
    find_present_keys,
    lock_emails,
    make_aside_key,
)
from campaigns.services.vault_keys.rekeying import Rekeyed, rekey_email
from campaigns.signing import normalizing
from nnirr_site.http.page_cache.memory import purge

BATCH = 200


@dataclass(frozen=True)
class KeyedTable:
    """Columns of one table that hold blind indexes, and how they get rid of an older key.

    Rows that live for a short time (`lives`) are waited for; the others are given new keys here.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    lives: timedelta | None = None


KEYED_TABLES = [
    KeyedTable(Signature, ("email_key", "domain_key", "name_keys")),
    KeyedTable(AbuseRule, ("address_key",)),
    KeyedTable(LinkRequest, ("email_key",), lives=timedelta(hours=1)),
    KeyedTable(MailTurn, ("email_key", "domain_key"), lives=MAIL_WINDOW),
    KeyedTable(MailPause, ("email_key",), lives=PAUSE),
    KeyedTable(Departure, ("signature_key", "later_key"), lives=RECORD_KEPT),
]


@dataclass
class Reindexing:
    """What a run did, in numbers."""

    reindexed: int = 0
    conflicts: int = 0
    unreadable: list[str] = field(default_factory=list)  # "table id": nobody can open the address
    is_finished: bool = False


def find_outdated() -> models.QuerySet:
    """Signatures that hold a key which the newest key of the index has not made."""
    holds_keys = (
        Q(email_key__isnull=False) | Q(domain_key__isnull=False) | Q(name_keys__isnull=False)
    )
    return Signature.objects.filter(holds_keys).exclude(index_key_id=vault.index_key_id())


def find_outdated_rules() -> models.QuerySet:
    """Rules about an address that only an older key finds. The address itself is not kept.

    They get their new key when a signature with that address comes along; else staff enter it
    again.
    """
    rules = AbuseRule.objects.filter(kind=RuleKind.EMAIL)
    return rules.exclude(index_key_id=vault.index_key_id())


def reindex(
    batch: int = BATCH,
    should_stop: Callable[[], bool] = lambda: False,
    tell: Callable[[int], None] = lambda reindexed: None,
) -> Reindexing:
    """Give all signatures keys of the newest kind. `tell` hears the number after each batch."""
    done = Reindexing()
    last = 0
    while not should_stop():
        with transaction.atomic():
            keys = _reindex_batch(find_outdated().filter(pk__gt=last).order_by("pk"), batch, done)
        if not keys:
            done.is_finished = True
            break
        last = keys[-1]
        tell(done.reindexed)
    return done


@sensitive_variables()
def _reindex_batch(waiting, batch: int, done: Reindexing) -> list[int]:
    first = list(waiting[:batch])
    ids = [row.pk for row in first]
    lock_emails([(row.call_id, find_present_keys(row)) for row in first])
    rules = {rule.address_key: rule for rule in find_outdated_rules()}
    conflicts = done.conflicts
    for row in waiting.filter(pk__in=ids).select_for_update(of=("self",)):
        try:
            _reindex_row(row, rules, done)
        except vault.Unreadable:
            done.unreadable.append(f"signature {row.pk}")
    if done.conflicts != conflicts:
        purge()
    return ids


@sensitive_variables()
def _reindex_row(row: Signature, rules: dict[str, AbuseRule], done: Reindexing) -> None:
    """All keys of one row at once. Raises `vault.Unreadable` before it has changed anything."""
    email, name = row.email, row.name
    changes = {"index_key_id": vault.index_key_id()}
    if row.name_keys is not None:
        changes["name_keys"] = public_name_keys(
            row.kind, row.show_name, name, row.organization_name
        )
    if email:
        domain = normalizing.email_domain(email)
        canonical = normalizing.canonical_email(email, load_domain_rules(domain))
        changes["domain_key"] = vault.blind_index(domain, "domain") if row.domain_key else None
        if row.email_key:
            _reindex_email(row, canonical, done)
        if rules:
            plain = f"{email.rpartition('@')[0].lower()}@{domain}"
            for text in (canonical, plain):
                _reindex_rules(vault.blind_indexes(text, "email"), rules)
    elif row.email_key or row.domain_key:
        raise vault.Unreadable("the address is not there")
    Signature.objects.filter(pk=row.pk).update(**changes)
    done.reindexed += 1


@sensitive_variables("canonical")
def _reindex_email(row: Signature, canonical: str, done: Reindexing) -> None:
    """A row that held the mailbox goes on holding it; one that held none goes on holding none."""
    doubles = find_double_keys(canonical, row.reference)
    if row.email_key in find_aside_keys(row.reference):
        key = make_aside_key(row.reference)
    elif row.email_key in doubles:
        key = doubles[0]
    elif row.status == SignatureStatus.REJECTED and row.email_key not in find_present_keys(row):
        # Made by a key that is lost: nobody can say what it held, so it stands in nobody's way.
        key = make_aside_key(row.reference)
    else:
        settled = Rekeyed()
        rekey_email(row, canonical, settled)
        done.conflicts += settled.conflicts
        return
    Signature.objects.filter(pk=row.pk).update(email_key=key)


@sensitive_variables()
def _reindex_rules(keys: list[str], rules: dict[str, AbuseRule]) -> None:
    """Rules about an address that has just been opened. Of two about one address, block wins."""
    for key in keys:
        rule = rules.pop(key, None)
        if rule is None:
            continue
        same = AbuseRule.objects.filter(kind=RuleKind.EMAIL, address_key=keys[0])
        if (other := same.exclude(pk=rule.pk).first()) is not None:
            if rule.verdict == Verdict.BLOCK:
                AbuseRule.objects.filter(pk=other.pk).update(verdict=Verdict.BLOCK)
            AbuseRule.objects.filter(pk=rule.pk).delete()
        else:
            AbuseRule.objects.filter(pk=rule.pk).update(
                address_key=keys[0], index_key_id=vault.index_key_id()
            )
