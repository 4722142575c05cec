"""What axe finds, what keyboards reach and what small screens show, on every kind of page."""

from __future__ import annotations

import pytest

from nnirr_site.checks import own_page_models
from tests.e2e.addresses import NAMES, PAGE_TYPES
from tests.e2e.axe import find_faults, find_faults_of_colors
from tests.e2e.visits import visit
from tests.e2e.widths import LARGEST_LETTERS, SMALLEST, find_leaving, is_sideways


def test_every_page_type_is_among_the_pages_tested():
    assert {model._meta.label for model in own_page_models()} == set(PAGE_TYPES)


@pytest.mark.parametrize("name", NAMES)
def test_page_has_no_faults_in_any_look(name, changing_window, starter_site):
    visit(changing_window(390), starter_site, name)
    for width in (390, 1280):
        assert find_faults(changing_window(width)) == [], width
        assert find_faults_of_colors(changing_window(width, "dark")) == [], width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_menu(scheme, windows, starter_site):
    page = windows(390, scheme)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    assert page.locator("#nav").is_visible()
    assert find_faults(page) == []


def test_axe_finds_a_fault_that_is_put_in(windows, starter_site):
    page = windows()
    page.goto("/")
    page.evaluate("document.querySelector('.hero__art').removeAttribute('alt')")
    page.evaluate("document.querySelector('.poster p').style.color = '#666'")  # 5.7:1
    faults = " ".join(find_faults(page))
    assert "image-alt" in faults
    assert "color-contrast-enhanced" in faults


@pytest.mark.parametrize("name", NAMES)
def test_no_page_scrolls_sideways_on_the_smallest_screen(name, windows, starter_site):
    page = windows(SMALLEST)
    visit(page, starter_site, name)
    for direction in ("ltr", "rtl"):
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        assert not is_sideways(page), direction
        assert find_leaving(page, LARGEST_LETTERS) == [], direction


@pytest.mark.parametrize("width", [SMALLEST, 1280])
@pytest.mark.parametrize("address", ["/ar/search/?q=border", "/ar/search/?q=xylophone"])
def test_arabic_pages_run_from_right_to_left(address, width, windows, starter_site):
    page = windows(width)
    page.goto(address)
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    mark, menu = page.locator(".brand").bounding_box(), page.locator(".masthead").bounding_box()
    assert mark["x"] + mark["width"] > menu["x"] + menu["width"] / 2
    assert not is_sideways(page)
    assert find_faults(page) == []


def test_first_tab_stop_leads_past_the_menu(windows, starter_site):
    page = windows()
    page.goto("/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Skip to main content"
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_link_of_the_wide_menu_is_reached_with_the_tab_key(windows, starter_site):
    page = windows()
    page.goto("/")
    expected = page.locator("#nav a").all_inner_texts()
    assert len(expected) > 4
    page.locator(".brand").focus()
    for text in expected:
        page.keyboard.press("Tab")
        assert page.locator("#nav :focus").inner_text() == text


def test_menu_with_more_links_than_fit_takes_a_second_row(windows, starter_site):
    """Staff add links; the narrowest screen that shows the menu in a row has no room for ten."""
    page = windows(1280)
    page.set_viewport_size({"width": 1152, "height": 900})
    try:
        page.goto("/")
        one_row = page.locator("#nav").bounding_box()["height"]
        assert one_row < 70
        page.evaluate(
            "() => { const item = document.querySelector('.nav__item');"
            " for (let i = 0; i < 4; i++) item.after(item.cloneNode(true)); }"
        )
        assert page.locator("#nav").bounding_box()["height"] > 1.5 * one_row
        assert not is_sideways(page)
        assert page.locator(".brand").bounding_box()["width"] > 200
    finally:
        page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_small_screen_menu_opens_and_closes_with_the_keyboard(scripts, windows, starter_site):
    page = windows(390, java_script_enabled=scripts)
    page.goto("/")
    menu, button = page.locator("#nav"), page.get_by_role("button", name="Menu")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Tab")
    assert page.locator("#nav a").first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("button => button === document.activeElement")
