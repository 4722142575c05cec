"""Loading the starter content: once, twice, over staff's work, and when it breaks half-way."""

import uuid
from copy import copy

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, Site

from campaigns.models import Call, CallPage, Signature, StatementVersion
from campaigns.services import publish_statement
from initiatives.importing import import_states
from initiatives.models import InitiativePage, NetworkPage, State
from nnirr_site.models import (
    GoneAddress,
    HomePage,
    NavigationMenu,
    SiteDocument,
    SiteIdentity,
    StandardPage,
    Topic,
)
from nnirr_site.starter.builder import WELCOME_TITLE, Builder
from nnirr_site.starter.loader import read_content
from nnirr_site.starter.writer import translation_key
from resources.materials.facts import find_facts
from tests.content.materials import make_small_materials
from tests.factories import make_page
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

BORDERS = "initiatives/human-rights-at-borders"
FEW_KEYS = {"", "initiatives", BORDERS, "networks", "networks/migrants-rights-international"}
FEW_KEYS |= {"resources", "resources/poster", "resources/fact-sheet", "resources/sign-on-sheet"}
FEW_KEYS |= {"calls", "calls/migrant-workers-convention", "about", "contact", "privacy"}
STATEMENT = read_content()[0].site["statement"]


def pick(texts, keys=FEW_KEYS):
    """The same texts with fewer pages: enough to see how loading behaves."""
    few = copy(texts)
    few.pages = [text for text in texts.pages if text.key in keys]
    return few


FEW, FEW_SPANISH = (pick(texts) for texts in read_content() if texts.is_read)


def load(refresh=False, make_materials=make_small_materials, translations=()):
    """Load quietly, in English unless `translations` are given; the number of pages written."""
    return Builder(
        make_materials=make_materials,
        publish_statement=publish_statement,
        import_states=import_states,
        report=lambda line: None,
        refresh=refresh,
        texts=[FEW, *translations],
    ).load()


@lasting
def loaded():
    """What a first load leaves."""
    assert load() == len(FEW_KEYS)


@lasting
def loaded_in_spanish():
    """What a first load in two languages leaves."""
    assert load(translations=[FEW_SPANISH]) == 2 * len(FEW_KEYS)


def find(key, code="en"):
    page = Page.objects.get(translation_key=translation_key(key), locale__language_code=code)
    return page.specific


def state_of_everything():
    """What would differ if a second load wrote anything."""
    return {
        "pages": list(Page.objects.order_by("pk").values()),
        "revisions": list(Revision.objects.order_by("pk").values_list("pk", flat=True)),
        "log": PageLogEntry.objects.count(),
        "documents": list(SiteDocument.objects.order_by("pk").values()),
        "menus": list(NavigationMenu.objects.order_by("pk").values_list("pk", "items")),
        "topics": list(Topic.objects.order_by("pk").values()),
        "sites": list(Site.objects.values()),
        "identity": list(SiteIdentity.objects.values()),
        "states": list(State.objects.order_by("pk").values()),
        "calls": list(Call.objects.values()),
        "statements": list(StatementVersion.objects.values()),
    }


def test_second_load_changes_nothing(loaded):
    before = state_of_everything()
    assert load(make_materials=None) == 0
    after = state_of_everything()
    assert str(after) == str(before)


def test_what_staff_changed_is_left_alone(loaded):
    page = find(BORDERS)
    page.title = "Borders, as staff call it"
    page.slug = "borders"
    page.save_revision().publish()
    network = NetworkPage.objects.first()
    network_key = network.translation_key
    network.delete()
    moved = find("privacy")
    moved.move(find("about"), pos="last-child")
    topic = Topic.objects.get(slug="ilo")
    Topic.objects.filter(pk=topic.pk).update(name="International Labour Organization")
    NavigationMenu.objects.filter(slot="legal").first().delete()
    SiteIdentity.objects.update(place="Somewhere else")
    State.objects.filter(iso2="TG").update(notes="Checked by staff")

    load()

    assert InitiativePage.objects.count() == 1
    assert find(BORDERS).title == "Borders, as staff call it"
    assert not Page.objects.filter(translation_key=network_key).exists()
    assert find("privacy").get_parent().pk == find("about").pk
    topic.refresh_from_db()
    assert topic.name == "International Labour Organization"
    assert SiteIdentity.objects.get().place == "Somewhere else"
    assert State.objects.get(iso2="TG").notes == "Checked by staff"


def test_refresh_writes_the_texts_again_and_keeps_the_history(loaded):
    page = find(BORDERS)
    page.title = "Staff's title"
    page.save_revision().publish()
    deleted = find("networks/migrants-rights-international")
    deleted.delete()

    assert load(refresh=True) == len(FEW_KEYS)

    page = find(BORDERS)
    assert page.title == "Advancing human rights at international borders"
    titles = [revision.content["title"] for revision in page.revisions.order_by("created_at")]
    assert titles[1] == "Staff's title" and len(titles) == 3
    assert find("networks/migrants-rights-international").live
    assert page.related_pages.count() == 0
    assert SiteDocument.objects.count() == 8


def test_page_that_staff_made_at_the_same_address_is_not_overwritten(loaded):
    page = find("contact")
    page.translation_key = uuid.uuid4()
    page.title = "Our own contact page"
    page.save()
    PageLogEntry.objects.all().delete()

    assert load() == 0
    assert list(Page.objects.filter(slug="contact").values_list("title", flat=True)) == [
        "Our own contact page"
    ]


def test_a_load_that_breaks_half_way_leaves_nothing():
    def break_down(facts):
        raise RuntimeError("the printer is on fire")

    with pytest.raises(RuntimeError):
        load(make_materials=break_down)
    assert not HomePage.objects.exists()
    assert not Topic.objects.exists()
    assert not Call.objects.exists()
    assert Page.objects.filter(title=WELCOME_TITLE).exists()


def test_untouched_welcome_page_of_wagtail_gives_way(loaded):
    assert not Page.objects.filter(title=WELCOME_TITLE).exists()
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_welcome_page_that_somebody_edited_stays():
    welcome = Page.objects.get(depth=2)
    welcome.save_revision().publish()
    load()
    assert Page.objects.filter(pk=welcome.pk).exists()
    assert Site.objects.get().root_page_id == welcome.pk


def test_site_answers_at_the_address_of_the_settings(settings):
    settings.SITE_URL = "https://migrants.example"
    load()
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("migrants.example", 443)
    settings.SITE_URL = "http://localhost:8765"
    load()
    site.refresh_from_db()
    assert (site.hostname, site.port) == ("localhost", 8765)


def test_everything_is_published_with_a_history_for_staff(loaded):
    for page in Page.objects.filter(depth__gt=1):
        assert page.live and not page.has_unpublished_changes
        assert page.revisions.count() == 1
        assert page.url
    actions = PageLogEntry.objects.filter(page=find("about").pk).values_list("action", flat=True)
    assert {"wagtail.create", "wagtail.publish"} <= set(actions)


def test_each_page_is_written_once(loaded):
    with CaptureQueriesContext(connection) as captured:
        load(translations=[FEW_SPANISH])
    written = [entry["sql"] for entry in captured if '"wagtailcore_page"' in entry["sql"][:40]]
    inserts = [sql for sql in written if sql.startswith("INSERT")]
    assert len(inserts) == 1, "all pages in one statement"
    assert sum(sql.startswith("UPDATE") for sql in written) == 1, "the root's number of children"
    assert len(captured) < 25 * len(FEW_KEYS)


def test_loaded_pages_are_as_wagtail_would_have_written_them(loaded_in_spanish):
    assert not any(Page.find_problems())
    for page in Page.objects.filter(depth__gt=1).specific():
        page.full_clean()
        version = page.get_latest_revision_as_object()
        assert page.live_revision == page.latest_revision == page.get_latest_revision()
        assert version.title == page.title == page.draft_title
        assert version.serializable_data() == page.serializable_data()
        url_path = page.url_path
        assert page.set_url_path(page.get_parent()) == url_path
    poster = find("resources/poster")
    assert [item.sort_order for item in poster.downloads.all()] == [0, 1]
    assert poster.topics.count() == poster.topic_links.count() > 0


def test_loaded_pages_are_found_by_staff_and_by_what_they_use(loaded):
    assert find(BORDERS).pk in {page.pk for page in Page.objects.search("international borders")}
    poster = SiteDocument.objects.get(title="poster en (Letter)")
    users = ReferenceIndex.get_references_to(poster).values_list("object_id", flat=True)
    assert str(find("resources/poster").pk) in users
    page = find("contact")
    page.title = "Quetzalcoatl"
    page.save_revision().publish()
    assert [found.pk for found in Page.objects.search("Quetzalcoatl")] == [page.pk]


def test_call_is_open_with_its_statement_and_nobody_has_signed_yet(loaded):
    call = Call.objects.get()
    assert call.is_open
    statement = call.statement_for("en")
    assert (statement.number, statement.body) == (1, STATEMENT["body"])
    assert CallPage.objects.get().call == call
    assert SiteIdentity.objects.get().call_page.specific == CallPage.objects.get()
    assert not Signature.objects.exists()
    assert CallPage.objects.get().tally.total == 0


def test_refresh_never_changes_words_that_may_be_signed(loaded):
    load(refresh=True)
    assert StatementVersion.objects.count() == 1
    call = Call.objects.get()
    publish_statement(call, "en", "Another title", "<p>Other words</p>")
    load(refresh=True)
    assert list(call.statements.order_by("number").values_list("title", flat=True)) == [
        STATEMENT["title"],
        "Another title",
        STATEMENT["title"],
    ]


def test_spanish_pages_are_translations_of_the_english_ones(loaded_in_spanish):
    for key in FEW_KEYS:
        english, spanish = find(key), find(key, "es")
        assert spanish.url.startswith("/es/") and spanish.live
        assert spanish.title != english.title or key == "networks/migrants-rights-international"
        assert list(english.get_translations()) == [spanish]
    related = find("calls/migrant-workers-convention", "es").call
    assert related == find("calls/migrant-workers-convention").call
    assert related.statement_for("es").language == "es"
    assert related.texts.get().language == "es"
    assert Topic.objects.get(slug="ilo").words["es"]["name"] == "OIT"
    assert SiteIdentity.objects.get().in_language("es").program.startswith("Derechos")
    main, twin = NavigationMenu.objects.filter(slot="main").order_by("locale__language_code")
    assert main.translation_key == twin.translation_key
    search = [block.value["url"] for block in twin.items if not block.value["page"]]
    assert search == ["/es/search/"]


def test_spanish_page_links_to_spanish_pages_and_else_to_the_english_one():
    load(translations=[pick(FEW_SPANISH, FEW_KEYS - {"about"})])
    links = str(NavigationMenu.objects.get(slot="explore", locale__language_code="es").items)
    assert find("resources", "es").url in links
    assert find("about").url in links
    assert not Page.objects.filter(
        translation_key=translation_key("about"), locale__language_code="es"
    ).exists()


def test_second_load_leaves_the_spanish_pages_alone_as_well(loaded_in_spanish):
    find("contact", "es").delete()
    page = find("about", "es")
    page.title = "Lo que dice el personal"
    page.save_revision().publish()
    before = state_of_everything()
    assert load(translations=[FEW_SPANISH]) == 0
    assert str(state_of_everything()) == str(before)
    assert load(translations=[FEW_SPANISH], refresh=True) == 2 * len(FEW_KEYS)
    assert find("contact", "es").live
    assert find("about", "es").title != "Lo que dice el personal"


def test_spanish_that_comes_later_keeps_to_what_staff_did(loaded):
    find("networks/migrants-rights-international").delete()
    find("contact").unpublish()
    page = find("about")
    page.title = "About us, as staff tell it"
    page.save_revision().publish()

    load(translations=[FEW_SPANISH])

    there = Page.objects.filter(locale__language_code="es").values_list(
        "translation_key", flat=True
    )
    assert translation_key("networks/migrants-rights-international") not in there
    assert translation_key("contact") not in there
    assert not find("about", "es").live
    assert find("privacy", "es").live


def test_own_files_stand_first_in_the_language_of_the_page(loaded_in_spanish):
    for code in ("en", "es"):
        downloads = find("resources/poster", code).downloads.all()
        assert downloads[0].language == code


def test_language_that_the_settings_leave_out_is_not_loaded(settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    assert load(translations=[FEW_SPANISH]) == len(FEW_KEYS)


def test_printed_sheets_carry_a_short_address_that_leads_to_the_call_in_their_language(client):
    seen = {}

    def remember(facts):
        seen.update({language: one.url for language, one in facts.items()})
        return make_small_materials(facts)

    load(make_materials=remember, translations=[FEW_SPANISH])
    assert seen == {"en": f"{settings.SITE_URL}/sign", "es": f"{settings.SITE_URL}/firma"}
    for language, url in seen.items():
        page = CallPage.objects.get(locale__language_code=language)
        answer = client.get(url.removeprefix(settings.SITE_URL), follow=True)
        assert answer.redirect_chain[-1][0] == page.url
        assert {code for _url, code in answer.redirect_chain} <= {301, 302}
        assert find_facts()[language].url == url


def test_a_short_address_that_staff_deleted_or_took_elsewhere_stays_so():
    load()
    redirect = Redirect.objects.get(old_path="/sign")
    assert not redirect.is_permanent
    home = find("")
    Redirect.objects.filter(pk=redirect.pk).update(redirect_page=home)
    load()
    assert Redirect.objects.get(old_path="/sign").redirect_page_id == home.pk
    Redirect.objects.all().delete()
    load()
    assert not Redirect.objects.exists()


def test_what_a_change_sets_off_stays_in_its_place(client):
    """A deletion is heard of before Wagtail takes the page off, also after a load."""
    load()
    page = make_page(StandardPage, parent=find(""), slug="withdrawn")
    page.delete()
    assert GoneAddress.objects.filter(path="/withdrawn").exists()
