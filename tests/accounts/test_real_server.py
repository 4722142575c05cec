"""The same through the server that runs in production, with real hashing."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from nnirr_site.models import SignInRecord, StaffMail, User
from tests.accounts.people import HOME, LOGIN, PASSWORD, SET_UP, make_person
from tests.infrastructure.processes import serving


class Visitor:
    """Keeps cookies and follows no redirect."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    def __init__(self, url: str, network: str):
        self.url, self.network = url, network
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), self.Stay
        )

    def ask(self, path: str, fields: dict | None = None):
        """Status, headers and text."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(
            self.url + path, body, {"X-Forwarded-For": self.network, "Referer": self.url}
        )
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers, answer.read().decode()

    def log_in(self, password: str):
        page = self.ask(LOGIN)[2]
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        sent = {"csrfmiddlewaretoken": token, "username": "ana", "password": password}
        return self.ask(LOGIN, sent)


@pytest.mark.django_db(transaction=True)
def test_guessing_is_stopped_and_the_password_alone_opens_nothing(process_environment):
    person = make_person()
    # As an older Django stored it: signing in stores it anew, which is no change of the password.
    stored = PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000)
    User.objects.filter(pk=person.pk).update(password=stored)
    environment = process_environment | {
        "REQUIRE_SECOND_FACTOR": "personal",
        "TRUSTED_PROXIES": "1",
    }
    with serving(environment) as url:
        owner, other = Visitor(url, "203.0.113.7"), Visitor(url, "198.51.100.7")
        assert [other.log_in("wrong")[0] for _ in range(6)] == [200] * 5 + [429]
        status, headers, text = other.log_in(PASSWORD)
        assert status == 429
        assert 0 < int(headers["Retry-After"]) <= 900
        # On a slow machine a minute or two of them have passed.
        assert re.search(r"Try again in 1[2-5] minutes", text)

        assert owner.log_in(PASSWORD)[0] == 302
        status, headers, _text = owner.ask(HOME)
        assert (status, headers["Location"].partition("?")[0]) == (302, SET_UP)
        status, headers, text = owner.ask(SET_UP)
        assert status == 200
        assert "Set up a passkey" in text
        assert "unsafe" not in headers["Content-Security-Policy"]
    person.refresh_from_db()
    assert person.password != stored
    assert not StaffMail.objects.exists()
    outcomes = list(SignInRecord.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["failed"] * 5 + ["locked", "password"]
