"""The one guard against texts that a spreadsheet would calculate."""

from __future__ import annotations

import re

# A spreadsheet takes a cell that begins so for a formula; wide forms in East Asian settings.
FORMULA_STARTS = frozenset("=+-@＝＋－＠")
# These too, where a cell is read from text: some programs drop them before they look.
DANGEROUS_STARTS = FORMULA_STARTS | {"\t", "\r", "\n"}

# In a CSV a spreadsheet drops the zeros that such a text begins with, so people type an apostrophe
# in front. We write none: it would be part of the text for every program that reads the file.
DIGITS = re.compile(r"[0-9]+")

Cell = str | int


def _is_endangered(text: str) -> bool:
    """Whether a spreadsheet would calculate it. It may drop spaces in front first."""
    return text.lstrip(" ")[:1] in DANGEROUS_STARTS


def safe_cell(value: Cell) -> Cell:
    """A text that no spreadsheet takes for a formula: such a one gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and _is_endangered(value) else value


def read_cell(text: str) -> str:
    """Undo `safe_cell`, and what people type to keep the zeros of a number."""
    text = text.strip()
    if text[:1] != "'":
        return text
    is_kept = _is_endangered(text[1:]) or DIGITS.fullmatch(text[1:])
    return text[1:] if is_kept else text
