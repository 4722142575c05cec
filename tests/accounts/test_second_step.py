"""A right password alone opens nothing to whoever may see personal data."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import get_resolver, reverse
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from nnirr_site.accounts import factors
from nnirr_site.accounts.sessions import OPEN_SECTIONS
from nnirr_site.models import (
    AuthenticatorApp,
    RecoverySheet,
    SignInOutcome,
    SignInRecord,
    SiteDocument,
)
from tests.accounts.people import (
    HOME,
    LOGIN,
    SET_UP,
    VERIFY,
    code_of,
    codes_in,
    give_app,
    log_in,
    make_person,
    set_up_app,
)
from tests.factories import make_home

pytestmark = pytest.mark.django_db

# Rights of `campaigns` beyond Django's own that lead to no personal data and no signature.
HARMLESS = {"export_signature", "import_senators", "resend_mail"}


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.REQUIRE_SECOND_FACTOR = "personal"


def admin_addresses() -> list[str]:
    """Every address of the admin, numbers and names filled in."""
    prefix, found = HOME, []

    def walk(patterns, before):
        for pattern in patterns:
            path = before + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, path)
            else:
                filled = re.sub(r"<(int|pk)[^>]*>", "1", path)
                filled = re.sub(r"\(\?P<[^>]+>[^)]*\)", "1", filled)
                filled = re.sub(r"<[^>]*>", "a", filled)
                found.append(prefix + re.sub(r"[\^$\\]|\.\*", "", filled))

    walk(wagtailadmin_urls.urlpatterns, "")
    return sorted(set(found))


# -- Who has to ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("Editors", False),
        ("Moderators", True),
        ("Campaign organizers", True),
        ("Data stewards", True),
    ],
)
def test_whoever_sees_personal_data_must_have_a_second_factor(group, expected):
    assert factors.is_required(make_person(group=group)) is expected


def test_rights_decide_whatever_the_group_is_called(settings):
    editor = make_person(group="Editors")
    own = Group.objects.create(name="A group of our own")
    own.permissions.add(Permission.objects.get(codename="view_personal_data"))
    editor.groups.add(own)
    assert factors.is_required(type(editor).objects.get(pk=editor.pk))
    other = make_person("other", group="Editors")
    other.user_permissions.add(Permission.objects.get(codename="export_personal_data"))
    assert factors.is_required(other)
    assert factors.is_required(make_person("root", group=None, is_superuser=True))


def test_whoever_watches_over_accounts_must_have_a_second_factor():
    person = make_person(group="Editors")
    person.user_permissions.add(Permission.objects.get(codename="view_signinrecord"))
    assert factors.is_required(type(person).objects.get(pk=person.pk))


def test_everyone_means_all_who_can_open_the_admin_and_nobody_means_nobody(settings):
    editor, reader = make_person(group="Editors"), make_person("reader", group=None)
    settings.REQUIRE_SECOND_FACTOR = "everyone"
    assert factors.is_required(editor)
    assert not factors.is_required(reader)
    settings.REQUIRE_SECOND_FACTOR = "nobody"
    assert not factors.is_required(make_person("root", group=None, is_superuser=True))


def test_each_right_to_signatures_is_on_the_list_or_known_to_be_harmless(settings):
    own = {
        f"campaigns.{codename}"
        for model in apps.get_app_config("campaigns").get_models()
        for codename, _label in model._meta.permissions
    }
    assert own - set(settings.SECOND_FACTOR_PERMISSIONS) == {f"campaigns.{n}" for n in HARMLESS}
    for permission in settings.SECOND_FACTOR_PERMISSIONS:
        label, _, codename = permission.partition(".")
        assert Permission.objects.filter(content_type__app_label=label, codename=codename).exists()


# -- What is shut until then ------------------------------------------------------------------


def test_no_address_of_the_admin_answers_before_the_second_step(client):
    make_person("root", group=None, is_superuser=True)
    log_in(client, "root")
    addresses = admin_addresses()
    assert len(addresses) > 200
    for address in addresses:
        if address.removeprefix(HOME).startswith(OPEN_SECTIONS):
            continue
        for method in (client.get, client.post):
            answer = method(address)
            assert answer.status_code == 302, address
            assert answer["Location"].startswith(SET_UP), address
        assert (
            client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
        )


def test_addresses_that_are_walked_exist():
    resolver = get_resolver()
    names = {resolver.resolve(address).view_name for address in admin_addresses()}
    assert {"wagtailadmin_home", "wagtailusers_users:edit", "campaigns_access"} <= names
    assert "wagtailsnippets_campaigns_signature:export" in names


def test_private_pages_and_documents_stay_shut_before_the_second_step(client):
    home = make_home()
    person = make_person()
    key = give_app(person)
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    collection = Collection.get_first_root_node().add_child(name="private")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = SiteDocument.objects.create(
        title="d", collection=collection, file=ContentFile(b"secret", name="d.txt")
    )
    log_in(client)
    page = client.get(home.url)
    assert page.status_code == 302
    asked = client.get(page["Location"])
    assert asked["Location"].startswith(VERIFY)
    assert client.get(document.url).status_code == 302
    done = client.post(asked["Location"], {"code": code_of(key)})
    assert done["Location"] == home.url
    assert client.get(home.url).status_code == 200
    assert client.get(document.url).status_code == 200


def test_what_needs_no_sign_in_is_open_at_every_step(client):
    home = make_home()
    make_person()
    log_in(client)
    for address in (home.url, "/healthz", reverse("wagtailadmin_sprite"), LOGIN, SET_UP):
        assert client.get(address).status_code == 200, address


def test_whoever_has_set_up_a_factor_is_asked_for_it_even_if_nothing_requires_it(client, settings):
    settings.REQUIRE_SECOND_FACTOR = "nobody"
    give_app(make_person(group="Editors"))
    log_in(client)
    assert client.get(HOME)["Location"].startswith(VERIFY)


def test_new_password_by_mail_does_not_go_round_the_second_step(client):
    person = make_person()
    give_app(person)
    person.set_password("another horse battery staple")
    person.save()
    log_in(client, password="another horse battery staple")
    assert client.get(HOME)["Location"].startswith(VERIFY)


# -- Setting up, and coming in ----------------------------------------------------------------


def test_app_is_set_up_and_lets_in(client):
    person = make_person()
    assert log_in(client)["Location"] == HOME
    assert client.get(HOME)["Location"].startswith(SET_UP)
    key = set_up_app(client)
    assert client.get(HOME).status_code == 200
    client.logout()
    log_in(client)
    assert client.get(HOME)["Location"] == f"{VERIFY}?next=%2Fadmin%2F"
    before = client.cookies["sessionid"].value
    answer = client.post(VERIFY, {"code": code_of(key, later=1), "next": "/admin/pages/"})
    assert answer["Location"] == "/admin/pages/"
    assert client.cookies["sessionid"].value != before
    assert client.get(HOME).status_code == 200
    kinds = list(SignInRecord.objects.filter(user=person).values_list("outcome", "method"))
    assert (SignInOutcome.SIGNED_IN, "app") in kinds


def test_code_of_an_app_works_once_and_only_near_its_time(client):
    key = give_app(make_person())
    log_in(client)
    for later in (-3, 3):
        assert client.post(VERIFY, {"code": code_of(key, later)}).status_code == 200
    code = code_of(key)
    assert client.post(VERIFY, {"code": f" {code[:3]} {code[3:]}"}).status_code == 302
    client.logout()
    log_in(client)
    assert client.post(VERIFY, {"code": code}).status_code == 200
    assert client.get(HOME).status_code == 302


def test_sixth_wrong_code_stops_the_account_and_the_right_one_with_it(client):
    key = give_app(make_person())
    log_in(client)
    got = [client.post(VERIFY, {"code": "000000"}).status_code for _ in range(5)]
    assert got == [200] * 5
    answer = client.post(VERIFY, {"code": code_of(key)})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_each_recovery_code_works_once_however_it_is_typed(client):
    person = make_person()
    first, second, *_rest = factors.make_codes(person)
    for code in (first.upper().replace("-", " "), second):
        log_in(client)
        assert client.post(VERIFY, {"code": code}).status_code == 302
        assert client.get(HOME).status_code == 200
        client.logout()
        log_in(client)
        assert client.post(VERIFY, {"code": code}).status_code == 200
    assert len(RecoverySheet.objects.get().hashes) == 8


def test_codes_on_paper_alone_will_do_and_new_ones_end_the_old(client):
    person = make_person()
    log_in(client)
    codes = codes_in(client.post(reverse("account_codes")))
    assert len(codes) == len(set(codes)) == 10
    assert client.get(HOME).status_code == 200
    new = codes_in(client.post(reverse("account_codes")))
    assert not set(codes) & set(new)
    assert factors.use_recovery_code(person, codes[0]) is None
    assert factors.use_recovery_code(person, new[0]) is not None


def test_few_codes_are_said(client):
    person = make_person()
    *used, last = factors.make_codes(person)[:8]
    for code in used:
        factors.use_recovery_code(person, code)
    log_in(client)
    answer = client.post(VERIFY, {"code": last}, follow=True)
    assert "2 recovery codes left" in answer.content.decode()


def test_one_account_cannot_use_the_factor_of_another(client):
    other = make_person("other")
    key, codes = give_app(other), factors.make_codes(other)
    give_app(make_person())
    log_in(client)
    for code in (code_of(key), codes[0]):
        assert client.post(VERIFY, {"code": code}).status_code == 200
    assert client.get(HOME).status_code == 302


def test_removed_factor_shuts_the_sessions_that_came_in_by_it(client):
    person = make_person()
    key = give_app(person)
    factors.make_codes(person)
    log_in(client)
    client.post(VERIFY, {"code": code_of(key)})
    assert client.get(HOME).status_code == 200
    AuthenticatorApp.objects.all().delete()
    assert client.get(HOME)["Location"].startswith(VERIFY)


def test_last_factor_cannot_be_removed_where_one_is_required(client, settings):
    person = make_person()
    key = give_app(person)
    log_in(client)
    client.post(VERIFY, {"code": code_of(key)})
    app = AuthenticatorApp.objects.get()
    address = reverse("account_factors")
    answer = client.post(address, {"factor": app.persistent_id}, follow=True)
    assert "the only one you have" in answer.content.decode()
    assert AuthenticatorApp.objects.exists()
    factors.make_codes(person)
    client.post(address, {"factor": app.persistent_id})
    assert not AuthenticatorApp.objects.exists()


def test_nobody_removes_the_factor_of_another(client):
    person, other = make_person(), make_person("other")
    key = give_app(person)
    give_app(other)
    log_in(client)
    client.post(VERIFY, {"code": code_of(key)})
    theirs = AuthenticatorApp.objects.get(user=other).persistent_id
    assert client.post(reverse("account_factors"), {"factor": theirs}).status_code == 404
    assert AuthenticatorApp.objects.count() == 2


def test_keys_and_codes_are_not_in_the_database_as_they_are(client):
    person = make_person()
    key, codes = give_app(person), factors.make_codes(person)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t::text FROM nnirr_site_authenticatorapp t"
            " UNION ALL SELECT t::text FROM nnirr_site_recoverysheet t"
        )
        text = " ".join(row for [row] in cursor.fetchall())
    assert key not in text
    assert factors.in_base32(key) not in text
    assert not any(factors.plain_code(code) in text for code in codes)


def test_app_outlives_a_new_secret_key_while_the_old_one_is_a_fallback(settings):
    person = make_person()
    key = give_app(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key that is long enough to be one, 1234567890"
    assert factors.use_app_code(person, code_of(key)) is not None
    settings.SECRET_KEY_FALLBACKS = []
    assert factors.use_app_code(person, code_of(key, later=1)) is None


def test_key_of_an_app_moved_to_another_account_opens_nothing():
    person, other = make_person(), make_person("other")
    key = give_app(person)
    AuthenticatorApp.objects.update(user=other)
    assert factors.use_app_code(other, code_of(key)) is None


def test_next_address_never_leads_to_another_site(client):
    key = give_app(make_person())
    log_in(client)
    answer = client.post(VERIFY, {"code": code_of(key), "next": "https://evil.test/"})
    assert answer["Location"] == HOME


def test_picture_for_the_app_is_drawn_here(client):
    make_person()
    log_in(client)
    page = client.get(reverse("account_add_app"))
    assert "<svg" in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "no-store" in page["Cache-Control"]
