"""Attempts are counted before anything is hashed, at every door that takes a password."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from nnirr_site.accounts import limits, records
from nnirr_site.accounts.limits import Attempt, Limit, Throttled
from nnirr_site.models import AttemptWindow, SignInOutcome, SignInRecord
from tests.accounts.people import HOME, LOGIN, log_in, make_person
from tests.factories import make_home

pytestmark = pytest.mark.django_db
THREE = Limit("three a minute", 3, 60)


def outcomes() -> list[str]:
    return list(SignInRecord.objects.order_by("pk").values_list("outcome", flat=True))


def test_right_password_after_sixty_wrong_ones_is_not_even_looked_at(client, monkeypatch):
    make_person(group="Editors")
    statuses = [log_in(client, password="wrong").status_code for _ in range(60)]
    assert statuses == [200] * 5 + [429] * 55
    monkeypatch.setattr(hashers, "verify_password", lambda *a, **k: pytest.fail("it was hashed"))
    answer = log_in(client)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert "Try again in 15 minutes" in answer.content.decode()
    assert client.get(HOME).status_code == 302


def test_right_password_forgets_the_wrong_ones_before_it(client):
    make_person(group="Editors")
    for _round in range(3):
        for _ in range(4):
            assert log_in(client, password="wrong").status_code == 200
        assert log_in(client).status_code == 302
        client.logout()


def test_name_that_nobody_has_is_stopped_as_one_that_somebody_has(client):
    make_person()
    answers = {}
    for name, network in (("ana", "198.51.100.7"), ("nobody", "203.0.113.7")):
        got = [log_in(client, name, "wrong", REMOTE_ADDR=network) for _ in range(7)]
        answers[name] = [(answer.status_code, answer.content.count(b"error")) for answer in got]
    assert answers["ana"] == answers["nobody"]


def test_one_network_cannot_try_many_names(client):
    statuses = [log_in(client, f"name{number}", "wrong").status_code for number in range(25)]
    assert statuses == [200] * 20 + [429] * 5
    elsewhere = log_in(client, "name1", "wrong", REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 200


def test_many_networks_cannot_try_one_name_for_ever(client):
    statuses = [
        log_in(client, "ana", "wrong", REMOTE_ADDR=f"203.0.{number}.1").status_code
        for number in range(52)
    ]
    assert statuses == [200] * 50 + [429] * 2


@pytest.mark.parametrize("pattern", ["2001:db8:1:{:x}00::1", "203.0.113.{}"])
def test_one_customer_with_many_networks_cannot_lock_a_name_for_everybody(client, pattern):
    make_person(group="Editors")
    statuses = [
        log_in(client, password="wrong", REMOTE_ADDR=pattern.format(number)).status_code
        for number in range(1, 121)
    ]
    assert statuses == [200] * 15 + [429] * 105
    for owner in ("198.51.100.7", "2001:db8:2::1"):
        assert log_in(client, REMOTE_ADDR=owner).status_code == 302
        client.logout()


def test_addresses_of_one_household_in_ipv6_are_one_network(client):
    statuses = [
        log_in(client, f"n{number}", "wrong", REMOTE_ADDR=f"2001:db8:0:12{number:02x}::1")
        for number in range(21)
    ]
    assert [answer.status_code for answer in statuses] == [200] * 20 + [429]


def test_capitals_and_spaces_make_no_new_name(client):
    names = ["ana", "ANA", " ana ", "Ana", "ａｎａ"]
    assert {log_in(client, name, "wrong").status_code for name in names} == {200}
    assert log_in(client, "aNa", "wrong").status_code == 429


def test_window_ends_by_itself_and_refusals_do_not_lengthen_it():
    attempt = Attempt(THREE, "name ana")
    for _ in range(3):
        limits.take(attempt)
    ends_at = AttemptWindow.objects.get().ends_at
    for number in range(5):
        with pytest.raises(Throttled) as caught:
            limits.take(attempt)
        assert caught.value.is_first == (number == 0)
        assert 0 < caught.value.seconds <= 60
    assert AttemptWindow.objects.get().ends_at == ends_at
    AttemptWindow.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    limits.take(attempt)
    assert AttemptWindow.objects.get().count == 1


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_are_all_counted():
    taken, start = [], threading.Barrier(12)

    def attempt():
        start.wait()
        try:
            limits.take(Attempt(THREE, "name ana"), Attempt(limits.NAME, "name ana"))
            taken.append(1)
        except Throttled:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 3


def test_nothing_that_was_typed_is_stored(client):
    make_person("ana")
    for name in ("ana", "typed-by-mistake", "hunter2hunter2"):
        log_in(client, name, "wrong-password-too", REMOTE_ADDR="203.0.113.77")
    rows = []
    with connection.cursor() as cursor:
        for table in ("attemptwindow", "signinrecord", "staffmail"):
            cursor.execute(f"SELECT t::text FROM nnirr_site_{table} t")
            rows += [row for [row] in cursor.fetchall()]
    text = " ".join(rows)
    assert rows
    for secret in ("typed-by", "hunter2", "wrong-password", "203.0.113.77", "ana"):
        assert secret not in text
    assert "203.0.113.0/24" in text


def test_log_names_neither_account_nor_address(client, caplog):
    make_person("ana", group="Editors")
    with caplog.at_level("INFO"):
        for _ in range(7):
            log_in(client, "ana", "wrong", REMOTE_ADDR="203.0.113.77")
        log_in(client, "ana", REMOTE_ADDR="203.0.113.78")
    lines = [record.getMessage() for record in caplog.records if "account:" in record.getMessage()]
    assert {"account: failed, password", "account: locked, password"} <= set(lines)
    assert "account: signed_in, password" in lines
    assert not any("ana" in line or "203.0" in line for line in lines)


def test_lock_is_written_down_once(client):
    person = make_person()
    for _ in range(9):
        log_in(client, password="wrong")
    assert outcomes() == [SignInOutcome.FAILED] * 5 + [SignInOutcome.LOCKED]
    assert set(SignInRecord.objects.values_list("user", flat=True)) == {person.pk}


def test_sign_in_for_private_pages_is_behind_the_same_limit(client):
    make_home()
    make_person()
    door = reverse("wagtailcore_login")
    wrong = {"username": "ana", "password": "wrong"}
    assert [client.post(door, wrong).status_code for _ in range(6)] == [200] * 5 + [429]
    assert log_in(client).status_code == 429


def private_page() -> str:
    """The door of a page that has a password."""
    page = Page.objects.get(pk=make_home().pk)
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="right"
    )
    return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])


def private_collection() -> str:
    """The door of a collection of documents that has a password."""
    make_home()
    restriction = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node().add_child(name="private"),
        restriction_type=CollectionViewRestriction.PASSWORD,
        password="right",
    )
    return reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])


@pytest.mark.parametrize("make_door", [private_page, private_collection])
def test_shared_passwords_cannot_be_guessed(client, make_door):
    door = make_door()

    def give(password, **headers):
        sent = {"password": password, "return_url": "/"}
        return client.post(door, sent, **headers).status_code

    assert {give("right") for _ in range(20)} == {302}
    assert [give("wrong") for _ in range(10)] == [200] * 10
    assert give("right") == 429
    assert give("right", REMOTE_ADDR="203.0.113.9") == 302


def test_one_customer_with_many_networks_cannot_lock_a_private_page_for_everybody(client):
    door = private_page()
    sent = {"password": "wrong", "return_url": "/"}
    statuses = [
        client.post(door, sent, REMOTE_ADDR=f"2001:db8:1:{number:x}00::1").status_code
        for number in range(62)
    ]
    assert statuses == [200] * 60 + [429] * 2
    sent["password"] = "right"
    assert client.post(door, sent, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_new_passwords_are_asked_for_three_times_an_hour_for_one_address(client):
    door = reverse("wagtailadmin_password_reset")
    for address in ("ana@staff.invalid", "nobody@staff.invalid"):
        got = [client.post(door, {"email": address}).status_code for _ in range(4)]
        assert got == [302, 302, 302, 429]


def test_what_is_over_is_purged_and_sign_ins_after_ninety_days(client):
    make_person()
    log_in(client, password="wrong")
    assert limits.purge_windows() == records.purge_records() == 0
    AttemptWindow.objects.update(ends_at=timezone.now() - timedelta(hours=2))
    SignInRecord.objects.update(at=timezone.now() - timedelta(days=91))
    assert limits.purge_windows() == 4
    assert records.purge_records() == 1


def test_login_page_allows_nothing_inline(client):
    policy = client.get(LOGIN)["Content-Security-Policy"]
    assert "unsafe" not in policy
