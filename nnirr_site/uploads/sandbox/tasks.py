"""What the child process can be asked to do with a file: `job(data, options, tell)`."""

from __future__ import annotations

from nnirr_site.documents.pdf import tell_pdf
from nnirr_site.uploads.sandbox import containers, pictures
from nnirr_site.uploads.sandbox.unreadable import Refused


def clean_picture(data: bytes, options: dict, tell) -> None:
    tell(*pictures.rewrite_picture(data, **options))


def render_picture(data: bytes, options: dict, tell) -> None:
    tell(*pictures.cut_rendition(data, **options))


def measure_picture(data: bytes, options: dict, tell) -> None:
    """Width, height and what the file tells beside the picture; nothing is decoded."""
    picture = pictures.open_picture(data, options["most_pixels"])
    tell({"width": picture.width, "height": picture.height, "told": pictures.told_by(data)})


def strip_picture(data: bytes, options: dict, tell) -> None:
    """The file without what it tells, also of a picture that is too large or too broken to open.

    Nothing is decoded. Refuses a file of which something would be left, or may be.
    """
    if not containers.is_known_picture(data):
        raise Refused("no_picture")
    stripped = containers.strip(data)
    if pictures.told_by(stripped):
        raise Refused("damaged")
    tell({"removed": pictures.told_by(data)}, stripped)


def show_properties(data: bytes, options: dict, tell) -> None:
    from nnirr_site.uploads.sandbox import (
        document_metadata,  # takes long to load, and is asked for seldom
    )

    tell({"properties": document_metadata.show(data, options["extension"])})


def silence_document(data: bytes, options: dict, tell) -> None:
    from nnirr_site.uploads.sandbox import document_metadata

    tell({"removed": True}, document_metadata.remove_metadata(data, options["extension"]))


JOBS = {
    "clean": clean_picture,
    "render": render_picture,
    "measure": measure_picture,
    "strip": strip_picture,
    "pdf": tell_pdf,
    "show_properties": show_properties,
    "remove_properties": silence_document,
}
