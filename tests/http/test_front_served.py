"""The front on a real socket: what granian's WSGI gives it, and what becomes of slow readers."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from django.http.request import split_domain_port

from nnirr_site.http import front
from nnirr_site.http.client_ip import CLIENT
from nnirr_site.http.front import Front, find_client
from tests.infrastructure.processes import ROOT, free_port, get, wait_until

LENGTH = 64 * 1024 * 1024
SECRET = "canary-of-the-process"


@pytest.fixture(scope="module")
def probe(tmp_path_factory):
    """Address, file and output of a granian that runs the probe."""
    folder = tmp_path_factory.mktemp("probe")
    file = folder / "file"
    with file.open("wb") as opened:
        for number in range(64):
            opened.write(bytes([number]) * (1 << 20))
    port = free_port()
    environment = os.environ | {
        "PROBE_FILE": str(file),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SECRET_KEY": SECRET,
        "HTTP_X_REAL": SECRET,
    }
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers-kill-timeout", "2"),
        *("--blocking-threads", str(front.count_threads(4)), "tests.http.probe:application"),
    ]
    log = folder / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: get(url + "/state")[0] == 200, 120, "the probe does not answer")
        yield SimpleNamespace(url=url, port=port, file=file, log=log)
    finally:
        server.terminate()
        server.wait(timeout=20)
        assert not is_group_left(server.pid)


def is_group_left(group: int) -> bool:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def connect(probe) -> socket.socket:
    return socket.create_connection(("127.0.0.1", probe.port), timeout=10)


def send(probe, raw: bytes) -> tuple[int, bytes, bytes]:
    """Send bytes as they are; gives status, head and body of the answer."""
    with connect(probe) as client:
        client.sendall(raw)
        answer = b""
        while chunk := client.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head, body


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{line} HTTP/1.1", "Host: a.test:81", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def told(probe, *headers: str, line: str = "GET /", body: bytes = b"") -> dict:
    """What the application was told, but for the address that the front found in it."""
    environ = json.loads(send(probe, request(line, *headers, body=body))[2])
    environ.pop(CLIENT, None)
    return environ


def state(probe) -> dict:
    return told(probe, line="GET /state")


def test_request_becomes_a_wsgi_environment_without_the_processs_own(probe):
    environ = told(probe, "Cookie: a=1", "Cookie: b=2", line="GET /caf%C3%A9/x%20y?q=%C3%A9&r=%2B")
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/café/x y"
    assert environ["QUERY_STRING"] == "q=%C3%A9&r=%2B"
    assert environ["HTTP_HOST"] == "a.test:81"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"
    assert environ["SCRIPT_NAME"] == ""
    assert environ["wsgi.url_scheme"] == "http"
    assert environ["HTTP_COOKIE"].replace(" ", "") == "a=1;b=2"
    # What granian adds: Django would show these as headers, and in reports of errors.
    assert SECRET not in environ.values()
    assert "PROBE_FILE" not in environ


def test_both_cookies_of_an_answer_arrive(probe):
    head = send(probe, request("GET /"))[1]
    assert b"set-cookie: a=1" in head
    assert b"set-cookie: b=2" in head


def test_body_arrives_whole(probe):
    body = b"0123456789" * 50_000
    sent = told(probe, f"Content-Length: {len(body)}", line="POST /", body=body)
    assert (sent["body"].encode(), sent["CONTENT_LENGTH"]) == (body, str(len(body)))


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (["Content-Length: 9000000"], b"", 413),
        (["Transfer-Encoding: chunked"], b"5\r\nhello\r\n0\r\n\r\n", 411),
        # Broken off after its first piece: as whole as the other, to who reads it.
        (["Transfer-Encoding: chunked"], b"5\r\nhello\r\n", 411),
    ],
)
def test_body_that_is_too_long_or_of_unknown_length_is_refused(probe, headers, body, status):
    assert send(probe, request("POST /", *headers, body=body))[0] == status


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["Transfer-Encoding: chunked", "Content-Length: 5"], 411),
        (["Content-Length: 5", "Content-Length: 6"], 400),
        (["Host: b.test"], 200),
    ],
)
def test_request_that_says_two_things_is_read_as_neither(probe, lines, status):
    raw = request("POST /", *lines, body=b"0\r\n\r\n" if status == 411 else b"")
    answer = send(probe, raw)
    assert answer[0] == status
    if status == 200:
        # No host name has a comma, so Django answers 400.
        assert json.loads(answer[2])["HTTP_HOST"] == "a.test:81,b.test"
        assert split_domain_port("a.test:81,b.test") == ("", "")


def test_absolute_address_in_the_first_line_is_a_path_of_the_host_that_is_named(probe):
    environ = told(probe, line="GET http://x.test/p%20q?r=1")
    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == ("/p q", "r=1")
    assert (environ["HTTP_HOST"], environ["SERVER_NAME"]) == ("a.test:81", "127.0.0.1")
    assert "x.test" not in environ.values()


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.2")]
)
def test_client_is_who_our_outermost_proxy_saw_in_however_many_headers(
    probe, settings, proxies, expected
):
    settings.TRUSTED_PROXIES = proxies
    seen = ["6.6.6.6, 7.7.7.7", "198.51.100.2, 203.0.113.9"]
    for lines in (seen, [", ".join(seen)], [*seen[0].split(", "), *seen[1].split(", ")]):
        environ = told(probe, *(f"X-Forwarded-For: {line}" for line in lines))
        assert find_client(environ) == expected


def test_name_with_an_underscore_cannot_be_told_so_proxies_have_to_drop_it(probe, settings):
    """If this fails, the server has learned it: the duty of proxies in docs/deploy.md may go."""
    settings.TRUSTED_PROXIES = 1
    lines = ["X-Forwarded-For: 203.0.113.9", "X_Forwarded_For: 6.6.6.6"]
    assert find_client(told(probe, *lines)) == "6.6.6.6"
    settings.TRUSTED_PROXIES = 0
    assert find_client(told(probe, *lines)) == "127.0.0.1"


def test_file_and_part_of_a_file_arrive_and_a_head_is_without(probe):
    assert get(probe.url + "/file")[1] == probe.file.read_bytes()
    status, body, _ = get(probe.url + "/part")
    assert (status, body) == (206, b"\0" * 5)
    status, head, body = send(probe, request("HEAD /file"))
    assert (status, body) == (200, b"")
    assert f"content-length: {LENGTH}".encode() in head
    wait_until(lambda: state(probe)["open"] == 0, 10, "a file stays open")


@pytest.mark.parametrize("path", ["/file", "/stream"])
def test_who_does_not_read_takes_no_memory_and_going_away_ends_it(probe, path):
    before = state(probe)
    most = front.MOST_SENDING_OF_ONE
    with ExitStack() as stack:
        for _ in range(most):
            client = stack.enter_context(connect(probe))
            client.sendall(request(f"GET {path}"))
            assert client.recv(100).startswith(b"HTTP/1.1 200")
        wait_until(lambda: is_still(probe), 20, "it goes on without a reader")
        during = state(probe)
        assert during["open"] == most
        # One more of them gets no place; everybody else is answered.
        assert send(probe, request(f"GET {path}"))[0] == 503
        assert told(probe)["PATH_INFO"] == "/"
    wait_until(lambda: state(probe)["open"] == 0, 20, "it goes on when the reader has gone")
    # For each a few pieces in the server, and no more however long it lasts.
    assert during["resident"] - before["resident"] < most * 3_000_000
    with connect(probe) as client:
        client.sendall(request(f"GET {path}"))
        assert client.recv(100).startswith(b"HTTP/1.1 200"), "no place was given back"


def go_away(client: socket.socket) -> None:
    """Break the connection off, as a phone without a network does in the end."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def test_who_goes_away_before_the_first_piece_leaves_no_place_taken(probe):
    go = probe.file.with_name(f"{probe.file.name}.go")
    clients = [connect(probe) for _ in range(5)]
    for client in clients:
        client.sendall(request("GET /held"))
    wait_until(lambda: state(probe)["sending"] == len(clients))
    for client in clients:
        go_away(client)
    go.touch()
    for _ in range(20):
        client = connect(probe)
        client.sendall(request("GET /held"))
        go_away(client)
    end = {"open": 0, "sending": 0}
    wait_until(lambda: state(probe) | end == state(probe), 20, "a place stays taken")


def test_one_network_leaves_places_to_others():
    assert front.MOST_SENDING_OF_NETWORK <= front.MOST_SENDING // 2
    sending = Front(lambda environ, start: start("200 OK", []) or Pieces(), seats=1)
    held, told = [], []

    def ask(address: str) -> str:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "REMOTE_ADDR": address}
        held.append(sending(environ, lambda status, headers: told.append(status[:3])))
        return told[-1]

    most = front.MOST_SENDING_OF_NETWORK
    assert [ask(f"192.0.2.{number % 200}") for number in range(most)] == ["200"] * most
    assert ask("192.0.2.201") == "503"
    assert ask("198.51.100.1") == "200"
    # The server lets go of them without a word.
    held.clear()
    assert len(sending.sending) == 0
    assert ask("192.0.2.201") == "200"


class Pieces:
    streaming = True

    def __iter__(self):
        yield b"x"


def is_still(probe) -> bool:
    """True if no piece was made between two looks."""
    first = state(probe)["pieces"]
    send(probe, request("GET /"))
    return state(probe)["pieces"] == first


def test_what_breaks_is_logged_by_us_and_ends(probe):
    assert send(probe, request("GET /error"))[0] == 500
    assert send(probe, request("GET /broken"))[0] == 200
    written = probe.log.read_text()
    for words in ("A request was not answered", "An answer broke off"):
        assert words in written
    # Once each, by our log: its filter sees nothing of what the server writes itself.
    assert written.count("ValueError: a fault") == 2
    wait_until(lambda: state(probe)["open"] == 0, 10, "it stays open")
