"""Staff translate pages and menus with what wagtail-localize puts into the admin."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation

from nnirr_site.models import NavigationMenu, StandardPage, User
from tests.factories import make_home, make_page
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

    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert submit in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(submit, {"locales": [spanish.pk]}).status_code == 302
    # Nobody has translated it yet: readers of Spanish are told so.
    assert 'href="/about/" lang="en"' in client.get("/es/about/").text

    twin = page.get_translation(spanish)
    assert not twin.live and twin.body[0].value["text"] == "What we do"
    # The ordinary editor, in which lists of files and chosen pages can differ.
    assert not Translation.objects.get(target_locale=spanish).enabled
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[twin.pk]))
    assert edit.status_code == 200 and 'name="title"' in edit.text
    twin.title, twin.slug, twin.lead = "Acerca", "acerca", "Quiénes somos."
    twin.save_revision().publish()
    assert "Quiénes somos." in client.get("/es/acerca/").text
    assert client.get("/about/").context["languages"][1]["url"] == "/es/acerca/"


def panel_of(client, page) -> str:
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    found = re.search(r"<ul>\s*<li><a href=\"/admin/pages/\d+/edit/\">.*?</ul>", text, re.S)
    return " ".join(found[0].split()) if found else ""


def test_editor_sees_which_page_was_changed_later(client, home, editor):
    page = make_page(StandardPage, parent=home, title="About", slug="about")
    page.save_revision().publish()
    page.refresh_from_db()
    assert panel_of(client, page) == ""
    spanish = translate(page, "es", title="Acerca", slug="acerca")
    assert "Español: Acerca" in panel_of(client, page)
    assert "English: About" in panel_of(client, spanish)
    assert "changed later" not in panel_of(client, spanish)
    later = spanish.last_published_at + timedelta(days=1)
    StandardPage.objects.filter(pk=page.pk).update(last_published_at=later)
    assert "changed later" in panel_of(client, spanish)
    assert "changed later" not in panel_of(client, page)
    spanish.unpublish()
    assert "(draft)" in panel_of(client, page)


def test_editor_translates_a_menu(client, home, editor):
    menu = NavigationMenu.objects.create(slot="legal", locale=Locale.get_default())
    menu.items = [("link", {"title": "Privacy", "page": None, "url": "https://example.org/"})]
    menu.save()
    spanish = Locale.objects.get(language_code="es")
    submit = reverse(
        "wagtail_localize:submit_snippet_translation",
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
