"""Wrong clocks: the database's decides, and nothing is deleted while two of them differ."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from campaigns import chores, services, worker
from campaigns.chores_admin import Health
from campaigns.models import Chore, OutboundMail, Signature, Switches, WorkerPulse
from nnirr_site import clock
from tests.campaigns.factories import ask_again, let_time_pass, make_call, make_signature
from tests.campaigns.processes import stop, wait_for

MONTH, TEN_MINUTES = timedelta(days=40), timedelta(minutes=10)


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
def test_worker_a_month_ahead_deletes_nothing_and_says_so(processes, mail_server, admin_client):
    fresh = make_signature()
    overdue = make_signature(fresh.call)
    let_time_pass(overdue, MONTH)
    process = processes.manage_shifted(MONTH.total_seconds(), "run_worker")
    wait_for(lambda: sent() == 2, "the sending")
    # It has looked at its chores: the one that deletes nothing is done.
    wait_for(Chore.objects.filter(name="publish", ran_at__isnull=False).exists, "the publishing")
    assert Signature.objects.count() == 2
    assert set(Chore.objects.values_list("name", flat=True)) == {"publish"}
    assert Chore.objects.get().ran_at < timezone.now() + TEN_MINUTES
    assert "deletes nothing" in " ".join(Health.read().warnings)
    report = admin_client.get("/admin/reports/by-itself/").content.decode()
    assert "1\xa0month ahead" in report
    assert "waits until the clocks agree" in report
    assert "1\xa0month ahead" in admin_client.get("/admin/").content.decode()
    assert "nothing is deleted" in stop(process)

    # Beside it one whose clock is right does what is due, and only that.
    processes.manage("run_worker")
    wait_for(lambda: Chore.objects.filter(ran_at__isnull=False).count() == len(chores.DUTIES), "it")
    assert list(Signature.objects.all()) == [fresh]


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
@pytest.mark.parametrize("lead", [TEN_MINUTES, -TEN_MINUTES], ids=["ahead", "behind"])
def test_whatever_a_web_server_with_a_wrong_clock_queues_goes_out_at_once(lead, shift):
    right = clock.database_now()
    shift(lead)
    call = make_call()
    signature = make_signature(call)  # the first mail
    assert worker.send_due_mails().sent == 1
    let_time_pass(Signature.objects.get(), timedelta(minutes=5))
    ask_again(call, signature.email)
    assert worker.send_due_mails().sent == 1
    services.resend_to_signer(Signature.objects.get(), "asked")
    assert worker.send_due_mails().sent == 1
    OutboundMail.objects.update(status="failed")
    services.retry_mail(OutboundMail.objects.latest("pk"))
    assert worker.send_due_mails().sent == 1
    services.confirm_signature(signature.reference)
    services.withdraw_signature(signature.reference)
    assert worker.send_due_mails().sent == 1
    for row in (*OutboundMail.objects.all(), *Signature.objects.all()):
        times = (getattr(row, name, None) for name in ("created_at", "sent_at", "ended_at"))
        assert all(abs(at - right) < timedelta(minutes=7) for at in times if at)


@pytest.mark.django_db
def test_repetition_is_known_as_one_whatever_the_clock_of_the_web_server(shift):
    signature = make_signature()
    shift(TEN_MINUTES)
    ask_again(signature.call, signature.email)
    assert OutboundMail.objects.count() == 1


@pytest.mark.django_db
def test_deletion_and_reminder_go_by_the_database(shift):
    make_signature()
    worker.send_due_mails()
    shift(MONTH)
    assert services.delete_unconfirmed() == 0
    assert services.queue_reminders() == 0
    assert services.forget_networks() == 0


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
    duty = chores.Duty("test", timedelta(hours=1), lambda should_stop: log.append(1) or 0)
    Chore.objects.create(name="test", ran_at=timezone.now() + MONTH)
    assert chores.do_due([duty]) == ["test"]
    Chore.objects.update(failed_at=timezone.now() + MONTH, ran_at=timezone.now() + MONTH)
    assert chores.do_due([duty]) == ["test"]
    assert chores.do_due([duty]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("lead", [2, -2])
def test_final_chore_waits_while_the_clocks_differ_and_others_do_not(lead, shift):
    def make(name, is_final):
        return chores.Duty(name, timedelta(hours=1), lambda should_stop: 0, is_final=is_final)

    shift(timedelta(minutes=lead))
    assert chores.do_due([make("final", True), make("harmless", False)]) == ["harmless"]
    shift(timedelta(minutes=-lead))
    assert chores.do_due([make("final", True)]) == ["final"]


@pytest.mark.django_db
@pytest.mark.parametrize(("lead", "is_too_far"), [(0, False), (50, False), (70, True), (-70, True)])
def test_clocks_may_differ_by_a_minute(lead, is_too_far, shift):
    shift(timedelta(seconds=lead))
    found = clock.find_lead()
    assert clock.is_too_far(found) is is_too_far
    assert abs(found.total_seconds() - lead) < 5
