"""Uploaded pictures, served by the site itself: it knows whom each is for.

Renditions, first pages of documents and cards for sharing are for everybody whom the collection or
the page is for. Originals and profile pictures are for staff. Documents have their own address, so
nothing else below MEDIA_ROOT can be had here.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils._os import safe_join
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from nnirr_site.http.byte_ranges import send_file
from nnirr_site.http.caching import private_page, uploaded_file
from nnirr_site.http.security_headers import UPLOAD_POLICY
from nnirr_site.uploads.access import RENDITIONS, find_access

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


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture to whom it is for, or the one range of it that was asked for.

    Raises `Http404` for everybody else, who cannot tell a picture that is not for them from none.
    """
    file = find_image(path)
    if file is None:
        raise Http404
    # The name as it is stored: `images/x/../y.jpg` is another path to the same file.
    # Not resolved, as `safe_join` does not: the folder may be a link to another disk.
    name = file.relative_to(os.path.abspath(settings.MEDIA_ROOT)).as_posix()
    access = find_access(request, name)
    if not access.may_see:
        raise Http404
    state = file.stat()
    etag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    changed_at = datetime.fromtimestamp(int(state.st_mtime), UTC)
    response = get_conditional_response(request, etag, int(changed_at.timestamp()))
    if response is None:
        content_type = IMAGE_TYPES[file.suffix.lower()]
        response = send_file(request, file.open("rb"), state.st_size, content_type, etag)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Content-Security-Policy"] = UPLOAD_POLICY
    if not access.is_public:
        return private_page(response)
    if name.startswith(f"{RENDITIONS}/"):
        # People in a picture are not to be found by it apart from the page that shows it.
        response["X-Robots-Tag"] = "noindex"
    return uploaded_file(response)
