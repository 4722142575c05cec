"""What a supervisor and a load balancer ask."""

from __future__ import annotations

import mmap
import threading
import time

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.http.caching import private_page

KEPT_SECONDS = 1.0
# One byte that the server shares with the processes that it forks: 1 once it has been told to end.
_leaving = mmap.mmap(-1, 1)
STATEMENT_SECONDS = 2


def leave() -> None:
    """From now on tell a proxy that asks to send nobody here any more."""
    _leaving[0] = 1


def is_leaving() -> bool:
    """Whether the server has been told to end."""
    return _leaving[0] == 1


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say `ok` as long as the process answers: to restart it would not bring back a database."""
    if is_leaving():
        return private_page(HttpResponse("leaving\n", "text/plain", status=503))
    return private_page(HttpResponse("ok\n", "text/plain"))


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say `ok` if the database answers too, else 503: another instance may do better."""
    if is_leaving():
        return healthz(request)
    if readiness.is_ready():
        return private_page(HttpResponse("ok\n", "text/plain"))
    response = HttpResponse("the database does not answer\n", "text/plain", status=503)
    response["Retry-After"] = "5"
    return private_page(response)


class Readiness:
    """Asks the database at most once a second, however many ask us, and one at a time."""

    def __init__(self):
        self._lock = threading.Lock()
        self._asked_at = float("-inf")
        self._was_ready = False

    def is_ready(self) -> bool:
        """What the database last said; who comes while it is being asked hears that as well."""
        is_old = time.monotonic() - self._asked_at >= KEPT_SECONDS
        was_never_asked = self._asked_at == float("-inf")
        if is_old and self._lock.acquire(blocking=was_never_asked):
            try:
                self._was_ready = answers()
                self._asked_at = time.monotonic()
            finally:
                self._lock.release()
        return self._was_ready

    def forget(self) -> None:
        self._asked_at = float("-inf")


readiness = Readiness()


def answers() -> bool:
    """Whether a statement comes back within `STATEMENT_SECONDS`, on a connection of its own.

    A request's connection may be in the middle of something, and waits longer.
    """
    wrapper = connections.create_connection("default")
    parameters = wrapper.get_connection_params() | {"connect_timeout": STATEMENT_SECONDS}
    try:
        connection = wrapper.get_new_connection(parameters)
    except (DatabaseError, wrapper.Database.Error, EmbeddedError):
        return False
    try:
        connection.answer_seconds = STATEMENT_SECONDS
        connection.speaks_for_all = False
        connection.execute("SELECT 1")
    except wrapper.Database.Error:
        return False
    finally:
        connection.close()
    return True
