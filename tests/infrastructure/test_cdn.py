"""A CDN in front is told what has changed, over real HTTP, and stops no publish while away."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from campaigns.mail import scheduled_jobs
from campaigns.models import Chore
from nnirr_site.models import SiteIdentity, SiteImage, StandardPage, WaitingPurge
from nnirr_site.publishing import cdn, cdn_services
from nnirr_site.publishing.cdn_services import CdnNotTold, tell
from nnirr_site.settings.environment import Environment
from tests.factories import make_document, make_home, make_page, make_topic
from tests.infrastructure.nodes import Cdn
from tests.infrastructure.processes import free_port
from tests.nnirr_site.photographs import make_image

pytestmark = pytest.mark.django_db
TOKEN = "token-of-the-cdn"


@pytest.fixture(scope="module")
def listening():
    server = Cdn()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def network(listening, settings):
    """A CDN that takes lists, and that the site knows of."""
    listening.told.clear()
    listening.status = 200
    settings.SITE_URL = "https://call.example.org"
    settings.CDN_PURGE = {"kind": "plain", "place": f"{listening.url}/purge", "token": TOKEN}
    return listening


@pytest.fixture
def page(network):
    home = make_home()
    parent = make_page(StandardPage, parent=home, slug="about")
    page = make_page(StandardPage, parent=parent, slug="history")
    WaitingPurge.objects.all().delete()
    return page


def noted() -> set[str]:
    return {url.removeprefix("https://call.example.org") for url in urls_noted()}


def urls_noted() -> list[str]:
    return list(WaitingPurge.objects.values_list("url", flat=True))


def test_published_page_is_told_with_those_above_it(page, network):
    page.save_revision().publish()
    assert noted() == {"/about/history/", "/about/", "/"}
    assert cdn.tell_cdn() == 3
    assert set(network.urls()) == {
        f"https://call.example.org{path}" for path in ("/about/history/", "/about/", "/")
    }
    [(method, path, headers, _body)] = network.told
    assert (method, path, headers["Authorization"]) == ("POST", "/purge", f"Bearer {TOKEN}")
    assert not WaitingPurge.objects.exists()
    assert cdn.tell_cdn() == 0
    assert len(network.told) == 1


def test_draft_is_told_to_nobody(page):
    page.title = "Not yet"
    page.save_revision()
    assert noted() == set()


def test_page_that_is_taken_off_renamed_or_deleted_is_told_by_its_old_address(
    page, django_capture_on_commit_callbacks
):
    page.slug = "past"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert noted() >= {"/about/history/", "/about/past/"}
    WaitingPurge.objects.all().delete()
    Page.objects.get(pk=page.pk).unpublish()
    assert "/about/past/" in noted()
    WaitingPurge.objects.all().delete()
    Page.objects.get(pk=page.pk).delete()
    assert "/about/past/" in noted()


@pytest.mark.parametrize("how", ["renamed", "moved"])
def test_pages_below_one_that_goes_elsewhere_are_told_by_their_old_addresses(
    how, page, django_capture_on_commit_callbacks
):
    above = page.get_parent().specific
    make_page(StandardPage, parent=page, slug="early")
    elsewhere = make_page(StandardPage, parent=above.get_parent(), slug="elsewhere")
    WaitingPurge.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        if how == "renamed":
            above.slug = "us"
            above.save_revision().publish()
        else:
            above.move(elsewhere, pos="last-child")
    assert noted() >= {"/about/", "/about/history/", "/about/history/early/"}


def test_what_stands_on_every_page_has_all_pages_told(page, network):
    make_topic("Borders", slug="borders")
    SiteIdentity.for_site(Site.objects.get()).save()
    assert noted() == {cdn.EVERY_PAGE}
    make_page(StandardPage, parent=page, slug="draft", live=False)
    cdn.tell_cdn()
    told = {url.removeprefix("https://call.example.org") for url in network.urls()}
    assert told == {"/", "/about/", "/about/history/"}


def test_page_that_becomes_one_for_some_is_told_with_those_below_it(page, network):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    cdn.tell_cdn()
    told = set(network.urls())
    assert {"https://call.example.org/about/", "https://call.example.org/about/history/"} <= told


def test_picture_and_document_that_are_withdrawn_are_told(network):
    make_home()
    collection = Collection.get_first_root_node().add_child(name="Papers")
    document = make_document(collection=collection)
    document.first_page.save("covers/a.webp", ContentFile(b"x"))
    make_image(400, 300)
    SiteImage.objects.update(collection=collection)
    image = SiteImage.objects.get()
    rendition = image.get_rendition("width-100|format-jpeg").url
    WaitingPurge.objects.all().delete()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    files = {document.url, rendition, f"/media/{document.first_page.name}"}
    assert noted() >= files
    WaitingPurge.objects.all().delete()
    image.delete()
    assert rendition in noted()
    document.delete()
    assert files <= noted()


def test_dead_cdn_stops_no_publish_and_is_told_later(page, network, settings):
    settings.CDN_PURGE |= {"place": f"http://127.0.0.1:{free_port()}"}
    page.title = "Out"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.title == "Out"
    [duty] = [duty for duty in scheduled_jobs.DUTIES if duty.name == "tell the CDN"]
    assert not scheduled_jobs.do_if_due(duty, lambda: False)
    chore = Chore.objects.get(name=duty.name)
    assert (chore.failures, chore.error) == (1, "CDN: URLError")
    waiting = set(urls_noted())
    assert waiting
    settings.CDN_PURGE |= {"place": network.url}
    Chore.objects.all().delete()
    assert scheduled_jobs.do_if_due(duty, lambda: False)
    assert set(network.urls()) == waiting
    assert noted() == set()


def test_cdn_that_refuses_is_told_again(page, network):
    page.save_revision().publish()
    network.status = 500
    with pytest.raises(CdnNotTold, match="500"):
        cdn.tell_cdn()
    assert noted()


@pytest.mark.parametrize("status", [301, 307])
def test_token_goes_nowhere_else_and_a_page_elsewhere_is_no_answer(network, page, status):
    elsewhere = Cdn()
    network.status, network.leads_to = status, f"{elsewhere.url}/sign-in"
    try:
        page.save_revision().publish()
        with pytest.raises(CdnNotTold, match=str(status)):
            cdn.tell_cdn()
        assert noted()
        assert network.told and not elsewhere.told
    finally:
        elsewhere.shutdown()
        elsewhere.server_close()


def test_nothing_is_noted_without_a_cdn(page, settings):
    settings.CDN_PURGE = None
    page.save_revision().publish()
    make_topic("Borders", slug="borders")
    assert noted() == set()
    assert cdn.tell_cdn() == 0


URLS = ["https://call.example.org/", "https://call.example.org/es/?page=2"]


def test_cache_that_understands_purge_is_asked_for_each(network, settings):
    settings.CDN_PURGE = {"kind": "purge", "place": network.url, "token": ""}
    tell(URLS)
    assert [(method, path, headers["Host"]) for method, path, headers, _body in network.told] == [
        ("PURGE", "/", "call.example.org"),
        ("PURGE", "/es/?page=2", "call.example.org"),
    ]


def test_cloudflare_is_told_thirty_at_a_time_and_never_to_forget_the_zone(
    network, settings, monkeypatch
):
    monkeypatch.setattr(cdn_services, "CLOUDFLARE", f"{network.url}/zones")
    settings.CDN_PURGE = {"kind": "cloudflare", "place": "z1", "token": TOKEN}
    tell([f"https://call.example.org/{number}/" for number in range(31)], is_everything=True)
    assert [len(json.loads(body)["files"]) for _m, _p, _h, body in network.told] == [30, 1]
    assert {path for _m, path, _h, _b in network.told} == {"/zones/z1/purge_cache"}
    assert network.told[0][2]["Authorization"] == f"Bearer {TOKEN}"


def test_fastly_is_told_each_address_or_all_of_the_service(network, settings, monkeypatch):
    monkeypatch.setattr(cdn_services, "FASTLY", network.url)
    settings.CDN_PURGE = {"kind": "fastly", "place": "s1", "token": TOKEN}
    tell(URLS[:1])
    tell(URLS, is_everything=True)
    assert [path for _m, path, _h, _b in network.told] == [
        "/purge/call.example.org/",
        "/service/s1/purge_all",
    ]
    assert {headers["Fastly-Key"] for _m, _p, headers, _b in network.told} == {TOKEN}


def test_cloudfront_is_told_paths_or_one_for_all(network, settings, monkeypatch):
    monkeypatch.setattr(cdn_services, "CLOUDFRONT", network.url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    settings.CDN_PURGE = {"kind": "cloudfront", "place": "D1", "token": ""}
    tell(URLS)
    tell(URLS, is_everything=True)
    bodies = [body.decode() for _m, _p, _h, body in network.told]
    assert "<Path>/</Path><Path>/es/</Path>" in bodies[0]
    assert "<Path>/*</Path>" in bodies[1]
    assert network.told[0][1].endswith("/distribution/D1/invalidation")
    network.status = 403
    with pytest.raises(CdnNotTold, match="403"):
        tell(URLS)


@pytest.mark.parametrize(
    ("url", "kind", "place"),
    [
        ("https://hook.example/purge?x=1", "plain", "https://hook.example/purge?x=1"),
        ("purge+https://cache.example/", "purge", "https://cache.example"),
        ("cloudflare://zone", "cloudflare", "zone"),
        ("fastly://service", "fastly", "service"),
        ("cloudfront://D1", "cloudfront", "D1"),
    ],
)
def test_address_of_the_setting_says_how_the_cdn_is_told(url, kind, place):
    environment = Environment({"CDN_PURGE_URL": url, "CDN_PURGE_TOKEN": TOKEN})
    assert environment.cdn("CDN_PURGE_URL") == {"kind": kind, "place": place, "token": TOKEN}
    assert environment.problems == []


def test_address_that_is_not_understood_is_refused(tmp_path):
    for values in (
        {"CDN_PURGE_URL": "ftp://host"},
        {"CDN_PURGE_URL": "fastly://service"},
        {"CDN_PURGE_URL": "http://far.example/", "ENVIRONMENT": "production"},
    ):
        environment = Environment(values)
        environment.cdn("CDN_PURGE_URL")
        assert environment.problems, values
    token = tmp_path / "token"
    token.write_text("from-a-file\n")
    environment = Environment({"CDN_PURGE_URL": "fastly://s", "CDN_PURGE_TOKEN_FILE": str(token)})
    assert environment.cdn("CDN_PURGE_URL")["token"] == "from-a-file"
