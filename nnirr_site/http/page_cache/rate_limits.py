"""How many pages one network can have made that were not in memory.

Hits cost nothing and are not counted. Networks are known by a keyed hash under a random key of this
process, as in `nnirr_site.api.limits`.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

from nnirr_site.http.caching import is_secret_address, private_page
from nnirr_site.http.client_ip import find_client_ip
from nnirr_site.http.page_cache.middleware import PROBES
from nnirr_site.http.security_headers import is_admin_path
from nnirr_site.i18n.languages import text_direction

# A whole class behind one address reads the site through; one machine takes half of a process.
MOST_AT_ONCE = 300
PER_SECOND = 5.0
COST_OF_A_SEARCH = 4
MOST_NETWORKS = 20_000


class Bucket:
    """A bucket of tokens for each network, filled evenly, in bounded memory."""

    def __init__(self, most: float = MOST_AT_ONCE, per_second: float = PER_SECOND):
        self.most, self.per_second = most, per_second
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(
        self, request: HttpRequest, of: Callable[[HttpRequest], str] | None = None
    ) -> int:
        """Take what the page costs. 0 if there was enough, else the seconds until there is.

        `of` names who has the bucket; by itself the network.
        """
        network = (of or network_of)(request)
        if not network:
            return 0
        return self.take(network, COST_OF_A_SEARCH if "q" in request.GET else 1)

    def take(self, network: str, cost: float) -> int:
        now = time.monotonic()
        key = hashlib.blake2b(network.encode(), key=self._key, digest_size=12).digest()
        with self._lock:
            left, since = self._left.pop(key, (self.most, now))
            left = min(self.most, left + (now - since) * self.per_second)
            is_enough = left >= cost
            self._left[key] = (left - cost if is_enough else left, now)
            if len(self._left) > MOST_NETWORKS:
                self._left.popitem(last=False)
        return 0 if is_enough else max(1, round((cost - left) / self.per_second + 0.5))

    def forget(self) -> None:
        with self._lock:
            self._left.clear()


making = Bucket()
# Whoever confirms or leaves has a bucket of their own: one machine behind the same carrier, VPN or
# shelter must not keep them from it.
personal = Bucket()
# Files are decided by a single question to the database, or come from the disk.
UNCOUNTED_PATHS = (settings.STATIC_URL, settings.MEDIA_URL)


class MakingMiddleware:
    """Stands behind the page cache, so that it sees only what was not in memory."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_page = (
            request.method in ("GET", "HEAD")
            and not getattr(request, "is_dummy", False)
            and request.path not in PROBES
            and not request.path.startswith(UNCOUNTED_PATHS)
            and not is_admin_path(request.path)
        )
        wait = 0
        if is_page and is_secret_address(request.path):
            wait = personal.seconds_to_wait(request, of=household_of)
        elif is_page:
            wait = making.seconds_to_wait(request)
        return refuse_many(request, wait) if wait else self.get_response(request)


def network_of(request: HttpRequest) -> str:
    """The /24 of the client, with IPv6 the /48; "" for this machine and private networks.

    What comes from there is ourselves, a probe, or a proxy that does not say for whom it asks.
    """
    return _network(request, 24, 48)


def household_of(request: HttpRequest) -> str:
    """The address of the client, with IPv6 its /56; "" as for a network."""
    return _network(request, 32, 56)


def _network(request: HttpRequest, length_4: int, length_6: int) -> str:
    address = find_client_ip(request)
    if not address or not (parsed := ipaddress.ip_address(address)).is_global:
        return ""
    length = length_4 if parsed.version == 4 else length_6
    return str(ipaddress.ip_network(f"{address}/{length}", strict=False))


def refuse_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429 in the design, made without the database."""
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        content = render_to_string(
            "429.html",
            {
                "seconds": seconds,
                "page_language": language,
                "page_direction": text_direction(language),
            },
        )
    response = private_page(HttpResponse(content, status=429))
    response["Retry-After"] = str(seconds)
    return response
