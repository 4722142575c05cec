"""Photographs that fit the reader's screen and browser."""

from django import template

from nnirr_site.uploads.responsive import build_picture, find_rendition

register = template.Library()


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
