"""The starter texts as data: every claim has a source, every link leads somewhere known."""

import csv
import re
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from nnirr_site.starter.loader import Ref, read_content

ENGLISH = read_content()[0]
PAGES, SOURCES = ENGLISH.pages, ENGLISH.sources
CALL, STATEMENT = ENGLISH.site["call"], ENGLISH.site["statement"]
KEYS = {text.key for text in PAGES}
UPDATES = [text for text in PAGES if text.model == "initiatives.PolicyUpdatePage"]
RESOURCES = [text for text in PAGES if text.model == "resources.ResourcePage"]
YEARS = [text for text in PAGES if text.model == "resources.MigrantsDayYearPage"]
WITHOUT_SOURCES = {"initiatives", "updates", "resources", "calls", "privacy", "accessibility"}
# What it states as a fact stands on the page that it takes it from.
WITHOUT_SOURCES |= {"migrants-day/kit"}
# Pages that no editor writes; a walk of the site sees that they answer.
OWN_PATHS = {
    "/search/",
    "/calls/what-we-keep/",
    "/calls/migrant-workers-convention/letter/",
    "/calls/migrant-workers-convention/allies/",
}
OWN_HOSTS = {"https://nnirr.org/"}

with (Path(__file__).parent / "verified_addresses.csv").open() as file:
    VERIFIED = {row["url"]: row["use"] for row in csv.DictReader(file)}


def walk(value):
    """Yield every dict, reference and string in a value, however deep."""
    yield value
    if isinstance(value, dict):
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from walk(item)


def everything_in(text):
    return list(walk([text.fields, text.children]))


def words_of(text):
    """All words of a page that readers see, without markup."""
    strings = [text.title, text.lead, text.search_description]
    strings += [item for item in everything_in(text) if isinstance(item, str)]
    return unescape(re.sub(r"<[^>]+>", " ", "\n".join(strings)))


def entries_of(text):
    return [item for item in everything_in(text) if isinstance(item, dict) and "precision" in item]


def blocks_of(text, name):
    return [
        item[1]
        for item in everything_in(text)
        if isinstance(item, tuple) and len(item) == 2 and item[0] == name
    ]


def addresses_of(text):
    """Addresses of other sites, with whether readers are sent there or only told the source."""
    found = set()
    for item in everything_in(text):
        if not isinstance(item, dict):
            continue
        for name in ("url", "external_url", "source_url", "theme_source_url", "website"):
            if item.get(name):
                is_source = name.endswith("source_url") or "as_of" in item
                found.add((item[name], "source" if is_source else "link"))
    return found


each_page = pytest.mark.parametrize("text", PAGES, ids=lambda text: text.key or "home")
each_update = pytest.mark.parametrize("text", UPDATES, ids=lambda text: text.slug)


def test_the_starter_site_is_complete():
    counts = Counter(text.model for text in PAGES)
    assert counts["initiatives.InitiativePage"] == 4
    assert counts["initiatives.NetworkPage"] == 3
    assert counts["initiatives.PolicyUpdatePage"] >= 14
    assert counts["resources.ResourcePage"] >= 10
    assert {text.fields["year"] for text in YEARS} == set(range(2016, 2027))
    assert {"privacy", "accessibility", "contact", "about"} <= KEYS


def test_keys_are_unique_and_parents_come_first():
    seen = set()
    for text in PAGES:
        assert text.key not in seen
        assert not text.key or text.parent_key in seen
        seen.add(text.key)


@each_page
def test_page_has_a_lead_and_a_description_for_search_engines(text):
    assert 20 <= len(text.lead) <= 400
    assert 40 <= len(text.search_description) <= 170


@each_page
def test_references_lead_to_pages_that_exist(text):
    for item in everything_in(text):
        if isinstance(item, Ref):
            assert item.key in KEYS
        if isinstance(item, str):
            assert set(re.findall(r'href="page:([^"]*)"', item)) <= KEYS
    for name in ("related_pages",):
        assert set(text.children.get(name, [])) <= KEYS


@each_page
def test_rich_text_links_only_to_pages_and_our_mailbox(text):
    for item in everything_in(text):
        if isinstance(item, str):
            for target in re.findall(r'href="([^"]*)"', item):
                is_page = target.startswith("page:") or target in OWN_PATHS
                assert is_page or target == "mailto:nnirrinfo@nnirr.org"


@each_page
def test_addresses_were_seen_and_may_be_used_in_this_way(text):
    for address, use in addresses_of(text):
        assert address in VERIFIED
        assert use == "source" or VERIFIED[address] == "link", address


def test_sources_are_verified_used_and_not_double():
    assert {source["url"] for source in SOURCES.values() if "link" in source} <= {
        address for address, use in VERIFIED.items() if use == "link"
    }
    used = {address for text in PAGES for address, _use in addresses_of(text)}
    assert {source["url"] for source in SOURCES.values()} == used
    assert len({source["url"] for source in SOURCES.values()}) == len(SOURCES)


@each_page
def test_page_that_states_facts_ends_with_its_sources_and_invents_no_day_of_checking(text):
    """Nobody has opened them one by one yet: when they were read stands once, on /about/."""
    if text.key in WITHOUT_SOURCES:
        assert not blocks_of(text, "sources")
        return
    streams = [value for value in text.fields.values() if isinstance(value, list) and value]
    last = [value[-1] for value in streams if isinstance(value[-1], tuple)]
    assert [name for name, _value in last].count("sources") == 1
    for block in blocks_of(text, "sources"):
        for item in block["items"]:
            assert item["label"] and item["url"]
            assert item["as_of"] is None


@each_page
def test_timeline_entries_have_a_source_and_stand_in_order(text):
    for block in [
        [value for _type, value in text.fields.get("timeline", [])],
        *(value["entries"] for value in blocks_of(text, "timeline")),
    ]:
        dates = [date.fromisoformat(entry["date"]) for entry in block]
        assert dates == sorted(dates)
        assert all(entry["source_label"] and entry["source_url"] for entry in block)


@pytest.mark.parametrize("text", [text for text in PAGES if entries_of(text)], ids=lambda t: t.key)
def test_imprecise_dates_do_not_pretend_to_know_the_day(text):
    for entry in entries_of(text):
        when = date.fromisoformat(entry["date"])
        assert entry["precision"] in {"day", "month", "year"}
        assert entry["precision"] == "day" or when.day == 1
        assert entry["precision"] != "year" or when.month == 1


@each_update
def test_update_says_when_which_body_and_where_it_is_written(text):
    assert date(2000, 1, 1) < date.fromisoformat(text.fields["date"]) < date(2026, 11, 1)
    assert text.fields["date_precision"] in {"day", "month"}
    assert text.topics and set(text.topics) <= set(ENGLISH.topics)
    assert text.fields["source_label"] and text.fields["source_url"] in VERIFIED


@each_update
def test_update_tells_what_happened_and_why_it_matters(text):
    (html,) = blocks_of(text, "prose")
    assert 2 <= html.count("<p>") <= 4
    assert html.count("Why it matters:") == 1


def test_every_topic_is_used_and_named():
    used = {slug for text in PAGES for slug in text.topics}
    assert used == set(ENGLISH.topics)
    for words in ENGLISH.topics.values():
        assert words["kind"] in {"body", "theme"} and words["name"]


def test_menus_lead_to_pages():
    assert set(ENGLISH.menus) == {"main", "explore", "take_part", "legal"}
    for links in ENGLISH.menus.values():
        for _type, link in links:
            assert link["title"]
            assert link["page"] or link["url"] in {*OWN_PATHS, *OWN_HOSTS}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (r"\billegals\b|\billegal (im)?migra", "people are not illegal"),
        (r"\bvoiceless\b|\bflows?\b|\bwaves? of\b", "words that make a crowd of people"),
        (r"\b281 million\b|\b169 million\b|\b164 million\b", "older series, not to be compared"),
        (r"\b49 (parties|States)|\b51 (parties|States)|\b17 signator", "out-of-date counts"),
        (r"Guidelines for Human Rights at", "the official title says “on”"),
        (r"\b54/93\b|\b45/93\b|\b76/266\b", "resolution numbers that are wrong or not seen"),
        (r"\barticles? (18|32|40|44|47|68)\b", "articles that were not checked"),
        (r"\b\d+(st|nd|rd|th) (PGA|People's Global)", "the PGA is not numbered"),
        (r"\bthirteen principles|\bthree principles\b", "three groups of principles"),
        (r"\bAlliance of Alliances\b.{0,80}\b(19|20)\d\d\b", "its year is not known"),
        (r"\bnewsletter\b|\bstreet address:|\bfax\b", "NNIRR offers none here"),
        (r"\+?\d[\d ()-]{8,}\d(?!\d)(?<!\d{4}-\d\d-\d\d)", "no telephone number is known"),
        (r"\[\?\]|\[!\]|TODO|lorem ipsum|XXX", "a mark of the research"),
        (r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October"
         r"|November|December) \d{4}", "dates are written month first"),
        (r"\bstates? (party|parties|have joined)\b|\b\d+ states\b", "States with a capital"),
        (r"\bunprecedented\b|\bit is important to note\b", "filler"),
    ],
)  # fmt: skip
def test_texts_avoid_what_the_facts_warn_of(wrong, reason):
    texts = {text.key: words_of(text) for text in PAGES}
    texts["statement"] = re.sub(r"<[^>]+>", " ", STATEMENT["body"])
    for key, words in texts.items():
        words = re.sub(r"https?://\S+|\d{4}-\d\d-\d\d", " ", words)
        found = re.search(wrong, words, re.DOTALL)
        assert not found, f"{key}: {found[0]!r}: {reason}"


@each_page
def test_number_of_parties_comes_with_its_date(text):
    words = words_of(text)
    if re.search(r"\b(60|[Ss]ixty) States\b|\b60 parties\b", words):
        assert re.search(r"December 2025|January 2026|November 2024|12-11", words)


def test_nobody_is_quoted_but_the_network_from_pages_of_its_own_that_were_seen():
    quotes = [(text.key, quote) for text in PAGES for quote in blocks_of(text, "quote")]
    assert {key for key, _quote in quotes} == {"root-causes"}
    for _key, quote in quotes:
        assert quote["source"].startswith("NNIRR, ")
        (label,) = (one["label"] for one in SOURCES.values() if one["url"] == quote["source_url"])
        assert label.startswith("NNIRR: ")
        assert quote["source_url"] in VERIFIED


CONVENTION = "initiatives/migrant-workers-convention"
BRIEF = [text for text in PAGES if text.key.startswith(f"{CONVENTION}/")]
each_page_of_the_brief = pytest.mark.parametrize("text", BRIEF, ids=lambda text: text.slug)
# What leads on or says what the page is; everything else states something.
STATELESS = {"note", "cards", "sources"}
# Block → where it has its statements, each with its sources.
STATEMENTS = {"steps": "items", "accordion": "items", "comparison": "rows"}


def test_the_brief_has_its_three_pages():
    assert {text.slug for text in BRIEF} == {"legal-brief", "objections", "senate"}


@each_page_of_the_brief
def test_each_line_of_the_brief_has_a_source(text):
    """A Senate office that finds one line without a source puts all of them aside."""
    body = [(name, value) for name, value in text.fields["body"] if name not in STATELESS]
    assert {name for name, _value in body} <= {*STATEMENTS, "timeline"}
    for name, value in body:
        if name == "timeline":
            assert all(entry["source_url"] for entry in value["entries"])
            continue
        assert value[STATEMENTS[name]]
        for line in value[STATEMENTS[name]]:
            assert line.get("sources"), line
            assert all(source["label"] and source["url"] for source in line["sources"])


@each_page_of_the_brief
def test_the_brief_says_what_it_is_not_and_when_its_sources_were_read(text):
    (note,) = blocks_of(text, "note")
    assert "not legal advice" in note["text"]
    assert "stored copies on December 1, 2026" in note["text"]


def test_each_cause_and_each_demand_has_a_source():
    (text,) = [text for text in PAGES if text.key == "root-causes"]
    lines = [item for name in ("accordion", "steps") for block in blocks_of(text, name)
             for item in block["items"]]  # fmt: skip
    assert len(lines) == 7
    assert all(line.get("sources") for line in lines)


def test_the_brief_is_reached_from_initiative_call_letter_and_tracker():
    pages = {text.key: text for text in PAGES}
    link = f'href="page:{CONVENTION}/legal-brief"'
    for key in ("calls/migrant-workers-convention", "who-has-joined"):
        assert any(isinstance(item, str) and link in item for item in everything_in(pages[key]))
    links = [item["page"].key for block in blocks_of(pages[CONVENTION], "links")
             for item in block["items"]]  # fmt: skip
    assert links == [text.key for text in BRIEF]
    call = pages["calls/migrant-workers-convention"]
    assert call.fields["brief_page"] == Ref(f"{CONVENTION}/legal-brief")


def test_persons_are_only_those_that_the_facts_name():
    named = {"Catherine Tactaquin", "Alma Maquitico", "Colin Rajah", "Favianna Rodriguez"}
    named |= {"Fatimata Diallo", "Kofi Annan"}
    found = set()
    for text in PAGES:
        found |= {name for name in named if name in words_of(text)}
        people = re.findall(
            r"(?:director|coordinator|speaker|prints by|General|said|chair),? ([A-Z]\w+ [A-Z]\w+)",
            words_of(text),
        )
        assert set(people) <= named | {"Executive Order"}, text.key
    assert found == named


def test_alliance_of_alliances_is_open_about_the_missing_file():
    (text,) = [text for text in RESOURCES if text.slug == "alliance-of-alliances"]
    assert "year" not in text.fields
    assert "The file is not posted here yet" in words_of(text)


def test_resources_name_their_publisher_and_can_be_opened():
    for text in RESOURCES:
        assert text.children["downloads"], text.key
        assert text.fields.get("publisher") or text.slug == "alliance-of-alliances"
        assert text.topics


def test_border_principles_give_ten_guidelines_in_three_groups():
    (text,) = [text for text in RESOURCES if text.slug.startswith("principles")]
    (groups,) = blocks_of(text, "steps")
    guidelines = [item for block in blocks_of(text, "facts") for item in block["items"]]
    assert len(groups["items"]) == 3
    assert [item["label"] for item in guidelines] == [f"Guideline {n}" for n in range(1, 11)]
    assert " on Human Rights at International Borders" in text.title
    assert {item.get("language", "en") for item in text.children["downloads"]} == {"en", "es"}


def test_it_is_said_once_when_the_sources_were_last_read():
    checked = [text.key for text in PAGES if re.search(r"last checked", words_of(text))]
    assert checked == ["about"]


def test_library_entries_cite_true_titles():
    """Students copy them: what is not ours has its own title, and no year of another thing."""
    for text in RESOURCES:
        citation = text.fields.get("citation", "")
        assert citation.endswith((".", ".”")) or text.slug == "alliance-of-alliances", text.key
        assert "., " not in citation.replace("No., ", ""), text.key
    cited = {text.slug: text.fields.get("citation", "") for text in RESOURCES}
    assert (
        "The International Convention on Migrant Workers and its Committee"
        in (cited["fact-sheet-24"])
    )
    assert "“About Treaties,”" in cited["senate-treaties"]
    assert not cited["ilo-convention-97"].endswith("1949.")


def test_statement_says_who_is_asked_and_what():
    assert CALL["addressee"] == "the President and the Senate of the United States"
    body = STATEMENT["body"]
    for part in (
        "December 18, 1990",
        "July 1, 2003",
        "As of December 2025, 60 States",
        "the President",
        "the Senate",
    ):
        assert part in body
    assert body.count("<li>") == 3
    assert len(STATEMENT["title"]) <= 200


def test_materials_of_the_day_are_those_that_are_printed_here():
    (text,) = [text for text in PAGES if text.key == "migrants-day"]
    kinds = [item["material"] for item in text.children["materials"]]
    assert kinds == ["poster", "fact-sheet", "lesson-plan", "sign-on-sheet"]
    assert len(text.fields["ways"]) >= 5


def test_year_without_a_known_theme_claims_none():
    for year, text in ((text.fields["year"], text) for text in YEARS):
        assert (
            ("theme" in text.fields)
            == ("theme_source_url" in text.fields)
            == (year not in {2017, 2022, 2023, 2024, 2026})
        )
