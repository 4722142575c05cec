"""Reading a table that people made: every bad row is named by number, no good one is lost."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from nnirr_site.tabular.cells import read_cell

LARGEST_TABLE = 400 * 1024  # bytes; below DATA_UPLOAD_MAX_MEMORY_SIZE, as the check sends it twice
MOST_ROWS = 2000


class TableError(ValueError):
    """The file is no table of the kind that was asked for; the message says why."""


@dataclass(frozen=True)
class Problem:
    """A row that was left out. `row` counts as a spreadsheet does: the heading is row 1."""

    row: int
    message: str
    # What stood there, to be given back to be mended.
    cells: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def __str__(self) -> str:
        return _("Row %(row)d: %(message)s") % {"row": self.row, "message": self.message}


@dataclass
class ImportOutcome:
    """What an import did, or would do: counts by what happened, the rows that were left out, what
    was left out of rows that were taken, and the public names of those that leave.

    `understood` has the number of each row that is taken, and how its cells were read.
    """

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    leaving: list[str] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    understood: list[tuple[int, tuple[str, ...]]] = field(default_factory=list, repr=False)
    asks_for_order: bool = False

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number


def decode_table(content: bytes) -> str:
    """UTF-8 with or without a byte order mark. Raises TableError for anything else."""
    if len(content) > LARGEST_TABLE:
        raise TableError(
            _("The file is larger than %(size)d KB.") % {"size": LARGEST_TABLE // 1024}
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableError(_("The file is not in UTF-8: save it as “CSV UTF-8”.")) from None


def read_table_file(path: Path) -> str:
    """The text of a file on this machine. Raises TableError if it cannot be read or decoded."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise TableError(
            _("The file cannot be read: %(reason)s.") % {"reason": error.strerror}
        ) from error
    return decode_table(content)


def count_rows(text: str) -> int:
    """How many rows a table has below its heading, at most: line breaks in cells count too."""
    return max(0, sum(1 for line in text.splitlines() if line.strip()) - 1)


HEADING_WITHIN = 6  # lines; titles and empty lines may stand above the heading
SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>[,;\t|])"?\s*', re.IGNORECASE)
PROBLEM_COLUMN = "problem"


@dataclass(frozen=True)
class Heading:
    """The row that names the columns: its line, counted from 0, and what parts the cells."""

    line: int
    separator: str
    names: tuple[str, ...]


def find_heading(text: str, required: Collection[str]) -> Heading:
    """The first line that names all required columns, else the first line.

    Above it there may be a title, or the `sep=;` that Excel asks for.
    """
    lines = text.split("\n", HEADING_WITHIN)[:HEADING_WITHIN]
    told = SEPARATOR_LINE.fullmatch(lines[0])
    headings = []
    for number, line in enumerate(lines):
        if number == 0 and told:
            continue
        separator = told["separator"] if told else max(",;\t", key=line.count)
        rows = csv.reader([line], delimiter=separator)
        try:
            names = next(rows, [])
        except csv.Error:
            names = []
        clean = tuple(name.strip().casefold().replace(" ", "_") for name in names)
        headings.append(Heading(number, separator, clean))
        if set(required) <= set(clean):
            return headings[-1]
    return headings[0] if headings else Heading(0, ",", ())


def list_failed(
    text: str, required: Collection[str], problems: Iterable[Problem]
) -> tuple[list[str], list[list[str]]]:
    """Heading and rows of a table of what was left out, with a first column that says why."""
    names = list(find_heading(text, required).names)
    names = names[1:] if names[:1] == [PROBLEM_COLUMN] else names
    rows = [[problem.message, *problem.cells] for problem in problems]
    return [PROBLEM_COLUMN, *names], rows


def word_slipped() -> str:
    return _("has more cells than the first row: put names with commas in quotes")


def read_table(
    text: str,
    required: tuple[str, ...],
    problems: list[Problem],
    known: Collection[str] | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """(number of the row, column → trimmed text), without empty rows. The columns stand in their
    order; one without a name goes by its number.

    Columns may be separated by commas, semicolons or tabs, since spreadsheets differ by country. A
    title may stand above them. The column of reasons of a table that was given back is ignored.
    A row that has more filled cells than the heading goes to `problems`: its cells have slipped.
    Raises TableError if a required column is missing, one is named twice or is none of `known`
    (if given), or the table is too long or broken.
    """
    if "\x00" in text:
        raise TableError(_("The file is not a text file."))
    heading = find_heading(text, required)
    below = text.split("\n", heading.line)[heading.line]
    rows = csv.reader(io.StringIO(below, newline=""), delimiter=heading.separator, strict=True)
    try:
        names = [name.strip().casefold().replace(" ", "_") for name in next(rows, [])]
        is_given_back = names[:1] == [PROBLEM_COLUMN]
        names = names[1:] if is_given_back else names
        missing = [name for name in required if name not in names]
        if missing:
            raise TableError(
                _("The first row has to name these columns too: %(names)s.")
                % {"names": ", ".join(missing)}
            )
        twice = [name for name, times in Counter(filter(None, names)).items() if times > 1]
        if twice:
            raise TableError(
                _("The first row names columns twice: %(names)s.") % {"names": ", ".join(twice)}
            )
        if known is not None and not set(names) <= set(known):
            raise TableError(
                _("The first row may name these columns only: %(names)s.")
                % {"names": ", ".join(known)}
            )
        keys = [name or f"column {place}" for place, name in enumerate(names, start=1)]
        for number, cells in enumerate(rows, start=heading.line + 2):
            cells = cells[1:] if is_given_back else cells
            if number > heading.line + MOST_ROWS + 1:
                raise TableError(_("The table has more than %(rows)d rows.") % {"rows": MOST_ROWS})
            if any(cell.strip() for cell in cells[len(names) :]):
                problems.append(Problem(number, word_slipped(), tuple(map(read_cell, cells))))
            elif any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(names) - len(cells))]
                yield (
                    number,
                    {name: read_cell(cell) for name, cell in zip(keys, padded, strict=False)},
                )
    except csv.Error:
        raise TableError(_("The file is not a table of comma-separated values.")) from None


def check_url(text: str) -> str:
    """A web address with http or https, or "". Raises ValidationError."""
    if not text:
        return ""
    url = text if "://" in text else f"https://{text}"
    if len(url) > 200:
        raise ValidationError(_("the web address is longer than 200 characters"))
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        raise ValidationError(_("“%(text)s” is not a web address") % {"text": text}) from None
    return url
