"""Under which keys an address is found, by the rules that staff keep for its domain."""

from __future__ import annotations

from django.views.decorators.debug import sensitive_variables

from campaigns import normalizing, vault
from campaigns.models import Signature
from campaigns.models.rules import load_domain_rules


@sensitive_variables()
def find_email_keys(email: str) -> tuple[str, str]:
    """(key of the address, key of its domain) under the rules of now."""
    domain = normalizing.email_domain(email)
    canonical = normalizing.canonical_email(email, load_domain_rules(domain))
    return vault.blind_index(canonical, "email"), vault.blind_index(domain, "domain")


def make_aside_key(reference: str) -> str:
    """The key of a signature that holds no mailbox: its address is free for its owner to sign."""
    return vault.blind_index(f"set aside\0{reference}", "email")


@sensitive_variables()
def find_present_key(signature: Signature) -> str | None:
    """The key of a signature's address under the rules of now; None if nobody can open it."""
    try:
        email = signature.email
    except vault.Unreadable:
        return None
    return find_email_keys(email)[0] if email else None
