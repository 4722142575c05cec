"""The bridge between granian and Django, on a real socket."""

from __future__ import annotations

import json
import os
import socket
import time
from urllib.parse import urlsplit

import pytest

from nnirr_site.bridge import split_address, to_wsgi
from tests.infrastructure.processes import get, granian, wait_until

CONTENT = b"0123456789abcdefghij" * 100_000


@pytest.fixture(scope="module")
def probe(tmp_path_factory):
    """Address of a granian that runs the probe, and the file that the probe sends."""
    file = tmp_path_factory.mktemp("probe") / "file"
    file.write_bytes(CONTENT)
    environment = os.environ | {
        "PROBE_FILE": str(file),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "WEB_THREADS": "4",
    }
    with granian("tests.infrastructure.bridge_probe:application", environment) as url:
        yield url, file


def connect(url: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", urlsplit(url).port), timeout=5)


def send(url: str, raw: bytes) -> tuple[int, bytes, bytes]:
    """Send bytes as they are; gives status, head and body of the answer."""
    with connect(url) as client:
        client.sendall(raw)
        answer = b""
        while chunk := client.recv(65536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head, body


def request(line: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{line} HTTP/1.1", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def environ(url: str, *headers: str, line: str = "GET /", body: bytes = b"") -> dict:
    return json.loads(send(url, request(line, *headers, body=body))[2])


def test_request_becomes_a_wsgi_environment(probe):
    told = environ(probe[0], "Host: a.test:81", line="GET /caf%C3%A9/x%20y?q=%C3%A9&r=%2B")
    assert told["PATH_INFO"].encode("latin-1").decode() == "/café/x y"
    assert told["QUERY_STRING"] == "q=%C3%A9&r=%2B"
    assert told["HTTP_HOST"] == "a.test:81"
    assert told["REMOTE_ADDR"] == "127.0.0.1"
    assert told["SERVER_PORT"] == str(urlsplit(probe[0]).port)
    assert told["SCRIPT_NAME"] == ""
    assert told["wsgi.url_scheme"] == "http"


def test_repeated_headers_are_joined_and_underscores_are_dropped(probe):
    told = environ(
        probe[0],
        *("Host: a", "X-Forwarded-For: 1.1.1.1", "X-Forwarded-For: 2.2.2.2"),
        *("X_Forwarded_For: 9.9.9.9", "Cookie: a=1", "Cookie: b=2"),
    )
    assert told["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"
    assert told["HTTP_COOKIE"] == "a=1; b=2"


def test_two_different_hosts_are_refused(probe):
    assert send(probe[0], request("GET /", "Host: a", "Host: b"))[0] == 400


def test_address_in_the_request_line_wins_over_the_host_header(probe):
    assert environ(probe[0], "Host: a", line="GET http://b.test/")["HTTP_HOST"] == "b.test"


def test_both_cookies_of_an_answer_arrive(probe):
    head = send(probe[0], request("GET /", "Host: a"))[1]
    assert b"set-cookie: a=1" in head
    assert b"set-cookie: b=2" in head


def test_chunked_body_arrives_with_its_length(probe):
    told = environ(
        probe[0],
        *("Host: a", "Transfer-Encoding: chunked"),
        line="POST /",
        body=b"5\r\nhello\r\n3\r\n!!!\r\n0\r\n\r\n",
    )
    assert (told["body"], told["CONTENT_LENGTH"]) == ("hello!!!", "8")


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Length: 100001"], b""),
        (["Transfer-Encoding: chunked"], (b"8000\r\n" + b"x" * 0x8000 + b"\r\n") * 4),
    ],
    ids=["announced", "chunked"],
)
def test_body_that_is_too_long_is_refused(probe, headers, body):
    assert send(probe[0], request("POST /", "Host: a", *headers, body=body))[0] == 413


@pytest.mark.parametrize(
    ("path", "cookie", "megabytes", "status"),
    [
        ("/admin/images/multiple/add/", "sessionid=a", 9, 200),
        ("/admin/documents/add/", "b=1; sessionid=a", 9, 200),
        ("/admin/images/add/", "sessionid=a", 65, 413),
        ("/admin/images/add/", "xsessionid=a", 2, 413),
        ("/admin/pages/3/edit/", "sessionid=a", 7, 200),
        ("/admin/pages/3/edit/", "sessionid=a", 9, 413),
        ("/admin/login/", "sessionid=a", 2, 413),
        ("/admin/password_reset/", "sessionid=a", 2, 413),
        ("/admin/sign-in/verify/", "sessionid=a", 2, 413),
        ("/calls/", "sessionid=a", 2, 413),
    ],
)
def test_only_staff_send_long_bodies_and_only_uploads_are_longer(
    probe, path, cookie, megabytes, status
):
    length = megabytes * 1024 * 1024
    body = b"x" * length if status == 200 else b""
    headers = ["Host: a", f"Cookie: {cookie}", f"Content-Length: {length}"]
    assert send(probe[0], request(f"POST {path}", *headers, body=body))[0] == status


@pytest.mark.parametrize(
    ("path", "megabytes", "most"),
    [("/admin/images/add/", 60, 6), ("/admin/pages/3/edit/", 7, 40)],
    ids=["uploads", "pages"],
)
def test_long_bodies_beyond_a_few_at_once_are_refused(probe, path, megabytes, most):
    headers = ["Host: a", "Cookie: sessionid=a", f"Content-Length: {megabytes * 1024 * 1024}"]
    stalled = [connect(probe[0]) for _ in range(most)]
    for client in stalled:
        client.sendall(request(f"POST {path}", *headers, body=b"abc"))
    time.sleep(0.3)
    status, head, _body = send(probe[0], request(f"POST {path}", *headers))
    assert status == 503
    assert b"retry-after" in head
    assert environ(probe[0], "Host: a", "Content-Length: 2", line="POST /", body=b"ab")
    for client in stalled:
        client.close()

    def is_open_again():
        answer = request(f"POST {path}", *headers, body=b"x" * megabytes * 1024 * 1024)
        try:
            return send(probe[0], answer)[0] == 200
        except OSError:  # refused, and closed while we were still sending
            return False

    wait_until(is_open_again, 10, "clients that hung up still take room")


def test_stalled_bodies_hold_no_thread_and_end_with_408(probe):
    url = probe[0]
    started = time.monotonic()
    stalled = [connect(url) for _ in range(40)]
    for client in stalled:
        client.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
    time.sleep(0.2)
    assert get(url)[0] == 200
    # Those that held a thread would give it up after PUBLIC_BODY.seconds of the probe.
    assert time.monotonic() - started < 5
    for client in stalled:
        client.settimeout(60)
        assert client.recv(100).startswith(b"HTTP/1.1 408")
        client.close()


def test_clients_that_do_not_read_a_file_hold_no_thread(probe):
    url = probe[0]
    idle = [connect(url) for _ in range(12)]
    for client in idle:
        client.sendall(b"GET /file HTTP/1.1\r\nHost: a\r\n\r\n")
    time.sleep(0.2)
    started = time.monotonic()
    assert get(url)[0] == 200
    assert time.monotonic() - started < 20
    for client in idle:
        client.close()


def test_file_and_part_of_a_file_are_sent_whole(probe):
    assert get(probe[0] + "/file")[1] == CONTENT
    status, body, _ = get(probe[0] + "/part")
    assert (status, body) == (206, CONTENT[10:15])


def test_head_sends_no_body(probe):
    assert send(probe[0], request("HEAD /file", "Host: a"))[2] == b""


def test_stream_is_closed_when_the_client_hangs_up(probe):
    url, file = probe
    closed = file.with_name(file.name + ".closed")
    client = connect(url)
    client.sendall(b"GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
    assert client.recv(1000).startswith(b"HTTP/1.1 200")
    client.close()
    wait_until(closed.exists, 5, "the stream goes on without a reader")


def test_threads_work_side_by_side(probe):
    started = time.monotonic()
    clients = [connect(probe[0]) for _ in range(4)]
    for client in clients:
        client.sendall(request("GET /slow", "Host: a"))
    assert all(client.recv(100).startswith(b"HTTP/1.1 200") for client in clients)
    assert time.monotonic() - started < 3
    for client in clients:
        client.close()


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", "8000")),
        ("[2001:db8::1]:443", ("2001:db8::1", "443")),
        ("[::1]", ("::1", "")),
        ("localhost", ("localhost", "")),
        ("", ("", "")),
    ],
)
def test_address_is_split_in_host_and_port(address, parts):
    assert split_address(address) == parts


def test_text_becomes_wsgi_bytes_even_if_it_is_broken():
    assert to_wsgi("é") == "Ã©"
    assert to_wsgi("\udcff") == "?"
