"""Mails about accounts: queued alike for known and unknown addresses, sent by the worker."""

from __future__ import annotations

import re
import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail as mailbox
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.mail import scheduled_jobs, worker
from campaigns.mail.smtp import SECONDS_AFTER_THE_DOT, PatientBackend
from campaigns.models import Chore, Switches
from nnirr_site.accounts import factors, mail
from nnirr_site.database import clock
from nnirr_site.models import SignInRecord, StaffMail, StaffMailKind
from tests.accounts.people import HOME, link_in, log_in, make_person
from tests.infrastructure.processes import wait_until

pytestmark = pytest.mark.django_db
ASK = reverse("wagtailadmin_password_reset")
NEW = "another horse battery staple"
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def shift(monkeypatch):
    """Move the clock of this process, also where a model asks it for what is not said."""
    right, lead = timezone.now, timedelta()

    def shifted():
        return right() + lead

    def move(by: timedelta) -> None:
        nonlocal lead
        lead = by

    monkeypatch.setattr(timezone, "now", shifted)
    for name in ("created_at", "next_attempt_at"):
        monkeypatch.setattr(StaffMail._meta.get_field(name), "_get_default", shifted)
    return move


def ask(client, address: str):
    return client.post(ASK, {"email": address})


def test_new_password_comes_by_mail_of_the_worker_and_its_link_works_once(client):
    make_person(group="Editors")
    assert ask(client, "ANA@staff.invalid")["Location"] == ASK + "done/"
    assert not mailbox.outbox, "nothing is sent in the request"
    assert "account mail" in scheduled_jobs.do_due()
    [sent] = mailbox.outbox
    assert sent.to == ["ana@staff.invalid"]
    assert "within 60 minutes" in sent.body
    assert not StaffMail.objects.exists()
    form = client.get(link_in(sent.body))["Location"]
    passwords = {"new_password1": NEW, "new_password2": NEW}
    assert client.post(form, passwords).status_code == 302
    assert log_in(client, password=NEW)["Location"] == HOME
    used = client.get(link_in(sent.body))
    assert "invalid" in used.content.decode()


def test_link_of_a_new_password_lives_an_hour(client, settings, monkeypatch):
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    make_person()
    ask(client, "ana@staff.invalid")
    mail.send_due()
    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    later = timezone.localtime() + timedelta(seconds=3601)
    monkeypatch.setattr(
        PasswordResetTokenGenerator, "_now", lambda self: later.replace(tzinfo=None)
    )
    assert "invalid" in client.get(link_in(mailbox.outbox[0].body)).content.decode()


def test_nothing_tells_whether_an_account_has_the_address(client):
    make_person()
    seen = {}
    for address in ("ana@staff.invalid", "nobody@staff.invalid"):
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, address)
        shapes = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries]
        seen[address] = (answer.status_code, answer["Location"], shapes)
    assert seen["ana@staff.invalid"] == seen["nobody@staff.invalid"]
    assert mail.send_due() == 2
    assert [sent.to for sent in mailbox.outbox] == [["ana@staff.invalid"]]


def test_no_account_without_a_password_or_out_of_use_gets_a_link(client):
    make_person("gone", is_active=False)
    bare = make_person("bare")
    bare.set_unusable_password()
    bare.save()
    for name in ("gone", "bare"):
        ask(client, f"{name}@staff.invalid")
    mail.send_due()
    assert not [sent for sent in mailbox.outbox if "confirm" in sent.body]


def test_address_that_waits_is_sealed(client):
    ask(client, "ana@staff.invalid")
    assert "ana" not in StaffMail.objects.get().sealed_to


def test_mail_server_that_is_away_loses_no_mail(client, monkeypatch):
    person = make_person()
    mail.queue(StaffMailKind.FACTOR_ADDED, person)

    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert mail.send_due() == 1
        assert mail.send_due() == 0, "it waits before it is tried again"
    StaffMail.objects.update(next_attempt_at=timezone.now())
    assert mail.send_due() == 1
    assert len(mailbox.outbox) == 1


def test_mail_is_given_up_after_a_day_and_a_link_after_an_hour(client, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    person = make_person()
    mail.queue(StaffMailKind.FACTOR_ADDED, person)
    mail.queue(StaffMailKind.PASSWORD_RESET, to=person.email)
    StaffMail.objects.update(created_at=timezone.now() - timedelta(hours=2))
    mail.send_due()
    assert [row.kind for row in StaffMail.objects.all()] == [StaffMailKind.FACTOR_ADDED]
    StaffMail.objects.update(
        created_at=timezone.now() - timedelta(hours=25), next_attempt_at=timezone.now()
    )
    mail.send_due()
    assert not StaffMail.objects.exists()


def test_switch_that_stops_all_mail_stops_these(client):
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    switches = Switches.load()
    switches.is_mail_stopped = True
    switches.save()
    scheduled_jobs.do_due()
    assert not mailbox.outbox
    switches.is_mail_stopped = False
    switches.save()
    Chore.objects.all().delete()
    scheduled_jobs.do_due()
    assert len(mailbox.outbox) == 1


@pytest.mark.parametrize("kind", StaffMailKind.values)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_mail_has_a_subject_and_a_text(kind, language):
    from wagtail.users.models import UserProfile

    person = make_person()
    UserProfile.objects.create(user=person, preferred_language=language)
    mail.queue(kind, person)
    mail.send_due()
    [sent] = mailbox.outbox
    assert sent.subject
    assert "\n" not in sent.subject
    assert "&amp;" not in sent.subject + sent.body
    assert "ana" in sent.body
    assert "/admin/" in sent.body


def test_changed_address_is_told_to_the_old_one_whoever_changes_it(client):
    person = make_person()
    root = make_person("root", group=None, is_superuser=True)
    client.force_login(root)
    mail.send_due()
    mailbox.outbox.clear()
    person.email = "new@staff.invalid"
    person.save()
    person.first_name = "Ana"
    person.save()
    mail.send_due()
    [sent] = mailbox.outbox
    assert sent.to == ["ana@staff.invalid"]
    assert "new@staff.invalid" not in sent.body


def test_own_address_is_changed_with_the_password_and_told_to_the_old_one(client):
    make_person(group="Editors")
    log_in(client)
    form = {
        "name_email-first_name": "A",
        "name_email-last_name": "B",
        "name_email-email": "new@staff.invalid",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        "locale-preferred_language": "en",
        "locale-current_time_zone": "",
        "notifications-submitted_notifications": "on",
    }
    answer = client.post(reverse("wagtailadmin_account"), form)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    mail.send_due()
    assert [sent.to for sent in mailbox.outbox] == [["ana@staff.invalid"]]


def test_changed_password_is_told_and_written_down_a_first_one_is_not(client):
    person = make_person(group="Editors")
    assert not StaffMail.objects.exists()
    log_in(client)
    person.refresh_from_db()
    person.set_password(NEW)
    person.save()
    mail.send_due()
    assert ["password" in sent.subject for sent in mailbox.outbox] == [True]
    assert SignInRecord.objects.filter(user=person, outcome="newpass").exists()


def test_used_recovery_code_is_told(client):
    person = make_person()
    [code, *_rest] = factors.make_codes(person)
    log_in(client)
    client.post(reverse("account_verify"), {"code": code})
    mail.send_due()
    assert ["recovery code" in sent.subject for sent in mailbox.outbox] == [True]


@pytest.mark.django_db(transaction=True)
def test_running_worker_sends_them_by_itself(settings):
    settings.TALLY_SECONDS = 1
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    subject = worker.Worker()

    def run():
        try:
            subject.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        wait_until(lambda: mailbox.outbox, 30)
    finally:
        subject.stop()
        thread.join(20)
    assert mailbox.outbox[0].to == ["ana@staff.invalid"]


# -- Wrong clocks -----------------------------------------------------------------------------


@pytest.mark.parametrize("lead", [TEN_MINUTES, -TEN_MINUTES], ids=["ahead", "behind"])
def test_mail_that_a_web_server_with_a_wrong_clock_queues_goes_out_at_once(lead, shift):
    right = clock.database_now()
    shift(lead)
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    shift(timedelta())
    assert abs(StaffMail.objects.get().created_at - right) < timedelta(minutes=2)
    assert mail.send_due() == 1


def test_worker_that_is_behind_sends_at_once(shift):
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    shift(-TEN_MINUTES)
    assert mail.send_due() == 1


def test_worker_that_is_ahead_takes_no_mail_out_of_anothers_hands(shift):
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    assert mail.claim() is not None
    shift(TEN_MINUTES)
    assert mail.claim() is None


def test_mail_that_a_worker_which_is_behind_has_in_hand_is_left_to_it(shift):
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    shift(-TEN_MINUTES)
    assert mail.claim() is not None
    shift(timedelta())
    assert mail.claim() is None


def test_pause_and_end_of_a_mail_go_by_the_database(shift, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    StaffMail.objects.update(created_at=clock.database_now() - timedelta(hours=23, minutes=55))
    shift(TEN_MINUTES)
    mail.send_due()
    left = StaffMail.objects.get().next_attempt_at - clock.database_now()
    assert timedelta() < left <= mail.PAUSES[0]
    due = clock.database_now() - timedelta(seconds=1)
    StaffMail.objects.update(created_at=due - timedelta(days=1), next_attempt_at=due)
    shift(-TEN_MINUTES)
    mail.send_due()
    assert not StaffMail.objects.exists()


@pytest.mark.parametrize("lead", [TEN_MINUTES, -TEN_MINUTES], ids=["ahead", "behind"])
def test_link_of_a_new_password_waits_for_a_worker_whose_clock_is_right(client, lead, shift):
    person = make_person()
    mail.queue(StaffMailKind.PASSWORD_RESET, to=person.email)
    mail.queue(StaffMailKind.FACTOR_ADDED, person)
    shift(lead)
    assert mail.send_due() == 1
    assert [row.kind for row in StaffMail.objects.all()] == [StaffMailKind.PASSWORD_RESET]
    shift(timedelta())
    assert mail.send_due() == 1
    assert client.get(link_in(mailbox.outbox[-1].body)).status_code == 302


def test_worker_sends_them_over_a_connection_that_waits_after_the_dot(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    used = []
    monkeypatch.setattr(
        PatientBackend, "send_messages", lambda self, messages: used.extend(messages)
    )
    mail.queue(StaffMailKind.FACTOR_ADDED, make_person())
    assert "account mail" in scheduled_jobs.do_due()
    assert [sent.to for sent in used] == [["ana@staff.invalid"]]
    assert mail.CLAIM.total_seconds() > SECONDS_AFTER_THE_DOT
