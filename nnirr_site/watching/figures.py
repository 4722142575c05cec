"""Figures that stand in the database, for Prometheus: the same whichever process is asked.

An app adds its reader to `READERS` when it is loaded; it is called with a connection of its own
when somebody asks. `prometheus_client` is not imported here: the server first has to say where its
processes count together (`nnirr_site.watching.metrics`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import psycopg


@dataclass(frozen=True)
class Figure:
    """One figure: a number for each value of `label`, or one alone under "" if it has no label."""

    name: str
    text: str
    numbers: dict[str, float]
    label: str = ""


READERS: list[Callable[[psycopg.Connection], Iterable[Figure]]] = []
