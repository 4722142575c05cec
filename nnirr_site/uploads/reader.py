"""Asks the process that opens files from outside: one file at a time on this machine.

    answer = read("pdf", data)

Nothing of the site opens an uploaded picture or document in any other way. Lists that staff import
are read where they arrive, in XLSX too for redirects: superusers only, and no longer than the 8 MB
of `nnirr_site.http.bodies.STAFF_BODY`.
"""

from __future__ import annotations

import atexit
import fcntl
import json
import logging
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from nnirr_site.uploads.sandbox.process import FRAME, MEGABYTE, NO_MEMORY, NO_ROOM, REPLY, REQUEST

# Beyond what Python and the libraries take themselves, about 60 MB. The largest picture that is
# accepted needs some 500 MB while it is turned and written again.
BOUNDS = {
    "memory": 768 * MEGABYTE,
    "processor": 20,
    "clock": 45,
    "answer": 128 * MEGABYTE,
}
PDF_BOUNDS = BOUNDS | {"processor": 10, "clock": 20}
LARGEST_FILE = 100 * MEGABYTE
COMMAND = [sys.executable, "-m", "nnirr_site.uploads.sandbox.process"]
# How long the process is waited for beyond the clock that its child is given.
GRACE_SECONDS = 10

# How long to wait for the turn: a visitor is not to wait long for a picture, a command may.
patience: ContextVar[float] = ContextVar("patience", default=20)
# Whether a thread that answers a request asks: there are few of these, and all other requests wait
# while they do.
is_request: ContextVar[bool] = ContextVar("is_request", default=False)

logger = logging.getLogger(__name__)


class CannotRead(Exception):
    """A file was not read. `reason` is a word of `nnirr_site.uploads.sentences`."""

    def __init__(self, reason: str, **details: Any):
        super().__init__(reason)
        self.reason = reason
        self.details = details

    @property
    def is_for_good(self) -> bool:
        """False if the same file may well be read a moment later."""
        return self.reason not in ("busy", "gone", "no_room")


@dataclass
class Answer:
    """What the reader told, in parts. `is_whole` is False if it was ended in the middle."""

    parts: list[tuple[dict, bytes]] = field(default_factory=list)
    is_whole: bool = True
    status: int = 0
    peak: int = 0
    """Largest memory of the child in bytes."""

    def find(self, name: str) -> Any:
        """The last value that was told under a name, None if it was not told."""
        for told, _content in reversed(self.parts):
            if name in told:
                return told[name]
        return None

    def content_of(self, name: str) -> bytes:
        """What went with the part that told `name`; empty if there is none."""
        for told, content in self.parts:
            if name in told:
                return content
        return b""


def read(job: str, data: bytes, bounds: dict[str, int] = BOUNDS, **options: Any) -> Answer:
    """Have a file read. Raises `CannotRead` if the job refused it or ended before it was done.

    `read_parts` gives what an unfinished job told.
    """
    answer = read_parts(job, data, bounds, **options)
    refused = answer.find("refused")
    if refused:
        told = next(told for told, _content in answer.parts if "refused" in told)
        raise CannotRead(refused, **{k: v for k, v in told.items() if k != "refused"})
    if not answer.is_whole:
        raise CannotRead("too_much" if answer.status in (NO_MEMORY, -9, -14, -24) else "damaged")
    return answer


def read_parts(job: str, data: bytes, bounds: dict[str, int] = BOUNDS, **options: Any) -> Answer:
    """Have a file read, and take what was told even if the child was ended in the middle.

    Raises `CannotRead` for what has nothing to do with the file's inside.
    """
    if len(data) > LARGEST_FILE:
        raise CannotRead("too_large")
    request = json.dumps({"job": job, "bounds": bounds, "options": options}).encode()
    with _seat(), _turn():
        answer = _reader.ask(request, data, bounds["clock"] + GRACE_SECONDS)
    if answer.status == NO_ROOM:
        logger.error("A file (%s) was not read: there is no room for the answer", job)
        raise CannotRead("no_room")
    if not answer.is_whole:
        logger.warning("Reading a file (%s) was ended with status %d", job, answer.status)
    return answer


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Inside, wait so long for the turn and no longer."""
    token = patience.set(seconds)
    try:
        yield
    finally:
        patience.reset(token)


@contextmanager
def answering_a_request(seconds: float) -> Iterator[None]:
    """Inside, ask only while enough threads are left for other requests, and wait `seconds`."""
    token = is_request.set(True)
    try:
        with waiting_at_most(seconds):
            yield
    finally:
        is_request.reset(token)


# -- One at a time ----------------------------------------------------------------------------

_lock = threading.Lock()
_seats_lock = threading.Lock()
_seats_taken = 0


def most_requests() -> int:
    """How many requests of this process may have a file read or wait for that."""
    return max(1, settings.WEB_THREADS // 2)


@contextmanager
def _seat() -> Iterator[None]:
    """Keep the reader from holding every thread that answers requests.

    Raises `CannotRead("busy")` at once when its share is taken.
    """
    global _seats_taken
    if not is_request.get():
        yield
        return
    with _seats_lock:
        if _seats_taken >= most_requests():
            raise CannotRead("busy")
        _seats_taken += 1
    try:
        yield
    finally:
        with _seats_lock:
            _seats_taken -= 1


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for the turn among this process's threads, then among the machine's processes.

    Raises `CannotRead("busy")` when patience is at an end.
    """
    end = time.monotonic() + patience.get()
    if not _lock.acquire(timeout=max(0.0, patience.get())):
        raise CannotRead("busy")
    try:
        file = _open_lock_file()
        try:
            while file is not None and not _try_lock(file):
                if time.monotonic() > end:
                    raise CannotRead("busy")
                time.sleep(0.02)
            yield
        finally:
            if file is not None:
                os.close(file)
    finally:
        _lock.release()


def _open_lock_file() -> int | None:
    """The file whose lock is the turn; None in a data folder that cannot be written."""
    try:
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        return os.open(Path(settings.DATA_DIR) / "reader.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None


def _try_lock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


# -- The process ------------------------------------------------------------------------------


class _Reader:
    """The process of `nnirr_site.uploads.sandbox.process` that this one started, if it runs."""

    def __init__(self):
        self.process: subprocess.Popen | None = None

    def forget(self) -> None:
        """In a forked child: the pipes are the parent's."""
        self.process = None

    def ask(self, request: bytes, data: bytes, seconds: float) -> Answer:
        """Send a request and wait for the reply. Raises `CannotRead("gone")` if none comes."""
        for is_second in (False, True):
            process = self._started()
            end = time.monotonic() + seconds
            try:
                self._send(process, REQUEST.pack(len(request), len(data)) + request, end)
                self._send(process, data, end)
                return self._receive(process, end)
            except (BrokenPipeError, EOFError):
                # It ends by itself when nothing is asked for a while.
                self.stop()
                if is_second:
                    raise CannotRead("gone") from None
            except TimeoutError:
                self.stop()
                raise CannotRead("too_much") from None
        raise CannotRead("gone")

    def _started(self) -> subprocess.Popen:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            # Nothing of the site's environment: it holds keys and the database's password.
            kept = {
                k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "TMPDIR")
            }
            self.process = subprocess.Popen(
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=settings.BASE_DIR,
                env=kept,
                bufsize=0,
            )
            os.set_blocking(self.process.stdin.fileno(), False)
        return self.process

    def stop(self) -> None:
        """End the process, if it runs."""
        process, self.process = self.process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)

    def _send(self, process: subprocess.Popen, content: bytes, end: float) -> None:
        rest = memoryview(content)
        while rest:
            left = end - time.monotonic()
            if left <= 0 or not select.select([], [process.stdin], [], left)[1]:
                raise TimeoutError
            rest = rest[os.write(process.stdin.fileno(), rest[:MEGABYTE]) :]

    def _receive(self, process: subprocess.Popen, end: float) -> Answer:
        count, status, peak = REPLY.unpack(self._read(process, REPLY.size, end))
        content = self._read(process, count, end)
        parts, position = [], 0
        while position + FRAME.size <= len(content):
            head_bytes, content_bytes = FRAME.unpack_from(content, position)
            start = position + FRAME.size
            position = start + head_bytes + content_bytes
            if position > len(content):
                break  # the child was ended while it wrote this
            told = json.loads(content[start : start + head_bytes])
            parts.append((told, content[start + head_bytes : position]))
        return Answer(parts, status == 0, status, peak * 1024)

    def _read(self, process: subprocess.Popen, count: int, end: float) -> bytes:
        content = bytearray()
        while len(content) < count:
            left = end - time.monotonic()
            if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
                raise TimeoutError
            part = os.read(process.stdout.fileno(), min(MEGABYTE, count - len(content)))
            if not part:
                raise EOFError
            content += part
        return bytes(content)


_reader = _Reader()
atexit.register(_reader.stop)


def _begin_anew() -> None:
    global _lock, _seats_lock, _seats_taken
    _lock, _seats_lock, _seats_taken = threading.Lock(), threading.Lock(), 0
    _reader.forget()


os.register_at_fork(after_in_child=_begin_anew)
