"""The site in two languages: the switch, missing translations, and words that have no page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from campaigns.models import CallPage
from initiatives.models import (
    NetworkPage,
    NetworksIndexPage,
    PolicyUpdatePage,
    PolicyUpdatesIndexPage,
)
from nnirr_site.i18n.language_links import kept_query
from nnirr_site.i18n.locales import localize_pages
from nnirr_site.models import NavigationMenu, SiteIdentity, StandardPage, Topic
from resources.models import ResourceLibraryPage, ResourcePage
from tests.factories import make_home, make_page, make_topic
from tests.nnirr_site.head import Head, translate
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


@lasting
def home():
    return make_home(title="Our program")


@pytest.fixture
def spanish_home(home):
    return translate(home, "es", title="Nuestro programa", slug="programa")


def links_of(response) -> dict[str, str]:
    # The last: a page that is looked for elsewhere was first made as one that is not there.
    shown = [context["languages"] for context in response.context if "languages" in context][-1]
    return {link["code"]: link["switch_url"] for link in shown}


def test_site_in_one_language_has_no_switch(client, home):
    assert links_of(client.get("/")) == {}
    assert "languages__link" not in client.get("/").text


def test_switch_keeps_the_page(client, home, spanish_home):
    page = make_page(StandardPage, parent=home, title="Borders", slug="borders")
    translate(page, "es", title="Fronteras", slug="fronteras")
    response = client.get("/borders/")
    assert links_of(response) == {"en": "/borders/", "es": "/es/fronteras/"}
    assert links_of(client.get("/es/fronteras/")) == links_of(response)
    assert '<html lang="es" dir="ltr">' in client.get("/es/fronteras/").text


def test_switch_keeps_the_filters_and_drops_the_page_number(client, home, spanish_home):
    index = make_page(PolicyUpdatesIndexPage, parent=home, slug="updates")
    topic = make_topic(name="Borders")
    for number in range(25):
        update = make_page(PolicyUpdatePage, parent=index, slug=f"u{number}")
        update.topics.add(topic)
        update.save()
    translate(index, "es", slug="novedades")
    response = client.get("/updates/", {"topic": topic.slug, "page": "2"})
    assert links_of(response)["es"] == f"/es/novedades/?topic={topic.slug}"
    # What search engines are told is the bare address.
    head = Head(client.get("/updates/", {"sort": "newest"}))
    assert head.alternates["es"].endswith("/es/novedades/")


def test_switch_keeps_the_search(client, home, spanish_home):
    assert links_of(client.get("/search/", {"q": "agua y pan"})) == {
        "en": "/search/?q=agua+y+pan",
        "es": "/es/search/?q=agua+y+pan",
    }


def test_query_that_nobody_listed_stays_out_of_the_switch(rf):
    assert kept_query(rf.get("/", {"utm_source": "x", "q": "pan"})) == "q=pan"


def test_untranslated_page_says_so_and_links_to_the_original(client, home, spanish_home):
    make_page(StandardPage, parent=home, title="Borders & walls", slug="borders")
    address = links_of(client.get("/borders/"))["es"]
    assert address == "/es/borders/"
    response = client.get(address)
    assert response.status_code == 200
    assert '<html lang="es"' in response.text
    assert '<a class="button" href="/borders/" lang="en" hreflang="en" dir="ltr">' in response.text
    assert "Borders &amp; walls" in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert links_of(response) == {"en": "/borders/", "es": "/es/borders/"}
    assert "Set-Cookie" not in response.headers
    # It is no translation, so no search engine is sent there.
    assert "es" not in Head(client.get("/borders/")).alternates


def test_page_only_in_spanish_says_so_to_readers_of_english(client, home, spanish_home):
    make_page(
        StandardPage, parent=spanish_home, title="Taller", slug="taller", locale=spanish_home.locale
    )
    assert links_of(client.get("/es/taller/"))["en"] == "/taller/"
    response = client.get("/taller/")
    assert 'href="/es/taller/" lang="es"' in response.text
    assert '<html lang="en"' in response.text


def test_english_address_below_es_leads_to_the_translation(client, home, spanish_home):
    page = make_page(StandardPage, parent=home, slug="borders")
    translate(page, "es", slug="fronteras")
    response = client.get("/es/borders/")
    assert response.status_code == 302
    assert response["Location"] == "/es/fronteras/"


@pytest.mark.parametrize("state", ["draft", "restricted"])
def test_page_that_is_not_public_is_not_named_in_other_languages(client, home, spanish_home, state):
    page = make_page(StandardPage, parent=home, title="Secret plan", slug="plan")
    if state == "draft":
        page.unpublish()
    else:
        page.view_restrictions.create(restriction_type="login")
    response = client.get("/es/plan/")
    assert response.status_code == 404
    assert "Secret plan" not in response.text


@pytest.mark.parametrize("kind", ["updates", "resources", "networks"])
def test_list_says_how_much_there_is_in_the_other_language(kind, client, home, spanish_home):
    index_model, page_model = {
        "updates": (PolicyUpdatesIndexPage, PolicyUpdatePage),
        "resources": (ResourceLibraryPage, ResourcePage),
        "networks": (NetworksIndexPage, NetworkPage),
    }[kind]
    index = make_page(index_model, parent=home, slug=kind)
    pages = [make_page(page_model, parent=index, slug=f"p{number}") for number in range(4)]
    spanish = translate(index, "es", slug="lista")
    translate(pages[0], "es", slug="uno")
    pages[1].unpublish()
    response = client.get(spanish.url)
    assert [(item["count"], item["code"]) for item in response.context["untranslated"]] == [
        (2, "en")
    ]
    assert f'<a href="/{kind}/" lang="en" hreflang="en">English</a>' in response.text
    assert client.get(index.url).context["untranslated"] == []


def test_address_that_nobody_has_stays_not_found(client, home, spanish_home):
    # Below pages with children, so that the database is asked.
    for above in (home, spanish_home):
        make_page(StandardPage, parent=above, slug="borders", locale=above.locale)
    deep = "/es/" + "borders/" * 40
    for path in ("/es/nada/", deep, "/es/%00/", "/%00/", "/borders%00/", "/es/%FF/", "/es//x/"):
        assert client.get(path).status_code == 404, path


def test_address_written_in_an_unusual_way_is_not_one_more_page_to_keep(client, home, spanish_home):
    make_page(StandardPage, parent=home, slug="borders")
    assert client.get("/es/borders/").status_code == 200
    assert client.get("/es//borders/").status_code == 404
    assert client.get("/es/borders//").status_code == 404


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_language_without_pages_leads_to_the_page_in_its_own_language(
    code, client, home, spanish_home
):
    make_page(StandardPage, parent=home, slug="about")
    for path in ("/", "/about/"):
        response = client.get(f"/{code}{path}")
        assert (response.status_code, response["Location"]) == (302, path)
    assert client.get(f"/{code}/search/").status_code == 200


def test_copy_that_stands_for_a_missing_translation_says_so(client, home, spanish_home):
    index = make_page(PolicyUpdatesIndexPage, parent=home, slug="updates", title="Updates")
    update = make_page(PolicyUpdatePage, parent=index, slug="one")
    spanish = spanish_home.locale
    alias = index.copy_for_translation(spanish, alias=True)
    assert alias.live and alias.url == "/es/updates/"
    translate(update, "es", slug="una")
    response = client.get("/es/updates/")
    assert 'href="/updates/" lang="en"' in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert links_of(client.get("/updates/"))["es"] == "/es/updates/"
    assert Head(client.get("/updates/")).alternates == {}
    listed = client.get("/sitemap-es.xml").text
    assert "/es/updates/una/" in listed and "/es/updates/<" not in listed


def test_translation_for_some_is_not_named_to_all(client, home, spanish_home):
    page = make_page(StandardPage, parent=home, slug="plan")
    spanish = translate(page, "es", slug="plan-secreto")
    spanish.view_restrictions.create(restriction_type="login")
    assert "plan-secreto" not in client.get("/plan/").text
    assert "plan-secreto" not in client.get("/es/plan/").text
    with override("es"):
        assert localize_pages([page]) == {page.pk: page}


def test_way_to_the_translation_keeps_the_filters(client, home, spanish_home):
    index = make_page(PolicyUpdatesIndexPage, parent=home, slug="updates")
    translate(index, "es", slug="novedades")
    response = client.get("/es/updates/", {"topic": "ilo", "x": "1"})
    assert response["Location"] == "/es/novedades/?topic=ilo"


def test_pages_that_editors_chose_are_shown_in_the_language(client, home, spanish_home):
    page = make_page(StandardPage, parent=home, slug="about", title="About us")
    translate(page, "es", slug="acerca", title="Acerca de nosotros")
    only = make_page(StandardPage, parent=home, slug="only", title="Only here")
    link = {"title": "", "page": page, "url": "", "note": ""}
    body = [
        ("cards", {"heading": "Read on", "pages": [page, only]}),
        ("links", {"heading": "See", "items": [link]}),
    ]
    copied = make_page(
        StandardPage, parent=spanish_home, slug="x", locale=spanish_home.locale, body=body
    )
    main = client.get(copied.url).text.partition("<main")[2].partition("</main>")[0]
    assert main.count('href="/es/acerca/"') == 2 and "Acerca de nosotros" in main
    assert 'href="/only/"' in main and 'href="/about/"' not in main


def test_related_pages_are_shown_in_the_language(client, home, spanish_home):
    library = make_page(ResourceLibraryPage, parent=home, slug="resources")
    poster, guide = (make_page(ResourcePage, parent=library, slug=name) for name in ("a", "b"))
    poster.related_pages.create(page=guide)
    spanish = translate(poster, "es", slug="cartel")
    twin = translate(guide, "es", slug="guia", title="Guía")
    assert [page.pk for page in client.get(spanish.url).context["related_resources"]] == [twin.pk]


def test_alert_leads_to_the_page_in_the_language(client, home, spanish_home):
    page = make_page(StandardPage, parent=home, slug="privacy")
    spanish = translate(page, "es", slug="privacidad")
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.alert_text, identity.alert_page = "Raids in town", page
    identity.save()
    assert 'href="/es/privacidad/"' in client.get("/es/").text
    assert "Raids in town" in client.get("/es/").text
    with override("es"):
        assert localize_pages([page, None, home]) == {
            page.pk: spanish.page_ptr,
            home.pk: spanish_home.page_ptr,
        }
    with override("en"):
        assert localize_pages([page, spanish]) == {page.pk: page, spanish.pk: spanish}


def test_missing_menu_is_filled_with_translated_pages_and_marks_the_rest(
    client, home, spanish_home
):
    page = make_page(StandardPage, parent=home, slug="privacy", title="Privacy")
    translate(page, "es", slug="privacidad", title="Privacidad")
    menu = NavigationMenu.objects.create(slot="main", locale=Locale.get_default())
    elsewhere = {"title": "Main site", "page": None, "url": "https://example.org/"}
    menu.items = [("link", {"title": "Private", "page": page, "url": ""}), ("link", elsewhere)]
    menu.save()
    first, second = client.get("/es/").context["menus"]["main"]
    assert (first["label"], first["url"], first["lang"]) == ("Privacidad", "/es/privacidad/", "")
    assert (second["label"], second["lang"]) == ("Main site", "en")
    assert '<a class="nav__link" href="https://example.org/" lang="en">' in client.get("/es/").text
    own = NavigationMenu.objects.create(slot="main", locale=spanish_home.locale)
    own.items = [("link", {"title": "Datos", "page": page, "url": ""})]
    own.save()
    (only,) = client.get("/es/").context["menus"]["main"]
    assert (only["label"], only["url"], only["lang"]) == ("Datos", "/es/privacidad/", "")


def test_home_page_says_in_its_language_what_it_is(client, home, spanish_home):
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.program = "International Migrant Rights"
    identity.translations = [("words", {"language": "es", "program": "Derechos de migrantes"})]
    identity.save()
    website = Head(client.get("/es/")).thing("WebSite")
    assert website["name"] == "Derechos de migrantes"
    assert website["inLanguage"] == "es"
    assert website["url"].endswith("/es/")


def test_identity_speaks_the_language_of_the_page(client, home, spanish_home):
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.program, identity.description = "International Migrant Rights", "About us."
    words = {"language": "es", "program": "Derechos de migrantes", "alert_text": "Nada"}
    identity.translations = [("words", words)]
    identity.save()
    spanish, english = client.get("/es/").text, client.get("/").text
    assert "Derechos de migrantes" in spanish and "About us." in spanish
    assert "Derechos de migrantes" not in english
    # There is no alert, so its translation is none either.
    assert "Nada" not in spanish


def test_topic_is_shown_and_found_by_its_name_in_the_language(client, home, spanish_home):
    topic = make_topic(name="Borders")
    topic.translations = [("words", {"language": "es", "name": "Fronteras"})]
    topic.save()
    index = make_page(PolicyUpdatesIndexPage, parent=home, slug="updates")
    update = make_page(PolicyUpdatePage, parent=index, title="One", slug="one")
    update.topics.add(topic)
    update.save_revision().publish()
    spanish_index = translate(index, "es", slug="novedades")
    spanish = translate(update, "es", slug="una", title="Una novedad")
    spanish.topics.add(topic)
    spanish.save_revision().publish()
    assert spanish.get_parent() == spanish_index.page_ptr
    assert "Fronteras" in client.get("/es/novedades/").text
    assert "Borders" not in client.get("/es/novedades/una/").text
    assert "Borders" in client.get("/updates/one/").text
    assert "Una novedad" in client.get("/es/search/", {"q": "fronteras"}).text


def test_the_same_language_twice_is_refused():
    field = Topic._meta.get_field("translations")
    words = {"language": "es", "name": "Fronteras"}
    value = field.stream_block.to_python([{"type": "words", "value": words}] * 2)
    with pytest.raises(ValidationError):
        field.stream_block.clean(value)
    once = field.stream_block.to_python([{"type": "words", "value": words}])
    assert len(field.stream_block.clean(once)) == 1


def test_spanish_call_page_signs_in_spanish(client, home, spanish_home):
    page = make_page(CallPage, parent=None, slug="call")
    assert page.get_parent().get_parent() == home.page_ptr
    translate(page.get_parent().specific, "es", slug="llamamientos")
    spanish = translate(page, "es", slug="llamamiento")
    response = client.get(spanish.url)
    with override("es"):
        assert response.context["sign_url"] == reverse("campaigns:sign", args=[page.call.slug])
    assert response.context["sign_url"].startswith("/es/")


def test_switch_costs_the_same_for_many_pages(client, home, spanish_home):
    page = make_page(StandardPage, parent=home, slug="about")
    translate(page, "es", slug="acerca")

    def count() -> int:
        client.get("/es/acerca/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/es/acerca/")
        return len(queries)

    before = count()
    for number in range(10):
        other = make_page(StandardPage, parent=home, slug=f"p{number}")
        translate(other, "es", slug=f"p{number}")
    assert count() == before
    assert Page.objects.filter(locale__language_code="es").count() == 12


def test_statement_that_is_not_translated_runs_in_its_own_direction(client, home, spanish_home):
    page = make_page(CallPage, slug="call")
    translate(page.get_parent().specific, "es", slug="llamamientos")
    spanish = translate(page, "es", slug="llamamiento")
    assert '<div class="text call-text" lang="en" dir="auto">' in client.get(spanish.url).text
    assert '<div class="text call-text">' in client.get(page.url).text
