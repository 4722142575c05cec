"""How typed names and addresses are normalized, and the rules that refuse them.

A name belongs to its bearer: any script, any length up to the limit, emoji and marks included.
It is only trimmed and brought to NFC. Each refusal is a sentence that names its rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from nnirr_site.tabular.cells import FORMULA_STARTS

NAME_LENGTH = 255
EMAIL_LENGTH = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets
LOCAL_LENGTH = 64  # RFC 5321, 4.5.3.1.1

# Embeddings, overrides and isolates reorder what stands around them. The plain marks (LRM, RLM,
# ALM) and the joiners that Persian, Hindi and emoji need are letters of their scripts.
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINK = re.compile(
    r"[a-z][a-z0-9+.-]*://|\bwww\.|[^\W_][\w-]*\.(?:com|org|net|info|biz|io|ru|cn|xyz)\b"
    r"|[^\W_][\w-]*\.[a-z]{2,}/",
    re.IGNORECASE,
)
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # fillers that print nothing
LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.I)
DOMAIN_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.I)


def _is_blank(text: str) -> bool:
    """Nothing to see: only spaces, fillers and invisible format characters."""
    return all(
        sign in BLANK_LETTERS or unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Cf", "Cc"}
        for sign in text
    )


def normalize_line(text: str) -> str:
    """One line of text as typed: NFC, without spaces at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def refuse_controls(text: str, allowed: str = "") -> None:
    """Raise for control and reordering characters that are not in `allowed`."""
    for sign in text:
        is_control = unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
        if (is_control or sign in REORDERING) and sign not in allowed:
            raise ValidationError(
                _("Remove the invisible control characters: only letters and signs can be kept."),
                code="control",
            )


def refuse_formula(text: str) -> None:
    if text[:1] in FORMULA_STARTS:
        raise ValidationError(
            _("Begin with another character than “=”, “+”, “-” or “@”."), code="formula"
        )


def refuse_link(text: str) -> None:
    if LINK.search(text):
        raise ValidationError(_("Leave out web addresses: this is shown as text."), code="link")


def clean_name(text: str, limit: int = NAME_LENGTH) -> str:
    """The name of a person or organization, normalized. Raises `ValidationError`."""
    name = normalize_line(text)
    if _is_blank(name):
        raise ValidationError(_("Enter your name."), code="required")
    if len(name) > limit:
        raise ValidationError(
            _("Use at most %(limit)d characters."), code="length", params={"limit": limit}
        )
    refuse_controls(name)
    refuse_formula(name)
    refuse_link(name)
    return name


def clean_comment(text: str, limit: int) -> str:
    """Text of several lines, normalized; "" when nothing can be seen. Raises `ValidationError`."""
    comment = normalize_line(text.replace("\r\n", "\n").replace("\r", "\n"))
    if _is_blank(comment):
        return ""
    if len(comment) > limit:
        raise ValidationError(
            _("Use at most %(limit)d characters."), code="length", params={"limit": limit}
        )
    refuse_controls(comment, allowed="\n\t")
    return comment


def _ascii_domain(domain: str) -> str:
    """The domain as it goes over the wire (IDNA). Raises ValueError."""
    labels = [label.encode("idna").decode("ascii") if label else "" for label in domain.split(".")]
    if len(labels) < 2 or not all(DOMAIN_LABEL.fullmatch(label) for label in labels):
        raise ValueError
    if labels[-1].isdigit() or len(".".join(labels)) > 253:
        raise ValueError
    return ".".join(labels)


@sensitive_variables()
def clean_email(text: str) -> str:
    """An address with its domain in lower case and its local part as typed.

    Raises `ValidationError` for anything that mail could not be sent to: no dot in the domain, an
    address literal, quotes, a local part that is not ASCII (few servers take those).
    """
    email = normalize_line(text)
    wrong = ValidationError(
        _("Enter an e-mail address in full, like name@example.org"), code="invalid"
    )
    if not email:
        raise ValidationError(_("Enter your e-mail address."), code="required")
    local, at, domain = email.rpartition("@")
    if not at or len(email) > EMAIL_LENGTH or len(local) > LOCAL_LENGTH:
        raise wrong
    if not LOCAL_PART.fullmatch(local):
        raise wrong
    domain = unicodedata.normalize("NFC", domain.lower())
    try:
        if len(local) + 1 + len(_ascii_domain(domain)) > EMAIL_LENGTH:
            raise wrong
    except (ValueError, UnicodeError):
        raise wrong from None
    return f"{local}@{domain}"


@dataclass(frozen=True)
class DomainRule:
    """How one provider tells addresses apart. The default: only what follows `+` is ignored."""

    same_as: str = ""
    drops_dots: bool = False
    tag_separator: str = "+"


@sensitive_variables()
def email_domain(email: str) -> str:
    """The domain of an address from `clean_email` in its wire form: the key of the rules."""
    return _ascii_domain(email.rpartition("@")[2])


@sensitive_variables()
def canonical_email(email: str, rules: Mapping[str, DomainRule]) -> str:
    """The form under which an address is unique; never shown, never written to.

    `rules` maps a wire domain to its rule. Dots are dropped only where a rule says so.
    """
    local = email.rpartition("@")[0].lower()
    domain = email_domain(email)
    rule = rules.get(domain, DomainRule())
    if rule.tag_separator:
        local = local.split(rule.tag_separator, 1)[0] or local
    if rule.drops_dots:
        local = local.replace(".", "") or local
    return f"{local}@{rule.same_as or domain}"
