"""Figures in sentences follow the data."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from initiatives.convention import count_days, count_years
from initiatives.importing import import_states
from initiatives.models import State, TrackerPage
from nnirr_site.blocks.figures import FiguresBlock
from nnirr_site.models import StandardPage
from nnirr_site.text.live_figures import (
    Figure,
    FigureReading,
    all_figures,
    fill_in,
    find_figure,
    register_figure,
)
from tests.factories import make_home, make_page
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


@lasting
def world():
    import_states()


def make_text_page(text: str, **fields) -> StandardPage:
    return make_page(StandardPage, body=[("prose", f"<p>{text}</p>")], **fields)


def ratify(iso2: str) -> None:
    state = State.objects.get(iso2=iso2)
    state.status, state.act = "party", "accession"
    state.action_date = datetime.date(2026, 3, 5)
    state.as_of = datetime.date(2026, 3, 6)
    state.full_clean()
    state.save()


def read(key: str) -> str:
    return str(find_figure(key).reading)


def test_figures_are_those_of_the_table(world):
    values = {
        "states_parties": "60",
        "signatories_only": "11",
        "signatures": "40",
        "un_members": "193",
        "un_members_without_action": "122",
        "ratifications": "29",
        "accessions": "31",
        "states_parties_africa": "29",
        "states_parties_americas": "18",
        "states_parties_asia": "10",
        "states_parties_europe": "2",
        "states_parties_oceania": "1",
        "latest_party": "Zimbabwe",
        "latest_party_date": "November 2024",
        "states_as_of": "December 11, 2025",
    }
    assert {key: read(key) for key in values} == values
    assert find_figure("states_parties").reading.as_of == datetime.date(2025, 12, 11)


def test_time_is_counted_as_people_count_it():
    adopted = datetime.date(1990, 12, 18)
    assert count_years(adopted, datetime.date(2026, 12, 17)) == 35
    assert count_years(adopted, datetime.date(2026, 12, 18)) == 36
    assert count_days(adopted, datetime.date(1990, 12, 19)) == 1
    today = timezone.localdate()
    assert find_figure("days_since_adoption").reading == FigureReading(
        (today - adopted).days, today
    )
    assert find_figure("years_in_force").reading.value == count_years(
        datetime.date(2003, 7, 1), today
    )


def test_changing_the_data_changes_the_sentence(world, client):
    make_home()
    page = make_text_page("By [[states_as_of]], [[states_parties]] States; last: [[latest_party]].")
    assert (
        "By December 11, 2025, 60 States; last: Zimbabwe." in client.get(page.url).content.decode()
    )
    ratify("BR")
    assert "By March 6, 2026, 61 States; last: Brazil." in client.get(page.url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_changing_the_data_changes_the_sentence_in_a_stored_page(client, live_page_cache):
    make_home()
    import_states()
    page = make_text_page("[[states_parties]] States have joined.")
    # The news of the saves above may still be on its way and empty the store once more.
    stored = next(
        response
        for response in (client.get(page.url) for _ in range(500))
        if response["X-Cache"] == "hit"
    )
    assert "60 States have joined." in stored.content.decode()
    ratify("BR")
    assert "61 States have joined." in client.get(page.url).content.decode()


def test_many_figures_cost_one_query(world, client):
    make_home()
    none = make_text_page("No figure.", slug="none")
    one = make_text_page("[[states_parties]]", slug="one")
    many = make_text_page(" ".join(f"[[{figure.key}]]" for figure in all_figures()), slug="many")
    client.cookies["sessionid"] = "none"

    def count(page) -> int:
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    assert count(one) == count(none) + 1
    assert count(many) == count(one)


def test_no_figure_is_remembered_after_its_request(world, client):
    make_home()
    page = make_text_page("[[states_parties]] States")
    client.get(page.url)
    State.objects.filter(iso2="MX").delete()
    assert "59 States" in client.get(page.url).content.decode()
    assert read("states_parties") == "59"


def test_a_mistyped_key_is_left_out_for_readers_and_shown_to_editors(world, client, admin_client):
    make_home()
    page = make_text_page("Now [[states_partis]]60.")
    assert "<p>Now 60.</p>" in client.get(page.url).content.decode()
    draft = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "<p>Now [[states_partis]]60.</p>" in draft.content.decode()


@pytest.mark.parametrize("text", ["[[", "[[]]", "[[UPPER]]", "[[a-b]]", "[x]", "[[x" + "y" * 100])
def test_other_brackets_stay_as_they_are(text):
    assert fill_in(text) == text


def test_values_cannot_bring_markup_into_a_page(world):
    State.objects.filter(iso2="ZW").update(name="<b>Z</b>")
    assert fill_in("[[latest_party]]") == "&lt;b&gt;Z&lt;/b&gt;"


def test_without_states_no_number_is_made_up():
    assert read("states_parties") == "–"
    assert read("latest_party") == "–"
    assert read("states_as_of") == "–"


def test_figures_speak_the_language_of_the_page(world):
    with translation.override("es"):
        assert read("latest_party") == "Zimbabue"
        assert read("latest_party_date") == "noviembre de 2024"


def test_a_key_is_registered_once_and_can_be_written():
    with pytest.raises(ValueError, match="already"):
        register_figure(find_figure("states_parties"))
    with pytest.raises(ValueError, match="brackets"):
        register_figure(Figure("No Key", "Label", lambda: FigureReading(1)))


def test_block_shows_label_figure_date_and_the_way_to_the_tracker(world):
    make_home()
    tracker = make_page(TrackerPage)
    value = {
        "heading": "In figures",
        "items": [
            {"figure": "states_parties", "label": "Joined"},
            {"figure": "signatories_only", "label": ""},
            {"figure": "gone", "label": "Gone"},
        ],
    }
    block = FiguresBlock()
    markup = block.render(block.to_python(value))
    assert f'<a href="{tracker.url}">Joined</a>' in markup
    assert ">60</dd>" in markup
    assert ">11</dd>" in markup
    assert markup.count("As of December 11, 2025") == 2
    assert f'<a href="{tracker.url}">States that signed only</a>' in markup
    assert "Gone" not in markup


def test_block_offers_every_figure_to_editors():
    choices = dict(
        FiguresBlock().child_blocks["items"].child_block.child_blocks["figure"].field.choices
    )
    assert {figure.key for figure in all_figures()} <= set(choices)


def test_editors_can_look_up_the_keys(world, admin_client):
    text = admin_client.get(reverse("figures")).content.decode()
    assert "[[states_parties]]" in text
    assert "<td>60</td>" in text


def test_editors_are_warned_of_a_mistyped_key(world, admin_client):
    home = make_home()
    page = make_text_page("Right: [[states_parties]].", parent=home)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    values = {
        "title": "Text",
        "slug": "text",
        "band": "leaf",
        "lead": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "prose",
        "body-0-id": "",
        "body-0-value": '{"entityMap": {}, "blocks": [{"key": "a", "type": "unstyled", "depth": 0, '
        '"text": "[[states_parties]] [[states_partis]]", "inlineStyleRanges": [], '
        '"entityRanges": []}]}',
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    response = admin_client.post(address, values, follow=True)
    warnings = [str(message) for message in response.context["messages"]]
    assert any("[[states_partis]]" in text for text in warnings), warnings
    assert not any("[[states_parties]]" in text for text in warnings)
