"""The Spanish starter texts say what the English ones say: same blocks, links, dates, numbers."""

import csv
import re
from pathlib import Path

import pytest

from nnirr_site.starter.loader import Ref, read_content

ENGLISH_TEXTS, SPANISH_TEXTS = (texts for texts in read_content() if texts.is_read)
ENGLISH = {text.key: text for text in ENGLISH_TEXTS.pages}
SPANISH = {text.key: text for text in SPANISH_TEXTS.pages}
# What sources are called here; much of it is names.
LABELS = {source["label"] for source in ENGLISH_TEXTS.sources.values()}
# Fields that hold no words.
WORDLESS = {
    *("anchor", "art", "as_of", "band", "big", "bleed", "date", "date_precision", "kind"),
    *("external_format", "external_url", "language", "layout", "precision", "ring", "source_url"),
    *("url", "website"),
}
# What is called by its own name, in the language of the thing: documents, bodies, our sources
# (those have Spanish names in `es/sources.yaml`, as far as they are not names themselves).
OWN_NAMES = re.compile(
    r"/fields/(acronym|citation|publisher)|/children/downloads/\d+/title|.*/source_label"
)
# Short words for the reader, which a translation leaves as they are only if they were Spanish.
SHORT_WORDS = re.compile(r".*/(label|note)")
ALREADY_SPANISH = {"Página de ACNUDH"}
GLOSSARY = list(csv.reader((Path(__file__).parent / "glossary_es.csv").open(encoding="utf-8")))[1:]
# Names of organizations and titles of papers that hold words of the glossary.
NAMES = re.compile(
    r"“[^”]*”|«[^»]*»|Alliance of Alliances: [^<]*|Human Rights Education Associates"
)
TAGS = re.compile(r"<(/?[a-z0-9]+)")
LINKS = re.compile(r'href="([^"]*)"')
TOKENS = re.compile(r"\{\{?[^{}]*\}?\}|<embed[^>]*>|\[\d+\]")
NUMBERS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*")
ENGLISH_WORDS = re.compile(r"\b(the|and|of|with|which|their|from)\b", re.IGNORECASE)


def strings(value, path=""):
    """Yield (path, string or other plain value) of everything in a nested value."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from strings(item, f"{path}/{name}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from strings(item, f"{path}/{number}")
    else:
        yield path, value


def parts_of(text):
    """Everything the reader sees of a page, as (path, value)."""
    return dict(
        strings(
            {
                "title": text.title,
                "lead": text.lead,
                "search_description": text.search_description,
                "fields": text.fields,
                "children": text.children,
            }
        )
    )


def numbers(text):
    """All numbers of a text in order of size, without what parts thousands."""
    found = NUMBERS.findall(LINKS.sub("", text))
    return sorted(re.sub(r"\D", "", number) for number in found)


def test_every_page_is_there_in_spanish():
    assert list(SPANISH) and set(SPANISH) == set(ENGLISH)


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_spanish_page_has_the_blocks_links_and_numbers_of_the_english_one(key):
    english, spanish = parts_of(ENGLISH[key]), parts_of(SPANISH[key])
    assert list(spanish) == list(english)
    for path, original in english.items():
        translation = spanish[path]
        if not isinstance(original, str) or isinstance(original, Ref):
            assert translation == original, path
            continue
        assert sorted(TAGS.findall(translation)) == sorted(TAGS.findall(original)), path
        assert sorted(LINKS.findall(translation)) == sorted(LINKS.findall(original)), path
        assert sorted(TOKENS.findall(translation)) == sorted(TOKENS.findall(original)), path
        assert numbers(translation) == numbers(original), path


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_spanish_page_is_in_spanish(key):
    english, spanish = parts_of(ENGLISH[key]), parts_of(SPANISH[key])
    for path, original in english.items():
        if not isinstance(original, str) or isinstance(original, Ref) or not original:
            continue
        if path.rpartition("/")[2] in WORDLESS or OWN_NAMES.fullmatch(path):
            continue
        if is_source(path, english):
            continue
        is_short = SHORT_WORDS.fullmatch(path) and original not in ALREADY_SPANISH
        if is_short or len(ENGLISH_WORDS.findall(original)) > 1:
            assert spanish[path] != original, path


def is_source(path, parts):
    """Whether this is the label of a source, in a block of sources or beside a statement."""
    if re.fullmatch(r"/fields/\w+/\d+/1/(items|rows)/\d+/sources/\d+/label", path):
        return True
    found = re.fullmatch(r"(/fields/\w+/\d+)/1/items/\d+/label", path)
    return bool(found) and parts[f"{found[1]}/0"] == "sources"


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_spanish_page_uses_the_terms_of_the_glossary(key):
    english, spanish = parts_of(ENGLISH[key]), parts_of(SPANISH[key])
    missing = []
    for path, original in english.items():
        if not isinstance(original, str) or original == spanish[path] or original in LABELS:
            continue
        original = NAMES.sub("", LINKS.sub("", original))
        for term, translation in GLOSSARY:
            if re.search(term, original, re.IGNORECASE) and not re.search(
                translation, spanish[path], re.IGNORECASE
            ):
                missing.append((path, term, translation))
    assert missing == []


def test_spanish_addresses_are_spanish_and_their_own():
    for key, text in SPANISH.items():
        assert re.fullmatch(r"[a-z0-9-]*", text.slug), key
    siblings = [(text.parent_key, text.slug) for text in SPANISH.values()]
    assert len(siblings) == len(set(siblings))
    assert sum(SPANISH[key].slug != ENGLISH[key].slug for key in ENGLISH) > len(ENGLISH) * 0.8


def test_menus_lead_to_the_same_places():
    for slot, links in ENGLISH_TEXTS.menus.items():
        spanish = [(link["page"], link["url"]) for _type, link in SPANISH_TEXTS.menus[slot]]
        assert spanish == [(link["page"], link["url"]) for _type, link in links]
    assert set(SPANISH_TEXTS.topics) == set(ENGLISH_TEXTS.topics)
    assert set(SPANISH_TEXTS.site["identity"]) <= set(ENGLISH_TEXTS.site["identity"])


@pytest.mark.parametrize("key", sorted(SPANISH))
def test_a_country_is_called_as_in_the_one_list(key):
    other = r"Malaui|Fiyi|Turquía|Timor Oriental|Zimbabwe|Côte d.Ivoire|Kenya\b|Rwanda|Viet Nam"
    for path, words in parts_of(SPANISH[key]).items():
        if isinstance(words, str) and not path.endswith("url"):
            assert not re.search(other, LINKS.sub("", words)), path
