"""Every file that the site answers with, fetched once from the server that production runs.

Django's test client never meets the front, granian, or a file's way to a socket. What is a file is
read from the addresses themselves: who adds one has to say here what it should be.
"""

from __future__ import annotations

import inspect
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from docx import Document
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Site

from campaigns import services
from campaigns.models import AccessEntry, Delivery, Source
from campaigns.privacy import tokens
from campaigns.services.delivering import freeze_delivery, print_waiting
from campaigns.views.links import link_purpose
from initiatives.models import PolicyUpdatePage, PolicyUpdatesIndexPage
from nnirr_site.models import SiteIdentity
from resources.models import MigrantsDayMaterial, MigrantsDayPage, ToolkitPage
from tests.campaigns.factories import (
    link_path,
    make_call_page,
    make_organization,
    make_signature,
)
from tests.factories import make_document, make_home, make_page, make_topic
from tests.infrastructure.processes import serving, wait_until
from tests.nnirr_site.photographs import make_image
from tests.resources.factories import make_full_event

# Addresses that answer with a page, a redirect or a bare status, by the end of their pattern.
PAGES = {
    *("healthz", "readyz", "metrics", "api/", "search/", "^((?:[\\w\\-]+/)*)$"),
    *("documents/^(\\d+)/(.*)$",),  # Wagtail's own, which ours stands before
    *("documents/authenticate_with_password/<int:restriction_id>/", "_util/login/"),
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    *("dev/mail/", "dev/mail/<str:key>/", "dev/mail/<str:key>/html/"),
    *("sign/check-email/", "sign/send-again/", "sign/removed/", "sign/mail-again/"),
    *("sign/<slug:slug>/",),
    *("sign/<slug:slug>/check-email/", "sign/<slug:slug>/send-again/"),
    *("sign/<slug:slug>/thank-you/", "sign/<slug:slug>/removed/"),
    *("letters/<str:token>/", "hooks/mail/<slug:provider>/", "own/<str:token>/"),
    *("own/<str:token>/saved/", "calls/what-we-keep/", "calls/<slug:slug>/text/"),
    *(f"own/<str:token>/{page}/" for page in ("change", "sent", "new-address")),
    "calls/<slug:slug>/text/<slug:language>/<int:number>/",
    *("calls/<slug:slug>/history/", "calls/<slug:slug>/count/", "calls/<slug:slug>/names/"),
    *("calls/<slug:slug>/organizations/", "calls/<slug:slug>/reasons/"),
    *("embed/<slug:slug>/", "embed/<slug:slug>/<slug:code>/", "calls/<slug:slug>/allies/"),
    *("calls/<slug:slug>/allies/<slug:code>/", "calls/<slug:slug>/qr/"),
    *("calls/<slug:slug>/qr/<slug:code>/", "calls/<slug:slug>/letter/"),
    "^calls/(?P<slug>[-a-zA-Z0-9_]+)/letter/(?P<state>[a-z]{2})/$",
}
OUR_PACKAGES = ("nnirr_site", "initiatives", "resources", "campaigns")
# Module that names a file → one of the addresses below that sends it.
SENDERS = {
    "campaigns/admin/import_views.py": "admin/organizations/import/",
    "campaigns/admin/viewsets/deliveries.py": "admin/deliveries/file/<int:pk>/<slug:kind>/",
    "campaigns/admin/viewsets/export.py": "admin/signatures/export/",
    "campaigns/views/numbers.py": "calls/<slug:slug>/ledger.csv",
    "campaigns/views/signer.py": "own/<str:token>/data.json",
    "campaigns/views/thanks.py": "c/<str:token>/",
    "campaigns/views/texts.py": "calls/<slug:slug>/text/<slug:language>/<int:number>/text.txt",
    "initiatives/views.py": "tracker/states.csv",
    "nnirr_site/upkeep/reports.py": "admin/reports/links/",
    "nnirr_site/documents/serving.py": "documents/<int:document_id>/<str:document_filename>",
    "resources/archives.py": "(page) migrants-day/materials/",
    "resources/text_files.py": "(page) organize/files/letter/",
    "resources/views.py": "migrants-day/events.ics",
}
SIGNS_OF_A_FILE = ("FileResponse", "StreamingHttpResponse", "Content-Disposition", "send_file(")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def patterns(below=None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site as its whole pattern; languages' prefixes are left away."""
    for item in below if below is not None else get_resolver().url_patterns:
        if isinstance(item, URLResolver):
            own = "" if type(item.pattern).__name__ == "LocalePrefixPattern" else str(item.pattern)
            yield from patterns(item.url_patterns, prefix + own)
        else:
            yield prefix + str(item.pattern), item


def is_for_staff(pattern: str) -> bool:
    return pattern.startswith("admin/")


def view_of(item: URLPattern):
    return getattr(item.callback, "view_class", item.callback)


def is_spreadsheet(view) -> bool:
    return (
        inspect.isclass(view)
        and issubclass(view, SpreadsheetExportMixin)
        and bool(getattr(view, "list_export", None))
    )


def makes_file(item: URLPattern) -> bool:
    """True if the source of the view, or of a class of ours above it, makes a file; spreadsheets of
    lists are found by their class.

    Views of Wagtail's that serve files of ours are among them by the same signs.
    """
    view = inspect.unwrap(view_of(item))
    above = [parent for parent in getattr(view, "__mro__", ()) if is_ours(parent.__module__)]
    return any(sign in read_source(part) for part in {view, *above} for sign in SIGNS_OF_A_FILE)


def is_ours(module: str) -> bool:
    return module.split(".")[0] in OUR_PACKAGES


def read_source(part) -> str:
    try:
        return inspect.getsource(part)
    except (OSError, TypeError):  # a class that Wagtail made on the way, of its own parts alone
        return ""


def modules_that_name_files() -> dict[str, str]:
    """Path → source of our modules that tell browsers the name of a file."""
    root = Path(settings.BASE_DIR)
    sources = {
        str(path.relative_to(root)): path.read_text()
        for package in OUR_PACKAGES
        for path in (root / package).rglob("*.py")
    }
    return {path: text for path, text in sources.items() if "Content-Disposition" in text}


class Case:
    """One file: where it is, and what its status, type and bytes have to be."""

    def __init__(
        self,
        path: str,
        content_type: str,
        body: bytes | Callable[[bytes], object],
        *,
        status: int = 200,
        post: str = "",
        headers: dict[str, str] | None = None,
    ):
        self.path, self.content_type, self.body, self.status = path, content_type, body, status
        self.post, self.headers = post, headers or {}

    def find_fault(self, status: int, headers: dict[str, str], body: bytes) -> str:
        """What is wrong with an answer, "" if nothing is."""
        if status != self.status:
            return f"answered {status}: {body[:200]!r}"
        if headers.get("content-type", "").replace(" ", "") != self.content_type.replace(" ", ""):
            return f"is of type {headers.get('content-type')}"
        if "content-length" in headers and int(headers["content-length"]) != len(body):
            return f"has {len(body)} bytes and says {headers['content-length']}"
        if self.headers.items() - headers.items():
            return f"lacks headers: {self.headers.items() - headers.items()}"
        if callable(self.body):
            try:
                is_right = self.body(body)
            except Exception as error:
                return f"cannot be read: {error!r}"
        else:
            is_right = body == self.body
        return "" if is_right else f"holds other bytes ({len(body)}): {body[:200]!r}"


def holds(*words: str) -> Callable[[bytes], bool]:
    return lambda body: all(word in body.decode() for word in words)


def begins(start: bytes) -> Callable[[bytes], bool]:
    return lambda body: body.startswith(start)


def is_word_file(*lines: str) -> Callable[[bytes], bool]:
    def check(body: bytes) -> bool:
        paragraphs = Document(io.BytesIO(body)).paragraphs
        return [paragraph.text for paragraph in paragraphs] == list(lines)

    return check


def is_json(*words: str) -> Callable[[bytes], bool]:
    return lambda body: (
        json.loads(body) is not None and all(word in body.decode() for word in words)
    )


def is_workbook(*words: str) -> Callable[[bytes], bool]:
    def check(body: bytes) -> bool:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            assert book.testzip() is None
            text = "".join(book.read(name).decode() for name in book.namelist())
        return all(word in text for word in words)

    return check


def is_archive(*contents: bytes) -> Callable[[bytes], bool]:
    def check(body: bytes) -> bool:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return {archive.read(name) for name in archive.namelist()} == set(contents)

    return check


CSV, JSON, TEXT = "text/csv; charset=utf-8", "application/json", "text/plain; charset=utf-8"
PDF_BYTES, OTHER_BYTES = b"%PDF-1.4 " + bytes(range(256)) * 2000, b"%PDF-1.4 another"


def make_cases(user) -> dict[str, list[Case]]:
    """Pattern → what is fetched there. Makes everything that the files are made of."""
    home = make_home()
    page = make_call_page()
    call = page.call
    signature = make_signature(
        call, "confirmed", name="Amina Shown", country="US", region="OR", show_name=True
    )
    group = make_organization(call, organization="Known Group", name="Olga Hidden", show_name=True)
    services.approve_name(group, "test")
    delivery = freeze_delivery(call, "the Senate", call.created_at.date(), user=user)
    print_waiting()
    delivery.refresh_from_db()
    statement = call.statements.get()
    day = make_page(MigrantsDayPage, parent=home, slug="migrants-day")
    documents = [make_document("plakat ü.pdf", PDF_BYTES), make_document("b.pdf", OTHER_BYTES)]
    for document in documents:
        MigrantsDayMaterial.objects.create(
            page=day, title="Poster", language="en", document=document
        )
    event = make_full_event()
    Source.objects.create(code="partner", name="Partner")
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.contact_email = "call@nnirr.test"
    identity.save()
    updates = make_page(PolicyUpdatesIndexPage, parent=home, slug="updates")
    update = make_page(PolicyUpdatePage, parent=updates, title="Adopted", date=date(2026, 1, 9))
    update.topics.add(make_topic("Borders", slug="borders"))
    update.save()
    letter = {"heading": "Letter", "intro": "", "body": "<p>Dear [name]</p>"}
    toolkit = make_page(ToolkitPage, parent=home, body=[("text_file", letter)])
    image = make_image(1600, 900)
    rendition = image.get_rendition("width-800|format-webp")
    card = image.get_rendition("fill-1200x630|format-jpeg")
    slug = f"calls/{call.slug}"
    kinds = {
        "atom": "application/atom+xml; charset=utf-8",
        "rss": "application/rss+xml; charset=utf-8",
    }

    xml = "application/xml; charset=utf-8"

    def stored(file) -> bytes:
        with file.open("rb") as opened:
            return opened.read()

    def api(path: str, *words: str) -> list[Case]:
        return [Case(f"/api/v1/{path}", JSON, is_json(*words))]

    def picture(file, kind: str) -> Case:
        return Case(f"/media/{quote(file.name)}", kind, stored(file))

    def delivered(kind: str, content_type: str) -> Case:
        path = reverse("wagtailsnippets_campaigns_delivery:file", args=[delivery.pk, kind])
        content = stored(getattr(delivery, kind))
        return Case(path, content_type, content, headers={"content-length": str(len(content))})

    def export(level: str, kind: str, content_type: str, check) -> Case:
        path = "/admin/signatures/export/"
        return Case(path, content_type, check, post=f"level={level}&format={kind}")

    def mended(path: str, **fields) -> Case:
        """The rows of a table that were not taken, one of which begins like a formula."""
        post = urlencode({**fields, "step": "failed"})
        return Case(path, CSV, holds("problem", "'=1", "soon"), post=post)

    document = documents[0]
    calendar = "text/calendar; charset=utf-8"
    return {
        "documents/<int:document_id>/<str:document_filename>": [
            Case(
                f"/documents/{document.pk}/{quote(document.filename)}",
                "application/pdf",
                PDF_BYTES,
                headers={"accept-ranges": "bytes", "content-length": str(len(PDF_BYTES))},
            )
        ],
        "^media/(?P<path>.*)$": [
            picture(rendition.file, "image/webp"),
            picture(card.file, "image/jpeg"),
        ],
        "api/v1/": [*api("", "openapi.json")],
        "api/v1/openapi.json": api("openapi.json", "openapi", "/calls"),
        "api/v1/^calls/?$": api("calls", call.slug),
        "api/v1/^calls/(?P<call>[-a-zA-Z0-9_]+)/?$": api(slug, call.slug),
        "api/v1/^calls/(?P<call>[-a-zA-Z0-9_]+)/count/?$": api(f"{slug}/count"),
        "api/v1/^calls/(?P<call>[-a-zA-Z0-9_]+)/ledger/?$": api(f"{slug}/ledger"),
        "api/v1/^calls/(?P<call>[-a-zA-Z0-9_]+)/organizations/?$": api(
            f"{slug}/organizations", "Known Group"
        ),
        "api/v1/^states/?$": api("states"),
        "tracker/states.csv": [Case("/tracker/states.csv", CSV, holds(","))],
        "tracker/states.json": [Case("/tracker/states.json", JSON, is_json())],
        "robots.txt": [Case("/robots.txt", TEXT, holds("User-agent: *", "Sitemap: "))],
        ".well-known/security.txt": [
            Case("/.well-known/security.txt", TEXT, holds("Contact: mailto:", "Expires: "))
        ],
        "favicon.ico": [
            Case("/static/icons/favicon.ico", "image/x-icon", static("icons/favicon.ico"))
        ],
        "apple-touch-icon.png": [
            Case("/static/icons/icon-180.png", "image/png", static("icons/icon-180.png"))
        ],
        "sitemap.xml": [Case("/sitemap.xml", xml, holds("sitemap-en"))],
        "sitemap-<str:language>.xml": [Case("/sitemap-en.xml", xml, holds("migrants-day"))],
        "feeds/updates.<str:kind>": [
            Case(f"/feeds/updates.{kind}", type_, holds("<?xml", "Adopted"))
            for kind, type_ in kinds.items()
        ],
        "feeds/updates/<str:topic>.<str:kind>": [
            Case(f"/feeds/updates/borders.{kind}", type_, holds("<?xml", "Adopted"))
            for kind, type_ in kinds.items()
        ],
        "migrants-day/events.ics": [
            Case("/migrants-day/events.ics", calendar, holds("BEGIN:VCALENDAR", "END:VCALENDAR"))
        ],
        "^(?P<path>(?:[\\w-]+/)+)event\\.ics$": [
            Case(f"{event.url}event.ics", calendar, holds("BEGIN:VEVENT"))
        ],
        "own/<str:token>/data.json": [
            Case(
                f"/own/{tokens.make_link_token(signature.reference, tokens.OWN)}/data.json",
                JSON,
                is_json("Amina Shown"),
                headers={"referrer-policy": "no-referrer"},
            )
        ],
        "calls/<slug:slug>/text/<slug:language>/<int:number>/text.txt": [
            Case(
                f"/{slug}/text/{statement.language}/{statement.number}/text.txt",
                TEXT,
                lambda body: len(body) > 10,
            )
        ],
        "c/<str:token>/": [
            Case(
                link_path(signature),
                "image/png",
                begins(b"\x89PNG"),
                post=urlencode(
                    {
                        "action": "card",
                        "named": "on",
                        "token": tokens.make_form_token(link_purpose(signature)),
                    }
                ),
                headers={"referrer-policy": "no-referrer", "cache-control": "private, no-store"},
            )
        ],
        "calls/<slug:slug>/card.png": [Case(f"/{slug}/card.png", "image/png", begins(b"\x89PNG"))],
        "calls/<slug:slug>/count.json": [Case(f"/{slug}/count.json", JSON, is_json())],
        "calls/<slug:slug>/ledger.json": [Case(f"/{slug}/ledger.json", JSON, is_json())],
        "calls/<slug:slug>/ledger.csv": [Case(f"/{slug}/ledger.csv", CSV, holds(","))],
        **{
            f"calls/<slug:slug>/qr{more}.{ending}": [
                Case(f"/{slug}/qr{code}.{ending}", type_, begins(start))
            ]
            for ending, type_, start in (
                ("svg", "image/svg+xml", b"<svg"),
                ("png", "image/png", b"\x89PNG"),
            )
            for more, code in (("", ""), ("/<slug:code>", "/partner"))
        },
        "admin/deliveries/file/<int:pk>/<slug:kind>/": [
            delivered("pdf", "application/pdf"),
            delivered("csv", CSV),
        ],
        "admin/images/<int:image_id>/preview/<str:filter_spec>/": [
            # Shut, as it would open an upload in the web process: it leads to the first page.
            Case(
                f"/admin/images/{image.pk}/preview/width-800/",
                "text/html; charset=utf-8",
                b"",
                status=302,
                headers={"location": "/admin/"},
            )
        ],
        "admin/signatures/export/": [
            export("names", "csv", CSV, holds("Amina Shown")),
            export("personal", "csv", CSV, holds("Amina Shown", "Olga Hidden")),
            export("personal", "xlsx", XLSX, is_workbook("Amina Shown")),
            export("totals", "xlsx", XLSX, is_workbook("Oregon")),
        ],
        **{
            f"admin/reports/{name}/": [
                Case(f"/admin/reports/{name}/?export=csv", CSV, holds("Address")),
                Case(f"/admin/reports/{name}/?export=xlsx", XLSX, is_workbook("Address")),
            ]
            for name in ("pages-to-review", "links", "undated-sources")
        },
        "admin/organizations/import/": [
            mended(
                "/admin/organizations/import/",
                text="organization,contact,country,date\nNew Group,Ana,=1,soon",
                call=call.pk,
                language="en",
            )
        ],
        "admin/senators/import/": [
            mended(
                "/admin/senators/import/",
                text="state,name,contact_form,bioguide,as_of\nCA,Ada,,=1,soon",
            )
        ],
        "(page) migrants-day/materials/": [
            Case(f"{day.url}materials/", "application/zip", is_archive(PDF_BYTES, OTHER_BYTES))
        ],
        "(page) organize/files/letter/": [
            Case(f"{toolkit.url}files/letter/", DOCX, is_word_file("Dear [name]"))
        ],
        "(static files)": [
            Case("/static/css/site.css", 'text/css; charset="utf-8"', static("css/site.css")),
            Case("/static/art/favicon.svg", "image/svg+xml", static("art/favicon.svg")),
        ],
    }


def static(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


class Visitor:
    """Asks the server over a socket; `cookies` are those of a member of staff."""

    def __init__(self, url: str, staff: Client):
        self.netloc = urlsplit(url).netloc
        self.cookies = "; ".join(f"{name}={item.value}" for name, item in staff.cookies.items())
        self.token = staff.cookies["csrftoken"].value

    def fetch(self, case: Case) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection(self.netloc, timeout=60)
        headers = {"Cookie": self.cookies} if case.path.startswith("/admin/") else {}
        body = None
        if case.post:
            body = f"{case.post}&csrfmiddlewaretoken={self.token}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("POST" if body else "GET", case.path, body, headers)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()
        finally:
            connection.close()


def spreadsheets_of_lists() -> list[Case]:
    """Both formats of every list of the admin that offers them."""
    cases = []
    for pattern, item in patterns():
        if is_for_staff(pattern) and is_spreadsheet(view_of(item)) and "<" not in pattern:
            for kind, content_type, check in (
                ("csv", CSV.replace("; charset=utf-8", ""), lambda body: True),
                ("xlsx", XLSX, is_workbook()),
            ):
                cases.append(Case(f"/{pattern}?export={kind}", content_type, check))
    return cases


@pytest.fixture
def staff(transactional_db, django_user_model):
    """A signed-in superuser with a token for forms."""
    user = django_user_model.objects.create_superuser("steward", password="x")
    client = Client()
    client.force_login(user)
    client.cookies["csrftoken"] = "t" * 32
    client.user = user
    return client


def test_every_name_of_a_file_is_written_by_the_one_function_that_can():
    """Anything else breaks the header with the first name that is not in ASCII (RFC 6266)."""
    for path, source in modules_that_name_files().items():
        lines = [line for line in source.splitlines() if '["Content-Disposition"] =' in line]
        assert lines, path
        assert all("= disposition(" in line for line in lines), path


def test_every_file_arrives_whole_from_the_real_server(
    staff, process_environment, settings, monkeypatch
):
    data = Path(process_environment["DATA_DIR"])
    settings.DATA_DIR, settings.MEDIA_ROOT = data, data / "media"
    for name in ("pdf", "csv"):
        field = Delivery._meta.get_field(name)
        monkeypatch.setattr(field, "storage", FileSystemStorage(data / "private"))
    expected = make_cases(staff.user)
    known = PAGES | expected.keys()
    names = {pattern for pattern, item in patterns()}
    unknown = [name for name in names if not is_for_staff(name) and name not in known]
    unknown += [
        pattern
        for pattern, item in patterns()
        if is_for_staff(pattern) and makes_file(item) and pattern not in expected
    ]
    unknown += [
        pattern
        for pattern, item in patterns()
        if pattern in PAGES and is_ours(item.callback.__module__) and makes_file(item)
    ]
    assert not unknown, "say in this module whether these are files, and what they should be"
    gone = [name for name in known - names if not name.startswith("(")]
    assert not gone, "these addresses are gone"
    assert SENDERS.keys() == modules_that_name_files().keys(), "say which address sends the file"
    assert set(SENDERS.values()) <= expected.keys()
    cases = [case for group in expected.values() for case in group]
    cases += spreadsheets_of_lists()
    assert len(cases) > 50
    faults = []
    with serving(process_environment) as url:
        visitor = Visitor(url, staff)
        for case in cases:
            fault = case.find_fault(*visitor.fetch(case))
            if fault:
                faults.append(f"{case.path} {case.post} {fault}")
        assert not faults, "\n".join(faults)
        exports = AccessEntry.objects.filter(kind="export")
        wait_until(
            lambda: not exports.filter(is_complete=False).exists(), 10, "an export is not complete"
        )
        assert exports.count() == 6
        assert set(exports.filter(what__startswith="delivery").values_list("row_count")) == {(2,)}
