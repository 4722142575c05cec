"""A page that many ask for at once is made once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from nnirr_site.http.caching import private_page, public_page
from nnirr_site.http.page_cache import middleware, single_flight
from nnirr_site.http.page_cache.memory import PageCache, page_cache
from nnirr_site.http.page_cache.middleware import PageCacheMiddleware
from nnirr_site.http.page_cache.single_flight import SingleFlight
from tests.infrastructure.processes import wait_until

CROWD = 20


@pytest.fixture
def memory(monkeypatch):
    monkeypatch.setattr(PageCache, "listen", lambda self: None)
    monkeypatch.setattr(middleware, "flights", SingleFlight())
    page_cache.forget()
    page_cache.is_listening = True
    yield page_cache
    page_cache.is_listening = False
    page_cache.forget()


class SlowView:
    """A page that takes until it is told to go on."""

    def __init__(self, mark=public_page):
        self.mark, self.calls = mark, 0
        self.go_on = threading.Event()

    def __call__(self, request):
        self.calls += 1
        number = self.calls
        assert self.go_on.wait(20)
        return self.mark(HttpResponse(f"made {number}"))


@pytest.fixture
def ask(memory):
    """Have a page asked for by many at once; gives what will be answered."""
    with ThreadPoolExecutor(2 * CROWD) as crowd:

        def send(view, number=CROWD, method="GET"):
            request = RequestFactory().generic(method, "/")
            stack = PageCacheMiddleware(view)
            return [crowd.submit(stack, request) for _ in range(number)]

        yield send


def following() -> int:
    return len(middleware.flights._following)


def bodies(answers) -> set[bytes]:
    return {answer.result(20).content for answer in answers}


def test_one_makes_the_page_and_the_others_wait_for_it(ask):
    view = SlowView()
    answers = ask(view)
    wait_until(lambda: following() == CROWD - 1)
    view.go_on.set()
    assert bodies(answers) == {b"made 1"}
    assert view.calls == 1
    assert sorted(answer.result()["X-Cache"] for answer in answers).count("miss") == 1
    assert following() == 0


def test_who_asks_after_a_purge_is_not_given_what_was_begun_before(ask, memory):
    view = SlowView()
    early = ask(view, 1)
    wait_until(lambda: view.calls == 1)
    memory.forget()
    late = ask(view)
    wait_until(lambda: following() == CROWD - 1)
    view.go_on.set()
    assert bodies(early) == {b"made 1"}
    assert bodies(late) == {b"made 2"}


def test_those_who_waited_while_a_purge_came_have_it_made_once_more_by_one(ask, memory):
    view = SlowView()
    answers = ask(view)
    wait_until(lambda: following() == CROWD - 1)
    memory.forget()
    view.go_on.set()
    assert bodies(answers) <= {b"made 1", b"made 2"}
    assert view.calls == 2


def test_what_is_for_one_person_is_made_for_each(ask):
    view = SlowView(private_page)
    answers = ask(view)
    wait_until(lambda: following() == CROWD - 1)
    view.go_on.set()
    assert len(bodies(answers)) == view.calls == CROWD


def test_page_that_is_never_ready_holds_nobody_for_long(ask, monkeypatch):
    monkeypatch.setattr(single_flight, "FOLLOW_SECONDS", 0.05)
    view = SlowView()
    answers = ask(view)
    wait_until(lambda: view.calls == CROWD)
    view.go_on.set()
    assert bodies(answers)


def test_no_more_wait_than_there_are_threads_for(ask, monkeypatch):
    monkeypatch.setattr(middleware, "flights", SingleFlight(most_following=3))
    view = SlowView()
    answers = ask(view)
    wait_until(lambda: view.calls == CROWD - 3 and following() == 3)
    view.go_on.set()
    assert bodies(answers)


def test_page_that_breaks_while_it_is_made_lets_the_next_try(memory):
    def broken(request):
        raise ZeroDivisionError

    stack = PageCacheMiddleware(broken)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            stack(RequestFactory().get("/"))
    assert not middleware.flights._flights
