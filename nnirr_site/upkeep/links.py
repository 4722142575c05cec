"""Which addresses an object leads to: in its rich text, blocks, fields and rows, each once.

Wagtail's reference index knows pages and files by their numbers, but no web address, and forgets
what is gone; so the object itself is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag

from django.conf import settings
from django.db.models import Field, ForeignKey, Model, URLField
from django.utils.encoding import iri_to_uri
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from nnirr_site.http.addresses import without_host

LONGEST_URL = 2000
LONGEST_WORDS = 160
PAGE, DOCUMENT = "page:", "document:"
# Texts that stand beside an address in a block, the first of them that says something.
NAMES = ("title", "label", "source_label", "source", "text")


def find_links(instance: Model) -> dict[str, str]:
    """Address → the words that lead there, in the order of the fields.

    An address is a web address without its fragment, a path of this site, or `page:` or
    `document:` with a number. Mail, telephone and places on the same page are no links here.
    """
    found: dict[str, str] = {}
    for url, words in _links_of(instance):
        address = tidy(url)
        if address and not found.get(address):
            found[address] = " ".join(words.split())[:LONGEST_WORDS]
    return found


def tidy(url: str) -> str:
    """The form in which an address is stored; empty for what is not looked at."""
    if url.startswith((PAGE, DOCUMENT)):
        return url
    url = without_host(url.strip())
    if url == settings.SITE_URL or url.startswith(f"{settings.SITE_URL}/"):
        url = url.removeprefix(settings.SITE_URL) or "/"
    address = iri_to_uri(urldefrag(url).url)
    is_link = address.lower().startswith(("http://", "https://")) or (
        address.startswith("/") and not address.startswith("//")
    )
    return address if is_link and len(address) <= LONGEST_URL else ""


def _links_of(instance: Model) -> Iterator[tuple[str, str]]:
    for field in own_fields(instance):
        yield from _links_of_field(instance, field)
    for relation in get_all_child_relations(type(instance)):
        if issubclass(relation.related_model, Model) and _is_ours(relation.related_model):
            for row in getattr(instance, relation.get_accessor_name()).all():
                yield from _links_of(row)


def own_fields(instance: Model) -> Iterator[Field]:
    """What its own type and those of ours above it have, without the way to what it belongs to."""
    for field in instance._meta.concrete_fields:
        if _is_ours(field.model) and not isinstance(field, ParentalKey):
            yield field


def _is_ours(model: type[Model]) -> bool:
    return not model.__module__.startswith("wagtail.")


def _links_of_field(instance: Model, field: Field) -> Iterator[tuple[str, str]]:
    if isinstance(field, StreamField):
        for block, value, words in walk(getattr(instance, field.name)):
            yield from _links_of_block(block, value, words)
    elif isinstance(field, RichTextField):
        yield from links_in_html(getattr(instance, field.name) or "")
    elif isinstance(field, URLField):
        title = getattr(instance, "title", "") or field.verbose_name
        yield getattr(instance, field.name) or "", str(title)
    elif isinstance(field, ForeignKey) and not field.remote_field.parent_link:
        number = getattr(instance, field.attname)
        if number and issubclass(field.related_model, Page):
            yield f"{PAGE}{number}", str(field.verbose_name)
        elif number and issubclass(field.related_model, AbstractDocument):
            yield f"{DOCUMENT}{number}", str(getattr(instance, "title", field.verbose_name))


def walk(stream: StreamValue | None) -> Iterator[tuple[blocks.Block, object, str]]:
    """Every block in a stream, those inside others too, with its value and words that name it."""
    for child in stream or ():
        yield from _walk(child.block, child.value, "")


def _walk(
    block: blocks.Block, value: object, words: str
) -> Iterator[tuple[blocks.Block, object, str]]:
    # A picture is a struct in the editor's form, but its value is the picture.
    if value is None or isinstance(block, ImageBlock):
        return
    yield block, value, words
    if isinstance(block, blocks.StructBlock):
        words = name_of(value) or words
        for name, child in block.child_blocks.items():
            yield from _walk(child, value.get(name), words)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _walk(block.child_block, item, words)
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _walk(child.block, child.value, words)
    elif isinstance(block, BaseTypedTableBlock):
        for row in value.rows:
            for cell in row:
                yield from _walk(cell.block, cell.value, words)


def name_of(value: blocks.StructValue) -> str:
    """What stands beside an address in a block."""
    texts = (value.get(name) for name in NAMES)
    return next((text for text in texts if isinstance(text, str) and text), "")


def _links_of_block(block: blocks.Block, value: object, words: str) -> Iterator[tuple[str, str]]:
    if isinstance(block, blocks.RichTextBlock):
        source = value.source if isinstance(value, RichText) else str(value)
        yield from links_in_html(source)
    elif isinstance(block, blocks.URLBlock | blocks.RegexBlock):
        yield str(value), words
    elif isinstance(block, blocks.PageChooserBlock):
        yield f"{PAGE}{value.pk}", words or value.title
    elif isinstance(block, DocumentChooserBlock):
        yield f"{DOCUMENT}{value.pk}", words or value.title


class _LinkParser(HTMLParser):
    """Collects the links of rich text as Wagtail stores it: pages and files by their numbers."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self._url = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            return
        given = {name: value or "" for name, value in attrs}
        kind, number = given.get("linktype", ""), given.get("id", "")
        if kind in ("page", "document"):
            self._url = f"{PAGE if kind == 'page' else DOCUMENT}{number}"
            self._url = self._url if number.isdecimal() else ""
        else:
            self._url = given.get("href", "")
        self._words = []

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._url:
            self.links.append((self._url, "".join(self._words)))
            self._url = ""


def links_in_html(html: str) -> list[tuple[str, str]]:
    """(address, words) of each link in rich text."""
    if "<a" not in html:
        return []
    parser = _LinkParser()
    parser.feed(html)
    parser.close()
    return parser.links
