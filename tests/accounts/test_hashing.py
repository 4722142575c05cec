"""One password is hashed at a time, and whoever would only wait is told to come back."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model, hashers
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.urls import resolve, reverse

import nnirr_site.settings
from nnirr_site import bridge
from nnirr_site.accounts import hashing
from nnirr_site.accounts.hashing import HashingBusy, HashingRoom
from nnirr_site.views.redirects import OneSlashMiddleware
from tests.accounts.people import PASSWORD, log_in, make_person


class Guest(threading.Thread):
    """Enters the room and stays until told to leave."""

    def __init__(self, room):
        super().__init__(daemon=True)
        self.room, self.is_in, self.may_leave = room, threading.Event(), threading.Event()
        self.was_refused = False
        self.start()

    def run(self):
        try:
            with self.room.enter():
                self.is_in.set()
                self.may_leave.wait(10)
        except HashingBusy:
            self.was_refused = True


def test_one_hashes_one_waits_and_the_third_is_refused_at_once():
    room = HashingRoom(seats=1, seconds=10)
    first = Guest(room)
    assert first.is_in.wait(5)
    second = Guest(room)
    while room._seats.acquire(blocking=False):  # until the second has sat down
        room._seats.release()
    with pytest.raises(HashingBusy), room.enter():
        pytest.fail("there was room")
    assert not second.is_in.is_set()
    first.may_leave.set()
    assert second.is_in.wait(5)
    second.may_leave.set()
    second.join(5)
    with room.enter():
        pass


def test_whoever_waits_too_long_is_refused_and_gives_the_seat_back():
    room = HashingRoom(seats=1, seconds=0.01)
    with room.enter():
        for _ in range(3):
            with pytest.raises(HashingBusy), room.enter():
                pytest.fail("there was room")
    with room.enter():
        pass


def test_room_is_free_again_after_an_error():
    room = HashingRoom(seats=0)
    with pytest.raises(ZeroDivisionError), room.enter():
        raise ZeroDivisionError
    with room.enter():
        pass


def test_every_hash_of_the_site_goes_through_the_room_and_reads_what_django_wrote(
    settings, monkeypatch
):
    settings.PASSWORD_HASHERS = nnirr_site.settings.PASSWORD_HASHERS
    assert len(settings.PASSWORD_HASHERS) == 1
    monkeypatch.setattr(hashing.BoundedPBKDF2PasswordHasher, "iterations", 10)
    monkeypatch.setattr(hashing, "room", HashingRoom(seats=0))
    stored = PBKDF2PasswordHasher().encode("right", "salt", 10)
    assert hashers.check_password("right", stored)
    assert not hashers.check_password("wrong", stored)
    with hashing.room.enter():
        for ask in (
            lambda: hashers.check_password("right", stored),
            lambda: hashers.make_password("new"),
            lambda: hashers.get_hasher().harden_runtime("right", stored),
        ):
            monkeypatch.setattr(hashing.BoundedPBKDF2PasswordHasher, "iterations", 20)
            with pytest.raises(HashingBusy):
                ask()


@pytest.mark.django_db
def test_sign_in_in_a_full_house_is_told_to_come_back_in_seconds(client, settings, monkeypatch):
    make_person(group="Editors")
    settings.PASSWORD_HASHERS = nnirr_site.settings.PASSWORD_HASHERS
    monkeypatch.setattr(hashing, "room", HashingRoom(seats=0))
    with hashing.room.enter():
        # What nobody looked at is no attempt: the eighth is answered as the first.
        answers = [log_in(client) for _ in range(8)]
    assert {answer.status_code for answer in answers} == {503}
    answer = answers[-1]
    assert answer["Retry-After"] == "3"
    assert "Try again in a few seconds" in answer.content.decode()


@pytest.mark.django_db
def test_password_asked_again_in_a_full_house_is_no_attempt_either(client, settings, monkeypatch):
    client.force_login(make_person(group="Editors"))
    settings.PASSWORD_HASHERS = nnirr_site.settings.PASSWORD_HASHERS
    get_user_model().objects.update(
        password=PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=10)
    )
    client.force_login(get_user_model().objects.get())
    monkeypatch.setattr(hashing, "room", HashingRoom(seats=0))
    with hashing.room.enter():
        answers = [client.post(reverse("account_again"), {"password": "x"}) for _ in range(8)]
    assert {answer.status_code for answer in answers} == {503}


class Exchange:
    """One request to the bridge, and what was answered."""

    def __init__(self, method: str, path: str):
        self.scope = SimpleNamespace(
            method=method,
            path=path,
            headers={},
            query_string="",
            server="127.0.0.1:80",
            client="203.0.113.7:5000",
            scheme="http",
            http_version="1.1",
            authority=None,
        )
        self.status, self.headers, self.body = None, {}, b""

    async def __aiter__(self):
        yield b"username=ana&password=x"

    def response_bytes(self, status, headers, body):
        self.status, self.headers, self.body = status, dict(headers), body


# As the server hands them over: it has decoded percent signs, so %2F and %5C look like these too.
DOORS = [
    "/admin/login/",
    "/es/_util/login/",
    "/admin/sign-in/again/",
    "//admin/login/",
    "/\\admin/login/",
    "/\\/\\admin/password_reset/",
]


@pytest.mark.parametrize("door", DOORS)
def test_sign_ins_take_half_of_the_threads_and_more_are_answered_without_one(settings, door):
    settings.WEB_THREADS = 4
    may_go, entered = threading.Event(), []

    def wsgi(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            entered.append(environ["PATH_INFO"])
            may_go.wait(20)
        start_response("200 OK", [])
        return [b"done"]

    async def play():
        served = bridge.Bridge(wsgi)
        served.pool = ThreadPoolExecutor(4)
        posts = [Exchange("POST", door) for _ in range(10)]
        tasks = [asyncio.ensure_future(served.__rsgi__(post.scope, post)) for post in posts]
        page = Exchange("GET", door)
        await served.__rsgi__(page.scope, page)
        assert page.status == 200, "while ten sign in, a page is answered"
        async with asyncio.timeout(15):
            while len(entered) < 2 or sum(post.status == 503 for post in posts) < 8:
                await asyncio.sleep(0.01)
        may_go.set()
        await asyncio.gather(*tasks)
        after = Exchange("POST", door)
        await served.__rsgi__(after.scope, after)
        assert after.status == 200
        return posts

    # In a thread of its own: a browser that is open in this run has a loop in ours.
    with ThreadPoolExecutor(1) as alone:
        posts = alone.submit(asyncio.run, play()).result()
    assert sorted(post.status for post in posts) == [200] * 2 + [503] * 8
    refused = next(post for post in posts if post.status == 503)
    assert refused.headers["retry-after"] == "3"
    assert b"try again in a few seconds" in refused.body
    assert len(entered) == 3


def test_each_spelling_that_django_serves_as_a_door_is_one(rf):
    served = []
    middleware = OneSlashMiddleware(lambda request: served.append(request.path_info))
    for door in DOORS:
        request = rf.post("/")
        request.path_info = door
        middleware(request)
        assert bridge.is_hashing("POST", door), door
    assert {resolve(path).view_name for path in served[:1] + served[3:]} == {
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
    }


@pytest.mark.parametrize("path", ["//admin/pages/3/edit/", "/\\admin/pages/3/edit/"])
def test_body_is_bounded_alike_in_each_spelling(settings, path):
    cookie = f"{settings.SESSION_COOKIE_NAME}=x"
    assert bridge.choose_limit(path, cookie, 10) is bridge.STAFF_BODY


def test_other_posts_have_all_threads():
    assert not bridge.is_hashing("POST", "//evil.example/admin/login/")
    assert not bridge.is_hashing("POST", "/admin/pages/3/edit/")
    assert not bridge.is_hashing("POST", "/sign/call/")
    assert not bridge.is_hashing("GET", "/admin/login/")
