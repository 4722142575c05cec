"""Inserts many new pages at once: each is written one time, with its version and its log.

What Wagtail does for each page on its way from a draft to the visitors (some hundred queries) is
done here for all. `indexes_held_back` and `index_pages` stand around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import F
from django.db.models.signals import post_save
from django.utils import timezone
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from nnirr_site.http.page_cache.kept import remembering
from nnirr_site.http.page_cache.memory import purge
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.publishing.on_change import changes_held_back
from nnirr_site.search.index import write_entries


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that nobody else will get, so that rows can name each other before they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


class Nursery:
    """Finds the places of new pages below others, new or there already."""

    def __init__(self):
        self._last: dict[str, int] = {}
        self._known: dict[int, Page] = {}

    def place(self, page: Page, parent_id: int) -> None:
        """Put a page that has its primary key and slug behind the last child of its parent."""
        parent = self._known.get(parent_id) or Page.objects.get(pk=parent_id)
        step = self._last.get(parent.path) or self._count_steps(parent)
        self._last[parent.path] = step + 1
        self._known.setdefault(parent_id, parent).numchild += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, step + 1)
        page.set_url_path(parent)
        self._known[page.pk] = page

    @staticmethod
    def _count_steps(parent: Page) -> int:
        below = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        last = below.order_by("path").values_list("path", flat=True).last()
        return Page._str2int(last[len(parent.path) :]) if last else 0


def insert_pages(pages: list[Page], created: dict[int, dict]) -> None:
    """Insert pages with all that belongs to them. `created` has what the log says of each.

    Those with `live` are published; of the others the first version waits for staff.
    """
    now = timezone.now()
    for page, revision_id in zip(pages, reserve(Revision, len(pages)), strict=True):
        page.draft_title = page.title
        page.latest_revision_id, page.latest_revision_created_at = revision_id, now
        page.has_unpublished_changes = not page.live
        if page.live:
            page.live_revision_id = revision_id
            page.first_published_at = page.last_published_at = now
        clean_values(page)
    base_fields = [field.attname for field in Page._meta.concrete_fields]
    Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in base_fields}) for page in pages
    )
    with changes_held_back():
        for page in pages:
            page.save_base(raw=True, force_insert=True)
        _insert_children(pages)
        _count_children(pages)
        _insert_versions(pages, created, now)
        for page in pages:
            if type(page).save is not Page.save:
                page.save(clean=False)  # it reckons something before it is stored
    Site.clear_site_root_paths_cache()  # a home page in a new language may be among them


def clean_values(row: models.Model) -> None:
    """Refuse what no form would take, and make dates of texts. What rows name may come later."""
    row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])


def _insert_children(pages: Iterable[Page]) -> None:
    """Downloads, topics and all else that hangs on the pages: one statement for each kind."""
    rows: dict[type[models.Model], list[models.Model]] = {}
    for page in pages:
        for name, children in getattr(page, "_cluster_related_objects", {}).items():
            owner = page._meta.get_field(name).field
            for place, child in enumerate(children):
                setattr(child, owner.attname, page.pk)
                clean_values(child)
                if hasattr(child, "sort_order"):
                    child.sort_order = place
                rows.setdefault(type(child), []).append(child)
    for model, children in rows.items():
        model.objects.bulk_create(children)


def _count_children(pages: Iterable[Page]) -> None:
    """New pages have counted theirs; those that were there already have more now."""
    new, more = {page.path for page in pages}, {}
    for path in new:
        above = path[: -Page.steplen]
        if above not in new:
            more[above] = more.get(above, 0) + 1
    for path, count in more.items():
        Page.objects.filter(path=path).update(numchild=F("numchild") + count)


def _insert_versions(pages: Iterable[Page], created: dict[int, dict], now) -> None:
    base, revisions, entries = ContentType.objects.get_for_model(Page), [], []
    for page in pages:
        about = {"content_type_id": page.content_type_id, "base_content_type": base}
        revisions.append(
            Revision(
                **about,
                id=page.latest_revision_id,
                object_id=str(page.pk),
                created_at=now,
                object_str=str(page),
                content=page.serializable_data(),
            )
        )
        about = {"page_id": page.pk, "content_type_id": page.content_type_id, "timestamp": now}
        about |= {"label": page.get_admin_display_title()}
        entries.append(PageLogEntry(**about, action="wagtail.create", data=created[page.pk]))
        if page.live:
            published = {"revision_id": page.latest_revision_id, "content_changed": True}
            entries.append(PageLogEntry(**about, **published, action="wagtail.publish"))
    Revision.objects.bulk_create(revisions)
    PageLogEntry.objects.bulk_create(entries)


@contextmanager
def indexes_held_back():
    """Wagtail's indexes follow each save of a page; `index_pages` fills them at the end for all."""
    indexed = [model for model in get_indexed_models() if issubclass(model, Page)]
    for model in indexed:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in indexed:
            post_save.connect(post_save_signal_handler, sender=model)


def index_pages(pages: list[Page]) -> None:
    """Enter pages into the indexes that staff and visitors search and that find uses."""
    with remembering():
        for model in {type(page) for page in pages}:
            own = [page for page in pages if type(page) is model]
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(model, own)
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)
        write_entries([page for page in pages if page.live and is_for_all(page)])
    purge()
