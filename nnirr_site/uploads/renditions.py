"""Smaller pictures of an image, made by the reader and never by a library of this process."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.cache import cache
from wagtail.images.models import IMAGE_FORMAT_EXTENSIONS, Filter, SourceImageIOError

from nnirr_site.uploads.fields import CleanPicture, read_all
from nnirr_site.uploads.reader import CannotRead, read

# A file that could not be opened is not tried again at every view of a page.
REFUSED_SECONDS = 600
QUALITIES = {"jpeg": 76, "webp": 80, "avif": 61}


class Ground:
    """Stands in for a picture while Wagtail's operations say what they want done to it."""

    def __init__(self):
        self.color: tuple[int, ...] | None = None

    def set_background_color_rgb(self, color) -> Ground:
        self.color = tuple(color)
        return self


def draw_rendition(image, filter: Filter, source=None) -> CleanPicture:
    """The picture that a filter describes. Raises `SourceImageIOError` if it cannot be made."""
    mark = _mark(image, filter)
    if cache.get(mark):
        raise SourceImageIOError("This file could not be opened a moment ago.")
    if source is not None:
        data = read_all(source)
    else:
        with image.open_file() as file:
            data = file.read()
    try:
        answer = ask(image, filter, data)
    except CannotRead as problem:
        if problem.is_for_good:
            cache.set(mark, True, REFUSED_SECONDS)
        raise SourceImageIOError(problem.reason) from problem
    told, content = answer.parts[0]
    name = f"rendition{IMAGE_FORMAT_EXTENSIONS[told['format']]}"
    return CleanPicture(content, name, (told["width"], told["height"]))


def ask(image, filter: Filter, data: bytes):
    """Have the reader make it; a second time if the picture has another size than we thought."""
    ground, env = Ground(), {}
    for operation in filter.filter_operations:
        operation.run(ground, image, env)
    options = {"kind": env.get("output-format", ""), "ground": ground.color}
    options |= {k: v for k, v in writing(env, options["kind"]).items()}
    size = [image.width, image.height]
    for _attempt in range(2):
        if min(size) < 1:
            raise CannotRead("damaged")
        transform = filter.get_transform(image, tuple(size))
        answer = read(
            "render",
            data,
            most_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS,
            expected=size,
            crop=list(transform.get_rect().round()),
            size=[max(1, round(side)) for side in transform.size],
            **options,
        )
        size = answer.find("size")
        if size is None:
            return answer
    raise CannotRead("damaged")


def writing(env: dict[str, Any], kind: str) -> dict[str, Any]:
    """Quality as the filter says, else as the settings say, as Wagtail's own filters have it."""
    if kind not in QUALITIES:
        return {}
    if "lossless" in env.get("output-format-options", []):
        return {"quality": 100} if kind == "avif" else {"lossless": True}
    default = getattr(settings, f"WAGTAILIMAGES_{kind.upper()}_QUALITY", QUALITIES[kind])
    return {"quality": env.get(f"{kind}-quality", default)}


def _mark(image, filter: Filter) -> str:
    name = f"{image.file.name} {filter.spec}".encode()
    return f"unreadable-{hashlib.blake2b(name, digest_size=16).hexdigest()}"
