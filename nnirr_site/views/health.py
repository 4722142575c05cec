"""What a supervisor, a load balancer and an alarm ask."""

from __future__ import annotations

import mmap
import threading
import time
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from nnirr_site.http.caching import private_page
from nnirr_site.watching.conditions import WELL, look, node_parts

KEPT_SECONDS = 1.0
# One byte that the server shares with the processes that it forks: 1 once it has been told to end.
_leaving = mmap.mmap(-1, 1)
RETRY_SECONDS = 5


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
    """Name each part of the site with its state.

    503 if this node cannot serve: the database is away, or its tables are not those of this code.
    `?for=alarm` answers 503 for any part: a worker that stands still takes no web node out of use.
    """
    asked_for = request.GET.get("for", "balancer")
    if asked_for not in {"balancer", "alarm"}:
        return private_page(JsonResponse({"status": "ask for=alarm, or nothing"}, status=400))
    if is_leaving():
        return healthz(request)
    parts = readiness.parts()
    counted = set(parts) if asked_for == "alarm" else node_parts()
    is_ready = all(state == WELL for name, state in parts.items() if name in counted)
    status = "ready" if is_ready else "not ready"
    response = JsonResponse(
        {"status": status, "parts": dict(parts)}, status=200 if is_ready else 503
    )
    if not is_ready:
        response["Retry-After"] = str(RETRY_SECONDS)
    return private_page(response)


class Readiness:
    """Asks the database at most once a second, however many ask us, and one at a time."""

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def parts(self) -> Mapping[str, str]:
        """What was found last; who comes while it is being looked hears that as well."""
        is_old = time.monotonic() - self._asked_at >= KEPT_SECONDS
        was_never_asked = self._asked_at == float("-inf")
        if is_old and self._lock.acquire(blocking=was_never_asked):
            try:
                self._parts = look()
                self._asked_at = time.monotonic()
            finally:
                self._lock.release()
        return self._parts

    def forget(self) -> None:
        self._asked_at = float("-inf")
        self._parts: Mapping[str, str] = {"database": "not asked yet"}


readiness = Readiness()
