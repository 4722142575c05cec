"""Under which keys an address is found, by the rules that staff keep for its domain.

What is stored stands under the newest key of the index. While there are several, a row may stand
under any of them, so everything is looked for under each.
"""

from __future__ import annotations

from django.db import connection
from django.views.decorators.debug import sensitive_variables

from campaigns.models import Signature
from campaigns.models.rules import load_domain_rules
from campaigns.privacy import vault
from campaigns.signing import normalizing

STORED_KEY = "SELECT campaigns_stored_key(%s, %s, %s, %s::text[])"
LOCK_ALL = "SELECT campaigns_lock_addresses(%s::bigint[], %s::text[])"


@sensitive_variables()
def find_email_keys(email: str) -> tuple[str, str]:
    """(key of the address, key of its domain) under the rules of now, as they are stored."""
    return find_all_email_keys(email)[0], find_domain_keys(email)[0]


@sensitive_variables()
def find_all_email_keys(email: str) -> list[str]:
    """The keys under which an address may stand, by the rules of now; the stored one first."""
    domain = normalizing.email_domain(email)
    canonical = normalizing.canonical_email(email, load_domain_rules(domain))
    return vault.blind_indexes(canonical, "email")


@sensitive_variables()
def find_domain_keys(email: str) -> list[str]:
    """The keys under which the domain of an address may stand, the stored one first."""
    return vault.blind_indexes(normalizing.email_domain(email), "domain")


def find_aside_keys(reference: str) -> list[str]:
    """The keys of a signature that holds no mailbox: its address is free for its owner to sign."""
    return vault.blind_indexes(f"set aside\0{reference}", "email")


def make_aside_key(reference: str) -> str:
    return find_aside_keys(reference)[0]


@sensitive_variables()
def find_double_keys(canonical: str, reference: str) -> list[str]:
    """The keys of a signature whose mailbox another one holds, until that one is gone."""
    return vault.blind_indexes(f"{canonical}\0{reference}", "email")


@sensitive_variables()
def find_present_keys(signature: Signature) -> list[str]:
    """The keys of a signature's address under the rules of now; none if nobody can open it."""
    try:
        email = signature.email
    except vault.Unreadable:
        return []
    return find_all_email_keys(email) if email else []


def lock_email(signature: Signature, keys: list[str]) -> str:
    """The key under which an address signed the call of `signature` as the same person or
    organization, else the one to store it under.

    Until the end of the transaction nobody else signs or is given a key with this address, also if
    it is known to them by another of its keys. Locked before any row, as signing does it.
    """
    who = [signature.call_id, signature.kind, signature.organization_mark, keys]
    with connection.cursor() as cursor:
        cursor.execute(STORED_KEY, who)
        return cursor.fetchone()[0]


def lock_emails(emails: list[tuple[int, list[str]]]) -> None:
    """The same for many (call, keys) at once; nothing while there is one key of the index."""
    pairs = [(call_id, key) for call_id, keys in emails for key in keys if len(keys) > 1]
    if pairs:
        with connection.cursor() as cursor:
            cursor.execute(LOCK_ALL, [[call for call, _key in pairs], [key for _, key in pairs]])
