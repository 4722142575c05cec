"""The XML sitemap, read as the protocol at sitemaps.org describes it."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils.dateparse import parse_datetime
from wagtail.models import PageViewRestriction

from nnirr_site.models import StandardPage
from tests.factories import make_home, make_page
from tests.nnirr_site.head import translate

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def home():
    home = make_home(title="Our program")
    home.save_revision().publish()
    return home


def read(client, path: str, root: str):
    """The document at a path, checked against the schema's shape."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert "s-maxage" in response["Cache-Control"]
    assert response["ETag"]
    tree = ElementTree.fromstring(response.content)
    assert tree.tag == f"{SITEMAP}{root}"
    for entry in tree:
        names = [node.tag.removeprefix(SITEMAP) for node in entry if XHTML not in node.tag]
        assert names in (["loc"], ["loc", "lastmod"])
        assert entry.findtext(f"{SITEMAP}loc").startswith(f"{settings.SITE_URL}/")
        if "lastmod" in names:
            assert parse_datetime(entry.findtext(f"{SITEMAP}lastmod")).tzinfo
    return tree


def addresses(tree) -> list[str]:
    return [entry.findtext(f"{SITEMAP}loc").removeprefix(settings.SITE_URL) for entry in tree]


def test_index_names_one_sitemap_a_language(client, home):
    assert addresses(read(client, "/sitemap.xml", "sitemapindex")) == ["/sitemap-en.xml"]
    translate(home, "es")
    index = read(client, "/sitemap.xml", "sitemapindex")
    assert addresses(index) == ["/sitemap-en.xml", "/sitemap-es.xml"]
    for path in addresses(index):
        read(client, path, "urlset")


def test_sitemap_lists_public_pages_and_no_others(client, home):
    make_page(StandardPage, parent=home, slug="public")
    make_page(StandardPage, parent=home, slug="draft", live=False)
    closed = make_page(StandardPage, parent=home, slug="closed")
    make_page(StandardPage, parent=closed, slug="below-closed")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert addresses(read(client, "/sitemap-en.xml", "urlset")) == ["/", "/public/"]


def test_every_listed_page_answers_and_is_its_own_canonical_address(client, home):
    make_page(StandardPage, parent=home, slug="about")
    for path in addresses(read(client, "/sitemap-en.xml", "urlset")):
        response = client.get(path)
        assert response.status_code == 200
        assert f'rel="canonical" href="{settings.SITE_URL}{path}"' in response.content.decode()


def test_pages_name_their_translations(client, home):
    page = make_page(StandardPage, parent=home, slug="about")
    make_page(StandardPage, parent=home, slug="untranslated")
    translate(page, "es", slug="acerca")
    (spanish,) = [
        entry
        for entry in read(client, "/sitemap-es.xml", "urlset")
        if entry.findtext(f"{SITEMAP}loc").endswith("/acerca/")
    ]
    alternates = {node.get("hreflang"): node.get("href") for node in spanish.iter(f"{XHTML}link")}
    assert alternates == {
        "en": f"{settings.SITE_URL}/about/",
        "es": f"{settings.SITE_URL}/es/acerca/",
        "x-default": f"{settings.SITE_URL}/about/",
    }
    alone = read(client, "/sitemap-en.xml", "urlset")[-1]
    assert alone.findtext(f"{SITEMAP}loc").endswith("/untranslated/")
    assert list(alone.iter(f"{XHTML}link")) == []


def test_last_change_is_the_last_publication(client, home):
    page = make_page(StandardPage, parent=home, slug="about")
    page.save_revision().publish()
    page.refresh_from_db()
    entry = read(client, "/sitemap-en.xml", "urlset")[-1]
    changed = parse_datetime(entry.findtext(f"{SITEMAP}lastmod"))
    assert changed == page.last_published_at.replace(microsecond=0)
    newest = read(client, "/sitemap.xml", "sitemapindex")[0].findtext(f"{SITEMAP}lastmod")
    assert parse_datetime(newest) == changed


@pytest.mark.parametrize(
    "path", ["/sitemap-xx.xml", "/sitemap-.xml", "/sitemap-es.xml", "/sitemap-e%00.xml"]
)
def test_language_that_the_site_does_not_have_is_a_404(path, client, home):
    assert client.get(path).status_code == 404
