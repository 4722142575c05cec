"""In which language a text is written, told by its letters and its small words."""

from __future__ import annotations

import re
from collections import Counter

from nnirr_site.text.plaintext import clean, fold

FEWEST_WORDS = 20
# A script is taken for its language if it makes up so much of the letters.
SCRIPT_SHARE = 0.5
# A language is told by its small words if they make up so much, and so much more than any other's.
SMALL_WORDS_SHARE = 0.08
CLEAR_LEAD = 1.3
SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "am": re.compile("[\u1200-\u139f]"),
    "pa": re.compile("[\u0a00-\u0a7f]"),
}
# Without accents, as `fold` gives them. Each list holds frequent words that the others lack.
SMALL_WORDS = {
    "en": "the of and to in is that for with are this not be by from have their was at",
    "es": "el los las del y que una por con para su como se es al lo mas sus son",
    "fr": "les des et du une dans est pour qui sur au aux ce avec sont par leur il ne",
    "pt": "os das dos uma e em nao com ao da do sao pelo pela mais seu sua nas foi",
    "ht": "ki nan yo pou ak moun pa sa gen fe sou yon tout li epi konn nou ke te",
    "vi": "cua va cac cho nhung khong nguoi duoc trong la mot quyen co voi nay theo ve den tu",
    "tl": "ang ng mga sa na at ay para hindi ito kung sila may isang nang ako ka natin din",
}


def guess_language(text: str) -> str:
    """The code of the language that `text` is in, or '' where that is not clear."""
    letters = [character for character in text if character.isalpha()]
    for code, script in SCRIPTS.items():
        if letters and len(script.findall(text)) / len(letters) > SCRIPT_SHARE:
            return code
    words = fold(clean(text)).split()
    if len(words) < FEWEST_WORDS:
        return ""
    counted = Counter(words)
    shares = {
        code: sum(counted[word] for word in small.split()) / len(words)
        for code, small in SMALL_WORDS.items()
    }
    (best, share), (_other, next_share) = Counter(shares).most_common(2)
    return best if share >= SMALL_WORDS_SHARE and share >= next_share * CLEAR_LEAD else ""
