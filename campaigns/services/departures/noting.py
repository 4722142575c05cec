"""Writing down, in the transaction that does it, what a restored backup must not undo."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.views.decorators.debug import sensitive_variables

from campaigns.models import Departure
from campaigns.models.signatures import DepartureKind
from campaigns.privacy import tokens, vault

# No backup is older (`limits.backup_days`); a day more, for one that is restored on its last.
MOST_BACKUP_DAYS = tokens.LINK_DAYS
RECORD_KEPT = timedelta(days=MOST_BACKUP_DAYS + 1)
# Longer than the files: what stands there and not here tells that the database was restored.
ROWS_KEPT = RECORD_KEPT + timedelta(days=2)
PURPOSE = "departure"

NOTE = """
INSERT INTO campaigns_departure (token, kind, key_id, signature_key, later_key, at)
VALUES (%s, %s, %s, %s, %s, date_trunc('hour', statement_timestamp()))
"""


def key_of(reference: str) -> str:
    """A keyed hash under the newest key of the index: without the key it leads to no signature."""
    return vault.blind_index(reference, PURPOSE)


def keys_by_id(reference: str) -> dict[str, str]:
    """The same under every key that is known here, by the name of the key."""
    hashes = vault.blind_indexes(reference, PURPOSE)
    return dict(zip(vault.index_key_ids(), hashes, strict=True))


@sensitive_variables()
def note_departure(kind: DepartureKind, reference: str, later: str = "") -> None:
    """To be called in the transaction of what is noted. `later`: the reference of a new mailbox."""
    _note(kind, key_of(reference), key_of(later) if later else "")


def note_opposition(email_key: str) -> None:
    """The owner of a mailbox wants no mail. Its key is a keyed hash already."""
    _note(DepartureKind.OPPOSED, email_key)


def note_mark() -> None:
    """That the site was there in this hour: so a backup from before is known by that alone."""
    _note(DepartureKind.MARK)


def _note(kind: DepartureKind, signature_key: str = "", later_key: str = "") -> None:
    token = Departure._meta.get_field("token").get_default()
    key_id = vault.index_key_id() if signature_key else ""
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [token, str(kind), key_id, signature_key, later_key])
