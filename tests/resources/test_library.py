import pytest
from django.core.exceptions import ValidationError

from resources.models import ResourceDownload, ResourceLibraryPage, ResourcePage
from tests.factories import make_document, make_home, make_page, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
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
    with pytest.raises(ValidationError):
        ResourceDownload(title="Neither").clean()
    with pytest.raises(ValidationError):
        ResourceDownload(
            title="Both", document=make_document(), external_url="https://example.org"
        ).clean()
    ResourceDownload(title="One", document=make_document()).clean()


def test_resource_page_says_format_language_and_pages_before_the_click(client, library):
    page = make_page(ResourcePage, parent=library, title="A sheet")
    document = make_document("hoja.pdf", language="es", pages=2)
    ResourceDownload.objects.create(resource=page, title="Hoja", language="es", document=document)
    content = client.get(page.url).content.decode()
    assert "PDF" in content
    assert "Español" in content
    assert "2 pages" in content
    assert document.url in content
