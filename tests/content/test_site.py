"""The starter site as visitors and staff meet it."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from wagtail.fields import StreamField

from initiatives.models import InitiativePage, PolicyUpdatePage
from nnirr_site.starter.loader import read_content
from resources.models import MigrantsDayYearPage, ResourcePage
from tests.content.pages import find, read

pytestmark = pytest.mark.usefixtures("starter_site")


class Reader(HTMLParser):
    """Collects links, pictures and headings of a page."""

    def __init__(self, html):
        super().__init__()
        self.links, self.pictures, self.headings = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a":
            self.links.append(found.get("href"))
        elif tag == "img":
            self.pictures.append(found)
        elif re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)


def english(model):
    """The pages of a type in English."""
    return model.objects.filter(locale__language_code="en")


# Of the languages that are on unless the settings say otherwise.
TEXTS = [
    (texts.language, text) for texts in read_content() if texts.is_read for text in texts.pages
]


@pytest.fixture(params=TEXTS, ids=lambda pair: f"{pair[0]}-{pair[1].key or 'home'}")
def written(request):
    """Language and text of every page."""
    return request.param


def test_page_is_whole(written):
    code, text = written
    html = read(find(text.key, code))
    page = Reader(html)
    assert page.headings.count("h1") == 1
    assert all("alt" in picture for picture in page.pictures)
    assert None not in page.links and "" not in page.links
    assert "page:" not in html and "linktype" not in html
    assert not re.search(r">\s*None\s*<", html)
    assert text.lead[:30].replace("'", "&#x27;") in html
    # While nobody has signed, the page of the call says so, and no other.
    with override(code):
        is_said = gettext("Be the first to sign") in html
    assert is_said is (text.model == "campaigns.CallPage")


def test_page_passes_the_checks_that_staff_meet_when_they_publish(written):
    code, text = written
    page = find(text.key, code)
    page.full_clean()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            field.stream_block.clean(getattr(page, field.name))
    for relation in ("downloads", "materials"):
        for item in getattr(page, relation).all() if hasattr(page, relation) else []:
            item.full_clean()


def test_home_tells_the_whole_story():
    html = read(find(""))
    for part in (
        "root causes",
        "mid-1990s",
        "1994",
        "2011",
        "2012",
        "Alliance of Alliances",
        "People&#x27;s Global Action|People's Global Action",
        "Hong Kong",
        "Human Rights\\s+Council",
    ):
        assert re.search(part, html), part
    assert all(page.url in html for page in english(InitiativePage))


def test_updates_of_which_only_the_month_is_known_show_no_day():
    for page in english(PolicyUpdatePage).filter(date_precision="month"):
        html = read(page)
        assert f'datetime="{page.date:%Y-%m}">{page.date:%B %Y}<' in html
        assert f'datetime="{page.date:%Y-%m-%d}"' not in html.partition("</article>")[0]


def test_every_update_shows_its_body_and_leads_to_its_source():
    for page in english(PolicyUpdatePage):
        assert page.topic_list
        assert page.source_url in Reader(read(page)).links


def test_fresh_site_has_no_signers_and_invites_the_first():
    html = read(find("calls/migrant-workers-convention"))
    assert re.search(r"[Bb]e the first to sign", html)
    assert "To the President and the Senate of the United States" in html


def test_resources_show_where_each_file_leads():
    for page in ResourcePage.objects.prefetch_related("downloads__document"):
        links = Reader(read(page)).links
        assert all(download.file_url in links for download in page.downloads.all())


def test_year_pages_are_listed_newest_first():
    html = read(find("migrants-day"))
    places = [html.index(page.url) for page in english(MigrantsDayYearPage).order_by("-year")]
    assert places == sorted(places)


def test_menus_and_footer_lead_to_pages_that_answer():
    client = Client()
    response = client.get("/")
    menus = {slot: list(links) for slot, links in response.context["menus"].items()}
    assert [link["label"] for link in menus["main"]] == [
        "Initiatives", "Networks", "Updates", "Resources", "Migrants Day", "Treaty tracker",
        "Search",
    ]  # fmt: skip
    addresses = {link["url"] for links in menus.values() for link in links}
    for address in addresses:
        if address.startswith("/"):
            assert client.get(address).status_code == 200, address
    assert "nnirrinfo@nnirr.org" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("donate", "contact"),
        ("Hoffman Plastic", "initiatives/migrant-workers-convention/objections"),
        ("legal brief", "initiatives/migrant-workers-convention/legal-brief"),
        ("root causes NAFTA", "root-causes"),
    ],
)
def test_search_finds_what_people_come_for(query, key):
    html = Client().get("/search/", {"q": query}).content.decode()
    assert f'href="{find(key).url}"' in html


def test_search_finds_what_the_site_is_about():
    html = Client().get("/search/", {"q": "Convention"}).content.decode()
    assert find("initiatives/migrant-workers-convention").url in html
