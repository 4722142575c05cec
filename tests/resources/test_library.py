import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.admin.panels.base import get_form_for_model

from nnirr_site.documents.panels import DownloadForm
from nnirr_site.models import SiteImage
from resources.models import (
    ResourceDownload,
    ResourceLibraryPage,
    ResourcePage,
    ResourceTopic,
)
from tests.copies import copy_page
from tests.factories import make_document, make_home, make_page, make_topic
from tests.nnirr_site.photographs import make_image
from tests.pdfs import make_pdf
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


@lasting
def library():
    make_home()
    library = make_page(ResourceLibraryPage)
    borders = make_topic("Borders", slug="borders")
    text = make_page(
        ResourcePage, parent=library, title="The principles", resource_type="legal-text", year=2014
    )
    text.topics.add(borders)
    text.save()
    for language in ("en", "es"):
        ResourceDownload.objects.create(
            resource=text,
            title=f"Text {language}",
            language=language,
            external_url="https://example.org/text.pdf",
            external_format="PDF",
        )
    make_page(ResourcePage, parent=library, title="A poster", resource_type="poster", year=2026)
    return library


def shown(client, library, **query) -> set[str]:
    response = client.get(library.url, query)
    assert response.status_code == 200
    return {page.title for page in response.context["listing"].page}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"The principles", "A poster"}),
        ({"type": "poster"}, {"A poster"}),
        ({"topic": "borders"}, {"The principles"}),
        ({"language": "es"}, {"The principles"}),
        ({"year": "2026"}, {"A poster"}),
        ({"type": "poster", "year": "2014"}, set()),
    ],
)
def test_filters_narrow_the_list(client, library, query, titles):
    assert shown(client, library, **query) == titles


@pytest.mark.parametrize(
    "query",
    [
        {"year": "9999999999"},
        {"topic": "no-such-topic"},
        {"type": "x\x00y"},
        {"language": "' OR 1=1 --"},
        {"year": "9" * 10_000},
    ],
)
def test_filter_value_that_nobody_offered_is_ignored_and_said_so(client, library, query):
    response = client.get(library.url, query)
    assert response.status_code == 200
    assert response.context["listing"].unknown
    assert {page.title for page in response.context["listing"].page} == {
        "The principles",
        "A poster",
    }


@pytest.mark.parametrize("number", ["x", "0", "-1", "99", "9" * 5000, "1\x00"])
def test_page_number_that_does_not_exist_is_a_404(client, library, number):
    assert client.get(library.url, {"page": number}).status_code == 404


def test_resource_in_two_languages_is_listed_once(client, library):
    response = client.get(library.url)
    assert [page.title for page in response.context["listing"].page].count("The principles") == 1


def test_download_needs_a_file_or_an_address_and_not_both():
    names = ["title", "language", "document", "external_url", "external_format", "note"]
    form = get_form_for_model(ResourceDownload, form_class=DownloadForm, fields=names)
    document = make_document(language="en")
    address = "https://example.org"
    neither, both, one = (
        form({"title": "Sheet", "language": "en", "document": file, "external_url": url})
        for file, url in (("", ""), (document.pk, address), (document.pk, ""))
    )
    assert "document" in neither.errors
    assert "document" in both.errors
    assert one.is_valid(), one.errors


def test_resource_page_says_format_language_and_pages_before_the_click(client, library):
    page = make_page(ResourcePage, parent=library, title="A sheet")
    document = make_document("hoja.pdf", language="es", pages=2)
    ResourceDownload.objects.create(resource=page, title="Hoja", language="es", document=document)
    content = client.get(page.url).content.decode()
    assert "PDF" in content
    assert "Español" in content
    assert "2 pages" in content
    assert document.url in content


# -- Counts, search and order -----------------------------------------------------------------


def listing(client, library, **query):
    response = client.get(library.url, query)
    assert response.status_code == 200
    return response.context["listing"]


def counts(listing, name) -> dict[str, int]:
    (item,) = [item for item in listing.filters if item.name == name]
    return {choice.value: choice.count for choice in item.choices}


def test_counts_say_what_each_choice_would_leave(client, library):
    shown = listing(client, library)
    assert counts(shown, "type") == {"legal-text": 1, "poster": 1}
    assert counts(shown, "topic") == {"borders": 1}
    assert counts(shown, "language") == {"en": 1, "es": 1}
    assert counts(shown, "year") == {"2026": 1, "2014": 1}


def test_counts_of_a_filter_heed_the_others_and_not_itself(client, library):
    shown = listing(client, library, type="poster")
    assert counts(shown, "type") == {"legal-text": 1, "poster": 1}
    assert counts(shown, "topic") == {}
    assert counts(shown, "year") == {"2026": 1}


def test_chosen_value_stays_in_the_form_even_if_it_leaves_nothing(client, library):
    shown = listing(client, library, type="poster", year="2014")
    assert counts(shown, "year") == {"2026": 1, "2014": 0}
    assert list(shown.page) == []
    assert not shown.unknown


def test_library_is_searched_by_the_same_index(client, library):
    make_page(ResourcePage, parent=library, title="Wages", lead="On principle, pay workers.")
    assert [page.title for page in listing(client, library, q="principle").page] == [
        "The principles",
        "Wages",
    ]
    assert [page.title for page in listing(client, library, q="paying worker").page] == ["Wages"]


def test_search_in_the_library_finds_nothing_elsewhere(client, library):
    from nnirr_site.models import HomePage, StandardPage

    make_page(StandardPage, parent=HomePage.objects.get(), title="Principles of this site")
    assert shown(client, library, q="principles") == {"The principles"}


def test_search_and_filters_narrow_together_and_can_be_taken_away_alone(client, library):
    found = listing(client, library, q="principles", type="legal-text", sort="title")
    assert [chip["label"] for chip in found.chips] == ["“principles”", "Legal text"]
    assert [chip["query"] for chip in found.chips] == [
        "type=legal-text&sort=title",
        "q=principles&sort=title",
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["B of 2026", "The C", "A of 2014", "Ábaco"]),
        ({"sort": "newest"}, ["B of 2026", "The C", "A of 2014", "Ábaco"]),
        ({"sort": "title"}, ["A of 2014", "Ábaco", "B of 2026", "The C"]),
        ({"q": "of"}, []),
        ({"q": "2014 of", "sort": "title"}, ["A of 2014"]),
    ],
)
def test_order(client, query, titles):
    make_home()
    library = make_page(ResourceLibraryPage)
    for title, year in (("Ábaco", None), ("The C", 2020), ("A of 2014", 2014), ("B of 2026", 2026)):
        make_page(ResourcePage, parent=library, title=title, year=year)
    assert [page.title for page in listing(client, library, **query).page] == titles


def test_unknown_order_is_left_out_and_said_so(client, library):
    found = listing(client, library, sort="color")
    assert found.unknown == ["Order"]
    assert len(found.page) == 2


def test_form_keeps_what_was_chosen(client, library):
    content = client.get(library.url, {"q": "principles", "sort": "title", "type": "legal-text"})
    tree = html5lib.parse(content.content.decode(), namespaceHTMLElements=False)
    (form,) = [node for node in tree.iter("form") if node.get("class") == "filters"]
    assert [node.get("value") for node in form.iter("input")] == ["principles"]
    selected = {node.get("value") for node in form.iter("option") if node.get("selected") == ""}
    assert selected == {"title", "legal-text"}


def test_draft_and_hidden_resources_are_not_counted(client, library):
    from wagtail.models import PageViewRestriction

    make_page(ResourcePage, parent=library, title="Draft", year=2001, live=False)
    hidden = make_page(ResourcePage, parent=library, title="Hidden", year=2002)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert counts(listing(client, library), "year") == {"2026": 1, "2014": 1}


# -- Covers, files and citations --------------------------------------------------------------


def offer(page, document, **fields):
    page.downloads.add(ResourceDownload(title="File", document=document, **fields))
    page.save()


def test_first_page_of_the_pdf_is_the_cover(client, library):
    page = make_page(ResourcePage, parent=library, title="A sheet")
    document = make_document("a.pdf", make_pdf())
    offer(page, make_document("a.txt", b"text"))
    offer(page, document)
    for url in (library.url, page.url):
        assert document.first_page_small_url in client.get(url).content.decode()


def test_cover_that_editors_chose_is_shown_instead(client, library):
    page = make_page(ResourcePage, parent=library, title="A sheet")
    document = make_document("a.pdf", make_pdf())
    offer(page, document)
    page.cover = make_image(300, 400)
    page.save()
    content = client.get(page.url).content.decode()
    assert document.first_page_small_url not in content
    assert SiteImage.objects.get().renditions.get().url in content


def test_resource_without_a_pdf_shows_the_print_of_its_type(client, library):
    page = make_page(ResourcePage, parent=library, title="A film", resource_type="audio")
    assert "art/cover-audio.svg" in client.get(page.url).content.decode()


def test_every_file_says_format_language_pages_and_size(client, library):
    page = make_page(ResourcePage, parent=library, title="A sheet")
    offer(page, make_document("hoja.pdf", make_pdf(pages=2)), language="es")
    offer(page, make_document("data.csv", b"x" * 2500), language="fr")
    tree = html5lib.parse(client.get(page.url).content.decode(), namespaceHTMLElements=False)
    (files,) = [node for node in tree.iter("ul") if node.get("class") == "files"]
    told = [" ".join("".join(node.itertext()).split()) for node in files.iter("li")]
    assert told[0].startswith("PDF")
    assert "Español, 2 pages, " in told[0]
    assert told[0].endswith(" KB")
    assert told[1].startswith("CSV")
    assert told[1].endswith("Français, 2 KB")


def test_row_of_the_library_tells_format_and_the_smallest_size(client, library):
    page = make_page(ResourcePage, parent=library, title="A sheet")
    offer(page, make_document("a.txt", b"x" * 4000))
    offer(page, make_document("b.csv", b"x" * 9000))
    assert "TXT, CSV, from 4 KB" in client.get(library.url).content.decode()


@pytest.mark.parametrize(
    ("fields", "citation"),
    [
        ({"publisher": "OHCHR", "year": 2014}, "OHCHR, <cite>The text</cite>, 2014."),
        ({"publisher": "OHCHR"}, "OHCHR, <cite>The text</cite>."),
        ({}, "<cite>The text</cite>."),
        ({"citation": "As we say it."}, "As we say it."),
    ],
)
def test_citation_is_put_together_unless_editors_wrote_one(client, library, fields, citation):
    page = make_page(ResourcePage, parent=library, title="The text", **fields)
    assert f"<bdi>{citation}</bdi>" in client.get(page.url).content.decode()


def test_library_costs_the_same_queries_for_3_30_and_300_resources(client, library):
    """With topics, several files and covers of all three sorts."""
    client.cookies["sessionid"] = "none"
    topic = make_topic("Work", slug="work")
    document = make_document("a.pdf", make_pdf())
    sheets = []
    for cover in (None, make_image(300, 400)):
        page = make_page(ResourcePage, parent=library, title="Sheet", cover=cover)
        page.topics.add(topic)
        page.downloads.add(ResourceDownload(title="File", document=document))
        page.downloads.add(ResourceDownload(title="Web", external_url="https://example.org"))
        page.save()
        sheets.append(page)

    def fill(total: int) -> None:
        missing = total - ResourcePage.objects.filter(title="Sheet").count()
        for page in sheets:
            copies = copy_page(page, missing // 2)
            ResourceTopic.objects.bulk_create(
                ResourceTopic(tag=topic, content_object_id=copy.pk) for copy in copies
            )
            ResourceDownload.objects.bulk_create(
                ResourceDownload(title="File", resource_id=copy.pk, document=document)
                for copy in copies
            )

    def measure(**query) -> int:
        with CaptureQueriesContext(connection) as captured:
            found = listing(client, library, **query).page
        # The two resources of the fixture are no sheets.
        assert found.paginator.count == ResourcePage.objects.count() - (2 if query else 0)
        return len(captured)

    measure()
    fill(4)
    few, few_searched = measure(), measure(q="sheet")
    for number in (30, 300):
        fill(number)
        assert (measure(), measure(q="sheet")) == (few, few_searched)


def test_search_that_finds_nothing_in_the_library_points_to_the_whole_site(client, library):
    content = client.get(library.url, {"q": "wages & more"}).content.decode()
    assert 'href="/search/?q=wages%20%26%20more"' in content
