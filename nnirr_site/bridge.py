"""Serve the site with granian so that slow clients cannot silence it, without a proxy in front.

granian's event loop speaks RSGI. Here it reads the whole request, bounded in size and time; then a
few threads run Django's ordinary WSGI handler. A client that stalls in the middle of a POST, or
reads a file slowly, holds no thread.

    granian --interface rsgi nnirr_site.bridge:application
"""

from __future__ import annotations

import asyncio
import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.wsgi import get_wsgi_application
from granian.rsgi import ProtocolClosed

from nnirr_site.http.byte_ranges import FilePart
from nnirr_site.http.security_headers import admin_path, with_one_slash
from nnirr_site.processes import web_process_ends, web_process_started

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nnirr_site.settings")

MEGABYTE = 1024 * 1024
BODY_BYTES_IN_MEMORY = 1 * MEGABYTE
# Requests that may wait for a free thread; beyond them the answer is 503 at once.
MOST_WAITING = 400
SEND_SECONDS = 60
FILE_CHUNK_BYTES = 256 * 1024

logger = logging.getLogger(__name__)

Headers = list[tuple[str, str]]


@dataclass
class BodyLimit:
    """How long a body may be, how long it may take, and how many may arrive at the same time."""

    most_bytes: int
    seconds: float
    most_at_once: int
    reading: int = 0

    def __enter__(self) -> BodyLimit:
        if self.reading >= self.most_at_once:
            raise Refusal(503)
        self.reading += 1
        return self

    def __exit__(self, *_error) -> None:
        self.reading -= 1


# Django checks sessions, and only once the body has been read: until then a cookie of the session's
# name is no more than a claim. So each kind of body has a room of its own that strangers may fill.
PUBLIC_BODY = BodyLimit(1 * MEGABYTE, seconds=20, most_at_once=MOST_WAITING)
STAFF_BODY = BodyLimit(8 * MEGABYTE, seconds=300, most_at_once=40)
UPLOAD_BODY = BodyLimit(64 * MEGABYTE, seconds=300, most_at_once=6)
SIGNED_OUT_SECTIONS = ("login/", "logout/", "password_reset/", "sign-in/")
UPLOAD_SECTIONS = ("images/", "documents/")
# Posts that hash a password hold a thread for a second or more: they get half of the threads, and
# who comes when these are taken is answered here, where it costs next to nothing.
HASHING_SECTIONS = ("login/", "sign-in/", "password_reset/")
FRONT_LOGIN = "/_util/login/"
BUSY = (
    b"<!doctype html><html lang=en><meta charset=utf-8><title>Not now</title><h1>Not now</h1>"
    b"<p>Other people are being signed in at this moment. Go back and try again in a few seconds."
)


class Refusal(Exception):
    """The request is answered with a bare status before Django sees it."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


class FileToSend:
    """What Django hands over instead of bytes when a response is a file (`wsgi.file_wrapper`)."""

    def __init__(self, file: Any, chunk_bytes: int = FILE_CHUNK_BYTES):
        self.file = file
        self.chunk_bytes = chunk_bytes

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self.file.read(self.chunk_bytes):
            yield chunk

    def close(self) -> None:
        if hasattr(self.file, "close"):
            self.file.close()

    def locate(self) -> tuple[str, int, int] | None:
        """Path, first byte and end, if the server itself can send it from the disk; else None.

        Only an ordinary open file, bare, in Django's wrapper or as a `FilePart`. Everything else
        that has a descriptor may stand for other bytes (an unpacked GzipFile) or for a file that
        is gone once it is closed (a temporary one).
        """
        stream, length = self.file, None
        if isinstance(stream, FilePart):
            stream, length = stream.file, stream.left
        while isinstance(stream, File):
            stream = stream.file
        if type(stream) is not io.BufferedReader or type(stream.raw) is not io.FileIO:
            return None
        path, start = stream.name, stream.tell()
        if not isinstance(path, str) or not os.path.isabs(path):
            return None
        end = os.fstat(stream.fileno()).st_size
        return path, start, end if length is None else start + length


@dataclass
class Answer:
    """What Django answered: `body` is bytes, a file, or an iterable that has yet to be run."""

    status: int
    headers: Headers
    body: bytes | FileToSend | Iterable[bytes]


class Bridge:
    """The RSGI application: an event loop outside, Django in a fixed number of threads inside."""

    def __init__(self, wsgi: Callable | None = None):
        self.wsgi = wsgi
        self.waiting = 0
        self.at_doors = 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Load Django in the worker process, with WEB_THREADS threads to run it."""
        self.wsgi = self.wsgi or get_wsgi_application()
        admin_path()  # imports the addresses now, not while a request waits
        self.pool = ThreadPoolExecutor(settings.WEB_THREADS, thread_name_prefix="django")
        web_process_started.send(sender=type(self))

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        web_process_ends.send(sender=type(self))
        self.pool.shutdown(wait=False, cancel_futures=True)

    async def __rsgi__(self, scope, protocol) -> None:
        try:
            environ = build_environ(scope)
            if self.waiting >= MOST_WAITING:
                raise Refusal(503)
            body = await read_body(scope, protocol)
        except Refusal as refusal:
            headers = [("connection", "close"), ("cache-control", "no-store")]
            if refusal.status == 503:
                headers.append(("retry-after", "5"))
            protocol.response_empty(refusal.status, headers)
            return
        is_at_door = is_hashing(scope.method, scope.path)
        if is_at_door and self.at_doors >= most_at_doors():
            body.close()
            headers = [("content-type", "text/html"), ("cache-control", "no-store")]
            protocol.response_bytes(503, [*headers, ("retry-after", "3")], BUSY)
            return
        self.waiting += 1
        self.at_doors += is_at_door
        environ |= {"wsgi.input": body, "CONTENT_LENGTH": str(_measure(body))}
        try:
            with body:
                await self._answer(environ, protocol)
        except (ProtocolClosed, TimeoutError):
            pass  # the visitor has gone, or does not read what was asked for
        finally:
            self.waiting -= 1
            self.at_doors -= is_at_door

    async def _answer(self, environ: dict, protocol) -> None:
        loop, pool = asyncio.get_running_loop(), self.pool
        send = _Sender(loop, protocol)
        answer = await loop.run_in_executor(pool, self._run, environ, send)
        if answer is None:
            return  # it was streamed by the thread
        if isinstance(answer.body, bytes):
            protocol.response_bytes(answer.status, answer.headers, answer.body)
            return
        try:
            await self._send_file(answer, protocol, loop, pool)
        finally:
            await loop.run_in_executor(pool, answer.body.close)

    async def _send_file(self, answer: Answer, protocol, loop, pool) -> None:
        place = answer.body.locate()
        if place is not None and answer.status == 200 and place[1] == 0:
            protocol.response_file(answer.status, answer.headers, place[0])
        elif place is not None:
            protocol.response_file_range(answer.status, answer.headers, *place)
        else:
            transport = protocol.response_stream(answer.status, answer.headers)
            chunks = iter(answer.body)
            while chunk := await loop.run_in_executor(pool, next, chunks, b""):
                await asyncio.wait_for(transport.send_bytes(chunk), SEND_SECONDS)

    def _run(self, environ: dict, send: _Sender) -> Answer | None:
        """Call Django, in a thread of the pool. Files come back unread, streams are sent here.

        A stream may hold a database cursor, which belongs to this thread.
        """
        started: list[tuple[int, Headers]] = []

        def start_response(status: str, headers: Headers, exc_info=None) -> None:
            started.append((int(status[:3]), [(name.lower(), value) for name, value in headers]))

        result = self.wsgi(environ, start_response)
        status, headers = started[-1]
        if isinstance(result, FileToSend):
            return Answer(status, headers, result)
        try:
            if getattr(result, "streaming", False):
                send.stream(status, headers, result)
                return None
            return Answer(status, headers, b"".join(result))
        finally:
            if hasattr(result, "close"):
                result.close()


class _Sender:
    """Sends a stream from a thread through the event loop, waiting for the client each time."""

    def __init__(self, loop: asyncio.AbstractEventLoop, protocol):
        self.loop = loop
        self.protocol = protocol

    def stream(self, status: int, headers: Headers, chunks: Iterable[bytes]) -> None:
        transport = self._wait(self._open(status, headers))
        for chunk in chunks:
            if chunk:
                self._wait(transport.send_bytes(bytes(chunk)))

    async def _open(self, status: int, headers: Headers):
        return self.protocol.response_stream(status, headers)

    def _wait(self, awaitable):
        async def bounded():
            return await asyncio.wait_for(awaitable, SEND_SECONDS)

        return asyncio.run_coroutine_threadsafe(bounded(), self.loop).result(2 * SEND_SECONDS)


async def read_body(scope, protocol) -> BinaryIO:
    """Read the request's body.

    Raises Refusal(413) if it is too long, 408 if it takes too long, 503 if too many arrive at once.
    """
    body = tempfile.SpooledTemporaryFile(max_size=BODY_BYTES_IN_MEMORY)  # noqa: SIM115
    if scope.method in ("GET", "HEAD", "OPTIONS"):
        return body
    try:
        announced = _announced_length(scope.headers.get("content-length"))
        limit = choose_limit(scope.path, scope.headers.get("cookie", ""), announced)
        if announced is not None and announced > limit.most_bytes:
            raise Refusal(413)
        with limit:
            await asyncio.wait_for(_copy(protocol, body, limit.most_bytes), limit.seconds)
    except TimeoutError:
        body.close()
        raise Refusal(408) from None
    except Refusal:
        body.close()
        raise
    return body


def _announced_length(header: str | None) -> int | None:
    if header is None:
        return None
    if not header.isdecimal():
        raise Refusal(400)
    return int(header[:20])


def choose_limit(path: str, cookies: str, announced: int | None) -> BodyLimit:
    """What a body may be: only staff write long pages, and only pictures and documents are longer.

    `announced` is its length in bytes, None if the client did not say.
    """
    names = {part.partition("=")[0].strip() for part in cookies.split(";")}
    path = with_one_slash(path)
    section = path.removeprefix(admin_path())
    if section == path or settings.SESSION_COOKIE_NAME not in names:
        return PUBLIC_BODY
    if section.startswith(SIGNED_OUT_SECTIONS):
        return PUBLIC_BODY
    is_long = announced is None or announced > STAFF_BODY.most_bytes
    return UPLOAD_BODY if is_long and section.startswith(UPLOAD_SECTIONS) else STAFF_BODY


def is_hashing(method: str, path: str) -> bool:
    """Whether a request may have a password hashed."""
    if method != "POST":
        return False
    path = with_one_slash(path)
    section = path.removeprefix(admin_path())
    return path.endswith(FRONT_LOGIN) or (section != path and section.startswith(HASHING_SECTIONS))


def most_at_doors() -> int:
    return max(1, settings.WEB_THREADS // 2)


def _measure(body: BinaryIO) -> int:
    """The length of the body, which a chunked request does not announce; leaves it at its start."""
    length = body.seek(0, os.SEEK_END)
    body.seek(0)
    return length


async def _copy(protocol, body: BinaryIO, most_bytes: int) -> None:
    length = 0
    async for chunk in protocol:
        length += len(chunk)
        if length > most_bytes:
            raise Refusal(413)
        body.write(chunk)


def build_environ(scope) -> dict[str, Any]:
    """Make the WSGI environment of PEP 3333 of an RSGI scope.

    Raises Refusal(400) for two different Host headers, which two servers might read differently.
    """
    server_name, server_port = split_address(scope.server)
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": to_wsgi(scope.path),
        "QUERY_STRING": to_wsgi(scope.query_string),
        "SERVER_NAME": server_name or "localhost",
        "SERVER_PORT": server_port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": split_address(scope.client)[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileToSend,
    }
    for name, value in scope.headers.items():
        _add_header(environ, name, value)
    if scope.authority:  # HTTP/2, or an absolute address in the request line
        environ["HTTP_HOST"] = scope.authority
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    """Add a header; several of one name become one, as RFC 9110 §5.3 and RFC 6265 say."""
    if "_" in name or name in ("transfer-encoding", "connection"):
        return  # X_Forwarded_For would pass for X-Forwarded-For
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = f"HTTP_{key}"
    value = to_wsgi(value)
    if key not in environ:
        environ[key] = value
    elif key == "HTTP_COOKIE":
        environ[key] += f"; {value}"
    elif key in ("HTTP_HOST", "CONTENT_LENGTH", "CONTENT_TYPE"):
        if environ[key] != value:
            raise Refusal(400)
    else:
        environ[key] += f",{value}"


def to_wsgi(text: str) -> str:
    """Write text as WSGI wants it: the bytes of its UTF-8, each as one character."""
    return text.encode("utf-8", "replace").decode("latin-1")


def split_address(address: str) -> tuple[str, str]:
    """Split `host:port`, also `[2001:db8::1]:443`; the port may be missing."""
    if address.startswith("["):
        host, _, port = address[1:].partition("]")
        return host, port.removeprefix(":")
    host, _, port = address.rpartition(":")
    return (host, port) if host else (port, "")


application = Bridge()
