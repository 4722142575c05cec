"""Signed links in mails, and the form token that cached pages may carry.

A link's token holds the random reference of a signature and the time, under a signature of its own
purpose (HMAC-SHA256, 256 bits): it cannot be guessed, made from an id, or used for anything else.
"""

from __future__ import annotations

import enum
import time
from dataclasses import dataclass

from django.core import signing

LINK_DAYS = 30
FORM_STEP = 3600  # seconds: a page rendered within the same hour carries the same token
FORM_AGE = 48 * 3600  # seconds: how long a page may stay open, or in somebody's cache
CLOCK_SKEW = 300  # seconds by which the clocks of two servers may differ


class LinkProblem(enum.StrEnum):
    """Why a link cannot be used."""

    DAMAGED = "damaged"
    STALE = "stale"
    GONE = "gone"


class UnusableLink(Exception):
    """`reference` is known when only the age is wrong: the signature on the token is right."""

    def __init__(self, problem: LinkProblem, reference: str = ""):
        super().__init__(problem)
        self.problem = problem
        self.reference = reference


@dataclass(frozen=True)
class Purpose:
    """What a link is for. A token of one purpose is damaged to every other."""

    salt: str
    days: int


CONFIRM = Purpose("campaigns.link.confirm", LINK_DAYS)
# Who signed must be able to leave for as long as the name is kept; a newer mail starts anew.
OWN = Purpose("campaigns.link.own", 730)
# To use another mailbox: the reference in it is that of an `EmailChange`.
NEW_EMAIL = Purpose("campaigns.link.new-email", 7)
# In headers of mail only: whoever has it can end letters, and nothing else.
LETTERS = Purpose("campaigns.link.letters", 730)


def _signer(purpose: Purpose) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=purpose.salt, sep=".")


def make_link_token(reference: str, purpose: Purpose = CONFIRM) -> str:
    return _signer(purpose).sign(reference)


def read_link_token(token: str, purpose: Purpose = CONFIRM) -> str:
    """The reference in a token. Raises `UnusableLink`."""
    signer = _signer(purpose)
    try:
        return signer.unsign(token, max_age=purpose.days * 86400)
    except signing.SignatureExpired:
        reference = token.split(".", 1)[0]
        raise UnusableLink(LinkProblem.STALE, reference) from None
    except (signing.BadSignature, ValueError, OverflowError):
        raise UnusableLink(LinkProblem.DAMAGED) from None


def make_form_token(purpose: str) -> str:
    """A token for a form, the same for everybody in this hour."""
    hour = int(time.time()) // FORM_STEP
    return signing.Signer(salt=f"campaigns.form.{purpose}").sign(str(hour))


def is_form_token_good(token: str, purpose: str) -> bool:
    """Whether `token` is ours, for this form, and neither too old nor from the future."""
    try:
        hour = int(signing.Signer(salt=f"campaigns.form.{purpose}").unsign(token))
    except (signing.BadSignature, ValueError):
        return False
    age = time.time() - hour * FORM_STEP
    return -CLOCK_SKEW <= age <= FORM_AGE + FORM_STEP
