"""Uploaded images, served by the site itself where no proxy does it.

Only raster images are served. Documents have their own address, where Wagtail checks who may
read them, so nothing else below MEDIA_ROOT can be had here.
"""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import condition, require_safe

from nnirr_site.cache import uploaded_file
from nnirr_site.ranges import send_file
from nnirr_site.security import UPLOAD_POLICY

IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


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
    content_type = IMAGE_TYPES[file.suffix.lower()]
    response = send_file(request, file.open("rb"), size, content_type, _etag(request, path))
    response["Content-Security-Policy"] = UPLOAD_POLICY
    return uploaded_file(response)
