"""Doing again, on a restored database, what people did since its backup was made.

Whatever is done here only takes away, and a second time changes nothing. Nobody gets a mail of it:
who left was told when it happened. What waits in the queue of the backup may have gone out already,
so it is held until staff decide; requests that were about to be answered are dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.choices import SignatureStatus
from campaigns.models import Departure, LinkRequest, MailPause, OutboundMail, Signature, Switches
from campaigns.models.outbox import MailStatus
from campaigns.models.signatures import DepartureKind, make_reference
from campaigns.models.switches import RestoredMail
from campaigns.privacy import vault
from campaigns.privacy.name_keys import public_name_keys
from campaigns.services.changes.email_changes import leave_former_mailbox
from campaigns.services.departures.noting import keys_by_id
from campaigns.services.departures.record import Entry
from campaigns.services.outcomes import Outcome
from campaigns.services.signer import take_back_again
from nnirr_site.accounts import housekeeping as accounts
from nnirr_site.http.page_cache.memory import purge

OF_MAILBOXES = (DepartureKind.OPPOSED, DepartureKind.MARK)


@dataclass
class Replayed:
    """What was done again, in numbers."""

    entries: int = 0  # that the database did not know
    done: Counter = field(default_factory=Counter)  # kind → signatures or mailboxes
    not_here: int = 0  # about signatures that came after the backup
    unknown_keys: int = 0  # written under a key that is not known here: nothing could be done
    unreadable: int = 0  # sealed with a key that is not known here

    @property
    def lines(self) -> list[str]:
        """One sentence for each thing, without any name."""
        if not self.entries:
            return ["departures: the database knows all of them"]
        numbers = ", ".join(f"{kind}: {number}" for kind, number in sorted(self.done.items()))
        lines = [f"departures since the backup: {self.entries} ({numbers or 'none to repeat'})"]
        if self.not_here:
            lines.append(f"of signatures that the backup does not have: {self.not_here}")
        if self.unknown_keys or self.unreadable:
            lines.append(
                "NOT DONE AGAIN, for want of a former key of the vault:"
                f" {self.unknown_keys + self.unreadable}"
            )
        return lines


def find_unknown(entries: Iterable[Entry]) -> list[Entry]:
    """What stands in the record and not in the database."""
    known = set(Departure.objects.values_list("token", flat=True))
    return [entry for entry in entries if entry.token not in known]


def replay(entries: list[Entry]) -> Replayed:
    """Do again what the database does not know, and hold the mail in its queue.

    The entries are written into the database at the end of the same transaction.
    """
    done = Replayed(len(entries))
    with transaction.atomic():
        hold_restored_mail()
        _repeat_all(entries, done)
        for entry in entries:
            if entry.kind == DepartureKind.OPPOSED:
                _oppose(entry, done)
        Departure.objects.bulk_create(
            [
                Departure(
                    token=entry.token,
                    kind=entry.kind,
                    key_id=entry.key_id,
                    signature_key=entry.signature_key,
                    later_key=entry.later_key,
                    at=entry.at,
                )
                for entry in entries
            ],
            ignore_conflicts=True,
            batch_size=1000,
        )
        purge()
    return done


def hold_restored_mail() -> None:
    """Nothing that was queued before now goes out, and nobody who signed before is reminded."""
    LinkRequest.objects.all().delete()
    accounts.forget_restored()
    Switches.objects.get_or_create()
    Switches.objects.update(restored_mail=RestoredMail.HELD, restored_at=Now())


def drop_restored_mail() -> int:
    """If staff said so: what was in the queue of the backup is not needed. Returns how many."""
    switches = Switches.objects.filter(restored_mail=RestoredMail.DROPPED).first()
    if switches is None or switches.restored_at is None:
        return 0
    waiting = OutboundMail.objects.filter(
        status__in=[MailStatus.QUEUED, MailStatus.SENDING], created_at__lte=switches.restored_at
    )
    return waiting.update(status=MailStatus.DROPPED, sealed_to=None, claimed_by=None)


def _of_signatures(entries: list[Entry], done: Replayed) -> list[Entry]:
    known = set(vault.index_key_ids())
    about = [entry for entry in entries if entry.kind not in OF_MAILBOXES]
    done.unknown_keys = sum(entry.key_id not in known for entry in about)
    return [entry for entry in about if entry.key_id in known]


def _find_signatures(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """(name of the key, keyed hash) → number of the signature, for those that are here."""
    found: dict[tuple[str, str], int] = {}
    if wanted:
        rows = Signature.objects.values_list("pk", "reference").iterator(chunk_size=5000)
        for pk, reference in rows:
            for pair in keys_by_id(reference).items():
                if pair in wanted:
                    found[pair] = pk
    return found


def _repeat_all(entries: list[Entry], done: Replayed) -> None:
    about = _of_signatures(entries, done)
    pairs = {(entry.key_id, entry.signature_key) for entry in about}
    found = _find_signatures(pairs)
    moved = [entry for entry in about if entry.kind == DepartureKind.MOVED]
    # A chain of moves is followed in any order: a worker may have written them down in another.
    for _round in moved:
        before = len(found)
        for entry in moved:
            pk = found.get((entry.key_id, entry.signature_key))
            if pk is not None:
                found.setdefault((entry.key_id, entry.later_key), pk)
        if len(found) == before:
            break
    wishes: dict[tuple[str, int], None] = {}
    for entry in about:
        pk = found.get((entry.key_id, entry.signature_key))
        if pk is None:
            done.not_here += 1
        else:
            wishes[entry.kind, pk] = None
    for kind, pk in wishes:
        try:
            if _repeat(DepartureKind(kind), pk):
                done.done[kind] += 1
        except vault.Unreadable:
            done.unreadable += 1


def _repeat(kind: DepartureKind, pk: int) -> bool:
    """Whether there was something to do."""
    row = Signature.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    rows = Signature.objects.filter(pk=pk)
    match kind:
        case DepartureKind.LEFT:
            return take_back_again(row.reference) is Outcome.DONE
        case DepartureKind.LETTERS:
            return bool(rows.filter(wants_letters=True).update(wants_letters=False))
        case DepartureKind.UNLISTED:
            keys = public_name_keys(row.kind, False, row.name, row.organization_name)
            return bool(rows.filter(show_name=True).update(show_name=False, name_keys=keys))
        case DepartureKind.HIDDEN:
            return bool(rows.filter(is_name_hidden=False).update(is_name_hidden=True))
        case DepartureKind.COMMENT:
            shown = rows.filter(comment_approved_at__isnull=False)
            return bool(shown.update(comment_approved_at=None, comment_declined_at=Now()))
        case DepartureKind.MOVED:
            if row.status not in (SignatureStatus.PENDING, SignatureStatus.CONFIRMED):
                return False
            leave_former_mailbox(row)
            return True
    return False


def _oppose(entry: Entry, done: Replayed) -> None:
    """The link in the mail of then leads to no pause any more; staff can end it."""
    same = MailPause.objects.filter(Q(created_at__gte=entry.at), email_key=entry.signature_key)
    if same.exists():
        return
    MailPause.objects.create(
        email_key=entry.signature_key, reference=make_reference(), created_at=entry.at
    )
    done.done[entry.kind] += 1


def forget_old_departures(before: datetime) -> int:
    """Rows that no backup and no file of the record reaches any more. Returns how many."""
    old = Departure.objects.filter(at__lt=before)
    return old._raw_delete(using=old.db)
