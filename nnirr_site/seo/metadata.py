"""What search engines and people who share a page are told of it.

Built while the page is rendered, from what the page already has: no query of its own, except for a
picture that an editor chose for sharing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.utils.html import escape, strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from nnirr_site.http.addresses import absolute
from nnirr_site.models import BasePage
from nnirr_site.social_cards.storage import SIZE, find_share_image
from nnirr_site.text.footnotes import without_marks
from nnirr_site.text.live_figures import fill_in
from nnirr_site.uploads.responsive import find_rendition

LONGEST_TITLE = 60
LONGEST_DESCRIPTION = 160
DEFAULT_PICTURE = "art/og.png"
CHOSEN_PICTURE = "fill-1200x630|format-jpeg"
# Territories that social networks want beside the language.
OPEN_GRAPH_LOCALES = {"en": "en_US", "es": "es_LA", "fr": "fr_FR", "ar": "ar_AR"}


@dataclass
class Picture:
    """The picture of a shared page, with its absolute address."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass
class Metadata:
    """Everything that `includes/metadata.html` writes into the head of a page."""

    title: str
    description: str
    url: str
    picture: Picture
    locale: str
    is_article: bool = False
    is_filtered: bool = False
    published_at: datetime | None = None
    modified_at: datetime | None = None
    alternates: list[dict[str, str]] = field(default_factory=list)
    feeds: list[dict[str, str]] = field(default_factory=list)


def build_metadata(page: BasePage, request: HttpRequest | None, context: dict) -> Metadata:
    """The metadata of a page that is being rendered with `context`."""
    identity = context.get("site_identity")
    listing = context.get("listing")
    number = page_number(request)
    is_filtered = bool(listing is not None and listing.query)
    url = canonical_url(page, listing, number)
    translations = context.get("languages") or []
    is_translated_view = number == 1 and not is_filtered
    is_article = getattr(page, "is_article", False)
    return Metadata(
        title=head_title(page, listing, number),
        description=describe_page(page) or getattr(identity, "description", ""),
        url=url,
        picture=find_picture(page, getattr(identity, "program", "")),
        locale=OPEN_GRAPH_LOCALES.get((get_language() or "").split("-")[0], ""),
        is_article=is_article,
        is_filtered=is_filtered,
        published_at=page.first_published_at if is_article else None,
        modified_at=page.last_published_at if is_article else None,
        alternates=language_alternates(translations) if is_translated_view else [],
        feeds=[{**feed, "url": absolute(feed["url"])} for feed in context.get("feeds") or []],
    )


def head_title(page: BasePage, listing=None, number: int = 1) -> str:
    """The page's title for tabs and search results; each page of a list has its own.

    The editor's title for search engines comes first, then the title, or the short one where the
    title is too long to be shown whole.
    """
    title = page.seo_title or page.title
    if not page.seo_title and len(title) > LONGEST_TITLE and page.card_title:
        title = page.card_title
    if listing is not None and listing.selected:
        chosen = ", ".join(str(choice.label) for _filter, choice in listing.selected)
        title = _("%(title)s: %(chosen)s") % {"title": title, "chosen": chosen}
    if number > 1:
        title = _("%(title)s, page %(number)d") % {"title": title, "number": number}
    return title


def page_number(request: HttpRequest | None) -> int:
    """The number in `?page=`, 1 where there is none."""
    query = request.GET if request is not None else QueryDict()
    text = query.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def canonical_url(page: BasePage, listing, number: int) -> str:
    """The one address of what is shown: filters and page kept, in order; all else dropped."""
    url = page.url
    if not url:
        return ""
    query = listing.query if listing is not None else ""
    if listing is not None and number > 1:
        query = "&".join(filter(None, [query, urlencode({"page": number})]))
    return absolute(f"{url}?{query}" if query else url)


def language_alternates(translations: list[dict]) -> list[dict[str, str]]:
    """The page in every language that it exists in; readers of other languages get `x-default`."""
    alternates = [
        {"language": item["code"], "url": absolute(str(item["url"]))}
        for item in translations
        if item["is_translation"] and item["url"]
    ]
    if len(alternates) < 2:
        return []
    by_language = {item["language"]: item["url"] for item in alternates}
    default = by_language.get(settings.LANGUAGE_CODE, alternates[0]["url"])
    return [*alternates, {"language": "x-default", "url": default}]


def describe_page(page: BasePage) -> str:
    """The editor's description, else the lead, else the first words of the text; short enough.

    Figures are filled in, as they are where the reader sees the text.
    """
    text = page.search_description or page.lead or first_words(page)
    text = unescape(fill_in(escape(text)))
    return Truncator(" ".join(text.split())).chars(LONGEST_DESCRIPTION, truncate="…")


def first_words(page: BasePage) -> str:
    """The first prose in the page's streams, without markup."""
    for model_field in page._meta.get_fields():
        if isinstance(model_field, StreamField):
            for block in getattr(page, model_field.name) or []:
                if block.block_type == "prose":
                    # Tags part words: "<p>one</p><p>two</p>".
                    text = unescape(strip_tags(block.value.source.replace("<", " <")))
                    return without_marks(text)
    return ""


def find_picture(page: BasePage, program: str) -> Picture:
    """The picture that the editor chose, else the page's own card, else the program's print."""
    chosen = chosen_picture(page)
    if chosen is not None:
        return chosen
    url = find_share_image(page, program)
    if url is not None:
        return Picture(absolute(url), *SIZE, alt=page.title)
    return Picture(absolute(static(DEFAULT_PICTURE)), *SIZE, alt=program)


def chosen_picture(page: BasePage) -> Picture | None:
    """The editor's picture cut to the format of a card; None if there is none or its file is."""
    try:
        rendition = find_rendition(page.share_image, CHOSEN_PICTURE)
    except ObjectDoesNotExist:
        return None
    if rendition is None:
        return None
    return Picture(absolute(rendition.url), rendition.width, rendition.height, rendition.alt)
