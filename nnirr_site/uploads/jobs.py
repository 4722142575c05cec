"""What the child process can be asked to do with a file: `job(data, options, tell)`."""

from __future__ import annotations

from nnirr_site.documents.pdf import read_pdf
from nnirr_site.uploads import pictures


def clean_picture(data: bytes, options: dict, tell) -> None:
    tell(*pictures.clean(data, **options))


def render_picture(data: bytes, options: dict, tell) -> None:
    tell(*pictures.render(data, **options))


def measure_picture(data: bytes, options: dict, tell) -> None:
    """Width, height and what the file tells beside the picture; nothing is decoded."""
    picture = pictures.open_picture(data, options["most_pixels"])
    tell({"width": picture.width, "height": picture.height, "told": pictures.told_by(data)})


def show_properties(data: bytes, options: dict, tell) -> None:
    from nnirr_site.uploads import papers  # takes long to load, and is asked for seldom

    tell({"properties": papers.show(data, options["extension"])})


def remove_properties(data: bytes, options: dict, tell) -> None:
    from nnirr_site.uploads import papers

    tell({"removed": True}, papers.remove(data, options["extension"]))


JOBS = {
    "clean": clean_picture,
    "render": render_picture,
    "measure": measure_picture,
    "pdf": read_pdf,
    "show_properties": show_properties,
    "remove_properties": remove_properties,
}
