"""What a body may be, and who may send a long one."""

from __future__ import annotations

import io
import threading

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.http import bodies
from nnirr_site.http.bodies import MEGABYTE, BodyRefusal, Receiver, choose_limit
from nnirr_site.http.room import Room, RoomFull
from tests.accounts.people import make_person
from tests.infrastructure.processes import wait_until

UPLOAD, EDITOR = "/admin/images/add/", "/admin/pages/3/edit/"


def receive(receiver: Receiver, path: str, length, stream=None, cookie: str = "", client: str = ""):
    environ = {
        "CONTENT_LENGTH": str(length),
        "wsgi.input": stream or io.BytesIO(b"x" * int(length)),
        "HTTP_COOKIE": cookie,
    }
    return receiver.receive(environ, path, client)


def status_of(*arguments, **named) -> int:
    """200, or that of the refusal."""
    try:
        receive(*arguments, **named).close()
    except BodyRefusal as refusal:
        return refusal.status
    return 200


@pytest.fixture
def receiver():
    return Receiver(Room(seats=2))


@pytest.fixture
def signed_in(receiver, monkeypatch):
    """Everybody is."""
    monkeypatch.setattr(receiver, "is_signed_in", lambda environ, client: True)


@pytest.mark.parametrize(
    ("path", "megabytes", "status"),
    [
        ("/admin/images/multiple/add/", 9, 200),
        ("/admin/documents/add/", 64, 200),
        (UPLOAD, 65, 413),
        (EDITOR, 7, 200),
        (EDITOR, 9, 413),
        ("/admin/login/", 2, 413),
        ("/admin/password_reset/", 2, 413),
        ("/admin/sign-in/verify/", 2, 413),
        ("/calls/", 1, 200),
        ("/calls/", 2, 413),
        ("/images/", 2, 413),
    ],
)
def test_only_the_admin_takes_long_bodies_and_only_uploads_are_longer(
    receiver, signed_in, path, megabytes, status
):
    assert status_of(receiver, path, megabytes * MEGABYTE) == status
    assert len(receiver.arriving) == len(receiver.uploads) == 0


@pytest.mark.parametrize("path", ["//admin/images/add/", "/\\admin/images/add/", UPLOAD])
def test_body_is_bounded_alike_in_each_spelling(path):
    assert choose_limit(path, 3 * MEGABYTE) is bodies.STAFF_BODY
    assert choose_limit(path, 9 * MEGABYTE) is bodies.UPLOAD_BODY


@pytest.mark.django_db(transaction=True)
def test_long_bodies_are_taken_of_sessions_and_not_of_cookies(receiver):
    client = Client()
    client.force_login(make_person(group="Editors"))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME
    cookies = {
        f"b=1; {name}={key}": 200,
        f"x{name}={key}": 302,
        f"{name}={'a' * len(key)}": 302,
        f"{name}=": 302,
        "": 302,
        f'{name}="\x00': 302,
        f"{name}={key[:-1]}\x00": 302,
        f'{name}="{key[:-1]}\\000"': 302,
    }
    try:
        for path in (UPLOAD, EDITOR):
            for cookie, status in cookies.items():
                assert status_of(receiver, path, 2 * MEGABYTE, cookie=cookie) == status, cookie
        client.session.flush()
        known = next(iter(cookies))
        assert status_of(receiver, UPLOAD, 2 * MEGABYTE, cookie=known) == 302
    finally:
        for seat in list(receiver.room._free.queue):
            if seat._connection is not None:
                seat._connection.close()


def test_what_is_short_is_taken_without_a_look_at_the_session(receiver, monkeypatch):
    monkeypatch.setattr(receiver, "is_signed_in", lambda *_: pytest.fail("it was looked up"))
    with receive(receiver, EDITOR, 5, io.BytesIO(b"hello and more")) as body:
        assert body.read() == b"hello"


def test_body_that_ends_early_is_no_body(receiver):
    assert status_of(receiver, "/sign/x/", 10, io.BytesIO(b"name=Ros")) == 400
    assert len(receiver.arriving) == 0


@pytest.mark.parametrize(("megabytes", "left"), [(2, 0), (9, 9)])
def test_what_a_proxy_holds_back_is_read_before_it_is_refused(receiver, megabytes, left):
    """nginx would tell its visitor 502 if the connection closed while it sends."""
    stream = io.BytesIO(b"x" * megabytes * MEGABYTE)
    assert status_of(receiver, "/sign/x/", megabytes * MEGABYTE, stream) == 413
    assert len(stream.read()) == left * MEGABYTE


def test_what_is_refused_is_kept_nowhere_while_it_is_read(receiver, monkeypatch):
    monkeypatch.setattr(
        bodies.tempfile, "SpooledTemporaryFile", lambda *_, **__: pytest.fail("it was kept")
    )
    stream = io.BytesIO(b"x" * 2 * MEGABYTE)
    assert status_of(receiver, "/sign/x/", 2 * MEGABYTE, stream) == 413
    assert stream.read() == b""


@pytest.mark.parametrize("error", [RoomFull, OperationalError, EmbeddedError])
@pytest.mark.parametrize("megabytes", [2, 20])
def test_body_is_read_before_who_cannot_be_known_is_told_to_come_back(
    receiver, monkeypatch, error, megabytes
):
    def fail(_client):
        raise error

    monkeypatch.setattr(receiver.room, "enter", fail)
    stream = io.BytesIO(b"x" * megabytes * MEGABYTE)
    cookie = f"{settings.SESSION_COOKIE_NAME}={'a' * 32}"
    assert status_of(receiver, UPLOAD, megabytes * MEGABYTE, stream, cookie) == 503
    assert stream.read() == b""
    assert len(receiver.arriving) == len(receiver.uploads) == 0


@pytest.mark.parametrize("length", ["-1", "+5", "5, 5", "٣", "0x5", "five"])
def test_length_that_is_none_is_refused(receiver, length):
    assert status_of(receiver, "/sign/x/", length, io.BytesIO(b"")) == 400


class Stalled(io.RawIOBase):
    """Sends nothing before it is told to."""

    def __init__(self, may_go: threading.Event):
        super().__init__()
        self.may_go = may_go

    def read(self, size=-1):
        self.may_go.wait(30)
        return b""


@pytest.mark.parametrize(
    ("path", "length", "most"),
    [
        (UPLOAD, 60 * MEGABYTE, bodies.MOST_UPLOADS),
        ("/sign/x/", 100, bodies.MOST_ARRIVING_OF_NETWORK),
    ],
    ids=["uploads", "of one network"],
)
def test_bodies_beyond_a_number_at_once_are_refused_and_others_taken(
    receiver, signed_in, path, length, most
):
    may_go = threading.Event()
    stalled = [
        threading.Thread(target=status_of, args=(receiver, path, length, Stalled(may_go)))
        for _ in range(most)
    ]
    for thread in stalled:
        thread.start()
    wait_until(lambda: len(receiver.arriving) + len(receiver.uploads) == most)
    try:
        assert status_of(receiver, path, length) == 503
        assert status_of(receiver, "/sign/x/", 10, client="192.0.2.1") == 200
        assert status_of(receiver, EDITOR, 7 * MEGABYTE, client="192.0.2.1") == 200
    finally:
        may_go.set()
        for thread in stalled:
            thread.join(20)
    assert status_of(receiver, path, length) == 200
