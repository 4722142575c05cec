"""Doors of what is only for some: in the design, in the page's language, throttled."""

import pytest
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from nnirr_site.models import StandardPage
from tests.e2e.axe import find_faults
from tests.factories import make_document, make_home, make_page
from tests.weights import find_unstyled

pytestmark = pytest.mark.django_db(transaction=True)

IS_SCROLLED_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def pages():
    """English and Spanish, each behind a password."""
    home = make_home()
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    home.copy_for_translation(spanish).save_revision().publish()
    page = make_page(StandardPage, title="For delegates", slug="delegates")
    translation = page.copy_for_translation(spanish)
    translation.title = "Para delegadas"
    translation.save_revision().publish()
    for one in (page, translation):
        PageViewRestriction.objects.create(page=one, restriction_type="password", password="p4ss")
    return page, translation


@pytest.mark.parametrize("width", [390, 1280])
def test_password_page_is_in_the_design_and_lets_in(open_page, pages, width):
    screen = open_page(viewport={"width": width, "height": 800}, java_script_enabled=True)
    screen.goto(pages[0].url)
    assert screen.locator(".masthead").is_visible()
    assert "For delegates" not in screen.content()
    assert find_faults(screen) == []
    assert not screen.evaluate(IS_SCROLLED_SIDEWAYS)
    screen.get_by_label("Password").fill("wrong")
    screen.get_by_role("button", name="Continue").click()
    assert "not correct" in screen.locator(".error").inner_text()
    assert find_faults(screen) == []
    screen.get_by_label("Password").fill("p4ss")
    screen.get_by_role("button", name="Continue").click()
    assert screen.locator("h1").inner_text() == "For delegates"


def test_doors_speak_the_language_of_the_page(client, pages):
    door = client.get(pages[1].url)
    text = door.content.decode()
    assert '<html lang="es"' in text
    assert "Contraseña" in text
    assert "private" in door["Cache-Control"]
    assert "noindex" in text
    assert find_unstyled(text) == set()
    login = client.get(f"/es{reverse('wagtailcore_login')}", {"next": pages[1].url})
    assert '<html lang="es"' in login.content.decode()
    assert "masthead" in login.content.decode()


def test_sign_in_page_says_what_was_wrong_and_leads_back(open_page, pages, admin_user):
    PageViewRestriction.objects.update(restriction_type="login")
    admin_user.set_password("a quite long pass phrase")
    admin_user.save()
    screen = open_page(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    screen.goto(pages[0].url)
    assert "/_util/login/" in screen.url
    assert not screen.evaluate(IS_SCROLLED_SIDEWAYS)
    for password in ("wrong", "a quite long pass phrase"):
        screen.get_by_label("Username").fill(admin_user.username)
        screen.get_by_label("Password").fill(password)
        screen.get_by_role("button", name="Sign in").click()
        if password == "wrong":
            assert screen.locator("[role=alert]").is_visible()
    assert screen.locator("h1").inner_text() == "For delegates"


def test_too_many_wrong_passwords_are_answered_in_the_design(client, pages):
    door = client.get(pages[0].url).context["action_url"]
    answers = [
        client.post(door, {"password": "no", "return_url": "/"}, REMOTE_ADDR="203.0.113.9")
        for _attempt in range(12)
    ]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]
    assert "masthead" in answers[-1].content.decode()


def test_document_asks_in_the_design_too(client, pages):
    collection = Collection.get_first_root_node().add_child(name="Delegates")
    document = make_document(collection=collection)
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="p4ss"
    )
    text = client.get(document.url).content.decode()
    assert "masthead" in text
    assert "Password required" in text
