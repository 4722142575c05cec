"""The table of States: what may be in it, and what it holds when it comes with the site."""

import datetime
import re
from collections import Counter

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from initiatives.importing import import_states
from initiatives.models import State
from initiatives.ratifications import draw_flags
from initiatives.tilemap import GRID, MOMENTS, Tile, draw_map, list_moments
from nnirr_site.i18n.territories import territory_name
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


def make_state(**fields) -> State:
    """A State that has done nothing, saved unless a rule is broken."""
    state = State(
        **{"name": "Freedonia", "iso2": "XF", "iso3": "XFR", "region": "europe", **fields}
    )
    state.full_clean()
    state.save()
    return state


PARTY = {
    "status": "party",
    "act": "accession",
    "action_date": datetime.date(2020, 5, 5),
}


@lasting
def world():
    import_states()


def test_the_table_that_ships_has_every_member_of_the_united_nations(world):
    assert State.objects.filter(is_un_member=True).count() == 193
    assert not State.objects.filter(is_un_member=False).exists()
    assert not State.objects.filter(name_es="").exists()
    assert not State.objects.filter(un_name="").exists()


def test_the_table_that_ships_has_60_parties_and_11_that_only_signed(world):
    statuses = Counter(State.objects.values_list("status", flat=True))
    assert statuses == {"party": 60, "signatory": 11, "none": 122}
    acts = Counter(State.objects.filter(status="party").values_list("act", flat=True))
    assert acts == {"ratification": 29, "accession": 31}


def test_parties_by_region_are_those_of_the_fact_sheet(world):
    regions = Counter(State.objects.filter(status="party").values_list("region", flat=True))
    assert regions == {"africa": 29, "americas": 18, "asia": 10, "europe": 2, "oceania": 1}


def test_no_date_is_more_precise_than_its_sources(world):
    vague = State.objects.filter(status="party").exclude(action_date_precision="day")
    assert {state.name: state.since_label for state in vague} == {
        "Togo": "2020",
        "Venezuela": "2016",
        "Zimbabwe": "November 2024",
    }


def test_dates_where_sources_disagree_are_those_that_were_decided_on(world):
    honduras = State.objects.get(iso2="HN")
    assert honduras.action_date == datetime.date(2005, 8, 9)
    zimbabwe = State.objects.get(iso2="ZW")
    assert (zimbabwe.act, zimbabwe.signature_date) == ("accession", None)
    assert State.objects.get(iso2="RS").signature_date == datetime.date(2004, 11, 11)
    montenegro = State.objects.get(iso2="ME")
    assert montenegro.act == "succession"
    assert montenegro.signature_date == datetime.date(2006, 10, 23)
    for code in ("DZ", "HN", "LY", "MR", "RW", "SY"):
        assert State.objects.get(iso2=code).act == "accession"


def test_every_party_and_signatory_has_a_source_and_a_date_of_checking(world):
    for state in State.objects.exclude(status="none"):
        assert state.source_list, state
        assert state.as_of and state.confidence, state


def test_every_state_of_the_map_is_in_the_table_and_the_other_way_round(world):
    for region, rows in GRID.items():
        codes = [code for row in rows for code in row.split() if code != "-"]
        expected = State.objects.filter(region=region).values_list("iso2", flat=True)
        assert sorted(codes) == sorted(expected)


def test_a_state_without_a_place_on_the_map_stands_below_its_region(world):
    make_state(name="Holy Sea", iso2="XS", iso3="XSE", is_un_member=False)
    europe = next(region for region in draw_map(State.objects.all()) if region.key == "europe")
    assert [tile.code for tile in europe.rows[-1]] == ["XS"]
    assert europe.total == 44


def test_tiles_say_party_and_signature_by_class_and_mark_the_united_states(world):
    tiles = read_tiles()
    assert len(tiles) == 193
    statuses = [tiles[code].style.split()[:1] for code in ("MX", "HT", "CA", "US")]
    assert statuses == [["party"], ["signed"], [], ["own"]]
    assert (tiles["CI"].name, tiles["US"].name) == ("Côte d'Ivoire", "United States")
    State.objects.filter(iso2="US").update(**PARTY)
    assert read_tiles()["US"].style.split()[::3] == ["party"]
    assert read_tiles()["US"].style.split()[-1] == "own"


def read_tiles() -> dict[str, Tile]:
    regions = draw_map(State.objects.all())
    return {tile.code: tile for region in regions for row in region.rows for tile in row if tile}


def status_at(style: str, moment: int) -> str:
    """What the style sheet makes of a tile's classes when the map is set back to `moment`."""
    classes = style.split()
    if any(name[0] == "a" and int(name[1:]) > moment for name in classes):
        return "none"
    if any(re.fullmatch(r"p\d", name) and int(name[1:]) > moment for name in classes):
        return "signatory"
    return {"party": "party", "signed": "signatory"}.get(next(iter(classes), ""), "none")


def test_tiles_tell_the_status_of_every_state_at_the_end_of_each_year_that_is_replayed(world):
    tiles = read_tiles()
    for moment, year in enumerate(MOMENTS, 1):
        for state in State.objects.all():
            expected = "none"
            if state.signature_date and state.signature_date.year <= year:
                expected = "signatory"
            if state.action_date and state.action_date.year <= year:
                expected = "party"
            assert status_at(tiles[state.iso2].style, moment) == expected, (state, year)


def test_years_that_are_replayed_have_the_parties_of_their_ends(world):
    moments = list_moments(State.objects.all())
    assert [(moment.year, moment.parties) for moment in moments] == [
        (1993, 2),
        (2003, 24),
        (2010, 44),
        (2018, 54),
    ]
    assert list_moments([])[0].parties == 0


def test_every_party_has_a_flag_at_its_year_and_the_united_states_an_empty_place(world):
    chart = draw_flags(State.objects.all())
    assert (chart.flags.count("z"), chart.total) == (60, 60)
    assert chart.poles.count("M") == len(chart.years) == 28
    first, last = chart.years[0], chart.years[-1]
    assert (first.year, first.names, first.total) == (1993, "Egypt, Morocco", 2)
    assert (last.year, last.names, last.total) == (2024, "Zimbabwe", 60)
    assert (chart.fullest.year, len(chart.fullest.states)) == (2005, 7)
    assert chart.missing.iso2 == "US" and chart.empty
    # Of 1990, 37 years or more and three free columns, every flag stands at its year's pole.
    assert chart.poles.startswith("M31 78V") and chart.flags.startswith("M31 ")
    assert [label.year for label in chart.labels][:4] == [1990, 2000, 2010, 2020]
    State.objects.filter(iso2="US").update(**PARTY)
    joined = draw_flags(State.objects.all())
    assert (joined.missing, joined.empty) == (None, "")
    assert joined.flags.count("z") == 61
    assert draw_flags(State.objects.exclude(status="party")) is None


def test_time_runs_as_the_language_is_read(world):
    chart = draw_flags(State.objects.all())
    with translation.override("ar"):
        mirrored = draw_flags(State.objects.all())
        names = mirrored.years[0].names
    assert (chart.is_mirrored, mirrored.is_mirrored) == (False, True)
    assert mirrored.poles.startswith(f"M{chart.width - 31} ")
    assert (chart.edge, mirrored.edge) == ("99%", "1%")
    assert "، " in names


def test_chart_grows_with_the_years(world, monkeypatch):
    width = draw_flags(State.objects.all()).width
    next_year = timezone.localdate().replace(day=1) + datetime.timedelta(days=366)
    monkeypatch.setattr(timezone, "localdate", lambda: next_year)
    assert draw_flags(State.objects.all()).width == width + 10


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"status": "party"}, {"action_date", "act"}),
        ({**PARTY, "act": "succession"}, {"act"}),
        ({**PARTY, "action_date": datetime.date(1989, 1, 1)}, {"action_date"}),
        ({**PARTY, "action_date": datetime.date(2999, 1, 1)}, {"action_date"}),
        ({**PARTY, "signature_date": datetime.date(2021, 1, 1)}, {"signature_date"}),
        ({**PARTY, "entry_into_force": datetime.date(2020, 1, 1)}, {"entry_into_force"}),
        ({"status": "signatory"}, {"signature_date"}),
        (
            {
                "status": "signatory",
                "signature_date": datetime.date(2000, 1, 1),
                "act": "accession",
            },
            {"act"},
        ),
        ({"action_date": datetime.date(2000, 1, 1)}, {"action_date"}),
        ({"signature_date": datetime.date(2000, 1, 1)}, {"signature_date"}),
        ({"act": "accession"}, {"act"}),
        ({"entry_into_force": datetime.date(2003, 7, 1)}, {"entry_into_force"}),
        ({"as_of": datetime.date(2999, 1, 1)}, {"as_of"}),
        ({"source_urls": "https://example.org\njavascript:alert(1)"}, {"source_urls"}),
        ({"iso2": "xf"}, {"iso2"}),
        ({"iso3": "XF1"}, {"iso3"}),
        ({"region": "atlantis"}, {"region"}),
    ],
)
def test_what_does_not_fit_together_is_refused_where_it_stands(fields, wrong):
    with pytest.raises(ValidationError) as caught:
        make_state(**fields)
    assert set(caught.value.message_dict) == wrong


def test_an_inexact_date_may_lie_before_the_signature_in_the_same_year():
    make_state(
        **PARTY
        | {
            "act": "ratification",
            "action_date": datetime.date(2020, 1, 1),
            "action_date_precision": "year",
            "signature_date": datetime.date(2020, 3, 3),
        }
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "party"},
        {"status": "signatory"},
        {"status": "none", "signature_date": datetime.date(2000, 1, 1)},
    ],
)
def test_the_database_refuses_a_status_without_its_dates(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        State.objects.create(name="X", iso2="XX", iso3="XXX", region="asia", **fields)


def test_names_follow_the_language(world):
    state = State.objects.get(iso2="KR")
    assert state.display_name == "South Korea"
    with translation.override("es"):
        assert state.display_name == "Corea del Sur"
    with translation.override("ar"):
        assert state.display_name == "كوريا الجنوبية"
    with translation.override("fr"):
        assert state.display_name == "Corée du Sud"
    state.name_es = "República de Corea"
    with translation.override("es"):
        assert state.display_name == "República de Corea"
    state.iso2 = "ZZ"
    with translation.override("ar"):
        assert state.display_name == "South Korea"


def test_a_state_has_the_name_that_the_form_gives_its_country(world):
    for state in State.objects.all():
        assert state.name_es == territory_name(state.iso2, "es")
        assert territory_name(state.iso2, "ar") and territory_name(state.iso2, "fr")


def test_staff_find_and_edit_states(world, client, django_user_model):
    editor = django_user_model.objects.create_user("editor", "e@example.org", "x" * 12)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    listing = reverse(State.snippet_viewset.get_url_name("list"))
    page = client.get(listing, {"q": "zimb"}).content.decode()
    assert "Zimbabwe" in page
    assert "November 2024" in page
    assert "Albania" not in page
    filtered = client.get(listing, {"status": "signatory", "region": "oceania"}).content.decode()
    assert "Palau" in filtered
    assert "Fiji" not in filtered
    state = State.objects.get(iso2="PW")
    edit = reverse(State.snippet_viewset.get_url_name("edit"), args=[state.pk])
    form = client.get(edit).context["form"]
    values = {name: form[name].value() or "" for name in form.fields}
    values |= {"status": "party", "act": "ratification", "action_date": "2026-01-15"}
    client.post(edit, values)
    state.refresh_from_db()
    assert (state.status, state.action_date) == ("party", datetime.date(2026, 1, 15))
    client.post(edit, values | {"action_date": ""})
    state.refresh_from_db()
    assert state.action_date == datetime.date(2026, 1, 15)
