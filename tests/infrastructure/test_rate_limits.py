"""How many pages one network can have made that were not in memory."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from nnirr_site.http.page_cache import rate_limits
from nnirr_site.http.page_cache.rate_limits import Bucket, MakingMiddleware, network_of


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(rate_limits.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def small(monkeypatch, clock):
    """A bucket of three pages, filled by one a second."""
    bucket = Bucket(most=3, per_second=1)
    monkeypatch.setattr(rate_limits, "making", bucket)
    return bucket


def ask(path: str = "/", address: str = "203.1.2.3", method: str = "get") -> HttpResponse:
    request = getattr(RequestFactory(), method)(path, REMOTE_ADDR=address)
    return MakingMiddleware(lambda _request: HttpResponse("made"))(request)


def test_network_that_asks_for_very_much_is_told_when_to_come_back(small, clock):
    assert [ask().status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = ask("/es/")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) >= 1
    assert refused["Cache-Control"] == "private, no-store"
    assert b'<html lang="es"' in refused.content
    assert ask(address="198.51.101.9").status_code == 200, "nobody else is meant"
    clock[0] += int(refused["Retry-After"])
    assert ask().status_code == 200


def test_search_costs_more_than_a_page(small, clock):
    small.most = 5
    assert [ask("/search/?q=a").status_code for _ in range(2)] == [200, 429]
    assert ask().status_code == 200


@pytest.mark.parametrize(
    ("path", "method"),
    [("/admin/", "get"), ("/static/a.css", "get"), ("/healthz", "get"), ("/sign/a/", "post")],
)
def test_staff_files_probes_and_forms_are_not_counted(small, path, method):
    assert {ask(path, method=method).status_code for _ in range(10)} == {200}


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "192.168.1.5", "::1", "", "fd00::1"])
def test_proxy_that_does_not_say_for_whom_it_asks_is_not_held_for_one_visitor(small, address):
    assert {ask(address=address).status_code for _ in range(10)} == {200}


def test_whole_network_counts_as_one():
    def network(address):
        return network_of(RequestFactory().get("/", REMOTE_ADDR=address))

    assert network("203.1.2.3") == network("203.1.2.250") != network("203.1.3.3")
    assert network("2600:1:2:3::4") == network("2600:1:2:ffff::1") != network("2600:1:3::1")


def test_memory_is_bounded_and_holds_no_address(monkeypatch):
    monkeypatch.setattr(rate_limits, "MOST_NETWORKS", 10)
    bucket = Bucket()
    for number in range(50):
        bucket.take(f"203.0.{number}.0/24", 1)
    assert len(bucket._left) == 10
    assert not any(b"203" in key for key in bucket._left)


@pytest.mark.parametrize(
    "path", ["/dev/report/", "/healthz/report/", "/_util/report", "/readyzreport"]
)
def test_no_beginning_of_a_path_has_pages_made_without_end(small, path):
    assert [ask(path).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_who_confirms_or_leaves_does_not_wait_for_a_machine_next_door(small, monkeypatch):
    monkeypatch.setattr(rate_limits, "personal", Bucket(most=2, per_second=1))
    assert [ask(address="203.1.2.3").status_code for _ in range(4)][-1] == 429
    path = "/own/ABCDEFGHJKMN.abcde.012345678901234567890123456789/"
    assert ask(path, address="203.1.2.9").status_code == 200
    assert [ask(path, address="203.1.2.3").status_code for _ in range(3)] == [200, 200, 429]


def test_draft_that_wagtail_shows_to_staff_is_not_counted(small):
    request = RequestFactory().get("/", REMOTE_ADDR="203.1.2.3")
    request.is_dummy = True
    answer = MakingMiddleware(lambda _request: HttpResponse("made"))
    assert {answer(request).status_code for _ in range(10)} == {200}
