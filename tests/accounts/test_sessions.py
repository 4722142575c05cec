"""Sessions end, and ask for the password again before something is given away."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from nnirr_site.accounts import limits
from nnirr_site.accounts.sessions import PASSWORD_AT, SEEN_AT, SIGNED_IN_AT
from nnirr_site.models import SignInOutcome, SignInRecord, User
from tests.accounts.people import (
    HOME,
    LOGIN,
    PASSWORD,
    VERIFY,
    code_of,
    give_app,
    log_in,
    make_person,
)
from tests.campaigns.factories import make_call
from tests.factories import make_home

pytestmark = pytest.mark.django_db
AGAIN = reverse("account_again")
EXPORT = reverse("wagtailsnippets_campaigns_signature:export")


def shift(client, name: str, seconds: float) -> None:
    """Let something of the session have happened so long ago."""
    session = client.session
    session[name] = time.time() - seconds
    session.save()


@pytest.fixture
def root(client):
    person = make_person("root", group=None, is_superuser=True)
    log_in(client, "root")
    return person


def test_session_ends_after_half_an_hour_without_a_request(client, root):
    shift(client, SEEN_AT, 29 * 60)
    assert client.get(HOME).status_code == 200
    shift(client, SEEN_AT, 31 * 60)
    answer = client.get("/admin/pages/")
    assert answer["Location"] == f"{LOGIN}?next=%2Fadmin%2Fpages%2F&ended=1"
    assert "nothing was done for a while" in client.get(answer["Location"]).content.decode()
    assert not Session.objects.exists()
    assert client.get(HOME).status_code == 302
    assert SignInRecord.objects.filter(user=root, outcome=SignInOutcome.ENDED).count() == 1


def test_busy_session_ends_twelve_hours_after_the_sign_in(client, root):
    shift(client, SIGNED_IN_AT, 12 * 3600 + 1)
    assert client.get(HOME)["Location"].startswith(LOGIN)
    assert not Session.objects.exists()


def test_editor_that_is_open_and_forgotten_keeps_no_session_alive(client, root):
    shift(client, SEEN_AT, 20 * 60)
    client.post(reverse("wagtailadmin_editing_sessions:release", args=[1]))
    assert time.time() - client.session[SEEN_AT] > 19 * 60
    client.get("/admin/pages/")
    assert time.time() - client.session[SEEN_AT] < 60


def test_session_is_written_once_a_minute_at_most(client, root):
    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/sprite/")
        return sum("UPDATE" in query["sql"] for query in queries)

    assert writes() == 0
    shift(client, SEEN_AT, 61)
    assert writes() == 1
    assert writes() == 0


@pytest.mark.parametrize(
    "address",
    [
        reverse("wagtailadmin_account"),
        reverse("wagtailusers_users:add"),
        "/admin/users/edit/{root}/",
        reverse("wagtailusers_groups:add"),
        "/admin/bulk/nnirr_site/user/delete/?id={root}",
        reverse("account_factors"),
        reverse("account_add_app"),
        reverse("account_add_passkey"),
        reverse("account_codes"),
        EXPORT,
        reverse("campaigns_import_organizations"),
    ],
)
def test_password_is_asked_again_before_what_gives_data_or_an_account_away(client, root, address):
    make_call()
    address = address.format(root=root.pk)
    assert client.get(address).status_code == 200, "within ten minutes of the sign-in"
    shift(client, PASSWORD_AT, 11 * 60)
    for method in (client.get, client.post):
        assert method(address, {"level": "personal"})["Location"].startswith(AGAIN), address
    client.post(AGAIN, {"password": "wrong", "next": address})
    assert client.get(address)["Location"].startswith(AGAIN)
    assert client.post(AGAIN, {"password": PASSWORD, "next": address})["Location"] == address
    assert client.get(address).status_code == 200


def test_export_without_personal_data_asks_for_no_password(client):
    organizer = make_person(group="Campaign organizers")
    client.force_login(organizer)
    shift(client, PASSWORD_AT, 3600)
    assert client.get(EXPORT).status_code == 200
    assert client.post(EXPORT, {"level": "totals", "format": "csv"}).status_code == 200


def test_reading_and_writing_pages_asks_for_no_password(client, root):
    shift(client, PASSWORD_AT, 3600)
    for address in (HOME, "/admin/pages/", "/admin/users/", "/admin/groups/"):
        assert client.get(address).status_code == 200, address


def test_password_that_is_asked_again_cannot_be_guessed(client, root):
    shift(client, PASSWORD_AT, 3600)
    got = [client.post(AGAIN, {"password": "wrong"}).status_code for _ in range(6)]
    assert got == [200] * 5 + [429]
    assert client.post(AGAIN, {"password": PASSWORD}).status_code == 429


FRONT = reverse("wagtailcore_login")


def come_in(client, settings) -> str:
    """A verified session of somebody who needs a second step; returns the key of the app."""
    settings.REQUIRE_SECOND_FACTOR = "personal"
    make_home()
    key = give_app(make_person())
    log_in(client)
    assert client.post(VERIFY, {"code": code_of(key)}).status_code == 302
    assert client.get(HOME).status_code == 200
    return key


@pytest.mark.parametrize("door", [LOGIN, FRONT])
@pytest.mark.parametrize(
    ("name", "seconds"),
    [(SEEN_AT, 31 * 60), (SIGNED_IN_AT, 12 * 3600 + 1), (PASSWORD_AT, 11 * 60)],
)
def test_password_alone_revives_no_session_at_either_door(client, settings, door, name, seconds):
    come_in(client, settings)
    shift(client, name, seconds)
    before = client.session.session_key
    assert client.post(door, {"username": "ana", "password": PASSWORD}).status_code == 302
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert client.get(HOME)["Location"].startswith(VERIFY)


def test_session_that_is_over_is_flushed_wherever_somebody_comes_with_it(client, settings):
    come_in(client, settings)
    PageViewRestriction.objects.create(page=make_home(), restriction_type=PageViewRestriction.LOGIN)
    for visit in (
        lambda: client.get("/"),
        lambda: client.get(FRONT),
        lambda: client.post(FRONT, {"username": "ana", "password": "wrong"}),
    ):
        client.force_login(User.objects.get())
        shift(client, SEEN_AT, 31 * 60)
        before = client.session.session_key
        visit()
        assert not Session.objects.filter(session_key=before).exists()
    assert SignInRecord.objects.filter(outcome=SignInOutcome.ENDED).count() == 3


def test_old_password_of_a_change_cannot_be_guessed(client, root):
    account = reverse("wagtailadmin_account")

    def change(old: str, new: str = "a new battery staple of a horse"):
        return client.post(
            account,
            {
                "name_email-first_name": "A",
                "name_email-last_name": "B",
                "name_email-email": "root@staff.invalid",
                "theme-theme": "system",
                "theme-contrast": "system",
                "theme-density": "default",
                "theme-keyboard_shortcuts": "on",
                "locale-preferred_language": "en",
                "locale-current_time_zone": "",
                "notifications-submitted_notifications": "on",
                "password-old_password": old,
                "password-new_password1": new,
                "password-new_password2": new,
            },
        )

    # A right one with a new one that is too short is no wrong attempt.
    assert {change(PASSWORD, "short").status_code for _ in range(7)} == {200}
    assert [change("wrong").status_code for _ in range(6)] == [200] * 5 + [429]
    assert change(PASSWORD).status_code == 429
    root.refresh_from_db()
    assert root.check_password(PASSWORD)
    assert SignInRecord.objects.filter(user=root, outcome=SignInOutcome.FAILED).count() == 5
    limits.unlock(root)
    assert change(PASSWORD).status_code == 302


def test_no_rule_for_passwords_is_an_empty_line():
    assert all(password_validators_help_texts())


# -- Signing out ------------------------------------------------------------------------------


def test_posted_sign_out_ends_the_session_everywhere(client, root):
    cookie = client.cookies["sessionid"].value
    answer = client.post("/admin/logout/")
    assert answer["Location"] == LOGIN
    assert not Session.objects.exists()
    client.cookies["sessionid"] = cookie
    assert client.get(HOME).status_code == 302


def test_typed_address_of_sign_out_ends_the_session(client, root):
    own = {"sec-fetch-site": "none", "sec-fetch-dest": "document"}
    assert client.get("/admin/logout/", headers=own)["Location"] == LOGIN
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"},
        {"sec-fetch-site": "same-origin", "sec-fetch-dest": "image"},
        {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"},
        {"sec-fetch-site": "none", "sec-fetch-dest": "document", "sec-purpose": "prefetch"},
    ],
)
def test_other_requests_for_sign_out_get_a_question_that_posts(client, root, headers):
    answer = client.get("/admin/logout/", headers=headers)
    assert answer.status_code == 200
    assert 'action="/admin/logout/"' in answer.content.decode()
    assert client.get(HOME).status_code == 200


def test_sign_out_works_before_the_second_step_too(client, settings):
    settings.REQUIRE_SECOND_FACTOR = "personal"
    make_person()
    log_in(client)
    client.post("/admin/logout/")
    assert not Session.objects.exists()


def test_sign_out_without_a_session_leads_to_the_sign_in(client):
    assert client.get("/admin/logout/")["Location"] == LOGIN


def test_sign_in_and_out_work_with_the_cookies_of_production(client, settings):
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    make_person(group="Editors")
    cookie = log_in(client, secure=True).cookies["__Host-sessionid"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert client.get(HOME, secure=True).status_code == 200
    gone = client.post("/admin/logout/", secure=True).cookies["__Host-sessionid"]
    assert (gone.value, gone["max-age"], gone["secure"]) == ("", 0, True)
    assert not Session.objects.exists()


def test_reading_private_pages_keeps_a_session_alive(client):
    home = make_home()
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(make_person(group=None))
    shift(client, SEEN_AT, 20 * 60)
    assert client.get(home.url).status_code == 200
    assert time.time() - client.session[SEEN_AT] < 60
    shift(client, SEEN_AT, 31 * 60)
    assert client.get(home.url).status_code == 302
