"""Figures that sentences on the site depend on, each read from the data when a page is made.

Apps register figures when they start. Editors choose one in the block “Key figures”, or write its
key in double brackets into any rich text: `[[states_parties]] States have joined`. Whole pages
and what figures are read from stay in memory until the data change.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.signals import request_finished, request_started
from django.utils import formats
from django.utils.html import escape

from nnirr_site.http.security_headers import is_admin_path
from nnirr_site.i18n.dates import DatePrecision, format_date

TOKEN = re.compile(r"\[\[ ?([a-z][a-z0-9_]{0,59}) ?\]\]")
UNKNOWN_VALUE = "–"


@dataclass(frozen=True)
class FigureReading:
    """What a figure is now: a number, date or text, or None while there are no data."""

    value: int | datetime.date | str | None
    as_of: datetime.date | None = None
    precision: str = DatePrecision.DAY

    def __str__(self) -> str:
        """The value in the active language."""
        if self.value is None or self.value == "":
            return UNKNOWN_VALUE
        if isinstance(self.value, datetime.date):
            return format_date(self.value, self.precision)
        if isinstance(self.value, int):
            return formats.number_format(self.value, use_l10n=True, force_grouping=True)
        return str(self.value)


@dataclass(frozen=True)
class Figure:
    """A figure that editors can use by its key."""

    key: str
    label: str
    read: Callable[[], FigureReading]
    find_page: Callable[[], str] | None = None
    """Returns the address of the page that shows where the figure comes from, or an empty text."""

    @property
    def token(self) -> str:
        return f"[[{self.key}]]"

    @property
    def reading(self) -> FigureReading:
        return self.read()

    @property
    def url(self) -> str:
        return self.find_page() if self.find_page else ""


_figures: dict[str, Figure] = {}


def register_figure(figure: Figure) -> None:
    """Offer a figure to editors. Raises ValueError on a key that is taken or cannot be written."""
    if not TOKEN.fullmatch(figure.token):
        raise ValueError(f"The key “{figure.key}” cannot stand in double brackets.")
    if figure.key in _figures:
        raise ValueError(f"There is a figure “{figure.key}” already.")
    _figures[figure.key] = figure


def all_figures() -> list[Figure]:
    """Every figure, in the order of registration."""
    return list(_figures.values())


def find_figure(key: str) -> Figure | None:
    return _figures.get(key)


def figure_choices() -> list[tuple[str, str]]:
    """Keys and labels for a select."""
    return [(figure.key, figure.label) for figure in all_figures()]


# -- In sentences -----------------------------------------------------------------------------


def fill_in(markup: str) -> str:
    """`markup` (HTML) with the figures in the place of their keys in double brackets.

    A key that nobody registered is left out, except for editors, who see what they wrote.
    """
    if "[[" not in markup:
        return markup
    return TOKEN.sub(_replace, markup)


def _replace(found: re.Match) -> str:
    figure = find_figure(found[1])
    if figure is not None:
        return escape(str(figure.reading))
    return found[0] if is_shown_to_editors() else ""


def unknown_keys(text: str) -> list[str]:
    """Keys in double brackets in `text` that are no figures, each once."""
    keys = dict.fromkeys(TOKEN.findall(text))
    return [key for key in keys if key not in _figures]


# -- One request ------------------------------------------------------------------------------


_is_in_admin: ContextVar[bool] = ContextVar("is_in_admin", default=False)


def is_shown_to_editors() -> bool:
    """True while the admin is at work, as when it shows a preview."""
    return _is_in_admin.get()


def _begin_request(environ=None, **_signal) -> None:
    path = (environ or {}).get("PATH_INFO", "")
    _is_in_admin.set(is_admin_path(path))


def _end_request(**_signal) -> None:
    _is_in_admin.set(False)


request_started.connect(_begin_request, dispatch_uid="figures")
request_finished.connect(_end_request, dispatch_uid="figures")
