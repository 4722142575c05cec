"""The order in which a reader looks for a name: that of the alphabet of the language of the page.

Accents do not decide, except where they make another letter of the alphabet: in Spanish ñ follows
n. Names in the reader's script come first, then the scripts in the order of the Unicode Collation
Algorithm's table (UTS 10); PostgreSQL has it only where it was built with ICU, which is not said.
"""

from __future__ import annotations

import unicodedata

from nnirr_site.text.plaintext import LIGATURES, STROKED

# Language → letter → the base letter after which it has a place of its own.
OWN_LETTERS = {"es": {"ñ": "n"}}
SCRIPTS = """
LATIN GREEK CYRILLIC GEORGIAN ARMENIAN HEBREW ARABIC THAANA ETHIOPIC DEVANAGARI BENGALI GURMUKHI
GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM SINHALA THAI LAO TIBETAN MYANMAR KHMER HANGUL HIRAGANA
KATAKANA BOPOMOFO CJK
"""
SCRIPT_RANKS = {name: rank for rank, name in enumerate(SCRIPTS.split(), 2)}
FIRST_SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "he": "HEBREW", "el": "GREEK", "ru": "CYRILLIC"}
DIGITS, FIRST, LAST = 0, 1, 99

SortingKey = tuple[list[tuple[int, str, int]], str]


def _find_rank(letter: str, language: str) -> int:
    if unicodedata.category(letter)[0] == "N":
        return DIGITS
    script = unicodedata.name(letter, "").partition(" ")[0]
    if script == FIRST_SCRIPTS.get(language, "LATIN"):
        return FIRST
    return SCRIPT_RANKS.get(script, LAST)


def make_sorting_key(text: str, language: str = "en") -> SortingKey:
    """What names are sorted by. Equal words are kept apart by how they are written."""
    own = OWN_LETTERS.get(language.partition("-")[0], {})
    letters: list[tuple[int, str, int]] = []
    for sign in unicodedata.normalize("NFC", text).casefold().translate(LIGATURES):
        if sign.isspace():
            letters.append((-1, "", 0))  # the shorter word first
            continue
        if sign in own:
            letters.append((_find_rank(own[sign], language), own[sign], 1))
            continue
        base = STROKED.get(sign, unicodedata.normalize("NFKD", sign))
        letters += [
            (_find_rank(letter, language), letter, 0)
            for letter in base
            if unicodedata.category(letter)[0] in "LN"
        ]
    while letters and letters[0][0] == -1:
        del letters[0]
    return letters, text
