"""What is in sight at once, what stays in sight, and that nothing loud disappears in its ground."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import launch_options
from tests.e2e.visits import visit
from tests.e2e.widths import IS_SCROLLED_SIDEWAYS, SMALLEST

HOME = {"en": "/", "es": "/es/"}
CALL = {"en": "/calls/migrant-workers-convention/"}
SCREENS = [(1280, 720), (1366, 768), (390, 844)]
LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])
BANDS = ["ink", "red", "leaf", "gold", "wash"]

BOTTOM = "node => node.getBoundingClientRect().bottom"
COVERED = """async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    const box = document.activeElement.getBoundingClientRect();
    const found = document.elementFromPoint(box.left + box.width / 2, box.bottom - 3);
    return found && found.closest('.sign-bar') && !document.activeElement.closest('.sign-bar')
        ? document.activeElement.outerHTML.slice(0, 120) : '';
}"""


@pytest.fixture
def screen(windows):
    """Opens an address on a screen of that size; without scripts, as nothing here needs any."""
    page = windows(1280, java_script_enabled=True)

    def look(address: str, width: int, height: int):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        return page

    yield look
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": 1280, "height": 900})


@LANGUAGES
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_home_asks_in_the_first_screen_and_the_button_is_in_it(width, height, language, screen):
    page = screen(HOME[language], width, height)
    ask, button = page.locator(".hero__ask"), page.locator(".hero .button")
    addressee = {"en": "the President and the Senate", "es": "el Presidente y el Senado"}[language]
    assert addressee in ask.inner_text()
    assert ask.evaluate(BOTTOM) < button.evaluate(BOTTOM) <= height
    # Three lines: a headline that takes more pushes the button out.
    lines = page.locator(".hero__title").evaluate(
        "node => { const range = document.createRange(); range.selectNodeContents(node);"
        " return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size; }"
    )
    assert lines <= 3


@LANGUAGES
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_call_says_what_is_asked_of_whom_and_how_many_at_once(width, height, language, screen):
    page = screen(page_of_call(language), width, height)
    for part in ("h1", ".top__lead", "[data-count] > :first-child"):
        assert page.locator(part).first.evaluate(BOTTOM) <= height, part
    way = ".top__jump a" if width < 960 else "#sign"
    assert page.locator(way).evaluate("node => node.getBoundingClientRect().top") < height


def page_of_call(language: str) -> str:
    from campaigns.models import CallPage

    return CallPage.objects.get(locale__language_code=language).url


@pytest.mark.parametrize("address", ["/", "/es/", "/fr/search/", "/ar/search/"])
def test_masthead_is_one_row_on_every_wide_screen(address, screen):
    page = screen(address, 1280, 800)
    rows = """() => new Set([...document.querySelectorAll('.nav__item')]
        .filter(node => node.offsetParent)
        .map(node => Math.round(node.getBoundingClientRect().bottom / 30))).size"""
    for width in (1280, 1366, 1440, 1500, 1660, 1920, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        if address.startswith(("/fr", "/ar")):
            # Without a menu of their own they have the titles of pages, as long as those are.
            assert not page.evaluate(IS_SCROLLED_SIDEWAYS), width
        else:
            assert page.locator(".masthead").bounding_box()["height"] < 90, width
            assert page.evaluate(rows) == 1, width


def test_words_in_the_place_of_a_number_do_not_run_into_each_other(screen):
    page = screen(CALL["en"], 390, 844)
    words = page.locator(".number--words")
    assert words.inner_text() == "Be the first to sign"
    ratio = "node => parseFloat(getComputedStyle(node).lineHeight)" + (
        " / parseFloat(getComputedStyle(node).fontSize)"
    )
    assert words.evaluate(ratio) >= 0.93


# -- The bar on phones ------------------------------------------------------------------------


def in_sight(page, selector: str) -> list[bool]:
    return page.locator(selector).evaluate_all(
        "nodes => nodes.map(node => { const box = node.getBoundingClientRect();"
        " return box.height > 0 && box.top < innerHeight && box.bottom > 0; })"
    )


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_bar_with_the_button_stays_until_the_form_is_there(direction, screen):
    page = screen(CALL["en"], 390, 844)
    page.evaluate("direction => document.documentElement.dir = direction", direction)
    page.locator("#call-text").evaluate("node => node.scrollIntoView()")
    assert True in in_sight(page, ".sign-bar")
    bar = page.locator(".sign-bar").first
    assert abs(bar.evaluate(BOTTOM) - 844) < 2
    bar.get_by_role("link").click()
    expect(page.locator("#sign")).to_be_in_viewport()
    page.get_by_label("Country where you live").scroll_into_view_if_needed()
    page.get_by_label("Why are you signing?").evaluate(
        "node => node.scrollIntoView({block: 'center'})"
    )
    assert in_sight(page, ".sign-bar") == [False, False]
    page.get_by_role("heading", name="Questions people ask").evaluate(
        "node => node.scrollIntoView()"
    )
    assert in_sight(page, ".sign-bar") == [False, True]
    assert not page.evaluate(IS_SCROLLED_SIDEWAYS)


def test_bar_is_on_small_screens_only_and_never_on_paper(screen):
    page = screen(HOME["en"], 390, 844)
    assert in_sight(page, ".sign-bar") == [False], "the button of the hero is there"
    page.locator("#work").evaluate("node => node.scrollIntoView()")
    assert in_sight(page, ".sign-bar") == [True]
    page.emulate_media(media="print")
    assert not page.locator(".sign-bar").is_visible()
    page.emulate_media(media="screen", forced_colors="active")
    assert page.locator(".sign-bar .button").evaluate(
        "node => getComputedStyle(node).borderTopStyle"
    ) == ("solid")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not page.locator(".sign-bar").is_visible()


@pytest.mark.parametrize("address", [HOME["en"], CALL["en"]])
def test_bar_covers_nothing_that_has_the_focus(address, screen):
    page = screen(address, 390, 844)
    covered = []
    for _step in range(40):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
        if page.evaluate("document.activeElement.closest('footer') !== null"):
            break
    assert [found for found in covered if found] == []


# -- Colors -----------------------------------------------------------------------------------


def test_bands_keep_inks_of_their_own_in_the_dark(screen):
    page = screen(HOME["en"], 1280, 800)
    grounds = """bands => bands.map(name => {
        const node = document.createElement('div');
        node.className = `band ${name}`;
        document.body.append(node);
        return getComputedStyle(node).backgroundColor;
    })"""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(grounds, ["", *BANDS])
        assert len(set(found)) == len(found), (scheme, found)


def test_link_on_marigold_shows_that_the_pointer_is_on_it(screen):
    page = screen(HOME["en"], 1280, 800)
    link = page.locator(".hero .go")
    ground = "node => getComputedStyle(node).backgroundColor"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.mouse.move(0, 0)
        band = page.locator(".hero").evaluate(ground)
        link.hover()
        assert link.evaluate(ground) not in {band, "rgba(0, 0, 0, 0)"}


# -- Confirm ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_button_that_confirms_is_under_its_sentence(width, height, screen, starter_site):
    page = screen(starter_site.addresses["confirm"], width, height)
    button = page.get_by_role("button", name="Confirm my signature")
    assert button.evaluate(BOTTOM) <= height
    assert button.evaluate(BOTTOM) < page.locator(".facts").first.evaluate(BOTTOM)


# -- Letters of twice the size ----------------------------------------------------------------


def test_reader_whose_letters_are_twice_as_large_scrolls_no_page_sideways(browser, starter_site):
    """A size that is set in the browser: what is said in em of the screen follows it, too."""
    options = launch_options()
    options["args"] = [*options["args"], "--blink-settings=defaultFontSize=32"]
    large = browser.browser_type.launch(**options)
    try:
        page = large.new_page(base_url=starter_site.url, viewport={"width": 390, "height": 844})
        for name in ("/", "/es/", CALL["en"], "/initiatives/migrant-workers-convention/"):
            page.goto(name)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            assert not page.evaluate(IS_SCROLLED_SIDEWAYS), name
    finally:
        large.close()


# -- Interiors --------------------------------------------------------------------------------


def test_long_text_runs_across_the_page_beside_facts_that_stay(screen):
    page = screen("/initiatives/migrant-workers-convention/", 1280, 900)
    wrap = page.locator(".part__in").first.bounding_box()
    for table in page.locator(".part__in > .facts").all():
        assert table.bounding_box()["width"] > 0.9 * (wrap["width"] - 96)
        cells = table.locator(".facts__item").evaluate_all(
            "nodes => nodes.map(node => node.getBoundingClientRect().left)"
        )
        assert len(set(cells)) == 2
    sizes = {
        level: {
            float(size)
            for size in page.locator(f".part {level}").evaluate_all(
                "nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))"
            )
        }
        for level in ("h2", "h3")
    }
    assert max(sizes["h3"]) < min(sizes["h2"]) * 0.7
    position = "node => getComputedStyle(node).position"
    assert page.locator(".side").evaluate(position) == "sticky"
    colored = page.locator(".part:is(.wash, .ink)").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().top + scrollY)"
    )
    height = page.evaluate("document.documentElement.scrollHeight")
    assert len(colored) >= height / 2400, "a band of color every screen and a half"
    sources = page.locator("details.source")
    assert sources.count() == 1 and sources.get_attribute("open") is None
    last = page.locator("main > *").nth(-2)
    assert last.locator("details.source").count() == 1


def test_facts_beside_a_text_are_above_each_other_on_phones(screen):
    page = screen("/initiatives/migrant-workers-convention/", SMALLEST, 640)
    cells = (
        page.locator(".part__in > .facts")
        .first.locator(".facts__item")
        .evaluate_all("nodes => nodes.map(node => node.getBoundingClientRect().left)")
    )
    assert len(set(cells)) == 1


def test_poster_with_the_code_is_one_sheet_of_paper(screen, starter_site, tmp_path):
    from pypdf import PdfReader

    page = screen("/", 1280, 900)
    visit(page, starter_site, "code of the call")
    art, code = page.locator(".notice__art"), page.locator(".notice .code")
    assert art.is_visible() and code.is_visible()
    page.emulate_media(media="print")
    assert art.is_visible() and code.bounding_box()["width"] > 250
    path = str(tmp_path / "poster.pdf")
    page.pdf(path=path, format="A4")
    assert len(PdfReader(path).pages) == 1
