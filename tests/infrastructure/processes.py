"""Starting, asking and ending real processes in tests."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parents[2]


# Not the one that tests begin anew, or all runs would ask for the same ports.
_dice = random.SystemRandom()
# Ports that this process has given to its tests, and on Linux what tells others of it.
_taken: dict[int, socket.socket | None] = {}


def free_port() -> int:
    """A port on which nobody listens, kept from all other tests of this machine until we end.

    Below those that the kernel gives to whoever connects somewhere, so that no connection has it
    before the program that it is meant for. On Linux a name stands for it, since the port itself
    cannot be held for another process.
    """
    while True:
        port = _dice.randrange(12_000, 32_000)
        if port in _taken:
            continue
        with socket.socket() as trial:
            try:
                trial.bind(("", port))
                _taken[port] = _reserve(port)
            except OSError:
                continue
        return port


def _reserve(port: int) -> socket.socket | None:
    """Raise OSError if another run of the tests has it."""
    if sys.platform != "linux":
        return None
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0tests-port-{port}")
    except OSError:
        name.close()
        raise
    return name


def wait_until(condition: Callable, seconds: float = 20.0, what: str = "it did not happen"):
    """Poll until `condition` gives something true, and give it back."""
    end = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < end, what
        time.sleep(0.02)
    return result


def is_running(process_id: int) -> bool:
    """True for a process that exists and is no zombie."""
    try:
        os.kill(process_id, 0)
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    return state not in "ZX"


def get(url: str, **headers) -> tuple[int, bytes, Mapping]:
    """Status, body and headers (in any case) of an address; (0, b"", {}) if nobody answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as r:
            return r.status, r.read(), r.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers
    except OSError:
        return 0, b"", {}


def post(url: str, fields: Mapping[str, str], **headers) -> tuple[int, bytes, Mapping]:
    """Send a form; a redirect is not followed. (0, b"", {}) if nobody answers."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=40)
    headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    try:
        connection.request("POST", parts.path, urlencode(fields), headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    except OSError:
        return 0, b"", {}
    finally:
        connection.close()


@contextmanager
def serving(environment: dict, *, health: str = "/healthz", log=None, started=None):
    """The site as `manage.py serve` starts it; gives its address. `log`: a file for its output.

    The process is appended to the list `started`, if there is one.
    """
    port = free_port()
    url = f"http://localhost:{port}"
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment | {"PORT": str(port)},
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    if started is not None:
        started.append(server)
    try:
        wait_until(
            lambda: get(url + health)[0] or server.poll() is not None,
            180,  # on a machine that does much else
            "the site does not answer",
        )
        assert server.poll() is None, f"serve ended with {server.returncode}"
        yield url
    finally:
        _end_group(server)


def _end_group(server: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=15)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def children_of(process_id: int) -> list[int]:
    listing = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listing.splitlines()[1:]]
    direct = [pid for pid, parent in pairs if parent == process_id]
    return direct + [pid for child in direct for pid in children_of(child)]
