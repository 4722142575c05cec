"""Wrong clocks: the database's decides, and nothing is deleted while two of them differ."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from campaigns import services
from campaigns.admin.scheduled_jobs_report import Health
from campaigns.mail import scheduled_jobs, sending, worker
from campaigns.models import Chore, MailTurn, OutboundMail, Signature, Switches, WorkerPulse
from campaigns.services.retention.due import apply_retention
from nnirr_site.database import clock
from tests.campaigns.factories import ask_again, let_time_pass, make_call, make_signature
from tests.campaigns.processes import stop, wait_for

MONTH, DAY, HOUR = timedelta(days=31), timedelta(days=1), timedelta(hours=1)
TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture
def shift(monkeypatch):
    """Move the clock of this process."""

    def move(lead: timedelta) -> None:
        right = timezone.now
        monkeypatch.setattr(timezone, "now", lambda: right() + lead)

    return move


def sent() -> int:
    return OutboundMail.objects.filter(status="sent").count()


@pytest.mark.django_db(transaction=True)
def test_worker_a_month_ahead_deletes_and_sends_nothing_and_says_so(
    processes, mail_server, admin_client
):
    overdue = make_signature()
    sending.send_due_mails()
    let_time_pass(overdue, MONTH)
    fresh = make_signature(overdue.call)
    process = processes.manage_shifted((MONTH + 5 * DAY).total_seconds(), "run_worker")
    # It looks at its chores, and does those that delete nothing.
    harmless = {duty.name for duty in scheduled_jobs.DUTIES if not duty.is_final}
    done = Chore.objects.filter(ran_at__isnull=False)
    wait_for(lambda: done.count() >= len(harmless), "the harmless chores")
    assert set(Chore.objects.values_list("name", flat=True)) == harmless
    assert all(chore.ran_at < timezone.now() + TEN_MINUTES for chore in done.all())
    assert Signature.objects.count() == 2
    assert fresh.mails.get().status == "queued"
    assert "deletes nothing" in " ".join(Health.read().warnings)
    report = admin_client.get("/admin/reports/by-itself/").content.decode()
    assert "1\xa0month ahead" in report
    assert "waits until the clocks agree" in report
    assert "1\xa0month ahead" in admin_client.get("/admin/").content.decode()
    assert "nothing is deleted" in stop(process)
    assert mail_server.recipients() == []

    # One whose clock is right does what is due, and only that.
    processes.manage("run_worker")
    wait_for(lambda: done.count() == len(scheduled_jobs.DUTIES), "the rest")
    assert list(Signature.objects.all()) == [fresh]
    wait_for(lambda: fresh.mails.get().status == "sent", "the sending")
    assert mail_server.recipients() == [fresh.email]


@pytest.mark.django_db
@pytest.mark.parametrize("lead", [2 * HOUR, -2 * HOUR, MONTH, -MONTH], ids=str)
def test_worker_whose_clock_is_hours_off_leaves_mails_with_their_links_in_the_queue(lead, shift):
    make_signature()
    subject = worker.Worker()
    shift(lead)
    assert subject._send() == 0
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.attempts) == ("queued", 0)
    shift(-lead)
    assert subject._send() == 1


@pytest.mark.django_db(transaction=True)
def test_second_worker_that_is_ahead_doubles_no_mail(processes, mail_server):
    call = make_call()
    addresses = sorted(make_signature(call).email for _number in range(40))
    mail_server.before_answer = lambda number: time.sleep(0.05)  # so that both have one in hand
    switches = Switches.load()
    switches.is_mail_stopped = True
    switches.save()
    processes.manage("run_worker")
    processes.manage_shifted(TEN_MINUTES.total_seconds(), "run_worker")
    wait_for(lambda: WorkerPulse.objects.count() == 2, "the start of both")
    switches.is_mail_stopped = False
    switches.save()
    wait_for(lambda: sent() == 40, "the sending")
    assert sorted(mail_server.recipients()) == addresses


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_behind_sends_at_once(processes, mail_server):
    signature = make_signature()
    processes.manage_shifted(-TEN_MINUTES.total_seconds(), "run_worker")
    wait_for(lambda: sent() == 1, "the sending")
    assert mail_server.recipients() == [signature.email]
    assert abs(OutboundMail.objects.get().sent_at - timezone.now()) < timedelta(minutes=2)


@pytest.mark.django_db
@pytest.mark.parametrize("lead", [4 * HOUR, -4 * HOUR], ids=["ahead", "behind"])
def test_whatever_a_web_server_with_a_wrong_clock_queues_goes_out_at_once(lead, shift):
    right = clock.database_now()
    shift(lead)
    call = make_call()
    signature = make_signature(call)  # the first mail
    assert sending.send_due_mails().sent == 1
    let_time_pass(Signature.objects.get(), timedelta(minutes=5))
    ask_again(call, signature.email)
    assert sending.send_due_mails().sent == 1
    services.resend_to_signer(Signature.objects.get(), "asked")
    assert sending.send_due_mails().sent == 1
    OutboundMail.objects.update(status="failed")
    services.retry_mail(OutboundMail.objects.latest("pk"))
    assert sending.send_due_mails().sent == 1
    services.confirm_signature(signature.reference)
    services.withdraw_signature(signature.reference)
    assert sending.send_due_mails().sent == 1
    for mail in OutboundMail.objects.all():
        assert all(abs(at - right) < timedelta(minutes=7) for at in (mail.created_at, mail.sent_at))
    # Of the hour, and that of signing was moved back by five minutes.
    signature = Signature.objects.get()
    for at in (signature.created_at, signature.confirmed_at, signature.ended_at):
        assert -2 * HOUR < at - right < HOUR


@pytest.mark.django_db
def test_repetition_is_known_as_one_whatever_the_clock_of_the_web_server(shift):
    signature = make_signature()
    shift(TEN_MINUTES)
    ask_again(signature.call, signature.email)
    assert OutboundMail.objects.count() == 1


@pytest.mark.django_db
def test_deletion_and_reminder_go_by_the_database(shift):
    make_signature()
    sending.send_due_mails()
    shift(MONTH)
    assert services.delete_unconfirmed() == 0
    assert services.queue_reminders() == 0
    assert MailTurn.objects.exists()
    assert apply_retention().total == 0


@pytest.mark.django_db
def test_command_deletes_nothing_while_the_clocks_differ(shift):
    let_time_pass(make_signature(), MONTH)
    shift(TEN_MINUTES)
    with pytest.raises(CommandError, match="differ by more than a minute"):
        call_command("apply_retention")
    call_command("apply_retention", "--dry-run", stdout=StringIO())
    assert Signature.objects.exists()
    shift(-TEN_MINUTES)
    call_command("apply_retention", stdout=StringIO())
    assert not Signature.objects.exists()


@pytest.mark.django_db
def test_chore_whose_last_run_lies_in_the_future_is_due():
    log = []
    duty = scheduled_jobs.Duty("test", timedelta(hours=1), lambda should_stop: log.append(1) or 0)
    Chore.objects.create(name="test", ran_at=timezone.now() + MONTH)
    assert scheduled_jobs.do_due([duty]) == ["test"]
    Chore.objects.update(failed_at=timezone.now() + MONTH, ran_at=timezone.now() + MONTH)
    assert scheduled_jobs.do_due([duty]) == ["test"]
    assert scheduled_jobs.do_due([duty]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("lead", [2, -2])
def test_final_chore_waits_while_the_clocks_differ_and_others_do_not(lead, shift):
    def make(name, is_final):
        return scheduled_jobs.Duty(
            name, timedelta(hours=1), lambda should_stop: 0, is_final=is_final
        )

    shift(timedelta(minutes=lead))
    assert scheduled_jobs.do_due([make("final", True), make("harmless", False)]) == ["harmless"]
    shift(timedelta(minutes=-lead))
    assert scheduled_jobs.do_due([make("final", True)]) == ["final"]


@pytest.mark.django_db
@pytest.mark.parametrize(("lead", "is_too_far"), [(0, False), (50, False), (70, True), (-70, True)])
def test_clocks_may_differ_by_a_minute(lead, is_too_far, shift):
    shift(timedelta(seconds=lead))
    found = clock.find_lead()
    assert clock.is_too_far(found) is is_too_far
    assert abs(found.total_seconds() - lead) < 5
