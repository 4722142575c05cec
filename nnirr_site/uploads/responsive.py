"""Photographs in several widths and formats, made when a page is published.

A page that is rendered shows what is there. Only if nothing is there, as for a picture that was
just replaced, one small JPEG is made at once; the rest follows in the background. AVIF of a large
photograph takes the better part of a second: no reader should wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import Page, ReferenceIndex

from nnirr_site.http.page_cache.memory import purge
from nnirr_site.models import SiteImage, SiteRendition
from nnirr_site.publishing.jobs import after_commit, soon
from nnirr_site.uploads.access import is_for_all
from nnirr_site.uploads.reader import waiting_at_most

WIDTHS = (480, 800, 1200)
# Best first: a browser takes the first that it knows. The last is for all others.
FORMATS = ("avif", "webp", "jpeg")
# What others take away to print or post: as large as a newspaper wants it.
LARGE = "max-2400x2400|format-jpeg"
# How long a page waits for the reader of files if that is busy with others.
SECONDS_OF_A_VISITOR = 3
# What a field of a page, rather than a block in its text, is shown as.
FIELD_SPECS = {
    "cover": ["fill-300x400|format-webp"],
    "share_image": ["fill-1200x630|format-jpeg"],
}


@dataclass
class PictureSource:
    """One `<source>`: a format and its addresses by width."""

    type: str
    srcset: str


@dataclass
class PictureParts:
    """What `components/picture.html` shows."""

    url: str
    width: int
    height: int
    alt: str
    srcset: str = ""
    sources: list[PictureSource] = field(default_factory=list)


def widths_for(image: SiteImage) -> list[int]:
    """The widths that an image is wide enough for; always at least one."""
    largest = min(image.width, WIDTHS[-1])
    return sorted({width for width in WIDTHS if width < largest} | {largest})


def specs_for(image: SiteImage) -> dict[str, list[str]]:
    """Format → the specifications of all its widths, the narrowest first."""
    return {
        name: [f"width-{width}|format-{name}" for width in widths_for(image)] for name in FORMATS
    }


def build_picture(image: SiteImage) -> PictureParts | None:
    """The parts of a picture from what has been made.

    None if the image's file is lost or cannot be opened, or if the image is not for everybody.
    """
    if not is_for_all(image) or min(image.width, image.height) < 1:
        return None
    specs = specs_for(image)
    filters = {spec: Filter(spec=spec) for group in specs.values() for spec in group}
    existing = image.find_existing_renditions(*filters.values())
    found = {spec: existing[item] for spec, item in filters.items() if item in existing}
    if len(found) < len(filters):
        soon(make_renditions, image.pk, tuple(filters))
    fallback = [found[spec] for spec in specs["jpeg"] if spec in found]
    if not fallback:
        rendition = find_rendition(image, middle(specs["jpeg"]))
        if rendition is None:
            return None
        fallback = [rendition]
    shown = middle(fallback)
    return PictureParts(
        url=shown.url,
        width=shown.width,
        height=shown.height,
        alt=shown.alt,
        srcset=candidates(fallback),
        sources=[
            PictureSource(f"image/{name}", candidates([found[spec] for spec in specs[name]]))
            for name in FORMATS[:-1]
            if all(spec in found for spec in specs[name])
        ],
    )


def find_rendition(image: SiteImage | None, spec: str) -> SiteRendition | None:
    """A rendition for a page that is being rendered; None if there is none to show.

    No page fails for a picture that is lost, damaged or only for some, or for a full disk.
    """
    if image is None or not is_for_all(image):
        return None
    try:
        with waiting_at_most(SECONDS_OF_A_VISITOR):
            return image.get_rendition(spec)
    except SourceImageIOError:
        return None


def find_large(image: SiteImage) -> SiteRendition | None:
    """The rendition to be taken away. While it is missing it is made in the background."""
    if not is_for_all(image):
        return None
    spec = Filter(spec=LARGE)
    found = image.find_existing_renditions(spec).get(spec)
    if found is None:
        soon(make_renditions, image.pk, (LARGE,))
    return found


def middle(items: list):
    """The second of three, the larger of two."""
    return items[len(items) // 2]


def candidates(renditions: list[SiteRendition]) -> str:
    """The value of a `srcset` attribute."""
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


# -- Making them ------------------------------------------------------------------------------


def make_renditions(image_id: int, specs: tuple[str, ...]) -> int:
    """Make what is missing of `specs`; the number made. A lost or broken file makes none."""
    image = SiteImage.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    existing = image.find_existing_renditions(*(Filter(spec=spec) for spec in specs))
    missing = [spec for spec in specs if Filter(spec=spec) not in existing]
    made = 0
    for spec in missing:
        try:
            image.get_rendition(spec)
        except SourceImageIOError:
            break
        made += 1
    if made:
        # Pages that were rendered meanwhile lack the new formats.
        purge()
    return made


def images_of(page: Page) -> dict[int, set[str]]:
    """Numbers of the images that a page shows → the specifications that it shows them in."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(SiteImage),
    )
    roles: dict[int, set[str]] = {}
    for image_id, path in references.values_list("to_object_id", "model_path"):
        roles.setdefault(int(image_id), set()).add(path.split(".")[0])
    found = {}
    for image in SiteImage.objects.filter(pk__in=roles):
        specs: set[str] = set()
        for role in roles[image.pk]:
            in_text = [spec for group in specs_for(image).values() for spec in group]
            specs.update(FIELD_SPECS.get(role, in_text))
        found[image.pk] = specs
    return found


def make_page_renditions(page_id: int) -> int:
    """Make what is missing of all images of a public page; the number made."""
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page is None:
        return 0
    return sum(
        make_renditions(image_id, tuple(sorted(specs)))
        for image_id, specs in images_of(page).items()
    )


def make_all_renditions() -> int:
    """Make what is missing on any public page; the number made."""
    ids = (
        ReferenceIndex.objects.filter(
            Q(base_content_type=ContentType.objects.get_for_model(Page)),
            to_content_type=ContentType.objects.get_for_model(SiteImage),
        )
        .values_list("object_id", flat=True)
        .distinct()
    )
    return sum(make_page_renditions(int(page_id)) for page_id in ids)


def make_when_published(sender, instance, **_signal) -> None:
    """The pictures of a published page are made once the transaction is committed."""
    after_commit(make_page_renditions, instance.pk)
