"""One password is hashed at a time, and whoever would only wait is told to come back."""

from __future__ import annotations

import re
import threading

import pytest
from django.contrib.auth import get_user_model, hashers
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpResponse
from django.urls import resolve, reverse

import nnirr_site.settings
from nnirr_site.accounts import hashing
from nnirr_site.accounts.hashing import HashingBusy, HashingRoom
from nnirr_site.http.room import ROOM, Room, RoomMiddleware, is_hashing, send_from_door
from nnirr_site.views.redirects import OneSlashMiddleware
from tests.accounts.people import PASSWORD, log_in, make_person
from tests.infrastructure.processes import wait_until


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
def test_sign_ins_take_half_of_the_seats_and_more_are_answered_without_one(rf, door):
    """Behind the middleware that tidies slashes, in the room, as the site's chain has them."""
    served_by_django = Room(seats=4)
    may_go, entered, answers = threading.Event(), [], []

    def view(request):
        if request.method == "POST":
            entered.append(request.path_info)
            may_go.wait(20)
        return HttpResponse("done")

    handle = OneSlashMiddleware(RoomMiddleware(view))

    def ask(method: str) -> HttpResponse:
        request = rf.generic(method, "/", **{ROOM: served_by_django})
        request.path_info = door
        return handle(request)

    def post() -> None:
        answers.append(ask("POST"))

    posts = [threading.Thread(target=post) for _ in range(10)]
    for thread in posts:
        thread.start()
    wait_until(lambda: len(entered) == 2 and len(answers) == 8)
    assert ask("GET").status_code == 200, "while ten sign in, a page is answered"
    may_go.set()
    for thread in posts:
        thread.join(20)
    assert ask("POST").status_code == 200
    assert sorted(answer.status_code for answer in answers) == [200] * 2 + [503] * 8
    refused = answers[0]
    assert refused["Retry-After"] == "3"
    assert refused["Cache-Control"] == "private, no-store"
    assert re.search("in a few seconds|en unos segundos", refused.content.decode())
    assert len(entered) == 3


def test_who_is_sent_from_a_door_reads_it_in_the_language_of_the_address(rf):
    answer = send_from_door(rf.post("/es/_util/login/"))
    assert '<html lang="es" dir="ltr">' in answer.content.decode()
    assert "en unos segundos" in answer.content.decode()


def test_each_spelling_that_django_serves_as_a_door_is_one(rf):
    served = []
    middleware = OneSlashMiddleware(lambda request: served.append(request.path_info))
    for door in DOORS:
        request = rf.post("/")
        request.path_info = door
        middleware(request)
        assert is_hashing("POST", door), door
    assert {resolve(path).view_name for path in served[:1] + served[3:]} == {
        "wagtailadmin_login",
        "wagtailadmin_password_reset",
    }


def test_other_posts_have_all_seats():
    assert not is_hashing("POST", "//evil.example/admin/login/")
    assert not is_hashing("POST", "/admin/pages/3/edit/")
    assert not is_hashing("POST", "/sign/call/")
    assert not is_hashing("GET", "/admin/login/")
