"""Fixtures for every test: the cloned database, the live site and the real browser."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from django.utils import translation
from wagtail.models import Site

from nnirr_site.http.page_cache import kept
from nnirr_site.http.page_cache.memory import PageCache, page_cache
from nnirr_site.i18n.locales import forget_locales
from tests import database
from tests.browser import Offences, launch_options
from tests.live import LiveSite
from tests.worlds import keep_together, keeper, worlds_of

# Playwright keeps an event loop in this thread; Django would refuse to query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Begun last, one of them would keep a process busy for minutes after the other has ended.
LONG = ("tests/rights/", "tests/e2e/", "tests/infrastructure/test_two_instances.py")
BROWSER_FIXTURES = {"browser", "browser_page", "open_page"}
listen_for_real = PageCache.listen


def pytest_addoption(parser):
    parser.addoption(
        "--no-skips", action="store_true", help="count a skipped test as a failure, as CI does"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Mark what drives a browser, and begin with what takes longest: after the shuffling, so that
    only these files have their place and all else has none, but that tests of a file stand together
    that begin alike.
    """
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    keep_together(items)
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before the test's transaction begins: what `tests/worlds.py` keeps lies around it."""
    keeper.prepare(worlds_of(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    return _refuse_skip(report, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    return _refuse_skip(report, collector.config)


def _refuse_skip(report, config):
    is_skip = report.outcome == "skipped" and not hasattr(report, "wasxfail")
    if is_skip and config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which --no-skips forbids: {report.longrepr}"
    return report


# -- Database and files -----------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, media_folder):
    """Replace pytest-django's database by a clone of the migrated template."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock(), database.cloned_database(worker):
        TransactionTestCase._fixture_teardown = lambda self: database.restore()
        with keeper.at_work(media_folder, django_db_blocker):
            yield


@pytest.fixture(scope="session")
def media_folder(tmp_path_factory) -> Path:
    """Where the uploads of every test of this run go."""
    return tmp_path_factory.getbasetemp() / "media"


@pytest.fixture(scope="session")
def starter_database(django_db_setup, django_db_blocker, media_folder) -> Iterator[str]:
    """Name of this process's own database with the starter content, loaded once for all runs."""
    with (
        django_db_blocker.unblock(),
        database.cloned_starter_database("starter", media_folder) as name,
    ):
        yield name


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, media_folder):
    """Uploads of a test go to a folder of the run, never to the developer's."""
    settings.MEDIA_ROOT = media_folder


@pytest.fixture(autouse=True)
def _language_of_this_test():
    """A request in Spanish leaves its thread in Spanish, as it would a server's until the next.

    What Wagtail keeps of where trees begin is of the rows of another test, which were undone.
    """
    forget_locales()
    Site.clear_site_root_paths_cache()
    yield
    translation.deactivate()


@pytest.fixture
def process_environment(transactional_db, tmp_path) -> dict[str, str]:
    """Environment for a process of the site on this run's database, with its own data folder."""
    return environment_of_a_process(tmp_path / "data")


def environment_of_a_process(data_folder: Path) -> dict[str, str]:
    """The same for processes that several tests share; the run's database is there already."""
    settings_of_ours = {
        "DATABASE_URL": database.database_url(),
        "DATA_DIR": str(data_folder),
        "DJANGO_SETTINGS_MODULE": "nnirr_site.settings",
        "ENVIRONMENT": "development",
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
    }
    return os.environ | settings_of_ours


@pytest.fixture(scope="session", autouse=True)
def _garbage_is_seldom_looked_for(django_test_environment):
    """What Django and Wagtail consist of is here to stay: looking through it takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


# -- The page cache and the live site ---------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _no_page_cache():
    """Ordinary tests roll back, so nothing they render may be kept for the next test."""
    PageCache.listen = lambda self: None
    yield
    PageCache.listen = listen_for_real


@pytest.fixture
def live_page_cache(transactional_db, monkeypatch):
    """The page cache of this process at work, empty, for tests that really commit."""
    monkeypatch.setattr(PageCache, "listen", listen_for_real)
    page_cache.listen()
    end = time.monotonic() + 10
    while not page_cache.is_listening:
        assert time.monotonic() < end, "the page cache does not listen"
        time.sleep(0.01)
    page_cache.forget()
    yield page_cache
    page_cache.stop()


@pytest.fixture
def warm_generation(monkeypatch):
    """What is read once for each generation is kept, as by a process that listens, and no page is
    answered from memory: each is rendered. A test that rolls back may use it too.
    """
    page_cache.forget()
    monkeypatch.setattr(page_cache, "is_listening", True)
    monkeypatch.setattr(PageCache, "get", lambda *_key, **_options: None)
    monkeypatch.setattr(kept, "is_in_transaction", lambda: False)
    yield page_cache
    monkeypatch.undo()
    page_cache.forget()


@pytest.fixture
def live_site(live_page_cache, settings):
    """The running site, page cache included; `live_site.url` is its address, without a slash."""
    site = LiveSite()
    settings.SITE_URL = site.url
    settings.PORT = site.port
    yield site
    site.stop()


# -- The browser ------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for the run. Without Chromium the tests fail, they are not skipped."""
    from playwright.sync_api import sync_playwright

    options = launch_options()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**options)
        yield chromium
        keeper.prepare([])  # with Playwright's event loop the connection goes that it stands in
        chromium.close()


@pytest.fixture
def open_page(browser, live_site):
    """Make a page: `open_page(java_script_enabled=False, viewport={...}, color_scheme="dark")`.

    Relative addresses are those of the live site. When the test ends, a request to another host,
    content that the policy blocked, or a script error fails it.
    """
    contexts = []
    offences = Offences()

    def make(**options):
        context = browser.new_context(base_url=live_site.url, **options)
        context.set_default_timeout(10_000)
        offences.watch(context)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not offences.found, "\n".join(offences.found)


@pytest.fixture
def browser_page(open_page):
    """A page of 1280 × 800 with scripts on."""
    return open_page(viewport={"width": 1280, "height": 800})
