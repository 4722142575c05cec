"""What a video in MP4 tells beside picture and sound (ISO/IEC 14496-12, and Apple's QuickTime).

Places in the file are counted from its start, so nothing may move: what tells becomes free space.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nnirr_site.uploads.sandbox.unreadable import Refused

HOLDERS = {b"moov", b"trak", b"mdia"}
TELLING = {b"udta", b"meta", b"uuid"}
DATED = {b"mvhd", b"tkhd", b"mdhd"}
# What a track may hold; any other could tell where the camera was at each moment.
SEEN_OR_HEARD = {b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"tmcd", b"hint"}
NAMES = {
    b"\xa9nam": "title",
    b"\xa9ART": "author",
    b"\xa9aut": "author",
    b"\xa9swr": "program",
    b"\xa9too": "program",
    b"\xa9day": "created",
    b"\xa9cmt": "comment",
    b"\xa9des": "comment",
}
LONGEST_TEXT = 200


class Box(NamedTuple):
    """One box: its name, where it begins, where its content does, where it ends."""

    name: bytes
    start: int
    content: int
    end: int


def boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places. Raises `ValueError` for a size that cannot be."""
    while start + 8 <= end:
        size, name = int.from_bytes(data[start : start + 4]), data[start + 4 : start + 8]
        content = 8
        if size == 1:
            size, content = int.from_bytes(data[start + 8 : start + 16]), 16
        elif size == 0:
            size = end - start
        if size < content or start + size > end:
            raise ValueError("a box that is larger than what holds it")
        yield Box(name, start, start + content, start + size)
        start += size


def walk(data: bytes, start: int, end: int) -> Iterator[Box]:
    """All boxes that may tell something, and those that hold them."""
    for box in boxes(data, start, end):
        yield box
        if box.name in HOLDERS:
            yield from walk(data, box.content, box.end)


def tracks_that_tell(data: bytes) -> list[Box]:
    """Tracks of something that is neither seen nor heard."""
    found = []
    for track in (box for box in walk(data, 0, len(data)) if box.name == b"trak"):
        kinds = [
            data[box.content + 8 : box.content + 12]
            for box in walk(data, track.content, track.end)
            if box.name == b"hdlr"
        ]
        if not set(kinds) & SEEN_OR_HEARD:
            found.append(track)
    return found


def show_mp4(data: bytes, extension: str) -> list[tuple[str, str]]:
    """Texts of what it tells, and that there is more where there is."""
    found: list[tuple[str, str]] = [("other", "track of data") for _box in tracks_that_tell(data)]
    for box in walk(data, 0, len(data)):
        content = data[box.content : box.end]
        if box.name == b"udta":
            for inner in boxes(data, box.content, box.end):
                text = data[inner.content + 4 : inner.end].decode("utf-8", "replace")
                name = NAMES.get(inner.name, "other")
                found.append((name, " ".join(text.split("\0"))[:LONGEST_TEXT].strip()))
        elif box.name in TELLING and any(content):
            found.append(("other", box.name.decode()))
        elif box.name in DATED and any(_dates(content)):
            found.append(("created", "date"))
    return list(dict.fromkeys(item for item in found if item[1]))


def _dates(content: bytes) -> bytes:
    """When it was made and changed: two numbers after version and flags."""
    return content[4 : 4 + (16 if content[:1] == b"\1" else 8)]


def remove_mp4(data: bytes, extension: str) -> bytes:
    """Picture and sound alone. Refuses where a track tells more: its data lie among those of the
    picture.
    """
    if tracks_that_tell(data):
        raise Refused("data_track")
    silent = bytearray(data)
    for box in list(walk(data, 0, len(data))):
        if box.name in TELLING:
            silent[box.start + 4 : box.start + 8] = b"free"
            silent[box.content : box.end] = bytes(box.end - box.content)
        elif box.name in DATED:
            length = len(_dates(data[box.content : box.end]))
            silent[box.content + 4 : box.content + 4 + length] = bytes(length)
    return bytes(silent)
