"""Importing States: again and again, beside what staff changed, and past rows that are wrong."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from initiatives.exports import build_csv, export_row
from initiatives.importing import import_states, read_states
from initiatives.models import State
from nnirr_site.tabular.reader import TableError

pytestmark = pytest.mark.django_db

HEADER = "iso3,iso2,name,region,status,act,signature_date,action_date"
FREEDONIA = "XFR,XF,Freedonia,europe,party,accession,,2020-05-05"
SYLVANIA = "XSY,XS,Sylvania,europe,signatory,,2001-02-03,"


@pytest.fixture
def table(tmp_path):
    """Write lines to a CSV file: `table(HEADER, FREEDONIA)` returns its path."""

    def write(*lines, encoding="utf-8"):
        path = tmp_path / "states.csv"
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write


def snapshot() -> list[dict]:
    return list(State.objects.order_by("iso3").values())


def test_importing_twice_changes_nothing_the_second_time():
    first = import_states()
    assert (len(first.created), first.problems, first.conflicts) == (193, [], [])
    before = snapshot()
    second = import_states()
    assert (second.created, second.updated, second.unchanged) == ([], [], 193)
    assert (second.kept, second.conflicts) == ([], [])
    assert snapshot() == before


def test_a_dry_run_says_everything_and_changes_nothing(table):
    report = import_states(dry_run=True)
    assert len(report.created) == 193
    assert not State.objects.exists()
    import_states(table(HEADER, FREEDONIA))
    before = snapshot()
    report = import_states(table(HEADER, FREEDONIA.replace("05-05", "06-06")), dry_run=True)
    assert report.updated == ["Freedonia"]
    assert snapshot() == before


def test_what_staff_changed_is_kept_while_the_file_says_nothing_new(table):
    path = table(HEADER, FREEDONIA, SYLVANIA)
    import_states(path)
    State.objects.filter(iso3="XFR").update(action_date=datetime.date(2020, 7, 7))
    report = import_states(path)
    assert (report.kept, report.conflicts, report.updated) == (["Freedonia"], [], [])
    assert State.objects.get(iso3="XFR").action_date == datetime.date(2020, 7, 7)


def test_a_change_on_both_sides_is_a_conflict_that_names_both_values(table):
    import_states(table(HEADER, FREEDONIA, SYLVANIA))
    State.objects.filter(iso3="XFR").update(action_date=datetime.date(2020, 7, 7))
    newer = table(HEADER, FREEDONIA.replace("2020-05-05", "2020-06"), SYLVANIA + "2001-02-04")
    report = import_states(newer)
    assert [conflict.name for conflict in report.conflicts] == ["Freedonia"]
    assert report.conflicts[0].differences == {"action_date": ("2020-07-07", "2020-06")}
    assert State.objects.get(iso3="XFR").action_date == datetime.date(2020, 7, 7)
    assert any("“2020-07-07” here, “2020-06” in the file" in line for line in report.lines())


def test_the_file_wins_only_when_it_is_told_to(table):
    import_states(table(HEADER, FREEDONIA))
    State.objects.filter(iso3="XFR").update(action_date=datetime.date(2020, 7, 7))
    newer = table(HEADER, FREEDONIA.replace("2020-05-05", "2020-06"))
    import_states(newer, take_file=True)
    state = State.objects.get(iso3="XFR")
    assert (state.action_date, state.action_date_precision) == (datetime.date(2020, 6, 1), "month")
    assert import_states(newer).unchanged == 1


def test_staff_and_file_that_agree_are_no_conflict(table):
    import_states(table(HEADER, FREEDONIA))
    State.objects.filter(iso3="XFR").update(action_date=datetime.date(2020, 7, 7))
    agreeing = table(HEADER, FREEDONIA.replace("2020-05-05", "2020-07-07"))
    assert import_states(agreeing).unchanged == 1
    later = table(HEADER, FREEDONIA.replace("2020-05-05", "2020-08-08"))
    assert import_states(later).updated == ["Freedonia"]


def test_a_state_that_staff_added_is_not_overwritten(table):
    State.objects.create(name="Fredonia", iso2="XF", iso3="XFR", region="europe")
    report = import_states(table(HEADER, FREEDONIA))
    assert [conflict.name for conflict in report.conflicts] == ["Fredonia"]
    assert State.objects.get(iso3="XFR").name == "Fredonia"


def test_states_and_columns_that_the_file_does_not_have_stay(table):
    import_states()
    before = snapshot()
    report = import_states(table("iso3,notes", "USA,Signed nothing."))
    assert report.updated == ["United States"]
    after = snapshot()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert {key for key in changed[0][0] if changed[0][0][key] != changed[0][1][key]} == {
        "notes",
        "imported",
    }
    assert import_states().unchanged == 192


BAD_ROWS = [
    ("XAA,XA,Bad,nowhere,none,,,", "region: “nowhere” is none of africa, americas"),
    ("XAB,XB,Bad,asia,joined,,,", "status: “joined” is none of party"),
    ("XAC,XC,Bad,asia,party,accession,,2020-13-01", "action_date: “2020-13-01” is not a date"),
    ("XAD,XD,Bad,asia,party,accession,,5 May 2020", "is not a date such as 2024-11-19"),
    ("XAE,XE,Bad,asia,signatory,,2001-02,", "signature_date: “2001-02” is not a full date"),
    ("XAF,XF,Bad,asia,party,,,2020-01-01", "act: A party has ratified or acceded."),
    ("XAG,XG,,asia,none,,,", "name:"),
    ("X1,XH,Bad,asia,none,,,", "iso3:"),
    (",XI,Bad,asia,none,,,", "iso3: is missing"),
    ("XAJ,XJ,Bad,asia,none,,,,,more", "more cells than the first row"),
    ("XAK,XK," + "x" * 5000 + ",asia,none,,,", "name:"),
    ("XSY,XY,Twice,asia,none,,,", "“XSY” stands in the file twice"),
    ("XAL,XS,Bad,asia,none,,,", "iso2:"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_ROWS)
def test_a_wrong_row_is_named_by_its_number_and_loses_none_of_the_others(line, reason, table):
    last = "XLA,XL,Last,oceania,none,,,"
    report = import_states(table(HEADER, SYLVANIA, line, "", last))
    assert sorted(report.created) == ["Last", "Sylvania"]
    assert len(report.problems) == 1
    assert report.problems[0].startswith("states.csv, row 3: ")
    assert reason in report.problems[0]


def test_a_wrong_row_leaves_the_state_as_it_was(table):
    import_states(table(HEADER, FREEDONIA))
    before = snapshot()
    report = import_states(
        table(HEADER, FREEDONIA.replace("Freedonia", "New").replace("-05-05", "x"))
    )
    assert len(report.problems) == 1
    assert snapshot() == before


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("iso2,name", "XF,Freedonia"),
        (HEADER + ",colour", FREEDONIA + ",red"),
        ("iso3,name,name", "XFR,a,b"),
        (HEADER, 'XFR,"unclosed'),
        (HEADER, "XFR\x00,XF"),
    ],
)
def test_a_file_that_is_no_table_of_states_is_refused_whole(lines, table):
    with pytest.raises(TableError):
        import_states(table(*lines))
    assert not State.objects.exists()


def test_a_file_in_another_encoding_is_refused_with_advice(table):
    with pytest.raises(TableError, match="CSV UTF-8"):
        import_states(table(HEADER, "XFR,XF,Fréedonia,europe,none,,,", encoding="latin-1"))


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(TableError, match="cannot be read"):
            import_states(path)


def test_spreadsheets_of_other_countries_separate_with_semicolons(table):
    report = import_states(table(HEADER.replace(",", ";"), FREEDONIA.replace(",", ";")))
    assert report.created == ["Freedonia"]


def test_a_download_can_be_read_back_without_any_change(tmp_path):
    import_states()
    State.objects.filter(iso3="USA").update(notes="=HYPERLINK(1)", name="-Name")
    path = tmp_path / "download.csv"
    path.write_bytes(build_csv(State.objects.all()))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK(1)" in path.read_text()
    before = {state.iso3: export_row(state) for state in State.objects.all()}
    report = import_states(path)
    assert (report.unchanged, report.problems) == (193, [])
    assert {state.iso3: export_row(state) for state in State.objects.all()} == before


def test_rows_are_numbered_as_in_a_spreadsheet(table):
    problems = []
    rows = read_states(table(HEADER, "", FREEDONIA, "", SYLVANIA), problems)
    assert problems == []
    assert [row.place for row in rows] == ["states.csv, row 3", "states.csv, row 5"]


def test_the_command_reports_and_fails_when_rows_were_left_out(table, capsys):
    call_command("import_states")
    assert "193 created, 0 updated, 0 unchanged" in capsys.readouterr().out
    path = str(table(HEADER, FREEDONIA, BAD_ROWS[0][0]))
    with pytest.raises(CommandError, match="1 rows were left out"):
        call_command("import_states", path)
    assert "Left out: states.csv, row 3" in capsys.readouterr().out
    assert State.objects.filter(iso3="XFR").exists()


def test_the_command_explains_a_file_that_it_cannot_read(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_states", str(tmp_path / "none.csv"))


def test_a_dry_run_of_the_command_says_that_it_is_one(capsys):
    call_command("import_states", "--dry-run")
    assert "Nothing was changed" in capsys.readouterr().out
    assert not State.objects.exists()
