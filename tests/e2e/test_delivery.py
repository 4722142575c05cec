"""What goes over the wire: weight, links, cookies, requests, and HTML that is written right."""

from __future__ import annotations

import csv
import gzip
import http.client
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import brotli
import feedparser
import html5lib
import pytest
from django.utils.dateparse import parse_datetime
from icalendar import Calendar
from pypdf import PdfReader
from wagtail.models import Page

from nnirr_site.starter.loader import read_content
from nnirr_site.starter.writer import translation_key
from tests.e2e.addresses import MADE, NAMES, OWN, OWN_CHANGE, PAGE_TYPES
from tests.nnirr_site.schema_org import find_faults
from tests.weights import LIMIT, find_unstyled, linked_sheets, weigh_sheets

# Pages that name every country. Browsers get Brotli, which knows those names; gzip does not.
WITH_COUNTRIES = {"campaigns.CallPage", "initiatives.TrackerPage"}
# The signer's own page is never compressed, only its sheet is: Brotli alone decides there too.
# As files are minified and compressed when they are collected.
COMPRESS = {"br": brotli.compress, "gzip": lambda content: gzip.compress(content, 9)}
ATTRIBUTES = {
    "a": ["href"],
    "form": ["action"],
    "img": ["src"],
    "link": ["href"],
    "script": ["src"],
}
# Links to people: of the press kit's speakers and of Senators' offices, with the number or address.
OTHER_SCHEMES = {"mailto", "sms", "tel"}


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def is_html(self) -> bool:
        return self.header("content-type").startswith("text/html")


def fetch(site, address: str, encoding: str = "identity", method: str = "GET") -> Answer:
    """What the site answers, byte for byte as sent."""
    parts = urlsplit(site.url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    try:
        connection.request(method, address, headers={"Accept-Encoding": encoding})
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


def asks_not_to_be_found(answer: Answer) -> bool:
    header = answer.header("x-robots-tag")
    return "noindex" in header or b'<meta name="robots" content="noindex' in answer.body


@dataclass
class Walk:
    """The whole site, walked from its home page along everything that its pages point to."""

    answers: dict[str, Answer] = field(default_factory=dict)
    found_on: dict[str, str] = field(default_factory=dict)
    external: dict[str, str] = field(default_factory=dict)
    anchors: list[tuple[str, str, str]] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=dict)
    malformed: list[str] = field(default_factory=list)
    lists: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)

    @property
    def pages(self) -> list[str]:
        return [address for address, answer in self.answers.items() if answer.is_html]


def walk_site(site) -> Walk:
    walk = Walk(found_on={"/": "start"})
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        answer = walk.answers[address] = fetch(site, address)
        if answer.is_html:
            targets = read_page(walk, site, address, answer)
        elif answer.header("content-type").startswith("text/css"):
            targets = re.findall(r'url\("([^"]+)"\)', answer.body.decode())
        else:
            targets = []
        for target in targets:
            whole = urljoin(site.url + address, target)
            inside = whole.removeprefix(site.url) if whole.startswith(f"{site.url}/") else None
            if inside is None:
                walk.external.setdefault(whole, address)
                continue
            inside, anchor = urldefrag(inside)
            if anchor:
                walk.anchors.append((address, inside, anchor))
            if inside not in walk.found_on and not is_seen_often(walk, inside):
                walk.found_on[inside] = address
                waiting.append(inside)
    return walk


def is_seen_often(walk: Walk, address: str) -> bool:
    """Whether two such lists were walked: narrowed by the same several filters, to other values."""
    path, _mark, query = address.partition("?")
    names = tuple(sorted(parse_qs(query)))
    if len(names) < 2:
        return False
    walk.lists[path, names] += 1
    return walk.lists[path, names] > 2


def read_page(walk: Walk, site, address: str, answer: Answer) -> list[str]:
    """Addresses on a page; notes its ids and what is wrong with its HTML."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(answer.body.decode())
    walk.malformed += [f"{address}: {code} at {place}" for place, code, _data in parser.errors]
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    walk.malformed += [f"{address}: id {name} twice" for name in set(ids) if ids.count(name) > 1]
    walk.ids[address] = set(ids)
    targets = []
    for element in tree.iter():
        if element.tag == "form" and element.get("method", "get").lower() == "post":
            continue
        for attribute in ATTRIBUTES.get(element.tag, []):
            if element.get(attribute):
                targets.append(element.get(attribute))
        if element.tag == "meta" and element.get("property") == "og:image":
            targets.append(element.get("content"))
    return targets


def read_feed(body: bytes) -> list:
    """Entries of a feed; nothing if a strict reader complains."""
    ElementTree.fromstring(body)
    feed = feedparser.parse(body)
    return [] if feed.bozo or not feed.feed.title or not feed.feed.link else feed.entries


def read_calendar(body: bytes) -> list:
    calendar = Calendar.from_ical(body)
    assert calendar["version"] == "2.0" and calendar["prodid"]
    events = calendar.walk("VEVENT")
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event) for event in events)
    return events


READERS = {
    "application/atom+xml": read_feed,
    "application/json": json.loads,
    "application/pdf": lambda body: PdfReader(BytesIO(body)).pages,
    "application/rss+xml": read_feed,
    "application/zip": lambda body: ZipFile(BytesIO(body)).testzip() is None,
    "image/svg+xml": lambda body: ElementTree.fromstring(body).tag.endswith("svg"),
    "text/calendar": read_calendar,
    "text/csv": lambda body: list(csv.DictReader(body.decode("utf-8-sig").splitlines())),
}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML_LINK = "{http://www.w3.org/1999/xhtml}link"


def read_sitemap(answer: Answer, root: str) -> list[str]:
    """Addresses in a sitemap that keeps to the schema at sitemaps.org, with links to languages."""
    assert answer.status == 200 and len(answer.body) < 50 * 1024 * 1024
    tree = ElementTree.fromstring(answer.body)
    assert tree.tag == SITEMAP + root
    addresses = []
    for entry in tree:
        assert entry.tag == SITEMAP + {"sitemapindex": "sitemap", "urlset": "url"}[root]
        names = [node.tag for node in entry if node.tag != XHTML_LINK]
        # In this order, and not twice; change frequency and priority say nothing to anybody.
        assert names in ([f"{SITEMAP}loc"], [f"{SITEMAP}loc", f"{SITEMAP}lastmod"])
        address = entry.findtext(f"{SITEMAP}loc")
        assert len(address) < 2048 and urlsplit(address).scheme and " " not in address
        changed = entry.findtext(f"{SITEMAP}lastmod")
        assert changed is None or parse_datetime(changed).tzinfo
        for link in entry.iter(XHTML_LINK):
            assert link.get("rel") == "alternate" and link.get("hreflang")
            assert urlsplit(link.get("href")).scheme
        addresses.append(address)
    assert 0 < len(addresses) <= 50_000
    return addresses


@pytest.fixture(scope="module")
def walk(starter_site) -> Walk:
    walk = walk_site(starter_site)
    assert len(walk.pages) > 60, "the walk did not get far; the tests below would pass on nothing"
    return walk


def test_every_link_image_and_download_of_the_site_answers(walk):
    broken = {
        address: (answer.status, walk.found_on[address])
        for address, answer in walk.answers.items()
        if answer.status != 200
    }
    assert broken == {}


def test_documents_are_among_what_was_walked(walk):
    types = {answer.header("content-type").split(";")[0] for answer in walk.answers.values()}
    assert {"application/pdf", "image/svg+xml", "image/png", "font/woff2", "text/css"} <= types


def test_every_link_to_a_place_in_a_page_finds_it(walk):
    lost = [
        (page, target, anchor)
        for page, target, anchor in walk.anchors
        if target in walk.answers and anchor not in walk.ids.get(target, set())
    ]
    assert lost == []


def test_links_to_other_sites_are_whole_addresses(walk):
    assert walk.external
    for address, page in walk.external.items():
        parts = urlsplit(address)
        is_site = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
        assert is_site or parts.scheme in OTHER_SCHEMES, f"{address} on {page}"
        # A number that is dialed from any country.
        is_dialed = parts.scheme != "tel" or re.fullmatch(r"[+][0-9-]{8,}", parts.path)
        assert is_dialed, f"{address} on {page}"


def test_no_page_sets_a_cookie_or_differs_by_cookie(walk):
    for address, answer in walk.answers.items():
        assert not answer.header("set-cookie"), address
        assert "cookie" not in answer.header("vary").lower(), address


def test_pages_name_no_file_of_another_site(walk):
    for address in walk.pages:
        text = walk.answers[address].body.decode()
        for value in re.findall(r'<(?:script|img|source|iframe)[^>]*\ssrc="([^"]*)"', text):
            assert value.startswith("/"), f"{value} on {address}"
        assert ' style="' not in text, address
        assert not re.search(r"<script(?![^>]*(?:\ssrc=|application/ld\+json))", text), address


def test_html_is_written_without_errors(walk):
    assert walk.malformed == []


def things_on(answer: Answer) -> list[dict]:
    """The schema.org objects of a page."""
    pattern = r'<script type="application/ld\+json">(.*?)</script>'
    documents = [json.loads(text) for text in re.findall(pattern, answer.body.decode(), re.S)]
    assert all(document["@context"] == "https://schema.org" for document in documents)
    return [thing for document in documents for thing in document.get("@graph", [document])]


def test_what_pages_tell_machines_is_complete_and_true_to_the_site(walk, starter_site):
    kinds = set()
    for address in walk.pages:
        for thing in things_on(walk.answers[address]):
            kinds.add(thing["@type"])
            things = thing.get("itemListElement", [thing])
            links = {thing.get("url"), *(item.get("item") for item in things)} - {None}
            assert find_faults(thing) == [], address
            for link in links:
                inside = link.removeprefix(starter_site.url)
                assert inside in walk.answers or not link.startswith(starter_site.url), link
    assert {"NGO", "WebSite", "BreadcrumbList", "Article", "NewsArticle", "Event", "Dataset"} <= (
        kinds
    )


def test_every_file_is_what_its_type_says(walk):
    read = set()
    for address, answer in walk.answers.items():
        kind = answer.header("content-type").split(";")[0]
        if kind in READERS:
            read.add(kind)
            assert READERS[kind](answer.body), address
    assert read == set(READERS)


def pages_of_tests(site) -> set[str]:
    """Addresses of pages that tests have put beside the starter content, before the walk or since.

    Those that are made when first asked for are made here, so that any order of tests is alike.
    """
    for name in MADE:
        assert site.addresses[name]
    keys = {translation_key(text.key) for text in read_content()[0].pages}
    others = Page.objects.filter(depth__gt=2).exclude(translation_key__in=keys)
    return {f"{site.url}{page.url}" for page in others if page.url}


def test_sitemaps_hold_every_page_that_may_be_found_and_no_other(walk, starter_site):
    others = pages_of_tests(starter_site)
    index = read_sitemap(fetch(starter_site, "/sitemap.xml"), "sitemapindex")
    paths = [address.removeprefix(starter_site.url) for address in index]
    listed = [page for path in paths for page in read_sitemap(fetch(starter_site, path), "urlset")]
    assert len(set(listed)) == len(listed)
    found = {
        f"{starter_site.url}{address}"
        for address in walk.pages
        if "?" not in address and not asks_not_to_be_found(walk.answers[address])
    } - others
    listed = set(listed) - others
    assert len(listed) >= 2 * len(read_content()[0].pages) and listed <= found
    # The texts of a call and the page for allies hang on the call, which is listed.
    assert [address for address in found - listed if "/calls/" not in address] == []
    robots = fetch(starter_site, "/robots.txt").body.decode()
    assert f"Sitemap: {starter_site.url}/sitemap.xml" in robots


def test_every_page_says_what_it_is_and_where_it_lives(walk, starter_site):
    titles = {}
    for address in walk.pages:
        text = walk.answers[address].body.decode()
        title = re.search(r"<title>(.+?)</title>", text, re.S)[1]
        if asks_not_to_be_found(walk.answers[address]) or "?" in address:
            continue
        assert f'<link rel="canonical" href="{starter_site.url}{address}">' in text, address
        assert re.search(r'<meta name="description" content="[^"]{20,}', text), address
        assert re.search(rf'<meta property="og:image" content="{starter_site.url}/', text), address
        # A document has one name in all languages; in one language it names one page.
        key = re.search(r'<html lang="(\w+)"', text)[1], title
        assert key not in titles, f"{address} is titled like {titles.get(key)}"
        titles[key] = address


def test_forms_of_the_own_page_fit_into_the_second_round_trip(starter_site):
    """They name every country and are never compressed: a browser asks for ten packets, then 20."""
    answer = fetch(starter_site, starter_site.addresses[OWN_CHANGE], "br")
    assert answer.header("content-encoding") == ""
    assert len(answer.body) + weigh_sheets(answer.body.decode()) <= 2 * LIMIT


@pytest.mark.parametrize(
    ("name", "encoding"),
    [(name, "br") for name in NAMES if name != OWN_CHANGE]
    + [(name, "gzip") for name in NAMES if name not in {*WITH_COUNTRIES, OWN, OWN_CHANGE}],
)
def test_page_and_stylesheet_fit_into_the_first_round_trip(name, encoding, starter_site):
    address = starter_site.addresses[name]
    html = fetch(starter_site, address)
    assert html.status == starter_site.addresses.expected_status(name)
    sheets = linked_sheets(html.body.decode())
    assert sheets[0] == "css/site.css" and len(sheets) > 1
    answer = fetch(starter_site, address, encoding)
    # Answers that are kept nowhere may come as they are; then their whole length counts.
    assert answer.header("content-encoding") in {encoding, ""}
    assert len(answer.body) + weigh_sheets(html.body.decode(), COMPRESS[encoding]) <= LIMIT


@pytest.mark.parametrize("name", NAMES)
def test_sheets_of_a_page_know_everything_that_is_on_it(name, starter_site):
    html = fetch(starter_site, starter_site.addresses[name]).body.decode()
    assert find_unstyled(html) == set()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_browser_meets_no_blocked_content_and_no_other_site(scripts, walk, windows):
    """The module's windows fail on requests to other hosts, policy violations and script errors."""
    page = windows(1280, java_script_enabled=scripts)
    messages = []
    page.on("console", lambda message: messages.append(f"{page.url}: {message.text}"))
    # Other languages and filtered lists are the same templates again.
    plain = [page for page in walk.pages if "?" not in page and not page.startswith("/es/")]
    assert len(plain) > 60
    for address in plain if scripts else filter(None, PAGE_TYPES.values()):
        page.goto(address, wait_until="load")
    assert messages == []
    assert page.context.cookies() == []
