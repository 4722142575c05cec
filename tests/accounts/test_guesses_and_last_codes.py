"""Who has the password guesses no second step, and nobody is left with one that nothing opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as mailbox
from django.urls import reverse
from django.utils import timezone

from nnirr_site.accounts import factors, limits, mail
from nnirr_site.models import (
    AttemptWindow,
    AuthenticatorApp,
    RecoverySheet,
    StaffMail,
    StaffMailKind,
)
from tests.accounts.people import (
    HOME,
    VERIFY,
    code_of,
    codes_in,
    give_app,
    log_in,
    make_person,
    set_up_app,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    settings.REQUIRE_SECOND_FACTOR = "personal"


def try_codes(client, count: int) -> list[int]:
    return [client.post(VERIFY, {"code": "000000"}).status_code for _ in range(count)]


def end_quarter(person) -> None:
    """Let the short windows be over, and the day's go on."""
    soon = timezone.now() + timedelta(minutes=20)
    AttemptWindow.objects.filter(ends_at__lt=soon).update(ends_at=timezone.now())


def test_six_digits_are_guessed_twenty_times_a_day_though_the_owner_comes_in(client):
    person = make_person()
    key = give_app(person)
    [paper, *_rest] = factors.make_codes(person)
    log_in(client)
    for number in range(4):
        assert try_codes(client, 5) == [200] * 5
        end_quarter(person)
        if number == 2:
            assert client.post(VERIFY, {"code": code_of(key)}).status_code == 302
            client.logout()
            log_in(client)
    answer = client.post(VERIFY, {"code": code_of(key, later=1)})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 23 * 3600
    assert "in 24 hours" in answer.content.decode()
    assert limits.locked_until(person) > timezone.now() + timedelta(hours=23)
    # What nobody can guess lets the owner in all the same.
    end_quarter(person)
    assert client.post(VERIFY, {"code": paper}).status_code == 302
    assert client.get(HOME).status_code == 200


def test_owner_is_told_once_a_day_that_somebody_has_the_password(client):
    person = make_person()
    give_app(person)
    log_in(client)
    try_codes(client, 4)
    assert not StaffMail.objects.exists()
    try_codes(client, 1)
    for _round in range(2):
        assert try_codes(client, 3)[-1] == 429
        end_quarter(person)
        try_codes(client, 5)
    assert [row.kind for row in StaffMail.objects.all()] == [StaffMailKind.STEP_GUESSED]
    mail.send_due()
    [sent] = mailbox.outbox
    assert sent.to == ["ana@staff.invalid"]
    assert "knows your password" in sent.body
    AttemptWindow.objects.update(ends_at=timezone.now())
    assert try_codes(client, 6)[-1] == 429
    assert StaffMail.objects.count() == 1, "the next day it is told again"


def test_guesses_that_stay_below_the_lock_are_told_too(client):
    person = make_person()
    give_app(person)
    log_in(client)
    for _round in range(2):
        assert try_codes(client, 4) == [200] * 4
        end_quarter(person)
    assert StaffMail.objects.filter(kind=StaffMailKind.STEP_GUESSED).count() == 1


def use_up_codes(person) -> None:
    RecoverySheet.objects.update_or_create(user=person, defaults={"hashes": [], "name": "codes"})


def test_used_up_codes_are_no_factor_to_be_left_with(client):
    person = make_person()
    key = give_app(person)
    log_in(client)
    client.post(VERIFY, {"code": code_of(key)})
    use_up_codes(person)
    app, address = AuthenticatorApp.objects.get(), reverse("account_factors")
    answer = client.post(address, {"factor": app.persistent_id}, follow=True)
    assert "the only one you have" in answer.content.decode()
    assert AuthenticatorApp.objects.exists()
    sheet = RecoverySheet.objects.get()
    client.post(address, {"factor": sheet.persistent_id})
    assert not RecoverySheet.objects.exists()
    assert client.get(HOME).status_code == 200


def test_used_up_codes_go_with_the_last_factor_of_who_may_do_without(client):
    person = make_person(group="Editors")
    key = give_app(person)
    log_in(client)
    client.post(VERIFY, {"code": code_of(key)})
    use_up_codes(person)
    app = AuthenticatorApp.objects.get()
    client.post(reverse("account_factors"), {"factor": app.persistent_id})
    assert not factors.has_any(person)
    assert client.get(HOME).status_code == 200


def test_last_code_on_paper_leads_to_new_ones_at_once(client):
    person = make_person()
    *used, last = factors.make_codes(person)
    for code in used:
        factors.use_recovery_code(person, code)
    log_in(client)
    answer = client.post(VERIFY, {"code": last, "next": "/admin/pages/"})
    make = f"{reverse('account_codes')}?next=%2Fadmin%2Fpages%2F"
    assert answer["Location"] == make
    page = client.get(make).content.decode()
    assert "0 recovery codes left" in page
    assert "codes 0" not in page
    made = client.post(make, {"next": "/admin/pages/"})
    assert len(codes_in(made)) == 10
    assert client.get(HOME).status_code == 200


def test_last_code_of_who_has_an_app_leads_where_it_was_to(client):
    person = make_person()
    give_app(person)
    *used, last = factors.make_codes(person)
    for code in used:
        factors.use_recovery_code(person, code)
    log_in(client)
    assert client.post(VERIFY, {"code": last})["Location"] == HOME


def test_whoever_sets_up_a_first_factor_freely_is_in_by_it(client):
    person = make_person(group="Editors")
    log_in(client)
    set_up_app(client)
    assert client.get(HOME).status_code == 200
    factors.remove_all(person)
    client.logout()
    log_in(client)
    assert codes_in(client.post(reverse("account_codes")))
    assert client.get(HOME).status_code == 200
