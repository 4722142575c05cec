"""What is read once for each generation of the page cache, and when it is read again."""

from __future__ import annotations

import sys
import threading
import time
from types import MappingProxyType, SimpleNamespace

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from campaigns.services.vault_keys import rekeying
from nnirr_site.blocks import base
from nnirr_site.blocks.base import PageChooserBlock
from nnirr_site.context_processors import menu_links, named_pages
from nnirr_site.http import caching
from nnirr_site.http.page_cache import kept
from nnirr_site.http.page_cache.kept import MOST_KEPT, once_per_generation
from nnirr_site.http.page_cache.memory import CHANNEL, purge
from nnirr_site.http.page_cache.restrictions import is_for_all, restricted_paths
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.i18n import locales
from nnirr_site.models import NavigationMenu, SiteIdentity, StandardPage
from tests.database import database_url
from tests.factories import make_home, make_menu, make_page
from tests.infrastructure.processes import wait_until


class Reader:
    """Gives the number of times that it was asked."""

    def __init__(self, during=lambda: None):
        self.asked, self.during = 0, during
        self.read = once_per_generation(self._read)

    def _read(self, *_arguments) -> int:
        self.asked += 1
        self.during()
        return self.asked


@pytest.fixture
def requested():
    """As while a request is answered."""
    kept._begin_request()
    yield
    kept._end_request()


def test_purge_has_everything_read_again(warm_generation, db):
    reader = Reader()
    assert [reader.read("a"), reader.read("a"), reader.read("b")] == [1, 1, 2]
    warm_generation.forget()
    assert [reader.read("a"), reader.read("a")] == [3, 3]


def test_purge_of_another_process_has_everything_read_again(live_page_cache):
    reader = Reader()
    assert [reader.read(), reader.read()] == [1, 1]
    purges = live_page_cache.purges
    with psycopg.connect(database_url(), autocommit=True) as other:
        other.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    wait_until(lambda: live_page_cache.purges > purges)
    assert reader.read() == 2


def test_lost_connection_has_everything_read_again(live_page_cache):
    reader = Reader()
    assert [reader.read(), reader.read()] == [1, 1]
    generation = live_page_cache.generation
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    wait_until(lambda: live_page_cache.generation > generation)
    assert reader.read() > 1


def test_what_was_read_before_a_purge_that_came_meanwhile_is_not_kept(warm_generation, db):
    reader = Reader(during=warm_generation.forget)
    assert reader.read() == 1
    reader.during = lambda: None
    assert [reader.read(), reader.read()] == [2, 2]


def test_slow_reader_of_an_old_generation_does_not_overwrite_the_new(warm_generation, db):
    asked, told = threading.Event(), threading.Event()
    values = iter(["old", "new"])

    def read():
        value = next(values)
        if value == "old":
            asked.set()
            told.wait(10)
        return value

    reader = once_per_generation(read)
    slow = threading.Thread(target=reader)
    slow.start()
    asked.wait(10)
    warm_generation.forget()
    assert reader() == "new"
    told.set()
    slow.join(10)
    assert reader() == "new"


def test_process_that_does_not_listen_keeps_nothing_beyond_the_request(
    warm_generation, monkeypatch, db, requested
):
    monkeypatch.setattr(warm_generation, "is_listening", False)
    reader = Reader()
    assert [reader.read(), reader.read()] == [1, 1]
    kept._end_request()
    assert [reader.read(), reader.read()] == [2, 3]
    kept._begin_request()
    assert [reader.read(), reader.read()] == [4, 4]


@pytest.mark.parametrize("seconds", [0, 60])
def test_switched_off_cache_keeps_nothing(warm_generation, settings, db, seconds):
    settings.PAGE_CACHE_SECONDS = seconds
    reader = Reader()
    assert [reader.read(), reader.read()] == ([1, 2] if not seconds else [1, 1])


def test_nothing_is_kept_longer_than_a_page(warm_generation, settings, db, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 60
    reader, now = Reader(), time.monotonic()
    assert reader.read() == 1
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    assert reader.read() == 2


def test_number_of_arguments_is_bounded(warm_generation, db):
    reader = Reader()
    for number in range(3 * MOST_KEPT):
        reader.read(number)
    assert len(reader.read._kept) <= MOST_KEPT


def test_transaction_neither_keeps_what_it_sees_nor_sees_what_is_kept(live_page_cache):
    make_home()
    make_menu("main", [{"title": "One", "page": None, "url": "/one/"}])
    wait_until(lambda: menu_links("en").get("main") is not None)
    with transaction.atomic():
        menu = NavigationMenu.objects.get(slot="main")
        menu.items = [("link", {"title": "Two", "page": None, "url": "/two/"})]
        menu.save()
        assert menu_links("en")["main"][0].label == "Two"
        transaction.set_rollback(True)
    assert menu_links("en")["main"][0].label == "One"


def test_row_that_is_saved_in_a_request_is_seen_in_it(db, requested):
    home = make_home(title="One")
    assert tree().page(home.pk).title == "One"
    home.title = "Two"
    home.save()
    assert tree().page(home.pk).title == "Two"


def test_page_that_is_handed_out_is_nobody_elses(warm_generation, db):
    home = make_home(title="Home")
    first, second = tree().page(home.pk), tree().page(home.pk)
    first.title = "Changed"
    assert second.title == tree().page(home.pk).title == "Home"
    assert type(tree().typed(home.pk)) is type(home)
    assert tree().typed(home.pk).headline == home.headline


def test_draft_and_preview_of_staff_leave_nothing_for_visitors(
    warm_generation, db, admin_client, client
):
    home = make_home(title="Home")
    page = make_page(StandardPage, parent=home, title="As published")
    page.title = "As drafted"
    page.save_revision()
    request = page.make_preview_request()
    assert "As drafted" in request.render().content.decode()
    admin_client.get(page.url)
    assert tree().page(page.pk).title == "As published"
    assert "As drafted" not in client.get(page.url).content.decode()


def test_identity_of_one_language_is_not_that_of_another(warm_generation, db, client):
    home = make_home()
    site = home.get_site()
    identity = SiteIdentity.for_site(site)
    identity.program, identity.translations = (
        "Rights",
        [("words", {"language": "es", "program": "Derechos"})],
    )
    identity.save()
    warm_generation.forget()
    assert "Rights" in client.get("/").content.decode()
    assert named_pages(site.pk, "en").call_page is None
    from nnirr_site.models.settings import shown_identity

    assert shown_identity(site.pk, "es").program == "Derechos"
    assert shown_identity(site.pk, "en").program == "Rights"


def test_restriction_holds_for_the_page_all_below_it_and_copies(warm_generation, db):
    home = make_home()
    above = make_page(StandardPage, parent=home)
    below = make_page(StandardPage, parent=above)
    copy = above.create_alias(parent=home, update_slug="copy")
    assert all(map(is_for_all, (home, above, below, copy)))
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    warm_generation.forget()
    assert is_for_all(home)
    assert not any(map(is_for_all, (above, below, copy)))
    for page in (home, above, below, copy):
        page = StandardPage.objects.filter(pk=page.pk).first() or home
        assert page.get_view_restrictions().exists() != is_for_all(page)
    assert len(restricted_paths()) == 2


def test_restriction_that_is_set_is_heeded_at_once(live_page_cache):
    page = make_page(StandardPage, parent=make_home(), title="Only for some")
    assert Client().get(page.url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get(page.url).status_code == 302


def test_what_no_signal_told_is_seen_after_a_purge(live_page_cache):
    home = make_home(title="One")
    assert tree().page(home.pk).title == "One"
    type(home).objects.filter(pk=home.pk).update(title="Two")
    purge()
    assert tree().page(home.pk).title == "Two"


def test_no_switch_lengthens_what_decides_about_signing(warm_generation, settings, monkeypatch, db):
    """Pages may live longer then, not what is decided by."""
    settings.PAGE_CACHE_SECONDS = 300
    monkeypatch.setattr(caching, "_longer_seconds", 3600)
    now = [1000.0]
    monkeypatch.setattr(kept, "time", SimpleNamespace(monotonic=lambda: now[0]))
    usual, deciding = Reader(), Reader()
    deciding.read = kept.once_per_moment(deciding._read)
    usual.read(), deciding.read()
    now[0] += kept.MOMENT_SECONDS + 1
    assert (usual.read(), deciding.read()) == (1, 2)
    now[0] += 300
    assert usual.read() == 2
    assert rekeying.SETTLED_AFTER.total_seconds() > kept.MOMENT_SECONDS * 2


def test_threads_may_ask_for_languages_while_a_purge_forgets_them(db):
    """Each purge comes in the middle of what others do."""
    english = Locale.get_default()
    page, failures, is_over = Page(locale=english), [], threading.Event()
    known = {english.language_code: english.pk}

    def ask() -> None:
        while not is_over.is_set():
            try:
                assert locales.code_of(page) == english.language_code
                assert locales.locale_id(english.language_code) == english.pk
            except Exception as error:
                failures.append(error)
                return

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locales, "_read_ids", lambda: known)
        before, _ = sys.getswitchinterval(), sys.setswitchinterval(1e-6)
        try:
            threads = [threading.Thread(target=ask) for _ in range(4)]
            for thread in threads:
                thread.start()
            for _ in range(3000):
                locales.forget_locales()
                patch.setattr(locales, "_ids", MappingProxyType(known))
        finally:
            is_over.set()
            sys.setswitchinterval(before)
            for thread in threads:
                thread.join()
    assert failures == []


def test_page_of_which_this_process_has_not_heard_can_be_chosen(warm_generation, db):
    home = make_home()
    page, block = StandardPage(title="New", slug="new"), PageChooserBlock()
    home.add_child(instance=page)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(base, "tree", lambda: SimpleNamespace(page=lambda _pk: None))
        assert [found.pk for found in block.bulk_to_python([page.pk])] == [page.pk]
        assert block.bulk_to_python([page.pk + 1000, None]) == [None, None]
