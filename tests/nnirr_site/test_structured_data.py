"""The schema.org data of each page type: complete, true to the page, and safe to stand in HTML."""

import datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Site

from initiatives.models import InitiativePage, PolicyUpdatePage
from nnirr_site.checks import own_page_models
from nnirr_site.models import SiteIdentity, StandardPage
from nnirr_site.seo.structured_data import without_empty, write_script
from resources.models import MigrantsDayPage, ResourcePage
from tests.factories import make_document, make_home, make_page, make_topic
from tests.nnirr_site.head import Head
from tests.nnirr_site.schema_org import find_faults
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

LABELS = sorted(model._meta.label for model in own_page_models())


@lasting
def home():
    return make_home(title="Our program")


@pytest.mark.parametrize("label", LABELS)
def test_every_page_type_is_described_completely(label, client, home):
    lead = "A lead that says in fifty characters or more what is here."
    page = make_page(apps.get_model(label), lead=lead, reviewed_on=datetime.date(2026, 1, 31))
    page.save_revision().publish()
    things = Head(client.get(page.url)).things
    assert things
    assert [fault for thing in things for fault in find_faults(thing)] == []


def test_what_search_engines_refuse_would_be_noticed():
    event = {"@type": "Event", "name": "", "startDate": "soon", "location": {"@type": "Place"}}
    faults = find_faults(event)
    assert "Event.name is ''" in faults
    assert "Event.startDate is 'soon'" in faults
    assert "Place has no address" in faults
    assert "Event has no eventStatus" in faults
    crumbs = [{"@type": "ListItem", "position": n, "name": str(n)} for n in (2, 3)]
    steps = find_faults({"@type": "BreadcrumbList", "itemListElement": crumbs})
    assert steps == ["BreadcrumbList does not count from 1", "2 leads nowhere"]


def test_home_says_who_stands_behind_it(client, home):
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.organization, identity.place = "The Network", "Oakland, California"
    identity.save()
    head = Head(client.get(home.url))
    organization = head.thing("NGO")
    assert organization["name"] == "The Network"
    assert organization["address"]["addressLocality"] == "Oakland, California"
    # Nobody has given an e-mail address, so none is claimed.
    assert "email" not in organization
    site = head.thing("WebSite")
    assert site["publisher"]["@id"] == organization["@id"]
    assert site["potentialAction"]["target"] == (
        f"{settings.SITE_URL}/search/?q={{search_term_string}}"
    )


def test_breadcrumbs_lead_from_the_home_page_to_the_page(client, home):
    about = make_page(StandardPage, parent=home, title="About")
    people = make_page(StandardPage, parent=about, title="People")
    steps = Head(client.get(people.url)).thing("BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step.get("item")) for step in steps] == [
        (1, "Our program", f"{settings.SITE_URL}/"),
        (2, "About", f"{settings.SITE_URL}{about.url}"),
        (3, "People", None),
    ]


def test_policy_update_is_news_about_its_topics(client, home):
    page = make_page(
        PolicyUpdatePage,
        title="A very long headline " * 8,
        date=datetime.date(2024, 11, 15),
        date_precision="month",
        source_url="https://www.ilo.org/text",
    )
    page.topics.add(make_topic("ILO", kind="body"))
    page.save_revision().publish()
    article = Head(client.get(page.url)).thing("NewsArticle")
    assert len(article["headline"]) <= 110
    assert article["temporalCoverage"] == "2024-11"
    assert article["about"] == [{"@type": "Thing", "name": "ILO"}]
    assert article["isBasedOn"] == "https://www.ilo.org/text"
    assert article["inLanguage"] == "en"
    published = parse_datetime(article["datePublished"])
    assert published.date() == timezone.now().date()


def test_initiative_is_an_article(client, home):
    page = make_page(InitiativePage, title="Borders", lead="People and borders.")
    assert Head(client.get(page.url)).thing("Article")["description"] == "People and borders."


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ((2026, 12, 17), "2026-12-18"),
        ((2026, 12, 18), "2026-12-18"),
        ((2026, 12, 19), "2027-12-18"),
    ],
)
def test_migrants_day_is_announced_with_its_next_date(client, home, monkeypatch, today, expected):
    page = make_page(MigrantsDayPage)
    monkeypatch.setattr(
        "resources.models.migrants_day.timezone.localdate", lambda: datetime.date(*today)
    )
    announced = Head(client.get(page.url)).thing("Event")
    assert announced["startDate"] == announced["endDate"] == expected
    assert announced["location"]["name"] == "Worldwide"


def test_resource_lists_its_files_with_type_and_language(client, home):
    page = make_page(
        ResourcePage, title="Flyer", resource_type="poster", year=2025, publisher="NNIRR"
    )
    page.downloads.create(title="Flyer", document=make_document("flyer.pdf"), language="en")
    page.downloads.create(
        title="Volante",
        external_url="https://example.org/v.pdf",
        external_format="PDF",
        language="es",
    )
    page.save()
    poster = Head(client.get(page.url)).thing("Poster")
    assert poster["datePublished"] == "2025"
    assert poster["inLanguage"] == ["en", "es"]
    own, external = poster["encoding"]
    assert own["contentUrl"].startswith(f"{settings.SITE_URL}/documents/")
    assert own["encodingFormat"] == external["encodingFormat"] == "application/pdf"
    assert external["contentUrl"] == "https://example.org/v.pdf"


def test_tracker_is_a_dataset_with_its_downloads(client, home):
    page = make_page(apps.get_model("initiatives.TrackerPage"), lead="Who has joined.")
    dataset = Head(client.get(page.url)).thing("Dataset")
    files = {item["encodingFormat"]: item["contentUrl"] for item in dataset["distribution"]}
    assert set(files) == {"text/csv", "application/json"}
    for kind, address in files.items():
        response = client.get(address.removeprefix(settings.SITE_URL))
        assert response["Content-Type"].startswith(kind)


def test_text_cannot_end_the_script_element(client, home):
    title = "</script><script>alert(1)</script><!--"
    page = make_page(StandardPage, parent=home, title=title)
    response = client.get(page.url)
    assert response.content.count(b"<script") == 1
    names = [step["name"] for step in Head(response).thing("BreadcrumbList")["itemListElement"]]
    assert names[-1] == title


def test_what_is_not_known_is_not_said():
    thing = without_empty({"a": "", "b": None, "c": [], "d": {"e": ""}, "f": 0, "g": ["x"]})
    assert thing == {"f": 0, "g": ["x"]}
    assert write_script([]) == ""


def test_half_empty_draft_is_described_without_error(home):
    page = make_page(InitiativePage, live=False)
    assert page.make_preview_request().status_code == 200


@pytest.mark.django_db(transaction=True)
def test_browser_reports_no_violation_for_the_data_block(open_page, live_site):
    """A data block is not run, so a policy without inline scripts lets it stand."""
    home = make_home(title="Our program")
    page = make_page(StandardPage, parent=home, title="About")
    browser_page = open_page()
    browser_page.add_init_script(
        "addEventListener('securitypolicyviolation', e => (window.violations ||= []).push(e))"
    )
    response = browser_page.goto(page.url)
    assert "script-src 'self'" in response.headers["content-security-policy"]
    text = browser_page.locator('script[type="application/ld+json"]').text_content()
    assert "BreadcrumbList" in text
    assert browser_page.evaluate("(window.violations || []).length") == 0
