"""Moved, withdrawn and mistyped addresses."""

import csv
import re
import time
from html import unescape
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from initiatives.models import InitiativePage, InitiativesIndexPage
from nnirr_site.management.commands.load_old_urls import TABLE
from nnirr_site.models import GoneAddress, SiteIdentity, StandardPage
from nnirr_site.views.redirects import last_words, likeness
from tests.factories import make_home, make_menu, make_page
from tests.nnirr_site.head import parse, translate
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


@lasting
def home():
    return make_home(title="Our program")


def standard(parent, slug: str, **fields) -> StandardPage:
    return make_page(StandardPage, parent=parent, slug=slug, **fields)


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Publish a page under another slug; Wagtail enters the redirects after the commit."""

    def rename(page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


# -- Moved ------------------------------------------------------------------------------------


def test_renamed_page_is_found_at_its_old_address(client, home, rename):
    page = standard(home, "about")
    rename(page, "who-we-are")
    response = client.get("/about/")
    assert response.status_code == 301
    assert response["Location"] == "/who-we-are/"


@pytest.mark.parametrize("typed", ["/firma", "/Firma", "/FIRMA/", "/firma."])
def test_word_from_paper_leads_there_however_it_is_typed(client, home, typed):
    page = standard(home, "call")
    Redirect.objects.create(old_path="/firma", redirect_page=page, is_permanent=False)
    answer = client.get(typed, follow=True)
    assert answer.redirect_chain[-1] == (page.url, 302)


def test_everything_below_a_renamed_page_is_found_too(client, home, rename):
    page = standard(home, "about")
    standard(standard(page, "people"), "board")
    rename(page, "who-we-are")
    assert client.get("/about/people/board/")["Location"] == "/who-we-are/people/board/"


def test_everything_below_a_moved_page_is_found_too(client, home):
    page = standard(home, "people")
    standard(page, "board")
    page.move(standard(home, "about"), pos="last-child")
    assert client.get("/people/")["Location"] == "/about/people/"
    assert client.get("/people/board/?utm_source=mail")["Location"] == "/about/people/board/"


def test_renamed_translation_is_found_at_its_old_address(client, home, rename):
    page = translate(standard(home, "about"), "es", slug="acerca")
    rename(page, "quienes-somos")
    assert client.get("/es/acerca/")["Location"] == "/es/quienes-somos/"


def test_redirect_keeps_filters_and_the_code_of_a_partner_and_nothing_else(client, home, rename):
    rename(standard(home, "about"), "who-we-are")
    answer = client.get("/about/?utm_source=mail&source=spring-leaflet&topic=borders&page=2")
    assert answer["Location"] == "/who-we-are/?topic=borders&source=spring-leaflet"
    assert client.get("/about/?source=%22%3E<b>")["Location"] == "/who-we-are/"
    Redirect.add_redirect("/short", "/who-we-are/?topic=own#part")
    assert client.get("/short/?topic=borders")["Location"] == "/who-we-are/?topic=own#part"


@pytest.mark.parametrize("behind", [")", ">", "/)", ").", "/%3E", "”,", "/)/", "/%27"])
def test_what_stood_behind_a_link_in_a_text_is_dropped(client, home, behind):
    standard(home, "about")
    response = client.get(f"/about{behind}?source=spring-leaflet", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == "/about/?source=spring-leaflet"


def test_address_that_is_nothing_but_punctuation_leads_nowhere(client, home):
    assert client.get("/)/").status_code == 404
    assert client.get("/no-such-page)", follow=True).status_code == 404


def test_old_address_is_told_by_its_query_whoever_asks(client, home, django_user_model):
    for number in (5, 6):
        Redirect.objects.create(
            old_path=Redirect.normalise_path(f"/old.php?id={number}"),
            redirect_link=f"/new-{number}/",
        )
    assert client.get("/old.php?id=5")["Location"] == "/new-5/"
    assert client.get("/old.php?id=6")["Location"] == "/new-6/"
    assert client.get("/old.php?id=7").status_code == 404
    client.force_login(django_user_model.objects.create_user("editor", password="x" * 12))
    assert client.get("/old.php?id=5")["Location"] == "/new-5/"


def test_login_for_a_restricted_page_knows_where_to_go_on(client, home):
    page = standard(home, "members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get("/members/", follow=True)
    assert response.redirect_chain[-1][0].endswith("?next=/members/")
    assert response.context["next"] == "/members/"


def test_page_that_is_renamed_back_is_shown_and_not_redirected(client, home, rename):
    page = standard(home, "about")
    rename(page, "who-we-are")
    rename(page, "about")
    assert client.get("/about/").status_code == 200
    assert client.get("/who-we-are/")["Location"] == "/about/"


def test_redirect_can_be_taken_back(client, home, rename):
    """Browsers keep an unmarked 301 for ever: renaming back would send them in circles."""
    page = standard(home, "about")
    rename(page, "who-we-are")
    assert client.get("/about/")["Cache-Control"] == "public, max-age=300"


def test_redirect_to_an_unpublished_page_leads_nowhere(client, home, rename):
    page = standard(home, "about")
    rename(page, "who-we-are")
    page.unpublish()
    assert client.get("/about/").status_code == 404


def test_redirect_of_the_staff_may_be_temporary_or_lead_elsewhere(client, home):
    Redirect.add_redirect("/donate", "https://nnirr.org/donate/", is_permanent=False)
    response = client.get("/donate/")
    assert (response.status_code, response["Location"]) == (302, "https://nnirr.org/donate/")


def test_only_reading_is_redirected(client, home, rename):
    rename(standard(home, "about"), "who-we-are")
    assert client.post("/about/", {"x": "1"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_page_cache_forgets_the_old_address_of_a_renamed_page(client, live_page_cache):
    page = standard(make_home(), "about")
    end = time.monotonic() + 5
    while client.get("/about/")["X-Cache"] != "hit":
        assert time.monotonic() < end, "the page is not kept"
        time.sleep(0.02)
    for slug, status in (("who-we-are", 301), ("about", 200)):
        page.slug = slug
        page.save_revision().publish()
        assert client.get("/about/").status_code == status


# -- Old addresses ----------------------------------------------------------------------------


@pytest.fixture
def program(home):
    index = make_page(InitiativesIndexPage, parent=home, slug="initiatives")
    make_page(InitiativePage, parent=index, slug="migrant-workers-convention")
    translate(home, "es")
    return home


def test_every_old_address_in_the_table_leads_to_a_page(client, program):
    call_command("load_old_urls")
    with TABLE.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 4
    for row in rows:
        for path in (row["old_path"], f"{row['old_path']}/"):
            response = client.get(path)
            assert (response.status_code, response["Location"]) == (301, row["page"])
        assert client.get(row["page"]).status_code == 200


def test_old_addresses_of_the_drupal_site_are_in_the_table(client, program):
    call_command("load_old_urls")
    assert client.get("/drupal/programs/international-migrant-rights")["Location"] == "/"
    assert client.get("/drupal/es/programs/international-migrant-rights")["Location"] == "/es/"


def test_loading_again_changes_nothing_that_staff_changed(program, capsys):
    call_command("load_old_urls")
    redirect = Redirect.objects.get(old_path="/drupal/programs/international-migrant-rights")
    redirect.redirect_page, redirect.redirect_link = None, "https://nnirr.org/"
    redirect.save()
    before = Redirect.objects.count()
    call_command("load_old_urls", verbosity=2)
    redirect.refresh_from_db()
    assert redirect.redirect_link == "https://nnirr.org/"
    assert Redirect.objects.count() == before
    assert "0 redirects added" in capsys.readouterr().out


def test_row_without_a_page_is_named_and_the_others_loaded(program, tmp_path, capsys):
    table = tmp_path / "old.csv"
    table.write_text("old_path,page,note\n/gone,/no-such-page/,\n/old,/es/,\n")
    call_command("load_old_urls", table)
    assert "Line 2: there is no page /no-such-page/" in capsys.readouterr().err
    assert [item.old_path for item in Redirect.objects.all()] == ["/old"]


@pytest.mark.parametrize(
    "content",
    [
        b"path,page\n/a,/\n",
        b"old_path,page,note\nno-slash,/,\n",
        b"old_path,page,note\n/a,,\n",
        b"\xff",
    ],
)
def test_table_that_is_none_is_refused_with_a_reason(content, program, tmp_path):
    table = tmp_path / "old.csv"
    table.write_bytes(content)
    with pytest.raises(CommandError, match=r"old\.csv"):
        call_command("load_old_urls", table)
    assert Redirect.objects.count() == 0


# -- Withdrawn --------------------------------------------------------------------------------


def test_withdrawn_address_is_gone_and_says_why(client, home):
    gone = GoneAddress(path="/old-statement/", note="Withdrawn at the signers' request.")
    gone.full_clean()
    gone.save()
    assert gone.path == "/old-statement"
    for path in ("/old-statement/", "/old-statement", "/old-statement/?page=2"):
        response = client.get(path, follow=True)
        assert response.status_code == 410
    markup = response.content.decode()
    parse(markup)
    assert "Withdrawn at the signers&#x27; request." in markup
    assert 'content="noindex"' in markup


def test_deleted_page_and_all_below_it_are_gone(client, home, rename):
    page = standard(home, "about")
    standard(page, "people")
    rename(page, "who-we-are")
    page.delete()
    for path in ("/who-we-are/", "/who-we-are/people/", "/about/"):
        assert client.get(path).status_code == 410, path


def test_deleted_draft_was_never_there(client, home):
    standard(home, "draft", live=False).delete()
    assert client.get("/draft/").status_code == 404
    assert GoneAddress.objects.count() == 0


def test_new_page_at_a_withdrawn_address_is_shown(client, home):
    standard(home, "about").delete()
    assert client.get("/about/").status_code == 410
    standard(home, "about")
    assert client.get("/about/").status_code == 200


def test_redirect_goes_before_withdrawal(client, home):
    standard(home, "about").delete()
    Redirect.add_redirect("/about", standard(home, "people"))
    assert client.get("/about/")["Location"] == "/people/"


def test_staff_enter_withdrawn_addresses_in_the_settings(client, home, django_user_model):
    staff = django_user_model.objects.create_superuser("staff", "staff@example.org", "x" * 12)
    client.force_login(staff)
    from django.urls import reverse

    address = reverse("wagtailsnippets_nnirr_site_goneaddress:add")
    client.post(address, {"path": "/leaflet.html/", "note": ""})
    assert GoneAddress.objects.get().path == "/leaflet.html"
    client.logout()
    assert client.get("/leaflet.html").status_code == 410


# -- Mistyped ---------------------------------------------------------------------------------


def suggested(client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 404
    parse(response.content.decode())
    return [item["url"] for item in response.context["suggestions"]]


@pytest.mark.parametrize(
    "path",
    [
        "/human-rights-at-border/",
        "/old/place/human-rights-borders/",
        "/Human_Rights_at_Borders.html",
        "/human-right-at-bordrs/",
    ],
)
def test_mistyped_address_suggests_the_page_that_was_meant(path, client, home):
    page = standard(home, "human-rights-at-borders", title="Human rights at borders")
    standard(home, "privacy", title="Privacy")
    assert suggested(client, path) == [page.url]
    assert f'href="{page.url}"' in client.get(path).content.decode()


@pytest.mark.parametrize(
    "tail", [")", "/)", "/%3E", ">.", "/),", "/%E2%80%9D", "/%29/", "/)?source=x"]
)
def test_what_stood_behind_a_link_in_a_text_does_not_break_it(tail, client, home):
    page = standard(home, "about")
    answer = client.get(f"/about{tail}", follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == page.url


def test_address_of_closing_signs_alone_leads_nowhere(client, home):
    # The last one keeps a process busy for minutes if it is looked through from each of its signs.
    for path in ("/)", "/)))/", "/nothing/)/", f"/{')' * 60_000}a"):
        assert client.get(path, follow=True).status_code == 404


def test_at_most_three_pages_are_suggested_the_likest_first(client, home):
    for number in range(5):
        standard(home, f"migrants-day-201{number}")
    found = suggested(client, "/migrants-day-2012x/")
    assert len(found) == 3
    assert found[0] == "/migrants-day-2012/"


def test_nothing_unlike_is_suggested(client, home):
    standard(home, "privacy")
    assert suggested(client, "/wp-login.php") == []


def test_pages_that_are_not_public_are_not_suggested(client, home):
    standard(home, "internal-notes", live=False)
    closed = standard(home, "internal-papers")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert suggested(client, "/internal-note/") == []


def test_suggestions_are_in_the_language_of_the_address(client, home):
    page = translate(standard(home, "about-us"), "es", slug="about-us")
    assert suggested(client, "/es/about-use/") == [page.url]


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/" + "x" * 5000,
        "/" + "a/" * 1000,
        "/%ff%fe/",
        "/?q=" + "x" * 10_000,
        "/..%2f..%2fetc/",
        "/%E2%80%AEabc/",
        "/about/%0d%0aSet-Cookie:%20x=1/",
    ],
)
def test_odd_address_gives_a_page_that_explains(path, client, home):
    standard(home, "about")
    response = client.get(path)
    assert response.status_code in (200, 301, 404)
    assert "Set-Cookie" not in response.headers


def test_404_costs_the_same_for_3_and_for_30_pages(client, home):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/human-right/").status_code == 404
        return len(captured)

    for number in range(3):
        standard(home, f"human-rights-{number}")
    count()
    few = count()
    for number in range(3, 30):
        standard(home, f"human-rights-{number}")
    assert count() == few


def test_words_of_an_address_are_compared_not_its_folders():
    assert last_words("/a/b/Some_Page.html") == "some-page"
    assert last_words("/") == ""
    assert likeness("human-rights", "human-rights", "x") == 1.0
    assert likeness("zzz", "human-rights", "human-rights") < 0.6


@pytest.mark.parametrize(
    "path",
    [
        "//evil.test/x",
        "///evil.test/x/",
        "/%5Cevil.test/x/",
        "/%5C/evil.test/x",
        "/%09/evil.test/x",
        "/es//evil.test/x/",
        "//evil.test/es/x/",
        "//evil.test/search/?q=a",
        "//evil.test/%2e%2e/x/",
    ],
)
def test_no_address_that_is_asked_for_makes_a_link_to_another_host(client, path):
    translate(make_home(), "es")
    response = client.get("/", PATH_INFO=unquote(path.partition("?")[0]))
    page = response.content.decode()
    places = re.findall(r'(?:href|action|src|content)="([^"]*)"', page)
    places.append(response.get("Location", ""))
    for place in places:
        host = urlsplit(re.sub(r"[\t\r\n]", "", unescape(place)).replace("\\", "/")).hostname
        assert host in (None, "localhost", "testserver"), place


def test_address_with_several_leading_slashes_is_the_one_with_one(client):
    make_home(headline="Welcome")
    assert b"Welcome" in client.get("/", PATH_INFO="//").content
    assert client.get("/", PATH_INFO="//admin/").status_code == 302
    response = client.get("/", PATH_INFO="//own/abc/")
    assert response["Referrer-Policy"] == "no-referrer"


def wait_for_quiet(cache) -> None:
    """Until every purge has arrived that the pages of the test have set off."""

    end = time.monotonic() + 30
    before, since = cache.generation, time.monotonic()
    while time.monotonic() < since + 0.3:
        assert time.monotonic() < end, "there is no end of purges"
        if cache.generation != before or not cache.is_listening:
            before, since = cache.generation, time.monotonic()
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_address_that_never_was_costs_few_queries(client, live_page_cache):
    home = make_home()
    page = standard(home, "about")
    make_menu("main", [{"page": page}])
    make_menu("footer", [{"page": page}])
    translate(home, "es")
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.privacy_page = page
    identity.save()
    wait_for_quiet(live_page_cache)
    for prefix in ("", "/es"):
        client.get(f"{prefix}/qqqq-0000/")
        for path in ("/wp-login.php", "/zzzz-9999/", "/yyyy/vvvv/"):
            with CaptureQueriesContext(connection) as queries:
                response = client.get(prefix + path)
            assert response.status_code == 404
            assert len(queries) <= 8, "\n".join(q["sql"][:300] for q in queries)
            assert response["X-Cache"] == "miss"
            with CaptureQueriesContext(connection) as queries:
                assert client.get(prefix + path)["X-Cache"] == "hit"
            assert len(queries) == 0


@pytest.mark.django_db(transaction=True)
def test_kept_word_that_a_page_is_not_there_goes_when_it_appears(client, live_page_cache):
    home = make_home()
    client.get("/")  # the first page of a new site makes the rows of its settings, which purges
    wait_for_quiet(live_page_cache)
    assert client.get("/new-page/").status_code == 404
    assert client.get("/new-page/")["X-Cache"] == "hit"
    make_page(StandardPage, parent=home, slug="new-page").save_revision().publish()
    assert client.get("/new-page/").status_code == 200
