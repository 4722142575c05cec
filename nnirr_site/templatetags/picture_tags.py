"""Photographs that fit the reader's screen and browser, and pictures to take away."""

from django import template

from nnirr_site.models import BasePage
from nnirr_site.social_cards.storage import PostFile, find_posts
from nnirr_site.uploads.responsive import build_picture, find_large, find_rendition

register = template.Library()
GALLERY_SHAPE = 3 / 2  # width by height, as static/css/blocks/gallery.css has it
CENTER = 5


@register.inclusion_tag("components/picture.html", takes_context=True)
def responsive_image(context, image, sizes="100vw", **attributes):
    """`<picture>` of an image in AVIF, WebP and JPEG; nothing if there is no image.

    `attributes` may hold `class` and `alt`. The first block of a text is seen at once and fetched
    first, all other pictures when they come into view.
    """
    picture = build_picture(image) if image else None
    return {
        "picture": picture,
        "sizes": sizes,
        "css_class": attributes.get("class", ""),
        "alt": attributes.get("alt", picture.alt if picture else ""),
        "is_first": is_first_in_all_loops(context),
    }


@register.simple_tag
def cover_picture(image):
    """The rendition of a resource's cover; None where the first page or the print stands in."""
    return find_rendition(image, "fill-300x400|format-webp") if image else None


@register.simple_tag
def large_picture(image):
    """The rendition that others may take away; None while it is not made."""
    return find_large(image) if image else None


@register.simple_tag(takes_context=True)
def post_files(context, item) -> list[PostFile]:
    """The shapes of a picture to post that are drawn; none in a preview or a draft."""
    page, identity = context.get("page"), context.get("site_identity")
    if not isinstance(page, BasePage) or not identity:
        return []
    return find_posts(page, item, identity.program)


@register.simple_tag
def gallery_class(image) -> str:
    """The classes of a picture in a gallery, which cuts it to three by two around its focal point.

    A policy without inline styles leaves classes: one for each tenth of what is cut away.
    """
    tenth = focal_tenth(image)
    return "gallery__image" if tenth == CENTER else f"gallery__image gallery__image--at-{tenth}"


def focal_tenth(image) -> int:
    """Where between its ends, in tenths, the visible part of a picture lies; 5 is the middle."""
    point = image.get_focal_point() if image else None
    if point is None or min(image.width, image.height) < 1:
        return CENTER
    shape = image.width / image.height
    if shape > GALLERY_SHAPE:
        visible, center = GALLERY_SHAPE / shape, point.centroid_x / image.width
    else:
        visible, center = shape / GALLERY_SHAPE, point.centroid_y / image.height
    hidden = 1 - visible
    if hidden <= 0:
        return CENTER
    return round(10 * min(1, max(0, (center - visible / 2) / hidden)))


def is_first_in_all_loops(context) -> bool:
    """True in the first round of a loop that is itself in the first round of any loop around it."""
    loop = context.get("forloop")
    if not loop:
        return False
    while loop:
        if not loop["first"]:
            return False
        loop = loop["parentloop"]
    return True
