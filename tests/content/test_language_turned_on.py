"""French and Arabic are off at first; what loading does once the settings turn them on."""

from django.conf import settings as django_settings
from django.test import Client, override_settings
from django.urls import get_resolver
from wagtail.models import Locale

from campaigns.models import Call
from campaigns.services import publish_statement
from nnirr_site.models import NativeReading, NavigationMenu, SiteIdentity, Topic
from nnirr_site.starter.builder import Builder
from nnirr_site.starter.loader import read_content

UNREAD = [texts.language for texts in read_content() if not texts.is_read]


def load() -> int:
    """What `load_starter_content` does, on a site that has all of its English and Spanish."""
    return Builder(
        make_materials=None,
        publish_statement=publish_statement,
        import_states=lambda: None,
        report=lambda line: None,
    ).load()


def test_while_the_languages_are_off_nothing_of_them_is_there(starter_site):
    assert load() == 0
    assert not Locale.objects.filter(language_code__in=UNREAD).exists()
    assert not NativeReading.objects.exists()
    call = Call.objects.get()
    assert set(call.statements.values_list("language", flat=True)) == {"en", "es"}
    for address in ("/", "/calls/migrant-workers-convention/", "/sitemap.xml", "/llms.txt"):
        text = Client().get(address).content.decode()
        assert not any(f"/{code}/" in text or f'"{code}"' in text for code in UNREAD), address


def test_language_that_comes_later_gets_its_words_and_takes_nothing_from_staff(starter_site):
    identity, topic = SiteIdentity.objects.get(), Topic.objects.get(slug="detention")
    identity.description = "Ours."
    identity.save()
    topic.translations = []
    topic.save()
    assert get_resolver().url_patterns  # forms of staff are built from the settings
    with override_settings(WAGTAIL_CONTENT_LANGUAGES=django_settings.LANGUAGES):
        load()
        identity.refresh_from_db()
        assert identity.description == "Ours."
        assert [child.value["language"] for child in identity.translations] == ["es", "ar", "fr"]
        words = [child.value["language"] for child in Topic.objects.get(pk=topic.pk).translations]
        assert words == ["ar", "fr"]
        menus = NavigationMenu.objects.filter(locale__language_code__in=UNREAD)
        assert menus.count() == 2 * 4
        identity.translations = []
        identity.save()
        assert load() == 0
        identity.refresh_from_db()
        assert not identity.translations
