"""Many pages in little time, for tests of what long lists cost."""

from __future__ import annotations

import uuid

from django.db.models import F
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from nnirr_site.models import SearchEntry

STEPS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def copy_page(page: Page, count: int) -> list[Page]:
    """Copies of a published page beside it, with its row in the search index.

    Written past Wagtail, which takes a tenth of a second for each. What hangs on the page, such
    as its topics, is copied by `copy_children`.
    """
    page = page.specific
    start = Page.objects.filter(depth=page.depth).count()
    bases = []
    for number in range(start, start + count):
        base = Page(**_fields_of(page))
        base.pk = base.id = None
        base.path = page.path[:-4] + _step(1000 + number)
        base.slug = f"{page.slug}-copy-{number}"
        base.url_path = page.url_path.replace(page.slug, base.slug)
        base.translation_key = uuid.uuid4()
        bases.append(base)
    bases = Page.objects.bulk_create(bases)
    Page.objects.filter(pk=page.get_parent().pk).update(numchild=F("numchild") + count)
    own = {
        field.attname: getattr(page, field.attname)
        for field in page._meta.local_concrete_fields
        if not field.primary_key
    }
    for base in bases:
        type(page)(page_ptr_id=base.pk, **own).save_base(raw=True, force_insert=True)
    entry = SearchEntry.objects.get(pk=page.pk)
    entries = []
    for base in bases:
        values = {field.attname: getattr(entry, field.attname) for field in entry._meta.fields}
        entries.append(SearchEntry(**values | {"page_id": base.pk}))
    SearchEntry.objects.bulk_create(entries)
    return bases


def copy_children(page: Page, copies: list[Page]) -> None:
    """Hang on each copy what hangs on the page: its topics, downloads and materials."""
    page = page.specific
    for relation in get_all_child_relations(type(page)):
        model, owner = relation.related_model, relation.field
        for child in model.objects.filter(**{owner.name: page.pk}):
            values = {
                field.attname: getattr(child, field.attname)
                for field in model._meta.concrete_fields
                if not field.primary_key
            }
            model.objects.bulk_create(model(**values | {owner.attname: copy.pk}) for copy in copies)


def _fields_of(page: Page) -> dict:
    return {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}


def _step(number: int) -> str:
    """A step of a tree's path: four signs to the base of 36."""
    signs = ""
    for _place in range(4):
        number, rest = divmod(number, 36)
        signs = STEPS[rest] + signs
    return signs
