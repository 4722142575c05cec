"""Forms that are sent without a session go past most middleware, and are answered as before."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.db import OperationalError
from django.http import HttpResponse
from django.middleware.locale import LocaleMiddleware

from campaigns.models import Signature
from nnirr_site.uploads.reader import is_request
from nnirr_site.views import short_way
from tests.campaigns.factories import form_data, make_call_page, sign_url

pytestmark = pytest.mark.django_db
# What is kept by nobody varies on nothing, and the server counts the bytes itself.
SAID_IN_VAIN = {"Vary", "Content-Length"}


@pytest.fixture
def page():
    return make_call_page()


@pytest.fixture
def seen(monkeypatch) -> list[str]:
    """The paths of requests that went the long way."""
    paths = []
    usual = AuthenticationMiddleware.process_request

    def note(self, request):
        paths.append(request.path)
        return usual(self, request)

    monkeypatch.setattr(AuthenticationMiddleware, "process_request", note)
    return paths


def send(client, url: str, data: dict, **headers):
    answer = client.post(url, data, headers=headers)
    headers = {name: value for name, value in answer.items() if name not in SAID_IN_VAIN}
    return answer.status_code, headers, answer.content


def send_both_ways(client, monkeypatch, url: str, data: dict, **headers) -> list:
    short = send(client, url, data, **headers)
    with monkeypatch.context() as patch:
        patch.setattr(short_way, "find_short_way", lambda request: None)
        return [short, send(client, url, data, **headers)]


KINDS = {
    "right": {},
    "nothing typed": {"name": "", "email": "", "country": ""},
    "filled by a robot": {"topic": "x"},
    "token of another form": {"token": "1.x"},
    "too fast": {"elapsed": "3"},
    "text of another call": {"statement": "999999"},
    "not text": {"name": "a\0b"},
    "for an organization": {"sign_as": "organization"},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_both_ways_give_the_same_answer(client, page, monkeypatch, seen, kind, prefix):
    url = f"{prefix}{sign_url(page.call)}"
    data = form_data(page.call) | KINDS[kind]
    short, long = send_both_ways(client, monkeypatch, url, data)
    assert seen == [url]
    assert short == long
    assert short[1]["Content-Language"] == (prefix[1:] or "en")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/sign/no-such-call/", {}, 404),
        ("{url}", {"host": "evil.example"}, 400),
        ("{url}", {"sec-fetch-site": "cross-site"}, 403),
        ("/xx{url}", {}, 404),
    ],
    ids=["no call", "other host", "other site", "no such language"],
)
def test_what_is_refused_is_refused_on_both_ways(client, page, monkeypatch, path, headers, status):
    url = path.format(url=sign_url(page.call))
    short, long = send_both_ways(client, monkeypatch, url, form_data(page.call), **headers)
    assert short == long
    assert short[0] == status
    assert not Signature.objects.exists()


def test_error_of_a_view_on_the_short_way_is_told_and_written_down(
    client, page, monkeypatch, seen, caplog
):
    def fail(*_words):
        raise ValueError("rosa@example.org")

    monkeypatch.setattr("campaigns.services.sign", fail)
    client.raise_request_exception = False
    answer = client.post(sign_url(page.call), form_data(page.call))
    assert (answer.status_code, seen) == (500, [])
    assert answer["Content-Security-Policy"]
    assert "Internal Server Error" in caplog.text


def test_who_has_a_session_goes_the_long_way(client, page, seen):
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert client.post(sign_url(page.call), form_data(page.call)).status_code == 303
    assert seen == [sign_url(page.call)]


def test_other_forms_and_reads_go_the_long_way(client, page, seen):
    for path in ("/admin/login/", f"{sign_url(page.call)}send-again/"):
        client.post(path, {})
    client.get(sign_url(page.call))
    assert len(seen) == 3


def test_languages_are_not_mixed_up(client, page, monkeypatch):
    """Which view a path leads to is remembered; which language it is in, too."""
    activated = []
    usual = LocaleMiddleware.process_request
    monkeypatch.setattr(
        LocaleMiddleware,
        "process_request",
        lambda self, r: (activated.append(1), usual(self, r))[1],
    )
    url = sign_url(page.call)
    places = [
        client.post(f"{prefix}{url}", form_data(page.call))["Location"]
        for prefix in ("", "/es", "", "/es")
    ]
    assert places == [f"{url}check-email/", f"/es{url}check-email/"] * 2
    assert not activated


def test_database_that_is_away_gives_the_same_answer_on_both_ways(client, page, monkeypatch):
    def fail(*_words):
        raise OperationalError("away")

    monkeypatch.setattr("campaigns.services.sign", fail)
    client.raise_request_exception = False
    data = form_data(page.call, name="Rosa of the Andes")
    short, long = send_both_ways(client, monkeypatch, sign_url(page.call), data)
    assert short == long
    assert short[0] == 503
    assert b"Rosa of the Andes" in short[2]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"name=%FF%FE", "application/x-www-form-urlencoded", 422),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x", 403),
        (b"&".join([b"a=1"] * 10_001), "application/x-www-form-urlencoded", 400),
    ],
    ids=["JSON", "long", "no text", "broken parts", "many fields"],
)
def test_odd_bodies_are_answered_alike_on_both_ways(
    client, page, monkeypatch, body, content_type, status
):
    url = sign_url(page.call)

    def send() -> tuple:
        answer = client.post(url, body, content_type=content_type)
        return answer.status_code, answer.content

    short = send()
    monkeypatch.setattr(short_way, "find_short_way", lambda request: None)
    assert short == send()
    assert short[0] in {status, 400}


def test_files_are_opened_with_the_patience_of_a_request(client, page, monkeypatch):
    """Else forms that are wrong could take every thread for pictures of the page."""
    seen = []
    monkeypatch.setattr(
        "campaigns.views.steps.show_form_again",
        lambda *_words: seen.append(is_request.get()) or HttpResponse(),
    )
    client.post(sign_url(page.call), form_data(page.call, name=""))
    assert seen == [True]
