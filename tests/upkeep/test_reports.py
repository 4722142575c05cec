"""What staff see of it: four lists, the editor's panels, and one click for each thing to say."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry, Site

from nnirr_site.models import CheckedLink, LinkUse, SiteIdentity, StandardPage, TranslationReview
from nnirr_site.upkeep.reports import dead_links
from nnirr_site.upkeep.reviews import months_before, pages_to_review
from tests.factories import make_home, make_menu, make_page

pytestmark = pytest.mark.django_db

REVIEWS, LINKS = reverse("pages_to_review"), reverse("link_report")
SOURCES = reverse("undated_sources")
TODAY = date(2026, 12, 1)


def page_of(title: str, *, published: date, reviewed: date | None = None, **fields) -> StandardPage:
    page = make_page(StandardPage, title=title, reviewed_on=reviewed, **fields)
    moment = timezone.make_aware(timezone.datetime(*published.timetuple()[:3], 12))
    Page.objects.filter(pk=page.pk).update(first_published_at=moment)
    return StandardPage.objects.get(pk=page.pk)


def text_of(client, address: str, **query) -> str:
    return client.get(address, query).content.decode()


def editor_of(client, page) -> str:
    return text_of(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))


# -- Pages to review --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 12, 1), 6, date(2026, 6, 1)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 25, date(2023, 12, 15)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, before):
    assert months_before(day, months) == before


def test_pages_wait_after_the_months_of_the_settings(admin_user):
    make_home()
    page_of("Fresh", published=date(2026, 6, 2))
    page_of("Old", published=date(2026, 6, 1))
    page_of("Looked at", published=date(2020, 1, 1), reviewed=date(2026, 7, 1))
    page_of("Forgotten", published=date(2020, 1, 1), reviewed=date(2025, 7, 1))
    page_of("Draft", published=date(2020, 1, 1), live=False)

    def waiting() -> list[str]:
        found = [row.page.title for row in pages_to_review(admin_user, TODAY)]
        return [title for title in found if title != "Home"]

    assert waiting() == ["Forgotten", "Old"]
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.review_months = 3
    identity.save()
    assert waiting() == ["Forgotten", "Old", "Fresh", "Looked at"]


def test_one_click_says_that_a_page_was_reviewed_and_publishes_nothing_else(admin_client):
    page = page_of("Old", published=date(2020, 1, 1))
    page.save_revision().publish()
    draft = StandardPage.objects.get(pk=page.pk)
    draft.title = "Old, written anew"
    draft.save_revision()
    versions = page.revisions.count()
    address = reverse("page_reviewed", args=[page.pk])
    assert address in editor_of(admin_client, page) and "Never reviewed" in editor_of(
        admin_client, page
    )
    assert address in text_of(admin_client, REVIEWS)
    answer = admin_client.post(address, {"next": REVIEWS})
    assert answer.url == REVIEWS
    page.refresh_from_db()
    today = timezone.localdate()
    assert page.reviewed_on == today and page.title == "Old" and page.has_unpublished_changes
    latest = page.get_latest_revision_as_object()
    assert (latest.title, latest.reviewed_on) == ("Old, written anew", today)
    assert page.revisions.count() == versions
    assert address not in text_of(admin_client, REVIEWS)
    assert "Reviewed on" in editor_of(admin_client, page)
    assert PageLogEntry.objects.filter(page=page.pk, action="nnirr_site.review").count() == 1
    latest.save_revision().publish()
    page.refresh_from_db()
    assert page.reviewed_on == today
    assert not TranslationReview.objects.exists()


def test_review_that_leads_elsewhere_leads_back_to_the_page(admin_client):
    page = page_of("Old", published=date(2020, 1, 1))
    address = reverse("page_reviewed", args=[page.pk])
    answer = admin_client.post(address, {"next": "https://evil.example/"})
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.get(address).status_code == 405


def test_list_of_reviews_asks_as_often_for_30_pages_as_for_3(admin_client):
    make_home()
    for number in range(3):
        page_of(f"Page {number}", published=date(2020, 1, 1))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(admin_client, REVIEWS)
        return len(queries)

    count()
    few = count()
    for number in range(27):
        page_of(f"More {number}", published=date(2020, 1, 1))
    assert count() == few


# -- Links ------------------------------------------------------------------------------------


def found_link(page: Page | None, url="https://gone.example/x", **fields) -> CheckedLink:
    values = {"state": "dead", "problem": "gone", "status": 404, "failed_days": 3, **fields}
    link = CheckedLink.objects.create(url=url, checked_at=timezone.now(), **values)
    LinkUse.objects.create(link=link, page=page, words="a link")
    return link


def page_that_links(url: str, **fields) -> StandardPage:
    raw = [{"type": "prose", "value": f'<p><a href="{url}">a link</a></p>'}]
    body = StandardPage._meta.get_field("body").stream_block.to_python(raw)
    return make_page(StandardPage, body=body, **fields)


def test_dead_link_stands_in_the_report_and_at_the_page_until_it_is_set_aside(admin_client):
    page = page_that_links("https://gone.example/x", title="Linking")
    link = found_link(page)
    assert "Links that need a look" in editor_of(admin_client, page)
    for text in (text_of(admin_client, LINKS), editor_of(admin_client, page)):
        assert "https://gone.example/x" in text and "There is no such page any more." in text
    assert "Linking" in text_of(admin_client, LINKS)
    fine = reverse("link_set_aside", args=[link.pk])
    assert admin_client.post(fine, {"next": LINKS}).url == LINKS
    assert "Links that need a look" not in editor_of(admin_client, page)
    assert fine not in text_of(admin_client, LINKS)
    aside = text_of(admin_client, LINKS, state="aside")
    assert fine in aside and "by admin" in aside
    admin_client.post(fine, {"again": "1"})
    assert fine in text_of(admin_client, LINKS)


def test_link_that_falters_or_has_moved_is_said_at_the_page_too(admin_client):
    page = page_that_links("https://gone.example/x")
    link = found_link(page, state="failing", failed_days=1)
    assert "It failed on one day so far." in editor_of(admin_client, page)
    CheckedLink.objects.filter(pk=link.pk).update(
        state="moved", problem="", status=200, moved_to="https://new.example/x"
    )
    assert "https://new.example/x" in editor_of(admin_client, page)
    CheckedLink.objects.filter(pk=link.pk).update(state="guarded", problem="refused", moved_to="")
    assert "Links that need a look" not in editor_of(admin_client, page)


def test_each_sees_the_links_of_their_own_pages_and_menus(member):
    make_home()
    page = page_that_links("https://gone.example/x", title="Linking")
    found_link(page)
    in_identity = found_link(None, url="https://identity.example/")
    in_menu = found_link(None, url="https://menu.example/")
    LinkUse.objects.filter(link=in_menu).update(menu=make_menu("main", []))
    editors, moderators = text_of(member("Editors"), LINKS), text_of(member("Moderators"), LINKS)
    assert "https://gone.example/x" in editors and "https://menu.example/" in editors
    assert "https://identity.example/" not in editors
    assert "https://identity.example/" in moderators
    address = reverse("link_set_aside", args=[in_identity.pk])
    assert member("Editors").post(address).status_code == 404
    organizer = member("Campaign organizers")
    assert organizer.get(LINKS).url == reverse("wagtailadmin_home")


def test_who_writes_one_part_of_the_site_sees_the_links_of_that_part(member):
    home = make_home()
    part = page_that_links("https://theirs.example/", parent=home, title="Their part")
    others = page_that_links("https://others.example/", parent=home, title="Others")
    theirs, hidden = (
        found_link(page, url=url)
        for page, url in ((part, "https://theirs.example/"), (others, "https://others.example/"))
    )
    group = Group.objects.create(name="One part")
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=part, permission=change)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    writer = member("One part")
    text = text_of(writer, LINKS)
    assert "https://theirs.example/" in text and "others.example" not in text
    assert list(dead_links(writer.user)) == [theirs]
    assert [row.page.title for row in pages_to_review(writer.user)] == ["Their part"]
    assert writer.post(reverse("link_set_aside", args=[hidden.pk])).status_code == 404
    assert writer.post(reverse("page_reviewed", args=[others.pk])).url == reverse(
        "wagtailadmin_home"
    )
    assert StandardPage.objects.get(pk=others.pk).reviewed_on is None


def test_report_of_links_asks_as_often_for_30_links_as_for_3(admin_client):
    page = page_that_links("https://gone.example/x")
    pages = [make_page(StandardPage, title=f"P{number}", live=False) for number in range(30)]

    def count(numbers) -> int:
        for number in numbers:
            found_link(page, url=f"https://gone.example/{number}")
            found_link(page, url=f"page:{pages[number].pk}", problem="hidden")
        with CaptureQueriesContext(connection) as queries:
            text_of(admin_client, LINKS)
        return len(queries)

    count(range(1))
    assert count(range(1, 3)) == count(range(3, 20))


# -- Sources, and tables ----------------------------------------------------------------------


def test_sources_without_a_day_are_listed_with_their_page(admin_client, member):
    make_home()
    raw = [
        {
            "type": "sources",
            "value": {"items": [{"label": "Undated", "url": "https://a.example/", "as_of": None}]},
        }
    ]
    body = StandardPage._meta.get_field("body").stream_block.to_python(raw)
    make_page(StandardPage, title="With sources", body=body)
    text = text_of(admin_client, SOURCES)
    assert "With sources" in text and "Undated" in text
    assert member("Data stewards").get(SOURCES).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_report_is_a_table_to_take_along(admin_client, kind):
    page = page_that_links("https://gone.example/x", title="=1+1")
    Page.objects.filter(pk=page.pk).update(
        first_published_at=timezone.now() - timedelta(days=900), draft_title="=1+1"
    )
    found_link(page)
    for address, words in ((REVIEWS, "=1+1"), (LINKS, "https://gone.example/x"), (SOURCES, "")):
        answer = admin_client.get(address, {"export": kind})
        assert "no-store" in answer["Cache-Control"] and f".{kind}" in answer["Content-Disposition"]
        body = answer.content
        if kind == "xlsx":
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                body = book.read("xl/worksheets/sheet1.xml")
        else:
            assert b"\n=1+1" not in body
        assert words.encode() in body


def test_reports_stand_in_the_menu(admin_client):
    props = text_of(admin_client, reverse("wagtailadmin_home"))
    for name in ("Pages to review", "Links", "Sources without a day"):
        assert f'"{name}"' in props
