"""Which page has to follow its translation: true on the side that is behind, silent otherwise."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from nnirr_site.models import StandardPage, TranslationReview
from tests.factories import make_home, make_page
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

REPORT = reverse("translations_report")
BEHIND = "see whether this page has to follow"


@lasting
def twins():
    """A published English page and its published Spanish translation."""
    home = make_home()
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    home.copy_for_translation(spanish).save_revision().publish()
    page = make_page(StandardPage, title="Our history", live=False)
    publish(page)
    translation = page.copy_for_translation(spanish)
    publish(translation, title="Nuestra historia")
    return page, translation


def publish(page, **changes) -> None:
    page = StandardPage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def editor_of(client, page) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def behind(client, pages) -> list[bool]:
    return [BEHIND in editor_of(client, page) for page in pages]


def test_new_pages_and_new_translations_are_not_behind(admin_client, twins):
    begun = make_page(StandardPage, title="Contact", live=False)
    publish(begun)
    draft = begun.copy_for_translation(Locale.objects.get(language_code="es"))
    assert behind(admin_client, [*twins, begun, draft]) == [False, False, False, False]


def test_change_on_one_side_is_said_on_the_other_until_it_follows(admin_client, twins):
    page, translation = twins
    publish(page, lead="Since 1986.")
    assert behind(admin_client, twins) == [False, True]
    publish(translation, lead="Desde 1986.")
    assert behind(admin_client, twins) == [False, False]
    publish(translation, lead="Desde 1986, en Oakland.")
    assert behind(admin_client, twins) == [True, False]


def test_publishing_without_a_change_asks_for_nothing(admin_client, twins):
    page, _translation = twins
    publish(page)
    assert behind(admin_client, twins) == [False, False]


def test_i_checked_it_settles_until_the_next_change(admin_client, twins):
    page, translation = twins
    publish(page, lead="A typo mended.")
    address = reverse("translation_checked", args=[translation.pk])
    assert address in editor_of(admin_client, translation)
    assert "Our history" in admin_client.get(address).content.decode()
    assert behind(admin_client, twins) == [False, True]  # looking alone settles nothing
    answer = admin_client.post(address)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[translation.pk])
    assert behind(admin_client, twins) == [False, False]
    assert TranslationReview.objects.get().checked_by.username == "admin"
    publish(page, lead="Another word.")
    assert behind(admin_client, twins) == [False, True]


def test_what_nobody_can_read_asks_for_nothing(admin_client, twins):
    page, _translation = twins
    publish(page, lead="Since 1986.")
    StandardPage.objects.get(pk=page.pk).unpublish()
    assert behind(admin_client, twins) == [False, False]


def test_change_of_a_deleted_page_is_forgotten(admin_client, twins):
    page, translation = twins
    publish(page, lead="Since 1986.")
    Page.objects.get(pk=page.pk).delete()
    assert not TranslationReview.objects.exists()
    assert "Our history" not in editor_of(admin_client, translation)


def test_only_who_may_edit_the_page_checks_it(member, twins):
    page, translation = twins
    publish(page, lead="Since 1986.")
    address = reverse("translation_checked", args=[translation.pk])
    assert member("Data stewards").post(address).url == reverse("wagtailadmin_home")
    assert TranslationReview.objects.get().settled_at is None
    member("Editors").post(address)
    assert TranslationReview.objects.get().settled_at is not None


def test_report_says_no_translation_draft_behind_and_checked(admin_client, member, twins):
    page, translation = twins
    alone = make_page(StandardPage, title="Only in English")
    publish(alone)
    begun = make_page(StandardPage, title="Begun")
    publish(begun)
    begun.copy_for_translation(Locale.objects.get(language_code="es"))
    publish(page, lead="Since 1986.")
    text = admin_client.get(REPORT).content.decode()
    assert text.index("Behind since") < text.index("Only in English")
    assert "Up to date" in text
    narrowed = {
        state: admin_client.get(REPORT, {"state": state}).content.decode()
        for state in ("missing", "draft", "behind")
    }
    found = {
        state: [
            title for title in ("Only in English", "Begun", "Nuestra historia") if title in text
        ]
        for state, text in narrowed.items()
    }
    assert found == {
        "missing": ["Only in English"],
        "draft": ["Begun"],
        "behind": ["Nuestra historia"],
    }
    translate = reverse("simple_translation:submit_page_translation", args=[alone.pk])
    assert translate in narrowed["missing"]
    admin_client.post(reverse("translation_checked", args=[translation.pk]))
    assert "Checked on" in admin_client.get(REPORT).content.decode()
    assert "There is no such page" in admin_client.get(REPORT, {"state": "behind"}).content.decode()
    assert member("Campaign organizers").get(REPORT).url == reverse("wagtailadmin_home")


def test_editor_of_one_language_alone_reads_how_the_others_stand(member, twins):
    page, translation = twins
    alone = translation.copy(update_attrs={"slug": "sola", "title": "Sola"}, keep_live=True)
    Page.objects.filter(pk=alone.pk).update(translation_key=uuid.uuid4(), draft_title="Sola")
    group = Group.objects.create(name="Spanish alone")
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    spanish_home = translation.get_parent()
    GroupPagePermission.objects.create(group=group, page=spanish_home, permission=change)
    group.permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    editor = member("Spanish alone")
    rows = editor.get(REPORT).context["rows"]
    english = list(Locale.objects.order_by("pk")).index(page.locale)
    found = {
        cell.page.title: (row[english].state, bool(row[english].translate_url))
        for row in rows
        for cell in row
        if cell.page
    }
    assert found == {
        spanish_home.title: ("current", False),
        "Nuestra historia": ("current", False),
        "Sola": ("missing", True),
    }
    text = editor.get(REPORT).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[translation.pk]) in text
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) not in text
    assert "Our history" not in text


def test_report_asks_as_often_for_30_pages_as_for_3(admin_client, twins):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(REPORT)
        return len(queries)

    count()
    few = count()
    for number in range(27):
        make_page(StandardPage, title=f"Page {number}")
    assert count() == few
