"""Every absolute address begins with SITE_URL, however many `Site` records there are."""

import re
from email import message_from_string

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from campaigns.mail.rendering import build_mail
from campaigns.models import Call, CallPage, OutboundMail, Source
from nnirr_site.http.addresses import absolute, page_path
from nnirr_site.typesetting import qr
from resources.models import MigrantsDayPage
from tests.campaigns.factories import make_signature
from tests.e2e.addresses import FRAMED, OTHERS, PAGE_TYPES, RECORDS
from tests.resources.factories import make_event

pytestmark = pytest.mark.django_db

OURS = "https://migrants.test"
# What the records of the site say: hosts that no reader must ever be led to.
HOSTS = ("first-record.test", "www.second-record.test")
CALL = "migrant-workers-convention"
FILES = [
    "/sitemap.xml",
    "/sitemap-en.xml",
    "/sitemap-es.xml",
    "/robots.txt",
    "/feeds/updates.atom",
    "/feeds/updates.rss",
    "/es/feeds/updates.rss",
    "/migrants-day/events.ics",
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/calls",
    f"/api/v1/calls/{CALL}",
    f"/api/v1/calls/{CALL}/ledger",
    f"/embed/{CALL}/partner/",
    f"/calls/{CALL}/allies/partner/",
]
real_make = qr._make


@pytest.fixture
def two_records(starter_site, settings):
    """The same site known under two hosts, neither of which is the one in the settings."""
    settings.SITE_URL = OURS
    Source.objects.create(code="partner", name="Partner")
    Site.objects.filter(is_default_site=True).update(hostname=HOSTS[0], port=80)
    root = Site.objects.get(is_default_site=True).root_page
    Site.objects.create(hostname=HOSTS[1], port=80, root_page=root)
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


def find_faults(path: str) -> list[str]:
    response = Client().get(path, follow=True)
    text = response.content.decode()
    return [f"{path}: {found}" for found in re.findall(rf".{{0,40}}(?:{'|'.join(HOSTS)})", text)]


def test_no_page_and_no_file_names_the_host_of_a_record(two_records):
    event = make_event(MigrantsDayPage.objects.first())
    steps = [reverse(name, args=[CALL]) for name in RECORDS.values()]
    pages = [*filter(None, PAGE_TYPES.values()), *OTHERS.values(), *FRAMED.values(), *steps]
    pages += [event.url, f"{event.url}event.ics"]
    spanish = [f"/es{path}" for path in pages if not path.startswith("/c/")]
    faults = [fault for path in [*pages, *spanish, *FILES] for fault in find_faults(path)]
    assert not faults, "\n".join(faults[:20])


def test_address_of_any_page_is_made_ours_also_where_its_type_is_not_known(two_records):
    """Wagtail's own `Page`, as queries give it, has the host of a record in its `url`."""
    pages = list(Page.objects.filter(depth__gt=2)[:5])
    assert all(any(host in page.url for host in HOSTS) for page in pages)
    for page in pages:
        path = page.specific.url
        assert path.startswith("/")
        assert page_path(page) == path
        assert absolute(page.url) == absolute(path) == f"{OURS}{path}"
    assert absolute("https://elsewhere.test/x") == "https://elsewhere.test/x"


def test_links_to_share_mails_and_codes_lead_to_our_own_host(two_records, monkeypatch):
    call = Call.objects.get(slug=CALL)
    for page in CallPage.objects.all():
        assert page.share_url.startswith(f"{OURS}/"), page.share_url
        assert page.full_url == page.share_url
    drawn = []
    monkeypatch.setattr(qr, "_make", lambda url: drawn.append(url) or real_make(url))
    for ending in ("svg", "png"):
        assert Client().get(f"/calls/{CALL}/qr/partner.{ending}").status_code == 200
    assert drawn == [f"{OURS}/sign?source=partner"] * 2
    make_signature(call)
    message: EmailMessage = build_mail(OutboundMail.objects.get())
    parts = message_from_string(message.message().as_string()).walk()
    bodies = [part.get_payload(decode=True) for part in parts if not part.is_multipart()]
    links = re.findall(r"https?://[^\s\"<>]+", b"\n".join(bodies).decode())
    assert links
    assert not [link for link in links if not link.startswith((f"{OURS}/", "https://nnirr.org"))]
