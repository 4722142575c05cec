"""Reads tables of States. Safe to repeat: what staff changed is reported, not overwritten."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from initiatives.exports import COLUMNS, export_row
from initiatives.models.states import State
from nnirr_site.i18n.dates import DatePrecision
from nnirr_site.tabular.reader import Problem, TableError, read_table, read_table_file

DATA = Path(__file__).resolve().parent / "data"
SHORT_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
CHOICES = {
    "region": State.Region.values,
    "status": State.Status.values,
    "act": ["", *State.Act.values],
    "confidence": ["", *State.Confidence.values],
    "un_member": ["yes", "no"],
}


@dataclass
class StateRow:
    """One line of a table: `place` says where it stands, `cells` only the columns it has."""

    place: str
    cells: dict[str, str]


@dataclass
class Conflict:
    """A State that staff and the file have both changed. Values are (ours, the file's)."""

    name: str
    differences: dict[str, tuple[str, str]]


@dataclass
class ImportReport:
    """What an import did, or with `dry_run` would have done."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """The report for people, shortest first."""
        yield (
            f"{len(self.created)} created, {len(self.updated)} updated, {self.unchanged} unchanged"
        )
        if self.updated:
            yield f"Updated: {', '.join(self.updated)}"
        if self.kept:
            yield f"Kept as staff changed them: {', '.join(self.kept)}"
        for conflict in self.conflicts:
            yield f"Conflict: {conflict.name} was changed by staff and is new in the file"
            for column, (ours, theirs) in conflict.differences.items():
                yield f"  {column}: “{ours}” here, “{theirs}” in the file"
        for problem in self.problems:
            yield f"Left out: {problem}"


def import_states(
    path: Path | str | None = None, *, dry_run: bool = False, take_file: bool = False
) -> ImportReport:
    """Bring the table of States up to the CSV file at `path`, or to the one that we ship.

    A State that staff changed since the last import is left as it is unless `take_file`. A row
    that is wrong is reported and left out; the others are taken. States and columns that the file
    does not have stay as they are. Raises `TableError` for a file that is no such table.
    """
    report = ImportReport()
    rows = shipped_rows() if path is None else read_states(Path(path), report.problems)
    with transaction.atomic():
        known = {state.iso3: state for state in State.objects.select_for_update()}
        seen: set[str] = set()
        for row in rows:
            try:
                _import_row(row, known, seen, take_file, report)
            except ValidationError as error:
                report.problems.append(f"{row.place}: {_explain(error)}")
        if dry_run:
            transaction.set_rollback(True)
    return report


def _import_row(
    row: StateRow, known: dict[str, State], seen: set[str], take_file: bool, report: ImportReport
) -> None:
    iso3 = row.cells["iso3"].upper()
    if not iso3:
        raise ValidationError({"iso3": "is missing"})
    if iso3 in seen:
        raise ValidationError({"iso3": f"“{iso3}” stands in the file twice"})
    seen.add(iso3)
    state = known.get(iso3) or State(iso3=iso3)
    columns = [column for column in COLUMNS if column in row.cells]
    current = export_row(state)
    name = state.name
    _fill(state, row.cells)
    wanted = export_row(state)
    differences = {
        column: (current[column], wanted[column])
        for column in columns
        if current[column] != wanted[column]
    }
    remembered = {**state.imported, **{column: wanted[column] for column in columns}}
    label = name or state.name or iso3

    if state.pk and not differences:
        report.unchanged += 1
        if remembered != state.imported:
            State.objects.filter(pk=state.pk).update(imported=remembered)
        return
    blank = export_row(State())
    is_staffs = any(
        current[column] != state.imported.get(column, blank[column]) for column in columns
    )
    if state.pk and is_staffs and not take_file:
        if all(wanted[column] == state.imported.get(column) for column in columns):
            report.kept.append(label)
        else:
            report.conflicts.append(Conflict(label, differences))
        return

    is_new = state.pk is None
    state.imported = remembered
    state.full_clean(validate_constraints=False)
    try:
        with transaction.atomic():
            state.save()
    except IntegrityError as error:
        raise ValidationError("the database refuses these values together") from error
    (report.created if is_new else report.updated).append(label)
    if not is_new:
        log(instance=state, action="wagtail.edit")


def _fill(state: State, cells: dict[str, str]) -> None:
    """Set the fields of `state` from `cells`. Raises `ValidationError`, column by column."""
    problems: dict[str, str] = {}
    for column, text in cells.items():
        try:
            _set_column(state, column, text)
        except ValueError as error:
            problems[column] = str(error)
    if problems:
        raise ValidationError(problems)


def _set_column(state: State, column: str, text: str) -> None:
    if column in CHOICES:
        text = text.lower()
        if text not in CHOICES[column]:
            allowed = ", ".join(value for value in CHOICES[column] if value)
            raise ValueError(f"“{text[:40]}” is none of {allowed}")
    if column in {"iso2", "iso3"}:
        setattr(state, column, text.upper())
    elif column == "un_member":
        state.is_un_member = text == "yes"
    elif column == "source_urls":
        state.source_urls = "\n".join(text.split())
    elif column == "action_date":
        state.action_date, state.action_date_precision = read_short_date(text)
    elif column in {"signature_date", "entry_into_force", "as_of"}:
        date, precision = read_short_date(text)
        if precision != DatePrecision.DAY:
            raise ValueError(f"“{text}” is not a full date such as 2024-11-19")
        setattr(state, column, date)
    else:
        setattr(state, column, text)


def read_short_date(text: str) -> tuple[datetime.date | None, str]:
    """`2024-11` as the first day of that month and `month`. Raises `ValueError`."""
    if not text:
        return None, DatePrecision.DAY
    found = SHORT_DATE.fullmatch(text)
    try:
        if not found:
            raise ValueError
        year, month, day = found.groups()
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a date such as 2024-11-19 or 2024-11") from None
    precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
    return date, precision


def _explain(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    parts = []
    for name, messages in error.message_dict.items():
        text = " ".join(str(message) for message in messages)
        parts.append(text if name == "__all__" else f"{name}: {text}")
    return "; ".join(parts)


def read_states(path: Path, problems: list[str]) -> list[StateRow]:
    """The rows of a table of States. Those whose cells have slipped go to `problems` instead.

    Raises `TableError` if the file cannot be read or is no table of States.
    """
    slipped: list[Problem] = []
    try:
        rows = list(read_table(read_table_file(path), ("iso3",), slipped, known=COLUMNS))
    except TableError as error:
        raise TableError(f"{path}: {error}") from error

    def place(row: int) -> str:
        return f"{path.name}, row {row}"

    problems += [f"{place(problem.row)}: {problem.message}" for problem in slipped]
    return [StateRow(place(number), cells) for number, cells in rows]


def shipped_rows() -> list[StateRow]:
    """The members of the UN, each with what `states_parties.csv` says of it.

    Members that it does not name have neither signed nor joined, as of its latest date.
    """
    problems: list[str] = []
    parties = {row.cells["iso3"]: row for row in read_states(DATA / "states_parties.csv", problems)}
    as_of = max(row.cells["as_of"] for row in parties.values())
    rows = []
    for member in read_states(DATA / "un_members.csv", problems):
        cells = {**dict.fromkeys(COLUMNS, ""), "un_member": "yes", **member.cells}
        party = parties.pop(cells["iso3"], None)
        cells |= party.cells if party else {"status": State.Status.NONE.value, "as_of": as_of}
        rows.append(StateRow(party.place if party else member.place, cells))
    if problems:
        raise TableError("; ".join(problems))
    return rows + list(parties.values())
