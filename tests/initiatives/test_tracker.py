"""The tracker: map, table, downloads, whatever the address asks for."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlencode

import brotli
import html5lib
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from initiatives.importing import import_states
from initiatives.models import State, TrackerPage
from initiatives.models.tracker import DESCENDING, build_table, sort_states
from tests.factories import make_home, make_page
from tests.nnirr_site.head import translate
from tests.weights import linked_sheets, weigh_sheets
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

FIRST_ROUND_TRIP = 14_336
SVG = "{http://www.w3.org/2000/svg}"


@lasting
def tracker():
    make_home()
    import_states()
    return make_page(TrackerPage, title="Who has joined?", lead="See every State.")


@pytest.fixture
def get(client, tracker):
    def fetch(**query):
        return client.get(tracker.url, query)

    return fetch


def parse(response):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content.decode())


def tables_of(response) -> list:
    """The flags as a table, and the table of States."""
    return [node for node in parse(response).iter("table") if node.get("class") == "data"]


def rows_of(response, at: int = -1) -> list[list[str]]:
    """Cells of a table as text."""
    table = tables_of(response)[at]
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for row in table.find("tbody").iter("tr")
    ]


def names_of(response) -> list[str]:
    return [row[0] for row in rows_of(response)]


def folded_of(response) -> dict[str, list[str]]:
    """Region → names of the States that have no row of their own."""
    found = {}
    for group in parse(response).iter("dl"):
        for term in group.iter("dt"):
            holder = next(node for node in group if term in list(node))
            name, mark, number = " ".join(term.itertext()).strip().rpartition(", ")
            if mark and number.isdigit():
                found[name] = " ".join(holder.find("dd").itertext()).strip().split(", ")
                assert len(found[name]) == int(number)
    return found


def test_all_states_are_shown_the_united_states_first_then_parties_then_signatories(get):
    response = get()
    rows = rows_of(response)
    assert rows[0] == ["United States", "Americas", "No action", "–"]
    assert rows[1] == ["Albania", "Europe", "Party by accession", "Jun 5, 2007"]
    assert rows[60] == ["Zimbabwe", "Africa", "Party by accession", "November 2024"]
    assert rows[61] == ["Armenia", "Asia", "Signed, not ratified", "Sep 26, 2013"]
    assert len(rows) == 72
    folded = folded_of(response)
    assert list(folded) == ["Africa", "Americas", "Asia", "Europe", "Oceania"]
    names = [name for names in folded.values() for name in names]
    assert len(names) == 121
    assert "121 other States have neither signed nor joined" in response.content.decode()
    shown = names_of(response) + names
    assert sorted(shown) == sorted(state.display_name for state in State.objects.all())


def test_united_states_stand_first_in_any_order_as_long_as_the_filters_match_them(get):
    for query in ({"sort": "date"}, {"sort": "state", "direction": "descending"}):
        assert names_of(get(**query))[0] == "United States"
    assert names_of(get(region="americas"))[0] == "United States"
    assert "United States" not in names_of(get(region="africa")) + names_of(get(status="party"))
    State.objects.filter(iso2="US").update(
        status="party", act="accession", action_date="2026-01-05"
    )
    assert names_of(get())[0] == "United States"
    assert "Empty place:" not in get().content.decode()


def test_flags_are_told_in_words_and_as_a_table(get):
    response = get()
    drawing = next(node for node in parse(response).iter(f"{SVG}svg") if node.get("role") == "img")
    by_id = {node.get("id"): " ".join("".join(node.itertext()).split()) for node in drawing.iter()}
    assert by_id[drawing.get("aria-labelledby")] == (
        "A flag for each of the 60 States that have joined"
    )
    told = by_id[drawing.get("aria-describedby")]
    assert told.startswith("By year, from 1993 to 20")
    assert told.endswith(
        "The largest number in one year was 7, in 2005. The place of United States is empty."
    )
    rows = rows_of(response, 0)
    assert rows[0] == ["1993", "2", "Egypt, Morocco"]
    assert rows[-1] == ["2024", "1", "Zimbabwe"]
    assert sum(int(row[1]) for row in rows) == 60
    assert all(len(row[2].split(", ")) == int(row[1]) for row in rows)
    text = " ".join("".join(parse(response).itertext()).split())
    assert "As of December 11, 2025 · UN Treaty Collection, chapter IV.13" in text


def test_map_can_be_set_back_to_years_that_say_how_many_had_joined(get):
    tree = parse(get())
    group = next(node for node in tree.iter("fieldset"))
    labels = [" ".join("".join(node.itertext()).split()) for node in group.iter("label")]
    assert labels == [
        "1993 2 parties",
        "2003 24 parties",
        "2010 44 parties",
        "2018 54 parties",
        "Today 60 parties",
    ]
    buttons = list(group.iter("input"))
    assert [node.get("checked") is not None for node in buttons] == [False] * 4 + [True]
    assert {node.get("name") for node in buttons} == {"moment"}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 193),
        ({"status": "party"}, 60),
        ({"status": "signatory"}, 11),
        ({"status": "none"}, 122),
        ({"status": "all"}, 193),
        ({"region": "africa"}, 54),
        ({"region": "africa", "status": "party"}, 29),
        ({"region": "oceania", "status": "all"}, 14),
    ],
)
def test_table_is_filtered_by_region_and_status(get, query, count):
    response = get(**query)
    folded = [name for names in folded_of(response).values() for name in names]
    assert len(rows_of(response)) + len(folded) == count
    assert bool(folded) == ("status" not in query)
    assert f"<strong>{count} States</strong>" in response.content.decode()


def test_all_states_are_on_the_map_whatever_the_table_shows(get):
    for query in ({}, {"region": "oceania", "status": "signatory"}):
        tree = parse(get(**query))
        tiles = {}
        for label in tree.iter("label"):
            choice, name = label.find("input"), label.find("b")
            if choice is not None and name is not None:
                assert (choice.get("type"), choice.get("name")) == ("radio", "tile")
                tiles[choice.tail.strip()] = name.text
        assert tiles == {state.iso2: state.display_name for state in State.objects.all()}
        labels = [node.get("aria-label") for node in tree.iter() if node.get("role") == "group"]
        assert "Tile map of Africa: 29 of 54 States are parties, 5 signed only." in labels, labels


def test_figures_carry_the_date_of_the_table(get):
    text = " ".join(" ".join(parse(get()).find("body").itertext()).split())
    assert "60 of 193 UN member States are party to the Migrant Workers Convention." in text
    assert "60 States parties As of December 11, 2025" in text
    assert "States that signed only 11" in text
    assert "The last to join, November 2024 Zimbabwe" in text


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({"region": "africa"}, "Algeria", "Sierra Leone"),
        ({"sort": "state", "region": "africa"}, "Algeria", "Zimbabwe"),
        ({"sort": "state", "direction": "descending", "region": "africa"}, "Zimbabwe", "Algeria"),
        ({"sort": "region", "status": "party"}, "Algeria", "Fiji"),
        ({"sort": "status", "status": "all", "region": "africa"}, "Algeria", "Zambia"),
        ({"sort": "date", "status": "party"}, "Egypt", "Zimbabwe"),
        ({"sort": "date", "direction": "descending", "status": "party"}, "Zimbabwe", "Egypt"),
    ],
)
def test_table_is_sorted_as_the_address_says(get, query, first, last):
    names = names_of(get(**query))
    assert (names[0], names[-1]) == (first, last)


def test_states_without_a_date_stand_last_in_either_direction(tracker):
    states = list(State.objects.all())
    for direction in ("ascending", DESCENDING):
        dates = [state.since for state in sort_states(states, "date", direction)]
        assert dates[:71].count(None) == 0
        assert dates[71:] == [None] * 122


def test_names_are_sorted_without_regard_to_accents(get):
    names = names_of(get(status="all", sort="state"))
    assert names.index("Côte d'Ivoire") == names.index("Costa Rica") + 1
    assert names.index("Türkiye") == names.index("Tunisia") + 1


def test_column_heads_turn_the_order_round_and_keep_the_filters(get):
    response = get(region="asia", sort="date")
    columns = {column.key: column for column in response.context["table"].columns}
    assert columns["date"].direction == "ascending"
    assert columns["date"].query == "region=asia&sort=date&direction=descending"
    assert columns["status"].query == "region=asia"
    assert columns["state"].query == "region=asia&sort=state"
    heads = [node for node in tables_of(response)[-1].iter("th") if node.get("scope") == "col"]
    assert [node.get("aria-sort") for node in heads] == [None, None, None, "ascending"]
    again = get(region="asia", sort="date", direction="descending")
    columns = {column.key: column for column in again.context["table"].columns}
    assert columns["date"].query == "region=asia&sort=date"


def test_filtering_keeps_the_order_and_a_filter_can_be_taken_away(get, tracker):
    response = get(region="asia", status="party", sort="date", direction="descending")
    tree = parse(response)
    hidden = {
        node.get("name"): node.get("value")
        for node in tree.iter("input")
        if node.get("type") == "hidden"
    }
    assert hidden == {"sort": "date", "direction": "descending"}
    links = {node.get("href") for node in tree.iter("a")}
    assert f"{tracker.url}?status=party&sort=date&direction=descending#table" in links
    assert f"{tracker.url}?region=asia&sort=date&direction=descending#table" in links


HOSTILE = ["x", "", "\x00", "9" * 10_000, "<script>alert(1)</script>", "' OR 1=1 --", "café\ud800"]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("key", ["region", "status", "sort", "direction"])
def test_values_that_do_not_exist_are_left_out_and_the_page_says_so(client, tracker, key, value):
    query = urlencode({key: value}, errors="surrogatepass")
    response = client.get(f"{tracker.url}?{query}")
    assert response.status_code == 200
    assert len(rows_of(response)) == 72
    assert ("It was left out." in response.content.decode()) == bool(value)
    assert b"<script>alert" not in response.content


def test_other_query_keys_leave_no_trace_in_the_page(client, tracker):
    response = client.get(f"{tracker.url}?region=asia&evil=%3Cb%3E&sort=date")
    assert b"evil" not in response.content


def test_no_match_offers_the_way_back(get):
    State.objects.filter(region="oceania", status="signatory").delete()
    response = get(region="oceania", status="signatory")
    assert "No State matches these filters." in response.content.decode()


def test_page_stands_before_there_are_any_states(client):
    make_home()
    page = make_page(TrackerPage)
    response = client.get(page.url)
    assert response.status_code == 200
    text = " ".join("".join(parse(response).itertext()).split())
    assert "Map: one tile per State" not in text
    assert "No State matches these filters." in text


def test_few_and_many_states_cost_the_same_queries(client, tracker):
    def count(query: str) -> int:
        # A session passes the page cache by.
        client.cookies["sessionid"] = "none"
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{tracker.url}?{query}").status_code == 200
        assert sum('FROM "initiatives_state"' in entry["sql"] for entry in captured) == 1
        return len(captured)

    count("")
    many = count("status=all&sort=date")
    State.objects.exclude(iso2__in=["MX", "US", "HT"]).delete()
    assert count("status=all&sort=date") == many


@override_settings(WAGTAIL_CONTENT_LANGUAGES=settings.LANGUAGES)
@pytest.mark.parametrize("code", ["en", "es", "fr", "ar"])
@pytest.mark.parametrize("status", ["", "all"])
def test_html_and_styles_fit_into_the_first_round_trip(code, status, tracker):
    """With Brotli, which knows the names of countries and is what browsers ask for."""
    page = tracker if code == "en" else translate(tracker, code)
    query = {"status": status} if status else {}
    response = Client(headers={"Accept-Encoding": "br"}).get(page.url, query)
    html = brotli.decompress(response.content).decode()
    assert f'lang="{code}"' in html
    assert linked_sheets(html) == ["css/site.css", "css/tracker.css"]
    assert len(response.content) + weigh_sheets(html) <= FIRST_ROUND_TRIP


def test_csv_holds_every_state_in_the_documented_columns(client, tracker):
    response = client.get("/tracker/states.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    documented = Path(settings.BASE_DIR, "docs/data.md").read_text()
    assert len(rows) == 193
    assert all(f"`{column}`" in documented for column in rows[0])
    by_code = {row["iso3"]: row for row in rows}
    assert by_code["ZWE"]["action_date"] == "2024-11"
    assert by_code["TGO"]["action_date"] == "2020"
    assert by_code["CIV"]["name"] == "Côte d'Ivoire"
    assert by_code["USA"]["status"] == "none"


def test_json_says_what_it_is_how_old_it_is_and_holds_the_same_rows(client, tracker):
    document = json.loads(client.get("/tracker/states.json").content)
    assert document["as_of"] == "2025-12-11"
    assert document["counts"] == {"party": 60, "signatory": 11, "none": 122}
    assert document["licence"] and document["source"].startswith("https://treaties.un.org/")
    rows = {row["iso3"]: row for row in document["states"]}
    assert len(rows) == 193
    assert rows["MEX"]["source_urls"]
    assert rows["MEX"]["un_member"] is True
    assert rows["USA"]["signature_date"] is None


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_downloads_may_be_read_from_other_sites_and_asked_for_again(client, tracker, kind):
    address = f"/tracker/states.{kind}"
    response = client.get(address)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    again = client.get(address, HTTP_IF_NONE_MATCH=response["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    State.objects.filter(iso3="MEX").update(notes="New.")
    changed = client.get(address, HTTP_IF_NONE_MATCH=response["ETag"])
    assert changed.status_code == 200


def test_downloads_answer_before_there_are_any_states(client):
    make_home()
    assert json.loads(client.get("/tracker/states.json").content)["as_of"] is None
    assert client.get("/tracker/states.csv").status_code == 200


def test_downloads_are_linked_with_their_format_and_size(get):
    links = {
        node.get("href"): " ".join("".join(node.itertext()).split())
        for node in parse(get()).iter("a")
    }
    assert links["/tracker/states.csv"].startswith("Download CSV, ")
    assert links["/tracker/states.csv"].endswith(" KB")
    assert "/tracker/states.json" in links


def test_table_speaks_spanish_names_and_sorts_by_them(tracker):
    from django.http import QueryDict

    with translation.override("es"):
        table = build_table(list(State.objects.all()), QueryDict("status=all&sort=state"))
        names = [state.display_name for state in table.states]
    assert names[:3] == ["Estados Unidos", "Afganistán", "Albania"]
