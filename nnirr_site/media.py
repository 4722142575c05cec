"""Uploaded images, served by the site itself where no proxy does it.

Only raster images are served. Documents have their own address, where Wagtail checks who may
read them, so nothing else below MEDIA_ROOT can be had here.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import condition, require_safe

from nnirr_site.cache import uploaded_file
from nnirr_site.security import UPLOAD_POLICY

IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class FilePart:
    """The bytes of an open file from where it stands, `length` of them and no more."""

    def __init__(self, file, length: int):
        self.file = file
        self.left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        data = self.file.read(wanted)
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def find_image(path: str) -> Path | None:
    """Find the file below MEDIA_ROOT; None if there is none that may be shown."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
        is_image = file.suffix.lower() in IMAGE_TYPES and file.is_file()
    except (SuspiciousFileOperation, ValueError, OSError):  # outside, NUL byte, name too long
        return None
    return file if is_image else None


def _etag(request: HttpRequest, path: str) -> str | None:
    file = find_image(path)
    if file is None:
        return None
    state = file.stat()
    return f'"{state.st_mtime_ns:x}-{state.st_size:x}"'


def _last_modified(request: HttpRequest, path: str) -> datetime | None:
    file = find_image(path)
    return None if file is None else datetime.fromtimestamp(int(file.stat().st_mtime), UTC)


@require_safe
@condition(etag_func=_etag, last_modified_func=_last_modified)
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send an uploaded image, or the one range of it that was asked for."""
    file = find_image(path)
    if file is None:
        raise Http404
    size = file.stat().st_size
    wanted = _parse_range(request, path, size)
    if wanted == ():
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    elif wanted is None:
        response = FileResponse(file.open("rb"), content_type=IMAGE_TYPES[file.suffix.lower()])
    else:
        response = _send_part(file, *wanted, size)
    response["Accept-Ranges"] = "bytes"
    response["Content-Security-Policy"] = UPLOAD_POLICY
    return uploaded_file(response)


def _parse_range(request: HttpRequest, path: str, size: int) -> tuple[int, int] | tuple[()] | None:
    """Give (first, last) byte, () if the range lies outside the file, None for the whole file.

    What is not understood (several ranges, other units) is answered with the whole, as RFC 9110
    allows.
    """
    found = ONE_RANGE.fullmatch(request.META.get("HTTP_RANGE", "").strip())
    unchanged = request.META.get("HTTP_IF_RANGE") in (None, _etag(request, path))
    if not found or not unchanged or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        first, last = max(size - int(last), 0), size - 1
    else:
        first, last = int(first), min(int(last or size - 1), size - 1)
    return (first, last) if first <= last else ()


def _send_part(file: Path, first: int, last: int, size: int) -> FileResponse:
    stream = file.open("rb")
    stream.seek(first, os.SEEK_SET)
    part = FilePart(stream, last - first + 1)
    response = FileResponse(part, content_type=IMAGE_TYPES[file.suffix.lower()], status=206)
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response
