"""Staff begin translations of pages and menus with what Wagtail puts into the admin."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Locale

from nnirr_site.models import NavigationMenu, StandardPage, User
from resources.models import ResourceDownload, ResourceLibraryPage, ResourcePage
from tests.factories import make_document, make_home, make_page, make_topic
from tests.nnirr_site.head import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = make_home(title="Our program")
    translate(home, "es", title="Nuestro programa", slug="programa")
    return home


@pytest.fixture
def editor(client) -> User:
    user = User.objects.create_user("editor", "editor@example.org", "a long password 1")
    user.groups.add(Group.objects.get(name="Editors"), Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


def test_editor_translates_a_page(client, home, editor, django_capture_on_commit_callbacks):
    body = [("heading", {"text": "What we do", "anchor": ""}), ("prose", "<p>We <b>march</b>.</p>")]
    page = make_page(StandardPage, parent=home, title="About", slug="about", body=body, lead="Us.")
    page.save_revision().publish()
    spanish = Locale.objects.get(language_code="es")

    submit = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert submit in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(submit, {"locales": [spanish.pk]}).status_code == 302
    # Nobody has translated it yet: readers of Spanish are told so.
    assert 'href="/about/" lang="en"' in client.get("/es/about/").text

    twin = page.get_translation(spanish)
    assert not twin.live and twin.body[0].value["text"] == "What we do"
    # The ordinary editor, in which lists of files and chosen pages can differ.
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[twin.pk]))
    assert edit.status_code == 200 and 'name="title"' in edit.text
    twin.title, twin.slug, twin.lead = "Acerca", "acerca", "Quiénes somos."
    twin.save_revision().publish()
    assert "Quiénes somos." in client.get("/es/acerca/").text
    assert client.get("/about/").context["languages"][1]["url"] == "/es/acerca/"


def test_translation_begins_with_everything_of_the_original_and_changes_apart(client, home, editor):
    document, topic = make_document(title="A leaflet"), make_topic("Detention")
    library = make_page(ResourceLibraryPage, parent=home, title="Library", slug="library")
    translate(library, "es", title="Biblioteca", slug="biblioteca")
    page = make_page(ResourcePage, parent=library, title="A kit", slug="kit")
    page.topics.add(topic)
    page.downloads.add(ResourceDownload(document=document, title="All of it"))
    page.save_revision().publish()
    page.title = "A kit, not published yet"
    page.save_revision()
    spanish = Locale.objects.get(language_code="es")

    submit = reverse("simple_translation:submit_page_translation", args=[page.pk])
    client.post(submit, {"locales": [spanish.pk]})
    twin = page.get_translation(spanish)
    assert not twin.live and not twin.alias_of_id and twin.get_parent().title == "Biblioteca"
    # What is published is translated, not what is still being written.
    assert twin.title == "A kit"
    assert [(row.document, row.title) for row in twin.downloads.all()] == [(document, "All of it")]
    assert list(twin.topics.all()) == [topic]
    twin.downloads.all()[0].delete()
    assert page.downloads.count() == 1
    # Each language has one translation: nothing is left to begin.
    assert submit not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert client.post(submit, {"locales": [spanish.pk]}).status_code == 200
    assert page.get_translations().count() == 1


def test_page_is_translated_after_the_page_it_stands_below(client, home, editor):
    above = make_page(StandardPage, parent=home, title="Above", slug="above")
    below = make_page(StandardPage, parent=above, title="Below", slug="below")
    spanish = Locale.objects.get(language_code="es")
    submit = reverse("simple_translation:submit_page_translation", args=[below.pk])
    answer = client.get(submit)
    assert "a parent page is not translated" in answer.text
    assert reverse("simple_translation:submit_page_translation", args=[above.pk]) in answer.text
    client.post(
        reverse("simple_translation:submit_page_translation", args=[above.pk]),
        {"locales": [spanish.pk], "include_subtree": "on"},
    )
    assert below.get_translation(spanish).get_parent().specific == above.get_translation(spanish)
    assert not below.get_translation(spanish).live


def test_only_who_writes_pages_and_has_the_right_begins_a_translation(client, home):
    page = make_page(StandardPage, parent=home, title="About", slug="about")
    spanish = Locale.objects.get(language_code="es")
    submit = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert holders_of("submit_translation") == {"Editors", "Moderators"}
    somebody = User.objects.create_user("somebody", password="a long password 1")
    somebody.groups.add(Group.objects.get(name="Campaign organizers"))
    client.force_login(somebody)
    assert client.post(submit, {"locales": [spanish.pk]}).status_code == 302
    somebody.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    assert client.post(submit, {"locales": [spanish.pk]}).status_code == 302
    assert not page.get_translations().exists()
    somebody.groups.add(Group.objects.get(name="Editors"))
    assert client.post(submit, {"locales": [spanish.pk]}).status_code == 302
    assert page.get_translations().exists()


def holders_of(codename: str) -> set[str]:
    """Names of the groups with the right."""
    groups = Group.objects.filter(permissions__codename=codename)
    return set(groups.values_list("name", flat=True))


def panel_of(client, page) -> str:
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    found = re.search(r"<ul>\s*<li>\s*<a href=\"/admin/pages/\d+/edit/\">.*?</ul>", text, re.S)
    return " ".join(found[0].split()) if found else ""


def test_editor_sees_which_page_has_to_follow(client, home, editor):
    page = make_page(StandardPage, parent=home, title="About", slug="about")
    page.save_revision().publish()
    page.refresh_from_db()
    assert panel_of(client, page) == ""
    spanish = translate(page, "es", title="Acerca", slug="acerca")
    assert "Español: Acerca" in panel_of(client, page)
    assert "English: About" in panel_of(client, spanish)
    assert "has to follow" not in panel_of(client, spanish)
    page.lead = "Since 1986."
    page.save_revision().publish()
    assert "has to follow" in panel_of(client, spanish)
    assert "has to follow" not in panel_of(client, page)
    spanish.unpublish()
    assert "(draft)" in panel_of(client, page)


def test_editor_translates_a_menu(client, home, editor):
    menu = NavigationMenu.objects.create(slot="legal", locale=Locale.get_default())
    menu.items = [("link", {"title": "Privacy", "page": None, "url": "https://example.org/"})]
    menu.save()
    spanish = Locale.objects.get(language_code="es")
    submit = reverse(
        "simple_translation:submit_snippet_translation",
        args=["nnirr_site", "navigationmenu", menu.pk],
    )
    assert client.post(submit, {"locales": [spanish.pk]}).status_code == 302
    twin = NavigationMenu.objects.get(slot="legal", locale=spanish)
    assert [block.value["title"] for block in twin.items] == ["Privacy"]


def test_language_of_the_settings_is_opened_in_the_admin(client, home, editor, settings):
    editor.is_superuser = True
    editor.save()
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Spanish"), ("ar", "Arabic")]
    assert not Locale.objects.filter(language_code="ar").exists()
    added = client.post(reverse("wagtaillocales:add"), {"language_code": "ar"})
    assert added.status_code == 302
    translate(home, "ar", title="برنامجنا", slug="program-ar")
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").text


@pytest.mark.django_db(transaction=True)
def test_clicks_of_the_staff_guide_lead_to_a_draft_in_the_other_language(
    open_page, live_site, admin_client
):
    """In a real browser: the menu beside the title, a tick, and the editor of the new page."""
    home = make_home(title="Our program")
    translate(home, "es", title="Nuestro programa", slug="programa")
    page = make_page(StandardPage, parent=home, title="About", slug="about", lead="Who we are.")
    page.save_revision().publish()
    editor = User.objects.create_user("editor", "editor@example.org", "a long password 1")
    editor.groups.add(Group.objects.get(name="Editors"))
    admin_client.force_login(editor)

    tab = open_page(viewport={"width": 1280, "height": 900})
    session = admin_client.cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
    tab.set_default_timeout(60_000)
    tab.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    tab.get_by_role("button", name="Actions", exact=True).first.click()
    tab.get_by_role("link", name="Translate", exact=True).click()
    tab.get_by_label("Spanish").check()
    tab.get_by_role("button", name="Submit").click()
    tab.get_by_text("successfully created in Spanish").wait_for()

    twin = page.get_translation(Locale.objects.get(language_code="es"))
    assert tab.url.endswith(reverse("wagtailadmin_pages:edit", args=[twin.pk]))
    assert not twin.live and twin.specific.lead == "Who we are."
    assert tab.locator("#id_lead").input_value() == "Who we are."
    assert tab.get_by_role("link", name="English: About").is_visible()
