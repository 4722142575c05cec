"""Several connections of one worker to the mail server, as real processes have them."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from campaigns.mail import worker as worker_module
from campaigns.models import Call, OutboundMail
from tests.campaigns.factories import make_call, make_signature
from tests.campaigns.processes import SECONDS, kill, stop, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


def queue(number: int) -> tuple[Call, list[str]]:
    """So many mails to be sent, and to whom."""
    call = make_call()
    return call, sorted(make_signature(call).email for _number in range(number))


def count_sent() -> int:
    return OutboundMail.objects.filter(status="sent").count()


class Crowd:
    """Holds every mail until so many have arrived at the same time."""

    def __init__(self, server, number: int):
        self.barrier = threading.Barrier(number)
        server.before_answer = self.hold

    def hold(self, _number: int) -> None:
        self.barrier.wait(SECONDS)


def test_as_many_mails_are_on_their_way_as_there_are_connections(processes, mail_server):
    _call, emails = queue(12)
    Crowd(mail_server, 4)  # four at a time, or none at all
    worker = processes.manage("run_worker", MAIL_CONNECTIONS="4")
    wait_for(lambda: count_sent() == 12, "the sending")
    assert sorted(mail_server.recipients()) == emails
    assert "went wrong" not in stop(worker)


def test_mail_that_hangs_stops_neither_the_others_nor_the_count(processes, mail_server):
    call, emails = queue(8)
    may_go_on = threading.Event()
    mail_server.before_answer = lambda number: number == 1 and may_go_on.wait(SECONDS)
    processes.manage("run_worker", MAIL_CONNECTIONS="2", TALLY_SECONDS="1")
    wait_for(lambda: count_sent() == 7, "the sending of the others")
    make_signature(call, "confirmed")
    wait_for(lambda: Call.objects.get().tally.people == 1, "the count")
    assert OutboundMail.objects.filter(status="sending").count() == 1
    may_go_on.set()
    wait_for(lambda: not OutboundMail.objects.filter(status="sending").exists(), "the end of it")
    arrived = Counter(mail_server.recipients())
    assert set(emails) <= set(arrived) and set(arrived.values()) == {1}


def test_worker_that_is_killed_repeats_a_mail_for_each_connection_at_most(processes, mail_server):
    _call, emails = queue(12)
    is_killed = threading.Event()

    def kill_in_the_middle(number: int) -> None:
        if number == 6:
            kill(worker)
            is_killed.set()
        elif number > 2:
            is_killed.wait(SECONDS)

    mail_server.before_answer = kill_in_the_middle
    worker = processes.manage("run_worker", MAIL_CONNECTIONS="4")
    wait_for(is_killed.is_set, "the kill")
    processes.manage("run_worker", MAIL_CONNECTIONS="4")
    wait_for(lambda: count_sent() == 12, "the sending")
    arrived = Counter(mail_server.recipients())
    assert sorted(arrived) == emails
    assert sum(arrived.values()) - 12 <= 4


def test_no_more_go_out_in_a_second_than_the_settings_say(processes, mail_server):
    queue(9)
    arrived = []
    mail_server.before_answer = lambda _number: arrived.append(time.monotonic())
    processes.manage("run_worker", MAIL_CONNECTIONS="4", MAILS_PER_SECOND="4")
    wait_for(lambda: count_sent() == 9, "the sending")
    assert arrived[-1] - arrived[0] > 1.5


def test_server_that_is_away_is_noted_once_and_no_mail_is_blamed(processes):
    queue(6)
    worker = processes.manage("run_worker", MAIL_CONNECTIONS="4", EMAIL_URL="smtp://127.0.0.1:9")
    tried = OutboundMail.objects.exclude(error="")
    wait_for(tried.exists, "the first try")
    wait_for(lambda: not OutboundMail.objects.filter(status="sending").exists(), "the end of all")
    assert set(OutboundMail.objects.values_list("status", "attempts")) == {("queued", 0)}
    assert stop(worker).count("the server is away") == 1


def test_server_that_takes_fewer_connections_is_no_server_that_is_away(processes, mail_server):
    """Providers allow two or so; the others rest, and those that were let in send all."""
    _call, emails = queue(20)
    mail_server.most_at_once = 2
    mail_server.before_answer = lambda _number: time.sleep(0.05)
    worker = processes.manage("run_worker", MAIL_CONNECTIONS="4")
    wait_for(lambda: count_sent() == 20, "the sending", 25)
    assert sorted(mail_server.recipients()) == emails
    said = stop(worker)
    assert "the server is away" not in said
    assert "takes no further connection" in said


def test_database_that_loses_sight_of_a_worker_doubles_no_mail_of_it(processes, mail_server):
    """The lock by which others see that it lives is gone for a moment; its own senders know."""
    call, [email] = queue(1)
    may_go_on = threading.Event()
    mail_server.before_answer = lambda number: number == 1 and may_go_on.wait(SECONDS)
    worker = processes.manage("run_worker", MAIL_CONNECTIONS="4")
    wait_for(lambda: mail_server.messages, "the first mail")
    OutboundMail.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=5))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    later = make_signature(call).email
    wait_for(lambda: later in mail_server.recipients(), "the next mail")
    may_go_on.set()
    wait_for(lambda: count_sent() == 2, "the end of both")
    assert sorted(mail_server.recipients()) == sorted([email, later])
    assert worker.poll() is None


def test_worker_that_has_to_be_slow_rests_while_nothing_is_due(settings):
    settings.MAIL_CONNECTIONS, settings.MAILS_PER_SECOND = 4, 1
    subject = worker_module.Worker()
    subject._senders.start()
    try:
        wait_for(lambda: subject._senders.send() == 0, "the rest", 5)
        assert subject._senders.send() == 0
    finally:
        subject.stop()
        subject._senders.join(10)
