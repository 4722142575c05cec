"""Staff translate pages and menus with what wagtail-localize puts into the admin."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale, Site
from wagtail_localize.models import StringTranslation, Translation

from nnirr_site.models import HomePage, NavigationMenu, StandardPage, User
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
    translation = Translation.objects.get(source__object_id=page.translation_key)

    words = {"About": "Acerca", "Us.": "Quiénes somos.", "What we do": "Qué hacemos"}
    words |= {"We <b>march</b>.": "<b>Marchamos</b>."}
    for segment in translation.source.stringsegment_set.all():
        text = words.get(segment.string.data)
        if segment.string.data == "about":
            text = "acerca"
        if text:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=spanish,
                context=segment.context,
                data=text,
            )
    twin = page.get_translation(spanish)
    edit = reverse("wagtailadmin_pages:edit", args=[twin.pk])
    assert client.get(edit).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(edit, {"action": "publish"})
    assert response.status_code == 302

    answer = client.get("/es/acerca/")
    assert answer.status_code == 200
    for text in ("Acerca", "Quiénes somos.", "Qué hacemos", "<b>Marchamos</b>"):
        assert text in answer.text
    assert client.get("/about/").context["languages"][1]["url"] == "/es/acerca/"


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
    assert NavigationMenu.objects.filter(slot="legal", locale=spanish).count() == 1


def test_language_of_the_site_is_added_in_the_settings(client, home, editor):
    editor.is_superuser = True
    editor.save()
    assert client.get(reverse("wagtaillocales:index")).status_code == 200
    assert HomePage.objects.count() == 2
    assert Site.objects.get().root_page_id == home.pk
