"""Processes that are killed: what was acknowledged is stored, and everybody gets the mail."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from urllib.parse import urlencode
from urllib.request import Request, build_opener

import pytest
from django.utils import timezone

from campaigns.models import OutboundMail, Signature
from tests.campaigns.factories import form_data, make_call, make_call_page, make_signature
from tests.campaigns.mailserver import MailServer
from tests.campaigns.test_concurrency import NoRedirect

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 40


def wait_for(condition, what: str) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.02)


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.stop()


class Processes:
    """Starts processes of the site on the database of this test, and leaves none behind."""

    def __init__(self, environment: dict[str, str]):
        self.environment = environment
        self.started: list[subprocess.Popen] = []

    def start(self, *command: str, **variables: str) -> subprocess.Popen:
        process = subprocess.Popen(
            command,
            env=self.environment | variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def manage(self, *arguments: str, **variables: str) -> subprocess.Popen:
        return self.start(sys.executable, "manage.py", *arguments, **variables)

    def end(self) -> None:
        for process in self.started:
            kill(process)
            process.communicate(timeout=SECONDS)


def kill(process: subprocess.Popen) -> None:
    """`kill -9` of the process and of whatever it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def processes(process_environment, mail_server, settings):
    environment = {
        "EMAIL_URL": mail_server.url,
        "SITE_URL": settings.SITE_URL,
        "SECRET_KEY": settings.SECRET_KEY,
    }
    started = Processes(process_environment | environment)
    yield started
    started.end()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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
    worker = processes.manage("run_worker")
    wait_for(killed.is_set, "the kill")
    assert OutboundMail.objects.filter(status="sent").count() == 4
    in_flight = OutboundMail.objects.get(status="sending")
    # The claim of the dead worker ends by itself; here it ends now.
    OutboundMail.objects.filter(pk=in_flight.pk).update(next_attempt_at=timezone.now())

    successor = processes.manage("run_worker")
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
    assert successor.wait(5) == 0


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
