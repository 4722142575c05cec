"""Numbers as readers of a language write them."""

from __future__ import annotations

from decimal import Decimal

from django.utils import formats


def write_number(value: Decimal) -> str:
    """`value` in the active language, without zeros that only its spelling added."""
    decimals = max(0, -value.normalize().as_tuple().exponent)
    return formats.number_format(value, decimals, use_l10n=True, force_grouping=True)
