"""What visitors find: ranking, languages, excerpts, filters, and odd queries."""

import datetime

import html5lib
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from wagtail.models import Locale

from initiatives.models import PolicyUpdatePage, PolicyUpdatesIndexPage, State
from nnirr_site.models import SearchEntry, SearchSynonyms, StandardPage
from nnirr_site.search.index import rebuild
from resources.models import ResourceDownload, ResourceLibraryPage, ResourcePage
from tests.copies import copy_page
from tests.factories import make_home, make_page, make_topic, root_page
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


@lasting
def home():
    return make_home(title="Our program")


@lasting
def spanish_home(home):
    locale = Locale.objects.create(language_code="es")
    page = type(home)(title="Nuestro programa", slug="inicio", locale=locale)
    root_page().add_child(instance=page)
    return page


def standard(parent, title="A page", text="", **fields) -> StandardPage:
    body = [("prose", f"<p>{text}</p>")] if text else []
    return make_page(StandardPage, parent=parent, title=title, body=body, **fields)


def search(client, q="", path="/search/", **parameters):
    response = client.get(path, {"q": q, **parameters})
    assert response.status_code == 200
    return response


def titles(response) -> list[str]:
    return [strip_tags(result.title) for result in response.context["results"] or []]


def found(client, q, **parameters) -> list[str]:
    response = search(client, q, **parameters)
    return [] if response.context["is_loosened"] else titles(response)


# -- Ranking ----------------------------------------------------------------------------------


def test_title_beats_lead_and_lead_beats_text(client, home):
    standard(home, "Third", "Wages. " + "Wages and wages and wages. " * 30)
    standard(home, "Second", lead="About wages.")
    standard(home, "Wages at sea")
    assert found(client, "wages") == ["Wages at sea", "Second", "Third"]


def test_title_that_is_the_query_beats_a_longer_title_that_holds_it(client, home):
    standard(home, "Migrants Day in nine languages and more")
    standard(home, "Migrants Day")
    standard(home, "Day of the migrants")
    assert found(client, "migrants day")[0] == "Migrants Day"


def test_all_words_have_to_be_on_the_page(client, home):
    standard(home, "One", "Children at the border.")
    standard(home, "Two", "Children in school.")
    assert found(client, "children border") == ["One"]


def test_phrase_in_quotation_marks_finds_words_side_by_side(client, home):
    standard(home, "Apart", "Rights that are human.")
    standard(home, "Together", "Human rights for all.")
    assert set(found(client, "human rights")) == {"Apart", "Together"}
    assert found(client, '"human rights"') == ["Together"]
    assert found(client, "“human rights”") == ["Together"]


def test_minus_sign_leaves_pages_out(client, home):
    standard(home, "One", "Border and children.")
    standard(home, "Two", "Border and wages.")
    assert found(client, "border -children") == ["Two"]


def test_sign_inside_a_word_is_no_operator(client, home):
    standard(home, "Resolution", "Adopted as A/RES/45/158.")
    standard(home, "Other", "Pages 158 and 45.")
    assert found(client, "45/158") == ["Resolution"]


# -- Languages --------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["worker", "WORKERS", "working"])
def test_english_endings_do_not_matter(client, home, query):
    standard(home, "Page", "Migrant workers organize their work.")
    assert found(client, query) == ["Page"]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("La migración y sus causas.", "migraciones"),
        ("Las migraciones y sus causas.", "migración"),
        ("Las migraciones y sus causas.", "migracion"),
        ("Las ratificaciones.", "ratificacion"),
        ("La ratificación.", "ratificaciones"),
        ("La ratificacion sin acento.", "ratificación"),
        ("La detención de niñas.", "detenciones niña"),
        ("El derecho de las trabajadoras.", "derechos trabajadora"),
        ("Las garantías.", "garantia"),
    ],
)
def test_spanish_endings_and_accents_do_not_matter(client, spanish_home, text, query):
    standard(spanish_home, "Página", text)
    assert found(client, query, path="/es/search/") == ["Página"]


@pytest.mark.parametrize("query", ["Geneva café", "geneva CAFE", "GENÈVA cafe\u0301"])
def test_accents_are_ignored_in_english(client, home, query):
    standard(home, "Page", "A café in Geneva.")
    assert found(client, query) == ["Page"]


def test_page_is_stemmed_in_its_own_language(client, home, spanish_home):
    """English would cut `derechos` to nothing that fits `derecho`."""
    standard(spanish_home, "Página", "Los derechos.")
    assert found(client, "derecho", path="/es/search/") == ["Página"]
    assert found(client, "derecho", language="es") == ["Página"]


def test_pages_of_the_language_in_use_come_without_asking(client, home, spanish_home):
    standard(home, "Page", "Solidarity, solidaridad.")
    standard(spanish_home, "Página", "Solidaridad.")
    assert found(client, "solidaridad") == ["Page"]
    assert found(client, "solidaridad", path="/es/search/") == ["Página"]
    assert set(found(client, "solidaridad", language="all")) == {"Page", "Página"}


def test_nothing_here_points_to_what_there_is_in_another_language(client, home, spanish_home):
    standard(spanish_home, "Página", "Solidaridad.")
    response = search(client, "solidaridad")
    assert response.context["count"] == 0
    assert [(link["code"], link["count"]) for link in response.context["language_links"]] == [
        ("es", 1)
    ]
    assert "language=es" in response.content.decode()


def test_document_is_found_by_its_title_in_the_language_of_the_document(client, home):
    page = make_page(ResourcePage, title="A sheet")
    download = ResourceDownload(
        title="Hoja sobre las migraciones", language="es", external_url="https://example.org/h.pdf"
    )
    page.downloads.add(download)
    page.save()
    assert found(client, "migración") == ["A sheet"]


# -- Typing errors ----------------------------------------------------------------------------


def suggested(client, q, **parameters) -> str:
    return search(client, q, **parameters).context["suggestion"]


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("pasaport", "passport"),
        ("PASSPROT", "passport"),
        ("consuler help", "consular help"),
        ('"consuler" hlep', '"consular" help'),
        ("passport", ""),
        ("passing", ""),
        ("xyzzyxyzzy", ""),
        ("pas", ""),
    ],
)
def test_typing_error_is_answered_with_the_nearest_word(client, home, query, suggestion):
    standard(home, "Passport", "Ask for consular help.")
    assert suggested(client, query) == suggestion


def test_suggestion_has_the_accents_of_the_page(client, spanish_home):
    standard(spanish_home, "Página", "La migración.")
    assert suggested(client, "migrasion", path="/es/search/") == "migración"


def test_of_two_words_as_near_the_common_one_is_suggested(client, home):
    standard(home, "Women", "Wumen is a misprint here.")
    standard(home, "Women at work")
    assert suggested(client, "wamen") == "women"


def test_word_of_a_hidden_page_is_not_suggested(client, home):
    page = standard(home, "Passport")
    page.unpublish()
    assert suggested(client, "pasport") == ""


def test_suggestion_links_to_what_it_finds(client, home):
    standard(home, "Passport")
    content = search(client, "pasaport").content.decode()
    assert 'href="/search/?q=passport"' in content


def test_pages_with_some_of_the_words_stand_in_for_none_with_all(client, home):
    standard(home, "One", "Children in school.")
    response = search(client, "children border")
    assert response.context["is_loosened"]
    assert titles(response) == ["One"]
    assert "No page has all of these words" in response.content.decode()


# -- Excerpts ---------------------------------------------------------------------------------


def excerpt(client, q, **parameters) -> str:
    return str(search(client, q, **parameters).context["results"][0].excerpt)


def test_excerpt_shows_the_sentence_with_the_word_marked(client, home):
    filler = "Nothing of the kind is said in this sentence. " * 20
    standard(home, "Page", f"{filler}Boats were stopped at sea. {filler}")
    assert excerpt(client, "boat") == "… <mark>Boats</mark> were stopped at sea."


def test_words_in_a_row_are_marked_as_one_with_their_accents(client, spanish_home):
    standard(spanish_home, "Página", "Hablamos de la Migración Forzada de las niñas.")
    assert "<mark>Migración Forzada</mark>" in excerpt(
        client, "migraciones forzadas", path="/es/search/"
    )


def test_very_long_sentence_is_cut_around_the_word(client, home):
    standard(home, "Page", "word " * 300 + "lighthouse " + "word " * 300)
    shown = excerpt(client, "lighthouse")
    assert "<mark>lighthouse</mark>" in shown
    assert len(strip_tags(shown)) < 260
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_page_found_by_its_title_shows_how_its_text_begins(client, home):
    standard(home, "Lighthouse", "The text begins.", lead="This is the lead.")
    assert excerpt(client, "lighthouse") == "This is the lead."


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<mark>x</mark><img src=x onerror=alert(1)>",
        '"><svg/onload=alert(1)>',
        "\ue000<b>\ue001</b>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_markup_in_texts_and_titles_is_shown_as_text(client, home, attack):
    make_page(
        StandardPage,
        parent=home,
        title=f"{attack} Lighthouse {attack}",
        lead=f"{attack} A lighthouse {attack} here.",
        body=[("pull", {"text": f"{attack} the lighthouse {attack} again."})],
    )
    response = search(client, "lighthouse")
    assert response.context["count"] == 1
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        response.content.decode()
    )
    (result,) = [node for node in tree.iter("li") if node.get("class") == "hit"]
    tags = {node.tag for node in result.iter()}
    assert not tags & {"script", "img", "svg", "b"}
    assert "lighthouse" in "".join(node.text or "" for node in result.iter("mark")).lower()


@pytest.mark.parametrize("attack", ["<script>alert(1)</script>", '"onmouseover="x', "{{ 7*7 }}"])
def test_query_is_shown_as_text(client, home, attack):
    content = search(client, attack).content.decode()
    assert "<script>alert" not in content
    assert 'value=""' not in content
    html5lib.HTMLParser(strict=True).parse(content)


def test_figure_in_a_sentence_is_that_of_today(client, home):
    """The index keeps the key: a number that was stored would be wrong when the data change."""
    joined = {"status": "party", "act": "accession", "action_date": datetime.date(2020, 5, 5)}
    for iso3, name in (("XFR", "Freedonia"), ("XSY", "Sylvania")):
        State.objects.create(name=name, iso2=iso3[:2], iso3=iso3, region="europe", **joined)
    standard(home, "Joined", "So far [[states_parties]] States joined the lighthouse.")
    standard(home, "Lighthouse", lead="Of [[un_members]] States.")
    assert "So far 2 States joined" in strip_tags(excerpt(client, "joined"))
    results = search(client, "lighthouse").context["results"]
    assert strip_tags(results[0].excerpt) == "Of 2 States."
    assert found(client, "un_members") == []


# -- Filters ----------------------------------------------------------------------------------


@lasting
def mixed(home):
    """Two updates and a resource about borders, and a page of no year."""
    borders = make_topic("Borders", slug="borders")
    work = make_topic("Work", slug="work")
    index = make_page(PolicyUpdatesIndexPage, title="Updates")
    library = make_page(ResourceLibraryPage, title="Library")
    for year, topics in ((2024, [borders]), (2025, [borders, work])):
        update = make_page(
            PolicyUpdatePage, parent=index, title=f"Lighthouse {year}", date=f"{year}-05-01"
        )
        update.topics.add(*topics)
        update.save()
    resource = make_page(ResourcePage, parent=library, title="Lighthouse book", year=2025)
    resource.topics.add(work)
    resource.save()
    standard(home, "Lighthouse keeper")


def choices(response, name) -> dict[str, int]:
    (item,) = [item for item in response.context["listing"].filters if item.name == name]
    return {choice.value: choice.count for choice in item.choices}


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"kind": "update"}, {"Lighthouse 2024", "Lighthouse 2025"}),
        ({"kind": "resource"}, {"Lighthouse book"}),
        ({"topic": "borders"}, {"Lighthouse 2024", "Lighthouse 2025"}),
        ({"topic": "work", "kind": "update"}, {"Lighthouse 2025"}),
        ({"year": "2025"}, {"Lighthouse 2025", "Lighthouse book"}),
        ({"year": "2025", "kind": "page"}, set()),
    ],
)
def test_filters_narrow_the_results(client, mixed, parameters, expected):
    assert set(found(client, "lighthouse", **parameters)) == expected


def test_counts_say_what_each_choice_would_leave(client, mixed):
    response = search(client, "lighthouse")
    assert choices(response, "kind") == {"page": 1, "update": 2, "resource": 1}
    assert choices(response, "topic") == {"borders": 2, "work": 2}
    assert choices(response, "year") == {"2025": 2, "2024": 1}


def test_counts_of_a_filter_heed_the_other_filters_and_not_itself(client, mixed):
    response = search(client, "lighthouse", kind="update", topic="work")
    assert choices(response, "kind") == {"update": 1, "resource": 1}
    assert choices(response, "topic") == {"borders": 2, "work": 1}
    assert choices(response, "year") == {"2025": 1}


def test_every_count_is_what_following_it_gives(client, mixed):
    for link in search(client, "lighthouse").context["kind_links"]:
        response = client.get(f"/search/?{link['query']}")
        assert response.context["count"] == link["count"], link


def test_filter_without_a_query_lists_all_of_it(client, mixed):
    response = search(client, kind="update")
    assert titles(response) == ["Lighthouse 2025", "Lighthouse 2024"]


def test_no_result_under_a_filter_points_to_the_search_without(client, mixed):
    response = search(client, "lighthouse", kind="page", year="2024")
    assert response.context["count"] == 0
    assert response.context["count_without_filters"] == 4
    assert 'href="/search/?q=lighthouse"' in response.content.decode()


@pytest.mark.parametrize(
    "parameters",
    [
        {"kind": "no-such-kind"},
        {"topic": "x\x00y"},
        {"year": "9999999999"},
        {"language": "xx"},
        {"language": "' OR 1=1 --"},
        {"year": "9" * 10_000},
    ],
)
def test_unknown_filter_is_left_out_and_said_so(client, mixed, parameters):
    response = search(client, "lighthouse", **parameters)
    assert response.context["count"] == 4
    assert response.context["listing"].unknown


def test_empty_search_offers_topics(client, mixed):
    response = search(client)
    assert response.context["results"] is None
    links = response.context["topic_links"]
    assert [(link["label"], link["count"]) for link in links] == [("Borders", 2), ("Work", 2)]
    assert "topic=borders" in response.content.decode()


def test_kinds_of_all_page_types_have_one_name_each():
    """Two types may share a kind, but not under two names."""
    from nnirr_site.checks import own_page_models

    names = {}
    for model in own_page_models():
        kind = model.search_kind
        assert names.setdefault(kind.code, str(kind.plural)) == str(kind.plural)
    assert len(names) >= 6


# -- Odd queries ------------------------------------------------------------------------------

HOSTILE = [
    "\x00",
    "a\x00b",
    "x" * 10_000,
    "word " * 2_000,
    "& | ! ( ) : * <-> <2>",
    "a & b | !c",
    "border:* & (",
    "foo\\bar\\",
    "'",
    "''",
    '"',
    '"""',
    '"unclosed phrase',
    "-",
    "- - -",
    "-border",
    "--border",
    "' OR 1=1 --",
    "%",
    "%s %(x)s {0}",
    "_",
    "the of and",
    "The",
    '"the of"',
    "😀",
    "👩‍👩‍👧‍👦 family",
    "حقوق المهاجرين",
    "\u202eabc\u202c",
    "移民の権利",
    "ﬁﬂ ½ ①",
    "\u0301\u0301\u0301",
    "\ud7ff\uf8ff\ue000\ue001",
    "<mark>",
    "1e309",
    "https://www.un.org/x?y=z#a",
    "name@example.org",
    "../../etc/passwd",
    "\t\n\r",
    "a" * 199 + " " + "b" * 50,
    "-a -b -c",
    "or",
    "NOT border AND",
]


@pytest.mark.parametrize("q", HOSTILE)
def test_query_never_breaks_the_search(client, home, q):
    standard(home, "Border", "At the border, names and families.")
    response = search(client, q)
    html5lib.HTMLParser(strict=True).parse(response.content.decode())


@pytest.mark.parametrize("q", HOSTILE)
def test_query_never_breaks_the_library(client, home, q):
    library = make_page(ResourceLibraryPage)
    make_page(ResourcePage, parent=library, title="Border")
    assert client.get(library.url, {"q": q}).status_code == 200


def test_undecodable_query_is_a_page(client, home):
    assert client.get("/search/?q=%ff%fe%00%c3%28").status_code == 200


@pytest.mark.parametrize("q", ["the of and", "😀", "& | !", "-border"])
def test_query_without_a_word_says_so(client, home, q):
    standard(home, "Border")
    response = search(client, q)
    assert response.context["is_senseless"]
    assert response.context["count"] == 0
    assert "no word to search for" in response.content.decode()


def test_stop_words_beside_others_are_left_out(client, home):
    standard(home, "Page", "Children crossing.")
    assert found(client, "the children of the crossing") == ["Page"]


def test_very_long_query_is_cut_and_said_so(client, home):
    assert "first 200 characters" in search(client, "border " * 200).content.decode()


@pytest.mark.parametrize("number", ["x", "0", "-1", "2", "9" * 5000, "1\x00"])
def test_page_of_results_that_does_not_exist_is_a_404(client, home, number):
    standard(home, "Border")
    assert client.get("/search/", {"q": "border", "page": number}).status_code == 404


def test_search_answers_only_reading_requests(client, home):
    assert client.post("/search/", {"q": "x"}).status_code == 405


# -- Cost -------------------------------------------------------------------------------------


def test_search_costs_the_same_queries_for_3_and_30_and_300_results(client, home):
    client.cookies["sessionid"] = "none"
    page = standard(home, "Lighthouse", "The lighthouse stands at the coast.")

    def measure(total: int) -> int:
        copy_page(page, total - SearchEntry.objects.filter(title="Lighthouse").count())
        with CaptureQueriesContext(connection) as captured:
            response = search(client, "lighthouse")
        assert response.context["count"] == total
        return len(captured)

    measure(2)
    assert measure(3) == measure(30) == measure(300)


def test_results_of_many_kinds_cost_no_more_queries_than_of_one(client, home):
    client.cookies["sessionid"] = "none"
    for label in ("initiatives.InitiativePage", "initiatives.NetworkPage", "campaigns.CallPage"):
        make_page(apps.get_model(label), title="Lighthouse")

    def measure(**parameters) -> int:
        with CaptureQueriesContext(connection) as captured:
            search(client, "lighthouse", **parameters)
        return len(captured)

    measure()
    assert measure() == measure(kind="network")


def test_rebuild_finds_what_was_found_before(client, mixed):
    before = found(client, "lighthouse")
    assert rebuild() > 0
    assert found(client, "lighthouse") == before


def test_form_without_anything_to_choose_is_not_shown(client, home):
    standard(home, "Lighthouse")
    assert 'class="filters"' not in search(client, "lighthouse").content.decode()


# -- Words that mean the same -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("USA", "The U.S. has not joined."),
        ("U.S.", "The United States has not joined."),
        ("United States", "Policy of the USA."),
        ("Marrakesh", "The Marrakech conference adopted it."),
        ("A/RES/45/158", "Adopted by resolution 45/158 in 1990."),
        ("A/RES/45/158", "Adopted as A/RES/45/158."),
        ("A/HRC/RES/17/12", "The Council said so in resolution 17/12."),
        ("migrants/refugees", "Refugees are met at the border, and so are migrants."),
        ("estados unidos", "The U.S. has not joined."),
        ("usa migrants", "Migrants in the United States."),
    ],
)
def test_what_means_the_same_is_found(client, home, typed, text):
    standard(home, "Found", text)
    standard(home, "Other", "Nothing of the kind stands here.")
    assert found(client, typed) == ["Found"]


def test_words_in_a_row_are_found_apart_as_before_and_quoted_ones_are_not(client, home):
    standard(home, "Apart", "States that are united in their refusal.")
    standard(home, "Beside", "The united states of the region.")
    assert set(found(client, "united states")) == {"Apart", "Beside"}
    assert found(client, '"united states"') == ["Beside"]


def test_what_is_excluded_is_excluded_by_all_its_names(client, home):
    standard(home, "One", "Borders of the United States.")
    standard(home, "Two", "Borders of the sea.")
    assert found(client, "borders -USA") == ["Two"]


def test_staff_can_say_what_means_the_same(client, home):
    standard(home, "Found", "The caravan left at dawn.")
    assert found(client, "convoy") == []
    words = SearchSynonyms(words="convoy , caravan, caravan,")
    words.full_clean()
    words.save()
    assert words.words == "convoy, caravan"
    assert found(client, "convoy") == ["Found"]
    with pytest.raises(ValidationError):
        SearchSynonyms(words="alone,").full_clean()


def test_synonyms_cost_one_query_however_many_there_are(client, home):
    standard(home, "Found", "The caravan left at dawn.")
    search(client, "caravan")
    with CaptureQueriesContext(
        connection,
    ) as few:
        search(client, "caravan dawn")
    SearchSynonyms.objects.bulk_create(
        SearchSynonyms(words=f"word{number}, caravan, other{number}") for number in range(50)
    )
    with CaptureQueriesContext(connection) as many:
        search(client, "caravan dawn")
    assert len(many) == len(few)
