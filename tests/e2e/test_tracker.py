"""The map of tiles as people use it: set back to other years, and with the name of each tile."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import find_faults
from tests.e2e.widths import SMALLEST

ADDRESS = "/who-has-joined/"
LOOKS = """() => Object.fromEntries([...document.querySelectorAll('.map label')].map(tile =>
    [tile.textContent.trim().slice(0, 2), getComputedStyle(tile).backgroundImage !== 'none'
        ? 'signed' : getComputedStyle(tile).backgroundColor]))"""
LEAF = "rgb(15, 92, 74)"
SHOWN = """() => [...document.querySelectorAll('.map b')]
    .filter(name => getComputedStyle(name).opacity === '1').map(name => name.textContent)"""
CUT = """() => [...document.querySelectorAll('.map b, .data :is(th, td)')].filter(node => {
    const box = node.getBoundingClientRect();
    return node.checkVisibility() && (box.left < -.5 || box.right > innerWidth + .5);
}).map(node => node.textContent.trim())"""


@pytest.fixture
def tracker(windows):
    """The page in a window without scripts, as it is opened."""

    def open_page(width: int = 1280):
        page = windows(width, java_script_enabled=False)
        page.emulate_media(media="screen")
        page.goto(ADDRESS)
        return page

    return open_page


def count_looks(page) -> tuple[int, int]:
    """How many tiles look like parties, and how many as if they had only signed."""
    looks = list(page.evaluate(LOOKS).values())
    assert len(looks) == 193
    return looks.count(LEAF), looks.count("signed")


def test_map_is_set_back_to_earlier_years_without_a_script(tracker):
    page = tracker()
    assert count_looks(page) == (60, 11)
    for year, parties, signatories in (
        (1993, 2, 3),
        (2003, 24, 9),
        (2010, 44, 15),
        (2018, 54, 13),
    ):
        page.get_by_role("radio", name=str(year)).check()
        assert count_looks(page) == (parties, signatories), year
    page.get_by_role("radio", name="Today").check()
    assert count_looks(page) == (60, 11)


def test_year_is_chosen_with_the_arrow_keys_and_paper_shows_today(tracker):
    page = tracker()
    page.get_by_role("radio", name="Today").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="2010")).to_be_checked()
    assert count_looks(page)[0] == 44
    expect(page.locator(".map__count").first).not_to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".map__count").first).to_be_visible()
    borders = page.evaluate(
        "[...document.querySelectorAll('.map label')]"
        ".map(tile => getComputedStyle(tile).borderTopWidth)"
    )
    assert borders.count("4px") == 60
    expect(page.locator(".replay")).not_to_be_visible()


def test_tile_tells_its_name_under_the_pointer_in_focus_and_when_it_is_touched(tracker, windows):
    page = tracker()
    page.locator(".map label", has_text="Comoros").hover()
    assert page.evaluate(SHOWN) == ["Comoros"]
    page.mouse.move(0, 0)
    first = page.get_by_role("radio", name="CA Canada")
    first.focus()
    assert page.evaluate(SHOWN) == ["Canada"]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(SHOWN) == ["United States"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.tiles')") is None
    phone = windows(390, java_script_enabled=False, has_touch=True)
    phone.goto(ADDRESS)
    phone.locator(".map label", has_text="Sao Tome").tap()
    assert phone.evaluate(SHOWN) == ["Sao Tome and Principe"]


def test_nothing_of_the_map_and_the_table_is_cut_on_the_smallest_screen(tracker):
    page = tracker(SMALLEST)
    page.locator("summary", has_text="The flags as a table").click()
    assert page.evaluate(CUT) == []
    assert page.locator(".scroll").last.evaluate("box => box.scrollWidth <= box.clientWidth")
    expect(page.locator(".data").last.get_by_text("Region")).not_to_be_visible()


def test_flags_stand_on_the_page_of_the_convention_and_lead_to_their_table(starter_site, windows):
    page = windows(1280)
    page.goto("/initiatives/migrant-workers-convention/")
    drawing = page.get_by_role("img", name="A flag for each of the 60 States that have joined")
    expect(drawing).to_be_visible()
    assert find_faults(page) == []
    page.get_by_role("link", name="Which States, and when").click()
    assert page.url.endswith(f"{ADDRESS}#years")
