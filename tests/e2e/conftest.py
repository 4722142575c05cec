"""The starter site on a real port, for tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.test import override_settings

from tests.browser import Offences
from tests.database import connected_to
from tests.e2e.addresses import Addresses
from tests.e2e.widths import SMALLEST
from tests.live import LiveSite

HEIGHTS = {SMALLEST: 640, 390: 844, 1280: 900}


@dataclass
class StarterSite:
    """`url` of the running site, without a slash, and the `addresses` of its pages by name."""

    url: str
    addresses: Addresses


@pytest.fixture(scope="module")
def starter_site(starter_database, django_db_blocker, media_folder) -> Iterator[StarterSite]:
    """The site as `load_starter_content` makes it. Its tests must not write."""
    with (
        django_db_blocker.unblock(),
        connected_to(starter_database),
        override_settings(MEDIA_ROOT=media_folder),
    ):
        site = LiveSite()
        try:
            with override_settings(SITE_URL=site.url, PORT=site.port):
                call = apps.get_model("campaigns", "Call").objects.get()
                yield StarterSite(site.url, Addresses(call))
        finally:
            site.stop()


@pytest.fixture(scope="module")
def windows(browser, starter_site):
    """One browser page for each width and color scheme, shared by the tests of a module."""
    opened = {}

    def window(width: int = 1280, scheme: str = "light", **options):
        key = (width, scheme, *sorted(options.items()))
        if key not in opened:
            context = browser.new_context(
                base_url=starter_site.url,
                viewport={"width": width, "height": HEIGHTS[width]},
                color_scheme=scheme,
                **options,
            )
            context.set_default_timeout(10_000)
            offences = Offences()
            offences.watch(context)
            opened[key] = (context, context.new_page(), offences)
        return opened[key][1]

    yield window
    found = [line for _context, _page, offences in opened.values() for line in offences.found]
    for context, _page, _offences in opened.values():
        context.close()
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.fixture(scope="module")
def changing_window(windows):
    """A page whose width and colors its tests change, so that they load it once."""
    page = windows(SMALLEST, "no-preference")

    def look(width: int, scheme: str = "light"):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme=scheme)
        return page

    yield look
