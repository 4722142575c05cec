"""The shipped Caddyfile and nginx.conf, run by the real programs before something that is no site.

What a visitor sends is full of words that are nowhere else, so that each can be looked for in
everything that a proxy writes.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import socket
import subprocess
import threading
import time
from collections import Counter
from contextlib import suppress
from itertools import chain
from pathlib import Path

import brotli
import pytest

from nnirr_site.http.client_ip import find_client_ip
from nnirr_site.watching.request_ids import WELL_FORMED
from tests.infrastructure.processes import free_port, wait_until
from tests.infrastructure.proxies import (
    AGENT,
    DEPLOY,
    PROXIES,
    VISITOR,
    answer_nonsense,
    answer_well,
    break_off,
    hang_up,
    replace_once,
    reset,
    upstreams,
)

TOKEN = "QRSTUVWX2345.1vPaBc.x9_-abcDEF0123456789abcdefghijklmnopqrs"
COOKIE = "canary-cookie"
REFERRER = f"http://elsewhere.test/own/{TOKEN}/"
FORGED = "6.6.6.6, 7.7.7.7"
LINKS = [
    f"/own/{TOKEN}/",
    f"/c/{TOKEN}/",
    f"/letters/{TOKEN}/",
    f"/es/own/{TOKEN}/data.json",
    f"/ar//c//{TOKEN}",
    f"/OWN/{TOKEN}",
    f"/own/%51{TOKEN[1:]}/",
    f"/search/?q={TOKEN}",
]
KINDS = sorted(PROXIES)
BEHAVIORS = {
    "well": answer_well,
    "breaks off": break_off,
    "hangs up": hang_up,
    "answers nonsense": answer_nonsense,
    "is down": None,
}


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


def secrets_in(text: str) -> list[str]:
    words = [TOKEN, TOKEN[1:20], VISITOR, AGENT, COOKIE, "elsewhere.test", *FORGED.split(", ")]
    return [word for word in words if word in text]


def visit(proxy) -> list[int]:
    """Ask for every personal link as visitors and scanners do; gives the statuses."""
    headers = {"Referer": REFERRER, "Cookie": f"a={COOKIE}", "X-Forwarded-For": FORGED}
    answers = [proxy.get(link, **headers) for link in LINKS[:3]]
    answers += [proxy.ask("POST", link, f"name={TOKEN}".encode(), **headers) for link in LINKS]
    answers.append(proxy.ask("POST", LINKS[0], b"x" * (3 << 20), **headers))
    for raw in (
        f"GET {LINKS[0]} HTTP/1.1\r\nHost: localhost\r\nBroken Header {TOKEN}\r\n\r\n",
        f"GET {LINKS[0]} HTTP/9.9\r\nHost: localhost\r\n\r\n",
        f"GET {LINKS[0]}{'x' * 70_000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        f"POST {LINKS[0]} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        f"POST {LINKS[0]} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n{TOKEN[:9]}",
    ):
        # Neither has to read nonsense to its end, or to answer it.
        with proxy.open_socket() as client, suppress(OSError):
            client.sendall(raw.encode())
            client.settimeout(0.3)
            client.recv(1000)
    return [answer.status for answer in answers]


@pytest.mark.parametrize("behavior", BEHAVIORS)
def test_proxy_writes_nothing_of_a_visitor_whatever_happens_behind_it(kind, behavior, tmp_path):
    behave = BEHAVIORS[behavior]
    with upstreams(*[behave] * 2 if behave else []) as sites:
        ports = [site.port for site in sites] or [free_port(), free_port()]
        with PROXIES[kind](tmp_path, ports) as proxy:
            statuses = visit(proxy)
        assert set(statuses[:11]) <= {"well": {200}}.get(behavior, {0, 200, 502, 503}), statuses
        assert secrets_in(proxy.written()) == []
        assert proxy.written(), "nothing was found to look into"
        if behavior != "is down":
            assert TOKEN.encode() in b"".join(chain.from_iterable(site.heads for site in sites))


@pytest.mark.parametrize(
    ("kind", "words"),
    [("caddy", "health_checker.*connection refused"), ("nginx", r"^\S+ 502 127\.0\.0\.1:")],
)
def test_that_the_site_is_down_is_written_without_who_asked(kind, words, tmp_path):
    with PROXIES[kind](tmp_path, [free_port(), free_port()]) as proxy:
        assert proxy.get(LINKS[0]).status in {502, 503}
        wait_until(lambda: re.search(words, proxy.written(), re.M), 30, "nothing is written")
    assert secrets_in(proxy.written()) == []


def test_visitor_who_breaks_off_an_answer_is_not_written_down(kind, tmp_path):
    broken = threading.Event()

    def answer_without_end(connection, head):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900000000\r\n\r\n")
        try:
            while True:
                connection.sendall(b"x" * 100_000)
        except OSError:
            broken.set()

    with (
        upstreams(answer_without_end, answer_without_end) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        client = proxy.open_socket()
        head = f"GET {LINKS[0]} HTTP/1.1\r\nHost: localhost:{proxy.port}\r\n\r\n"
        client.sendall(head.encode())
        assert b" 200 " in client.recv(1000)
        reset(client)
        assert broken.wait(30), "the proxy reads on for nobody"
        if kind == "caddy":
            words = "aborting with incomplete response"
            wait_until(lambda: words in proxy.written(), 20, "nothing is written")
    assert secrets_in(proxy.written()) == []


def without_error_pages(text: str) -> str:
    return text[: text.index("\thandle_errors {")] + "}\n"


def test_search_of_the_logs_finds_what_caddy_writes_and_what_the_filter_takes_out(tmp_path):
    """Without this, a search in the wrong files would pass for ever."""

    def unfiltered(text):
        return without_error_pages(replace_once(text, "\t\t\t\trequest delete\n", ""))

    found = []
    for name, edit in {"with": without_error_pages, "without": unfiltered}.items():
        folder = tmp_path / name
        folder.mkdir()
        with PROXIES["caddy"](folder, [free_port()] * 2, edit) as proxy:
            proxy.get(LINKS[0], Referer=REFERRER)
        assert "http.log.error" in proxy.written()
        found.append(set(secrets_in(proxy.written())))
    assert found[0] == set()
    assert found[1] >= {TOKEN, VISITOR, AGENT, "elsewhere.test"}


@pytest.mark.parametrize("level", ["error", "crit", "emerg"])
def test_nginx_writes_who_asked_into_every_error_of_a_request(level, tmp_path):
    """Why its error log of requests is off: no level of what happens leaves the visitor out."""

    def to_a_file(text):
        return replace_once(text, "error_log /dev/null emerg;", f"error_log requests.log {level};")

    with PROXIES["nginx"](tmp_path, [free_port()] * 2, to_a_file) as proxy:
        proxy.get(LINKS[0], Referer=REFERRER)
    found = set(secrets_in(proxy.written()))
    assert found >= ({TOKEN, VISITOR, "elsewhere.test"} if level == "error" else set())
    assert not (found and level != "error")


def test_site_believes_the_proxy_and_nothing_that_the_visitor_forged(kind, tmp_path, rf, settings):
    settings.TRUSTED_PROXIES = 1
    forged = {
        "X-Forwarded-For": FORGED,
        "X_Forwarded_For": FORGED,
        "X-Forwarded-Proto": "gopher",
        "Forwarded": "for=6.6.6.6;proto=gopher",
    }
    with (
        upstreams(answer_well, answer_well) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        connection = proxy.connect()
        connection.putrequest("GET", "/")
        for name, value in forged.items():
            connection.putheader(name, value)
        connection.endheaders()
        assert connection.getresponse().status == 200
        connection.close()
    [head] = chain.from_iterable(site.heads for site in sites)
    lines = [line.partition(": ")[::2] for line in head.decode().split("\r\n")[1:]]
    # The site could not tell a name with an underscore from the one that the proxy sets.
    given = [(name.lower().replace("_", "-"), value) for name, value in lines]
    assert [value for name, value in given if name == "x-forwarded-for"] == [VISITOR]
    scheme = "https" if proxy.is_tls else "http"
    assert [value for name, value in given if name == "x-forwarded-proto"] == [scheme]
    assert not [name for name, _value in given if name == "forwarded"]
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=VISITOR)
    assert find_client_ip(request) == VISITOR


def given_to_the_site(sites, name: str) -> list[str]:
    """The values of a header of the last request that reached the site."""
    head = [head for site in sites for head in site.heads][-1]
    lines = [line.partition(": ")[::2] for line in head.decode().split("\r\n")[1:]]
    return [value for key, value in lines if key.lower() == name]


@pytest.mark.parametrize(("cdn", "is_believed"), [("127.7.7.0/24", True), ("127.3.3.0/24", False)])
def test_visitor_behind_a_cdn_is_known_and_nobody_else_is_believed(
    kind, cdn, is_believed, tmp_path, rf, settings
):
    """The CDN appends the address that it talked to, behind whatever that one had sent."""
    # nginx says who it is; Caddy adds itself to what it was told.
    settings.TRUSTED_PROXIES = 1 if kind == "nginx" else 2
    with (
        upstreams(answer_well, answer_well) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites], cdn=cdn) as proxy,
    ):
        sent = {"X-Forwarded-Proto": "gopher", "X-Forwarded-Host": "evil.example"}
        proxy.get("/", X_Forwarded_For="6.6.6.6, 203.0.113.9", **sent)
        [scheme] = given_to_the_site(sites, "x-forwarded-proto")
        assert scheme == ("https" if proxy.is_tls else "http")
        assert "evil.example" not in given_to_the_site(sites, "x-forwarded-host")
        [forwarded] = given_to_the_site(sites, "x-forwarded-for")
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert find_client_ip(request) == ("203.0.113.9" if is_believed else VISITOR)


def test_visitor_within_the_networks_of_the_cdn_is_nobody_else(kind, tmp_path, rf, settings):
    """Such as what runs at its edge."""
    settings.TRUSTED_PROXIES = 1 if kind == "nginx" else 2
    with (
        upstreams(answer_well, answer_well) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites], cdn="127.7.7.0/24") as proxy,
    ):
        proxy.get("/", X_Forwarded_For="6.6.6.6, 127.7.7.99")
        [forwarded] = given_to_the_site(sites, "x-forwarded-for")
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert find_client_ip(request) == "127.7.7.99"


STATIC = {
    "css/site.0123456789ab.css": b"body{}" * 200,
    "css/site.css": b"body{}" * 100,
    "fonts/a.0123456789ab.woff2": b"font",
}


def lay_static_files(folder: Path) -> None:
    """As `prepare` does, some with compressed ones beside them."""
    for name, content in STATIC.items():
        path = folder / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name, compress in (("css/site.0123456789ab.css.gz", gzip.compress),):
        path = folder / "static" / name
        path.write_bytes(compress(path.with_suffix("").read_bytes()))
    path = folder / "static" / "css/site.0123456789ab.css.br"
    path.write_bytes(brotli.compress(path.with_suffix("").read_bytes()))
    (folder / "static" / ".outdated.json").write_text("{}")
    (folder / "media").mkdir()
    (folder / "media" / "secret.txt").write_text("secret")


def test_static_files_come_from_the_disk_compressed_and_for_ever(kind, tmp_path):
    lay_static_files(tmp_path)
    with PROXIES[kind](tmp_path, [free_port(), free_port()]) as proxy:  # the site is down
        hashed = proxy.get("/static/css/site.0123456789ab.css", Accept_Encoding="gzip, br")
        plain = proxy.get("/static/css/site.css")
        font = proxy.ask("HEAD", "/static/fonts/a.0123456789ab.woff2")
    assert hashed.status == plain.status == font.status == 200
    encoding = hashed.headers["Content-Encoding"]
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[encoding]
    assert unpack(hashed.body) == STATIC["css/site.0123456789ab.css"]
    assert encoding == ("br" if kind == "caddy" else "gzip")
    assert plain.body == STATIC["css/site.css"]
    assert plain.headers["Content-Encoding"] is None
    for answer in (hashed, font):
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
    assert plain.headers.get_all("Cache-Control") == ["public, max-age=60"]
    assert "Accept-Encoding" in hashed.headers["Vary"]
    assert hashed.headers["X-Content-Type-Options"] == "nosniff"
    assert hashed.headers["Content-Type"].startswith("text/css")
    assert "font" in font.headers["Content-Type"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/css/site.999999999999.css",
        "/static/",
        "/static/css/",
        "/static/.outdated.json",
        "/static/.x/y",
        "/static/../media/secret.txt",
        "/static/css/../../media/secret.txt",
        "/static/css/..%2F..%2Fmedia/secret.txt",
        "/media/secret.txt",
        "/static//media/secret.txt",
    ],
)
def test_whatever_else_is_on_the_disk_is_for_the_site_to_decide(kind, path, tmp_path):
    lay_static_files(tmp_path)
    with (
        upstreams(answer_well, answer_well) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        answer = proxy.get(path)
        reached = sum(site.accepted for site in sites)
    assert b"secret" not in answer.body
    assert (answer.status, answer.body, reached) in {(200, b"ok", 1), (400, answer.body, 0)}


def test_what_the_site_answers_comes_through_as_it_is(kind, tmp_path):
    headers = {
        "Strict-Transport-Security": "max-age=31536000",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'",
        "Content-Type": "text/html; charset=utf-8",
    }
    body = b"<p>page of one person</p>" * 1000

    def answer(connection, head):
        lines = [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
        connection.sendall("\r\n".join(["HTTP/1.1 503 Busy", *lines]).encode() + body)

    with (
        upstreams(answer, answer) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        got = proxy.get("/own/x/", Accept_Encoding="gzip, br, zstd")
    assert (got.status, got.body) == (503, body)
    assert got.headers["Content-Encoding"] is None, "a page of one person was compressed"
    for name, value in headers.items():
        assert got.headers.get_all(name) == [value]


def test_forms_find_the_process_that_lives_however_many_come_at_once(kind, tmp_path):
    """Caddy's round_robin counts for all requests together: one that comes between two others can
    be offered the dead process twice, and a form is not tried again then.
    """
    with (
        upstreams(answer_well) as [alive],
        PROXIES[kind](tmp_path, [alive.port, free_port()]) as proxy,
    ):
        if kind == "caddy":
            wait_until(lambda: "connection refused" in proxy.written(), 20, "it is not missed")
        statuses: list[int] = []

        def send_forms():
            for _ in range(60):
                statuses.append(proxy.ask("POST", "/sign/ratify/", b"name=Rosa").status)

        senders = [threading.Thread(target=send_forms) for _ in range(24)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    assert set(statuses) == {200}, Counter(statuses)


def test_figures_are_not_passed_on_and_each_request_gets_a_random_name(kind, tmp_path):
    with upstreams(answer_well) as [site], PROXIES[kind](tmp_path, [site.port] * 2) as proxy:
        for path in ("/metrics", "/%6detrics", "//metrics", "/metrics?x=1"):
            assert proxy.get(path, Authorization="Bearer x").status == 404, path
        assert not site.heads
        given = "0123456789abcdef" * 2
        assert proxy.get("/", X_Request_ID=given).status == 200
    [head] = site.heads
    [name] = re.findall(rb"(?im)^x-request-id: (\S+)\r?$", head)
    assert WELL_FORMED.fullmatch(name.decode()) and name.decode() != given


def test_form_that_met_a_process_just_dead_is_nobody_elses(kind, tmp_path):
    """Caddy 2.6 gives the memory of a body back when it is sent in vain, and sends it once more:
    by then another visitor's form stands in it.
    """
    with (
        upstreams(answer_well, answer_well) as [alive, dead],
        PROXIES[kind](tmp_path, [alive.port, dead.port]) as proxy,
    ):
        if kind == "caddy":
            wait_until(lambda: alive.health and dead.health, 20, "nobody was asked")
        dead.listener.shutdown(socket.SHUT_RDWR)
        dead.close()
        statuses: dict[str, int] = {}

        def send_forms(sender: int) -> None:
            for number in range(8):
                name = f"{sender:02}-{number:02}"
                body = f"name=Rosa-{name}-{'x' * 200}".encode()
                statuses[name] = proxy.ask("POST", f"/sign/{name}/", body).status

        senders = [threading.Thread(target=send_forms, args=[n]) for n in range(16)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    arrived = {}
    for head, body in zip(alive.heads, alive.bodies, strict=True):
        asked = head.decode().split(" ")[1].split("/")[2]
        arrived.setdefault(asked, []).append(body.decode()[len("name=Rosa-") :][:5])
    assert arrived == {name: [name] for name in arrived}
    assert {name for name, status in statuses.items() if status == 200} == set(arrived)
    assert len(arrived) > len(statuses) / 4


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
def test_visitor_of_a_site_that_is_down_reads_when_to_come_back(kind, method, tmp_path):
    with PROXIES[kind](tmp_path, [free_port(), free_port()]) as proxy:
        body = b"name=Rosa" if method == "POST" else None
        answer = proxy.ask(method, "/es/sign/ratify/", body)
    assert answer.status in {502, 503}
    assert answer.headers["Retry-After"] == "10"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    if method != "HEAD":
        assert "Volvemos en un momento" in answer.body.decode()
        assert "Rosa" not in answer.body.decode()


@pytest.mark.parametrize("name", ["unavailable", "too-large"])
def test_page_of_the_proxy_needs_nothing_else_and_speaks_every_language(name, settings):
    text = (DEPLOY / "errors" / f"{name}.html").read_text()
    assert set(re.findall(r'lang="(\w+)"', text)) == {code for code, _ in settings.LANGUAGES}
    assert not re.search(r"<script|<link|<img|src=|https?:", text)


def test_body_that_is_too_long_reaches_no_process_whole(kind, tmp_path):
    sizes = []

    def measure(connection, head):
        received = 0
        while chunk := connection.recv(65536):
            received += len(chunk)
        sizes.append(received)

    with (
        upstreams(measure, measure) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        announced = proxy.ask("POST", "/sign/ratify/", b"x" * (3 << 20))
        chunked = proxy.ask("POST", "/sign/ratify/", iter([b"x" * (1 << 20)] * 3))
        assert 200 not in {announced.status, chunked.status}
        if kind == "nginx" or not proxy.is_old:
            assert announced.status == 413
            assert "demasiado largo" in announced.body.decode()
    assert max(sizes, default=0) <= (1 << 20) + 4096, "more than a megabyte and its framing"


def test_slow_body_reaches_the_site_only_when_it_is_whole(kind, tmp_path):
    with (
        upstreams(answer_well, answer_well) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        with proxy.open_socket() as client:
            head = f"Host: localhost:{proxy.port}\r\nContent-Length: 30\r\nConnection: close\r\n"
            client.sendall(f"POST /sign/x/ HTTP/1.1\r\n{head}\r\n".encode())
            for _ in range(5):
                client.sendall(b"abcde")
                time.sleep(0.05)
            assert proxy.get("/").status == 200
            assert sum(site.accepted for site in sites) == 1, "the form is there before its end"
            client.sendall(b"12345")
            assert b" 200 " in client.recv(1000)
        wait_until(lambda: sum(len(site.heads) for site in sites) == 2)
    assert b"abcde" * 5 + b"12345" in list(chain.from_iterable(site.bodies for site in sites))


def test_long_form_of_staff_reaches_the_site_only_when_it_is_whole(kind, tmp_path):
    def answer_and_read_on(connection, head):
        answer_well(connection, head)
        while connection.recv(65536):
            pass

    with (
        upstreams(answer_and_read_on, answer_and_read_on) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
        proxy.open_socket() as client,
    ):
        length = 2 << 20
        head = f"Host: localhost:{proxy.port}\r\nContent-Length: {length}\r\n"
        client.sendall(f"POST /admin/pages/3/edit/ HTTP/1.1\r\n{head}\r\n".encode())
        client.sendall(b"x" * (length - 5))
        for number in range(1, 11):
            assert proxy.get("/").status == 200
            assert sum(site.accepted for site in sites) == number, "it is there before its end"
            time.sleep(0.05)
        client.sendall(b"12345")
        assert b" 200 " in client.recv(1000)
    assert sum(site.accepted for site in sites) == 11


def test_requests_broken_on_purpose_take_no_process_away_from_others(kind, tmp_path):
    """A proxy that counts failures would believe that the site is down."""

    def hang_up_on_forms(connection, head):
        (hang_up if head.startswith(b"POST") else answer_well)(connection, head)

    with (
        upstreams(hang_up_on_forms, hang_up_on_forms) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        for _ in range(10):
            assert proxy.ask("POST", "/", b"broken").status == 502
            assert proxy.get("/").status == 200
            started = time.monotonic()
            assert proxy.ask("PUT", "/").status == 200
            # Caddy waits 5 s (lb_try_duration) for a process that it has taken away.
            assert time.monotonic() - started < 4.5
    # What was sent once was not sent again, for it may have been done.
    sent = [head for site in sites for head in site.heads if head.startswith(b"POST")]
    assert len(sent) == 10


def test_reading_is_asked_again_of_the_other_process(kind, tmp_path):
    with (
        upstreams(hang_up, answer_well) as sites,
        PROXIES[kind](tmp_path, [site.port for site in sites]) as proxy,
    ):
        assert {proxy.get("/").status for _ in range(8)} == {200}
        assert sites[0].heads, "only one of the two was asked"


def test_form_goes_to_the_other_process_if_one_cannot_be_reached(kind, tmp_path):
    with (
        upstreams(answer_well) as sites,
        PROXIES[kind](tmp_path, [free_port(), sites[0].port]) as proxy,
    ):
        assert {proxy.ask("POST", "/sign/x/", b"name=Rosa").status for _ in range(6)} == {200}


def test_nginx_writes_no_answer_and_no_form_to_disk(tmp_path):
    """Answers hold exports with names and addresses; a temporary file of nginx is a file."""
    files = []

    def answer_much(connection, head):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 30000000\r\n\r\n")
        for _ in range(300):
            connection.sendall(b"x" * 100_000)

    with (
        upstreams(answer_much, answer_much) as sites,
        PROXIES["nginx"](tmp_path, [site.port for site in sites]) as proxy,
        proxy.open_socket() as client,
    ):
        workers = Path(f"/proc/{proxy.process.pid}/task/{proxy.process.pid}/children")
        body = b"x" * 900_000
        head = f"Host: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
        client.sendall(f"POST /export/ HTTP/1.1\r\n{head}".encode() + body)
        wait_until(lambda: any(site.heads for site in sites))
        end = time.monotonic() + 0.5  # the visitor does not read: nginx would fill a file now
        while time.monotonic() < end:
            for worker in workers.read_text().split():
                for link in Path(f"/proc/{worker}/fd").iterdir():
                    with suppress(FileNotFoundError):
                        files.append(os.readlink(link))
    assert any("failures.log" in name for name in files), "nothing was looked at"
    assert [name for name in files if "/answers/" in name or "/bodies/" in name] == []


def test_caddy_asks_for_health_by_the_name_that_the_site_answers_to(tmp_path):
    with (
        upstreams(answer_well, answer_well) as sites,
        PROXIES["caddy"](tmp_path, [site.port for site in sites]),
    ):
        wait_until(lambda: all(site.health for site in sites), 20)
    assert all(b"\r\nHost: localhost\r\n" in site.health + b"\r\n" for site in sites)


def test_nginx_lets_a_certificate_be_renewed_and_sends_the_rest_to_https(tmp_path):
    def of_this_test(text):
        return replace_once(text, "root /var/www/acme;", f"root {tmp_path}/acme;")

    challenge = tmp_path / "acme" / ".well-known" / "acme-challenge" / "a-token"
    challenge.parent.mkdir(parents=True)
    challenge.write_text("a-token.thumbprint")
    for folder in [*challenge.parents][:4]:
        folder.chmod(0o755)
    with PROXIES["nginx"](tmp_path, [free_port()] * 2, of_this_test):
        shipped = (tmp_path / "nginx.conf").read_text()
        [port] = re.findall(r"listen 127\.0\.0\.1:(\d+) default_server;", shipped)
        answers = {}
        for path in (
            "/.well-known/acme-challenge/a-token",
            "/.well-known/other",
            f"{LINKS[0]}?a=b",
        ):
            connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=30)
            connection.request("GET", path)
            response = connection.getresponse()
            answers[path] = (response.status, response.headers["Location"], response.read())
            connection.close()
    [first, *others] = answers.items()
    assert first[1] == (200, None, b"a-token.thumbprint")
    for path, (status, location, _body) in others:
        assert (status, location) == (308, f"https://www.example.org{path}")


def test_caddyfile_is_laid_out_as_caddy_does():
    done = subprocess.run(
        ["caddy", "fmt", str(DEPLOY / "Caddyfile")], capture_output=True, text=True
    )
    assert done.stdout == (DEPLOY / "Caddyfile").read_text()
