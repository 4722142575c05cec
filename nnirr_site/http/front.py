"""The WSGI application that the web server calls: bounds around Django's own.

There are more threads than Django may use (`room`), so that what is answered from memory, a client
that reads slowly and a body that arrives slowly hold up nobody else. Time limits for slow clients
are the proxy's duty (deploy/).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import get_path_info

from nnirr_site.database import is_outage
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.http.bodies import (
    MOST_ARRIVING,
    MOST_UPLOADS,
    WITHOUT_BODY,
    BodyRefusal,
    Receiver,
)
from nnirr_site.http.client_ip import CLIENT, find_client_ip
from nnirr_site.http.page_cache import fast_path
from nnirr_site.http.page_cache.single_flight import MOST_FOLLOWING
from nnirr_site.http.places import Places
from nnirr_site.http.refusals import STATUS_LINES, refuse
from nnirr_site.http.room import MOST_PAUSING, MOST_WAITING, ROOM, Room
from nnirr_site.watching import request_ids
from nnirr_site.watching.request_counts import SIGNING, request_counts

# Answers that are sent piece by piece hold a thread each until the client has taken them.
MOST_SENDING = 100
MOST_SENDING_OF_ONE = 25
MOST_SENDING_OF_NETWORK = 50
# Answers in memory, page by page, need so few that these are never all in use.
SPARE_THREADS = 32
# Shorter files are handed to the server at once, so no thread waits until they are taken.
WHOLE_BYTES = 256 * 1024
CHUNK_BYTES = 64 * 1024
OF_WSGI = frozenset(
    {
        *("REQUEST_METHOD", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE"),
        *("CONTENT_LENGTH", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR"),
    }
)
logger = logging.getLogger(__name__)
note_fast_hit = request_counts.fast_hits.add


def count_threads(seats: int) -> int:
    """How many threads the server may need, if everything that is bounded is full."""
    at_doors = MOST_WAITING + MOST_PAUSING + MOST_FOLLOWING + MOST_ARRIVING + MOST_UPLOADS
    return seats + at_doors + MOST_SENDING + SPARE_THREADS


class FileChunks:
    """What Django hands over for a file (`wsgi.file_wrapper`), in larger pieces than Django's."""

    def __init__(self, file: Any, _block_bytes: int = 0):
        self.file = file

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self.file.read(CHUNK_BYTES):
            yield chunk

    def close(self) -> None:
        """Django has put the end of its response here."""
        if hasattr(self.file, "close"):
            self.file.close()


class Sending:
    """An answer that is sent piece by piece: it gives its place back when it ends or is broken off.

    The server asks for a piece only when the client has taken enough of those before.
    """

    def __init__(self, pieces: Iterator[bytes], at_end: Callable[[], None]):
        self._pieces, self._at_end = pieces, at_end

    def __iter__(self) -> Sending:
        return self

    def __next__(self) -> bytes:
        try:
            while not (chunk := next(self._pieces)):
                pass
            return bytes(chunk)
        except StopIteration:
            raise
        except Exception:
            # The server would write it down itself, past the filter of our log.
            logger.exception("An answer broke off")
            raise StopIteration from None

    def close(self) -> None:
        at_end, self._at_end = self._at_end, lambda: None
        at_end()

    def __del__(self):
        # A server that lets go of an answer without a word must not keep its place.
        self.close()


class Front:
    """Around `application`, which is Django's: limits for bodies, a room, and bounded answers."""

    def __init__(self, application: Callable, seats: int | None = None):
        self.application = application
        self.room = Room(seats or settings.WEB_THREADS)
        self.receiver = Receiver(self.room)
        self.sending = Places(MOST_SENDING, MOST_SENDING_OF_ONE, MOST_SENDING_OF_NETWORK)
        # Servers mix the variables of the process with those of the request.
        self._of_process = frozenset(os.environ)

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        kept = fast_path.find(environ)
        if kept is not None:
            if SIGNING in (path := environ["PATH_INFO"]):
                request_counts.note(environ["REQUEST_METHOD"], path, int(kept.status))
            else:
                note_fast_hit()
            start_response(STATUS_LINES[kept.status], list(kept.headers.items()))
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else kept.body]
        environ = self._clean(environ)
        start_response = begin(environ, start_response)
        try:
            return self._answer(environ, start_response)
        except BodyRefusal as refusal:
            return refuse(refusal.status, environ, start_response)
        except Exception as error:
            if is_outage(error) or isinstance(error, EmbeddedError):
                return refuse(503, environ, start_response)
            logger.exception("A request was not answered")
            return refuse(500, environ, start_response)

    def _clean(self, environ: dict) -> dict:
        """The environment without the process's own: its secrets, and what passes for a header."""
        return {
            name: value
            for name, value in environ.items()
            if name in OF_WSGI
            or name == fast_path.ASKED
            or name.startswith("wsgi.")
            or (name.startswith("HTTP_") and name not in self._of_process)
        }

    def _answer(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        client = find_client(environ)
        environ |= {ROOM: self.room, CLIENT: client, "wsgi.file_wrapper": FileChunks}
        if environ["REQUEST_METHOD"] in WITHOUT_BODY:
            environ["CONTENT_LENGTH"] = "0"
            return self._call(environ, start_response, client)
        body = self.receiver.receive(environ, get_path_info(environ), client)
        with body:
            environ["wsgi.input"] = body
            return self._call(environ, start_response, client)

    def _call(self, environ: dict, start_response: Callable, client: str) -> Iterable[bytes]:
        started: list[tuple] = []
        result = self.application(environ, lambda *words: started.append(words))
        status, headers, *_error = started[-1]
        is_file = isinstance(result, FileChunks)
        is_short = is_file and 0 <= find_length(headers) <= WHOLE_BYTES
        is_stream = is_file or getattr(result, "streaming", False)
        if environ["REQUEST_METHOD"] != "HEAD" and is_stream and not is_short:
            if not self.sending.take(client):
                close(result)
                raise BodyRefusal(503)

            def end():
                try:
                    close(result)
                finally:
                    self.sending.give_back(client)

            try:
                start_response(status, headers)
                return Sending(iter(result), end)
            except BaseException:
                end()
                raise
        try:
            content = b"" if environ["REQUEST_METHOD"] == "HEAD" else b"".join(result)
        finally:
            close(result)
        start_response(status, headers)
        return [content]


def begin(environ: dict, start_response: Callable) -> Callable:
    """Name the request, and see to it that its answer is counted and, if it is an error, named."""
    name = request_ids.begin(environ)
    method, path = environ["REQUEST_METHOD"], get_path_info(environ)

    def start(line: str, headers: list[tuple[str, str]], *rest) -> object:
        status = int(line[:3])
        state = next((value for header, value in headers if header == "X-Cache"), "")
        request_counts.note(method, path, status, state)
        if request_ids.is_named_in_answer(status):
            headers = [*headers, (request_ids.HEADER, name)]
        return start_response(line, headers, *rest)

    return start


def find_client(environ: dict) -> str:
    """The IP address of the client, as far as it can be known."""
    return find_client_ip(SimpleNamespace(META=environ))


def find_length(headers: list[tuple[str, str]]) -> int:
    """The length that an answer announces; -1 if it does not."""
    for name, value in headers:
        if name.lower() == "content-length":
            return int(value)
    return -1


def close(result: Any) -> None:
    if hasattr(result, "close"):
        result.close()
