"""Puts the prints of the site into the image library, so that editors have pictures to begin with.

Every print was drawn for this site and shows nobody who lives: none needs a consent.
"""

from __future__ import annotations

from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from nnirr_site.typesetting.render import render_png

TEMPLATE = "nnirr_site/starter/print.typ"
WIDTH = 900
CREDIT = "Print made for this site"
PRINTS = {
    "block-voice": (
        "Print: a voice",
        "Linocut print: three trumpet flowers on one stem sound out in rays.",
    ),
    "block-border": (
        "Print: a path through the border",
        "Linocut print: a white footpath crosses a dotted border and leads over hills to the sun.",
    ),
    "block-convention": (
        "Print: the nib that takes root",
        "Linocut print: a pen writes a line, and from its nib grows a plant with leaves and berries.",
    ),
    "block-day": ("Print: the eighteenth", "Linocut print: the number 18 in front of a red sun."),
    "rings": ("Print: woven rings", "Linocut print: three woven rings."),
    "thanks": (
        "Print: grandmother and granddaughter",
        "Linocut print of a grandmother and her granddaughter in front of a golden sun.",
    ),
    "lost": (
        "Print: a path to the sea",
        "Linocut print: a footpath stops at the sea while a bird flies on toward the sun.",
    ),
    "bust-worker": ("Print: a worker", "Linocut print of a worker with a helmet and a mustache."),
    "bust-family": (
        "Print: a family",
        "Linocut print of a woman with glasses and a girl, side by side.",
    ),
    "bust-neighbor": (
        "Print: a neighbor",
        "Linocut print of a woman with earrings who looks straight at you.",
    ),
    "common-ground": (
        "Print: seven neighbors",
        "Linocut print: seven neighbors of different ages and backgrounds stand shoulder to "
        "shoulder in front of a red sun and look straight at you.",
    ),
}
"""Name in static/art → (title, what one sees). The library shows the last one first."""


def store_prints(refresh: bool = False) -> int:
    """Put missing prints into the library; with `refresh` describe those that are there anew.

    A print that staff deleted stays deleted: the log of the library outlives it. Returns how many
    were written.
    """
    model = get_image_model()
    known = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), action="wagtail.create"
    )
    labels = set(known.values_list("label", flat=True))
    written = 0
    for name, (title, description) in PRINTS.items():
        image = model.objects.filter(title=title).first()
        if image is None and title not in labels:
            image = model(title=title, description=description, credit=CREDIT)
            drawn = draw_print(name)
            image.file.save(f"{name}.png", ContentFile(drawn), save=False)
            image.width, image.height = Image.open(BytesIO(drawn)).size
            image._set_image_file_metadata()
            image.save()
            log(instance=image, action="wagtail.create")
        elif image is not None and refresh:
            image.description, image.credit = description, CREDIT
            image.save()
        else:
            continue
        written += 1
    return written


def draw_print(name: str) -> bytes:
    """A print on paper as a PNG file, `WIDTH` pixels wide."""
    drawn = render_png(TEMPLATE, {"name": name, "width": WIDTH})
    file = BytesIO()
    # The prints are of a few flat inks; a palette is a fifth of the bytes.
    with Image.open(BytesIO(drawn)) as image:
        image.convert("RGB").quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()
