"""Those who watch over accounts see who came in, and help who is locked out."""

from __future__ import annotations

import pytest
from django.core import mail as mailbox
from django.urls import reverse
from wagtail.models import ModelLogEntry

from nnirr_site.accounts import factors, limits, mail
from nnirr_site.accounts.sessions import PASSWORD_AT
from tests.accounts.people import HOME, give_app, log_in, make_person

pytestmark = pytest.mark.django_db
LIST, REPORT = reverse("account_list"), reverse("account_sign_ins")


@pytest.fixture
def steward(client):
    person = make_person("steward")
    client.force_login(person)
    return person


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_report_shows_sign_ins_and_failures_without_what_was_typed(client, steward):
    log_in(client, "steward", "wrong")
    log_in(client, "typed-name", "wrong")
    text = text_of(client.get(REPORT))
    assert text.count("Wrong user name or password") >= 2
    assert "127.0.0.0/24" in text
    assert "typed-name" not in text


def test_list_shows_what_each_account_has_and_must_have(client, steward, settings):
    settings.REQUIRE_SECOND_FACTOR = "personal"
    key = give_app(steward)
    assert key
    client.logout()
    settings.REQUIRE_SECOND_FACTOR = "nobody"
    factors.remove_all(steward)
    client.force_login(steward)
    settings.SECOND_FACTOR_PERMISSIONS = ["campaigns.moderate_signature"]
    settings.REQUIRE_SECOND_FACTOR = "personal"
    give_app(make_person("editor", group="Editors"))
    make_person("moderator", group="Moderators")
    text = text_of(client.get(LIST))
    assert "Authenticator app" in text
    assert text.count("required, not set up yet") == 1
    assert f'href="{reverse("account_reset", args=[steward.pk])}"' not in text


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Campaign organizers"])
def test_others_see_neither_list_nor_report_and_can_help_nobody(client, group):
    other = make_person("other", group="Editors")
    client.force_login(make_person(group=group))
    for name, arguments in (
        ("account_list", []),
        ("account_sign_ins", []),
        ("account_sign_ins_results", []),
        ("account_unlock", [other.pk]),
        ("account_reset", [other.pk]),
    ):
        address = reverse(name, args=arguments)
        assert client.get(address).status_code == 302, address
        assert client.post(address, {"reason": "x"}).status_code == 302, address
    assert "Sign-ins" not in text_of(client.get(HOME))


def test_locked_account_is_shown_and_unlocked_for_a_reason(client, steward):
    person = make_person("ana", group="Editors")
    for _ in range(6):
        log_in(client, password="wrong")
    assert log_in(client).status_code == 429
    client.force_login(steward)
    assert "locked until" in text_of(client.get(LIST))
    address = reverse("account_unlock", args=[person.pk])
    assert address in client.get(LIST).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 200
    assert limits.locked_until(person)
    assert client.post(address, {"reason": "she called"})["Location"] == LIST
    assert log_in(client).status_code == 302
    entry = ModelLogEntry.objects.get(action="nnirr_site.unlock_account")
    assert (entry.data["reason"], entry.user_id) == ("she called", steward.pk)
    assert "ana" not in entry.label


def test_lost_factors_are_reset_for_a_reason_told_by_mail_and_set_up_anew(
    client, steward, settings
):
    person = make_person("ana")
    give_app(person)
    factors.make_codes(person)
    address = reverse("account_reset", args=[person.pk])
    assert "Account: <strong>ana</strong>" in text_of(client.get(address))
    client.post(address, {"reason": "lost the phone"})
    assert not factors.has_any(person)
    entry = ModelLogEntry.objects.get(action="nnirr_site.reset_factors")
    assert entry.data["reason"] == "lost the phone"
    assert "ana" not in entry.label
    mail.send_due()
    assert [sent.to for sent in mailbox.outbox] == [["ana@staff.invalid"]]
    client.logout()
    settings.REQUIRE_SECOND_FACTOR = "personal"
    log_in(client)
    assert client.get(HOME)["Location"].startswith(reverse("account_set_up"))


def test_nobody_resets_their_own_and_a_steward_no_superuser(client, steward):
    root = make_person("root", group=None, is_superuser=True)
    give_app(root)
    factors.make_codes(root)
    for person in (steward, root):
        client.post(reverse("account_reset", args=[person.pk]), {"reason": "x"})
    assert factors.has_any(root)
    other_root = make_person("root2", group=None, is_superuser=True)
    client.force_login(other_root)
    client.post(reverse("account_reset", args=[other_root.pk]), {"reason": "x"})
    client.post(reverse("account_reset", args=[root.pk]), {"reason": "lost all"})
    assert not factors.has_any(root)


def test_account_page_leads_to_the_second_factors(client, steward):
    assert (
        reverse("account_factors") in client.get(reverse("wagtailadmin_account")).content.decode()
    )


@pytest.mark.parametrize("name", ["account_reset", "account_unlock"])
def test_password_is_asked_again_before_helping(client, steward, name):
    person = make_person("ana")
    give_app(person)
    session = client.session
    session[PASSWORD_AT] = 0
    session.save()
    address = reverse(name, args=[person.pk])
    for answer in (client.get(address), client.post(address, {"reason": "lost the phone"})):
        assert answer["Location"].startswith(reverse("account_again"))
    assert factors.has_any(person)
    assert not ModelLogEntry.objects.filter(action__startswith="nnirr_site.").exists()
