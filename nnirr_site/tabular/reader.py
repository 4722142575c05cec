"""Reading a table that people made: every bad row is named by number, no good one is lost."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

LARGEST_TABLE = 400 * 1024  # bytes; below DATA_UPLOAD_MAX_MEMORY_SIZE, as the check sends it twice
MOST_ROWS = 2000


class TableError(ValueError):
    """The file is no table of the kind that was asked for; the message says why."""


@dataclass(frozen=True)
class Problem:
    """A row that was left out. `row` counts as a spreadsheet does: the heading is row 1."""

    row: int
    message: str

    def __str__(self) -> str:
        return _("Row %(row)d: %(message)s") % {"row": self.row, "message": self.message}


@dataclass
class ImportOutcome:
    """What an import did, or would do: counts by what happened, the rows that were left out, and
    the public names of those that leave.
    """

    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    leaving: list[str] = field(default_factory=list)

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


def word_slipped() -> str:
    return _("has more cells than the first row: put names with commas in quotes")


def read_table(
    text: str,
    required: tuple[str, ...],
    problems: list[Problem],
    known: Collection[str] | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """(number of the row, column → trimmed text), without empty rows.

    Columns may be separated by commas, semicolons or tabs, since spreadsheets differ by country.
    A row that has more filled cells than the heading goes to `problems`: its cells have slipped.
    Raises TableError if a required column is missing, one is named twice or is none of `known`
    (if given), or the table is too long or broken.
    """
    if "\x00" in text:
        raise TableError(_("The file is not a text file."))
    heading = text.split("\n", 1)[0]
    separator = max(",;\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        names = [name.strip().casefold().replace(" ", "_") for name in next(rows, [])]
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
        for number, cells in enumerate(rows, start=2):
            if number > MOST_ROWS + 1:
                raise TableError(_("The table has more than %(rows)d rows.") % {"rows": MOST_ROWS})
            if any(cell.strip() for cell in cells[len(names) :]):
                problems.append(Problem(number, word_slipped()))
            elif any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(names) - len(cells))]
                yield (
                    number,
                    {name: cell.strip() for name, cell in zip(names, padded, strict=False)},
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
