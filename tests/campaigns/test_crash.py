"""Processes that are killed: what was acknowledged is stored, and everybody gets the mail."""

import signal
import threading
from datetime import timedelta
from urllib.parse import urlencode
from urllib.request import Request, build_opener

import pytest
from django.utils import timezone

from campaigns.models import OutboundMail, Signature, WaitingCheck, WorkerPulse
from tests.campaigns.factories import form_data, make_call, make_call_page, make_signature
from tests.campaigns.processes import SECONDS, NoRedirect, kill, stop, wait_for
from tests.infrastructure.processes import free_port

pytestmark = pytest.mark.django_db(transaction=True)


def test_worker_killed_between_send_and_mark_repeats_one_mail_and_skips_none(
    processes, mail_server
):
    call = make_call()
    addresses = sorted(make_signature(call).email for _number in range(12))
    killed = threading.Event()

    def kill_in_the_middle(number):
        if number == 5:
            kill(worker)
            worker.wait(SECONDS)
            killed.set()

    mail_server.before_answer = kill_in_the_middle
    worker = processes.manage("run_worker", MAIL_CONNECTIONS="1")
    wait_for(killed.is_set, "the kill")
    assert OutboundMail.objects.filter(status="sent").count() == 4
    in_flight = OutboundMail.objects.get(status="sending")
    # The claim of the dead worker ends by itself; here it ends now.
    OutboundMail.objects.filter(pk=in_flight.pk).update(next_attempt_at=timezone.now())

    successor = processes.manage("run_worker", MAIL_CONNECTIONS="1")
    wait_for(lambda: OutboundMail.objects.filter(status="sent").count() == 12, "the sending")
    assert sorted(set(mail_server.recipients())) == addresses
    assert len(mail_server.messages) == 13
    repeated = [
        message["Message-ID"]
        for message in mail_server.messages
        if message["To"] == in_flight.signature.email
    ]
    assert len(repeated) == 2
    assert len(set(repeated)) == 1

    successor.send_signal(signal.SIGTERM)
    assert successor.wait(SECONDS) == 0


def test_mail_of_a_killed_worker_is_sent_by_another_within_half_a_minute(processes, mail_server):
    """Nobody touches the claim here: it ends because its worker does not live any more."""
    signature = make_signature()
    is_over = threading.Event()
    mail_server.before_answer = lambda number: number == 1 and is_over.wait(SECONDS)
    worker = processes.manage("run_worker")
    wait_for(lambda: mail_server.messages, "the first mail")
    other = processes.manage("run_worker")
    wait_for(lambda: WorkerPulse.objects.count() == 2, "the start of the other worker")
    assert OutboundMail.objects.get().status == "sending"
    kill(worker)
    took = wait_for(lambda: OutboundMail.objects.get().status == "sent", "the sending")
    is_over.set()
    assert took <= 30
    assert mail_server.recipients() == [signature.email] * 2
    assert other.poll() is None


def test_mail_that_hangs_at_a_slow_server_is_left_to_its_worker(processes, mail_server):
    """However long it takes: the other worker goes on with what comes later."""
    slow = make_signature()
    may_go_on = threading.Event()
    mail_server.before_answer = lambda number: number == 1 and may_go_on.wait(200)
    first = processes.manage("run_worker", MAIL_CONNECTIONS="1")
    wait_for(lambda: mail_server.messages, "the first mail")
    second = processes.manage("run_worker", MAIL_CONNECTIONS="1")
    wait_for(lambda: WorkerPulse.objects.count() == 2, "the start of the second worker")
    # The time that a claim is left alone is over; what comes after it is looked at after it.
    past = timezone.now() - timedelta(minutes=5)
    OutboundMail.objects.filter(signature=slow).update(next_attempt_at=past)
    later = make_signature(slow.call)
    # The first worker is the one that judges; after two minutes another does so in its place.
    WaitingCheck.objects.update(created_at=past)
    sent = OutboundMail.objects.filter(status="sent", signature=later)
    wait_for(sent.exists, "the sending of the other mail")
    assert OutboundMail.objects.get(signature=slow).status == "sending"
    may_go_on.set()
    wait_for(lambda: OutboundMail.objects.filter(status="sent").count() == 2, "the end of it")
    assert sorted(mail_server.recipients()) == sorted([slow.email, later.email])
    for process in (first, second):
        assert "mail: 1 sent" in stop(process)


def test_web_process_killed_in_the_middle_loses_nothing_it_acknowledged(processes, mail_server):
    call = make_call_page().call
    port = free_port()
    url = f"http://localhost:{port}"
    data = [form_data(call, email=f"rosa{number}@example.org") for number in range(120)]
    acknowledged: list[str] = []
    waiting = list(reversed(data))
    lock = threading.Lock()
    opener = build_opener(NoRedirect)

    def is_up() -> bool:
        try:
            with opener.open(f"{url}/healthz", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def post_until_dead():
        while waiting:
            with lock:
                fields = waiting.pop()
            try:
                opener.open(
                    Request(f"{url}/sign/{call.slug}/", urlencode(fields).encode()), timeout=20
                )
            except OSError as error:
                if getattr(error, "code", None) != 303:
                    return
                with lock:
                    acknowledged.append(fields["email"])

    web = processes.manage("serve", PORT=str(port), BIND="127.0.0.1")
    wait_for(is_up, "the start of the site")
    threads = [threading.Thread(target=post_until_dead) for _number in range(6)]
    for thread in threads:
        thread.start()
    wait_for(lambda: len(acknowledged) >= 30, "the first answers")
    kill(web)
    for thread in threads:
        thread.join(SECONDS)

    stored = {row.email for row in Signature.objects.all()}
    assert 30 <= len(acknowledged) < len(data)
    assert set(acknowledged) <= stored
    assert OutboundMail.objects.count() == len(stored)

    processes.manage("run_worker")
    wait_for(lambda: not OutboundMail.objects.exclude(status="sent").exists(), "the sending of all")
    assert sorted(mail_server.recipients()) == sorted(stored)


def test_worker_logs_nothing_personal(processes, mail_server):
    signature = make_signature(name="Xochiquetzal", email="xochi@unmistakable.example")
    worker = processes.manage("run_worker")
    wait_for(lambda: OutboundMail.objects.filter(status="sent").exists(), "the sending")
    worker.send_signal(signal.SIGTERM)
    _out, log = worker.communicate(timeout=SECONDS)
    assert b"mail: 1 sent" in log
    for secret in (b"Xochiquetzal", b"unmistakable", signature.reference.encode()):
        assert secret not in log
