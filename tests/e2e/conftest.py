"""The starter site on a real port, for tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings

from tests import database
from tests.browser import Offences
from tests.e2e.addresses import Addresses
from tests.e2e.widths import SMALLEST
from tests.live import LiveSite

HEIGHTS = {SMALLEST: 640, 390: 844, 1280: 900}


@dataclass
class StarterSite:
    """`url` of the running site, without a slash, and the `addresses` of its pages by name."""

    url: str
    addresses: Addresses


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point Django's default connection at the database `name` for a while, in every thread."""
    usual = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = usual


@pytest.fixture(scope="session")
def media_folder(tmp_path_factory):
    """Where the uploads of every test of this run go."""
    return tmp_path_factory.getbasetemp() / "media"


@pytest.fixture(scope="session")
def starter_database(django_db_setup, django_db_blocker, media_folder) -> Iterator[str]:
    """Name of a database of its own with the starter content, which is loaded once for the run."""
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        with database.cloned_database("starter") as name:
            try:
                with override_settings(MEDIA_ROOT=media_folder):
                    call_command("load_starter_content", stdout=StringIO())
                connection.close()
                connection.settings_dict["NAME"] = usual
                yield name
            finally:
                connection.settings_dict["NAME"] = usual


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
