"""Pages as people read them who print, enlarge, choose their own colors or want nothing to move."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.e2e.addresses import EVENT, EVERY_BLOCK, NAMES
from tests.e2e.axe import find_faults
from tests.e2e.visits import visit
from tests.e2e.widths import IS_SCROLLED_SIDEWAYS, SMALLEST

KIT = "resources.MigrantsDayKitPage"
TOOLKIT = "resources.ToolkitPage"
CONVENTION = "initiatives.InitiativePage"

# Whatever is on a page but not on paper, or hidden on purpose.
TEXTS_CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(node => {
    const style = getComputedStyle(node);
    const clips = ['hidden', 'clip'].includes(style.overflowX)
        || ['hidden', 'clip'].includes(style.overflowY);
    const isHidden = style.visibility === 'hidden' || style.clipPath === 'inset(50%)';
    const isCut = node.scrollWidth > node.clientWidth + 1
        || node.scrollHeight > node.clientHeight + 1;
    return clips && !isHidden && isCut && node.clientWidth > 1 && node.innerText.trim()
        && !node.matches('.hero');
}).map(node => node.outerHTML.slice(0, 120))"""

OVERLAPPING = """() => {
    const nodes = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, summary)')]
        .filter(node => node.checkVisibility() && !node.children.length && node.innerText.trim());
    // Without the room that a font keeps above and below its letters.
    const boxes = nodes.map(node => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const {left, right, top, bottom} = range.getBoundingClientRect();
        const room = parseFloat(getComputedStyle(node).fontSize) / 4;
        return {left, right, top: top + room, bottom: bottom - room};
    });
    const found = [];
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
        const [a, b] = [boxes[i], boxes[j]];
        const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (width > 4 && height > 4) found.push(nodes[i].innerText + ' / ' + nodes[j].innerText);
    }
    return found;
}"""

COLORS_ON_PAPER = """() => [...document.querySelectorAll('body, body *')].filter(node => {
    if (!node.checkVisibility() || node.closest('svg')) return false;
    const style = getComputedStyle(node);
    const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
    const [red, green, blue, alpha] = rgb(style.backgroundColor);
    const isPrinted = alpha !== 0 && red + green + blue < 3 * 250;
    const text = rgb(style.color);
    return isPrinted || text[0] + text[1] + text[2] > 3 * 80;
}).map(node => node.outerHTML.slice(0, 120))"""

LINKS_WITHOUT_ADDRESS = """() => [...document.querySelectorAll('main a[href]')].filter(link => {
    const address = link.getAttribute('href');
    const leadsAway = /^(https?:|[/])/.test(address) && link.checkVisibility();
    // The kit spells its addresses out, and headings of a table sort it.
    const isExcused = link.closest('thead') || link.matches('.kit__address, :has(img:only-child)');
    return leadsAway && !isExcused && !getComputedStyle(link, '::after').content.includes(address);
}).map(link => link.outerHTML.slice(0, 120))"""


@pytest.fixture
def paper(windows, starter_site):
    """Opens a page as it is printed on A4, by somebody whose screen is dark."""
    page = windows(1280, "dark")
    page.set_viewport_size({"width": 690, "height": 1000})
    page.emulate_media(media="print")
    yield lambda name: (visit(page, starter_site, name), page)[1]
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})


# -- Paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_paper_is_white_ink_is_black_links_tell_where_they_lead_and_no_menu_is_printed(name, paper):
    page = paper(name)
    assert page.evaluate(COLORS_ON_PAPER) == []
    assert page.evaluate(LINKS_WITHOUT_ADDRESS) == []
    assert not page.locator("nav:visible, form:visible, button:visible").count()
    assert page.locator("h1").is_visible()
    assert not page.evaluate(IS_SCROLLED_SIDEWAYS)


def test_answers_that_are_folded_up_on_screen_are_printed_with_their_sources(paper):
    page = paper("objections and answers")
    answers = page.locator(".question__answer")
    # The page's own sources are folded like an answer, and printed like one.
    folded = page.locator(".question:not([open])")
    assert answers.count() == folded.and_(page.locator(":not(.source)")).count() == 11
    assert folded.count() == 12
    assert page.locator(".question.source > .source__list").bounding_box()["height"] > 40
    assert answers.evaluate_all("all => all.every(one => one.getBoundingClientRect().height > 40)")
    sources = page.locator(".question__answer .source")
    assert sources.count() == 11
    assert sources.evaluate_all("all => all.every(one => one.checkVisibility())")


def address_after(page, selector: str) -> str:
    """What the style sheet writes behind the first such link."""
    return page.locator(selector).first.evaluate(
        "link => { const style = getComputedStyle(link, '::after');"
        " return style.position === 'static' ? style.content : ''; }"
    )


def test_addresses_of_links_are_printed(paper, starter_site):
    page = paper("initiatives.InitiativePage")
    external = page.locator(".source a[href^=http]").first.get_attribute("href")
    assert address_after(page, ".source a[href^=http]") == f'" ({external})"'
    internal = page.locator(".hit__title a").first.get_attribute("href")
    assert address_after(page, ".hit__title a") == f'" ({internal})"'
    assert address_after(page, ".foot a[href^=mailto]") in {"none", "normal"}


def test_page_says_where_it_was_printed_from(paper, starter_site):
    page = paper(CONVENTION)
    address = f"{starter_site.url}{starter_site.addresses[CONVENTION]}"
    assert f"Printed from {address}." in page.locator(".printed").inner_text()
    page.emulate_media(media="screen")
    assert not page.locator(".printed").is_visible()


def test_kit_prints_whole_addresses_once(paper, starter_site):
    page = paper(KIT)
    for link in page.locator("a.kit__address").all():
        assert link.inner_text().startswith(f"{starter_site.url}/")
    assert address_after(page, "a.kit__address") in {"none", "normal"}


def test_answers_that_are_folded_up_are_printed(paper):
    page = paper(EVERY_BLOCK)
    details = page.locator("details")
    assert details.count() > 1
    for number in range(details.count()):
        assert details.nth(number).get_attribute("open") is None
        last = details.nth(number).locator(":scope > :not(summary)").last
        assert last.bounding_box()["height"] > 10


@pytest.mark.parametrize("name", ["nnirr_site.HomePage", "resources.MigrantsDayPage", EVERY_BLOCK])
def test_cards_rows_and_pictures_are_not_cut_in_two(name, paper):
    page = paper(name)
    cut = page.evaluate(
        "() => [...document.querySelectorAll('.hit, .poster, figure, .facts__item, tr, .panel')]"
        ".filter(node => node.checkVisibility() && getComputedStyle(node).breakInside !== 'avoid')"
        ".map(node => node.className)"
    )
    assert cut == []


def test_printed_kit_is_a_few_pages(paper, browser, starter_site, tmp_path):
    from pypdf import PdfReader

    page = paper(KIT)
    pdf = PdfReader(Path(write_pdf(page, tmp_path)))
    text = "\n".join(sheet.extract_text() for sheet in pdf.pages)
    assert 2 <= len(pdf.pages) <= 6
    for part in ("Four weeks before", "Light candles", "In brief", starter_site.url):
        assert part in text
    assert "Skip to main content" not in text


def write_pdf(page, folder) -> str:
    path = str(folder / "page.pdf")
    page.pdf(path=path, format="A4")
    return path


def test_sheet_for_paper_keeps_nobody_waiting(windows, starter_site):
    page = windows()
    visit(page, starter_site, "nnirr_site.HomePage")
    (sheet,) = page.locator("link[rel=stylesheet][href*=print]").all()
    assert sheet.get_attribute("media") == "print"
    assert "@media print" not in Path(finders.find("css/site.css")).read_text()


# -- Larger text ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_text_of_twice_the_size_fits_and_nothing_is_lost(name, windows, starter_site):
    page = windows(1280)
    page.set_viewport_size({"width": 640, "height": 900})
    visit(page, starter_site, name)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    try:
        assert not page.evaluate(IS_SCROLLED_SIDEWAYS)
        assert page.evaluate(TEXTS_CUT_OFF) == []
        assert page.evaluate(OVERLAPPING) == []
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})


def test_cut_and_overlapping_text_would_be_noticed(windows, starter_site):
    page = windows()
    visit(page, starter_site, "nnirr_site.StandardPage")
    page.evaluate(
        "() => { const box = document.querySelector('main p').parentElement;"
        " box.style.overflow = 'hidden'; box.style.height = '2em'; }"
    )
    assert page.evaluate(TEXTS_CUT_OFF)
    page.reload()
    page.evaluate("document.querySelector('h1').style.marginBlockEnd = '-1em'")
    assert page.evaluate(OVERLAPPING)


# -- Motion and colors ------------------------------------------------------------------------

MOVING = """() => [...document.querySelectorAll('*')].flatMap(node => ['', '::before', '::after']
    .map(part => getComputedStyle(node, part || null))
    .filter(style => style.transitionDuration.split(', ').some(time => parseFloat(time) > 0)
        || style.animationName !== 'none')
    .map(() => node.outerHTML.slice(0, 120)))"""


CONTROLS_WITHOUT_EDGE = """() => [...document.querySelectorAll(
    '.button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea')]
    .filter(node => node.checkVisibility())
    .filter(node => {
        const {borderTopStyle, borderTopWidth} = getComputedStyle(node);
        return borderTopStyle === 'none' || parseFloat(borderTopWidth) === 0;
    }).map(node => node.outerHTML.slice(0, 120))"""


def style_of(page, selector: str, name: str, part: str = "") -> str:
    return page.locator(selector).first.evaluate(
        "(node, [name, part]) => getComputedStyle(node, part || null)[name]", [name, part]
    )


def test_pages_keep_still_and_buttons_keep_their_edges_for_those_who_ask(windows, starter_site):
    """For less motion, and for colors of their own: each page is opened once for both."""
    page = windows()
    visit(page, starter_site, "nnirr_site.HomePage")
    assert page.evaluate(MOVING)
    try:
        for name in NAMES:
            page.emulate_media(reduced_motion="reduce", forced_colors="none")
            visit(page, starter_site, name)
            assert page.evaluate(MOVING) == [], name
            scrolling = "getComputedStyle(document.documentElement).scrollBehavior"
            assert page.evaluate(scrolling) == "auto"
            page.emulate_media(forced_colors="active")
            assert page.evaluate(CONTROLS_WITHOUT_EDGE) == [], name
            assert style_of(page, "h1", "color") == style_of(page, "body", "color"), name
    finally:
        page.emulate_media(reduced_motion="no-preference", forced_colors="none")


@pytest.fixture
def forced_colors(windows, starter_site):
    page = windows()
    page.emulate_media(forced_colors="active")
    yield lambda name: (visit(page, starter_site, name), page)[1]
    page.emulate_media(forced_colors="none")


def test_bars_boxes_and_buttons_show_in_colors_of_the_readers_own(forced_colors):
    page = forced_colors(EVERY_BLOCK)
    text, ground = style_of(page, "body", "color"), style_of(page, "body", "backgroundColor")
    assert text != ground
    assert (
        style_of(page, ".chart__bar", "fill") == style_of(page, ".chart__track", "color") != ground
    )
    assert style_of(page, ".checklist__item", "borderTopStyle", "::before") == "solid"
    assert style_of(page, "main a.button", "borderTopStyle") == "solid"
    assert style_of(page, ".tag", "borderTopStyle") == "solid"


def test_chart_starts_at_the_side_where_one_begins_to_read(windows, starter_site):
    page = windows()
    visit(page, starter_site, EVERY_BLOCK)
    track, bar = page.locator(".chart__track").nth(3), page.locator(".chart__bar").nth(3)
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        whole, part = track.bounding_box(), bar.bounding_box()
        start = part["x"] - whole["x"]
        end = whole["x"] + whole["width"] - part["x"] - part["width"]
        assert (start < 4) == (direction == "ltr")
        assert (end < 4) == (direction == "rtl")


def test_wide_table_scrolls_in_its_frame_which_the_keyboard_reaches(windows, starter_site):
    page = windows(SMALLEST)
    visit(page, starter_site, EVERY_BLOCK)
    frame = page.locator(".table__scroll")
    page.evaluate(
        "() => { document.querySelector('.table__scroll table').style.minInlineSize = '60rem'; }"
    )
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.table__scroll').scrollLeft > 0")
    assert not page.evaluate(IS_SCROLLED_SIDEWAYS)


def test_note_is_reached_and_left_with_the_keyboard(windows, starter_site):
    page = windows()
    visit(page, starter_site, EVERY_BLOCK)
    page.locator("#mention-2").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "note-2"
    page.locator("#note-2 a").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "mention-2"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_open_answers_from_right_to_left(scheme, windows, starter_site):
    page = windows(390, scheme)
    visit(page, starter_site, EVERY_BLOCK)
    page.evaluate(
        "() => { document.documentElement.dir = 'rtl';"
        " document.querySelectorAll('details').forEach(node => { node.open = true; }); }"
    )
    assert find_faults(page) == []


def test_calendar_file_of_an_event_comes_down(windows, starter_site):
    page = windows()
    visit(page, starter_site, EVENT)
    answer = page.request.get(page.locator("a[href$='event.ics']").get_attribute("href"))
    assert answer.status == 200
    assert "BEGIN:VEVENT" in answer.text()


def test_texts_to_take_away_are_copied_with_one_button_each(windows, starter_site):
    """One that stands open, and one that the reader opens; a button is no use without a script."""
    page = windows(390)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, starter_site, TOOLKIT)
    for heading, first, words in (
        ("Talking points", "1. People who work here", "60 States have joined"),
        ("Press release", "FOR IMMEDIATE RELEASE", "[Your organization]"),
    ):
        text = page.locator(f"#{heading.lower().replace(' ', '-')}-text")
        if not text.is_visible():
            page.locator(f"h3:has-text('{heading}') ~ details summary").first.click()
        page.locator(f"button[data-copy='{text.get_attribute('id')}']").click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(first) and words in copied and "\n" in copied
        assert "<" not in copied and "[[" not in copied
