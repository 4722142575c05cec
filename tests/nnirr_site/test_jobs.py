"""Work after a publish: in its own thread, once, and never in the way."""

import threading
import time

import pytest
from django.db import connection, transaction

from nnirr_site.publishing import jobs as module
from nnirr_site.publishing.jobs import Background, after_commit, run, soon


@pytest.fixture
def done():
    return []


@pytest.fixture
def worker(monkeypatch, settings):
    settings.BACKGROUND_JOBS = "thread"
    worker = Background()
    monkeypatch.setattr(module, "background", worker)
    return worker


def test_job_runs_in_a_thread_of_its_own(worker, done):
    soon(lambda: done.append(threading.current_thread().name))
    assert worker.wait(5)
    assert done == ["background-jobs"]


def test_job_that_waits_already_is_not_added_again(worker, done):
    gate = threading.Event()
    started = threading.Event()

    def hold():
        started.set()
        gate.wait(5)

    job = done.append
    soon(hold)
    assert started.wait(5)
    soon(job, 1)
    soon(job, 1)
    soon(job, 2)
    gate.set()
    assert worker.wait(5)
    assert done == [1, 2]


def test_failing_job_is_logged_and_the_next_one_done(worker, done, caplog):
    def fail():
        raise ValueError("broken")

    soon(fail)
    soon(done.append, "after")
    assert worker.wait(5)
    assert done == ["after"]
    assert "fail failed" in caplog.text


def test_waiting_ends_when_the_time_is_over(worker):
    gate = threading.Event()
    soon(gate.wait, 5)
    began = time.monotonic()
    assert not worker.wait(0.05)
    assert time.monotonic() - began < 2
    gate.set()
    assert worker.wait(5)


@pytest.mark.django_db(transaction=True)
def test_thread_leaves_no_connection_open(worker, done):
    def look():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            done.append(cursor.fetchone()[0])

    soon(look)
    assert worker.wait(5)
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", done)
            if not cursor.fetchone()[0]:
                break
            time.sleep(0.02)
        else:
            pytest.fail("the connection of the thread is still open")


@pytest.mark.django_db(transaction=True)
def test_job_of_a_transaction_that_is_rolled_back_is_never_done(settings, done):
    settings.BACKGROUND_JOBS = "inline"
    with pytest.raises(KeyError), transaction.atomic():
        after_commit(done.append, "rolled back")
        raise KeyError
    with transaction.atomic():
        after_commit(done.append, "committed")
        assert done == []
    assert done == ["committed"]


def test_switched_off_means_nothing_is_done(settings, done):
    settings.BACKGROUND_JOBS = "off"
    soon(done.append, 1)
    assert done == []


def test_a_job_never_raises(caplog):
    run((lambda: 1 / 0, ()))
    assert "ZeroDivisionError" in caplog.text
