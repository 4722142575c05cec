"""What is in the search index, and when: only what everybody may read at this moment."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import PageViewRestriction

from nnirr_site.models import SearchEntry, SearchWord, StandardPage
from nnirr_site.search.index import rebuild, refresh_page
from nnirr_site.text.plaintext import clean, fold, html_text, stream_lines
from resources.models import ResourceDownload, ResourcePage
from tests.factories import make_document, make_home, make_page, make_topic
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


@lasting
def home():
    return make_home()


@lasting
def page(home):
    return make_page(StandardPage, parent=home, title="Lighthouse", lead="It shines.")


def found(client, q="lighthouse") -> int:
    return client.get("/search/", {"q": q}).context["count"]


def restrict(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


# -- Who is in it -----------------------------------------------------------------------------


def test_draft_is_never_found(client, home):
    draft = make_page(StandardPage, parent=home, title="Lighthouse", live=False)
    assert found(client) == 0
    assert not SearchEntry.objects.filter(pk=draft.pk).exists()
    draft.save_revision().publish()
    assert found(client) == 1


def test_unpublishing_takes_a_page_out_at_once(client, page):
    assert found(client) == 1
    page.unpublish()
    assert found(client) == 0
    assert not SearchEntry.objects.filter(pk=page.pk).exists()


def test_deleting_takes_a_page_out(client, page):
    page.delete()
    assert found(client) == 0
    assert not SearchWord.objects.filter(word="lighthouse").exists()


def test_draft_changes_of_a_published_page_are_not_found_before_they_are_published(client, page):
    page.title = "Windmill"
    revision = page.save_revision()
    assert (found(client, "lighthouse"), found(client, "windmill")) == (1, 0)
    revision.publish()
    assert (found(client, "lighthouse"), found(client, "windmill")) == (0, 1)


def test_partial_save_beside_a_draft_in_memory_indexes_what_is_published(client, page):
    page.title = "Windmill"
    page.seo_title = "Harbor"
    page.save(update_fields=["seo_title"])
    assert (found(client, "lighthouse"), found(client, "windmill")) == (1, 0)


def test_page_for_members_only_is_never_found(client, page):
    restriction = restrict(page)
    assert found(client) == 0
    assert not SearchEntry.objects.filter(pk=page.pk).exists()
    restriction.delete()
    assert found(client) == 1


def test_page_below_a_hidden_one_is_never_found(client, page):
    make_page(StandardPage, parent=page, title="Lighthouse keeper")
    assert found(client) == 2
    restrict(page)
    assert found(client) == 0


def test_page_moved_below_a_hidden_one_is_never_found(client, home, page):
    hidden = make_page(StandardPage, parent=home, title="Members")
    restrict(hidden)
    page.move(hidden, pos="last-child")
    assert found(client) == 0
    assert not SearchEntry.objects.filter(pk=page.pk).exists()


def test_hidden_page_is_not_found_even_if_the_index_was_not_told(client, page):
    """The second lock: visibility is asked for again with each search."""
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)]
    )
    assert SearchEntry.objects.filter(pk=page.pk).exists()
    assert found(client) == 0


def test_unpublished_page_is_not_found_even_if_the_index_was_not_told(client, page):
    StandardPage.objects.filter(pk=page.pk).update(live=False)
    assert SearchEntry.objects.filter(pk=page.pk).exists()
    assert found(client) == 0


def test_failure_of_the_index_stops_no_editor(client, page, monkeypatch, caplog):
    def fail(page):
        raise RuntimeError("a block that cannot be read")

    monkeypatch.setattr("nnirr_site.search.index.build_entry", fail)
    page.title = "Windmill"
    page.save_revision().publish()
    assert "The search index did not follow StandardPage" in caplog.text
    assert "Windmill" in client.get(page.url).content.decode()


# -- What is in it ----------------------------------------------------------------------------


def test_labels_of_choices_and_addresses_are_not_text(home):
    entry = {
        "date": "2000-12-04",
        "precision": "day",
        "title": "The UN proclaims the day",
        "text": "",
        "source_label": "Resolution",
        "source_url": "https://example.org/hidden-words",
    }
    page = make_page(
        StandardPage,
        parent=home,
        body=[("timeline", {"heading": "Dates", "layout": "ground", "entries": [entry]})],
    )
    assert list(stream_lines(page.body)) == ["Dates", "The UN proclaims the day", "Resolution"]


def test_titles_of_documents_in_texts_are_found(client, home):
    document = make_document(title="Harbor plan")
    item = {"title": "Take it along", "document": document, "language": "en"}
    make_page(
        StandardPage,
        parent=home,
        title="Page",
        body=[("downloads", {"heading": "", "items": [item]})],
    )
    assert found(client, "harbor") == 1


def test_new_title_of_a_document_is_found_on_the_pages_that_offer_it(client, home):
    document = make_document(title="Harbor plan")
    page = make_page(ResourcePage, title="Page")
    page.downloads.add(ResourceDownload(title="Plan", language="en", document=document))
    page.save()
    assert found(client, "harbor") == 1
    document.title = "Windmill plan"
    document.save()
    assert (found(client, "harbor"), found(client, "windmill")) == (0, 1)


def test_renamed_topic_is_found(client, home):
    topic = make_topic("Harbors", slug="harbors")
    page = make_page(ResourcePage, title="Page")
    page.topics.add(topic)
    page.save()
    assert found(client, "harbor") == 1
    topic.name = "Windmills"
    topic.save()
    assert (found(client, "harbor"), found(client, "windmill")) == (0, 1)
    topic.delete()
    assert found(client, "windmill") == 0


def test_text_that_is_signed_is_found_on_the_page_of_the_call(client, home):
    from campaigns.models import CallPage, StatementVersion

    page = make_page(CallPage, title="Call")
    StatementVersion.objects.create(
        call=page.call, language="en", number=9, title="To all", body="<p>Build a lighthouse.</p>"
    )
    assert found(client) == 1


def test_words_that_a_page_no_longer_uses_are_forgotten(page):
    page.title = "Windmill"
    page.save_revision().publish()
    assert not SearchWord.objects.filter(word="lighthouse").exists()
    assert SearchWord.objects.filter(word__in=["windmill", "shines"]).count() == 2


def test_words_stay_while_another_page_uses_them(home, page):
    other = make_page(StandardPage, parent=home, title="Lighthouse keeper")
    page.unpublish()
    assert SearchWord.objects.filter(word="lighthouse").exists()
    assert not SearchWord.objects.filter(word="shines").exists()
    other.unpublish()
    assert not SearchWord.objects.filter(word__in=["lighthouse", "keeper"]).exists()


def test_folded_text_is_as_long_as_the_text(home):
    """Marks are set in the folded text and shown in the other one."""
    text = (
        "Œuvre, naïve: ÀÉÎÕÜ ñ ß ﬁ ½ İ ẞ 한국어 שלום مُهَاجِر 移民 “x” "
        "\u0130stanbul e\u0301 a\u00adb \U0001f469\u200d\U0001f467"
    )
    page = make_page(StandardPage, parent=home, title=text[:90], lead=text)
    entry = SearchEntry.objects.get(pk=page.pk)
    assert len(entry.folded_text) == len(entry.text)
    assert len(entry.folded_title) == len(entry.title)


def test_very_long_page_is_indexed_to_a_limit(client, home):
    words = " ".join(f"lighthouse{number}" for number in range(30_000))
    page = make_page(StandardPage, parent=home, title="Long", body=[("pull", {"text": words})])
    assert SearchEntry.objects.filter(pk=page.pk).exists()
    assert (found(client, "lighthouse7"), found(client, "lighthouse29999")) == (1, 0)


@pytest.mark.parametrize(
    ("text", "language", "folded"),
    [
        ("Migración", "", "migracion"),
        ("migracion", "es", "migración"),
        ("MIGRACIÓN", "es", "migración"),
        ("migraciones", "es", "migraciones"),
        ("and/or A/RES/45", "", "and or a res 45"),
        ("مُهَاجِر", "", "مهاجر"),
        ("Łódź", "", "lodz"),
        ("<b>&", "", " b  "),
    ],
)
def test_folding(text, language, folded):
    assert fold(clean(text), language) == folded


def test_html_text_keeps_paragraphs_apart_and_decodes():
    html = "<p>One</p><p>two &amp; three<br/>four</p><ul><li>five</li><li>six</li></ul>"
    assert html_text(html) == "One two & three four five six"


# -- Housekeeping -----------------------------------------------------------------------------


def test_rebuild_gives_the_same_index_as_the_signals(home, page):
    make_page(ResourcePage, title="Page", year=2020)
    before = list(SearchEntry.objects.order_by("pk").values())
    words = set(SearchWord.objects.values_list("word", flat=True))
    SearchEntry.objects.all().delete()
    assert rebuild() == len(before)
    assert list(SearchEntry.objects.order_by("pk").values()) == before
    assert set(SearchWord.objects.values_list("word", flat=True)) == words


def test_command_rebuilds(page, capsys):
    call_command("rebuild_search_index")
    assert "2 pages can be found" in capsys.readouterr().out


def test_page_is_written_in_one_row_however_often(page):
    refresh_page(page)
    refresh_page(page)
    assert SearchEntry.objects.filter(pk=page.pk).count() == 1


def test_index_does_not_count_as_a_use_of_a_page(page):
    from wagtail.models import ReferenceIndex

    models = {SearchEntry, SearchWord}
    types = ContentType.objects.get_for_models(*models).values()
    assert not ReferenceIndex.objects.filter(content_type__in=types).exists()


def test_search_suggests_nothing_where_the_extension_for_trigrams_is_missing(client, page):
    assert client.get("/search/", {"q": "lighthuose"}).context["suggestion"] == "lighthouse"
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    answer = client.get("/search/", {"q": "lighthuose"})
    assert answer.status_code == 200 and answer.context["suggestion"] == ""
    assert client.get("/search/", {"q": "lighthouse"}).context["count"] == 1


def test_migration_goes_on_where_the_extension_cannot_be_had(monkeypatch):
    from importlib import import_module

    from django.db import DatabaseError

    migration = import_module("nnirr_site.migrations.0003_trigrams")

    class Editor:
        connection = connection

        def execute(self, sql):
            with connection.cursor() as cursor:
                cursor.execute("CREATE EXTENSION no_such_extension_anywhere")

    migration.ask_for_trigrams(None, Editor())
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    with pytest.raises(DatabaseError):
        Editor().execute("")


# -- Reading time -----------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (220, 1), (660, 3), (2200, 10)])
def test_reading_time_follows_the_number_of_words(words, minutes):
    text = " ".join(["word"] * words)
    page = StandardPage(title="Page", body=[("pull", {"text": text})])
    assert page.reading_minutes == minutes


def test_only_long_pages_tell_the_time(client, home):
    long = make_page(StandardPage, parent=home, body=[("pull", {"text": " ".join(["word"] * 800)})])
    short = make_page(StandardPage, parent=home, body=[("pull", {"text": "word"})])
    assert "4 minutes to read" in client.get(long.url).content.decode()
    assert "to read" not in client.get(short.url).content.decode()
