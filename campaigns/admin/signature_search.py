"""What staff type into the one search box, and the signatures that fit.

An address, a domain or a name is turned into its key at once: the words themselves are never kept.
The key waits in the session for an hour, sealed under a random name that stands in the address of
the list and nowhere in the database: a copy of the sessions tells nobody whom staff looked for, not
even to who has every key of the server.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from dataclasses import asdict, dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignatureStatus
from campaigns.models.signatures import REFERENCE_LENGTH, REFERENCE_SIGNS
from campaigns.privacy import vault
from campaigns.privacy.name_keys import find_all_word_keys, fold_name
from campaigns.services import find_all_email_keys
from campaigns.signing import normalizing, places

SESSION_KEY = "signature_searches"
SEARCHES_KEPT = 10
SECONDS_KEPT = 3600
NAME_BYTES = 16
SEALED_LENGTH = 2048  # above what the keys of any search take
LONGEST = 254
LOOK_ALIKES = str.maketrans("ILO", "110")  # Crockford's reading of what people write by mistake


class SoughtKind(models.TextChoices):
    """What a search is for. The words appear in the access log, so they name nobody."""

    EMAIL = "email", _("an e-mail address")
    DOMAIN = "domain", _("all addresses of one domain")
    REFERENCE = "reference", _("a reference")
    PLACE = "place", _("a place")
    STATUS = "status", _("a state")
    NAME = "name", _("a public name")


# Who may not see personal data must not learn either whether an address has signed.
PERSONAL_KINDS = frozenset({SoughtKind.EMAIL, SoughtKind.DOMAIN, SoughtKind.NAME})


@dataclass(frozen=True)
class Sought:
    """One search. `keys` are blind indexes, or codes that name nobody; `shown` is what may be
    repeated on the page, "" for what was typed of a person.

    Of an address, a domain and a name there is one for each key of the index that is known, the
    words of a name with spaces between.
    """

    kind: str
    keys: tuple[str, ...]
    shown: str = ""

    @property
    def is_personal(self) -> bool:
        return self.kind in PERSONAL_KINDS

    @property
    def label(self) -> str:
        """“a place: Oregon”, without anything personal."""
        kind = str(SoughtKind(self.kind).label)
        return f"{kind}: {self.shown}" if self.shown else kind

    def narrow(self, signatures: QuerySet) -> QuerySet:
        """The signatures that fit, each kind through an index of its own."""
        first = self.keys[0]
        if self.kind == SoughtKind.EMAIL:
            return signatures.filter(email_key__in=self.keys)
        if self.kind == SoughtKind.DOMAIN:
            return signatures.filter(domain_key__in=self.keys)
        if self.kind == SoughtKind.REFERENCE:
            return signatures.filter(reference=first)
        if self.kind == SoughtKind.STATUS:
            return signatures.filter(status=first)
        if self.kind == SoughtKind.PLACE:
            region = {"region": self.keys[1]} if len(self.keys) > 1 else {}
            return signatures.filter(country=first, **region)
        has_words = Q()
        for words in self.keys:
            has_words |= Q(name_keys__contains=words.split())
        return signatures.filter(has_words)


@lru_cache
def _places(language: str) -> dict[str, tuple[str, ...]]:
    """Folded name → (country,) or (country, state). Names are known in English too."""
    found = {}
    for code, name in (*places.countries("en"), *places.countries(language)):
        found[fold_name(name)] = (code,)
    # "Georgia" alone is the State of the network's own country; the country has a filter.
    for code, name in (*places.regions(language), *places.regions("en")):
        found[fold_name(name)] = ("US", code)
    return found


def find_place(text: str) -> tuple[str, ...]:
    return _places(get_language() or "en").get(fold_name(text.strip()), ())


def find_status(text: str) -> str:
    wanted = fold_name(text.strip())
    for value, label in SignatureStatus.choices:
        if wanted in {value, fold_name(str(label))}:
            return value
    return ""


def find_reference(text: str) -> str:
    """A reference as people copy it: with hyphens or spaces, in small letters, O for 0."""
    letters = re.sub(r"[\s-]", "", text).upper().translate(LOOK_ALIKES)
    is_reference = len(letters) == REFERENCE_LENGTH and set(letters) <= set(REFERENCE_SIGNS)
    return letters if is_reference and any(sign.isdigit() for sign in letters) else ""


@sensitive_variables()
def understand(text: str, *, as_name: bool = False) -> Sought:
    """What is meant by the words in the box. Raises `ValidationError` with a sentence that helps.

    `as_name` is for names that are words of another kind too, such as Georgia.
    """
    text = normalizing.normalize_line(text.replace("\0", ""))
    if not text:
        raise ValidationError(_("Type what you look for."))
    if len(text) > LONGEST:
        raise ValidationError(
            _("Use at most %(limit)d characters."), params={"limit": LONGEST}, code="length"
        )
    if text.startswith("@"):
        # A domain is checked as part of an address.
        email = normalizing.clean_email(f"any{text}")
        domain = normalizing.email_domain(email)
        return Sought(SoughtKind.DOMAIN, tuple(vault.blind_indexes(domain, "domain")))
    if "@" in text:
        keys = find_all_email_keys(normalizing.clean_email(text))
        return Sought(SoughtKind.EMAIL, tuple(keys))
    if not as_name:
        if reference := find_reference(text):
            return Sought(SoughtKind.REFERENCE, (reference,), reference)
        if place := find_place(text):
            name = places.place_name(*place)
            return Sought(SoughtKind.PLACE, place, name)
        if status := find_status(text):
            return Sought(SoughtKind.STATUS, (status,), str(SignatureStatus(status).label))
    if found := find_all_word_keys(text):
        return Sought(SoughtKind.NAME, tuple(" ".join(words) for words in found))
    raise ValidationError(_("Type a name, an address, a place or a reference."))


def remember_search(session, sought: Sought) -> str:
    """Keep a search for this login; returns the random name under which pages ask for it."""
    name = secrets.token_urlsafe(NAME_BYTES)
    kept = list(session.get(SESSION_KEY, {}).items())[1 - SEARCHES_KEPT :]
    text = json.dumps(asdict(sought)).ljust(SEALED_LENGTH)  # its length would tell its kind
    session[SESSION_KEY] = dict(
        [*kept, (_place(name), _cipher(name).encrypt(text.encode()).decode())]
    )
    return name


def recall(session, name: str) -> Sought | None:
    """The search with this name, None if it is older than an hour or than this login."""
    sealed = session.get(SESSION_KEY, {}).get(_place(name))
    if not sealed:
        return None
    try:
        stored = json.loads(_cipher(name).decrypt(sealed, ttl=SECONDS_KEPT))
    except InvalidToken:
        return None
    return Sought(stored["kind"], tuple(stored["keys"]), stored["shown"])


def _place(name: str) -> str:
    """Where the session holds it: a hash, from which nobody comes to the name."""
    return hashlib.sha256(f"place of search {name}".encode()).hexdigest()[:16]


def _cipher(name: str) -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), f"search {name}".encode(), "sha256")
    return Fernet(base64.urlsafe_b64encode(key))
