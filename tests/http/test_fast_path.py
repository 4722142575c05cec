"""What is in memory is answered without Django, as Django would."""

from __future__ import annotations

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from nnirr_site.http.caching import private_page, public_page
from nnirr_site.http.front import Front
from nnirr_site.http.page_cache import fast_path
from nnirr_site.http.page_cache.memory import PageCache, page_cache
from nnirr_site.http.page_cache.middleware import PageCacheMiddleware
from nnirr_site.i18n.carried import SourceMiddleware
from nnirr_site.views.redirects import OneSlashMiddleware

TEXT = "<p>Rights without borders.</p>" * 100


class Django:
    """The page cache and what stands outside of it, around a page; counts how often it is asked."""

    def __init__(self):
        self.calls = 0
        self.answer = OneSlashMiddleware(SourceMiddleware(PageCacheMiddleware(self.make)))

    def make(self, request: HttpRequest) -> HttpResponse:
        mark = public_page if request.path == "/" else private_page
        return mark(HttpResponse(TEXT))

    def __call__(self, environ, start_response):
        self.calls += 1
        response = self.answer(WSGIRequest(environ))
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
        return [response.content]


class Asked:
    """An answer of the front as a WSGI server sees it."""

    def __init__(self, front: Front, path: str = "/", method: str = "GET", **environ):
        request = RequestFactory().generic(method, path, **environ)
        result = front(dict(request.environ), self.start)
        self.body = b"".join(result)

    def start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = status, dict(headers)

    @property
    def told(self) -> dict[str, str]:
        """The headers, but for the two that say how the answer came about."""
        return {
            name: value for name, value in self.headers.items() if name not in {"X-Cache", "Age"}
        }


@pytest.fixture
def front(monkeypatch):
    monkeypatch.setattr(PageCache, "listen", lambda self: None)
    page_cache.forget()
    fast_path.forget()
    page_cache.is_listening = True
    yield Front(Django(), seats=1)
    page_cache.is_listening = False
    page_cache.forget()
    fast_path.forget()


def calls(front: Front) -> int:
    return front.application.calls


def learn(front: Front, path: str = "/", **environ) -> None:
    """Have the page made, and found in memory once by the middleware."""
    for _ in range(2):
        Asked(front, path, **environ)


@pytest.mark.parametrize(
    ("method", "environ"),
    [
        ("GET", {}),
        ("HEAD", {}),
        ("GET", {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}),
        ("GET", {"HTTP_ACCEPT_ENCODING": "gzip"}),
        ("HEAD", {"HTTP_ACCEPT_ENCODING": "br;q=0, gzip"}),
        ("GET", {"HTTP_IF_NONE_MATCH": "*"}),
        ("GET", {"HTTP_IF_NONE_MATCH": '"another"'}),
        ("GET", {"HTTP_RANGE": "bytes=0-3"}),
        ("GET", {"HTTP_COOKIE": "sessionid=made-up; other=\0"}),
        ("GET", {"QUERY_STRING": "utm_source=x&source=partner"}),
        ("GET", {"HTTP_REFERER": "http://testserver/es/"}),
    ],
)
def test_answer_is_the_one_that_django_gives(front, method, environ):
    learn(front, **environ)
    fast_path.forget()
    before = calls(front)
    slow = Asked(front, method=method, **environ)
    fast = Asked(front, method=method, **environ)
    assert calls(front) == before + 1
    assert slow.headers["X-Cache"] == fast.headers["X-Cache"] == "hit"
    assert (fast.status, fast.told, fast.body) == (slow.status, slow.told, slow.body)
    assert fast.headers["Age"] == "0"


def test_purge_reaches_it_at_once(front):
    learn(front)
    page_cache.forget()
    before = calls(front)
    assert Asked(front).headers["X-Cache"] == "miss"
    assert calls(front) == before + 1


def test_memory_that_may_be_out_of_date_is_not_asked(front):
    learn(front)
    page_cache.is_listening = False
    assert Asked(front).headers["X-Cache"] == "bypass"


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"wsgi.url_scheme": "https"},
        {"QUERY_STRING": "page=2"},
        {"SCRIPT_NAME": "/elsewhere"},
        {"HTTP_REFERER": "http://testserver/es/?source=partner"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
    ],
)
def test_what_could_make_another_page_goes_the_whole_way(front, environ):
    learn(front)
    before = calls(front)
    Asked(front, **environ)
    assert calls(front) == before + 1


def test_partner_s_code_is_carried_on_though_the_page_is_in_memory(front):
    learn(front)
    assert Asked(front).headers["X-Cache"] == "hit"
    carried = Asked(front, HTTP_REFERER="http://testserver/es/?source=partner")
    assert carried.status == "302 Found"
    assert carried.headers["Location"] == "/?source=partner"


@pytest.mark.parametrize("path", ["/admin/login/", "/healthz", "/c/made-up-token/"])
def test_what_is_for_one_person_is_never_remembered(front, path):
    for _ in range(3):
        before = calls(front)
        Asked(front, path)
        assert calls(front) == before + 1


def test_number_and_length_of_what_is_remembered_are_bounded(front, monkeypatch):
    monkeypatch.setattr(fast_path, "MOST_REMEMBERED", 5)
    for number in range(20):
        learn(front, QUERY_STRING=f"utm={number}")
    assert len(fast_path._keys) <= 5
    fast_path.forget()
    learn(front, QUERY_STRING="utm=" + "x" * fast_path.LONGEST)
    assert not fast_path._keys
