"""Uploaded pictures, served by the site itself: it knows whom each is for.

Renditions, first pages of documents and cards for sharing are for everybody whom the collection or
the page is for. Originals and profile pictures are for staff. Documents have their own address, so
nothing else below MEDIA_ROOT can be had here.
"""

import posixpath
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
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


def find_image(path: str) -> str | None:
    """The storage's name of a picture; None if there is none that may be shown.

    `images/x/../y.jpg` is another path to the same file.
    """
    name = posixpath.normpath(path)
    if name.startswith(("/", "../")) or "\0" in name or ending_of(name) not in IMAGE_TYPES:
        return None
    try:
        return name if default_storage.may_hold(name) else None
    except (SuspiciousOperation, ValueError, OSError):  # outside, name too long
        return None


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send a picture to whom it is for, or the one range of it that was asked for.

    Raises `Http404` for everybody else, who cannot tell a picture that is not for them from none.
    """
    name = find_image(path)
    if name is None:
        raise Http404
    access = find_access(request, name)
    if not access.may_see:
        raise Http404
    try:
        state = default_storage.find_state(name)
    except FileNotFoundError:
        raise Http404 from None
    changed_at, etag = state.changed_at.timestamp(), state.etag
    response = get_conditional_response(request, etag, int(changed_at))
    if response is None:
        file = default_storage.open_known(name, state)
        response = send_file(request, file, state.size, IMAGE_TYPES[ending_of(name)], etag)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at)
    response["Content-Security-Policy"] = UPLOAD_POLICY
    if not access.is_public:
        return private_page(response)
    if name.startswith(f"{RENDITIONS}/"):
        # People in a picture are not to be found by it apart from the page that shows it.
        response["X-Robots-Tag"] = "noindex"
    return uploaded_file(response)
