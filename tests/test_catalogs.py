"""The texts of the interface: every one is found, translated, compiled and safe to fill in."""

import gettext
import html
import re
import sys
from collections import Counter

import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command
from wagtail.models import Locale

import nnirr_site
from nnirr_site import catalogs
from tests.factories import make_home, root_page

LANGUAGES = catalogs.languages()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
NUMBER_PLACEHOLDER = re.compile(
    r"%\((number|count|total|days|hours|minutes|seconds|pages|limit)\)[sd]"
)
TAG = re.compile(r"<[^>]*>")
TEMPLATE_CODE = re.compile(
    r"{% comment.*?endcomment %}|{#.*?#}|<style.*?</style>|<pre.*?</pre>|"
    r"{% block (?:band|bodyclass) %}[\w -]+|"
    r"<(?:p|bdi) [^>]*translate=\"no\".*?</(?:p|bdi)>|"
    r"{% blocktrans.*?endblocktrans\w* %}|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
SPOKEN_ATTRIBUTE = re.compile(r'(?:aria-label|alt|title|placeholder)="([^"]*)"')
NAMES = {"WhatsApp", "Facebook", "Bluesky", "Telegram", "HTML", "SHA", "CSV", "PDF", "NNIRR"}
SPEAKS_EVERY_LANGUAGE = {"500.html"}
# Marks that join a text to what stands before or after it, as each script writes them.
MARKS = str.maketrans({"؟": "?", "،": ",", "؛": ";", "۔": "."})
SPACE = " \t\r\n"
ADVICE = "Run `./run.py manage update_catalogs` and translate what is new."


@pytest.fixture(scope="module")
def found():
    return catalogs.find_texts()


def keys(catalog) -> set:
    return {(message.context, message.id) for message in catalog if message.id}


def stored(language) -> list:
    return [message for message in catalogs.read_catalog(language) if message.id]


def pairs(message):
    """Each translated form with its number and the English it stands for."""
    if not message.pluralizable:
        return [(0, message.id, message.string)]
    return [(form, message.id[1], text) for form, text in enumerate(message.string)]


def values_of_form(language, form) -> list[int]:
    choose = gettext.c2py(catalogs.PLURALS[language][1])
    return [number for number in [*range(1001), 1_000_000] if choose(number) == form]


# -- The files --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_catalog_holds_the_texts_in_use_and_no_others(language, found):
    with catalogs.po_path(language).open("rb") as file:
        in_file = read_po(file, locale=language)
    assert not in_file.obsolete, ADVICE
    assert keys(found) - keys(in_file) == set(), f"Missing in {language}. {ADVICE}"
    assert keys(in_file) - keys(found) == set(), f"No longer used, but in {language}. {ADVICE}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_are_written_and_compiled_as_the_command_does(language, found):
    catalog = catalogs.update_catalog(language, found)
    assert catalogs.po_path(language).read_bytes() == catalogs.write_text(catalog), ADVICE
    assert catalogs.mo_path(language).read_bytes() == catalogs.compile_catalog(catalog), ADVICE


def test_texts_are_found_in_every_way_of_marking_them(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        "from django.utils.translation import gettext as translate, ngettext_lazy\n"
        "from django.utils.translation import pgettext_lazy\n"
        "from elsewhere import gettext\n"
        "translate('one ' 'text')\n"
        "ngettext_lazy('a leaf', 'leaves', 'count')\n"
        "pgettext_lazy('month', 'May')\n"
        "gettext('not ours')\n"
    )
    template = tmp_path / "template.html"
    template.write_text(
        '{% load i18n %}<p title="{% translate "a title" %}">\n'
        '   {{ value|default:_("a default") }}{% translate "May" context "verb" %}\n'
        '{% include "x.html" with label=_("a label") only %}\n'
        "{% blocktranslate trimmed count n=n with x=y %}\n  {{ x }} leaf\n  here\n"
        "{% plural %}\n  {{ x }} leaves\n{% endblocktranslate %}\n"
    )
    assert list(catalogs.texts_of_file(module)) == [
        ("one text", None),
        (("a leaf", "leaves"), None),
        ("May", "month"),
    ]
    assert set(catalogs.texts_of_file(template)) == {
        ("a title", None),
        ("a default", None),
        ("a label", None),
        ("May", "verb"),
        (("%(x)s leaf here", "%(x)s leaves"), None),
    }


def test_templates_hold_no_words_that_nobody_can_translate():
    """What is left when code, tags and marked texts are taken away: signs, and names."""
    words = {}
    for path in catalogs.source_files():
        if path.suffix not in {".html", ".txt"} or path.name in SPEAKS_EVERY_LANGUAGE:
            continue
        text = TEMPLATE_CODE.sub(" ", path.read_text(encoding="utf-8"))
        if path.suffix == ".html":
            spoken = " ".join(SPOKEN_ATTRIBUTE.findall(text))
            text = f"{TAG.sub(' ', text)} {spoken}"
        left = set(re.findall(r"[^\W\d_]{2,}", html.unescape(text))) - NAMES
        if left:
            words[path.name] = left
    assert words == {}


def test_command_without_babel_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "babel.messages.catalog", None)
    monkeypatch.delitem(sys.modules, "nnirr_site.catalogs")
    monkeypatch.delattr(nnirr_site, "catalogs")
    with pytest.raises(CommandError, match="uv sync --group test"):
        call_command("update_catalogs")


# -- The translations -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    missing = [message.id for message in stored(language) if not catalogs.is_translated(message)]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_tags(language):
    """A form may say its number in a word where it stands for that number only."""
    faults = []
    for message in filter(catalogs.is_translated, stored(language)):
        for form, english, text in pairs(message):
            expected, got = (Counter(PLACEHOLDER.findall(each)) for each in (english, text))
            dropped, added = expected - got, got - expected
            if added or (dropped and not may_leave_out(dropped, message, language, form)):
                faults.append((english, text, "placeholders"))
            if Counter(TAG.findall(english)) != Counter(TAG.findall(text)):
                faults.append((english, text, "tags"))
    assert faults == []


def may_leave_out(dropped: Counter, message, language: str, form: int) -> bool:
    """Whether this plural form may say the number in a word, as English may in its singular."""
    if not message.pluralizable or len(dropped) > 1:
        return False
    values = values_of_form(language, form)
    is_wordless_in_english = not dropped & Counter(PLACEHOLDER.findall(message.id[0]))
    return all(NUMBER_PLACEHOLDER.fullmatch(name) for name in dropped) and (
        len(values) == 1 or (1 in values and is_wordless_in_english)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_begin_and_end_as_the_english_does(language):
    """Spaces, line breaks and marks at the edges join a text to its neighbors."""
    faults = []
    for message in filter(catalogs.is_translated, stored(language)):
        for _form, english, text in pairs(message):
            if edges(english) != edges(text):
                faults.append((english, text))
    assert faults == []


def edges(text: str) -> tuple[str, str, str, str]:
    """White space and marks at both ends. The spaces French sets before a mark are no matter."""
    first, last = (text.strip().translate(MARKS)[at] for at in (0, -1))
    return (
        text[: len(text) - len(text.lstrip(SPACE))],
        first if first in ",;" else "",
        last.replace(",", ":") if last in ".:,?…" else "",
        text[len(text.rstrip(SPACE)) :],
    )


@pytest.mark.django_db
def test_a_page_in_spanish_speaks_spanish(client):
    home = make_home(title="Our program")
    locale = Locale.objects.create(language_code="es")
    root_page().add_child(
        instance=type(home)(title="Nuestro programa", slug="inicio", locale=locale)
    )
    page = client.get("/es/search/", {"q": "frontera"}).content.decode()
    assert '<html lang="es"' in page
    assert "No encontramos nada para «frontera»" in page
    assert "Saltar al contenido principal" in page
    for english in ("Skip to main content", "Nothing found", "Any topic", "How to search"):
        assert english not in page
