"""Whatever an address asks for, every page of ours answers with a page: 200, 400 or 404."""

from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings

from nnirr_site.checks import own_page_models
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db

LABELS = sorted(model._meta.label for model in own_page_models())
VALUES = ["x", "-1", "٢", "9" * 5000, "a\x00b", "' OR 1=1 --", "<script>alert(1)</script>"]
QUERIES = [quote(value) for value in VALUES] + ["%ff%fe", "a&" * 2000]
BESIDE_PAGES = [
    "/search/",
    "/feeds/updates.rss",
    "/feeds/updates/ilo.atom",
    "/tracker/states.csv",
    "/tracker/states.json",
    "/sitemap.xml",
    "/sitemap-en.xml",
    "/migrants-day/events.ics",
    "/robots.txt",
    "/healthz",
]
PATHS = ["\x00", "\\..\\..", "%ff", "x" * 9000, "..%2f..%2fetc%2fpasswd", "<b>", "\U0001f600", "//"]

STARTS = ["/", "/es/", "/search/", "/documents/1/", "/media/", "/feeds/updates/", "/sign/", "/c/"]


@pytest.fixture
def addresses(db):
    make_home()
    pages = [make_page(apps.get_model(label)) for label in LABELS if "HomePage" not in label]
    return ["/", *(page.url for page in pages), *BESIDE_PAGES]


def test_no_query_breaks_a_page(client, addresses):
    client.raise_request_exception = False
    for address in addresses:
        for value in QUERIES:
            everything = "&".join(f"{key}={value}" for key in settings.PAGE_CACHE_QUERY_KEYS[1:])
            for query in (f"page={value}", everything):
                response = client.get(f"{address}?{query}")
                assert response.status_code in {200, 400, 404}, (address, query[:80])
                assert b"<script>alert" not in response.content


def test_no_path_breaks_the_site(client):
    make_home()
    client.raise_request_exception = False
    for start in STARTS:
        for end in PATHS:
            response = client.get(f"{start}{quote(end, safe='%')}")
            # 302: without what stood behind an address in a text, such as a full stop.
            assert response.status_code in {200, 301, 302, 400, 404}, (start, end[:80])
            place = response.headers.get("Location", "/")
            assert place.startswith("/") and not place.startswith("//"), (start, end[:80], place)
