"""Sends a file, or the one range of it that was asked for (RFC 9110 §14)."""

from __future__ import annotations

import os
import re
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class FilePart:
    """The bytes of an open file from where it stands, `length` of them and no more."""

    def __init__(self, file: BinaryIO, length: int):
        self.file = file
        self.left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        data = self.file.read(wanted)
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def send_file(
    request: HttpRequest, file: BinaryIO, size: int, content_type: str, etag: str | None
) -> HttpResponseBase:
    """Answer 200 with the whole of an open file of `size` bytes, 206 with a part of it, or 416.

    The response closes the file. `etag` is the file's strong validator, with its quotes.
    """
    wanted = parse_range(request, size, etag)
    if wanted == ():
        file.close()
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    elif wanted is None:
        response = FileResponse(FilePart(file, size), content_type=content_type)
        response["Content-Length"] = str(size)
    else:
        first, last = wanted
        file.seek(first, os.SEEK_SET)
        part = FilePart(file, last - first + 1)
        response = FileResponse(part, content_type=content_type, status=206)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    return response


def parse_range(
    request: HttpRequest, size: int, etag: str | None
) -> tuple[int, int] | tuple[()] | None:
    """Give (first, last) byte, () if the range lies outside the file, None for the whole file.

    What is not understood (several ranges, other units) is answered with the whole, as RFC 9110
    allows; with any method but GET a range means nothing (§14.2).
    """
    if request.method != "GET":
        return None
    found = ONE_RANGE.fullmatch(request.META.get("HTTP_RANGE", "").strip())
    unchanged = request.META.get("HTTP_IF_RANGE") in (None, etag)
    if not found or not unchanged or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        first, last = max(size - int(last), 0), size - 1
    else:
        first, last = int(first), min(int(last or size - 1), size - 1)
    return (first, last) if first <= last else ()
