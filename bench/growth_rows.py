"""Ten million invented signatures for `bench/growth.py`, and the mails that belong to them.

They go in by COPY as the site would have written them over two years, with a key of its own for
each address. The newest half a million are sealed with the keys of a development site, each value
bound to its own reference, so that lists and exports open them like real ones; all others carry
some thousand such values again, which no longer open. What was asked for and by whom is invented;
nobody in here is a person. Eleven calls share them: one has half of all, one has closed and keeps
nothing personal any more.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection

from campaigns.models import Call, StatementVersion
from campaigns.models.signatures import REFERENCE_SIGNS
from campaigns.privacy import vault
from campaigns.privacy.name_keys import organization_mark, public_name_keys

DAYS = 730
BLOCK = 2000  # rows in one piece of the copy
SEALED_ANEW = 500_000  # the newest, which lists and exports open
POOL = 4000  # sealed values that all others share
COLUMNS = (
    "call_id, statement_id, reference, kind, status, sealed_name, sealed_email, sealed_role,"
    " sealed_comment, sealed_postal_code, email_key, domain_key, organization_mark, name_keys,"
    " index_key_id, country, region, organization_name, website, is_authorized, show_name,"
    " wants_letters, language, source, is_name_hidden, needs_approval, approved_at, declined_at,"
    " comment_approved_at, rejection_reason, mail_count, bounced_at, mailed_at, created_at,"
    " confirmed_at, changed_at, ended_at, anonymized_at"
)
DOMAINS = ["gmail.com"] * 45 + ["yahoo.com"] * 14 + ["hotmail.com"] * 12 + ["outlook.com"] * 8
DOMAINS += (
    ["icloud.com"] * 6
    + ["aol.com"] * 4
    + ["proton.me"] * 3
    + [f"isp{n}.example" for n in range(60)]
)
PLACES = [("US", "CA")] * 14 + [("US", "NY")] * 9 + [("US", "TX")] * 8 + [("US", "OR")] * 3
PLACES += [("US", "")] * 12 + [("MX", "")] * 15 + [("GT", "")] * 6 + [("PH", "")] * 6
PLACES += (
    [("ES", "")] * 5 + [("IN", "")] * 4 + [("BR", "")] * 4 + [("FR", "")] * 3 + [("MA", "")] * 2
)
RARE = [("US", "VT"), ("US", "WY"), ("TV", ""), ("BO", ""), ("IS", ""), ("LK", "")]
LANGUAGES = ["en"] * 60 + ["es"] * 30 + ["fr"] * 7 + ["ar"] * 3
SOURCES = [""] * 88 + ["partner-one"] * 6 + ["partner-two"] * 4 + ["radio"] * 2
# Of a hundred signatures: of the big call, of one that is open too, of one whose data are gone.
CALLS = ["big"] * 55 + ["other"] * 15 + ["gone"] * 15 + [f"small-{n}" for n in range(8)] * 2
WORDS = ["solidarity", "borders", "because", "everybody", "has", "a", "right", "to", "safety"]


def make_reference(number: int) -> str:
    """Unique and in no order, as real ones are: a multiplication that can be undone."""
    number = number * 0x9E3779B97F4A7C15 % 2**60
    signs = []
    for _place in range(12):
        number, digit = divmod(number, 32)
        signs.append(REFERENCE_SIGNS[digit])
    return "".join(signs)


class Sealer:
    """Seals values, or takes some that were sealed before."""

    def __init__(self):
        self._pools: dict[str, list[str]] = {}
        self.is_fresh = True

    def hex(self, text: str, field: str, reference: str, number: int) -> str:
        """As COPY reads it; one of the pool where nobody is to open it."""
        pool = self._pools.setdefault(field, [])
        if not self.is_fresh and len(pool) == POOL:
            return pool[number % POOL]
        sealed = "\\\\x" + vault.seal(text, f"{field}:{reference}").hex()
        if len(pool) < POOL:
            pool.append(sealed)
        return sealed


def make_calls(now: datetime) -> dict[str, tuple[int, int]]:
    """Name → (call, its text)."""
    found = {}
    for name in dict.fromkeys(CALLS):
        is_gone = name == "gone"
        call = Call.objects.create(
            title=f"Demonstration {name}",
            slug=f"demonstration-{name}",
            addressee="nobody",
            created_at=now - timedelta(days=DAYS),
            opens_at=now - timedelta(days=DAYS),
            closes_at=now - timedelta(days=200) if is_gone else None,
            delivered_at=now - timedelta(days=195) if is_gone else None,
            anonymized_at=now - timedelta(days=100) if is_gone else None,
            retention_days=90,
        )
        text = StatementVersion.objects.create(
            call=call, language="en", number=1, title=call.title, body="<p>Nothing.</p>"
        )
        found[name] = (call.pk, text.pk)
    return found


def rows(total: int, calls: dict[str, tuple[int, int]], now: datetime) -> Iterator[str]:
    """One line of COPY's text format for each signature, the oldest first. Asks no database."""
    chance = random.Random(4)  # noqa: S311
    pick, often = chance.choice, chance.random
    sealer = Sealer()
    seal = sealer.hex
    key_of_index = vault.index_key_id()
    domain_keys = {domain: vault.blind_index(domain, "domain") for domain in set(DOMAINS)}
    first_names = [f"Demo{n} Rosa" for n in range(40)] + ["Maria"] * 12 + ["José"] * 8
    names: dict[tuple, str] = {}
    start = now - timedelta(days=DAYS)
    first_mail, gone_until = now - timedelta(days=30), now - timedelta(days=200)
    erased = _time(now - timedelta(days=100))
    for number in range(1, total + 1):
        reference = make_reference(number)
        sealer.is_fresh = number > total - SEALED_ANEW
        created = start + timedelta(days=DAYS * (number - 1) / total)
        name_of_call = pick(CALLS)
        if name_of_call == "gone" and created > gone_until:
            name_of_call = "big"
        call, statement = calls[name_of_call]
        is_erased = name_of_call == "gone"
        draw = often()
        is_young = created > first_mail
        if is_young and draw < 0.25:
            status = "pending"
        elif draw > 0.98:
            status = "withdrawn"
        elif draw > 0.965 and (is_young or draw > 0.978):
            status = "rejected"
        else:
            status = "confirmed"
        is_confirmed = status in ("confirmed", "withdrawn") or (
            status == "rejected" and not is_young
        )
        kind = "organization" if number % 500 == 0 else "person"
        keeps = status != "withdrawn" and not is_erased
        shows = keeps and often() < 0.4
        last = f"Name{int(often() ** 2 * 20000)}"
        first = pick(first_names)
        name = f"{first} {last}"
        is_group = kind == "organization"
        organization = f"Demo Group {number}" if is_group and keeps else ""
        keys = "\\N"
        if is_group and keeps:
            keys = _array(public_name_keys(kind, shows, name, organization))
        elif shows:
            keys = names.get((first, last)) or names.setdefault(
                (first, last), _array(public_name_keys(kind, True, name, ""))
            )
        domain = pick(DOMAINS)
        country, region = pick(RARE) if number % 1000 == 0 else pick(PLACES)
        has_comment = keeps and often() < 0.08
        is_late_confirmed = created + timedelta(hours=1)
        yield "\t".join(
            (
                str(call),
                str(statement),
                reference,
                kind,
                status,
                seal(name, "name", reference, number) if keeps else "\\N",
                seal(f"demo{number}@{domain}", "email", reference, number) if keeps else "\\N",
                seal("director", "role", reference, number) if is_group and keeps else "\\N",
                seal(" ".join(chance.choices(WORDS, k=18)), "comment", reference, number)
                if has_comment
                else "\\N",
                seal("97201", "postal_code", reference, number)
                if keeps and country == "US" and often() < 0.6
                else "\\N",
                hashlib.sha256(b"%d" % number).hexdigest() if keeps else "\\N",
                domain_keys[domain] if keeps else "\\N",
                organization_mark(organization) if organization else "",
                keys,
                key_of_index,
                country,
                region,
                organization,
                "",
                "t" if is_group else "f",
                "t" if shows else "f",
                "t" if keeps and often() < 0.5 else "f",
                pick(LANGUAGES),
                pick(SOURCES),
                "t" if often() < 0.001 else "f",
                "t" if keeps and number % 5000 == 7 else "f",
                _time(created) if is_group and number % 1000 else "\\N",
                "\\N",
                _time(is_late_confirmed) if has_comment and number % 50 else "\\N",
                "Rule 3: domain" if status == "rejected" else "",
                "1" if often() < 0.9 else "2",
                _time(created) if status == "pending" and often() < 0.02 else "\\N",
                "\\N" if is_erased else _time(created + timedelta(hours=1)),
                _time(created),
                _time(is_late_confirmed) if is_confirmed else "\\N",
                "\\N",
                _time(created + timedelta(days=2))
                if status in ("withdrawn", "rejected")
                else "\\N",
                erased if is_erased else "\\N",
            )
        )


def _time(moment: datetime) -> str:
    """Of the hour, as the trigger would leave it."""
    return f"{moment:%Y-%m-%d %H}:00+00"


def _array(words: list[str] | None) -> str:
    return "\\N" if words is None else "{" + ",".join(words) + "}"


# Sent mails as they are left by the rounding, reminders, and the turns of the last seven days.
FOLLOWING = (
    """INSERT INTO campaigns_outboundmail (signature_id, kind, cause, language, status, attempts,
        next_attempt_at, error, created_at, sent_at, counted_at, hang_ups, differing)
    SELECT id, CASE WHEN status = 'withdrawn' THEN 'withdrawn' ELSE 'confirm' END,
        CASE WHEN status = 'withdrawn' THEN 'own' ELSE 'form' END, language,
        CASE WHEN bounced_at IS NULL THEN 'sent' ELSE 'failed' END, 1, created_at, '',
        created_at, created_at, created_at, 0, '{}'
    FROM campaigns_signature WHERE anonymized_at IS NULL ORDER BY id""",
    """INSERT INTO campaigns_outboundmail (signature_id, kind, cause, language, status, attempts,
        next_attempt_at, error, created_at, sent_at, counted_at, hang_ups, differing)
    SELECT id, 'reminder', 'clock', language, 'sent', 1, created_at + interval '2 days', '',
        created_at + interval '2 days', created_at + interval '2 days',
        created_at + interval '2 days', 0, '{}'
    FROM campaigns_signature
    WHERE anonymized_at IS NULL AND status IN ('pending', 'confirmed') AND id % 5 < 2
      AND created_at < now() - interval '3 days' ORDER BY id""",
    """INSERT INTO campaigns_mailturn (email_key, domain_key, by_staff, at)
    SELECT email_key, domain_key, false, created_at FROM campaigns_signature
    WHERE created_at > now() - interval '7 days' AND email_key IS NOT NULL ORDER BY id""",
    """INSERT INTO campaigns_dailytally (call_id, day, people, organizations, withdrawn, rejected)
    SELECT call_id, created_at::date,
        count(*) FILTER (WHERE status = 'confirmed' AND kind = 'person'),
        count(*) FILTER (WHERE status = 'confirmed' AND kind = 'organization'),
        count(*) FILTER (WHERE status = 'withdrawn'),
        count(*) FILTER (WHERE status = 'rejected' AND confirmed_at IS NOT NULL)
    FROM campaigns_signature GROUP BY 1, 2""",
    """INSERT INTO campaigns_tallystate
        (call_id, people, organizations, withdrawn, rejected, counted_at)
    SELECT call_id, sum(people), sum(organizations), sum(withdrawn), sum(rejected), now()
    FROM campaigns_dailytally GROUP BY 1
    ON CONFLICT (call_id) DO UPDATE SET people = excluded.people,
        organizations = excluded.organizations, withdrawn = excluded.withdrawn,
        rejected = excluded.rejected""",
    """INSERT INTO campaigns_source (code, name, created_at)
    VALUES ('partner-one', 'One', now()), ('partner-two', 'Two', now()), ('radio', 'Radio', now())
    ON CONFLICT DO NOTHING""",
)
TABLES = ("campaigns_signature", "campaigns_outboundmail")
FIND_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('u', 'f')
"""
FIND_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


def seed_few(call: Call, number: int) -> None:
    """So many of the newest rows, all of one call, as its page shows them."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    calls = dict.fromkeys(CALLS, (call.pk, call.statements.first().pk))
    lines = "".join(f"{row}\n" for row in rows(number, calls, now) if "\tconfirmed\t" in row)
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY campaigns_signature ({COLUMNS}) FROM STDIN") as copy:
            copy.write(lines)
        cursor.execute("ANALYZE")


def seed(total: int, tell: Callable[[str], None]) -> None:
    """Fill the tables of this database. Indexes are made afterwards, as a restore would do it."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    calls = make_calls(now)
    begun = time.monotonic()

    def step(what: str) -> None:
        nonlocal begun
        tell(f"  {what}: {time.monotonic() - begun:.0f} s")
        begun = time.monotonic()

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no trigger for each row
        cursor.execute("SET maintenance_work_mem = '1GB'")
        cursor.execute("SET work_mem = '256MB'")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute(FIND_CONSTRAINTS, [list(TABLES)])
        constraints = cursor.fetchall()
        cursor.execute(FIND_INDEXES, [list(TABLES)])
        indexes = cursor.fetchall()
        for table, name, _definition in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        with cursor.copy(f"COPY campaigns_signature ({COLUMNS}) FROM STDIN") as copy:
            block = []
            for row in rows(total, calls, now):
                block.append(row)
                if len(block) == BLOCK:
                    copy.write("\n".join(block) + "\n")
                    block.clear()
            if block:
                copy.write("\n".join(block) + "\n")
        step(f"{total:,} signatures by COPY")
        for statement in FOLLOWING:
            cursor.execute(statement)
        step("mails, turns and counts")
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        step("indexes and constraints")
        cursor.execute("RESET ALL")
        cursor.execute("VACUUM (ANALYZE)")
        step("vacuum and statistics")
