"""How a page describes itself to the search, and how long it takes to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.search.index import SearchField

from nnirr_site.models.topics import Topic
from nnirr_site.text.plaintext import clean, count_words, html_text, stream_documents, stream_lines

WORDS_PER_MINUTE = 220
LONG_READ = 3


class SearchKind(NamedTuple):
    """What a result is called: `code` in addresses, one of them, many of them."""

    code: str
    label: str
    plural: str


class SearchDocument(NamedTuple):
    """A file that a page offers. Its title is in `language`, which may not be the page's."""

    title: str
    language: str


class Searchable:
    """What the search asks of a page. Feature apps override what is particular to them.

    The texts come from the page's `search_fields`: a boost of 3 or more counts like the title,
    2 like the lead, all else as text.
    """

    search_kind = SearchKind("page", _("Page"), _("Pages"))

    @property
    def search_year(self) -> int | None:
        """The year that the page is about or from, or None where there is no such thing."""
        return None

    @property
    def search_topics(self) -> list:
        """The `Topic`s that the page is filed under."""
        topics = Topic.of(self) if hasattr(self, "topic_links") else []
        return sorted(topics, key=lambda topic: topic.label)

    @property
    def search_details(self) -> list[str]:
        """Short facts that stand below a result, in the page's language."""
        return []

    @property
    def search_documents(self) -> list[SearchDocument]:
        """The files that the page offers: in its streams, and in its `downloads`."""
        found = []
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                found += stream_documents(getattr(self, field.name))
        for download in self.search_downloads:
            found.append((download.title, download.title_language or self.locale.language_code))
            if download.document and download.document.title != download.title:
                found.append((download.document.title, download.language_code))
        return [SearchDocument(*item) for item in dict.fromkeys(found) if item[0]]

    @property
    def search_downloads(self) -> list:
        """The `Download` rows of the page."""
        return list(self.downloads.all()) if hasattr(self, "downloads") else []

    def search_parts(self) -> dict[str, str]:
        """The page's texts by weight: A like the title, B like the lead, D as text.

        C is what the page is found by but does not say, such as the words for search engines.
        """
        parts: dict[str, list[str]] = {"A": [self.title], "B": [], "C": [], "D": []}
        for field in self.search_fields:
            if isinstance(field, SearchField) and field.field_name != "title":
                boost = field.boost or 1
                weight = "A" if boost >= 3 else "B" if boost >= 2 else "D"
                if field.field_name == "search_description":
                    weight = "C"
                parts[weight] += self._texts_of(field.field_name)
        return {weight: clean("\n".join(texts)) for weight, texts in parts.items()}

    def search_text(self) -> str:
        """All that there is to read on the page below its title, one line a block."""
        parts = self.search_parts()
        return "\n".join(filter(None, (parts["B"], parts["D"])))

    def _texts_of(self, name: str) -> Iterator[str]:
        value = getattr(self, name, None)
        value = value() if callable(value) else value
        try:
            field = self._meta.get_field(name)
        except FieldDoesNotExist:
            field = None
        if isinstance(field, StreamField):
            yield from stream_lines(value)
        elif value:
            text = str(value)
            yield html_text(text) if isinstance(field, RichTextField) else text

    @cached_property
    def reading_minutes(self) -> int:
        """Minutes that reading the page takes at an unhurried pace, at least 1."""
        return max(1, round(count_words(self.search_text()) / WORDS_PER_MINUTE))

    @property
    def is_long_read(self) -> bool:
        """True where it helps to know the time before one begins."""
        return self.reading_minutes >= LONG_READ
