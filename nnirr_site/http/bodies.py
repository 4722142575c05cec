"""How long a request's body may be. It is read whole before Django hears of it.

The proxy holds slow bodies back (deploy/). What may be slow nevertheless is the rest of an upload
behind Caddy, and holds a thread here, but nothing that others wait for.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import parse_cookie

from nnirr_site.database import is_outage
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.http.places import Places
from nnirr_site.http.room import Room, RoomFull
from nnirr_site.http.security_headers import DOOR_SECTIONS, admin_path, with_one_slash

MEGABYTE = 1024 * 1024
IN_MEMORY = 1 * MEGABYTE
CHUNK_BYTES = 64 * 1024
# Bodies that arrive at the same time, and those of one network.
MOST_ARRIVING = 100
MOST_ARRIVING_OF_NETWORK = 50
MOST_UPLOADS = 6
WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")
UPLOAD_SECTIONS = ("images/", "documents/")


class BodyRefusal(Exception):
    """The request is answered with a bare status before Django sees it."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class BodyLimit:
    """How long a body may be, and whether only who is signed in may send one as long."""

    most_bytes: int
    is_for_staff: bool


PUBLIC_BODY = BodyLimit(1 * MEGABYTE, is_for_staff=False)
STAFF_BODY = BodyLimit(8 * MEGABYTE, is_for_staff=True)
UPLOAD_BODY = BodyLimit(64 * MEGABYTE, is_for_staff=True)


def choose_limit(path: str, length: int) -> BodyLimit:
    """What a body of `length` bytes may be: only pictures and documents are longer than pages.

    The longest that it needs: so strangers, who may send what is short, are asked for no session.
    """
    path = with_one_slash(path)
    section = path.removeprefix(admin_path())
    is_inside = section != path and not section.startswith(DOOR_SECTIONS)
    if length <= PUBLIC_BODY.most_bytes or not is_inside:
        return PUBLIC_BODY
    is_upload = section.startswith(UPLOAD_SECTIONS)
    return UPLOAD_BODY if is_upload and length > STAFF_BODY.most_bytes else STAFF_BODY


class Receiver:
    """Reads bodies, a bounded number at a time."""

    def __init__(self, room: Room):
        self.room = room
        self.arriving = Places(MOST_ARRIVING, most_of_network=MOST_ARRIVING_OF_NETWORK)
        self.uploads = Places(MOST_UPLOADS)

    def receive(self, environ: dict, path: str, client: str) -> BinaryIO:
        """The whole body, at its beginning.

        Raises BodyRefusal: 413 if it is too long, 302 to the sign-in if only who is signed in may
        send it, 411 if nobody says how long it is, 400 if it ends early, 503 if too many arrive at
        once or nobody knows whether the sender is signed in.
        """
        length = announced_length(environ)
        limit = choose_limit(path, length)
        places = self.uploads if limit is UPLOAD_BODY else self.arriving
        refusal = self.find_refusal(limit, length, environ, client)
        is_short = length <= STAFF_BODY.most_bytes or getattr(refusal, "status", None) == 503
        if refusal is not None and not is_short:
            raise refusal
        if not places.take(client):
            raise refusal or BodyRefusal(503)
        try:
            if refusal is None:
                return keep(environ["wsgi.input"], length)
            # What a proxy has held back is read in any case: one that is cut off while it sends
            # would not hear the answer.
            for _chunk in chunks_of(environ["wsgi.input"], length):
                pass
            raise refusal
        finally:
            places.give_back(client)

    def find_refusal(
        self, limit: BodyLimit, length: int, environ: dict, client: str
    ) -> BodyRefusal | None:
        """Why a body is not taken, as far as that is known before it is read."""
        if length > limit.most_bytes:
            return BodyRefusal(413)
        try:
            is_welcome = not limit.is_for_staff or self.is_signed_in(environ, client)
        except BodyRefusal as refusal:
            return refusal
        return None if is_welcome else BodyRefusal(302)

    def is_signed_in(self, environ: dict, client: str) -> bool:
        """Whether the request's session is somebody's.

        A cookie alone is no more than a claim, which strangers could make to take all places.
        Raises BodyRefusal(503) if it cannot be known now.
        """
        key = parse_cookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
        if not key:
            return False
        try:
            seat = self.room.enter(client)
            try:
                return SESSION_KEY in import_module(settings.SESSION_ENGINE).SessionStore(key)
            finally:
                self.room.leave(seat)
        except Exception as error:
            if isinstance(error, (RoomFull, EmbeddedError)) or is_outage(error):
                raise BodyRefusal(503) from None
            raise


def announced_length(environ: dict) -> int:
    """How long the body is.

    Raises BodyRefusal(411) for one in pieces without a length: if the sender breaks off, granian's
    WSGI shows its beginning as if that were all. Browsers and proxies that hold back say a length.
    """
    header = environ.get("CONTENT_LENGTH", "")
    if not header:
        if environ.get("HTTP_TRANSFER_ENCODING"):
            raise BodyRefusal(411)
        return 0
    if not (header.isascii() and header.isdecimal()):
        raise BodyRefusal(400)
    return int(header[:20])


def chunks_of(stream: BinaryIO, length: int) -> Iterator[bytes]:
    """What was announced, piece by piece. Raises BodyRefusal(400) if the sender has gone."""
    left = length
    while left:
        chunk = stream.read(min(left, CHUNK_BYTES))
        if not chunk:
            raise BodyRefusal(400)
        yield chunk
        left -= len(chunk)


def keep(stream: BinaryIO, length: int) -> BinaryIO:
    """A file with the whole body, at its beginning."""
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    try:
        for chunk in chunks_of(stream, length):
            body.write(chunk)
        body.seek(0)
    except BaseException:
        body.close()
        raise
    return body
