"""Tables as CSV and XLSX, written while they are read: memory does not grow with the rows.

The XLSX writer is our own. openpyxl makes some 2,000 rows a second and sends nothing before the
last one; this one compresses each batch as it comes (ECMA-376, inline strings). Every text is
typed as a string there, so it cannot become a formula, whatever it begins with.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from xml.sax.saxutils import escape

from nnirr_site.tabular.cells import DANGEROUS_STARTS, Cell, safe_cell

ROWS_AT_ONCE = 500
ROWS_IN_SHEET = 500_000  # Excel reads 1,048,576; a sheet stays below the 2 GB of a plain ZIP entry
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for Windows-1252
# Of cells that are joined by this sign; spaces may stand before what is dangerous.
SUSPECT = re.compile(f"\0[ {re.escape(''.join(sorted(DANGEROUS_STARTS)))}]")
NOT_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
NO_XML_SIGN = re.compile(f"[{NOT_XML}]")
# What a text has to be looked at for one by one: to be escaped, or taken out.
SPECIAL = re.compile(f"[&<>{NOT_XML}]")

Row = Iterable[Cell]


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield batch


def _safe_cells(row: Row) -> Row:
    """Nearly all rows are texts that begin with nothing dangerous, which one look shows."""
    cells = tuple(row)
    try:
        if not SUSPECT.search("\0".join(("", *cells))):
            return cells
    except TypeError:  # a number
        pass
    return [safe_cell(cell) for cell in cells]


def stream_csv(header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, commas, lines that end in CR LF (RFC 4180)."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow(header)
    for batch in _batches(rows):
        writer.writerows(map(_safe_cells, batch))
        yield buffer.getvalue().encode("utf-8", "replace")
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


class _Outlet:
    """A file that can only be written to, and emptied."""

    def __init__(self):
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here for anything."""

    def drain(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


TEXT, END_OF_TEXT = '<c t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"


def _cell_xml(value: Cell) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = escape(NO_XML_SIGN.sub("\ufffd", value))
    return f"{TEXT}{text}{END_OF_TEXT}"


def _row_xml(row: Row) -> str:
    """Nearly all rows are texts with nothing in them to escape, which one look shows."""
    cells = tuple(row)
    try:
        is_plain = not SPECIAL.search("".join(cells))
    except TypeError:  # a number
        is_plain = False
    if is_plain:
        parts = [f"{TEXT}{cell}{END_OF_TEXT}" if cell else "<c/>" for cell in cells]
    else:
        parts = map(_cell_xml, cells)
    return f"<row>{''.join(parts)}</row>"


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _package_files(sheets: int) -> dict[str, str]:
    """What an XLSX needs beside its sheets; written last, when their number is known."""
    numbers = range(1, sheets + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
        f' ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    listed = "".join(
        f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet"'
        f' Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    return {
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{related}</Relationships>",
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
        f"{overrides}</Types>",
    }


def stream_xlsx(header: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """One sheet for each half a million rows, each with the header."""
    outlet = _Outlet()
    header = [str(cell) for cell in header]
    rows = iter(rows)
    sheets = 0
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        following: list[Row] = list(islice(rows, 1))
        while following or not sheets:
            sheets += 1
            with archive.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                sheet.write(f'{XML}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
                sheet.write(_row_xml(header).encode())
                for batch in _batches(_chain(following, islice(rows, ROWS_IN_SHEET - 1))):
                    sheet.write("".join(map(_row_xml, batch)).encode("utf-8", "replace"))
                    yield outlet.drain()
                sheet.write(b"</sheetData></worksheet>")
            following = list(islice(rows, 1))
        for name, text in _package_files(sheets).items():
            archive.writestr(name, text)
    yield outlet.drain()


def _chain(first: list[Row], others: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from others


CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = f"{SHEET_TYPE}.sheet"
STREAMS = {"csv": (stream_csv, CSV_TYPE), "xlsx": (stream_xlsx, XLSX_TYPE)}
