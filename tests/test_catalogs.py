"""The texts of the interface: every one is found, translated, compiled and safe to fill in."""

import gettext
import html
import io
import re
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.utils.encoding import force_str
from django.utils.translation.template import templatize
from wagtail.models import Locale

from tests.factories import make_home, root_page

FOLDERS = ["nnirr_site", "initiatives", "resources", "campaigns", "templates"]
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# What Django's makemessages looks for beside what every program for Python code does.
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HAS_GETTEXT = all(map(shutil.which, ["msgattrib", "msgfmt", "msgmerge", "msguniq", "xgettext"]))
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
# Kinds of files are called by these letters everywhere.
NAMES |= {"DOCX", "JPEG", "PNG", "SVG"}
SPEAKS_EVERY_LANGUAGE = {"500.html"}
# Marks that join a text to what stands before or after it, as each script writes them.
MARKS = str.maketrans({"؟": "?", "،": ",", "؛": ";", "۔": "."})
SPACE = " \t\r\n"
ADVICE = "Run `./run.py manage makemessages`, translate, and run `./run.py manage compilemessages`."


def path_of(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def read_texts(language: str) -> Catalog:
    return read_file(path_of(language), language)


@cache
def read_file(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def source_files() -> list[Path]:
    """Code and templates that may hold texts."""
    paths = (path for name in FOLDERS for path in (settings.BASE_DIR / name).rglob("*"))
    return sorted(
        path
        for path in paths
        if "migrations" not in path.parts
        and (
            path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts)
        )
    )


def find_texts() -> Catalog:
    """What makemessages finds, for machines without gettext."""
    found = Catalog()
    for path in source_files():
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What is left of a template has no structure of its own: its indents mean nothing.
            lines = templatize(source, origin=str(path)).splitlines()
            source = "\n".join(line.lstrip() for line in lines)
        file = io.BytesIO(source.encode())
        for _line, text, _comments, context in extract("python", file, keywords=KEYWORDS):
            if text and text != ("", ""):
                found.add(text, context=context)
    return found


def keys(catalog: Catalog) -> set:
    return {(message.context, message.id) for message in catalog if message.id}


def strings(catalog: Catalog) -> dict:
    """Context and text → its forms in the other language. From a compiled file Babel reads the
    context in bytes."""
    return {
        (force_str(message.context or ""), *forms(message.id)): forms(message.string)
        for message in catalog
        if message.id
    }


def forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def stored(language: str) -> list:
    return [message for message in read_texts(language) if message.id]


def is_translated(message) -> bool:
    """Whether every form has words that somebody has looked at."""
    return all(forms(message.string)) and not message.fuzzy


def pairs(message):
    """Each translated form with its number and the English it stands for."""
    if not message.pluralizable:
        return [(0, message.id, message.string)]
    return [(form, message.id[1], text) for form, text in enumerate(message.string)]


def values_of_form(language, form) -> list[int]:
    choose = gettext.c2py(read_texts(language).plural_expr)
    return [number for number in [*range(1001), 1_000_000] if choose(number) == form]


# -- The files --------------------------------------------------------------------------------


def test_each_catalog_holds_the_texts_in_use_and_no_others():
    found = keys(find_texts())
    assert len(found) > 2000
    for language in LANGUAGES:
        catalog = read_texts(language)
        assert not catalog.obsolete, ADVICE
        assert found - keys(catalog) == set(), f"Missing in {language}. {ADVICE}"
        assert keys(catalog) - found == set(), f"No longer used, but in {language}. {ADVICE}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalog_says_what_the_file_says(language):
    with path_of(language).with_suffix(".mo").open("rb") as file:
        assert strings(read_mo(file)) == strings(read_texts(language)), ADVICE


@pytest.mark.skipif(not HAS_GETTEXT, reason="gettext is for developers; CI has it")
def test_commands_with_gettext_find_nothing_to_change(tmp_path, settings, monkeypatch):
    """What a developer would get, in a copy. It also says that `find_texts` finds the same."""
    for name in FOLDERS:
        shutil.copytree(
            settings.BASE_DIR / name,
            tmp_path / name,
            ignore=lambda folder, names: [
                each
                for each in names
                if "." in each and not each.endswith((".py", ".html", ".txt", ".po"))
            ],
        )
    copied = tmp_path / "nnirr_site" / "locale"
    monkeypatch.chdir(tmp_path)
    before = {language: path_of(language) for language in LANGUAGES}
    settings.LOCALE_PATHS = [copied]
    call_command("makemessages", verbosity=0)
    call_command("compilemessages", verbosity=0)
    for language, path in before.items():
        assert path_of(language).read_text() == path.read_text(), f"{language}: {ADVICE}"
        with path_of(language).with_suffix(".mo").open("rb") as file:
            assert strings(read_mo(file)) == strings(read_texts(language))


def test_templates_hold_no_words_that_nobody_can_translate():
    """What is left when code, tags and marked texts are taken away: signs, and names."""
    words = {}
    for path in source_files():
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


# -- The translations -------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language):
    missing = [message.id for message in stored(language) if not is_translated(message)]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_tags(language):
    """A form may say its number in a word where it stands for that number only."""
    faults = []
    for message in filter(is_translated, stored(language)):
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
    for message in filter(is_translated, stored(language)):
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
