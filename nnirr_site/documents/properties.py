"""Shows staff what a document tells of who made it, and removes that when they say so."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from nnirr_site.models import SiteDocument
from nnirr_site.models.media import PICTURES
from nnirr_site.uploads.reader import PDF_BOUNDS, CannotRead, read
from nnirr_site.uploads.sentences import PROPERTIES

REMOVABLE = {"pdf", "docx", "pptx", "xlsx", "odt", "mp3", "mp4"}
LOOKED_INTO = {*REMOVABLE, "epub"}


def say_what_stays(extension: str) -> str:
    """What no button takes out of such a file."""
    if extension == "pdf":
        return _(
            "The title, the words of comments, attached files and everything that can be seen on "
            "the pages stay, such as a name in a footer."
        )
    if extension in ("docx", "pptx", "xlsx", "odt"):
        return _(
            "The title stays. Comments, tracked changes, hidden slides, rows and sheets stay too, "
            "with their dates but without the names of who made them: remove them in the program "
            "before you upload."
        )
    if extension == "epub":
        return _("What a book tells of its makers is part of it and stays.")
    if extension == "mp3":
        return _("What can be heard stays.")
    if extension == "mp4":
        return _("What can be seen and heard stays.")
    if extension in PICTURES:
        return _("Where, when and with what it was taken went when it was uploaded.")
    if extension == "zip":
        return _(
            "The site does not look into ZIP files: whatever the files in it tell of their makers "
            "is kept and published."
        )
    return _("The site does not look into such files: all that is in it is published.")


def find_properties(document: SiteDocument) -> dict[str, Any]:
    """`properties` (pairs of words), `problem` if it could not be read, what can be done."""
    extension = document.file_extension.lower()
    found: dict[str, Any] = {
        "properties": [],
        "problem": "",
        "kept": say_what_stays(extension),
        "can_remove": extension in REMOVABLE,
        "is_looked_into": extension in LOOKED_INTO,
    }
    if extension not in LOOKED_INTO:
        return found
    try:
        with document.open_file() as file:
            told = read("show_properties", file.read(), PDF_BOUNDS, extension=extension)
    except OSError:
        return found | {"problem": _("The file is missing."), "can_remove": False}
    except CannotRead as problem:
        return found | {"problem": explain_unread(problem), "can_remove": False}
    pairs = [(PROPERTIES[name], value) for name, value in told.find("properties")]
    return found | {"properties": pairs}


def explain_unread(problem: CannotRead) -> str:
    if problem.reason == "locked":
        return _("The file is locked with a password, so nobody can look at what it tells.")
    if problem.reason == "data_track":
        return _("This video holds a track of data, such as places; export it anew without it.")
    if problem.reason == "no_room":
        return _(
            "The server's disk is full, so the file could not be looked into. Tell whoever runs "
            "the server."
        )
    if not problem.is_for_good:
        return _("The site is reading other files. Open this screen again in a minute.")
    return _("What this file tells could not be read: it may be damaged.")


@require_POST
def remove_properties(request: HttpRequest, document_id: int) -> HttpResponseBase:
    """Replace a document's file by one that tells nothing; its address stays."""
    document = get_object_or_404(SiteDocument, pk=document_id)
    policy = policy_registry.get_by_type(SiteDocument)
    if not policy.user_has_permission_for_instance(request.user, "change", document):
        raise PermissionDenied
    try:
        replace_by_silent(document)
    except FileNotFoundError:
        messages.error(request, _("The file is missing."))
    except CannotRead as problem:
        messages.error(request, explain_unread(problem))
    else:
        log(instance=document, action="wagtail.edit", user=request.user)
        messages.success(request, _("The file no longer tells this. Its address is the same."))
    return redirect("wagtaildocs:edit", document.pk)


def replace_by_silent(document: SiteDocument) -> None:
    """Write the file anew under the same name in a folder of its own, then delete the old one.

    Raises `CannotRead` for a file that cannot be written anew, `OSError` if there is no room.
    """
    extension = document.file_extension.lower()
    with document.open_file() as file:
        answer = read("remove_properties", file.read(), PDF_BOUNDS, extension=extension)
    content = answer.content_of("removed")
    storage, old = document.file.storage, document.file.name
    name = f"documents/{secrets.token_hex(8)}/{PurePosixPath(old).name}"
    new = storage.save(name, ContentFile(content))
    document.file.name = new
    document._set_document_file_metadata()
    document.file.close()
    document.save(update_fields=["file", "file_size", "file_hash"])
    transaction.on_commit(lambda: storage.delete(old))
