"""How servers of others are asked: as little as it takes, and never one in a private network."""

import socket
import threading
import time
from contextlib import suppress
from ipaddress import ip_address

import pytest

from nnirr_site.models import LinkProblem, LinkState
from nnirr_site.upkeep import asking
from nnirr_site.upkeep.asking import Answer, Asker, CannotAsk, Place, find_addresses, is_public

AGENT = "nnirr-link-check/1 (+https://site.example/)"
ROBOTS = "/robots.txt"


@pytest.fixture
def asker(checking):
    return Asker(AGENT, lambda seconds: True, 0.0, 0.0)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("2002:7f00:1::", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
    ],
)
def test_address_of_a_private_network_is_never_asked(address, settings, monkeypatch):
    settings.LINK_CHECK_NETWORKS = []
    assert not is_public(ip_address(address))
    monkeypatch.setattr(socket, "create_connection", pytest.fail)
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, port, *args, **kw: [(0, 0, 0, "", (address, port))]
    )
    with pytest.raises(CannotAsk) as refusal:
        find_addresses(Place.of("https://rebound.example/"))
    assert refusal.value.problem == LinkProblem.PRIVATE


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e"])
def test_address_of_the_internet_may_be_asked(address):
    assert is_public(ip_address(address))


def test_name_with_one_private_address_among_others_is_refused(settings, monkeypatch):
    settings.LINK_CHECK_NETWORKS = []
    names = ["93.184.215.14", "10.0.0.1"]
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, *args, **kw: [(0, 0, 0, "", (n, port)) for n in names],
    )
    with pytest.raises(CannotAsk):
        find_addresses(Place.of("https://both.example/"))


def test_connection_goes_where_the_look_went_and_says_the_name(asker, other, monkeypatch):
    """A name that leads elsewhere the second time is not looked up a second time."""
    looks = []

    def look(host, port, *args, **kwargs):
        if host == "127.0.0.1":  # what the connection itself asks: a number
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        looks.append(host)
        found = "127.0.0.1" if len(looks) <= 2 else "10.255.255.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    other.answers = {"/": 200}
    url = other.url("/", host="rebound.example")
    assert asker.ask(url).state == LinkState.ANSWERS
    assert looks == ["rebound.example"] * 2  # once for robots.txt, once for the page
    assert other.hosts == {f"rebound.example:{other.port}"}


def test_redirect_into_a_private_network_is_not_followed(asker, other, settings):
    settings.LINK_CHECK_NETWORKS = ["127.0.0.1/32"]
    other.answers = {"/out": (302, {"Location": "http://127.0.0.2/secret"}, b"")}
    answer = asker.ask(other.url("/out"))
    assert answer == Answer(LinkState.FAILING, LinkProblem.PRIVATE)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "https://user:password@example.org/",
        "https:///nothing",
        "https://example.org:99999/",
        "http://[::1/",
        f"http://{'a' * 70}.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_left(asker, url):
    assert asker.ask(url) == Answer(LinkState.LEFT, LinkProblem.ODD)


@pytest.mark.parametrize(
    ("status", "state", "problem"),
    [
        (200, LinkState.ANSWERS, ""),
        (204, LinkState.ANSWERS, ""),
        (404, LinkState.FAILING, LinkProblem.GONE),
        (410, LinkState.FAILING, LinkProblem.GONE),
        (500, LinkState.FAILING, LinkProblem.BROKEN),
        (401, LinkState.GUARDED, LinkProblem.REFUSED),
        (403, LinkState.GUARDED, LinkProblem.REFUSED),
        (429, LinkState.GUARDED, LinkProblem.REFUSED),
    ],
)
def test_what_an_answer_means(asker, other, status, state, problem):
    other.answers = {"/": status}
    assert asker.ask(other.url("/")) == Answer(state, problem, status)


def test_head_is_asked_first_and_get_only_where_it_is_refused(asker, other):
    other.answers = {"/both": 200, "HEAD /get": 405, "GET /get": 200}
    assert asker.ask(other.url("/both")).state == LinkState.ANSWERS
    assert asker.ask(other.url("/get")).state == LinkState.ANSWERS
    assert other.asked == [
        ("GET", ROBOTS),
        ("HEAD", "/both"),
        ("HEAD", "/get"),
        ("GET", "/get"),
    ]
    assert other.agents == {AGENT}


def test_lasting_redirect_is_noted_and_a_passing_one_is_not(asker, other):
    other.answers = {
        "/old": (301, {"Location": "/new"}, b""),
        "/now": (302, {"Location": "/new"}, b""),
        "/new": 200,
        "/round": (301, {"Location": "/round"}, b""),
    }
    assert asker.ask(other.url("/old")) == Answer(LinkState.MOVED, "", 200, other.url("/new"))
    assert asker.ask(other.url("/now")) == Answer(LinkState.ANSWERS, "", 200)
    assert asker.ask(other.url("/round")) == Answer(LinkState.FAILING, LinkProblem.LOOP)


def test_robots_txt_is_read_once_and_heeded(asker, other):
    rules = b"User-agent: *\nDisallow: /*.pdf$\nUser-agent: nnirr-link-check\nDisallow: /shut\n"
    other.answers = {ROBOTS: (200, {}, rules), "/open": 200, "/a.pdf": 200}
    assert asker.ask(other.url("/shut")) == Answer(LinkState.LEFT, LinkProblem.ROBOTS)
    assert asker.ask(other.url("/open")).state == LinkState.ANSWERS
    assert asker.ask(other.url("/a.pdf")).state == LinkState.ANSWERS  # that is for the others
    assert other.times_asked(ROBOTS) == 1 and other.times_asked("/shut") == 0


def test_server_that_is_not_there_and_certificate_that_is_none(asker, other):
    other.answers = {"/": 200}
    assert asker.ask(f"https://127.0.0.1:{other.port}/").problem == LinkProblem.TLS
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert asker.ask(f"http://127.0.0.1:{port}/").problem == LinkProblem.UNREACHED
    assert asker.ask("https://no-such-name.invalid/").problem == LinkProblem.NAME


def test_server_that_says_nothing_is_given_up(asker, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", asking.urllib3.Timeout(connect=0.2, read=0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert asker.ask(url) == Answer(LinkState.FAILING, LinkProblem.SLOW)


@pytest.mark.parametrize("path", ["/headers", "/robots.txt"])
def test_server_whose_bytes_drip_is_given_up(asker, monkeypatch, path):
    """Each byte comes before a timeout, and the last one never."""
    monkeypatch.setattr(asking, "LONGEST_SECONDS", 0.4)
    ended = threading.Event()
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"

    def drip(connection: socket.socket) -> None:
        asked = connection.recv(4096).split()[1].decode()
        begun = b"HT" if path == "/headers" else head + b"\r\n"
        begun = begun if asked == path else head + b"Content-Length: 0\r\n\r\n"
        with suppress(OSError):
            connection.sendall(begun)
            while asked == path and not ended.wait(0.05):
                connection.sendall(b"x")
        connection.close()

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=drip, args=[server.accept()[0]], daemon=True).start()

    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, daemon=True).start()
    begun = time.monotonic()
    answer = asker.ask(f"http://127.0.0.1:{server.getsockname()[1]}/headers")
    ended.set()
    server.close()
    assert time.monotonic() - begun < 10
    expected = LinkState.FAILING if path == "/headers" else LinkState.ANSWERS
    assert answer.state == expected


def test_redirect_to_nonsense_is_left(asker, other):
    other.answers = {"/odd": (302, {"Location": "http://[bad"}, b"")}
    assert asker.ask(other.url("/odd")) == Answer(LinkState.LEFT, LinkProblem.ODD)


def test_same_server_is_left_in_peace_between_two_questions(checking, other):
    pauses = []

    def pause(seconds: float) -> bool:
        pauses.append(seconds)
        return len(pauses) < 4

    rules = b"User-agent: *\nCrawl-delay: 30\n"
    other.answers = {ROBOTS: (200, {}, rules), "/a": 200, "/b": 200}
    asker = Asker(AGENT, pause, 1.0, 10.0)
    assert asker.ask(other.url("/a")).state == LinkState.ANSWERS
    assert 29 < asker.seconds_to_wait(other.url("/b")) <= 30
    assert 0 < asker.seconds_to_wait("https://elsewhere.example/") <= 1
    assert asker.ask(other.url("/b")).state == LinkState.ANSWERS
    assert pauses[0] == 0 and 0 < pauses[1] <= 1 and 29 < pauses[2] <= 30
    assert asker.ask(other.url("/a")) is None  # no time is left


def test_asker_keeps_no_body_and_sends_no_cookie(asker, other):
    other.answers = {"HEAD /": 403, "GET /": (200, {"Set-Cookie": "a=b"}, b"x" * 5_000_000)}
    assert asker.ask(other.url("/")).state == LinkState.ANSWERS
    assert asker.ask(other.url("/")).state == LinkState.ANSWERS
