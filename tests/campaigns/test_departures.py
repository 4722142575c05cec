"""Nobody who left comes back with a restored backup, and no mail goes out a second time."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns import services
from campaigns.mail import scheduled_jobs
from campaigns.mail.sending import send_due_mails
from campaigns.mail.worker import Worker
from campaigns.models import (
    Call,
    Chore,
    Departure,
    LinkRequest,
    MailPause,
    OutboundMail,
    Signature,
    Switches,
    WaitingCheck,
)
from campaigns.models.outbox import MailKind, MailStatus
from campaigns.models.signatures import DepartureKind
from campaigns.models.switches import RestoredMail
from campaigns.privacy import vault
from campaigns.services.changes.email_changes import ask_for_new_email, use_new_email
from campaigns.services.departures import following
from campaigns.services.departures.following import Follower, follow_departures, replay_record
from campaigns.services.departures.noting import RECORD_KEPT, note_mark
from campaigns.services.departures.record import Entry, Record
from campaigns.services.retention.backups import backup_days
from nnirr_site.accounts import mail as account_mail
from nnirr_site.database import clock
from nnirr_site.models import StaffMail, StaffMailKind
from tests.campaigns.factories import (
    let_time_pass,
    make_call,
    make_organization,
    make_signature,
)

pytestmark = pytest.mark.django_db


class OlderState:
    """What a backup of these tables would hold, put back in the place of what is there now."""

    TABLES = (Signature, OutboundMail, LinkRequest, MailPause, Departure)

    def __init__(self):
        self.rows = {model: list(model.objects.all()) for model in self.TABLES}

    def restore(self) -> None:
        for model in reversed(self.TABLES):
            model.objects.all().delete()
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows)


@pytest.fixture
def record(tmp_path, settings) -> Record:
    settings.DEPARTURES_DIR = tmp_path / "departures"
    following._follower.cache_clear()
    return Record(settings.DEPARTURES_DIR)


@contextmanager
def restored(record: Record):
    """What happens in the block is on record, and forgotten by the database at its end."""
    follow_departures()
    older = OlderState()
    yield
    note_mark()  # as the worker does every hour
    follow_departures()
    older.restore()
    following._follower.cache_clear()  # as after a start


def make_pending_and_confirmed(call: Call) -> list[Signature]:
    return [make_signature(call), make_signature(call, "confirmed")]


def test_who_left_stays_away(record):
    call = make_call()
    gone = [*make_pending_and_confirmed(call), make_signature(call, "rejected")]
    staying = make_signature(call, "confirmed")
    with restored(record):
        for signature in gone:
            assert services.take_back(signature.reference) is services.Outcome.DONE
    before = {row.pk: row.status for row in Signature.objects.all()}
    assert [before[row.pk] for row in gone] == ["pending", "confirmed", "rejected"]
    OutboundMail.objects.all().delete()
    follow_departures()
    after = {row.pk: row for row in Signature.objects.all()}
    assert gone[0].pk not in after
    assert [after[row.pk].status for row in gone[1:]] == ["withdrawn", "rejected"]
    for row in gone[1:]:
        stored = after[row.pk]
        assert stored.sealed_email is None and stored.email_key is None
    assert after[staying.pk].status == "confirmed"
    assert not OutboundMail.objects.exists(), "who left was told when it happened"


def test_what_staff_deleted_on_request_stays_deleted(record):
    signature = make_signature(status="confirmed")
    with restored(record):
        services.delete_on_request(signature, "asked by telephone")
    follow_departures()
    assert Signature.objects.get(pk=signature.pk).status == "withdrawn"


def test_a_second_look_changes_nothing_and_later_signers_are_left_alone(record):
    signature = make_signature(status="confirmed")
    with restored(record):
        services.withdraw_signature(signature.reference)
        after_the_backup = make_signature(signature.call, "confirmed")
        services.withdraw_signature(after_the_backup.reference)
    assert not Signature.objects.filter(pk=after_the_backup.pk).exists()
    newcomer = make_signature(signature.call, "confirmed")
    for model in (OutboundMail, WaitingCheck):
        model.objects.all().delete()
    Signature.objects.filter(pk=newcomer.pk).update(id=after_the_backup.pk)
    done = follow_departures()
    assert done.done == {"left": 1}
    assert done.not_here == 1
    following._follower.cache_clear()
    assert follow_departures() is None
    assert Signature.objects.get(pk=after_the_backup.pk).status == "confirmed"


@pytest.mark.parametrize("way", ["link", "complaint", "own page"])
def test_ended_letters_stay_ended(record, way):
    signature = make_signature(status="confirmed", wants_letters=True)
    email = signature.email
    with restored(record):
        if way == "link":
            services.stop_letters(signature.reference)
        elif way == "complaint":
            services.note_complaint(email)
        else:
            services.correct_signature(signature.reference, wants_letters=False)
    assert Signature.objects.get(pk=signature.pk).wants_letters
    follow_departures()
    assert not Signature.objects.get(pk=signature.pk).wants_letters


def test_name_that_was_taken_off_or_changed_is_not_shown_again(record):
    call = make_call()
    quiet, renamed, hidden = (
        make_signature(call, "confirmed", show_name=True) for _number in range(3)
    )
    group = make_organization(call, show_name=True)
    services.approve_name(group, "known")
    with restored(record):
        services.correct_signature(quiet.reference, show_name=False)
        services.correct_signature(renamed.reference, name="R. Q.")
        services.correct_signature(group.reference, organization="Mujeres")
        services.hide_name(hidden, "asked")
    assert Signature.objects.publicly_named().count() == 4
    follow_departures()
    assert not Signature.objects.publicly_named().exists()
    assert not Signature.objects.get(pk=quiet.pk).name_keys
    assert Signature.objects.confirmed().count() == 4


def test_comment_that_was_changed_or_taken_off_is_not_shown_again(record):
    call = make_call()
    changed, hidden = (
        make_signature(call, "confirmed", show_name=True, comment="Mi historia") for _n in range(2)
    )
    for signature in (changed, hidden):
        services.approve_comment(signature, "read")
    with restored(record):
        services.correct_signature(changed.reference, comment="")
        services.hide_comment(hidden, "asked")
    assert Signature.objects.with_public_comment().count() == 2
    follow_departures()
    assert not Signature.objects.with_public_comment().exists()


def test_links_in_a_former_mailbox_open_nothing_and_who_left_from_the_new_one_is_found(record):
    staying, leaving = (make_signature(status="confirmed", wants_letters=True) for _n in range(2))
    former = staying.reference
    with restored(record):
        for number, signature in enumerate((staying, leaving)):
            ask_for_new_email(signature.reference, f"new{number}@example.net", "en")
            change = signature.email_changes.get()
            outcome, renewed = use_new_email(change.reference)
            assert outcome is services.Outcome.DONE
        ask_for_new_email(renewed, "newest@example.net", "en")
        change = leaving.email_changes.latest("pk")
        _outcome, renewed = use_new_email(change.reference)
        services.withdraw_signature(renewed)
    assert Signature.objects.filter(reference=former).exists()
    done = follow_departures()
    assert not Signature.objects.filter(reference=former).exists()
    row = Signature.objects.get(pk=staying.pk)
    assert row.status == "confirmed" and row.name == staying.name
    assert row.bounced_at is not None and not row.wants_letters
    assert Signature.objects.get(pk=leaving.pk).status == "withdrawn"
    assert done.done == {"moved": 2, "left": 1}


def test_owner_of_a_mailbox_who_wants_no_mail_gets_none(record):
    call = make_call()
    known = make_signature(call, email="known@example.org")
    with restored(record):
        services.disown_signature(known.reference)
        stranger = make_signature(call, email="later@example.org")
        services.disown_signature(stranger.reference)
    follow_departures()
    assert not Signature.objects.exists()
    assert MailPause.objects.count() == 2
    assert not set(MailPause.objects.values_list("reference", flat=True)) & {
        known.reference,
        stranger.reference,
    }
    make_signature(call, email="later@example.org")
    send_due_mails()
    assert not mail.outbox


def test_mail_in_the_queue_of_a_backup_waits_for_staff_and_new_mail_does_not(record):
    call = make_call()
    make_signature(call, email="queued@example.org")
    with restored(record):
        pass
    follow_departures()
    switches = Switches.load()
    assert switches.restored_mail == RestoredMail.HELD
    assert switches.restored_at is not None
    make_signature(call, email="new@example.org")
    send_due_mails()
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    switches.restored_mail = RestoredMail.RELEASED
    switches.save()
    send_due_mails()
    assert [message.to for message in mail.outbox[1:]] == [["queued@example.org"]]


def test_mail_that_staff_do_not_want_sent_is_dropped_with_its_address(record):
    pending = make_signature(email="queued@example.org")
    leaving = make_signature(pending.call, "confirmed", email="leaving@example.org")
    services.withdraw_signature(leaving.reference)
    with restored(record):
        pass
    follow_departures()
    Switches.objects.update(restored_mail=RestoredMail.DROPPED)
    send_due_mails()
    assert not mail.outbox
    follow_departures()
    mails = OutboundMail.objects.all()
    assert mails and {row.status for row in mails} == {MailStatus.DROPPED}
    assert all(row.sealed_to is None for row in mails)


def test_nobody_is_reminded_or_answered_a_second_time(record):
    signature = make_signature()
    send_due_mails()
    let_time_pass(signature, timedelta(days=3))
    services.ask_for_link(None, signature.email)
    with restored(record):
        services.answer_requests()
        services.queue_reminders()
        send_due_mails()
    sent = len(mail.outbox)
    follow_departures()
    assert services.queue_reminders() == 0
    assert services.answer_requests() == 0
    send_due_mails()
    assert len(mail.outbox) == sent
    Switches.objects.update(restored_mail=RestoredMail.RELEASED)
    assert services.queue_reminders() == 1
    assert OutboundMail.objects.latest("pk").kind == MailKind.REMINDER


def test_sessions_and_mails_of_accounts_end_with_a_restore(record):
    user = get_user_model().objects.create_user("ana", "ana@example.org", "word-for-ana-1")
    account_mail.queue(StaffMailKind.PASSWORD_RESET, to=user.email)
    session = SessionStore()
    session["seen"] = True
    session.save()
    with restored(record):
        pass
    follow_departures()
    assert not StaffMail.objects.exists()
    assert not SessionStore().exists(session.session_key)


@pytest.mark.django_db(transaction=True)
def test_worker_that_finds_an_older_database_sends_nothing_of_its_queue(record):
    """However it was restored: by the command, by pg_restore, by a provider's button."""
    signature = make_signature(status="confirmed")
    waiting = make_signature(signature.call, email="queued@example.org")
    with restored(record):
        services.withdraw_signature(signature.reference)
    worker = Worker()
    try:
        worker.work()
    finally:
        worker._forget_connections()
    assert not mail.outbox
    assert Signature.objects.get(pk=signature.pk).status == "withdrawn"
    assert waiting.mails.get().status == MailStatus.QUEUED


@pytest.mark.django_db(transaction=True)
def test_each_of_two_workers_writes_its_own_record(settings, tmp_path):
    """Whichever of them does the chore."""
    signature = make_signature(status="confirmed")
    workers = {tmp_path / name: Worker() for name in ("one", "two")}

    def work_all() -> None:
        for folder, worker in workers.items():
            settings.DEPARTURES_DIR = folder
            worker.work()

    try:
        work_all()
        services.withdraw_signature(signature.reference)
        for worker in workers.values():
            worker._next_look = 0.0
        work_all()
    finally:
        for worker in workers.values():
            worker._forget_connections()
    for folder in workers:
        assert "left" in {entry.kind for entry in Record(folder).read().values()}, folder.name


def test_record_that_cannot_be_read_does_not_stop_the_mail(record, settings, tmp_path, caplog):
    settings.DEPARTURES_DIR = tmp_path / "file"
    settings.DEPARTURES_DIR.write_text("no folder")
    duty = next(duty for duty in scheduled_jobs.DUTIES if duty.name == "write departures")
    assert not scheduled_jobs.do_if_due(duty, lambda: False)
    assert Chore.objects.get(pk=duty.name).failures == 1, "staff are told"
    worker = Worker()
    for _look in range(2):
        worker._follow_departures(whole=False)
    assert caplog.text.count("the record cannot be kept") == 1


# -- The record ---------------------------------------------------------------------------------


def test_record_names_nobody(record):
    signature = make_signature(status="confirmed", name="Rosa Quispe", email="rosa@example.org")
    services.withdraw_signature(signature.reference)
    follow_departures()
    paths = list(record.folder.iterdir())  # two around midnight
    text = "".join(path.read_text() for path in paths)
    for word in (signature.reference, "Rosa", "rosa", "example.org", signature.call.slug):
        assert word not in text
    entries = [json.loads(line) for line in text.splitlines()]
    assert {entry["kind"] for entry in entries} == {"left", "mark"}
    assert all(entry["at"][14:19] == "00:00" for entry in entries), "no time finer than the hour"
    assert not [path for path in paths if path.stat().st_mode & 0o077]
    assert not [
        value for entry in entries for value in entry.values() if str(signature.pk) == value
    ]


def test_what_a_crash_kept_from_the_record_is_written_by_the_next_look(record, monkeypatch):
    signature = make_signature(status="confirmed")
    services.withdraw_signature(signature.reference)

    def break_off(self, path, lines):
        path.write_bytes(lines[0][:20])
        raise OSError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(Record, "_append", break_off)
        with pytest.raises(OSError, match="power cut"):
            follow_departures()
    following._follower.cache_clear()
    assert follow_departures() is None
    assert {entry.kind for entry in record.read().values()} == {"left", "mark"}
    assert set(record.read()) == set(Departure.objects.values_list("token", flat=True))


def test_departure_that_is_rolled_back_is_on_no_record(record):
    signature = make_signature(status="confirmed")
    make_call(slug="taken")
    with pytest.raises(IntegrityError), transaction.atomic():
        services.withdraw_signature(signature.reference)
        make_call(slug="taken")
    follow_departures()
    assert {entry.kind for entry in record.read().values()} == {"mark"}


def test_two_workers_with_a_folder_each_have_all_of_it(tmp_path):
    first, second = (Follower(tmp_path / name) for name in ("one", "two"))
    for follower in (first, second):
        follower.look()
    signature = make_signature(status="confirmed")
    services.withdraw_signature(signature.reference)
    for follower in (first, second):
        assert follower.look() is None
    assert Record(tmp_path / "one").read() == Record(tmp_path / "two").read()
    assert {entry.kind for entry in Record(tmp_path / "one").read().values()} == {"left", "mark"}


def test_records_of_several_folders_are_joined(tmp_path):
    call = make_call()
    both = [make_signature(call, "confirmed") for _number in range(2)]
    older = OlderState()
    for signature, name in zip(both, ("one", "two"), strict=True):
        services.withdraw_signature(signature.reference)
        Follower(tmp_path / name).look()
        Departure.objects.all().delete()
    older.restore()
    replay_record([tmp_path / "one", tmp_path / "two", tmp_path / "none"])
    assert {row.status for row in Signature.objects.all()} == {"withdrawn"}


def test_record_is_kept_until_no_backup_is_so_old_and_rows_a_little_longer(record):
    old = timezone.now() - RECORD_KEPT - timedelta(days=1, hours=1)
    departure = Departure.objects.create(kind=DepartureKind.MARK, at=old)
    record.append([Entry(departure.token, "mark", "", "", "", old)])
    follow_departures()
    assert departure.token not in record.read()
    assert Departure.objects.filter(pk=departure.pk).exists()
    Departure.objects.filter(pk=departure.pk).update(at=old - timedelta(days=2))
    following._follower.cache_clear()
    assert follow_departures() is None
    assert not Departure.objects.filter(pk=departure.pk).exists()


def test_nothing_is_forgotten_by_a_clock_that_is_wrong(record, monkeypatch):
    old = timezone.now() - following.ROWS_KEPT - timedelta(days=2)
    departure = Departure.objects.create(kind=DepartureKind.MARK, at=old)
    record.append([Entry(departure.token, "mark", "", "", "", old)])
    lead = timedelta(days=40)
    monkeypatch.setattr(clock.timezone, "now", lambda now=clock.timezone.now: now() + lead)
    follow_departures()
    assert departure.token in record.read()
    assert Departure.objects.filter(pk=departure.pk).exists()


def test_worker_that_runs_for_weeks_forgets_too(tmp_path, monkeypatch):
    follower = Follower(tmp_path)
    follower.look()
    now = timezone.now()
    step = following.WHOLE_AFTER - timedelta(minutes=1)
    for number in range(1, 14):
        monkeypatch.setattr(following, "database_now", lambda n=number: now + n * step)
        if number == 2:
            old = Departure.objects.create(kind="mark", at=now - following.ROWS_KEPT)
        follower.look()
    assert not Departure.objects.filter(pk=old.pk).exists()


def test_older_key_is_known_and_a_lost_one_is_said(record, settings, caplog):
    call = make_call()
    both = [make_signature(call, "confirmed") for _number in range(2)]
    keys = ["x7Kd93mQz1LpVb60sWcYt5uRgEj2hNaf", "p0Zq8nBv4XkTs6Lr2mDy9cWg1HfJe3Ua"]
    with restored(record):
        for signature, key in zip(both, keys, strict=True):
            settings.VAULT_INDEX_KEYS = [key]
            services.withdraw_signature(signature.reference)
    settings.VAULT_INDEX_KEYS = [vault_key := "m3Tq8nBv4XkTs6Lr2mDy9cWg1HfJe3Uz", keys[0]]
    assert len(vault.index_key_ids()) == 2 and vault_key
    done = follow_departures()
    assert [Signature.objects.get(pk=row.pk).status for row in both] == ["withdrawn", "confirmed"]
    assert done.unknown_keys == 1
    assert "NOT DONE AGAIN" in caplog.text


def test_backup_is_no_older_than_any_call_promises():
    assert backup_days() == 30
    call = make_call(retention_days=90)
    assert backup_days() == 30
    make_call(retention_days=14, anonymized_at=timezone.now())
    assert backup_days() == 30
    short = make_call(retention_days=7)
    assert backup_days() == 7
    Call.objects.filter(pk=short.pk).update(retention_days=0)
    assert backup_days() == 1
    Call.objects.filter(pk=short.pk).delete()
    Call.objects.filter(pk=call.pk).update(promised_days=21)
    assert backup_days() == 21


def test_staff_read_why_mail_waits_and_decide(record, client, admin_user):
    make_signature(email="queued@example.org")
    with restored(record):
        pass
    follow_departures()
    client.force_login(admin_user)
    words = "Mails from before a backup was restored"
    assert words in client.get("/admin/").content.decode()
    address = "/admin/settings/campaigns/switches/"
    address = client.get(address, follow=True).request["PATH_INFO"]
    page = client.get(address).content.decode()
    assert "When a backup is restored" in page
    fields = {"restored_mail": "released", "cache_seconds": 0}
    assert client.post(address, fields).status_code == 302
    assert words not in client.get("/admin/").content.decode()
    send_due_mails()
    assert [message.to for message in mail.outbox] == [["queued@example.org"]]
