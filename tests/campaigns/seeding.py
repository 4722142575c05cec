"""Very many invented signatures at once, for questions of scale. Nobody in here is a person.

Rows go in by COPY, with names and addresses that are sealed like real ones, spread over countries,
States, providers, states and ninety days.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from campaigns.models import Call
from campaigns.models.signatures import REFERENCE_SIGNS
from campaigns.privacy import vault
from campaigns.privacy.name_keys import public_name_keys

COLUMNS = [
    "call_id",
    "statement_id",
    "reference",
    "kind",
    "status",
    "sealed_name",
    "sealed_email",
    "email_key",
    "domain_key",
    "name_keys",
    "country",
    "region",
    "sealed_postal_code",
    "organization_name",
    "website",
    "is_authorized",
    "show_name",
    "wants_letters",
    "language",
    "source",
    "is_name_hidden",
    "approved_at",
    "rejection_reason",
    "mail_count",
    "created_at",
    "confirmed_at",
    "ended_at",
]
DOMAINS = ["gmail.com"] * 9 + ["yahoo.com"] * 3 + ["hotmail.com"] * 2 + ["outlook.com", "proton.me"]
FIRST = ["Demo Rosa", "Demo Ana", "Demo José", "Demo Amina", "Demo Li", "Demo Yusuf", "Demo Maria"]
PLACES = [("US", "CA"), ("US", "OR"), ("US", "NY"), ("MX", ""), ("GT", ""), ("PH", ""), ("ES", "")]
RARE_PLACES = [("US", "VT"), ("TV", "")]
STATES = ["confirmed"] * 86 + ["pending"] * 11 + ["withdrawn"] * 2 + ["rejected"]


def make_reference(number: int) -> str:
    """A reference from a number: unique, unlike the random ones of real signatures."""
    signs = []
    for _place in range(11):
        number, digit = divmod(number, 32)
        signs.append(REFERENCE_SIGNS[digit])
    return "9" + "".join(reversed(signs))


def rows(call: Call, statement: int, first: int, count: int) -> Iterator[tuple]:
    """Asks the database nothing: the connection is busy with the copy."""
    chance = random.Random(first)
    now = timezone.now()
    domain_keys = {domain: vault.blind_index(domain, "domain") for domain in set(DOMAINS)}
    names = {}
    for number in range(first, first + count):
        reference = make_reference(number)
        status = chance.choice(STATES)
        is_gone = status == "withdrawn"
        kind = "organization" if number % 400 == 0 else "person"
        shows = not is_gone and chance.random() < 0.4
        last = f"Name{number % 5000}"
        name = f"{chance.choice(FIRST)} {last}"
        organization = f"Demo Group {last}" if kind == "organization" and not is_gone else ""
        shown = (kind, shows, name, organization)
        if shown not in names:
            names[shown] = public_name_keys(*shown)
        domain = f"d{number}.example" if number % 97 == 0 else chance.choice(DOMAINS)
        domain_key = domain_keys.get(domain) or vault.blind_index(domain, "domain")
        country, region = chance.choice(RARE_PLACES if number % 1000 == 0 else PLACES)
        age = timedelta(seconds=chance.random() * 90 * 86400)
        created = now - age
        is_confirmed = status in {"confirmed", "withdrawn"}
        yield (
            call.pk,
            statement,
            reference,
            kind,
            status,
            None if is_gone else vault.seal(name, f"name:{reference}"),
            None if is_gone else vault.seal(f"demo{number}@{domain}", f"email:{reference}"),
            None if is_gone else f"{number:064x}",
            None if is_gone else domain_key,
            None if is_gone else names[shown],
            country,
            region,
            None,
            organization,
            "",
            kind == "organization",
            shows,
            number % 3 == 0 and not is_gone,
            "en",
            "",
            False,
            created if organization and number % 800 == 0 else None,
            "demonstration" if status == "rejected" else "",
            1,
            created,
            created + timedelta(minutes=5) if is_confirmed else None,
            created + timedelta(days=1) if is_gone or status == "rejected" else None,
        )


def seed(call: Call, count: int, first: int = 1) -> None:
    """Write `count` signatures for `call`, and let the planner know of them."""
    copying = f"COPY campaigns_signature ({', '.join(COLUMNS)}) FROM STDIN"
    statement = call.statements.first().pk
    with connection.cursor() as cursor:
        with cursor.copy(copying) as copy:
            for row in rows(call, statement, first, count):
                copy.write_row(row)
        cursor.execute("ANALYZE campaigns_signature")


def seal_as_before(text: str, place: str) -> bytes:
    """As the version before sealed: not filled up."""
    key_id, cipher = next(iter(vault.ciphers().items()))
    nonce = b"n" * vault.NONCE_BYTES
    return vault.UNPADDED + key_id + nonce + cipher.encrypt(nonce, text.encode(), place.encode())
