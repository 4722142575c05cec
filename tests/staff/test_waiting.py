"""The first page of the admin: what waits for this person, and what a new site still needs."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from campaigns.admin import checklist as signing_steps
from campaigns.models import Chore, WorkerPulse
from nnirr_site.admin import checklist
from nnirr_site.admin.waiting import find_waiting
from nnirr_site.database.clock import database_now
from nnirr_site.models import (
    CheckedLink,
    HomePage,
    LinkUse,
    ListPutAway,
    NativeReading,
    NavigationMenu,
    SiteIdentity,
    StandardPage,
)
from tests.campaigns.factories import make_call, make_call_page, make_organization
from tests.factories import make_home, make_menu, make_page

pytestmark = pytest.mark.django_db

HOME, LIST = reverse("wagtailadmin_home"), reverse("site_checklist")
DAY = timedelta(days=1)


def numbers(user) -> dict[str, int]:
    return {item.label: item.number for item in find_waiting(user)}


def panel_of(client) -> str:
    """The words of what waits, as the first page shows them."""
    html = client.get(HOME).content.decode()
    _before, _heading, rest = html.partition('aria-labelledby="waiting-panel"')
    return " ".join(rest.partition("</section>")[0].split())


def test_each_sees_what_they_can_do_something_about(member):
    make_home()
    page = make_page(StandardPage, title="Linking")
    link = CheckedLink.objects.create(url="https://gone.example/", state="dead")
    LinkUse.objects.create(link=link, page=page)
    make_organization()
    Chore.objects.create(name="publish", failures=5, failed_at=timezone.now())
    panels = {
        group: panel_of(member(group))
        for group in ("Editors", "Moderators", "Campaign organizers", "Data stewards")
    }
    for group, pages, organizations, chores in (
        ("Editors", True, False, False),
        ("Moderators", True, True, False),
        ("Campaign organizers", False, True, True),
        ("Data stewards", False, False, False),
    ):
        panel = panels[group]
        assert ("Links that answer no more: <strong>1</strong>" in panel) is pages, group
        assert ("wait for approval: <strong>1</strong>" in panel) is organizations, group
        assert ("are late or failed: <strong>1</strong>" in panel) is chores, group
    assert "waiting-panel" not in panels["Data stewards"]


def test_account_without_rights_has_no_panel(client, django_user_model):
    user = django_user_model.objects.create_user("x", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    html = client.get(HOME).content.decode()
    assert "waiting-panel" not in html and "checklist-panel" not in html


def test_pages_that_are_behind_unread_scheduled_or_forgotten_are_counted(admin_user):
    home = make_home()
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    home.copy_for_translation(spanish).save_revision().publish()
    page = make_page(StandardPage, parent=home, title="History", live=False)
    page.save_revision().publish()
    StandardPage.objects.get(pk=page.pk).copy_for_translation(spanish).save_revision().publish()
    page = StandardPage.objects.get(pk=page.pk)
    page.lead = "Since 1986."
    page.save_revision().publish()
    NativeReading.objects.create(page=page, asked_at=timezone.now())
    old = make_page(StandardPage, parent=home, title="Old")
    Page.objects.filter(pk=old.pk).update(first_published_at=timezone.now() - 900 * DAY)
    later = make_page(StandardPage, parent=home, title="Later", live=False)
    later.go_live_at = timezone.now() + DAY
    later.save_revision(approved_go_live_at=later.go_live_at)
    ending = make_page(StandardPage, parent=home, title="Ending", reviewed_on=timezone.localdate())
    Page.objects.filter(pk=ending.pk).update(expire_at=timezone.now() + 2 * DAY)
    Page.objects.filter(pk=home.pk).update(first_published_at=timezone.now())
    found = numbers(admin_user)
    assert found["Translations that are behind"] == 1
    assert found["Pages that no native editor has read yet"] == 1
    assert found["Pages to review"] == 1
    [scheduled] = [item for item in find_waiting(admin_user) if item.note]
    assert scheduled.number == 2
    assert scheduled.url == reverse("wagtailadmin_pages:edit", args=[later.pk])


def test_closing_of_a_call_is_told_a_week_before(member, admin_user):
    make_call(title="Ratify", closes_at=timezone.now() + 3 * DAY)
    make_call(title="Much later", closes_at=timezone.now() + 30 * DAY)
    organizer = panel_of(member("Campaign organizers"))
    assert "A call closes: <strong>1</strong></a> (Ratify" in organizer
    assert "Much later" not in organizer
    assert "A call closes" not in panel_of(member("Editors"))


def test_first_page_asks_as_often_for_30_pages_as_for_3(admin_client):
    home = make_home()

    def count(numbers) -> int:
        for number in numbers:
            page = make_page(StandardPage, parent=home, title=f"Page {number}")
            link = CheckedLink.objects.create(url=f"https://{number}.example/", state="dead")
            LinkUse.objects.create(link=link, page=page)
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(HOME)
        return len(queries)

    count(range(1))
    assert count(range(1, 4)) == count(range(4, 30))


# -- The list for a new site ------------------------------------------------------------------


def ticks(user) -> dict[str, bool]:
    return {step.label: step.is_done for step in checklist.list_steps(user)}


def changes(user, do) -> set[str]:
    """Labels of what `do` ticked."""
    before = ticks(user)
    do()
    return {label for label, is_done in ticks(user).items() if is_done and not before[label]}


def test_each_step_ticks_itself_from_the_state_of_the_site(admin_user, django_user_model, settings):
    home = make_home()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))

    def fill_identity():
        identity.organization_url = "https://nnirr.example/"
        identity.description, identity.place = "We work.", "Oakland"
        identity.contact_email = "office@example.org"
        identity.save()

    assert changes(admin_user, fill_identity) == {"The site says who you are"}

    def fill_menus():
        for slot in NavigationMenu.Slot.values:
            make_menu(slot, [{"title": "UN", "url": "https://un.org/"}])

    HomePage.objects.filter(pk=home.pk).update(live=True)
    assert changes(admin_user, fill_menus) == {"Every language has its menus"}

    privacy = make_page(StandardPage, parent=home, title="Privacy")
    identity.privacy_page = privacy
    identity.save()
    reviewed = reverse("page_reviewed", args=[privacy.pk])
    client = Client()
    client.force_login(admin_user)
    read = changes(admin_user, lambda: client.post(reviewed))
    assert read == {"The privacy page was read by you"}

    call_page = make_call_page(make_call(title="Ratify"))
    identity.call_page = call_page
    identity.save()
    approved = changes(admin_user, lambda: call_page.save_revision().publish(user=admin_user))
    assert approved == {"The call that people sign was read and approved by you"}

    def close():
        type(call_page.call).objects.update(closes_at=timezone.now() + 30 * DAY)

    assert changes(admin_user, close) == {"Signers are told on which day their data are deleted"}
    second = changes(
        admin_user, lambda: django_user_model.objects.create_superuser("second", password="x")
    )
    assert second == {"A second person can look after accounts"}
    now = database_now()
    for name, label in (
        ("backup", "A backup was made in the last two days"),
        ("mail domain", "Mail from your domain is known to arrive"),
    ):
        made = changes(admin_user, lambda name=name: Chore.objects.create(name=name, ran_at=now))
        assert made == {label}

    def work():
        WorkerPulse.objects.create(number=1, started_at=now, seen_at=now, lead_seconds=0)

    assert changes(admin_user, work) == {"The worker runs"}

    def check():
        settings.LINK_CHECK = True

    assert len(changes(admin_user, check)) == 1
    assert all(ticks(admin_user).values())
    assert "checklist-panel" not in client.get(HOME).content.decode()
    Chore.objects.update(ran_at=now - 3 * DAY)
    assert not signing_steps.was_done_lately("backup", signing_steps.BACKUP_MISSED_AFTER)
    assert "A backup was made" in client.get(HOME).content.decode()


def test_list_is_put_away_by_one_person_or_for_everybody(member, admin_client):
    moderator, organizer = member("Moderators"), member("Campaign organizers")

    def shown(client) -> bool:
        return "checklist-panel" in client.get(HOME).content.decode()

    assert [shown(client) for client in (moderator, organizer, admin_client)] == [True] * 3
    moderator.post(LIST, {"for": "me"})
    moderator.post(LIST, {"for": "me"})
    assert [shown(client) for client in (moderator, organizer, admin_client)] == [False, True, True]
    organizer.post(LIST, {"for": "all"})  # whoever runs a call alone does not say that for others
    assert shown(admin_client) and ListPutAway.objects.count() == 1
    admin_client.post(LIST, {"for": "all"})
    assert not any(shown(client) for client in (moderator, organizer, admin_client))
    assert "Show it on the first page again" in admin_client.get(LIST).content.decode()
    admin_client.post(LIST, {"for": "nobody"})
    assert [shown(client) for client in (moderator, organizer, admin_client)] == [False, True, True]


def test_who_cannot_set_the_site_up_does_not_see_the_list(member):
    for group in ("Editors", "Data stewards"):
        client = member(group)
        assert "checklist-panel" not in client.get(HOME).content.decode()
        assert client.get(LIST).url == HOME


def test_step_for_somebody_with_another_right_says_so(member):
    html = member("Moderators").get(LIST).content.decode()
    assert "Somebody with another right has to do it." in html
    assert reverse("wagtailusers_users:index") not in html.partition("<main")[2]
