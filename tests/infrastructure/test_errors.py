"""Requests that nobody who uses the site sends: what they are told, and what is logged of them."""

import io
import logging

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from django.utils.module_loading import import_string

from nnirr_site.http import outages
from nnirr_site.models import StandardPage
from nnirr_site.views import health
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db

BROKEN = {
    "data": b"x",
    "content_type": "multipart/form-data",
}


@pytest.fixture
def page():
    return make_page(StandardPage, parent=make_home(), slug="about")


@pytest.fixture
def visitor():
    """A client that Django checks as it checks visitors, and that shows what they see."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.fixture
def logged():
    """What the console handler of the settings writes, as text."""
    console, text = settings.LOGGING["handlers"]["console"], io.StringIO()
    handler = logging.StreamHandler(text)
    for name in console["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    form = settings.LOGGING["formatters"][console["formatter"]]
    handler.setFormatter(import_string(form["()"])())
    logging.getLogger().addHandler(handler)
    yield text
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("path", ["/about/", "/", "/no-such-page/", "/search/", "/_util/login/"])
def test_form_that_no_page_of_ours_sends_gets_our_page(path, visitor, page):
    response = visitor.post(path, {"name": "Rosa"})
    content = response.content.decode()
    assert response.status_code == 400
    assert "We did not understand that." in content
    assert 'name="q"' in content  # a way on
    assert "Rosa" not in content
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


def test_staff_are_told_about_their_cookies(visitor, page):
    response = visitor.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "cookie" in response.content.decode().lower()


def test_multipart_without_boundary_is_refused_in_one_line(visitor, page, logged):
    visitor.cookies["csrftoken"] = "x" * 32
    assert visitor.post("/about/", **BROKEN).status_code == 400
    assert "Traceback" not in logged.getvalue()
    assert len(logged.getvalue().splitlines()) <= 1


def test_broken_form_for_a_view_of_ours_is_refused_in_one_line(visitor, logged):
    from tests.factories import make_call

    call = make_call()
    make_home()
    assert visitor.post(f"/sign/{call.slug}/", **BROKEN).status_code in {400, 404, 410}
    assert "Traceback" not in logged.getvalue()


def test_unknown_host_gets_our_page_and_one_line_in_the_log(visitor, page, logged):
    response = visitor.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()
    (line,) = logged.getvalue().splitlines()
    assert " WARNING django.security.DisallowedHost " in line


@pytest.mark.parametrize("kind", ["QueryCanceled", "LockNotAvailable", "DeadlockDetected"])
def test_statement_that_was_given_up_is_logged_by_its_kind_even_in_an_outage(
    kind, visitor, page, logged, monkeypatch
):
    monkeypatch.setattr(outages, "outage_lines", outages.OneLineOfMany())
    monkeypatch.setitem(outages.lines_of_kind, kind, outages.OneLineOfMany())

    def fail(error):
        def serve(*_arguments, **_options):
            raise OperationalError("canary@example.org") from error("canary@example.org")

        monkeypatch.setattr(StandardPage, "serve", serve)
        assert visitor.get("/about/").status_code == 503

    fail(psycopg.errors.ConnectionFailure)
    for _time in range(3):
        fail(getattr(psycopg.errors, kind))
    [line] = [line for line in logged.getvalue().splitlines() if kind in line]
    assert f"(a statement was given up: {kind}; 0 more)" in line
    assert "Traceback" not in logged.getvalue()
    assert "canary" not in logged.getvalue()


def test_error_of_ours_keeps_its_traceback(visitor, page, logged, monkeypatch):
    monkeypatch.setattr(StandardPage, "serve", lambda *_a, **_k: 1 / 0)
    assert visitor.get("/about/").status_code == 500
    assert " ERROR django.request " in logged.getvalue()
    assert "ZeroDivisionError" in logged.getvalue()


def test_who_asks_each_second_whether_the_database_answers_fills_no_log(
    visitor, logged, monkeypatch
):
    monkeypatch.setattr("nnirr_site.views.errors.unready_lines", outages.OneLineOfMany())
    monkeypatch.setattr(health, "look", lambda: {"database": "does not answer"})
    health.readiness.forget()
    for _time in range(20):
        assert visitor.get("/readyz").status_code == 503
    health.readiness.forget()
    (line,) = logged.getvalue().splitlines()
    assert "Service Unavailable: /readyz (asked to come back later; 0 more)" in line
