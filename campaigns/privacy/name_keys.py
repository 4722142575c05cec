"""Finds names that are public by their words, although the names themselves are sealed.

Each word of a public name is kept as a keyed hash. Names that nobody is meant to see have none, so
a stolen database does not even tell how often a word occurs among them.
"""

from __future__ import annotations

import re
import unicodedata

from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignerKind
from campaigns.privacy import vault

KEY_LENGTH = 16  # hex digits: 64 bits, so that two words meet by chance in none of our lifetimes
MOST_WORDS = 12
WORD = re.compile(r"\w+")


def fold_name(text: str) -> str:
    """Small letters without accents: “Íñigo” is found as “inigo”."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


@sensitive_variables()
def word_keys(text: str) -> list[str]:
    """One key for each different word, in no order that tells the order of the words."""
    found = find_all_word_keys(text)
    return found[0] if found else []


@sensitive_variables()
def find_all_word_keys(text: str) -> list[list[str]]:
    """The keys of the words under each key of the index, the stored ones first; none of no word."""
    words = list(dict.fromkeys(WORD.findall(fold_name(text))))[:MOST_WORDS]
    hashes = [vault.blind_indexes(word, "name word") for word in words]
    return [sorted(key[:KEY_LENGTH] for key in keys) for keys in zip(*hashes, strict=True)]


@sensitive_variables()
def public_name_keys(kind: str, show_name: bool, name: str, organization: str) -> list[str] | None:
    """The keys of the name that is shown of a signature; None if the signer asked for none."""
    if kind == SignerKind.ORGANIZATION:
        return word_keys(organization) or None
    return (word_keys(name) or None) if show_name else None
