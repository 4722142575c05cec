"""Sources that do not say up to which day they were checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from nnirr_site.upkeep.links import name_of, own_fields, walk

DAY = "as_of"


@dataclass(frozen=True)
class UndatedSource:
    """A source of a page: what it is called and where it is; the address may be empty."""

    page: Page
    label: str
    url: str


def find_undated(page: Page) -> Iterator[UndatedSource]:
    """The sources in its blocks that could name a day and do not."""
    for field in own_fields(page):
        if not isinstance(field, StreamField):
            continue
        for block, value, _words in walk(getattr(page, field.name)):
            if not isinstance(block, blocks.StructBlock) or DAY not in block.child_blocks:
                continue
            url = value.get("url") or value.get("source_url") or ""
            label = value.get("source_label") or value.get("label") or ""
            if (url or label) and not value.get(DAY):
                yield UndatedSource(page, str(label or name_of(value)), str(url))
