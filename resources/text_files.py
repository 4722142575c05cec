"""Texts of a page as files that readers edit: made when somebody asks, from what staff wrote."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from nnirr_site.documents.serving import disposition
from nnirr_site.documents.word_files import write_word_file
from nnirr_site.http.caching import public_document
from nnirr_site.models import SiteIdentity
from nnirr_site.models.media import DOCUMENT_TYPES
from nnirr_site.text.live_figures import fill_in

# To be raised when files are written differently, so that browsers ask for them anew.
WRITING = 1


def serve_text_file(request: HttpRequest, name: str, value) -> HttpResponseBase:
    """The text of a `TextFileBlock` with the figures of the day, as a Word file to be saved."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    title, language = value.get("heading") or name, get_language() or "en"
    author = SiteIdentity.shown_for(request).organization
    markup = fill_in(expand_db_html(value["body"].source))
    shown = f"{WRITING}\0{title}\0{language}\0{author}\0{markup}"
    etag = f'"{hashlib.sha256(shown.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag)
    if response is None:
        content = write_word_file(markup, title=title, language=language, author=author)
        response = HttpResponse(content, content_type=DOCUMENT_TYPES["docx"])
        response["Content-Disposition"] = disposition(f"{name}.docx", is_shown=False)
    response["ETag"] = etag
    return public_document(response)
