"""Templates are indented for people, and nobody is sent their indentation."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

from nnirr_site.http.template_whitespace import TOKEN, strip_indentation

ROOTS = [Path(settings.BASE_DIR, name) for name in ("templates", "nnirr_site/templates")]
TEMPLATES = sorted(path for root in ROOTS for path in root.rglob("*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
# What is sent as it stands: the words of `pre` and the like, and a text to translate.
AS_IS = re.compile(
    r"<(pre|script|style|textarea)\b.*?</\1>|{%\s*blocktranslate\b.*?endblocktranslate\s*%}", re.S
)


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<p>\n  a\n</p>\n", "<p>a</p>\n"),
        ("<p>\n\n  a\n  b\n</p>", "<p>a b</p>"),
        ("a\n<b>\n  c\n</b>, d", "a <b>c</b>, d"),
        ("<b> a </b> <i>b</i>", "<b> a </b> <i>b</i>"),
        ("{% load x %}\n{# why #}\n<p>", "<p>".join(["{% load x %}", ""])),
        ("a\n{% if b %}\n  c\n{% else %}\n  d\n{% endif %}\ne", None),
        ("<ul>\n  {% for a in b %}\n    <li>{{ a }}\n  {% endfor %}\n</ul>", None),
        ("{% translate 'a' as b %}\n{{ b }}", "{% translate 'a' as b %}{{ b }}"),
        ("<a\n   class='b'\n   href='{% if c > d %}e{% endif %}'>\n  f\n</a>", None),
        ("<a b='c'\n   {% if d %}e='f'{% endif %}>", "<a b='c'{% if d %} e='f'{% endif %}>"),
        ('<a b="c {% if d %}e{% endif %}">', '<a b="c {% if d %}e{% endif %}">'),
        ("<a {% if d %}e{% else %}f{% endif %}>", "<a {% if d %}e{% else %}f{% endif %}>"),
        ("<br>\n<input>\na", "<br>\n<input> a"),
        ("<textarea>\n  a\n</textarea>", "<textarea>\n  a\n</textarea>"),
        ("<p>\n  {% blocktranslate trimmed %}\n    a\n  {% endblocktranslate %}\n</p>", None),
    ],
)
def test_line_breaks_inside_of_tags_leave_nothing_and_others_a_space(source, sent):
    others = {
        "a\n{% if": "a {% if b %}c{% else %}d{% endif %} e",
        "<ul>": "<ul>{% for a in b %}<li>{{ a }}{% endfor %}</ul>",
        "<a\n": "<a class='b' href='{% if c > d %}e{% endif %}'>f</a>",
        "<p>\n  {% block": (
            "<p>{% blocktranslate trimmed %}\n    a\n  {% endblocktranslate %}</p>"
        ),
    }
    wanted = sent or next(text for start, text in others.items() if source.startswith(start))
    assert strip_indentation(source) == wanted


def test_no_line_of_a_template_is_longer_than_120_columns():
    long = [
        f"{path}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 120
    ]
    assert len(TEMPLATES) > 200
    assert long == []


def test_templates_are_indented_by_two_blanks():
    for path in PAGES:
        text = re.sub(r"{%\s*comment\b.*?endcomment\s*%}", "", AS_IS.sub("…", path.read_text()))
        assert "\t" not in text, path
        lines = text.splitlines()
        assert all(line == line.rstrip() for line in lines), path
        # Values of one attribute may stand below each other, wherever they begin.
        opened = [
            line for line in lines if re.match(r" *(<|{%|{{)", line) and not line.startswith("{%")
        ]
        assert all((len(line) - len(line.lstrip())) % 2 == 0 for line in opened), path


def test_what_is_read_of_a_page_has_no_indentation():
    for path in PAGES:
        stripped = strip_indentation(path.read_text())
        bare = AS_IS.sub("…", stripped)
        assert not re.search(r"\n\s", bare), path
        assert strip_indentation(stripped) == stripped, path


def test_texts_over_several_lines_are_trimmed():
    """Otherwise the indentation would be part of the key that translators' words are found by."""
    for path in TEMPLATES:
        for head, body in re.findall(
            r"{%\s*blocktranslate\b(.*?)%}(.*?){%\s*endblocktranslate", path.read_text(), re.S
        ):
            assert "\n" not in body or "trimmed" in head, (path, body)


def test_every_tag_that_holds_others_is_known():
    """A new one has to be named in `HOLDERS`, or its inner line breaks would be sent as spaces."""
    for path in PAGES:
        ends = set(re.findall(r"{%\s*end(\w+)", path.read_text()))
        for name in ends - {"comment", "blocktranslate"}:
            (token,) = TOKEN.finditer(f"{{% end{name} %}}")
            assert token.lastgroup == "holder_end", (path, name)


def test_pages_come_without_and_plain_mails_with_their_white_space():
    engine = engines["django"]
    page = engine.get_template("campaigns/call_page.html").template
    assert page.source == strip_indentation(Path(page.origin.name).read_text())
    assert not re.search(r"\n\s", AS_IS.sub("…", page.source))
    mail = engine.get_template("campaigns/email/choices.txt").template
    assert mail.source == Path(mail.origin.name).read_text()
