"""How long a request waits for the reader of files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from nnirr_site.uploads.reader import answering_a_request

# Who looks at something can look again; who has sent a file would have to send it again.
SECONDS_TO_SHOW = 3
SECONDS_TO_TAKE = 20


class ReaderPatienceMiddleware:
    """Bounds how long a request waits for other files, and how many requests wait."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_safe = request.method in ("GET", "HEAD", "OPTIONS")
        with answering_a_request(SECONDS_TO_SHOW if is_safe else SECONDS_TO_TAKE):
            return self.get_response(request)
