"""Sends documents: the right type and name, ranges, validators, and private ones to nobody else."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from nnirr_site.http.byte_ranges import send_file
from nnirr_site.http.caching import moved_page, private_page, public_document
from nnirr_site.models import SiteDocument
from nnirr_site.storage.state import FileState

# Shown in the browser; all else is offered for saving.
SHOWN_TYPES = {"application/pdf", "audio/mpeg"}
# A PDF viewer does not work in a sandbox.
POLICY = "default-src 'none'"


@require_safe
def serve_document(
    request: HttpRequest, document_id: int, document_filename: str
) -> HttpResponseBase:
    """Send a document, after whatever Wagtail and its plug-ins want to check.

    The steps are those of `wagtail.documents.views.serve.serve`, which knows no ranges and no
    caching. A name that the document had before leads to the one that it has now. Raises `Http404`
    for an unknown document, any other file name or a file that is missing.
    """
    document = get_object_or_404(SiteDocument.objects.select_related("collection"), pk=document_id)
    # Without this, guessing numbers would tell names.
    is_present = document.filename == document_filename
    if not is_present and document_filename not in document.former_names:
        raise Http404
    for check in hooks.get_hooks("before_serve_document"):
        refusal = check(document, request)
        if isinstance(refusal, HttpResponse):
            return private_page(refusal)
    if not is_present:
        answer = HttpResponseRedirect(document.url)
        return private_page(answer) if document.is_private else moved_page(answer)
    document_served.send(sender=SiteDocument, instance=document, request=request)
    return mark_cacheable(send_document(request, document), document)


def send_document(request: HttpRequest, document: SiteDocument) -> HttpResponseBase:
    """The file, a part of it, or the news that the reader has it already."""
    state = find_state(document)
    if state is None:
        raise Http404
    etag, changed_at = f'"{document.get_file_hash()}"', state.changed_at.timestamp()
    response = get_conditional_response(request, etag, int(changed_at))
    if response is None:
        file = document.file.storage.open_known(document.file.name, state)
        response = send_file(request, file, state.size, document.content_type, etag)
        is_shown = document.content_type in SHOWN_TYPES
        response["Content-Disposition"] = disposition(document.filename, is_shown)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at)
    response["Content-Security-Policy"] = POLICY
    return response


def mark_cacheable(response: HttpResponseBase, document: SiteDocument) -> HttpResponseBase:
    """For everybody, unless the document's collection is only for some."""
    if document.is_private:
        return private_page(response)
    return public_document(response)


def find_state(document: SiteDocument) -> FileState | None:
    """Size and time of the document's file; None if there is none."""
    if not document.file:
        return None
    try:
        return document.file.storage.find_state(document.file.name)
    except FileNotFoundError:
        return None


def has_file(document: SiteDocument) -> bool:
    return find_state(document) is not None


def disposition(name: str, is_shown: bool) -> str:
    """Content-Disposition with the file's name, for old clients in ASCII (RFC 6266, appendix D)."""
    path = PurePosixPath(name)
    stem, suffix = (_plain(part).strip(" _") for part in (path.stem, path.suffix))
    fallback = f"{stem or 'document'}{suffix}"
    value = f'{"inline" if is_shown else "attachment"}; filename="{fallback}"'
    return value if fallback == name else f"{value}; filename*=UTF-8''{quote(name, safe='')}"


def _plain(text: str) -> str:
    """The ASCII letters and digits of a text; signs that could end a header value become `_`."""
    ascii_text = text.encode("ascii", "ignore").decode()
    return "".join(sign if sign.isalnum() or sign in " ._-()" else "_" for sign in ascii_text)
