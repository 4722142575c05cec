"""How typed names and addresses are normalized, and the rules that refuse them.

A name belongs to its bearer: any script, any length up to the limit, emoji and marks included.
It is only trimmed and brought to NFC, and loses characters that nobody can see. Each refusal is a
sentence that names its rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

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
# Of no script: they come along when something is copied out of a page or a document.
UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]")
# In an address marks of direction and joiners have no meaning either. What reorders is removed
# around it only, as some programs copy it along: within, it would hide what is written.
UNSEEN_IN_EMAIL = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]"
)
LINK = re.compile(r"https?://", re.IGNORECASE)
# What mail programs and telephones make a link of, or a spreadsheet a formula. Nobody is refused
# for it: `Vecinas.org` is the name of a collective, `Dr.Net` that of a person.
LOOKS_LIKE_LINK = re.compile(
    r"[a-z][a-z0-9+.-]*://|\bwww\.|@|[^\W\d_][\w-]*\.[a-z]{2,}(?:/|$|[^\w.])", re.IGNORECASE
)
LOOKS_LIKE_NUMBER = re.compile(r"(?:[0-9][ ().\-/]{0,2}){7,}")
MONEY = re.compile("[$€£¥₡-₿]")
TITLES = re.compile(
    r"\b(?:St|Ste|Sta|Sto|Mr|Mrs|Ms|Mx|Dr|Dra|Drs|Sr|Sra|Srta|Prof|Profa|Lic|Licda|Ing|Arq|Fr|Rev"
    r"|Hna|Hno|Ma|Mtra|Mtro|Jr|Msgr|Abg|Univ)\.(?=[^\W\d_])",
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
    """One line of text as typed: NFC, without what nobody sees, and spaces at its ends."""
    return unicodedata.normalize("NFC", UNSEEN.sub("", text)).strip()


def refuse_controls(text: str, allowed: str = "") -> None:
    """Raise for control and reordering characters that are not in `allowed`."""
    for sign in text:
        is_control = unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}
        if (is_control or sign in REORDERING) and sign not in allowed:
            raise ValidationError(
                _("Remove the invisible control characters: only letters and signs can be kept."),
                code="control",
            )


def refuse_link(text: str) -> None:
    if LINK.search(text):
        raise ValidationError(_("Leave out web addresses: this is shown as text."), code="link")


def looks_like_advertising(*names: str) -> bool:
    """Whether staff look at a name before it is public: a link, a number to call, a formula, money.

    It is stored all the same. What stands before a name with a dot and no space is no link.
    """
    for name in names:
        text = TITLES.sub("", name)
        if (
            LOOKS_LIKE_LINK.search(text)
            or LOOKS_LIKE_NUMBER.search(text)
            or MONEY.search(text)
            or name[:1] in FORMULA_STARTS
        ):
            return True
    return False


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


# With the four digits that some add, however they divide them: Unicode has many hyphens.
POSTAL_CODE = re.compile(r"([0-9]{5})(?:[\s\u2010-\u2015\u2212-]{0,3}[0-9]{4})?")


def clean_postal_code(text: str) -> str:
    """Five digits, which are enough to find a district; the rest would find a street.

    "" for nothing. Raises `ValidationError`.
    """
    typed = normalize_line(text)
    if not typed:
        return ""
    found = POSTAL_CODE.fullmatch(typed)
    if not found:
        raise ValidationError(_("Enter five digits, like 94612, or leave it empty"), code="invalid")
    return found[1]


# What surrounds an address where people copy it from: “Rosa <rosa@example.org>”, a link, a quote.
IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>[\s;,.]*")
IN_QUOTES = re.compile(r"""(['"])(.*)\1""")
SURROUNDINGS = "".join(REORDERING) + " \t\r\n\u00a0“”„‘’«»()[];,:"


@sensitive_variables()
def take_out_email(text: str) -> str:
    """The address that is meant: without what cannot be seen, `mailto:`, or a name in front."""
    address = UNSEEN_IN_EMAIL.sub("", unicodedata.normalize("NFC", text)).strip(SURROUNDINGS)
    if found := IN_BRACKETS.fullmatch(address):
        address = found[1]
    if found := IN_QUOTES.fullmatch(address):
        address = found[2]
    if address[:7].lower() == "mailto:":
        address = unquote(address[7:].partition("?")[0]).removeprefix("//")
    # As keyboards of East Asia write them.
    for wide, plain in (("＠", "@"), ("．", "."), ("。", ".")):
        address = address.replace(wide, plain)
    return address.strip(SURROUNDINGS)


@sensitive_variables()
def clean_email(text: str) -> str:
    """An address with its domain in lower case and its local part as typed.

    Raises `ValidationError` with a sentence that says what is wrong, for anything that mail could
    not be sent to: no dot in the domain, an address literal, quotes, a local part that is not ASCII
    (few servers take those).
    """
    address = take_out_email(text)
    if not address:
        raise ValidationError(_("Enter your e-mail address."), code="required")
    local, at, domain = address.rpartition("@")
    domain = unicodedata.normalize("NFC", domain.lower())
    if problem := _find_problem(address, local, at, domain):
        raise ValidationError(problem, code="invalid")
    return f"{local}@{domain}"


@sensitive_variables()
def _find_problem(address: str, local: str, at: str, domain: str):
    """What is wrong with an address, as a sentence; None if mail can go there."""
    if "@" in local and not re.search(r"[\s,;]", address):
        return _("An e-mail address has one “@”. Yours has more.")
    if re.search(r"[\s,;]", address) and "@" in address:
        return _("Enter one e-mail address, without spaces or commas.")
    if not at or not local or not domain:
        return _("Enter an e-mail address in full, like name@example.org")
    if not local.isascii():
        return _("Before the “@” use letters without accents: mail to others is often lost.")
    if "." not in domain:
        return _(
            "Enter an e-mail address in full: after the “@” something is missing, as in"
            " name@example.org"
        )
    wrong = _("Enter an e-mail address in full, like name@example.org")
    if len(address) > EMAIL_LENGTH or len(local) > LOCAL_LENGTH:
        return wrong
    if not LOCAL_PART.fullmatch(local):
        return wrong
    try:
        is_too_long = len(local) + 1 + len(_ascii_domain(domain)) > EMAIL_LENGTH
    except (ValueError, UnicodeError):
        return wrong
    return wrong if is_too_long else None


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
