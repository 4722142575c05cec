"""Prints stay true by themselves: made anew in the background, with no page touched."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.utils import timezone
from pypdf import PdfReader
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, Site

from campaigns.services import publish_statement
from nnirr_site.models import SiteDocument, SiteIdentity
from nnirr_site.typesetting.render import CannotSet
from resources import checks
from resources.materials import upkeep
from resources.materials.build import SPECS, Choice, Material, choices, fingerprint
from resources.materials.facts import CALL_SLUG, find_facts
from resources.materials.upkeep import find_outdated, keep_prints, store_first
from resources.models import PrintedFile, ResourceDownload, ResourcePage
from tests.campaigns.factories import make_call_page
from tests.factories import make_document, make_page
from tests.infrastructure.processes import ROOT, wait_until

pytestmark = pytest.mark.django_db
POSTER = next(spec for spec in SPECS if spec.kind == "poster")
SHEET = next(spec for spec in SPECS if spec.kind == "sign-on-sheet")
OLD, NEW = "https://old.example", "https://new.example"


def print_quickly(choice, facts) -> Material:
    """A print in no time: its words are its address."""
    return Material(
        choice=choice,
        title=f"{choice.spec.kind} {choice.language}",
        pages=1,
        content=f"%PDF-1.4 {choice.filename} {facts.url} version {facts.number}".encode(),
        made_of=fingerprint(choice, facts),
        printed_url=facts.url,
    )


@pytest.fixture
def quickly(monkeypatch):
    monkeypatch.setattr(upkeep, "build_one", print_quickly)


def invite(page) -> None:
    """Have the site invite to a call."""
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.call_page, identity.contact_email = page, "paper@example.org"
    identity.save()


def offer(spec=POSTER, language="en") -> ResourcePage:
    """A page that offers a print, as the starter content makes it."""
    lead = Choice(spec, language, spec.papers[0])
    document = store_first(print_quickly(lead, find_facts()[language]), refresh=False)
    page = make_page(ResourcePage, title="Poster", slug="poster")
    page.downloads.add(ResourceDownload(title="Poster", document=document, note="Letter"))
    page.save_revision().publish()
    return ResourcePage.objects.get(pk=page.pk)


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = OLD


@pytest.fixture
def poster(_address):
    """Not kept for other tests: its file is replaced."""
    invite(make_call_page(title="The call", slug="the-call"))
    return offer()


def content(**wanted) -> str:
    with PrintedFile.objects.get(**wanted).document.file.open("rb") as file:
        return file.read().decode()


def state_of_pages():
    pages = Page.objects.values_list("pk", "latest_revision_id", "last_published_at", "url_path")
    return list(pages.order_by("pk")), Revision.objects.count()


ENGLISH_POSTERS = {
    choice for choice in choices() if choice.spec == POSTER and choice.language == "en"
}
LETTER = {"paper": "Letter", "is_black_and_white": False}


# -- Made in the background -------------------------------------------------------------------


def test_other_papers_and_black_and_white_are_made_in_the_background(poster, quickly):
    before = state_of_pages()
    assert keep_prints() == len(ENGLISH_POSTERS) - 1 == 7
    lead = poster.downloads.get().document
    formats = lead.other_formats.all()
    assert {(one.paper, one.is_black_and_white) for one in formats} == {
        (choice.paper, choice.is_black_and_white)
        for choice in ENGLISH_POSTERS
        if not choice.is_lead
    }
    assert keep_prints() == 0
    assert state_of_pages() == before


def test_prints_follow_the_address_of_the_site_and_no_page_is_touched(poster, quickly, settings):
    keep_prints()
    before, documents = state_of_pages(), set(SiteDocument.objects.values_list("pk", "file"))
    assert "https://old.example/" in content(**LETTER)
    settings.SITE_URL = NEW
    assert len(find_outdated()) == 8
    assert keep_prints() == 8
    for row in PrintedFile.objects.all():
        assert row.printed_url.startswith(f"{NEW}/")
    assert "https://new.example/" in content(**LETTER) and "old" not in content(**LETTER)
    assert state_of_pages() == before
    # Saved and printed links lead to the same files.
    assert set(SiteDocument.objects.values_list("pk", "file")) == documents
    assert keep_prints() == 0 == len(find_outdated())


def test_prints_follow_a_short_address_and_a_new_text_of_the_call(poster, quickly):
    page = SiteIdentity.objects.get().call_page.specific
    Redirect.objects.create(old_path="/sign", redirect_page=page, is_permanent=False)
    assert keep_prints() == 8
    assert f"{OLD}/sign version 1" in content(**LETTER)
    publish_statement(page.call, language="en", title="Anew", body="<p>Words.</p>", reason="x")
    assert keep_prints() == 8
    assert f"{OLD}/sign version 2" in content(**LETTER)


def test_short_address_is_the_shortest_word_that_leads_there(poster):
    page = SiteIdentity.objects.get().call_page.specific
    assert find_facts()["en"].url == f"{OLD}{page.url}"
    for path in (
        "/programs/call",
        "/a-former-address-of-the-call",
        "/signature",
        "/sign",
        "/Sign2",
    ):
        Redirect.objects.create(old_path=path, redirect_page=page)
    assert find_facts()["en"].url == f"{OLD}/sign"
    # Spanish has no page: its print leads to the one there is.
    assert find_facts()["es"].url == f"{OLD}/sign"


def test_what_staff_put_in_the_place_of_a_print_stays(poster, quickly, settings):
    keep_prints()
    document = PrintedFile.objects.get(**LETTER).document
    document.file.save("ours.pdf", ContentFile(b"%PDF-1.4 of our own"), save=False)
    document._set_document_file_metadata()
    document.save()
    settings.SITE_URL = NEW
    assert keep_prints() == 7
    assert content(**LETTER) == "%PDF-1.4 of our own"
    assert find_outdated() == []


def test_what_staff_deleted_is_not_made_again(poster, quickly, settings):
    keep_prints()
    PrintedFile.objects.get(paper="A3", is_black_and_white=False).document.delete()
    settings.SITE_URL = NEW
    assert keep_prints() == 7
    assert PrintedFile.objects.get(paper="A3", is_black_and_white=False).document is None


def test_nothing_is_made_of_what_no_page_offers(quickly):
    invite(make_call_page())
    assert keep_prints() == 0
    assert not PrintedFile.objects.exists()


def test_a_site_without_the_call_leaves_its_prints_as_they_are(poster, quickly):
    SiteIdentity.objects.update(call_page=None)
    assert find_facts() == {}
    assert keep_prints() == 0
    assert find_outdated() == []


def test_prints_lead_to_their_own_call_when_the_site_invites_to_another(poster, quickly, settings):
    own = SiteIdentity.objects.get().call_page.specific
    own.call.slug = CALL_SLUG
    own.call.save()
    invite(make_call_page(title="Another call", slug="another"))
    assert find_facts()["en"].url == f"{OLD}{own.url}"


def test_one_that_cannot_be_made_stops_no_other(poster, monkeypatch):
    def print_all_but_one(choice, facts):
        if choice.paper == "A3":
            raise CannotSet("does not fit: 2 pages")
        return print_quickly(choice, facts)

    monkeypatch.setattr(upkeep, "build_one", print_all_but_one)
    with pytest.raises(CannotSet, match=r"poster-people-move-a3-en\.pdf: does not fit"):
        keep_prints()
    assert PrintedFile.objects.count() == 6


def test_work_that_is_stopped_goes_on_later(poster, quickly):
    looks = iter([False] * 3 + [True] * 100)
    keep_prints(lambda: next(looks))
    made = PrintedFile.objects.count()
    assert 1 < made < 8
    keep_prints()
    assert PrintedFile.objects.count() == 8


def test_files_of_a_version_that_noted_nothing_are_taken_over(quickly):
    """Its pages name each paper; visitors see one row for both."""
    invite(make_call_page())
    page = make_page(ResourcePage, title="Poster", slug="poster")
    for paper in ("letter", "a3"):
        name = f"poster-people-move-{paper}-en.pdf"
        document = make_document(name, f"%PDF-1.4 {paper}".encode(), language="en")
        page.downloads.add(ResourceDownload(title="Poster", document=document, note=paper))
    page.save_revision().publish()
    documents = set(page.downloads.values_list("document_id", flat=True))
    assert keep_prints() == 8
    assert {row.document_id for row in PrintedFile.objects.all()} >= documents
    lead = PrintedFile.objects.get(**LETTER).document
    assert lead.other_formats.count() == 7
    assert f"{OLD}/" in content(**LETTER)


# -- What visitors see ------------------------------------------------------------------------


def test_a_page_shows_one_title_and_its_formats_as_small_links(poster, quickly, client):
    keep_prints()
    text = client.get(poster.url).content.decode()
    assert text.count('class="files__link"') == 1
    words = " ".join(text.split())
    assert "Also on:" in words and "Black and white:" in words
    links = [f'href="{one.url}"' for one in SiteDocument.objects.exclude(other_format_of=None)]
    assert len(links) == 7 and all(link in text for link in links)
    order = [words.index(f"download>{paper}") for paper in ("Tabloid (11 × 17 in)", "A4", "A3")]
    assert order == sorted(order)
    assert words.index("Black and white:") < words.index("download>Letter")


def test_a_page_that_names_two_papers_shows_one_row(poster, quickly, client):
    keep_prints()
    other = PrintedFile.objects.get(paper="A3", is_black_and_white=False).document
    poster.downloads.add(ResourceDownload(title="Poster", document=other, note="A3"))
    poster.save_revision().publish()
    assert client.get(poster.url).content.decode().count('class="files__link"') == 1


# -- Before a launch --------------------------------------------------------------------------


def run_check(**options):
    call_command("check", deploy=True, tags=["resources"], **options)


def test_check_refuses_an_address_that_leads_nowhere_from_paper(settings):
    settings.IS_PRODUCTION = True
    for url in (
        "https://localhost",
        "https://127.0.0.1:8000",
        "https://[::1]",
        "https://x.localhost",
    ):
        settings.SITE_URL = url
        with pytest.raises(SystemCheckError, match=r"resources\.E001"):
            run_check()
    settings.SITE_URL = NEW
    run_check()


def test_check_tells_of_prints_that_still_carry_another_address(poster, quickly, settings):
    settings.SITE_URL = "http://localhost:8000"
    keep_prints()
    settings.IS_PRODUCTION, settings.SITE_URL = True, NEW
    with pytest.raises(SystemCheckError, match="8 prints carry the address of a single machine"):
        run_check(databases=["default"])
    keep_prints()
    run_check(databases=["default"], fail_level="WARNING")
    settings.SITE_URL = OLD
    [warning] = checks.check_prints(None, databases=["default"])
    assert warning.id == "resources.W001"


# -- The worker -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_worker_prints_anew_what_carries_another_address(process_environment, settings):
    """The real worker and the real Typst; the site has got its address since the first start."""
    settings.MEDIA_ROOT = Path(process_environment["DATA_DIR"]) / "media"
    settings.SITE_URL = "http://localhost:8000"
    invite(make_call_page(title="The call", slug="the-call"))
    facts = find_facts()["en"]
    lead = Choice(SHEET, "en", SHEET.papers[0])
    document = store_first(replace(print_quickly(lead, facts), made_of="old"), refresh=False)
    environment = process_environment | {"SITE_URL": NEW, "SECRET_KEY": site_settings.SECRET_KEY}
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        made = PrintedFile.objects.filter(printed_url__startswith=f"{NEW}/")
        wait_until(lambda: made.count() == 4, 60, "the prints were not made anew")
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    document.refresh_from_db()
    with document.file.open("rb") as file:
        text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "new.example/" in text and "localhost" not in text
    assert made.latest("made_at").made_at <= timezone.now()
