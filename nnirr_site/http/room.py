"""How many requests Django works on at the same time, and how many wait for that.

What needs no database is answered outside: pages from memory, static files, health. A database
that hangs can so take all seats, and silence nothing else.
"""

from __future__ import annotations

import logging
import queue
import time
from functools import lru_cache

from django.db import close_old_connections, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import translation

from nnirr_site.http.caching import private_page
from nnirr_site.http.client_ip import find_client_ip
from nnirr_site.http.outages import OneLineOfMany, show_outage
from nnirr_site.http.places import Places
from nnirr_site.http.security_headers import admin_path, with_one_slash
from nnirr_site.i18n.languages import text_direction
from nnirr_site.watching.request_counts import PROBES

# Where the front leaves its room in the WSGI environment.
ROOM = "nnirr_site.room"
MOST_WAITING = 100
MOST_WAITING_OF_NETWORK = 50
WAIT_SECONDS = 15.0
# Posts that hash a password take a second of a seat or more: they get half of the seats, and who
# comes when these are taken is told to come back.
HASHING_SECTIONS = ("login/", "sign-in/", "password_reset/")
FRONT_LOGIN = "/_util/login/"
DOOR_RETRY_SECONDS = 3
# Some of them hear it a little later: a program that never pauses would ask a thousand times a
# second, and take from those who read what the answers cost.
MOST_PAUSING = 16
DOOR_PAUSE_SECONDS = 0.5

logger = logging.getLogger(__name__)
full_lines, door_lines = OneLineOfMany(), OneLineOfMany()


class RoomFull(Exception):
    """Nobody else may wait for a seat, or none became free in time."""


class Seat:
    """The right to be worked on by Django, and the database connection that goes with it.

    There are more threads than seats, and Django gives every thread a connection of its own, which
    it keeps: PostgreSQL would run out of them.
    """

    def __init__(self):
        self._connection = None
        self._former = None

    def sit(self) -> None:
        """Let this thread use the seat's connection."""
        if self._connection is None:
            self._connection = connections.create_connection("default")
            self._connection.inc_thread_sharing()
        self._former = next(iter(connections.all(initialized_only=True)), None)
        connections["default"] = self._connection
        try:
            close_old_connections()
        except BaseException:
            self._give_thread_its_own()
            raise

    def stand_up(self) -> None:
        """What a request's end does to its connection, before another thread has it."""
        try:
            close_old_connections()
            if self._connection.in_atomic_block:
                # Broken off in the middle: nobody else may go on in this transaction.
                self._connection = None
        except BaseException:
            self._connection = None
            raise
        finally:
            self._give_thread_its_own()

    def _give_thread_its_own(self) -> None:
        if self._former is None:
            del connections["default"]
        else:
            connections["default"], self._former = self._former, None


class Room:
    """`seats` requests are worked on at a time; some more wait for a while."""

    def __init__(self, seats: int, wait_seconds: float = WAIT_SECONDS):
        self.wait_seconds = wait_seconds
        self.waiting = Places(MOST_WAITING, most_of_network=MOST_WAITING_OF_NETWORK)
        self.doors = Places(max(1, seats // 2))
        self.pausing = Places(MOST_PAUSING)
        # Those that answers keep which are made while they are sent: a slow reader holds one long.
        self.kept = Places(max(1, seats // 2))
        # The seat that became free last is taken first: its connection is warm.
        self._free: queue.LifoQueue[Seat] = queue.LifoQueue()
        for _ in range(seats):
            self._free.put(Seat())

    def enter(self, client: str = "") -> Seat:
        """A seat, taken by this thread. Raises RoomFull."""
        try:
            seat = self._free.get_nowait()
        except queue.Empty:
            seat = self._wait(client)
        try:
            seat.sit()
        except BaseException:
            self._free.put(seat)
            raise
        return seat

    def enter_door(self) -> bool:
        """Whether there was a place for a sign-in, at once or after a pause."""
        if self.doors.take():
            return True
        if not self.pausing.take():
            return False
        try:
            time.sleep(DOOR_PAUSE_SECONDS)
        finally:
            self.pausing.give_back()
        return self.doors.take()

    def leave(self, seat: Seat) -> None:
        try:
            seat.stand_up()
        finally:
            self._free.put(seat)

    def _wait(self, client: str) -> Seat:
        if not self.waiting.take(client):
            raise RoomFull
        try:
            return self._free.get(timeout=self.wait_seconds)
        except queue.Empty:
            raise RoomFull from None
        finally:
            self.waiting.give_back(client)


class RoomMiddleware:
    """Takes a seat for everything behind it. Has to stand behind all that needs no database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in PROBES:
            # A process says how it is whatever else it does.
            return resolve(request.path_info).func(request)
        room = request.META.get(ROOM)
        if room is None:  # a test, or a request of Wagtail's own within another
            return self.get_response(request)
        if not is_hashing(request.method, request.path_info):
            return self.answer_in(room, request)
        if not room.enter_door():
            return send_from_door(request)
        try:
            return self.answer_in(room, request)
        finally:
            room.doors.give_back()

    def answer_in(self, room: Room, request: HttpRequest) -> HttpResponseBase:
        try:
            seat = room.enter(find_client_ip(request))
        except RoomFull:
            return send_away(request)
        is_kept = False
        try:
            response = self.get_response(request)
            # What is made while it is sent may need the database to its end; a file does not.
            is_kept = response.streaming and getattr(response, "file_to_stream", None) is None
            if is_kept and not room.kept.take():
                is_kept = False
                response.close()
                return send_away(request)
            if is_kept:
                response._resource_closers.append(room.kept.give_back)
                response._resource_closers.append(lambda: room.leave(seat))
            return response
        finally:
            if not is_kept:
                room.leave(seat)


def is_hashing(method: str, path: str) -> bool:
    """Whether a request may have a password hashed."""
    if method != "POST":
        return False
    path = with_one_slash(path)
    section = path.removeprefix(admin_path())
    return path.endswith(FRONT_LOGIN) or (section != path and section.startswith(HASHING_SECTIONS))


def send_away(request: HttpRequest) -> HttpResponse:
    """503 as while the database is away: a form comes back with what was typed."""
    return note(show_outage(request), full_lines, "Django is busy and nobody else may wait")


def send_from_door(request: HttpRequest) -> HttpResponse:
    """503 for who signs in when others do."""
    language = translation.get_language_from_request(request, check_path=True)
    response = private_page(HttpResponse(door_page(language), status=503))
    response["Retry-After"] = str(DOOR_RETRY_SECONDS)
    return note(response, door_lines, "half of Django is busy with sign-ins")


def note(response: HttpResponse, lines: OneLineOfMany, reason: str) -> HttpResponse:
    """One line in the log for many answers; Django would write one for each."""
    response._has_been_logged = True
    left_out = lines.take()
    if left_out is not None:
        logger.warning("Sent away: %s (%s more)", reason, left_out)
    return response


@lru_cache(maxsize=16)
def door_page(language: str) -> str:
    context = {"page_language": language, "page_direction": text_direction(language)}
    with translation.override(language):
        return render_to_string("busy.html", context)
