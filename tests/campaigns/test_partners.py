"""What partners get: a frame that may stand anywhere, a QR code, and plain links."""

import html
import io
import re
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from xml.etree import ElementTree

import html5lib
import pytest
import segno
from django.utils import timezone
from PIL import Image

from campaigns.models import Call
from campaigns.partners.embed import FRAME_HEIGHT
from campaigns.services import tally
from tests.campaigns.factories import make_call, make_call_page, make_signature, yesterday
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

LONG_TITLE = "Que se ratifique la Convención sobre los Trabajadores Migratorios"
LONG_ADDRESSEE = "el Presidente y el Senado de los Estados Unidos de América"


@lasting
def page():
    return make_call_page(title="Ratify it")


def embed_path(page) -> str:
    return f"/embed/{page.call.slug}/"


def kit_path(page) -> str:
    return f"/calls/{page.call.slug}/allies/"


def attributes(text: str, tag: str) -> list[dict[str, str]]:
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return [dict(element.attrib) for element in tree.iter(tag)]


def read_snippet(client, page) -> str:
    text = client.get(kit_path(page)).content.decode()
    return html.unescape(re.search(r'<textarea id="snippet"[^>]*>(.*?)</textarea>', text, re.S)[1])


# -- Who may frame what -----------------------------------------------------------------------


def test_the_embedded_page_may_be_framed_by_anybody(client, page):
    answer = client.get(embed_path(page))
    assert answer.status_code == 200
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "form-action 'none'" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_no_other_page_may_be_framed(client, page):
    slug = page.call.slug
    others = [
        page.url,
        kit_path(page),
        f"/calls/{slug}/qr/",
        f"/calls/{slug}/qr.svg",
        f"/calls/{slug}/count/",
        f"/sign/{slug}/thank-you/",
        f"/sign/{slug}/check-email/",
        "/embed/no-such-call/",
        "/embed/",
        f"{embed_path(page)}more/",
        "/search/",
    ]
    for address in others:
        answer = client.get(address)
        assert answer["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], address


def test_the_embedded_page_sets_no_cookie_runs_no_script_and_asks_for_nothing(client, page):
    answer = client.get(embed_path(page))
    text = answer.content.decode()
    assert not answer.cookies
    for tag in ("script", "form", "input", "iframe", "style"):
        assert not attributes(text, tag), tag
    assert answer["Cache-Control"].startswith("public")
    assert "Cookie" not in answer.get("Vary", "")
    assert '<meta name="robots" content="noindex">' in text


# -- What it shows ----------------------------------------------------------------------------


def test_the_embedded_page_shows_the_call_its_count_and_one_way_on(client, page):
    Call.objects.update(shown_from=1)
    make_signature(page.call, "confirmed")
    tally.tick()
    text = client.get(embed_path(page)).content.decode()
    assert "Ratify it" in text
    assert "To: the Senate" in text
    assert '<span class="number">1</span>' in text
    assert [bar["value"] for bar in attributes(text, "progress")] == ["1"]
    assert attributes(text, "a") == [
        {"class": "button", "href": page.share_url, "target": "_blank", "rel": "noopener"}
    ]


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [("es", "ltr", "Firmar el llamado"), ("ar", "rtl", "توقيع النداء")],
)
def test_the_embedded_page_speaks_the_language_of_its_address(
    client, page, language, direction, words
):
    text = client.get(f"/{language}{embed_path(page)}").content.decode()
    root = attributes(text, "html")[0]
    assert (root["lang"], root["dir"]) == (language, direction)
    assert words in text


def test_a_closed_call_is_read_in_the_frame_and_not_signed(client):
    page = make_call_page(make_call(closes_at=yesterday()))
    text = client.get(embed_path(page)).content.decode()
    assert "This call closed on" in text
    assert "Read the call" in text
    assert "Sign the call" not in text


def test_a_call_that_was_taken_down_says_so_in_the_frame(client):
    call = make_call(title="Gone by now")
    answer = client.get(f"/embed/{call.slug}/")
    assert answer.status_code == 410
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert "This call was taken down." in answer.content.decode()


def test_a_draft_is_not_shown_in_a_frame(client, page):
    page.unpublish()
    answer = client.get(embed_path(page))
    assert answer.status_code == 404
    assert "Ratify it" not in answer.content.decode()


# -- What partners copy -----------------------------------------------------------------------


def test_the_snippet_is_one_frame_that_is_shut_in(client, page):
    (frame,) = attributes(read_snippet(client, page), "iframe")
    assert frame["src"] == f"http://localhost:8000{embed_path(page)}"
    assert frame["title"] == "Ratify it"
    assert frame["height"] == str(FRAME_HEIGHT)
    assert frame["referrerpolicy"] == "no-referrer"
    assert "allow-scripts" not in frame["sandbox"]
    assert "allow-same-origin" not in frame["sandbox"]
    assert "allow-top-navigation" not in frame["sandbox"]


def test_a_title_with_quotes_and_marks_cannot_break_out_of_the_snippet(client):
    page = make_call_page(title='Say "no" </textarea><script>alert(1)</script>')
    (frame,) = attributes(read_snippet(client, page), "iframe")
    assert frame["title"] == page.title
    assert not attributes(read_snippet(client, page), "script")
    scripts = attributes(client.get(kit_path(page)).content.decode(), "script")
    assert scripts and all("src" in script for script in scripts)


def test_the_page_for_partners_loads_nothing_from_elsewhere(client, page):
    text = client.get(kit_path(page)).content.decode()
    for tag in ("img", "script", "iframe", "link"):
        for found in attributes(text, tag):
            address = found.get("src") or found.get("href")
            assert address.startswith(("/", "http://localhost:8000/")), address
    assert f'href="/calls/{page.call.slug}/qr.svg"' in text


@pytest.mark.parametrize("of", ["page", "thanks"])
def test_the_page_for_partners_is_linked_where_people_pass_the_call_on(client, page, of):
    addresses = {"page": page.url, "thanks": f"/sign/{page.call.slug}/thank-you/"}
    assert f'href="{kit_path(page)}"' in client.get(addresses[of]).content.decode()


# -- The QR code ------------------------------------------------------------------------------


def expected_modules(page) -> list[list[bool]]:
    code = segno.make(page.share_url, error="m", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=4)]


def test_the_png_holds_the_code_of_the_calls_address_black_on_white(client, page):
    answer = client.get(f"/calls/{page.call.slug}/qr.png")
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"].startswith("public")
    image = Image.open(io.BytesIO(answer.content)).convert("L")
    modules = expected_modules(page)
    side = image.width // len(modules)
    assert image.width == image.height == side * len(modules)
    assert image.width >= 800
    drawn = [
        [
            image.getpixel((x * side + side // 2, y * side + side // 2)) < 128
            for x in range(len(row))
        ]
        for y, row in enumerate(modules)
    ]
    assert drawn == modules


def test_the_svg_scales_and_brings_its_own_white(client, page):
    answer = client.get(f"/calls/{page.call.slug}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    drawing = ElementTree.fromstring(answer.content)
    side = len(expected_modules(page))
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert "width" not in drawing.attrib and "height" not in drawing.attrib
    assert drawing.attrib["viewBox"] == f"0 0 {side} {side}"
    assert b'fill="#fff"' in answer.content


def test_the_sheet_spells_the_address_out(client, page):
    text = client.get(f"/calls/{page.call.slug}/qr/").content.decode()
    assert f'<bdi dir="ltr">{page.share_url}</bdi>' in text


@pytest.mark.parametrize(
    ("address", "crumb"), [("/calls/{}/allies/", "Carry it further"), ("/calls/{}/qr/", "QR code")]
)
def test_pages_for_partners_say_where_the_reader_is(client, page, address, crumb):
    text = client.get(address.format(page.call.slug)).content.decode()
    assert f'aria-current="page">{crumb}</span>' in text
    assert '<meta name="description" content="A ' in text


def test_the_message_for_partners_is_not_in_the_words_of_a_signer(client, page):
    page.call.share_text = "I signed it. Will you?"
    page.call.save()
    text = client.get(f"/calls/{page.call.slug}/allies/").content.decode()
    assert "I signed" not in text
    assert f"Read NNIRR’s call “{page.title}” and add your name. {page.share_url}" in text


def test_a_call_that_closes_soon_keeps_its_code(client):
    page = make_call_page(make_call(closes_at=timezone.now() + timedelta(days=1)))
    before = client.get(f"/calls/{page.call.slug}/qr.svg").content
    assert client.get(f"/calls/{page.call.slug}/qr.svg").content == before


# -- On a partner's page, in a browser --------------------------------------------------------


@pytest.fixture
def partner():
    """A site of another origin: `partner(body)` is the address of a page that holds `body`."""
    pages = {}

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()

    def publish(body: str) -> str:
        pages["/"] = f"<!doctype html><title>Partner</title>{body}"
        return f"http://127.0.0.1:{server.server_port}/"

    yield publish
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_whole_frame_is_seen_at_every_width_without_a_script(open_page, language):
    ends = {"closes_at": datetime(2098, 12, 19, 7, 59, tzinfo=UTC)}
    ends["organizations_close_at"] = datetime(2098, 11, 10, 7, 59, tzinfo=UTC)
    call = make_call(addressee=LONG_ADDRESSEE, shown_from=1, **ends)
    page = make_call_page(call, title=LONG_TITLE)
    for _number in range(3):
        make_signature(page.call, "confirmed")
    tally.tick()
    prefix = "" if language == "en" else f"/{language}"
    window = open_page(java_script_enabled=True)
    for width in (240, 320, 480, 600):
        window.set_viewport_size({"width": width, "height": FRAME_HEIGHT})
        window.goto(f"{prefix}{embed_path(page)}")
        size = window.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert size[0] <= width and size[1] <= FRAME_HEIGHT, (width, size)


def test_the_snippet_works_on_a_page_of_another_origin(open_page, client, partner):
    page = make_call_page(title="Ratify it")
    window = open_page(viewport={"width": 700, "height": 600})
    window.goto(partner(f'<div style="width:320px">{read_snippet(client, page)}</div>'))
    frame = window.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "Ratify it"
    assert frame.locator("body").evaluate("() => document.fonts.ready.then(() => true)")
    assert frame.locator("body").evaluate("() => document.fonts.check('900 20px Grenze')")
    with window.context.expect_page() as opened:
        frame.get_by_role("link", name="Sign the call").click()
    tab = opened.value
    assert tab.locator("#sign form").count() == 1
    assert tab.evaluate("window.opener") is None


def test_a_browser_refuses_to_frame_the_page_with_the_form(browser, live_site, client, partner):
    """Without the watch for blocked content, since this is about content that is blocked."""
    page = make_call_page(title="Ratify it")
    context = browser.new_context()
    try:
        window = context.new_page()
        said = []
        window.on("console", lambda message: said.append(message.text))
        window.goto(partner(f'<iframe src="{page.share_url}"></iframe>'))
        assert window.frame_locator("iframe").locator("form").count() == 0
        assert any("frame-ancestors" in text for text in said)
    finally:
        context.close()
