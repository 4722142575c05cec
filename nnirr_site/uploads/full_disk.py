"""What staff are told when a file cannot be kept: the disk is full, or may not be written."""

from __future__ import annotations

import errno
import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nnirr_site.http.caching import private_page
from nnirr_site.http.outages import show_outage
from nnirr_site.http.security_headers import is_admin_path
from nnirr_site.storage.state import StorageAway
from nnirr_site.uploads.fields import UnreadablePicture

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_RIGHT = {errno.EROFS, errno.EACCES, errno.EPERM}
INSUFFICIENT_STORAGE = 507

logger = logging.getLogger(__name__)


class FullDiskMiddleware:
    """Answer staff with a sentence where a file could not be written or opened.

    Nothing is left behind: the storage keeps a file whole or not at all, and the row is written
    after the file. Uploads that run in a page answer with what Wagtail's script shows.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """None for everything else, which is then an error like any other."""
        if isinstance(error, StorageAway):
            logger.error("Files: %s", error.strerror)
            return self.answer_away(request)
        if not is_admin_path(request.path):
            return None
        if isinstance(error, UnreadablePicture):
            return answer_full_disk(request, " ".join(error.messages), 400)
        number = error.errno if isinstance(error, OSError) else None
        if number not in NO_ROOM | NO_RIGHT:
            return None
        logger.error("A file could not be written: %s", errno.errorcode[number])
        if number in NO_ROOM:
            sentence = _("The server's disk is full. Nothing was kept of what you just sent.")
        else:
            sentence = _("The server may not write files. Nothing was kept of what you just sent.")
        advice = _("Tell whoever runs the server, and send it again when they have made room.")
        return answer_full_disk(request, f"{sentence} {advice}", INSUFFICIENT_STORAGE)

    def answer_away(self, request: HttpRequest) -> HttpResponse:
        """While the object storage is away: visitors come back, staff are told what was kept."""
        if not is_admin_path(request.path):
            return show_outage(request)
        sentence = _("Files cannot be reached at the moment. Try again in a minute.")
        return answer_full_disk(request, sentence, 503)


def answer_full_disk(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"success": False, "error_message": sentence})
    context = {"sentence": sentence}
    return private_page(render(request, "uploads/not_kept.html", context, status=status))
