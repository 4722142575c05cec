"""The figures of the site for Prometheus.

Two kinds. What processes count (`request_counts`) is added up over all processes of one server, in
files of `prometheus_client`'s multiprocess mode, which also keep what a dead process had counted.
What stands in the database (`figures`) is the same whichever process is asked, and is read when it
is. Who has several servers takes the maximum of those, and the sum of the first kind.

Imported only once the server has said in which folder its processes count together.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator

import psycopg
from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from nnirr_site.watching import conditions
from nnirr_site.watching.figures import READERS, Figure
from nnirr_site.watching.request_counts import request_counts

KEPT_SECONDS = 2.0
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Published:
    """The counters of one process."""

    def __init__(self):
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "site_requests",
            "Requests answered, by what was asked for and how it went. As of the last tick of the"
            " count; kind=private (forms and personal links): as of the last full hour.",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.errors = Counter(
            "site_server_errors",
            "Answers of 500 and above, whatever was asked for.",
            ["status"],
            registry=self.registry,
        )
        self.cache = Counter(
            "site_page_cache_answers",
            "What the page cache did for an answer: hit, miss, bypass or stale.",
            ["state"],
            registry=self.registry,
        )
        for status in ("500", "503"):  # so that the first one is an increase
            self.errors.labels(status)

    def add_what_may_be_told(self) -> None:
        taken = request_counts.take()
        for (kind, outcome), number in taken.requests.items():
            self.requests.labels(kind, outcome).inc(number)
        for status, number in taken.errors.items():
            self.errors.labels(status).inc(number)
        for state, number in taken.cache.items():
            self.cache.labels(state).inc(number)


class Ticker:
    """A thread of each web process that tells what may be told, in step with the public count."""

    def __init__(self):
        self.published = Published()
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True, name="metrics")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """What was counted of pages goes out; what is private and not over an hour old does not."""
        self._is_ending.set()
        self._thread.join(1)

    def _tick(self) -> None:
        is_ending = False
        while not is_ending:
            is_ending = self._is_ending.wait(seconds_to_next_tick())
            self.published.add_what_may_be_told()


def seconds_to_next_tick() -> float:
    """Ticks of all processes fall together, on round times of the clock."""
    every = settings.TALLY_SECONDS
    return every - time.time() % every


class DatabaseFigures:
    """Reads what stands in the database, at most every other second however many ask."""

    def __init__(self):
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._metrics: list[Metric] = []  # of Prometheus, as they are asked for

    def collect(self) -> Iterator[Metric]:
        with self._lock:
            if time.monotonic() - self._read_at >= KEPT_SECONDS:
                self._metrics = [as_metric(figure) for figure in read_figures()]
                self._read_at = time.monotonic()
            yield from self._metrics


def read_figures() -> Iterator[Figure]:
    """The state of each part, and while the database answers all that its readers give."""
    parts = conditions.look()
    well = {name: float(state == conditions.WELL) for name, state in parts.items()}
    yield Figure("site_part_well", "1 while a part is well, 0 while it is not.", well, "part")
    if not well[conditions.DATABASE]:
        return
    for read in READERS:
        yield from read_alone(read)


def read_alone(read: Callable[[psycopg.Connection], Iterator[Figure]]) -> list[Figure]:
    """What one reader gives, on a connection of its own: one that fails takes no other along."""
    found: list[Figure] = []
    if (connection := conditions.connect()) is None:
        return found
    with contextlib.closing(connection), contextlib.suppress(psycopg.Error):
        for figure in read(connection):
            found.append(figure)
    return found


def as_metric(figure: Figure) -> Metric:
    metric = GaugeMetricFamily(
        figure.name, figure.text, labels=[figure.label] if figure.label else []
    )
    for value, number in figure.numbers.items():
        metric.add_metric([value] if figure.label else [], number)
    return metric


_figures = DatabaseFigures()
_tickers: list[Ticker] = []


def start_ticker(**_signal) -> None:
    ticker = Ticker()
    _tickers.append(ticker)
    ticker.start()


def stop_ticker(**_signal) -> None:
    while _tickers:
        _tickers.pop().stop()


def render() -> bytes:
    """Everything, as Prometheus reads it."""
    counted = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(counted)
        text = generate_latest(counted)
    else:
        text = b"".join(generate_latest(ticker.published.registry) for ticker in _tickers)
    stored = CollectorRegistry()
    stored.register(_figures)
    return text + generate_latest(stored)
