"""The one guard against texts that a spreadsheet would calculate."""

from __future__ import annotations

# A spreadsheet takes a cell that begins so for a formula; wide forms in East Asian settings.
FORMULA_STARTS = frozenset("=+-@＝＋－＠")
# These too, where a cell is read from text: some programs drop them before they look.
DANGEROUS_STARTS = FORMULA_STARTS | {"\t", "\r", "\n"}

Cell = str | int


def safe_cell(value: Cell) -> Cell:
    """A text that no spreadsheet takes for a formula: such a one gets an apostrophe in front.

    Spaces in front do not save it: some programs trim before they look.
    """
    if isinstance(value, str) and value.lstrip(" ")[:1] in DANGEROUS_STARTS:
        return f"'{value}"
    return value


def read_cell(text: str) -> str:
    """Undo `safe_cell`."""
    text = text.strip()
    is_guarded = text[:1] == "'" and text[1:].lstrip(" ")[:1] in DANGEROUS_STARTS
    return text[1:] if is_guarded else text
