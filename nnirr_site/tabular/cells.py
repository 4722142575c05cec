"""The one guard against texts that a spreadsheet would calculate."""

from __future__ import annotations

import re

# A spreadsheet takes a cell that begins so for a formula; wide forms in East Asian settings.
FORMULA_STARTS = frozenset("=+-@＝＋－＠")
# These too, where a cell is read from text: some programs drop them before they look.
DANGEROUS_STARTS = FORMULA_STARTS | {"\t", "\r", "\n"}

# Read from text this becomes a number, and a ZIP code of New England loses its first digit.
LEADING_ZERO = re.compile(r"0[0-9]+")

Cell = str | int


def _is_endangered(text: str) -> bool:
    """Whether a spreadsheet would make something else of it. It may drop spaces in front first."""
    text = text.lstrip(" ")
    return text[:1] in DANGEROUS_STARTS or bool(LEADING_ZERO.fullmatch(text))


def safe_cell(value: Cell) -> Cell:
    """A text that no spreadsheet takes for a formula or a number: such a one gets an apostrophe in
    front.
    """
    return f"'{value}" if isinstance(value, str) and _is_endangered(value) else value


def read_cell(text: str) -> str:
    """Undo `safe_cell`."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and _is_endangered(text[1:]) else text
