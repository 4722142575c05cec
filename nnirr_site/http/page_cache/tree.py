"""Where every page stands, read with one question: its place, address, title and translations.

Links, crumbs, menus and the way from an address to its page need no more than that. A page that is
handed out is a new one each time, which reads the rest of itself from the database if it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from nnirr_site.http.page_cache.kept import once_per_generation

KNOWN = frozenset(
    {
        *("id", "path", "depth", "numchild", "translation_key", "locale_id", "title", "slug"),
        *("content_type_id", "live", "url_path", "alias_of_id"),
    }
)
FIELDS = tuple(field.attname for field in Page._meta.concrete_fields if field.attname in KNOWN)
TYPE = FIELDS.index("content_type_id")


class Tree:
    """All pages. `rows` has the values of `FIELDS` of each, in the order of the tree."""

    def __init__(self, rows: Iterable[tuple]):
        pk, address, key = (FIELDS.index(name) for name in ("id", "url_path", "translation_key"))
        self._rows: dict[int, tuple] = {}
        self._by_address: dict[str, int] = {}
        self._by_key: dict[UUID, list[int]] = {}
        for row in rows:
            self._rows[row[pk]] = row
            self._by_address[row[address]] = row[pk]
            self._by_key.setdefault(row[key], []).append(row[pk])

    def page(self, pk: int) -> Page | None:
        """The page as Wagtail's own type."""
        row = self._rows.get(pk)
        return Page.from_db("default", FIELDS, row) if row is not None else None

    def typed(self, pk: int) -> Page | None:
        """The page in its own type, without asking for what only that has."""
        row = self._rows.get(pk)
        model = row and ContentType.objects.get_for_id(row[TYPE]).model_class()
        if model is None or model is Page:
            return self.page(pk)
        values = {"page_ptr_id": pk, **dict(zip(FIELDS, row, strict=True))}
        names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
        return model.from_db("default", names, [values[name] for name in names])

    def pages(self) -> Iterator[Page]:
        return filter(None, map(self.page, self._rows))

    def at(self, address: str) -> Page | None:
        """The page whose `url_path` that is."""
        return self.page(self._by_address.get(address, 0))

    def translations(self, key: UUID) -> list[Page]:
        """The page with this key in all languages."""
        return [page for pk in self._by_key.get(key, []) if (page := self.page(pk))]

    def below(self, parent: Page) -> list[Page]:
        """The children of a page."""
        place, depth = FIELDS.index("path"), FIELDS.index("depth")
        return [
            self.page(pk)
            for pk, row in self._rows.items()
            if row[depth] == parent.depth + 1 and row[place].startswith(parent.path)
        ]


@once_per_generation
def tree() -> Tree:
    """Every page: a few milliseconds for some hundred of them."""
    return Tree(Page.objects.order_by("path").values_list(*FIELDS))


def known_pages(keys: Iterable[int | None]) -> list[Page]:
    """The pages with these primary keys, in their order, as far as there are such."""
    known = tree()
    return [page for pk in keys if pk and (page := known.page(pk)) is not None]


def in_own_types(pages: Iterable[Page]) -> list[Page]:
    """The pages with all that their types have, in their order: one question for each type."""
    pages, found = list(pages), {}
    kinds: dict[type[Page], list[int]] = {}
    for page in pages:
        kinds.setdefault(page.specific_class or Page, []).append(page.pk)
    for model, keys in kinds.items():
        found |= model.objects.in_bulk(keys)
    return [found[page.pk] for page in pages if page.pk in found]
