"""What staff typed about a signature lives no longer than what is personal in it.

The entries of the audit log stay: who did what to which reference, and when. The words do not, as
people write names into them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from campaigns.models import MailPause, Signature

# For what was typed at the deletion itself, or after it.
REASONS_KEPT = timedelta(days=30)

FORGET = """
UPDATE wagtailcore_modellogentry SET data = data - 'reason'
WHERE content_type_id = %(type)s AND object_id = ANY(%(ids)s) AND data ? 'reason'
"""

FORGET_OLD = """
UPDATE wagtailcore_modellogentry AS entry SET data = data - 'reason'
WHERE content_type_id = %(type)s AND data ? 'reason'
  AND timestamp < statement_timestamp() - %(kept)s
  AND NOT EXISTS (
      SELECT FROM campaigns_signature AS signature
      WHERE signature.id = CASE WHEN entry.object_id ~ '^[0-9]+$' THEN entry.object_id::bigint END
        AND (signature.email_key IS NOT NULL OR signature.sealed_name IS NOT NULL)
  )
"""


# A pause of mail has ended with what was typed about it.
FORGET_ENDED = """
UPDATE wagtailcore_modellogentry SET data = data - 'reason'
WHERE content_type_id = %(type)s AND data ? 'reason'
  AND timestamp < statement_timestamp() - %(kept)s
"""


def forget_reasons(signature_ids: Iterable[int]) -> None:
    """Empty what was typed about these signatures. To be called where their data are deleted."""
    ids = [str(pk) for pk in signature_ids]
    if ids:
        _execute(FORGET, ids=ids)


def forget_old_reasons() -> int:
    """The same for every signature that is gone or keeps nothing personal, and for ended pauses.

    Returns how many.
    """
    ended = _execute(FORGET_ENDED, MailPause, kept=REASONS_KEPT)
    return ended + _execute(FORGET_OLD, kept=REASONS_KEPT)


def _execute(statement: str, model=Signature, **parameters) -> int:
    content_type = ContentType.objects.get_for_model(model)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"type": content_type.pk, **parameters})
        return cursor.rowcount
