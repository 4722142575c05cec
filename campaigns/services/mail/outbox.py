"""Taking mails out of the outbox and writing down what became of them.

A mail is claimed by one UPDATE (`SKIP LOCKED`, so several workers share the work). A claim ends
with the life of its worker (see `campaigns.mail.liveness`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.views.decorators.debug import sensitive_variables

from campaigns.models import OutboundMail, WaitingCheck
from campaigns.models.outbox import MailHold, MailStatus
from campaigns.privacy import vault
from campaigns.services.mail.mail_limits import release_domain
from nnirr_site.database.compiled import ByKey
from nnirr_site.database.prepared import PreparedStatement

WORKER_LOCKS = 8155  # the class of the advisory locks by which workers show that they live
CLAIM_SECONDS = 120  # how long a mail is left to who cannot be seen to be alive
# How long to one that can, before anybody looks whether it still is: time to take up its lifeline
# again after the database was restarted.
LIVE_CLAIM_SECONDS = 10
# Numbers of the workers that hold their lifeline now.
ALIVE = f"""
SELECT objid::bigint FROM pg_locks
WHERE locktype = 'advisory' AND classid = {WORKER_LOCKS} AND granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""  # noqa: S608
# Whether a row came with a backup, and staff have not said yet that its mail goes out (again). The
# time is asked for once, not for each row.
IS_FROM_BACKUP = """(created_at <= coalesce(
    (SELECT max(restored_at) FROM campaigns_switches WHERE restored_mail IN ('held', 'dropped')),
    '-infinity'
))"""
CLAIM = PreparedStatement(f"""
UPDATE campaigns_outboundmail SET
    status = 'sending', attempts = attempts + 1, claimed_by = %(worker)s,
    next_attempt_at = statement_timestamp() + %(time)s
WHERE id = (
    SELECT id FROM campaigns_outboundmail
    WHERE status IN ('queued', 'sending') AND next_attempt_at <= statement_timestamp()
      AND id <> ALL (%(held)s::bigint[])
      AND NOT EXISTS (SELECT FROM campaigns_switches WHERE is_mail_stopped)
      AND NOT {IS_FROM_BACKUP}
      AND (
          status = 'queued' OR claimed_by IS NULL OR claimed_by = %(worker)s::integer
          OR claimed_by <> ALL (ARRAY({ALIVE}))
      )
    ORDER BY next_attempt_at
    LIMIT 1
    FOR UPDATE SKIP LOCKED
)
RETURNING id
""")  # noqa: S608
# Unless the claim has passed to another worker meanwhile.
MARK_SENT = PreparedStatement("""
UPDATE campaigns_outboundmail SET
    status = 'sent', sent_at = statement_timestamp(), error = '', sealed_to = NULL,
    claimed_by = NULL
WHERE id = %(mail)s AND status = 'sending' AND attempts = %(attempts)s
""")
MAIL = ByKey(
    OutboundMail.objects.select_related(
        "signature__call", "signature__statement", "email_change"
    ).annotate(
        is_unjudged=Exists(WaitingCheck.objects.filter(signature_id=OuterRef("signature_id")))
    )
)
# What came first stays first.
DEFER = """
WITH waiting AS (
    SELECT mail.id, row_number() OVER (ORDER BY mail.next_attempt_at, mail.id) AS place
    FROM campaigns_outboundmail AS mail
    JOIN campaigns_signature AS signature ON signature.id = mail.signature_id
    WHERE mail.status = 'queued' AND signature.domain_key = ANY (%(keys)s)
      AND mail.next_attempt_at < statement_timestamp() + %(rest)s
), locked AS (
    SELECT id, place FROM waiting JOIN campaigns_outboundmail USING (id)
    FOR UPDATE OF campaigns_outboundmail SKIP LOCKED
)
UPDATE campaigns_outboundmail AS mail
SET next_attempt_at = statement_timestamp() + %(rest)s + place * interval '1 microsecond',
    error = %(why)s
FROM locked WHERE mail.id = locked.id AND mail.status = 'queued'
"""


@sensitive_variables()
def defer_domains(domains: Sequence[str], rest: timedelta) -> int:
    """Let all that is queued for these domains wait. Gives how many mails that are.

    What waits for the bound of its domain loses its time there and is decided anew after the rest:
    else it would all go at once with what comes then.
    A mail to another address than its signature's is met when it is claimed.
    """
    keys = [key for domain in domains for key in vault.blind_indexes(domain, "domain")]
    for domain in domains:
        release_domain(domain)
    with connection.cursor() as cursor:
        cursor.execute(DEFER, {"keys": keys, "rest": rest, "why": str(MailHold.PROVIDER)})
        return cursor.rowcount


def claim_mail(worker: int | None = None, held: Sequence[int] = ()) -> OutboundMail | None:
    """Take the mail that has been due longest; None if nothing is due, or staff stopped mail.

    `is_unjudged` of it says whether its form waits for the rules of the staff. `worker` is the
    number whose lifeline the caller holds. It has no other mail in its hands: what it claimed and
    could not mark is taken up again. Not so what others of its process have in theirs, `held`: when
    the database has lost sight of them all, only the process itself knows that it lives.
    """
    while (key := _claim_key(worker, held)) is not None:
        # Gone if the signer took the signature back in this very moment: then the next one.
        if (mail := MAIL.get(key)) is not None:
            return mail
    return None


def _claim_key(worker: int | None, held: Sequence[int]) -> int | None:
    seconds = CLAIM_SECONDS if worker is None else LIVE_CLAIM_SECONDS
    time = timedelta(seconds=seconds)
    rows = CLAIM.run(connection, {"worker": worker, "time": time, "held": list(held)})
    return rows[0][0] if rows else None


def mark_sent(mail: OutboundMail) -> None:
    """Note that a mail went out. It will not be tried again: the address that it brought along is
    forgotten.
    """
    MARK_SENT.run(connection, {"mail": mail.pk, "attempts": mail.attempts})


def mark(mail: OutboundMail, status: str, **changes) -> None:
    """Write what else became of it, unless the claim has passed to another worker meanwhile.

    What will not be tried again by itself or by staff forgets the address that it brought along.
    """
    if status == MailStatus.DROPPED:
        changes["sealed_to"] = None
    OutboundMail.objects.filter(
        pk=mail.pk, status=MailStatus.SENDING, attempts=mail.attempts
    ).update(status=status, claimed_by=None, **changes)
