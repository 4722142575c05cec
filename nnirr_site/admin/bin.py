"""The bin: what a deleted page was, kept for 30 days, for those who may delete such a page.

A page comes back as a draft under its old number, so that its history and its versions are its own
again; publishing it is a step of its own. Nothing of the page is left in the tree meanwhile:
no search, no chooser and no list meets it.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction, Revision

from nnirr_site.admin.slugs import is_reserved
from nnirr_site.models.editing import DeletedPage

KEPT_FOR = timedelta(days=30)
REVISION_FIELDS = ("id", "created_at", "user_id", "object_str", "content")


class CannotRestore(Exception):
    """Says to staff why a page cannot come back now."""


# -- Into the bin -----------------------------------------------------------------------------


def keep_deleted(sender, instance: Page, **_signal) -> None:
    """A step of `publishing/on_change.py`, taken before anything of the page is gone."""
    page = instance.specific
    parent = page.get_parent()
    if parent is None:
        return
    together = DeletedPage.objects.filter(deleted_at=TransactionNow())
    above = together.filter(page_id=parent.pk).first()
    batch = above.batch if above else page.pk
    DeletedPage.objects.filter(page_id=page.pk).delete()
    # Django deletes in the order of numbers: a page that was moved may come before its parent.
    below = together.filter(parent_id=page.pk).values_list("batch", flat=True)
    together.filter(batch__in=list(below)).update(batch=batch)
    DeletedPage.objects.create(
        page_id=page.pk,
        batch=batch,
        parent_id=parent.pk,
        depth=page.depth,
        title=page.get_admin_display_title()[:255],
        model=page._meta.label_lower,
        language=page.locale.language_code,
        was_live=page.live,
        owner_id=page.owner_id,
        content=page.serializable_data(),
        revisions=_read_revisions(page),
        restrictions=_read_restrictions(page),
        deleted_at=TransactionNow(),
    )


def _read_revisions(page: Page) -> list[dict]:
    rows = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk")
    return [
        row | {"created_at": row["created_at"].isoformat()} for row in rows.values(*REVISION_FIELDS)
    ]


def _read_restrictions(page: Page) -> list[dict]:
    return [
        {
            "restriction_type": restriction.restriction_type,
            "password": restriction.password,
            "groups": list(restriction.groups.values_list("pk", flat=True)),
        }
        for restriction in PageViewRestriction.objects.filter(page_id=page.pk)
    ]


def empty_bin() -> int:
    """Delete what has lain there for 30 days, on the database's clock. Returns how many pages."""
    return DeletedPage.objects.filter(deleted_at__lt=Now() - KEPT_FOR).delete()[0]


# -- Who may ----------------------------------------------------------------------------------


def find_place(row: DeletedPage) -> Page | None:
    """The page above, as it is now."""
    return Page.objects.filter(pk=row.parent_id).first()


def may_restore(user, place: Page | None, pages: list[DeletedPage]) -> bool:
    """Whether this user might have deleted these pages there, by Wagtail's own rule."""
    if user.is_superuser:
        return True
    if place is None:
        return False
    rights = place.permissions_for_user(user).permissions
    if any(page.was_live for page in pages) and "publish" not in rights:
        return False
    if len(pages) > 1 and "bulk_delete" not in rights:
        return False
    if "change" in rights:
        return "add" in rights
    return "add" in rights and all(page.owner_id == user.pk for page in pages)


def list_bin(user) -> list[tuple[DeletedPage, int]]:
    """What this user may restore, the newest first, and how many pages come along with each."""
    batches: dict[int, list[DeletedPage]] = {}
    fields = ("content", "revisions", "restrictions")
    for row in DeletedPage.objects.defer(*fields).order_by("-deleted_at", "depth", "pk"):
        batches.setdefault(row.batch, []).append(row)
    tops = [(min(rows, key=lambda row: row.depth), rows) for rows in batches.values()]
    places = Page.objects.in_bulk({top.parent_id for top, _rows in tops})
    return [
        (top, len(rows) - 1)
        for top, rows in tops
        if may_restore(user, places.get(top.parent_id), rows)
    ]


# -- Back from it -----------------------------------------------------------------------------


@transaction.atomic
def restore(batch: int, user) -> Page:
    """Put a page and those deleted with it where they stood, as drafts.

    Raises `CannotRestore`, with a sentence, if there is no place for it.
    """
    rows = list(DeletedPage.objects.select_for_update().filter(batch=batch).order_by("depth", "pk"))
    rows.sort(key=lambda row: row.content["path"])
    if not rows or not may_restore(user, find_place(rows[0]), rows):
        raise CannotRestore(_("This page is not in the bin any more."))
    restored = [_restore_one(row, user) for row in rows]
    DeletedPage.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return restored[0]


def _restore_one(row: DeletedPage, user) -> Page:
    place = find_place(row)
    if place is None:
        above = DeletedPage.objects.filter(page_id=row.parent_id).first()
        if above is not None:
            sentence = _("Restore “%(title)s” first: this page stood below it.")
            raise CannotRestore(sentence % {"title": above.title})
        raise CannotRestore(_("The page above it is gone for good, so there is no place for it."))
    try:
        model = apps.get_model(row.model)
    except LookupError:
        raise CannotRestore(_("There are no pages of this type any more.")) from None
    page = model.from_serializable_data(row.content, check_fks=True)
    page.live = page.expired = page.locked = False
    page.locked_by = page.locked_at = None
    page.has_unpublished_changes = True
    page.go_live_at = None
    page.latest_revision = page.live_revision = None
    if is_reserved(page.slug, place):
        page.slug += "-1"
    page.slug = find_available_slug(place, page.slug)
    taken = Page.objects.filter(translation_key=page.translation_key, locale_id=page.locale_id)
    if taken.exists():
        page.translation_key = uuid.uuid4()  # somebody has translated anew meanwhile
    _insert_below(place, page)
    _add_rows(page, row.content)
    _restore_restrictions(row, page)
    _restore_revisions(row, page, user)
    log(instance=page, action="nnirr_site.restore", user=user)
    return page


def _insert_below(place: Page, page: Page) -> None:
    """As the last child. `add_child` would give the page a number of its own."""
    last = place.get_last_child()
    page.path = last._inc_path() if last else page._get_path(place.path, place.depth + 1, 1)
    page.depth, page.numchild = place.depth + 1, 0
    page.set_url_path(place)
    values = {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
    Page(**values).save_base(raw=True, force_insert=True)
    page.page_ptr_id = page.id
    page.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=place.pk).update(numchild=F("numchild") + 1)


def _add_rows(page: Page, content: dict) -> None:
    """Its topics, files and the like. They are read only now: before, their page was not there."""
    whole = type(page).from_serializable_data(content, check_fks=True)
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        setattr(page, name, list(getattr(whole, name).all()))
    page.save(clean=False)


def _restore_restrictions(row: DeletedPage, page: Page) -> None:
    for kept in row.restrictions:
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=kept["restriction_type"], password=kept["password"]
        )
        # Of a group that is gone meanwhile nobody is left: without any, the page opens to none.
        restriction.groups.set(Group.objects.filter(pk__in=kept["groups"]))


def _restore_revisions(row: DeletedPage, page: Page, user) -> None:
    """The versions under their old numbers; the page as it was deleted, if it had none."""
    users = set(get_user_model().objects.values_list("pk", flat=True))
    types = {
        "content_type": ContentType.objects.get_for_model(page, for_concrete_model=False),
        "base_content_type": ContentType.objects.get_for_model(Page),
    }
    Revision.objects.bulk_create(
        Revision(
            **types,
            **kept
            | {
                "object_id": str(page.pk),
                "user_id": kept["user_id"] if kept["user_id"] in users else None,
            },
        )
        for kept in row.revisions
    )
    latest = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("created_at").last()
    if latest is None:
        page.save_revision(user=user, clean=False)
        return
    Page.objects.filter(pk=page.pk).update(
        latest_revision=latest,
        latest_revision_created_at=latest.created_at,
        draft_title=latest.content.get("title", page.title),
    )
