"""Asks other people's servers whether an address answers: politely, and never a private network.

Every name is looked up here, and the connection goes to the address that was looked at: a name that
leads elsewhere a moment later leads nowhere (DNS rebinding). The same holds for every step of a
redirect. urllib3 knows no proxy of the environment unless it is told, and is not told.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import urljoin, urlsplit

import certifi
import urllib3
from django.conf import settings
from django.utils.encoding import iri_to_uri
from protego import Protego
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from nnirr_site.models.editing import LinkProblem, LinkState

PROGRAM = "nnirr-link-check"  # by this name a robots.txt can speak to it
SECONDS = urllib3.Timeout(connect=10, read=15)
BETWEEN_TWO = 1.0  # seconds from one question to the next, whoever is asked
SAME_HOST = 10.0  # and to the same server
MOST_ADDRESSES = 2  # of a name, that are tried one after the other
LONGEST_DELAY = 60.0  # that a robots.txt is obeyed in
# However slowly bytes come: to the end of the headers, and to the end of a robots.txt.
LONGEST_SECONDS = 30.0
MOST_STEPS = 5
LONGEST_ROBOTS = 512 * 1024
PORTS = frozenset({80, 443, 8080, 8443})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LASTING = frozenset({301, 308})
GONE = frozenset({404, 410})
# IPv6 addresses that lead to one of IPv4, which stands in their last 32 bits.
NAT64 = ip_network("64:ff9b::/96")
# What these do not give away, their way in does: no byte of a page is kept.
ASKED = {"Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}


@dataclass(frozen=True)
class Answer:
    """How an address answered. `state` is `FAILING` for what a reader would be let down by."""

    state: LinkState
    problem: str = ""
    status: int | None = None
    moved_to: str = ""


class CannotAsk(Exception):
    """Why no answer came: one of `LinkProblem`."""

    def __init__(self, problem: LinkProblem):
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class Place:
    """Where an address leads: to which server, and what is asked of it."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def of(cls, url: str) -> Place:
        """Raises `CannotAsk` for what is no address of the web."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").encode("idna").decode("ascii")
            port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        except (KeyError, ValueError):
            raise CannotAsk(LinkProblem.ODD) from None
        if not host or parts.username or parts.password:
            raise CannotAsk(LinkProblem.ODD)
        query = f"?{parts.query}" if parts.query else ""
        return cls(parts.scheme, host, port, iri_to_uri(f"{parts.path or '/'}{query}"))

    @property
    def server(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is anybody's on the internet, also one that stands within another."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            inner = address.teredo[1]
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def is_allowed(address: IPv4Address | IPv6Address) -> bool:
    """Public, or in a network of `LINK_CHECK_NETWORKS`, which no environment can set."""
    return is_public(address) or any(
        address in ip_network(network) for network in settings.LINK_CHECK_NETWORKS
    )


def find_addresses(place: Place) -> list[str]:
    """Where the server of this name is. Raises `CannotAsk` if any of it is private."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise CannotAsk(LinkProblem.NAME) from None
    names = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    addresses = [ip_address(name.partition("%")[0]) for name in names]
    if not addresses or not all(map(is_allowed, addresses)):
        raise CannotAsk(LinkProblem.PRIVATE)
    if place.port not in PORTS and all(map(is_public, addresses)):
        raise CannotAsk(LinkProblem.ODD)
    return names


def open_answer(place: Place, method: str, agent: str) -> urllib3.BaseHTTPResponse:
    """The answer without its body, which the caller closes. Raises `CannotAsk`."""
    problem = LinkProblem.UNREACHED
    for address in find_addresses(place)[:MOST_ADDRESSES]:
        try:
            return _open_at(place, address, method, agent)
        except SSLError:
            problem = LinkProblem.TLS
        except NewConnectionError:  # a ConnectTimeoutError too, by its class
            problem = LinkProblem.UNREACHED
        except (ConnectTimeoutError, ReadTimeoutError, TimeoutError):
            problem = LinkProblem.SLOW
        except LocationValueError:
            problem = LinkProblem.ODD
        except (HTTPError, OSError, ValueError):
            problem = LinkProblem.UNREACHED
    raise CannotAsk(problem)


class _GivenUp:
    """A connection that hangs up by itself: a timeout is for each byte, and bytes may drip."""

    _timer: Timer | None = None

    def connect(self) -> None:
        super().connect()
        self._timer = Timer(LONGEST_SECONDS, self._hang_up, [self.sock])
        self._timer.daemon = True
        self._timer.start()

    @staticmethod
    def _hang_up(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        super().close()


class _Connection(_GivenUp, HTTPConnection):
    pass


class _TlsConnection(_GivenUp, HTTPSConnection):
    pass


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


def _open_at(place: Place, address: str, method: str, agent: str) -> urllib3.BaseHTTPResponse:
    options = {"timeout": SECONDS, "retries": False, "maxsize": 1}
    if place.scheme == "https":
        pool = _TlsPool(
            address,
            place.port,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
            assert_hostname=place.host,
            server_hostname=place.host,
            **options,
        )
    else:
        pool = _Pool(address, place.port, **options)
    return pool.urlopen(
        method,
        place.target,
        headers={**ASKED, "Host": place.netloc, "User-Agent": agent},
        redirect=False,
        preload_content=False,
    )


@dataclass
class Asker:
    """Asks one server after the other, each in its time. `pause` waits, or says that it is over.

    `agent` is what servers are told of who asks.
    """

    agent: str
    pause: Callable[[float], bool]
    between_two: float = BETWEEN_TWO
    same_host: float = SAME_HOST
    _free_at: dict[str, float] = field(default_factory=dict)
    _last_at: float = float("-inf")
    _rules: dict[tuple[str, str, int], Protego | None] = field(default_factory=dict)

    def seconds_to_wait(self, url: str) -> float:
        """How long its server, and everybody, is to be left in peace before it is asked."""
        try:
            host = Place.of(url).host
        except CannotAsk:
            return 0.0
        free_at = max(self._free_at.get(host, 0.0), self._last_at + self.between_two)
        return max(0.0, free_at - time.monotonic())

    def ask(self, url: str) -> Answer | None:
        """How the address answers in the end; None if there was no time to find out."""
        try:
            return self._follow(url)
        except CannotAsk as trouble:
            is_odd = trouble.problem in (LinkProblem.ODD, LinkProblem.ROBOTS)
            state = LinkState.LEFT if is_odd else LinkState.FAILING
            return Answer(state, trouble.problem)

    def _follow(self, url: str) -> Answer | None:
        at, is_lasting = url, True
        for _step in range(MOST_STEPS + 1):
            place = Place.of(at)
            if not self._may_ask(place):
                raise CannotAsk(LinkProblem.ROBOTS)
            found = self._ask_place(place)
            if found is None:
                return None
            status, location = found
            if status not in REDIRECTS or not location:
                return judge(status, at if at != url and is_lasting else "")
            is_lasting = is_lasting and status in LASTING
            try:
                at = urljoin(at, location).partition("#")[0]
            except ValueError:
                raise CannotAsk(LinkProblem.ODD) from None
        raise CannotAsk(LinkProblem.LOOP)

    def _ask_place(self, place: Place) -> tuple[int, str] | None:
        """Status and place of a redirect. HEAD first; many servers know only GET."""
        for method in ("HEAD", "GET"):
            if not self._wait_for(place):
                return None
            try:
                answer = self._open(place, method)
            except CannotAsk as trouble:
                # Some hang up on HEAD; who is not there at all is not there for GET either.
                is_last = method == "GET" or trouble.problem in (
                    *(LinkProblem.NAME, LinkProblem.PRIVATE, LinkProblem.ODD, LinkProblem.TLS),
                )
                if is_last:
                    raise
                continue
            status, location = answer.status, answer.headers.get("Location", "")
            answer.close()
            if status < 400:
                break
        return status, location

    def _open(self, place: Place, method: str) -> urllib3.BaseHTTPResponse:
        try:
            return open_answer(place, method, self.agent)
        finally:
            now = time.monotonic()
            rules = self._rules.get(place.server)
            delay = (rules.crawl_delay(PROGRAM) if rules else None) or 0.0
            self._last_at = now
            self._free_at[place.host] = now + min(max(self.same_host, delay), LONGEST_DELAY)

    def _wait_for(self, place: Place) -> bool:
        free_at = max(self._free_at.get(place.host, 0.0), self._last_at + self.between_two)
        return self.pause(max(0.0, free_at - time.monotonic()))

    def _may_ask(self, place: Place) -> bool:
        """What the robots.txt of the server says, read once; none, or one that cannot be had, says
        nothing: one page is asked for, which a person chose, and not a site gone through."""
        if place.server not in self._rules:
            self._rules[place.server] = self._read_rules(place)
            # The rules are no visit yet: the page may be asked for after the short pause.
            self._free_at.pop(place.host, None)
        rules = self._rules[place.server]
        return rules is None or rules.can_fetch(
            f"{place.scheme}://{place.netloc}{place.target}", PROGRAM
        )

    def _read_rules(self, place: Place) -> Protego | None:
        if not self._wait_for(place):
            return None
        try:
            answer = self._open(Place(place.scheme, place.host, place.port, "/robots.txt"), "GET")
        except CannotAsk as trouble:
            if trouble.problem in (LinkProblem.NAME, LinkProblem.PRIVATE, LinkProblem.ODD):
                raise
            return None
        try:
            if answer.status != 200:
                return None
            text = read_at_most(answer, LONGEST_ROBOTS).decode("utf-8", "replace")
        except (HTTPError, OSError):
            return None
        finally:
            answer.close()
        return Protego.parse(text)


def read_at_most(answer: urllib3.BaseHTTPResponse, most: int) -> bytes:
    """The beginning of a body, as far as it comes in time."""
    ends_at, parts, length = time.monotonic() + LONGEST_SECONDS, [], 0
    while length < most and time.monotonic() < ends_at:
        part = answer.read1(min(16_384, most - length))
        if not part:
            break
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def judge(status: int, moved_to: str = "") -> Answer:
    """What an answer means for a reader. A refusal of programs says nothing of browsers."""
    if 200 <= status < 300:
        state = LinkState.MOVED if moved_to else LinkState.ANSWERS
        return Answer(state, "", status, moved_to[:2000])
    if status in GONE:
        return Answer(LinkState.FAILING, LinkProblem.GONE, status)
    if 500 <= status < 600:
        return Answer(LinkState.FAILING, LinkProblem.BROKEN, status)
    return Answer(LinkState.GUARDED, LinkProblem.REFUSED, status)
