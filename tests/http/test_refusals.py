"""What is told to requests that no view has answered."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from nnirr_site.http.bodies import MEGABYTE
from nnirr_site.http.front import Front
from nnirr_site.http.room import RoomFull
from tests.accounts.people import make_person
from tests.factories import make_home

NUL_COOKIE = '"' + "a" * 31 + '\\000"'
WORDS = {
    302: "",
    400: "no nos llegó entero",
    411: "no nos llegó entero",
    413: "es más largo de lo que el sitio acepta",
    503: "Volvemos en un momento",
}


def answer(front: Front, path: str, length, body: bytes = b"", **environ) -> tuple:
    """Status, headers and text of what a client is told."""
    told = []
    request = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "192.0.2.1",
        "CONTENT_LENGTH": str(length),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        **environ,
    }
    content = front(request, lambda status, headers: told.append((status, headers)))
    [(status, headers)] = told
    return int(status[:3]), dict(headers), b"".join(content).decode()


def never(environ, start_response):
    pytest.fail("Django was asked")


@pytest.fixture
def front():
    return Front(never, seats=1)


@pytest.mark.parametrize(
    ("status", "path", "length", "environ"),
    [
        (302, "/admin/pages/3/edit/", 2 * MEGABYTE, {}),
        (400, "/es/sign/x/", 10, {}),
        (400, "/es/sign/x/", "five", {}),
        (411, "/es/sign/x/", "", {"HTTP_TRANSFER_ENCODING": "chunked"}),
        (413, "/es/sign/x/", 2 * MEGABYTE, {}),
    ],
)
def test_refusal_is_a_page_in_the_language_of_the_address(front, status, path, length, environ):
    body = b"x" * length if isinstance(length, int) and length > 10 else b""
    told, headers, text = answer(front, path, length, body, **environ)
    assert told == status
    assert WORDS[status] in text
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Connection"] == "close"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'") or status == 302
    if status == 302:
        assert headers["Location"] == "/admin/login/"
    else:
        assert '<html lang="es"' in text


@pytest.mark.parametrize("error", [RoomFull, OperationalError])
def test_who_cannot_be_known_reads_the_page_of_an_outage(front, monkeypatch, error):
    def fail(_client):
        raise error

    monkeypatch.setattr(front.room, "enter", fail)
    body = b"password=hunter2&" + b"x" * 2 * MEGABYTE
    status, headers, text = answer(
        front,
        "/admin/images/add/",
        len(body),
        body,
        HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}={'a' * 32}",
        HTTP_ACCEPT_LANGUAGE="es",
    )
    assert (status, headers["Retry-After"]) == (503, "10")
    assert WORDS[503] in text
    assert "hunter2" not in text


def test_error_of_django_itself_is_a_page_too(monkeypatch):
    def fail(environ, start_response):
        raise ValueError("canary")

    status, _headers, text = answer(Front(fail, seats=1), "/sign/x/", 0)
    assert status == 500
    assert "Something broke on our side." in text
    assert "canary" not in text


@pytest.mark.parametrize("host", ["", "a.test,b.test", "x" * 300])
def test_refusal_of_an_unknown_host_is_no_error(front, host, caplog, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert answer(front, "/sign/x/", "five", HTTP_HOST=host)[0] == 400
    assert "Traceback" not in caplog.text


# -- Texts that PostgreSQL has not ------------------------------------------------------------


@pytest.fixture
def visitor(db):
    make_home()
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("cookie", ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"])
@pytest.mark.parametrize("path", ["/", "/search/", "/_util/login/", "/admin/", "/admin/login/"])
def test_cookie_with_a_nul_is_none(visitor, cookie, path):
    plain = visitor.get(path)
    answered = visitor.get(path, headers={"Cookie": f"{getattr(settings, cookie)}={NUL_COOKIE}"})
    assert answered.status_code == plain.status_code < 400


def test_form_with_a_nul_in_its_cookies_is_refused_as_one_without(visitor):
    sent = [
        visitor.post(
            "/admin/login/",
            {"username": "a", "password": "b"},
            headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={value}; csrftoken={value}"},
        ).status_code
        for value in (NUL_COOKIE, "x")
    ]
    assert sent[0] == sent[1] < 500


@pytest.mark.parametrize(
    "path",
    [
        "/admin/choose-page/?locale=a%00b",
        "/admin/snippets/nnirr_site/navigationmenu/?locale=a%00b",
        "/admin/workflows/tasks/add/a%00b/c/",
    ],
)
def test_nul_that_reaches_the_database_is_refused_and_no_error_of_ours(db, path, caplog):
    staff = Client(raise_request_exception=False)
    staff.force_login(make_person(is_superuser=True))
    response = staff.get(path)
    assert response.status_code == 400
    assert "We did not understand that." in response.content.decode()
    assert {record.levelname for record in caplog.records} <= {"WARNING", "INFO"}
