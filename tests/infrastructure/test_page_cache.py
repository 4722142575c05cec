"""The whole-page cache: what it keeps, what it never keeps, and when it forgets."""

from __future__ import annotations

import gzip
import os
import time
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import brotli
import psycopg
import pytest
from django.core.cache import cache as memory_of_process
from django.core.exceptions import DisallowedHost
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from nnirr_site.http import caching
from nnirr_site.http.caching import (
    private_page,
    public_page,
    seconds_until_midnight,
    unshared_page,
)
from nnirr_site.http.page_cache import compression, middleware
from nnirr_site.http.page_cache.memory import (
    CHANNEL,
    PageCache,
    PageStore,
    StoredPage,
    on_flush,
    page_cache,
    purge,
)
from nnirr_site.http.page_cache.middleware import PageCacheMiddleware
from nnirr_site.models import NavigationMenu, SiteDocument, SiteIdentity, Topic
from tests.database import database_url
from tests.factories import make_home
from tests.nnirr_site.head import translate

TEXT = "<p>What everybody reads.</p>" * 100


class View:
    """A public page that counts how often it was made."""

    def __init__(self, response=None):
        self.calls = 0
        self.queries = []
        self.response = response

    def __call__(self, request):
        self.calls += 1
        self.queries.append(request.META["QUERY_STRING"])
        return self.response() if self.response else public_page(HttpResponse(TEXT))


@pytest.fixture
def memory(monkeypatch, settings):
    """The store as if the listening thread were connected; no database."""
    settings.ALLOWED_HOSTS = ["testserver", ".example.org"]
    monkeypatch.setattr(PageCache, "listen", lambda self: None)
    page_cache.forget()
    page_cache.is_listening = True
    yield page_cache
    page_cache.is_listening = False
    page_cache.forget()


def ask(view, rf, path="/", method="get", cookies=None, **headers):
    request = getattr(rf, method)(path, headers=headers.pop("headers", None), **headers)
    request.COOKIES |= cookies or {}
    return PageCacheMiddleware(view)(request)


def test_page_is_made_once_and_then_answered_from_memory(memory, rf):
    view = View()
    first, second = ask(view, rf), ask(view, rf)
    assert view.calls == 1
    assert first.content == second.content == TEXT.encode()
    assert (first["X-Cache"], second["X-Cache"]) == ("miss", "hit")
    assert second["Age"] == "0"
    assert first["ETag"] == second["ETag"]


def test_home_page_in_a_new_language_has_its_address_in_every_process(memory, db):
    """Wagtail keeps where trees begin in each process; another one has published the new home."""
    home = make_home()
    assert len(Site.get_site_root_paths()) == 1
    kept = Site.get_site_root_paths()
    spanish = translate(home, "es")
    memory_of_process.set(SITE_ROOT_PATHS_CACHE_KEY, kept, version=SITE_ROOT_PATHS_CACHE_VERSION)
    assert Page.objects.get(pk=spanish.pk).url is None
    memory.forget()
    assert Page.objects.get(pk=spanish.pk).url == "/es/"


@pytest.mark.parametrize("seconds_allowed", [0, 60])
def test_nothing_is_kept_while_nobody_listens_or_when_switched_off(
    memory, rf, settings, seconds_allowed
):
    settings.PAGE_CACHE_SECONDS = seconds_allowed
    memory.is_listening = seconds_allowed == 0
    view = View()
    assert [ask(view, rf)["X-Cache"] for _ in range(2)] == ["bypass", "bypass"]
    assert view.calls == 2
    assert len(memory) == 0


def test_unlisted_parameters_neither_reach_the_view_nor_make_another_page(memory, rf):
    view = View()
    ask(view, rf, "/?utm_source=x&page=2&topic=b&topic=a")
    ask(view, rf, "/?topic=a&anything=%00&topic=b&page=2")
    assert view.queries == ["page=2&topic=a&topic=b"]


@pytest.mark.parametrize("query", ["q=" + "x" * 600, "&".join(["page=1"] * 60)])
def test_overlong_query_is_answered_but_not_kept(memory, rf, query):
    assert ask(View(), rf, f"/?{query}")["X-Cache"] == "bypass"
    assert len(memory) == 0


def test_unknown_host_is_refused_before_anything_is_made(memory, rf):
    view = View()
    with pytest.raises(DisallowedHost):
        ask(view, rf, HTTP_HOST="attacker.test")
    assert view.calls == 0


def test_hosts_and_ports_that_a_stranger_makes_up_fill_nothing(memory, rf):
    view = View()
    for number in range(200):
        ask(view, rf, HTTP_HOST=f"a{number}.example.org")
        ask(view, rf, HTTP_HOST=f"testserver:{10_000 + number}")
    ask(view, rf, HTTP_HOST="TestServer")
    assert len(memory) == 1
    assert view.calls == 201, "a port that a stranger makes up is no other page"


def test_page_made_for_a_made_up_port_knows_nothing_of_it(memory, rf):
    view = View(lambda: public_page(HttpResponse(TEXT)))
    hosts = []

    def tell(request):
        hosts.append(request.get_host())
        return view(request)

    ask(tell, rf, HTTP_HOST="testserver:4711")
    assert hosts == ["testserver"]


def test_http_and_https_are_kept_apart(memory, rf):
    view = View()
    ask(view, rf)
    ask(view, rf, secure=True)
    assert view.calls == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"cookies": {"sessionid": "x"}},
        {"cookies": {"messages": "x"}},
        {"headers": {"Authorization": "Basic eDp5"}},
    ],
    ids=["session", "messages", "authorization"],
)
def test_what_a_stranger_adds_to_a_request_has_no_page_made(memory, rf, asked):
    view = View()
    assert ask(view, rf, **asked)["X-Cache"] == "miss"
    assert ask(view, rf)["X-Cache"] == "hit"
    assert ask(view, rf, **asked)["X-Cache"] == "hit"
    assert view.calls == 1


class LookedInto:
    accessed = True


def test_page_that_looked_into_a_session_is_for_one_person(memory, rf):
    def look(request):
        request.session = LookedInto()
        return public_page(HttpResponse(TEXT))

    response = ask(look, rf, cookies={"sessionid": "x"})
    assert response["Cache-Control"] == "private, no-store"
    assert len(memory) == 0


def test_word_that_a_page_is_not_there_is_kept_for_a_short_time(memory, rf, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: clock[0])
    view = View(lambda: HttpResponse(TEXT, status=404))
    first, second = ask(view, rf, "/none/"), ask(view, rf, "/none/")
    assert (first.status_code, second.status_code, view.calls) == (404, 404, 1)
    assert "Cache-Control" not in second
    clock[0] += middleware.MISSING_SECONDS + 1
    ask(view, rf, "/none/")
    assert view.calls == 2
    memory.forget()
    ask(view, rf, "/none/")
    assert view.calls == 3


def test_missing_pages_cannot_drive_out_those_that_are_there(memory, rf):
    ask(View(), rf)
    missing = View(lambda: HttpResponse(TEXT, status=404))
    for number in range(2000):
        ask(missing, rf, f"/{number}/")
    assert len(memory) == 201
    assert ask(View(), rf)["X-Cache"] == "hit"


@pytest.mark.parametrize("path", ["/own/abc/", "/es/c/abc/", "/letters/abc/"])
def test_missing_personal_link_is_never_kept(memory, rf, path):
    ask(View(lambda: HttpResponse(TEXT, status=404)), rf, path)
    assert len(memory) == 0


def outage_answer():
    response = private_page(HttpResponse("away", status=503))
    response.is_outage = True
    return response


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize("is_listening", [True, False])
def test_page_is_shown_beyond_its_time_while_the_database_is_away(memory, rf, clock, is_listening):
    ask(View(), rf)
    memory.is_listening = is_listening
    clock[0] += 70
    response = ask(View(outage_answer), rf)
    assert (response.status_code, response["X-Cache"], response["Age"]) == (200, "stale", "70")
    assert "s-maxage=10" in response["Cache-Control"]
    clock[0] += 20 * 60
    assert ask(View(outage_answer), rf).status_code == 503


@pytest.mark.parametrize("is_listening", [True, False])
def test_page_that_names_people_is_shown_within_its_time_only(memory, rf, clock, is_listening):
    ask(View(lambda: public_page(HttpResponse("Amina"), stale_allowed=False)), rf)
    memory.is_listening = is_listening
    clock[0] += 50
    assert ask(View(outage_answer), rf).content == b"Amina"
    clock[0] += 20
    assert ask(View(outage_answer), rf).status_code == 503


def test_page_is_made_anew_as_soon_as_the_database_is_there(memory, rf, clock):
    ask(View(), rf)
    clock[0] += 70
    assert ask(View(outage_answer), rf)["X-Cache"] == "stale"
    assert ask(View(), rf)["X-Cache"] == "miss"


def test_nobody_asks_a_database_that_was_away_a_moment_ago(memory, rf, clock, monkeypatch):
    ask(View(), rf)
    clock[0] += 70
    monkeypatch.setattr(middleware, "outage", SimpleNamespace(is_on=True))
    view = View()
    assert ask(view, rf)["X-Cache"] == "stale"
    assert view.calls == 0


def unshared(seconds=None, status=200):
    return lambda: unshared_page(HttpResponse(TEXT, status=status), seconds)


def test_page_that_others_may_not_keep_comes_from_memory_all_the_same(memory, rf, clock):
    view = View(unshared())
    for seconds in (0, 7):
        clock[0] += seconds
        response = ask(view, rf, headers={"If-None-Match": "*", "Accept-Encoding": "br"})
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert brotli.decompress(response.content) == TEXT.encode()
        # Nor when it was made, for somebody else had opened it then.
        assert not {"ETag", "Age", "X-Cache", "Last-Modified"} & set(response.headers)
    assert view.calls == 1
    clock[0] += 70
    ask(view, rf)
    assert view.calls == 2


def test_page_that_others_may_not_keep_ends_at_its_change(memory, rf, clock):
    view = View(unshared(seconds=5))
    ask(view, rf)
    clock[0] += 6
    ask(view, rf)
    assert view.calls == 2
    gone = View(unshared(status=410))
    for number in (1, 1, 2):
        clock[0] += middleware.MISSING_SECONDS + 1 if number == 2 else 0
        ask(gone, rf, "/gone/")
        assert gone.calls == number


def test_page_that_others_may_not_keep_says_so_during_an_outage_too(memory, rf, clock):
    ask(View(unshared()), rf)
    memory.is_listening = False
    response = ask(View(outage_answer), rf)
    assert response.content == TEXT.encode()
    assert response["Cache-Control"] == "private, no-store"
    clock[0] += 70
    assert ask(View(outage_answer), rf).status_code == 503


@pytest.mark.parametrize("path", ["/own/abc/", "/es/c/abc/", "/letters/abc/"])
def test_page_at_a_personal_link_is_never_kept(memory, rf, path):
    ask(View(unshared()), rf, path)
    assert len(memory) == 0


def with_cookie():
    response = public_page(HttpResponse(TEXT))
    response.set_cookie("a", "b")
    return response


def with_header(name, value):
    response = public_page(HttpResponse(TEXT))
    response[name] = value
    return response


@pytest.mark.parametrize(
    "make",
    [
        with_cookie,
        lambda: HttpResponse(TEXT),
        lambda: private_page(HttpResponse(TEXT)),
        lambda: public_page(HttpResponse(TEXT, status=302)),
        lambda: public_page(HttpResponse("x" * (middleware.LARGEST_PAGE + 1))),
        lambda: with_header("Vary", "Cookie, Accept"),
        lambda: with_header("Content-Encoding", "gzip"),
    ],
    ids=["cookie", "unmarked", "private", "redirect", "huge", "varies", "encoded"],
)
def test_what_is_not_the_same_for_everybody_is_never_kept(memory, rf, make):
    view = View(make)
    ask(view, rf), ask(view, rf)
    assert view.calls == 2
    assert len(memory) == 0


def test_public_mark_is_taken_back_from_an_answer_that_sets_a_cookie(memory, rf):
    assert ask(View(with_cookie), rf)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/pages/3/", "/static/a.css", "/media/a.jpg", "/_util/login/?next=/a/"],
)
def test_admin_and_files_are_never_kept(memory, rf, path):
    ask(View(), rf, path)
    assert len(memory) == 0


def test_post_is_never_answered_from_memory(memory, rf):
    view = View()
    ask(view, rf), ask(view, rf, method="post")
    assert view.calls == 2


def test_vary_names_only_the_encoding(memory, rf):
    view = View(lambda: with_header("Vary", "Accept-Language, Cookie"))
    ask(view, rf)
    assert ask(view, rf)["Vary"] == "Accept-Encoding"
    assert view.calls == 1


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_page_comes_in_the_best_encoding_that_was_asked_for(memory, rf, accepted, encoding, unpack):
    for _ in range(2):
        response = ask(View(), rf, headers={"Accept-Encoding": accepted})
        assert response.get("Content-Encoding") == encoding
        assert unpack(response.content) == TEXT.encode()
        assert response["Content-Length"] == str(len(response.content))


def test_each_encoding_is_made_once(memory, rf, monkeypatch):
    made = []
    compress = compression.COMPRESSORS["br"]
    monkeypatch.setitem(
        compression.COMPRESSORS, "br", lambda body: made.append(1) or compress(body)
    )
    for _ in range(3):
        ask(View(), rf, headers={"Accept-Encoding": "br"})
    assert len(made) == 1


def test_visitor_who_has_the_page_hears_304_in_any_encoding(memory, rf):
    view = View()
    plain = ask(view, rf)["ETag"]
    compressed = ask(view, rf, headers={"Accept-Encoding": "br"})["ETag"]
    assert plain != compressed
    for condition in (plain, compressed, f"W/{plain}", f'"other", {compressed}', "*"):
        response = ask(view, rf, headers={"If-None-Match": condition})
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == plain
        assert "Content-Type" not in response
        assert "public" in response["Cache-Control"]
    assert ask(view, rf, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_tells_the_length_and_sends_nothing(memory, rf):
    view = View()
    ask(view, rf)
    response = ask(view, rf, method="head")
    assert response.content == b""
    assert response["Content-Length"] == str(len(TEXT))
    assert view.calls == 1


def test_page_that_was_overtaken_by_a_purge_is_not_kept(memory, rf):
    def overtaken():
        memory.forget()
        return public_page(HttpResponse("old"))

    assert ask(View(overtaken), rf).content == b"old"
    assert len(memory) == 0


def test_page_is_not_kept_longer_than_its_own_lifetime_and_midnight(memory, rf, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(middleware.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(middleware, "seconds_until_midnight", lambda: 7.5)
    view = View()
    ask(view, rf)
    clock[0] += 7.4
    assert ask(view, rf)["Age"] == "7"
    clock[0] += 0.2
    assert ask(view, rf)["X-Cache"] == "miss"

    brief = View(lambda: public_page(HttpResponse(TEXT), seconds=3))
    ask(brief, rf, "/brief/")
    clock[0] += 3.1
    assert ask(brief, rf, "/brief/")["X-Cache"] == "miss"


@pytest.mark.parametrize(
    ("day", "hours"),
    [((2026, 3, 7), 24), ((2026, 3, 8), 23), ((2026, 11, 1), 25), ((2026, 12, 18), 24)],
)
def test_midnight_is_right_on_days_that_change_the_clock(day, hours):
    start = datetime(*day, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert seconds_until_midnight(start) == hours * 3600


def test_shared_caches_are_told_to_stop_at_midnight(monkeypatch):
    monkeypatch.setattr(caching, "seconds_until_midnight", lambda: 20.9)
    header = public_page(HttpResponse())["Cache-Control"]
    assert header == (
        "public, max-age=0, s-maxage=20, stale-while-revalidate=0, stale-if-error=86400"
    )


def test_flood_of_queries_cannot_drive_out_plain_pages(memory, rf):
    view = View()
    ask(view, rf)
    for number in range(400):
        ask(view, rf, f"/?q={number}")
    assert ask(view, rf)["X-Cache"] == "hit"
    assert len(memory) <= 301


def test_store_is_bounded_in_pages_and_bytes():
    def page(size):
        return StoredPage({}, {"identity": b"x" * size}, "f", 0, time.monotonic() + 60)

    store = PageStore(most_pages=3, most_bytes=100_000)
    for number in range(4):
        store.put((number,), page(10))
    assert store.get((0,)) is None
    assert store.get((1,)) is not None
    store.put((4,), page(10))
    assert store.get((1,)) is not None, "the least recently used page goes first"
    assert store.get((2,)) is None
    store.put((5,), page(45_000))
    assert store.size <= 100_000
    store.put((6,), page(60_000))
    assert (len(store), store.size) == (0, 0)


def test_forked_process_starts_empty_and_not_listening(memory, rf):
    ask(View(), rf)
    assert len(memory) == 1
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, f"{len(page_cache)} {page_cache.is_listening}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 100) == b"0 False"
    os.close(reader), os.close(writer)


# -- on a real database -----------------------------------------------------------------------


def wait_for(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


def publish(page, text):
    page.headline = text
    page.save_revision().publish()


def test_page_that_was_published_is_shown_at_once(live_page_cache, client):
    home = make_home(headline="Before")
    wait_for(lambda: client.get("/")["X-Cache"] == "hit")
    assert b"Before" in client.get("/").content
    assert client.get("/")["X-Cache"] == "hit"
    publish(home, "After")
    assert b"After" in client.get("/").content


def test_draft_is_shown_to_staff_though_the_page_is_in_memory(live_page_cache, client, admin_user):
    home = make_home(headline="Published words")
    wait_for(lambda: client.get("/")["X-Cache"] == "hit")
    home.headline = "Words of a draft"
    revision = home.save_revision()
    staff = Client()
    staff.force_login(admin_user)
    for name, keys in (
        ("wagtailadmin_pages:view_draft", [home.pk]),
        ("wagtailadmin_pages:revisions_view", [home.pk, revision.pk]),
    ):
        shown = staff.get(reverse(name, args=keys))
        assert b"Words of a draft" in shown.content, name
        assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    again = client.get("/")
    assert (again["X-Cache"], b"Published words" in again.content) == ("hit", True)


def change_menu():
    NavigationMenu.objects.create(slot="main")


def change_topic():
    Topic.objects.create(name="Borders")


def change_identity():
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.alert_text = "New"
    identity.save()


def change_document():
    SiteDocument.objects.create(title="Sheet", file="sheet.pdf")


def change_site():
    Site.objects.get().save()


def restrict_page():
    PageViewRestriction.objects.create(
        page=Page.objects.get(depth=2), restriction_type=PageViewRestriction.LOGIN
    )


def restrict_collection():
    CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(),
        restriction_type=CollectionViewRestriction.LOGIN,
    )


def change_collection():
    Collection.get_first_root_node().save()


def unpublish_page():
    Page.objects.get(depth=2).unpublish()


def delete_page():
    Page.objects.get(depth=2).delete()


@pytest.mark.parametrize(
    "change",
    [
        change_menu,
        change_topic,
        change_identity,
        change_document,
        change_site,
        restrict_page,
        restrict_collection,
        change_collection,
        unpublish_page,
        delete_page,
        purge,
    ],
)
def test_whatever_a_page_shows_purges_when_it_changes(live_page_cache, change):
    before = live_page_cache.generation
    change()
    assert live_page_cache.generation > before, "this process forgets without waiting"


def assert_nothing_purged_since(cache, before: int) -> int:
    """Purge from another connection; who listens hears in order, so that this alone may count.

    Returns the generation then.
    """
    with psycopg.connect(database_url(), autocommit=True) as another:
        another.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    after = before + 1 + bool(on_flush)
    wait_for(lambda: cache.generation >= after)
    assert cache.generation == after
    return after


def test_draft_purges_nothing(live_page_cache):
    page = Page.objects.get(depth=2)
    before = live_page_cache.generation
    page.save_revision()
    assert_nothing_purged_since(live_page_cache, before)


def test_purge_waits_for_the_commit_and_a_rollback_purges_nothing(live_page_cache):
    before = live_page_cache.generation
    with transaction.atomic():
        purge()
        before = assert_nothing_purged_since(live_page_cache, before)
    # Once at the commit, and then by who listens: at once, and when all have read what is new.
    after = before + 2 + bool(on_flush)
    wait_for(lambda: live_page_cache.generation >= after)
    before = live_page_cache.generation
    with transaction.atomic():
        purge()
        transaction.set_rollback(True)
    assert_nothing_purged_since(live_page_cache, before)


def test_cache_rests_while_the_listening_connection_is_gone(live_page_cache, client):
    make_home()
    client.get("/")
    before = live_page_cache.generation
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    wait_for(lambda: live_page_cache.generation > before and live_page_cache.is_listening)
    assert len(live_page_cache) == 0
    assert client.get("/")["X-Cache"] == "miss"
    assert client.get("/")["X-Cache"] == "hit"
