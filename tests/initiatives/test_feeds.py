"""RSS and Atom feeds of policy updates, parsed as a feed reader does."""

import datetime
import re
from xml.etree import ElementTree

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime

from initiatives.feeds import MOST_ITEMS
from initiatives.models import PolicyUpdatePage, PolicyUpdatesIndexPage
from tests.factories import make_home, make_page, make_topic
from tests.nnirr_site.head import Head, translate
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

FORMATS = ["rss", "atom"]
ATOM = "{http://www.w3.org/2005/Atom}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@lasting
def index():
    home = make_home(title="Our program")
    return make_page(PolicyUpdatesIndexPage, parent=home, title="Updates", slug="updates")


def add_update(index, title: str, published: str = "2026-01-10T12:00:00Z", **fields):
    fields = {"date": datetime.date(2026, 1, 9), **fields}
    topics = fields.pop("topics", [])
    page = make_page(PolicyUpdatePage, parent=index, title=title, **fields)
    page.topics.add(*topics)
    page.save()
    PolicyUpdatePage.objects.filter(pk=page.pk).update(
        first_published_at=parse_datetime(published), last_published_at=parse_datetime(published)
    )
    return page


def read(client, path: str):
    """The feed at a path; fails on anything that a strict reader complains about."""
    response = client.get(path)
    assert response.status_code == 200
    ElementTree.fromstring(response.content)
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def titles(client, path: str) -> list[str]:
    return [entry.title for entry in read(client, path).entries]


@pytest.mark.parametrize("kind", FORMATS)
def test_feed_has_what_its_format_requires(kind, client, index):
    topic = make_topic("ILO")
    add_update(index, "First & best", lead="What happened.", topics=[topic])
    feed = read(client, f"/feeds/updates.{kind}")
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert feed.feed.title.startswith("Policy updates | ")
    assert feed.feed.link == f"{settings.SITE_URL}/updates/"
    assert feed.feed.language.startswith("en")
    own = [link.href for link in feed.feed.links if link.rel == "self"]
    assert own == [f"{settings.SITE_URL}/feeds/updates.{kind}"]
    (entry,) = feed.entries
    assert entry.title == "First & best"
    assert entry.link == f"{settings.SITE_URL}/updates/policyupdatepage-1/"
    assert entry.summary == "What happened."
    assert [tag.term for tag in entry.tags] == ["ILO"]
    assert entry.published_parsed[:5] == (2026, 1, 10, 12, 0)


def test_required_elements_stand_in_the_documents(client, index):
    add_update(index, "First", lead="What happened.")
    channel = ElementTree.fromstring(client.get("/feeds/updates.rss").content).find("channel")
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    assert channel.find("item/guid").get("isPermaLink") == "false"
    feed = ElementTree.fromstring(client.get("/feeds/updates.atom").content)
    for path in ("id", "title", "updated", "author/name", "entry/id", "entry/updated"):
        assert feed.findtext("/".join(f"{ATOM}{part}" for part in path.split("/"))), path


@pytest.mark.parametrize("kind", FORMATS)
def test_feed_carries_the_whole_text_with_absolute_addresses(kind, client, index):
    target = make_page(PolicyUpdatePage, parent=index, title="Target", live=False)
    add_update(
        index,
        "With a body",
        lead="The lead.",
        body=[
            ("heading", {"text": "Background", "anchor": "background"}),
            (
                "prose",
                '<p>See <a href="#background">above</a>, <a href="/updates/">all updates</a> and '
                f'<a linktype="page" id="{target.pk}">this</a>.</p>',
            ),
        ],
        source_label="ILO",
        source_url="https://www.ilo.org/x",
    )
    (entry,) = read(client, f"/feeds/updates.{kind}").entries
    html = entry.content[0].value
    assert "The lead." in html
    assert "Background" in html
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert f"{entry.link}#background" in addresses
    assert f"{settings.SITE_URL}/updates/" in addresses
    assert "https://www.ilo.org/x" in addresses
    assert [address for address in addresses if not address.startswith("http")] == []
    assert "<svg" not in html


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("precision", "expected", "shown"),
    [
        ("day", "2024-11-15", "November 15, 2024"),
        ("month", "2024-11", "November 2024"),
        ("year", "2024", "2024"),
    ],
)
def test_date_of_the_event_is_as_precise_as_its_source(
    kind, precision, expected, shown, client, index
):
    date = datetime.date(2024, 11, 15)
    add_update(index, "Meeting", date=date, date_precision=precision)
    response = client.get(f"/feeds/updates.{kind}")
    dates = [
        node.text for node in ElementTree.fromstring(response.content).iter(f"{DUBLIN_CORE}date")
    ]
    assert dates == [expected]
    content = response.content.decode()
    assert f": {shown}" in content
    if precision != "day":
        assert "2024-11-15" not in content
        assert "15 Nov 2024" not in content


def test_what_was_published_last_comes_first_however_old_the_event(client, index):
    add_update(
        index, "Old news, told today", "2026-02-01T09:00:00Z", date=datetime.date(2014, 1, 1)
    )
    add_update(index, "Yesterday", "2026-01-31T09:00:00Z", date=datetime.date(2026, 1, 30))
    add_update(
        index,
        "Loaded together, later event",
        "2026-01-01T09:00:02Z",
        date=datetime.date(2025, 9, 2),
    )
    add_update(
        index,
        "Loaded together, earlier event",
        "2026-01-01T09:00:09Z",
        date=datetime.date(2016, 6, 1),
    )
    assert titles(client, "/feeds/updates.atom") == [
        "Old news, told today",
        "Yesterday",
        "Loaded together, later event",
        "Loaded together, earlier event",
    ]


def test_feed_of_a_topic_holds_its_updates_only(client, index):
    ilo, gfmd = make_topic("ILO"), make_topic("GFMD")
    make_topic("Unused")
    add_update(index, "At the ILO", topics=[ilo])
    add_update(index, "At the GFMD", topics=[gfmd])
    for kind in FORMATS:
        assert titles(client, f"/feeds/updates/{ilo.slug}.{kind}") == ["At the ILO"]
    assert read(client, "/feeds/updates/ilo.rss").feed.title.startswith("Policy updates: ILO | ")
    assert client.get("/feeds/updates/unused.rss").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/updates.json",
        "/feeds/updates.",
        "/feeds/updates/nonsense.rss",
        "/feeds/updates/ilo%00.rss",
        "/feeds/updates/" + "x" * 5000 + ".rss",
        "/feeds/updates/%ff.atom",
        "/fr/feeds/updates.rss",
    ],
)
def test_feed_that_does_not_exist_is_a_404(path, client, index):
    add_update(index, "First")
    assert client.get(path).status_code == 404


def test_drafts_are_in_no_feed(client, index):
    add_update(index, "Published")
    add_update(index, "Draft", live=False)
    assert titles(client, "/feeds/updates.rss") == ["Published"]


def test_spanish_updates_have_a_feed_of_their_own(client, index):
    page = add_update(index, "Meeting")
    translate(page, "es", title="Reunión")
    assert titles(client, "/feeds/updates.rss") == ["Meeting"]
    feed = read(client, "/es/feeds/updates.rss")
    assert [entry.title for entry in feed.entries] == ["Reunión"]
    assert feed.feed.language == "es"
    assert feed.entries[0].link.startswith(f"{settings.SITE_URL}/es/")


def test_identity_of_an_update_outlives_its_address(client, index):
    page = add_update(index, "Meeting")
    before = read(client, "/feeds/updates.atom").entries[0]
    page.slug = "renamed"
    page.save()
    after = read(client, "/feeds/updates.atom").entries[0]
    assert after.id == before.id
    assert after.link != before.link


@pytest.mark.parametrize("kind", FORMATS)
def test_markup_in_a_lead_stays_text_in_a_reader(kind, client, index):
    add_update(index, "Meeting", lead="<img src=x onerror=y> & more")
    response = client.get(f"/feeds/updates.{kind}")
    assert "&lt;img src=x" not in response.content.decode()
    assert "&amp;lt;img src=x" in response.content.decode()


def test_text_that_xml_cannot_hold_is_left_out(client, index):
    add_update(index, "Form\x0cfeed", lead="Bell\x07 <b>&</b> ]]>")
    for kind in FORMATS:
        (entry,) = read(client, f"/feeds/updates.{kind}").entries
        assert entry.title == "Formfeed"


def test_feed_is_kept_by_caches_and_asked_for_by_its_tag(client, index):
    add_update(index, "First")
    response = client.get("/feeds/updates.rss")
    assert "s-maxage" in response["Cache-Control"]
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    again = client.get("/feeds/updates.rss", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    page = PolicyUpdatePage.objects.get()
    page.title = "Changed"
    page.save_revision().publish()
    changed = client.get("/feeds/updates.rss", headers={"if-none-match": response["ETag"]})
    assert changed.status_code == 200


def test_index_leads_to_its_feeds(client, index):
    ilo = make_topic("ILO")
    add_update(index, "At the ILO", topics=[ilo])
    response = client.get(index.url)
    links = [link for link in Head(response).links("alternate") if "type" in link]
    assert [(link["type"], link["href"]) for link in links] == [
        ("application/rss+xml", f"{settings.SITE_URL}/feeds/updates.rss"),
        ("application/atom+xml", f"{settings.SITE_URL}/feeds/updates.atom"),
    ]
    assert 'href="/feeds/updates.rss"' in response.content.decode()
    filtered = Head(client.get(index.url, {"topic": "ilo"})).links("alternate")
    assert [link["href"] for link in filtered] == [
        f"{settings.SITE_URL}/feeds/updates/ilo.rss",
        f"{settings.SITE_URL}/feeds/updates/ilo.atom",
    ]


def test_feed_has_an_end_and_its_queries_too(client, index):
    client.cookies["sessionid"] = "none"
    topic = make_topic("ILO")

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/feeds/updates.rss").status_code == 200
        return len(captured)

    for number in range(3):
        add_update(index, f"Update {number}", topics=[topic])
    count()
    few = count()
    for number in range(3, MOST_ITEMS + 2):
        add_update(index, f"Update {number}", topics=[topic])
    assert count() == few
    assert len(read(client, "/feeds/updates.rss").entries) == MOST_ITEMS


def test_empty_feed_is_still_a_feed(client, index):
    for kind in FORMATS:
        assert read(client, f"/feeds/updates.{kind}").entries == []
