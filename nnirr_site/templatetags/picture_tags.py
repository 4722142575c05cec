"""Photographs that fit the reader's screen and browser."""

from django import template

from nnirr_site.pictures import build_picture

register = template.Library()


@register.inclusion_tag("components/picture.html")
def responsive_image(image, sizes="100vw", **attributes):
    """`<picture>` of an image in AVIF, WebP and JPEG; nothing if there is no image.

    `attributes` may hold `class` and `alt`. `is_first=True` marks the one picture that the reader
    sees at once: it is fetched first, all others when they come into view.
    """
    picture = build_picture(image) if image else None
    return {
        "picture": picture,
        "sizes": sizes,
        "css_class": attributes.get("class", ""),
        "alt": attributes.get("alt", picture.alt if picture else ""),
        "is_first": attributes.get("is_first", False),
    }
