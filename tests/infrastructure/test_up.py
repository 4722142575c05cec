"""`./run.py up`: starts everything, and leaves nothing behind however it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from nnirr_site import server
from nnirr_site.dev import process_guard
from nnirr_site.management.commands import up
from tests.infrastructure.processes import ROOT, children_of, free_port, get, is_running, wait_until

STARTER = """
import subprocess, sys
import django
django.setup()
from nnirr_site.management.commands.up import Children
children = Children()
children.start("a", [sys.executable, "-c", sys.argv[1]])
print(children.processes["a"].pid, children.guard.pid, flush=True)
sys.stdin.read()
children.end()
"""
SLEEPER_WITH_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(60)
"""


def start(program: str) -> tuple[subprocess.Popen, list[int]]:
    """A process with one child under guard; also gives the ids of child and guard."""
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    lines = [starter.stdout.readline(), starter.stdout.readline()]
    return starter, [int(number) for number in re.findall(r"\d+", " ".join(lines))]


@pytest.mark.parametrize("how", ["killed", "orderly"])
def test_children_and_their_children_end_with_the_process_that_started_them(how):
    starter, ids = start(SLEEPER_WITH_CHILD)
    assert len(ids) == 3
    assert all(is_running(number) for number in ids)
    if how == "killed":
        starter.kill()
    starter.stdin.close()
    starter.wait(timeout=15)
    wait_until(lambda: not any(is_running(number) for number in ids), 10, "something is left")


def test_child_that_does_not_listen_is_killed(monkeypatch):
    child = subprocess.Popen(
        [sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, start_new_session=True
    )
    child.stdout.readline()
    process_guard.end_groups([child.pid], reap=child.poll, grace_seconds=0.2)
    assert child.wait(timeout=5) == -signal.SIGKILL


def test_taken_port_is_named_before_anything_starts(settings):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings.PORT = port
        with pytest.raises(CommandError, match=f"Port {port} on 127.0.0.1 cannot be used"):
            call_command("up")
    server.refuse_taken_port("127.0.0.1", free_port())


def test_production_is_refused(settings):
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="deploy/"):
        call_command("up")


@pytest.mark.django_db
def test_demonstration_login_is_drawn_once_and_kept_from_others(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    name, password = up.ensure_demonstration_login()
    file = settings.DATA_DIR / "demo-login.txt"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(password) >= 16
    user = get_user_model().objects.get(username=name)
    assert user.check_password(password)
    user.set_password("changed")
    user.save()
    assert up.ensure_demonstration_login() == (name, password)
    user.refresh_from_db()
    assert user.check_password(password)
    file.unlink()
    assert up.ensure_demonstration_login()[1] != password


@pytest.fixture
def running(process_environment):
    """Starts `manage.py up` on this run's database; gives the process, its address and output."""
    started = []

    def begin():
        port = free_port()
        environment = process_environment | {"PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C stops everything" in line:
                return process, f"http://localhost:{port}", "".join(lines)
        pytest.fail("".join(lines))
        return None

    yield begin
    for process in started:
        process.kill()
        process.wait()


def test_whole_site_starts_twice_and_ends_with_nothing_left(running):
    process, url, output = running()
    assert get(url + "/")[0] == 200
    assert get(url + "/dev/mail/")[0] == 200
    assert re.search(r"demonstration login: demo +password: \S{16}", output)
    assert "no second factor is asked for here" in output
    host = url.removeprefix("http://")
    assert f"Prints  carry {host}, which leads nowhere from paper: set SITE_URL" in output
    for word, path in (("sign", "/calls/"), ("firma", "/es/llamados/")):
        with urlopen(f"{url}/{word}") as answer:
            assert answer.status == 200
            assert answer.url.startswith(f"{url}{path}")
    first_password = output.partition("password: ")[2].split()[0]
    ids = children_of(process.pid)
    assert len(ids) >= 3
    process.send_signal(signal.SIGINT)
    process.wait(timeout=60)
    assert not any(is_running(number) for number in ids)
    assert get(url + "/")[0] == 0

    started = time.monotonic()
    process, url, output = running()
    assert time.monotonic() - started < 120
    assert first_password in output
    ids = children_of(process.pid)
    process.kill()
    wait_until(lambda: not any(is_running(number) for number in ids), 15, "something is left")
