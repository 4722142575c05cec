"""Every address that a page leads to is found, wherever an editor has put it."""

from datetime import date

import pytest
from wagtail.models import Site

from nnirr_site.models import SiteIdentity, StandardPage
from nnirr_site.upkeep.links import find_links, links_in_html, tidy
from nnirr_site.upkeep.own_addresses import OwnAddresses
from nnirr_site.upkeep.sources import find_undated
from resources.models import ResourceDownload, ResourcePage
from tests.factories import make_document, make_home, make_menu, make_page
from tests.nnirr_site.photographs import make_image

pytestmark = pytest.mark.django_db


def link(href: str, words: str = "here") -> str:
    return f'<p>Read <a href="{href}">{words}</a>.</p>'


def test_links_of_texts_blocks_sources_and_tables_are_found_with_their_words():
    home = make_home()
    other = make_page(StandardPage, parent=home, title="Other")
    body = [
        ("prose", link("https://a.example/", "a <b>text</b>")),
        ("prose", f'<p><a linktype="page" id="{other.pk}">our page</a></p>'),
        ("prose", '<p><a linktype="document" id="77">a file</a></p>'),
        ("quote", {"text": "Q", "source": "Somebody", "source_url": "https://b.example/q"}),
        ("links", {"heading": "", "items": [{"title": "UN", "url": "https://c.example/"}]}),
        ("accordion", {"heading": "", "items": [{"question": "?", "answer": link("/search/")}]}),
        ("footnotes", {"items": [link("https://d.example/note")]}),
        ("sources", {"items": [{"label": "A/RES/1", "url": "https://e.example/r", "as_of": None}]}),
        ("image", {"image": make_image(60, 40), "caption": "None"}),
        (
            "table",
            {
                "table": {
                    "caption": "T",
                    "columns": [{"type": "rich_text", "heading": "H"}],
                    "rows": [{"values": [link("https://f.example/cell", "cell")]}],
                },
                "source_label": "Table of F",
                "source_url": "https://g.example/",
            },
        ),
    ]
    raw = [{"type": name, "value": value} for name, value in body if name != "image"]
    page = make_page(StandardPage, parent=home, title="Full")
    page.body = StandardPage._meta.get_field("body").stream_block.to_python(raw)
    page.body.append(("image", {"image": make_image(60, 40), "caption": ""}))
    assert find_links(page) == {
        "https://a.example/": "a text",
        f"page:{other.pk}": "our page",
        "document:77": "a file",
        "https://b.example/q": "Somebody",
        "https://c.example/": "UN",
        "/search/": "here",
        "https://d.example/note": "here",
        "https://e.example/r": "A/RES/1",
        "https://f.example/cell": "cell",
        "https://g.example/": "Table of F",
    }


def test_downloads_menus_and_identity_lead_somewhere_too():
    home = make_home()
    resource = make_page(ResourcePage, title="Book")
    document = make_document()
    rows = [
        {"title": "Elsewhere", "external_url": "https://h.example/book.pdf"},
        {"title": "Ours", "document": document},
    ]
    resource.downloads = [ResourceDownload(**row) for row in rows]
    assert find_links(resource) == {
        "https://h.example/book.pdf": "Elsewhere",
        f"document:{document.pk}": "Ours",
    }
    menu = make_menu("main", [{"title": "Out", "url": "https://i.example/"}, {"page": home}])
    assert find_links(menu) == {"https://i.example/": "Out", f"page:{home.pk}": "Home"}
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.organization_url = "https://nnirr.example/"
    assert list(find_links(identity)) == ["https://nnirr.example/"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://a.example/x#part", "https://a.example/x"),
        ("HTTPS://a.example/", "HTTPS://a.example/"),
        ("https://a.example/ñ", "https://a.example/%C3%B1"),
        ("mailto:a@example.org", ""),
        ("tel:+1", ""),
        ("#part", ""),
        ("//evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("https://a.example/" + "x" * 2000, ""),
    ],
)
def test_only_what_can_be_opened_is_looked_at(typed, stored):
    assert tidy(typed) == stored


def test_address_of_this_site_is_a_path_whatever_its_host_is_called(settings):
    settings.SITE_URL = "https://migrants.example"
    assert tidy("https://migrants.example/about/#x") == "/about/"
    assert tidy("https://migrants.example") == "/"
    assert tidy("https://migrants.example.evil/") == "https://migrants.example.evil/"


def test_broken_rich_text_stops_nothing():
    assert links_in_html('<p><a href="https://a.example/">never ended') == []
    assert links_in_html('<a linktype="page" id="x">no number</a>') == []


def test_own_addresses_are_known_without_asking():
    home = make_home()
    page = make_page(StandardPage, parent=home, slug="about")
    draft = make_page(StandardPage, parent=home, slug="draft", live=False)
    document = make_document()
    own = OwnAddresses()
    there = ["/", "/about/", "/about", "/about/?source=x", "/search/", "/es/search/", "/static/x"]
    there += [f"page:{page.pk}", f"document:{document.pk}"]
    assert [url for url in there if not own.answers(url)] == []
    gone = ["/draft/", "/nothing-such/", f"page:{draft.pk}", "page:99999", "document:99999"]
    assert [url for url in gone if own.answers(url)] == []


def test_source_without_a_day_is_found_and_one_with_a_day_is_not():
    page = make_page(StandardPage, title="Sources")
    raw = [
        {
            "type": "sources",
            "value": {
                "items": [
                    {"label": "Undated", "url": "https://a.example/", "as_of": None},
                    {"label": "Dated", "url": "", "as_of": "2026-11-30"},
                ]
            },
        },
        {
            "type": "chart",
            "value": {
                "title": "C",
                "rows": [{"label": "a", "value": "1"}, {"label": "b", "value": "2"}],
                "source_label": "Chart of C",
                "source_url": "https://b.example/",
                "as_of": None,
            },
        },
    ]
    page.body = StandardPage._meta.get_field("body").stream_block.to_python(raw)
    found = [(source.label, source.url) for source in find_undated(page)]
    assert found == [("Undated", "https://a.example/"), ("Chart of C", "https://b.example/")]
    page.body[0].value["items"][0]["as_of"] = date(2026, 12, 1)
    assert [source.label for source in find_undated(page)] == ["Chart of C"]
