"""No page gets a slug that leads somewhere else; the words are those of the resolver."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from campaigns.models import CallPage, CallsIndexPage
from nnirr_site.admin.slugs import SHARED_WITH_PAGES, first_words, reserved_words
from nnirr_site.models import StandardPage
from nnirr_site.urls import urlpatterns
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db

NAMED = {"admin", "api", "search", "es", "fr", "documents", "media", "static", "healthz", "sign"}


def fields(slug: str) -> dict:
    return {
        "title": "A page",
        "slug": slug,
        "lead": "",
        "band": "leaf",
        "print_art": "",
        "body-count": "0",
        "action-publish": "1",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }


def test_words_come_from_the_resolver():
    assert reserved_words() >= NAMED
    assert first_words(urlpatterns) >= SHARED_WITH_PAGES
    assert not SHARED_WITH_PAGES & reserved_words()


@pytest.mark.parametrize("slug", sorted(NAMED))
def test_new_page_with_a_reserved_slug_is_refused_with_a_sentence(admin_client, slug):
    home = make_home()
    address = reverse("wagtailadmin_pages:add", args=["nnirr_site", "standardpage", home.pk])
    answer = admin_client.post(address, fields(slug))
    assert "taken by the site itself" in answer.content.decode()
    assert not StandardPage.objects.exists()
    assert admin_client.post(address, fields("ordinary")).status_code == 302
    assert admin_client.get(StandardPage.objects.get().url).status_code == 200


def test_page_cannot_take_one_later_nor_by_copying_or_moving(admin_client):
    home = make_home()
    page = make_page(StandardPage, title="Ours")
    below = make_page(StandardPage, parent=page, slug="search")  # /ours/search/ is free
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "taken by the site itself" in admin_client.post(edit, fields("api")).content.decode()
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    copied = {"new_title": "Copy", "new_slug": "search", "new_parent_page": home.pk}
    assert "taken by the site itself" in admin_client.post(copy, copied).content.decode()
    move = reverse("wagtailadmin_pages:move_confirm", args=[below.pk, home.pk])
    assert "taken by the site" in admin_client.post(move, follow=True).content.decode()
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    form = {"chooser": home.pk, "move_applicable": "on"}
    answer = admin_client.post(f"{many}?id={below.pk}&next=/admin/", form, follow=True)
    assert "taken by the site itself" in answer.content.decode()
    below.refresh_from_db()
    assert below.get_parent().pk == page.pk


def test_deeper_pages_are_refused_what_an_address_of_ours_takes_from_them():
    make_home()
    calls = make_page(CallsIndexPage, slug="calls")
    assert calls.url == "/calls/"
    with pytest.raises(ValidationError, match="taken by the site itself"):
        make_page(CallPage, parent=calls, slug="what-we-keep")


def test_slug_made_of_the_title_is_never_a_reserved_one():
    make_home()
    page = make_page(StandardPage, title="Search", slug="")
    assert page.slug == "search-1"


def test_other_languages_reserve_the_same_words(admin_client):
    home = make_home()
    spanish = home.copy_for_translation(Locale.objects.get_or_create(language_code="es")[0])
    spanish.save_revision().publish()
    address = reverse("wagtailadmin_pages:add", args=["nnirr_site", "standardpage", spanish.pk])
    answer = admin_client.post(address, fields("search"))
    assert "taken by the site itself" in answer.content.decode()
