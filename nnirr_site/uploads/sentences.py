"""What staff are told of a file that was not taken, and of what files tell."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nnirr_site.uploads.reader import CannotRead

HEIC_ADVICE = gettext_lazy(
    "A photograph of an iPhone in the format HEIC has to be saved as JPEG first: share or export "
    "it as JPEG, or choose “Most Compatible” under Settings, Camera, Formats on the phone."
)


def explain(problem: CannotRead) -> str:
    """Why a picture was not taken, and what to do about it."""
    reason = problem.reason
    if reason == "too_many_pixels":
        return _(
            "This picture is %(width)d × %(height)d pixels, which is more than this site opens "
            "(%(most)d million). Make it smaller, such as 4000 pixels wide, and upload it again."
        ) % {
            **problem.details,
            "most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
        }
    if reason == "moving":
        return _("This picture moves. The site shows still pictures: save one frame of it as PNG.")
    if reason == "too_much":
        return _(
            "Opening this file took too much memory or time, so it was not taken. Open it in a "
            "program for pictures, save it as JPEG and upload that."
        )
    if reason == "too_large":
        return _("This file is too large to be opened.")
    if reason == "no_picture":
        return _("This file is no picture that the site can show.")
    if reason in ("busy", "gone"):
        return _("The site is reading other files. Wait a minute and upload it again.")
    if reason == "no_room":
        sentence = _("The server's disk is full. Nothing was kept of what you just sent.")
        advice = _("Tell whoever runs the server, and send it again when they have made room.")
        return f"{sentence} {advice}"
    return _(
        "This file is damaged or was not uploaded whole. Open it in a program for pictures, save "
        "it anew and upload that."
    )


# What a file may tell, by the words of `nnirr_site.uploads.sandbox.document_metadata`.
PROPERTIES = {
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "last editor": gettext_lazy("Last editor"),
    "organization": gettext_lazy("Organization"),
    "program": gettext_lazy("Program"),
    "created": gettext_lazy("Made on"),
    "changed": gettext_lazy("Changed on"),
    "subject": gettext_lazy("Subject"),
    "keywords": gettext_lazy("Keywords"),
    "comment": gettext_lazy("Comment"),
    "comments by": gettext_lazy("Comments or changes by"),
    "pictures": gettext_lazy("Pictures in it that tell something"),
    "attachments": gettext_lazy("Files attached to it"),
    "XMP": gettext_lazy("Further (XMP)"),
    "other": gettext_lazy("Other"),
}
