"""Templates are indented for people; what is sent has no indentation.

The loader takes it away when a template is read, once, so that no page waits for it and nothing
that a visitor typed is touched. Indentation and empty lines mean nothing. A line break right inside
of a tag (after an opening one, before a closing one, HTML's and Django's alike) leaves nothing, nor
does one after a tag that writes nothing, such as `load`. Any other line break is a space, as in
HTML. So `a` and `span` may be broken over lines without a gap that readers see.
"""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
PARTS = "else|elif|empty"
HOLDERS = "autoescape|block|for|if|localize|spaceless|with"
SILENT = r"extends|load|get_current_\w+"
# A text to translate is one piece: `trimmed` joins its lines, and its words are a key.
TEMPLATE_TAG = r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}|{%.*?%}|{{.*?}}"
TOKEN = re.compile(
    rf"""
    (?P<comment>{{\#.*?\#}}|{{%\s*comment\b.*?{{%\s*endcomment\s*%}})
    |(?P<as_is><(?P<name>pre|script|style|textarea)\b.*?</(?P=name)>|<!.*?>)
    |(?P<silent>{{%\s*(?:{SILENT})\b.*?%}}|{{%\s*(?!(?:{HOLDERS}|blocktranslate)\b)[^%]*\sas\s\w+\s*%}})
    |(?P<part>{{%\s*(?:{PARTS})\b.*?%}})
    |(?P<holder>{{%\s*(?:{HOLDERS})\b.*?%}})
    |(?P<holder_end>{{%\s*end(?:{HOLDERS})\b.*?%}})
    |(?P<output>{TEMPLATE_TAG})
    |(?P<void><(?:{VOID})\b(?:{TEMPLATE_TAG}|[^<>])*>)
    |(?P<start><[a-zA-Z](?:{TEMPLATE_TAG}|[^<>])*>)
    |(?P<end></[^<>]*>)
    """,
    re.VERBOSE | re.DOTALL,
)
LINE_BREAK = re.compile(r"\s*\n\s*")
FIRST_BREAK, LAST_BREAK = re.compile(r"\A\s*\n\s*"), re.compile(r"\s*\n\s*\Z")
# An attribute that stands under a condition; values and other template tags are passed over.
CONDITION = re.compile(
    rf"""
    "(?:{TEMPLATE_TAG}|[^"])*"
    |\s(?P<condition>{{%\s*if\b(?:(?!%}}).)*%}})(?=\S)(?=(?:(?!{{%\s*el).)*?{{%\s*endif)
    |{TEMPLATE_TAG}
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING = {"start", "holder", "part", "silent", "comment"}
CLOSING = {"end", "holder_end", "part"}


def strip_indentation(source: str) -> str:
    """The same template without the white space that is there for people."""
    written: list[str] = []
    previous, position = "", 0
    for token in TOKEN.finditer(source):
        kind = token.lastgroup if token.lastgroup != "name" else "as_is"
        written.append(_strip_text(source[position : token.start()], previous, kind))
        if kind in {"start", "void", "end"}:
            written.append(_strip_tag(token[0]))
        elif kind != "comment":
            written.append(token[0])
        previous, position = kind, token.end()
    written.append(_strip_text(source[position:], previous, ""))
    return "".join(written)


def _strip_tag(tag: str) -> str:
    """The tag on one line; the blank before an attribute goes with it if it has a condition."""
    return CONDITION.sub(
        lambda found: f"{found['condition']} " if found["condition"] else found[0],
        LINE_BREAK.sub(" ", tag),
    )


def _strip_text(text: str, before: str, after: str) -> str:
    """The text between two tokens of these kinds: words on one line, tags on lines of their own."""
    blank = "\n" if text.isspace() else " "
    if before in OPENING:
        text = FIRST_BREAK.sub("", text)
    if after in CLOSING:
        text = LAST_BREAK.sub("", text)
    return LINE_BREAK.sub(blank, text)


class UnindentedLoader(Loader):
    """Reads our own pages without their indentation; mails in plain text stay as they are."""

    def get_contents(self, origin: Origin) -> str:
        source = super().get_contents(origin)
        return strip_indentation(source) if origin.name.endswith(".html") else source
