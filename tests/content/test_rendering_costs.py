"""Every page of the starter content, rendered with what the site keeps of the generation."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from campaigns.models import Call

MOST_QUERIES = 8
SEARCHES = ("/search/", "/search/?q=migrants", "/es/search/?q=migrantes")
ELSEWHERE = (*SEARCHES, "/nothing/here/", "/api/")
OF_A_CALL = ("count", "method", "statements", "names", "organizations", "history")


def addresses() -> dict[str, str]:
    """Address → what stands there, of every page and of the views beside them."""
    pages = Page.objects.live().filter(depth__gt=1).specific()
    slug = Call.objects.get().slug
    views = [reverse(f"campaigns:{name}", args=[slug]) for name in OF_A_CALL]
    return {page.url: page._meta.label for page in pages} | {
        address: address for address in (*ELSEWHERE, *views)
    }


def test_no_page_costs_more_than_eight_queries(starter_site, warm_generation):
    found, client = addresses(), Client()
    for language in ("", "/es"):
        client.get(f"{language}/no-such-page/")  # the first visitor reads for all others
    client.get("/tracker/states.csv")
    counts = {}
    for address, kind in found.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts[f"{kind} {address}"] = len(captured)
    assert {name: count for name, count in counts.items() if count > MOST_QUERIES} == {}
    assert len({kind for kind in found.values()}) > 20
