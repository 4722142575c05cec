"""Deleted pages lie in the bin for 30 days and come back as they were."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Revision

from nnirr_site.admin import bin as page_bin
from nnirr_site.models import DeletedPage, StandardPage
from resources.models import ResourcePage
from tests.factories import make_document, make_home, make_page, make_topic

pytestmark = pytest.mark.django_db

BIN = reverse("bin")


@pytest.fixture
def page():
    make_home()
    found = make_page(StandardPage, title="Our history", lead="From 1986 on.")
    found.save_revision().publish()
    return StandardPage.objects.get(pk=found.pk)


def delete(client, page, follow=True):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=follow)


def restore(client, page):
    return client.post(BIN, {"batch": page.pk}, follow=True)


def test_deleted_page_comes_back_as_a_draft_with_number_history_and_versions(admin_client, page):
    page.lead = "From 1986 on, and still."
    revision = page.save_revision()
    told = delete(admin_client, page).content.decode()
    assert "Reports → Bin" in told
    assert not Page.objects.filter(pk=page.pk).exists()
    assert "Our history" in admin_client.get(BIN).content.decode()
    answer = restore(admin_client, page)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    back = StandardPage.objects.get(pk=page.pk)
    assert (back.title, back.lead, back.slug) == (page.title, "From 1986 on.", page.slug)
    assert not back.live
    assert back.has_unpublished_changes
    assert back.get_parent() == page.get_parent()
    assert back.get_latest_revision() == revision
    assert back.get_latest_revision_as_object().lead == "From 1986 on, and still."
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert "Restored from the bin" in history.content.decode()
    assert "Published" in history.content.decode()
    back.get_latest_revision().publish()
    assert admin_client.get(page.url).status_code == 200
    assert not DeletedPage.objects.exists()


def test_what_the_bin_cannot_keep_is_not_deleted_and_staff_are_told(
    admin_client, page, monkeypatch, caplog
):
    below = make_page(StandardPage, parent=page, title="The nineties")
    read = StandardPage.serializable_data

    def read_all_but_one(self):
        if self.pk == below.pk:
            raise TypeError("not to be written as JSON")
        return read(self)

    monkeypatch.setattr(StandardPage, "serializable_data", read_all_but_one)
    one_by_one = reverse("wagtailadmin_pages:delete", args=[page.pk])
    together = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for address in (one_by_one, f"{together}?id={page.pk}&next={BIN}"):
        answer = admin_client.post(address, follow=True)
        told = answer.content.decode()
        assert answer.status_code == 200, address
        assert "Nothing was deleted, as the bin could not keep it" in told, address
        assert "Reports → Bin" not in told, address
        assert Page.objects.filter(pk__in=[page.pk, below.pk]).count() == 2, address
        assert not DeletedPage.objects.exists()
    assert "The bin did not follow" in caplog.text


def test_pages_below_come_back_with_it_in_their_places(admin_client, page):
    below = make_page(StandardPage, parent=page, title="The nineties")
    deepest = make_page(StandardPage, parent=below, title="1994")
    # Moved above an older one: Django meets the rows of a deletion in the order of numbers.
    older = make_page(StandardPage, parent=page, title="Older")
    younger = make_page(StandardPage, parent=page, title="Younger")
    older.move(younger, pos="last-child")
    delete(admin_client, page)
    assert DeletedPage.objects.values_list("batch", flat=True).distinct().get() == page.pk
    assert "and 4 pages below it" in admin_client.get(BIN).content.decode()
    restore(admin_client, page)
    back = Page.objects.get(pk=page.pk)
    assert [child.title for child in back.get_children()] == ["The nineties", "Younger"]
    assert Page.objects.get(pk=deepest.pk).get_parent().pk == below.pk
    assert Page.objects.get(pk=older.pk).get_parent().pk == younger.pk
    assert Page.find_problems() == ([], [], [], [], [])


def test_rows_topics_and_restrictions_come_back(admin_client):
    make_home()
    page = make_page(ResourcePage, title="Toolkit")
    page.downloads.create(title="Sheet", document=make_document(), language="es")
    page.topics.add(make_topic("Borders"))
    page.save()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    delete(admin_client, page)
    restore(admin_client, page)
    back = ResourcePage.objects.get(pk=page.pk)
    assert [(row.title, row.language) for row in back.downloads.all()] == [("Sheet", "es")]
    assert [topic.name for topic in back.topics.all()] == ["Borders"]
    assert back.view_restrictions.get().password == "secret"


def test_groups_that_are_gone_open_a_restored_page_to_nobody_more(admin_client, member, page):
    stays, goes = Group.objects.create(name="Stays"), Group.objects.create(name="Goes")
    below = make_page(StandardPage, parent=page, title="The nineties")
    both = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    both.groups.set([stays, goes])
    gone_only = PageViewRestriction.objects.create(page=below, restriction_type="groups")
    gone_only.groups.set([goes])
    delete(admin_client, page)
    goes.delete()
    restore(admin_client, page)
    connection.check_constraints()
    assert [group.name for group in page.view_restrictions.get().groups.all()] == ["Stays"]
    assert not below.view_restrictions.get().groups.exists()
    request = RequestFactory().get("/")
    request.user = member("Editors").user
    assert not below.view_restrictions.get().accept_request(request)


def test_what_has_taken_its_slug_or_its_place_among_languages_stays(admin_client, page):
    delete(admin_client, page)
    other = make_page(StandardPage, title="Newer", slug=page.slug)
    Page.objects.filter(pk=other.pk).update(translation_key=page.translation_key)
    restore(admin_client, page)
    back = Page.objects.get(pk=page.pk)
    assert back.slug == f"{page.slug}-1"
    assert back.translation_key != page.translation_key
    assert Page.objects.get(pk=other.pk).slug == page.slug


def test_page_below_a_deleted_one_says_which_to_restore_first(admin_client, page):
    below = make_page(StandardPage, parent=page, title="The nineties")
    delete(admin_client, below)
    DeletedPage.objects.update(deleted_at=timezone.now() - datetime.timedelta(days=1))
    delete(admin_client, page)
    assert "Restore “Our history” first" in restore(admin_client, below).content.decode()
    restore(admin_client, page)
    restore(admin_client, below)
    assert Page.objects.get(pk=below.pk).get_parent().pk == page.pk


def test_only_who_may_delete_such_a_page_finds_and_restores_it(admin_client, member, page):
    """Editors delete no published page, so they bring none back; their own drafts they do."""
    editor, moderator = member("Editors"), member("Moderators")
    draft = make_page(StandardPage, title="A draft", live=False, owner=editor.user)
    delete(admin_client, page)
    delete(editor, draft)
    assert not Page.objects.filter(pk=draft.pk).exists()
    seen = editor.get(BIN).content.decode()
    assert "A draft" in seen
    assert "Our history" not in seen
    restore(editor, page)
    assert not Page.objects.filter(pk=page.pk).exists()
    restore(editor, draft)
    assert Page.objects.filter(pk=draft.pk).exists()
    assert "Our history" in moderator.get(BIN).content.decode()
    restore(moderator, page)
    assert Page.objects.filter(pk=page.pk).exists()


def lay_into_bin(place, numbers) -> None:
    DeletedPage.objects.bulk_create(
        DeletedPage(
            page_id=number,
            batch=number,
            parent_id=place.pk,
            depth=place.depth + 1,
            title=f"Page {number}",
            model="nnirr_site.standardpage",
            language="en",
            was_live=False,
            content={},
            deleted_at=timezone.now(),
        )
        for number in numbers
    )


def test_bin_asks_as_often_for_30_pages_as_for_3_and_shows_50_at_once(member, page):
    moderator = member("Moderators")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            moderator.get(BIN)
        return len(queries)

    lay_into_bin(page, range(90_001, 90_004))
    count()
    few = count()
    lay_into_bin(page, range(90_004, 90_031))
    assert count() == few
    lay_into_bin(page, range(90_031, 90_052))
    assert len(moderator.get(BIN).context["rows"]) == 50
    answer = moderator.get(BIN, {"p": "2"})
    assert [row["page"].title for row in answer.context["rows"]] == ["Page 90001"], "the oldest"
    assert 'href="?p=1"' in answer.content.decode()


def test_bin_is_emptied_after_30_days(admin_client, page):
    delete(admin_client, page)
    DeletedPage.objects.update(deleted_at=timezone.now() - datetime.timedelta(days=29))
    assert page_bin.empty_bin() == 0
    DeletedPage.objects.update(deleted_at=timezone.now() - datetime.timedelta(days=31))
    assert page_bin.empty_bin() == 1
    assert "not in the bin any more" in restore(admin_client, page).content.decode()


def test_page_without_versions_gets_one_when_it_comes_back(admin_client):
    make_home()
    page = make_page(StandardPage, title="Never edited")
    delete(admin_client, page)
    restore(admin_client, page)
    assert Revision.page_revisions.filter(object_id=str(page.pk)).count() == 1
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Never edited" in edit.content.decode()
    assert Locale.get_default() == Page.objects.get(pk=page.pk).locale


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_bin_and_report_fit_the_screen_and_work_by_their_buttons(desk, width):
    make_home()
    page = make_page(StandardPage, title="What the principles ask of States at their borders")
    page.save_revision().publish()
    Page.objects.get(pk=page.pk).delete()
    screen = desk(width)
    screen.goto(reverse("translations_report"))
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    assert screen.locator("h1, [class*=breadcrumb]").filter(has_text="Translations").count()
    screen.goto(BIN)
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    button = screen.get_by_role("button", name="Restore What the principles")
    box = button.bounding_box()
    assert 0 <= box["x"] <= width - box["width"]
    button.click()
    screen.wait_for_url(f"**/pages/{page.pk}/edit/")
    assert screen.get_by_text("is back as a draft").is_visible()
