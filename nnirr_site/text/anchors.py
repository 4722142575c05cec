"""Names of places in a page."""

from django.utils.text import slugify


def make_anchor(text: str | None) -> str:
    """What `#…` in a link to the heading `text` says; keeps letters of every script."""
    return slugify(text or "", allow_unicode=True) or "section"
