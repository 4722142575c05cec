"""Real processes of the site for tests: started on the test's database, killed, never left over."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import HTTPRedirectHandler

import pytest

from tests.campaigns.mailserver import MailServer

SECONDS = 90
SHIFTED_CLOCK = Path(__file__).parent / "shifted_clock"


def wait_for(condition, what: str, seconds: float = SECONDS) -> float:
    """Poll until `condition` holds; returns the seconds that took."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < seconds, f"{what} did not happen"
        time.sleep(0.02)
    return time.monotonic() - start


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

    def manage_shifted(self, seconds: float, *arguments: str) -> subprocess.Popen:
        """The same on a machine whose clock is so much ahead (see `shifted_clock`)."""
        path = f"{SHIFTED_CLOCK}{os.pathsep}{self.environment['PYTHONPATH']}"
        return self.manage(*arguments, PYTHONPATH=path, CLOCK_SHIFT=str(seconds))

    def end(self) -> None:
        for process in self.started:
            kill(process)
            process.communicate(timeout=SECONDS)


def kill(process: subprocess.Popen) -> None:
    """`kill -9` of the process and of whatever it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def stop(process: subprocess.Popen) -> str:
    """End it as an operator would, and give what it logged."""
    process.send_signal(signal.SIGTERM)
    return process.communicate(timeout=SECONDS)[1].decode()


@pytest.fixture
def mail_server():
    server = MailServer()
    yield server
    server.stop()


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


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None
