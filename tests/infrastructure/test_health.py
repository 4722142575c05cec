"""What a supervisor and a load balancer hear."""

from types import SimpleNamespace

import pytest
from django.test import Client

from nnirr_site.views import health


@pytest.fixture(autouse=True)
def _fresh():
    health.readiness.forget()
    yield
    health.readiness.forget()


def test_process_that_answers_is_alive_and_asks_no_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_site_with_its_database_is_ready(transactional_db, client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "ready")
    assert response.json()["parts"].items() >= {"database": "ok", "migrations": "ok"}.items()
    assert "no-store" in response["Cache-Control"]


def test_site_without_its_database_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "look", lambda: {"database": "does not answer"})
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"] == {"database": "does not answer"}
    assert response["Retry-After"] == "5"
    assert "no-store" in response["Cache-Control"]


def test_database_is_asked_once_a_second_however_many_ask(monkeypatch):
    asked, now = [], [1000.0]
    monkeypatch.setattr(health, "look", lambda: asked.append(1) or {"database": "ok"})
    monkeypatch.setattr(health, "time", SimpleNamespace(monotonic=lambda: now[0]))
    for times in (1, 2):
        assert [Client().get("/readyz").status_code for _ in range(20)] == [200] * 20
        assert len(asked) == times
        now[0] += health.KEPT_SECONDS
