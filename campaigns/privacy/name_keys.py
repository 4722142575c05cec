"""Finds names that are public by their words, although the names themselves are sealed.

Each word of a public name is kept as a keyed hash. Names that nobody is meant to see have none, so
a stolen database does not even tell how often a word occurs among them.
"""

from __future__ import annotations

import hashlib
import unicodedata

from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignerKind
from campaigns.privacy import vault

KEY_LENGTH = 16  # hex digits: 64 bits, so that two words meet by chance in none of our lifetimes
MOST_WORDS = 16
# Letters that Unicode does not take apart: what people type who do not have them on the keyboard.
STROKED = str.maketrans(
    {"æ": "ae", "ð": "d", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "ng", "ø": "o", "œ": "oe"}
    | {"þ": "th", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ə": "e", "ɛ": "e", "ɔ": "o"}
    | {"ɖ": "d", "ʉ": "u", "ɨ": "i", "ƶ": "z", "ɾ": "r"}
)
# Signs within a word that many leave out: O'Brien, N’Diaye, Hawaiʻi, Mi'kmaq.
APOSTROPHES = frozenset("'`´‘’‛′ʹʻʼʽˈˮ＇\u05f3\ua78b\ua78c")


def fold_name(text: str) -> str:
    """Small letters without accents and strokes: “Íñigo” is found as “inigo”, “Đặng” as “dang”."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(
        STROKED
    )


def _is_of_word(sign: str) -> bool:
    """Letters, digits, and the vowel signs that scripts of India and Southeast Asia write so."""
    return unicodedata.category(sign)[0] in "LNM"


def _find_words(text: str, *, with_parts: bool) -> list[str]:
    """The different words of a text, folded. A word with apostrophes is one word without them,
    and in what is stored (`with_parts`) its parts are words too.
    """
    words: list[str] = []
    for piece in unicodedata.normalize("NFC", text).split():
        joined, parts = [""], [""]
        for sign in piece:
            if sign in APOSTROPHES:
                parts.append("")
            elif folded := "".join(filter(_is_of_word, fold_name(sign))):
                joined[-1] += folded
                parts[-1] += folded
            elif unicodedata.category(sign) not in {"Cf", "Mn", "Me"}:
                joined.append("")
                parts.append("")
        words += [*joined, *parts] if with_parts else joined
    return [word for word in dict.fromkeys(words) if word][:MOST_WORDS]


@sensitive_variables()
def word_keys(text: str) -> list[str]:
    """One key for each different word to be stored, in no order that tells that of the words."""
    return _hash_words(_find_words(text, with_parts=True))[0]


@sensitive_variables()
def find_all_word_keys(text: str) -> list[list[str]]:
    """The keys of the words that are sought under each key of the index, the stored ones first;
    none of no word.
    """
    words = _find_words(text, with_parts=False)
    return _hash_words(words) if words else []


@sensitive_variables()
def _hash_words(words: list[str]) -> list[list[str]]:
    hashes = [vault.blind_indexes(word, "name word") for word in words]
    if not hashes:
        return [[]]
    return [sorted(key[:KEY_LENGTH] for key in keys) for keys in zip(*hashes, strict=True)]


def organization_mark(name: str) -> str:
    """What tells the organizations of one mailbox apart, however their names are spelled.

    No secret: the names of organizations are stored as they are.
    """
    if not name:
        return ""
    words = " ".join("".join(filter(_is_of_word, fold_name(word))) for word in name.split())
    return hashlib.sha256((" ".join(words.split()) or fold_name(name)).encode()).hexdigest()


@sensitive_variables()
def public_name_keys(kind: str, show_name: bool, name: str, organization: str) -> list[str] | None:
    """The keys of the name that is shown of a signature; None if the signer asked for none."""
    if kind == SignerKind.ORGANIZATION:
        return word_keys(organization) or None
    return (word_keys(name) or None) if show_name else None
