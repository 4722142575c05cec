"""No list costs more queries because it is longer: with 3, 30 and 300 children they are equal, and
few. What is the same for every page was read with the first one of the generation.
"""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from nnirr_site.blocks import HOME_BLOCKS
from nnirr_site.http.page_cache.memory import page_cache
from nnirr_site.models import SearchEntry
from tests.copies import copy_children, copy_page
from tests.factories import make_call, make_document, make_home, make_page, make_topic

pytestmark = pytest.mark.django_db

WORD = "lighthouse"
MOST_QUERIES = 8
SOON = timezone.localdate() + datetime.timedelta(days=20)
# Type of the index → type of its children and the values that they cannot do without.
CHILDREN = {
    "initiatives.InitiativesIndexPage": ("initiatives.InitiativePage", {}),
    "initiatives.NetworksIndexPage": ("initiatives.NetworkPage", {"founded_year": 1994}),
    "initiatives.PolicyUpdatesIndexPage": ("initiatives.PolicyUpdatePage", {}),
    "resources.ResourceLibraryPage": ("resources.ResourcePage", {"year": 2024}),
    "campaigns.CallsIndexPage": ("campaigns.CallPage", {}),
    "resources.MigrantsDayPage": ("resources.MigrantsDayYearPage", {"year": 1990}),
}


class Site:
    """A site in which every index has as many children as one asks for."""

    def __init__(self):
        self.topic = make_topic("ILO", slug="ilo")
        self.home = make_home(title="Our program")
        self.first = {}
        for index, (label, fields) in CHILDREN.items():
            parent = make_page(apps.get_model(index))
            self.first[label] = self._make_child(label, parent, fields)
        day = self.page("resources.MigrantsDayPage")
        self.first["resources.MigrantsDayEventPage"] = self._make_child(
            "resources.MigrantsDayEventPage", day, {"start_date": SOON, "place": "Oakland"}
        )
        self.year = make_page(
            apps.get_model("resources.MigrantsDayYearPage"), parent=day, year=SOON.year
        )
        self.tracker = make_page(apps.get_model("initiatives.TrackerPage"))
        self.home.refresh_from_db()
        self.home.sections = [(name, block.get_preview_value()) for name, block in HOME_BLOCKS]
        self.home.save_revision().publish()

    def page(self, label: str):
        return apps.get_model(label).objects.get()

    def _make_child(self, label: str, parent, fields: dict):
        title = f"{WORD} {label}"
        page = make_page(apps.get_model(label), parent=parent, title=title, lead=WORD, **fields)
        if hasattr(page, "topics"):
            page.topics.add(self.topic)
        if hasattr(page, "downloads"):
            document = make_document(title="Sheet")
            page.downloads.add(
                *(self._download(page, title=f"File {n}", document=document) for n in range(2))
            )
        page.save_revision().publish()
        return page

    def _download(self, page, **fields):
        return page._meta.get_field("downloads").related_model(**fields)

    def grow(self, total: int) -> None:
        """Have `total` children below every index, and as many States and results."""
        for label, page in self.first.items():
            model = apps.get_model(label)
            missing = total - model.objects.filter(title=page.title).count()
            copies = copy_page(page, missing)
            copy_children(page, copies)
            for copy in copies:
                changes = self._differences(label, copy)
                if changes:
                    model.objects.filter(pk=copy.pk).update(**changes)
            assert model.objects.filter(title=page.title).count() == total
        self._grow_states(total)
        assert SearchEntry.objects.filter(title__startswith=WORD).count() >= total

    def _differences(self, label: str, copy) -> dict:
        """What no two pages share in life."""
        if label == "resources.MigrantsDayYearPage":
            return {"year": 2100 + copy.pk}
        if label == "campaigns.CallPage":
            return {"call": make_call()}
        return {}

    def _grow_states(self, total: int) -> None:
        model = apps.get_model("initiatives.State")
        start = model.objects.count()
        model.objects.bulk_create(
            model(
                name=f"State {number}",
                iso2=f"{letter(number // 26)}{letter(number % 26)}",
                iso3=f"X{letter(number // 26)}{letter(number % 26)}",
                region=list(model.Region)[number % 5],
                status="party",
                act="accession",
                action_date=datetime.date(2000, 1, 1),
            )
            for number in range(start, total)
        )

    @property
    def addresses(self) -> dict[str, str]:
        """Every list of the site: what it is → its address."""
        indexes = {index.rpartition(".")[2]: self.page(index).url for index in CHILDREN}
        updates, library = indexes["PolicyUpdatesIndexPage"], indexes["ResourceLibraryPage"]
        return {
            "home": self.home.url,
            **indexes,
            "updates of a topic and year": f"{updates}?topic=ilo&year={timezone.localdate().year}",
            "library, narrowed": f"{library}?topic=ilo&year=2024&sort=title",
            "library, searched": f"{library}?q={WORD}",
            "a year with its events": self.year.url,
            "one policy update": self.first["initiatives.PolicyUpdatePage"].url,
            "one resource": self.first["resources.ResourcePage"].url,
            "one initiative": self.first["initiatives.InitiativePage"].url,
            "one network": self.first["initiatives.NetworkPage"].url,
            "tracker": self.tracker.url,
            "tracker, narrowed": f"{self.tracker.url}?region=asia&status=party&sort=date",
            "tracker as CSV": "/tracker/states.csv",
            "tracker as JSON": "/tracker/states.json",
            "search": f"/search/?q={WORD}",
            "search, narrowed": f"/search/?q={WORD}&kind=update&topic=ilo",
            "search without a query": "/search/",
            "calendar": "/migrants-day/events.ics",
            "RSS": "/feeds/updates.rss",
            "Atom": "/feeds/updates.atom",
            "RSS of a topic": "/feeds/updates/ilo.rss",
            "missing page": f"{self.home.url}nothing/here/",
            "missing page with a name like others": f"{self.home.url}resourcepage-9/",
            "sitemaps": "/sitemap.xml",
            "sitemap": "/sitemap-en.xml",
        }


def letter(number: int) -> str:
    return chr(ord("A") + number)


def count_queries(client, site: Site) -> dict[str, int]:
    """Queries that each list costs when it is rendered for the first time in a generation."""
    page_cache.forget()
    for address in ("/no-such-page/", "/tracker/states.csv", "/search/"):
        client.get(address)  # menus, places and topics, which the first visitor reads for all
    counts = {}
    for name, address in site.addresses.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == (404 if "missing" in name else 200), name
        counts[name] = len(captured)
    return counts


def test_every_list_costs_the_same_few_queries_for_3_30_and_300_children(client, warm_generation):
    site = Site()
    site.grow(3)
    count_queries(client, site)  # what is remembered for the life of the process
    few = count_queries(client, site)
    for total in (30, 300):
        site.grow(total)
        many = count_queries(client, site)
        assert {name: (few[name], many[name]) for name in few if few[name] != many[name]} == {}
    assert {name: count for name, count in few.items() if count > MOST_QUERIES} == {}
