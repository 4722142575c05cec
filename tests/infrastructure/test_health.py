"""What a load balancer hears."""

import pytest
from django.db import DatabaseError

from nnirr_site import health


@pytest.mark.django_db
def test_healthy_site_says_ok_and_nobody_keeps_the_answer(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_site_without_its_database_says_503(client, monkeypatch):
    class Gone:
        def cursor(self):
            raise DatabaseError("secret details")

    monkeypatch.setattr(health, "connection", Gone())
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"secret" not in response.content
