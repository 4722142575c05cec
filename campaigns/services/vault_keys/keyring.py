"""Whether the keys of a process are those of the database, and when a key can be taken out.

Keys are read from the environment of each process, so nothing keeps two processes from having
different ones but this: the database has a row for each key that may have written into it, with a
proof that only this key can make, and one for each process that runs, with the names of the keys
it knows. Whoever lacks a key, or would write with one that others lack, does not start.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from campaigns.models import KeyHolder, VaultKey
from campaigns.models.vault_keys import KeyUse, make_holder_id
from campaigns.privacy import vault
from campaigns.services.vault_keys import reindexing, rotating

logger = logging.getLogger(__name__)

BEAT_SECONDS = 10
SILENT_AFTER = timedelta(seconds=40)  # a process that has said nothing for so long is gone
SWEPT_FOR = timedelta(days=1)
LOCK = 8156
SETTINGS = {KeyUse.SEAL: "VAULT_KEYS", KeyUse.INDEX: "VAULT_INDEX_KEYS"}


class WrongKeys(Exception):
    """The keys of this process are not those of the database. The message has no key in it."""


@dataclass(frozen=True)
class KeyReport:
    """What is known of one key, for whoever rotates keys."""

    use: str
    key_id: str
    is_known: bool
    is_newest: bool
    needs: tuple[str, ...] = ()  # why it cannot be taken out yet


def known_keys(use: str) -> list[str]:
    """The names of the keys of this process, the one that writes first."""
    return vault.index_key_ids() if use == KeyUse.INDEX else vault.sealing_key_ids()


def is_ready() -> bool:
    """Whether the database has the tables already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [KeyHolder._meta.db_table])
        return cursor.fetchone()[0]


def running_holders():
    """Processes that have been seen lately, by the clock of the database."""
    return KeyHolder.objects.filter(seen_at__gt=Now() - SILENT_AFTER)


def find_problems() -> list[str]:
    """Why this process may not start, each in a sentence without any key."""
    if not is_ready():
        return []
    problems = [
        sentence
        for key in VaultKey.objects.order_by("use", "first_used_at")
        if (sentence := _find_lack(key))
    ]
    if not problems:
        problems = [_tell_unknown(use, known_keys(use)[0]) for use in find_unknown_to_others()]
    return problems


def _find_lack(key: VaultKey) -> str:
    setting = SETTINGS[KeyUse(key.use)]
    if key.key_id in known_keys(key.use) and vault.is_proven(key.use, key.key_id, key.proof):
        return ""
    why = (
        "without it names and addresses in this database cannot be read"
        if key.use == KeyUse.SEAL
        else "without it one address could sign twice"
    )
    where = f"put it back into {setting}"
    if not settings.IS_PRODUCTION and not settings.VAULT_KEYS:
        where = "the keys are made of SECRET_KEY here, which has changed: put the former one back"
    return (
        f"{setting}: the key named {key.key_id} is missing; {why}. So {where}. If it is lost for"
        f" good: manage.py vault_keys --forget {key.key_id}"
    )


def find_unknown_to_others() -> list[str]:
    """Uses for which a running process does not know the key that this one writes with."""
    found = set()
    for holder in running_holders():
        if known_keys(KeyUse.SEAL)[0] not in holder.sealing_keys:
            found.add(KeyUse.SEAL)
        if known_keys(KeyUse.INDEX)[0] not in holder.index_keys:
            found.add(KeyUse.INDEX)
    return sorted(found)


def find_reasons_to_wait() -> list[str]:
    """Why nothing is to be sealed or indexed anew now: what one does, another would undo."""
    ours = Q(sealing_keys__0=known_keys(KeyUse.SEAL)[0], index_keys__0=known_keys(KeyUse.INDEX)[0])
    others = running_holders().exclude(ours).count()
    if not others:
        return find_problems()
    return [f"Running processes that write with other keys than this one: {others}. Restart them."]


def _tell_unknown(use: str, key_id: str) -> str:
    return (
        f"{SETTINGS[KeyUse(use)]}: a process that is running does not know the key named {key_id},"
        " which stands first here. A new key first goes behind the others, in every process; only"
        " then to the front. A process that was killed is forgotten after"
        f" {SILENT_AFTER.seconds} seconds."
    )


def register_keys() -> None:
    """Note the keys that this process writes with. What other keys have swept is not swept then."""
    VaultKey.objects.bulk_create(
        [
            VaultKey(use=use, key_id=key_id, proof=vault.make_proof(use, key_id))
            for use in KeyUse.values
            for key_id in known_keys(use)[:1]
        ],
        ignore_conflicts=True,
    )
    for use in KeyUse.values:
        others = VaultKey.objects.filter(use=use).exclude(key_id=known_keys(use)[0])
        others.update(swept_at=None)


class Holding:
    """That this process runs and knows its keys, said to the database every few seconds."""

    def __init__(self, kind: str):
        self.kind = kind
        self.holder_id = make_holder_id()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def announce(self) -> None:
        """Raises `WrongKeys`. Of two processes that start at once one comes second."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK])
            if problems := find_problems():
                raise WrongKeys("\n".join(problems))
            register_keys()
            KeyHolder.objects.filter(seen_at__lt=Now() - timedelta(days=1)).delete()
            KeyHolder.objects.create(
                holder_id=self.holder_id,
                kind=self.kind,
                sealing_keys=known_keys(KeyUse.SEAL),
                index_keys=known_keys(KeyUse.INDEX),
            )

    def beat(self) -> None:
        if not KeyHolder.objects.filter(pk=self.holder_id).update(seen_at=Now()):
            self.announce()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._go_on, daemon=True, name="key-holder")
        self._thread.start()

    def stop(self) -> None:
        """Say that the process ends."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(5)

    def _go_on(self) -> None:
        while not self._stopping.is_set():
            try:
                self.beat()
            except WrongKeys as wrong:
                logger.error("keys: %s", wrong)
            except DatabaseError as error:
                logger.debug("keys: not told (%s)", type(error).__name__)
            finally:
                connection.close()
            self._stopping.wait(BEAT_SECONDS)
        self._leave()

    def _leave(self) -> None:
        try:
            KeyHolder.objects.filter(pk=self.holder_id).delete()
        except DatabaseError:
            logger.debug("the database went before we did")
        finally:
            connection.close()


@contextmanager
def held(kind: str) -> Iterator[Holding]:
    """As long as this lasts, others know that a process with our keys is running."""
    holding = Holding(kind)
    if is_ready():
        holding.announce()
    holding.start()
    try:
        yield holding
    finally:
        holding.stop()


# -- Rotating ----------------------------------------------------------------------------------


def _sweep_marks() -> dict[str, str]:
    """How what is written now tells that it is of now."""
    return {KeyUse.SEAL: vault.newest_prefix().hex(), KeyUse.INDEX: vault.index_key_id()}


def is_swept() -> bool:
    """Whether nothing older was left less than a day ago, and nobody has written with another key
    since. The day is for processes that tell nobody which keys they have.
    """
    swept = Q()
    for use, mark in _sweep_marks().items():
        swept |= Q(use=use, key_id=known_keys(use)[0], swept_as=mark)
    lately = VaultKey.objects.filter(swept, swept_at__gt=Now() - SWEPT_FOR)
    return lately.count() == len(KeyUse.values)


def note_sweep() -> None:
    """Everything was looked through, and is sealed and found by the newest keys."""
    for use, mark in _sweep_marks().items():
        newest = VaultKey.objects.filter(use=use, key_id=known_keys(use)[0])
        newest.update(swept_at=Now(), swept_as=mark)


def tell_keys() -> list[KeyReport]:
    """Every key that has written here or is known here, and why it has to stay."""
    reports = []
    for use in KeyUse.values:
        known = known_keys(use)
        registered = list(
            VaultKey.objects.filter(use=use)
            .order_by("-first_used_at")
            .values_list("key_id", flat=True)
        )
        for key_id in [*known, *(name for name in registered if name not in known)]:
            is_newest = key_id == known[0]
            needs = () if is_newest else tuple(find_needs(use, key_id))
            reports.append(KeyReport(use, key_id, key_id in known, is_newest, needs))
    return reports


def find_needs(use: str, key_id: str) -> list[str]:
    """What an older key is still needed for. Empty: it can be taken out."""
    if use == KeyUse.SEAL:
        needs = _count_needs(rotating.count_sealed_by(bytes.fromhex(key_id)), "rows are sealed")
        writers = Q(sealing_keys__0=key_id)
    else:
        needs = _find_index_needs()
        writers = Q(index_keys__0=key_id)
    needs += _count_needs(running_holders().filter(writers).count(), "processes write")
    return [need + " with it" for need in needs]


def _count_needs(number: int, what: str) -> list[str]:
    return [f"{number} {what}"] if number else []


def _find_index_needs() -> list[str]:
    """Of a row only the newest key can be told for certain, so these hold for every older one."""
    needs = _count_needs(reindexing.find_outdated().count(), "signatures may be found")
    rules = reindexing.find_outdated_rules().count()
    needs += _count_needs(rules, "rules about an address (delete them or enter it again) are found")
    longest = max(table.lives for table in reindexing.KEYED_TABLES if table.lives)
    newest = VaultKey.objects.filter(use=KeyUse.INDEX, key_id=vault.index_key_id())
    if not newest.filter(first_used_at__lt=Now() - longest).exists():
        hours = longest.total_seconds() / 3600
        needs.append(f"what lives for {hours:.0f} h was perhaps written")
    return needs


def forget_unused() -> list[str]:
    """Take the rows of older keys away that nothing needs any more. Returns their names."""
    unused = [
        key
        for key in VaultKey.objects.all()
        if key.key_id != known_keys(key.use)[0] and not find_needs(key.use, key.key_id)
    ]
    VaultKey.objects.filter(pk__in=[key.pk for key in unused]).delete()
    return [key.key_id for key in unused]


def forget_lost(key_id: str) -> int:
    """Accept that a key is lost for good. Returns how many rows of `VaultKey` that were."""
    deleted, _models = VaultKey.objects.filter(key_id=key_id).delete()
    return deleted
