"""How many Django works on at a time, and what becomes of the others."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from django.db import connection, connections
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from nnirr_site.http import bodies, front
from nnirr_site.http import room as module
from nnirr_site.http.front import count_threads
from nnirr_site.http.outages import OneLineOfMany
from nnirr_site.http.places import Places
from nnirr_site.http.room import ROOM, Room, RoomFull, RoomMiddleware
from nnirr_site.views.health import healthz
from tests.infrastructure.processes import wait_until


def test_no_client_takes_the_places_of_all_others():
    places = Places(most=3, most_of_one=2)
    assert [places.take("one") for _ in range(3)] == [True, True, False]
    assert [places.take("other") for _ in range(2)] == [True, False]
    places.give_back("one")
    assert places.take("other")
    for client in ("one", "other", "other"):
        places.give_back(client)
    assert len(places) == 0
    assert not places._taken, "a client is remembered who has no place"


def test_addresses_of_one_network_leave_places_to_others():
    places = Places(most=10, most_of_one=2, most_of_network=4)
    assert sum(places.take(f"192.0.2.{number}") for number in range(1, 9)) == 4
    # A customer has a /56 to themselves, and more of them by renting more.
    assert sum(places.take(f"2001:db8:0:{number:x}::1") for number in range(8)) == 2
    assert sum(places.take(f"2001:db8:0:{number:x}00::1") for number in range(1, 9)) == 2
    assert places.take("198.51.100.1")
    for number in range(1, 5):
        places.give_back(f"192.0.2.{number}")
    assert places.take("192.0.2.200")


class Visitor(threading.Thread):
    """Enters, stays until told to leave, and says how it went."""

    def __init__(self, room: Room, client: str = ""):
        super().__init__(daemon=True)
        self.room, self.client = room, client
        self.is_in, self.may_leave = threading.Event(), threading.Event()
        self.was_refused = False
        self.start()

    def run(self):
        try:
            seat = self.room.enter(self.client)
        except RoomFull:
            self.was_refused = True
            return
        self.is_in.set()
        self.may_leave.wait(20)
        self.room.leave(seat)


@pytest.fixture
def crowd(monkeypatch):
    """A room of one seat and two places to wait, and a way to send visitors in."""
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    monkeypatch.setattr(module, "MOST_WAITING_OF_NETWORK", 1)
    visitors = []

    def send(room: Room, client: str) -> Visitor:
        visitors.append(Visitor(room, client))
        return visitors[-1]

    yield send
    for visitor in visitors:
        visitor.may_leave.set()
        visitor.join(20)


def test_one_sits_two_wait_and_others_are_sent_away_at_once(crowd):
    room = Room(seats=1, wait_seconds=20)
    first = crowd(room, "a")
    assert first.is_in.wait(10)
    waiting = [crowd(room, "a"), crowd(room, "b")]
    wait_until(lambda: len(room.waiting) == 2)
    for client in ("a", "b", "c"):
        with pytest.raises(RoomFull):
            room.enter(client)
    first.may_leave.set()
    wait_until(lambda: sum(visitor.is_in.is_set() for visitor in waiting) == 1)
    for visitor in waiting:
        visitor.may_leave.set()
        assert visitor.is_in.wait(10)


def test_one_network_cannot_have_all_places_to_wait(crowd):
    room = Room(seats=1, wait_seconds=20)
    assert crowd(room, "192.0.2.1").is_in.wait(10)
    crowd(room, "192.0.2.1")
    wait_until(lambda: len(room.waiting) == 1)
    for client in ("192.0.2.1", "192.0.2.2"):
        with pytest.raises(RoomFull):
            room.enter(client)
    crowd(room, "198.51.100.1")
    wait_until(lambda: len(room.waiting) == 2)


def test_who_waits_too_long_is_sent_away_and_gives_the_place_back(crowd):
    room = Room(seats=1, wait_seconds=0.01)
    assert crowd(room, "a").is_in.wait(10)
    for _ in range(3):
        with pytest.raises(RoomFull):
            room.enter("b")
    assert len(room.waiting) == 0


def serve(rf, room: Room, view, path: str = "/about/", method: str = "GET", **data):
    request = rf.generic(method, path, **{ROOM: room}, **data)
    return RoomMiddleware(view)(request)


def is_free(room: Room) -> bool:
    return room._free.qsize() == 1


@pytest.mark.django_db(transaction=True)
def test_seats_and_not_threads_have_connections_to_the_database(rf):
    room, used = Room(seats=1), []
    ours = connections["default"]

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            used.append(cursor.fetchone()[0])
        return HttpResponse("ok")

    def visit():
        serve(rf, room, view)
        used.append(len(connections.all(initialized_only=True)))

    try:
        for _ in range(3):
            thread = threading.Thread(target=visit)
            thread.start()
            thread.join(20)
        serve(rf, room, view)
        assert connections["default"] is ours
    finally:
        room._free.get_nowait()._connection.close()
    # One session of PostgreSQL for four threads, three of which have none of their own.
    assert used[1:6:2] == [0, 0, 0]
    assert len({*used[0:6:2], used[6]}) == 1


def test_error_in_a_view_gives_the_seat_back(rf):
    room = Room(seats=1)

    def view(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        serve(rf, room, view)
    assert is_free(room)


def test_stream_keeps_its_seat_to_its_end_and_a_file_does_not(rf, tmp_path):
    room = Room(seats=1)
    stream = serve(rf, room, lambda request: StreamingHttpResponse(iter([b"a", b"b"])))
    assert not is_free(room)
    stream.close()
    assert is_free(room)
    (tmp_path / "file").write_bytes(b"abc")
    file = serve(rf, room, lambda request: FileResponse((tmp_path / "file").open("rb")))
    assert is_free(room)
    file.close()
    assert is_free(room)


@pytest.fixture
def full_room(monkeypatch):
    monkeypatch.setattr(module, "MOST_WAITING", 0)
    room = Room(seats=1)
    seat = room.enter()
    yield room
    room.leave(seat)


def fail(request):
    pytest.fail("it was let in")


@pytest.mark.django_db
def test_streams_leave_half_of_the_seats_to_others(rf):
    room = Room(2)
    answer_in_pieces = RoomMiddleware(lambda _request: StreamingHttpResponse(iter([b"x"])))

    def ask():
        request = rf.get("/")
        request.META[ROOM] = room
        return answer_in_pieces(request)

    first = ask()
    assert (first.status_code, ask().status_code) == (200, 503)
    whole = rf.get("/")
    whole.META[ROOM] = room
    assert RoomMiddleware(lambda _request: HttpResponse("ok"))(whole).status_code == 200
    first.close()
    again = ask()
    assert again.status_code == 200
    again.close()
    assert len(room.kept) == 0


@pytest.mark.django_db
def test_seat_is_left_by_its_thread_also_when_a_step_fails(rf, monkeypatch):
    room, before = Room(1), connections["default"]

    def fail():
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(module, "close_old_connections", fail)
        with pytest.raises(RuntimeError):
            room.enter()
    assert connections["default"] is before
    room.leave(room.enter())
    assert connections["default"] is before


@pytest.fixture
def crowd_at_door(monkeypatch):
    """Rooms' pauses last until they are told to end; sends visitors to a door."""
    may_go, entered, threads = threading.Event(), [], []
    monkeypatch.setattr(module, "time", SimpleNamespace(sleep=lambda _seconds: may_go.wait(20)))

    def send(room: Room, number: int) -> None:
        for _ in range(number):
            threads.append(threading.Thread(target=lambda: entered.append(room.enter_door())))
            threads[-1].start()

    def end() -> list[bool]:
        may_go.set()
        for thread in threads:
            thread.join(20)
        return sorted(entered)

    yield SimpleNamespace(send=send, end=end)
    end()


def test_place_that_becomes_free_during_the_pause_is_for_who_pauses(crowd_at_door):
    room = Room(seats=2)
    assert room.enter_door()
    crowd_at_door.send(room, 2)
    wait_until(lambda: len(room.pausing) == 2)
    room.doors.give_back()
    assert crowd_at_door.end() == [False, True]
    assert len(room.pausing) == 0


def test_who_signs_in_at_a_full_door_pauses_before_being_sent_away(rf, crowd_at_door):
    room, answers = Room(seats=2), []
    assert room.enter_door()
    post = threading.Thread(
        target=lambda: answers.append(serve(rf, room, fail, "/admin/login/", "POST"))
    )
    post.start()
    wait_until(lambda: len(room.pausing) == 1)
    assert not answers
    crowd_at_door.end()
    post.join(20)
    assert answers[0].status_code == 503


def test_no_more_pause_at_the_door_than_there_are_threads_for(crowd_at_door):
    room = Room(seats=2)
    assert room.enter_door()
    crowd_at_door.send(room, module.MOST_PAUSING)
    wait_until(lambda: len(room.pausing) == module.MOST_PAUSING)
    assert not room.enter_door(), "it would have waited"
    assert crowd_at_door.end() == [False] * module.MOST_PAUSING
    assert count_threads(8) - count_threads(4) == 4
    taken = (room.waiting.most, room.pausing.most, front.MOST_SENDING, bodies.MOST_ARRIVING)
    assert count_threads(4) >= 4 + sum(taken) + bodies.MOST_UPLOADS


def test_who_is_sent_away_reads_so_in_the_language_of_the_address(rf, full_room):
    answer = serve(rf, full_room, fail, "/es/about/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Cache-Control"] == "private, no-store"
    assert '<html lang="es"' in answer.content.decode()
    # So the page cache shows what it still has instead.
    assert answer.is_outage


def test_form_of_who_is_sent_away_comes_back_without_passwords(rf, full_room):
    request = rf.post("/sign/x/", {"name": "Rosa", "password": "hunter2"}, **{ROOM: full_room})
    page = RoomMiddleware(fail)(request).content.decode()
    assert '<input type="hidden" name="name" value="Rosa">' in page
    assert "hunter2" not in page


def test_log_has_one_line_for_many_who_are_sent_away(rf, full_room, caplog, monkeypatch):
    monkeypatch.setattr(module, "full_lines", OneLineOfMany())
    answers = [serve(rf, full_room, fail) for _ in range(20)]
    assert all(answer._has_been_logged for answer in answers), "Django would write each"
    assert [record.getMessage() for record in caplog.records] == [
        "Sent away: Django is busy and nobody else may wait (0 more)"
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_health_is_answered_when_all_seats_are_taken(rf, full_room, method):
    answer = serve(rf, full_room, fail, "/healthz", method)
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert healthz(rf.get("/healthz")).headers == answer.headers


def test_nothing_that_needs_the_database_stands_before_the_room(settings):
    place = settings.MIDDLEWARE.index("nnirr_site.http.room.RoomMiddleware")
    assert settings.MIDDLEWARE[:place] == [
        "nnirr_site.views.redirects.OneSlashMiddleware",
        "nnirr_site.i18n.carried.SourceMiddleware",  # reads the two addresses and nothing else
        "nnirr_site.http.page_cache.middleware.PageCacheMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "nnirr_site.http.security_headers.SecurityHeadersMiddleware",
        "nnirr_site.http.page_cache.rate_limits.MakingMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
    ]
