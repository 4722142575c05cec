"""Publishing by the clock: each page for itself, in order, and nothing that was set is lost."""

import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision
from wagtail.signals import page_published

from nnirr_site.models import ScheduleProblem, StandardPage
from nnirr_site.publishing import scheduled
from nnirr_site.publishing.scheduled import publish_due
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def schedule(page: StandardPage, go_live_at=None, expire_at=None, **changes) -> Revision:
    """A version that an editor confirmed for its time, while that lay ahead."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at, page.expire_at = go_live_at, expire_at
    revision = page.save_revision()
    if go_live_at:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=go_live_at)
    else:
        revision.publish()
    return revision


def make_draft(title: str, **times) -> StandardPage:
    page = make_page(
        StandardPage, Page.objects.get(slug="home-0"), title=title, slug=slugify(title), live=False
    )
    schedule(page, **times)
    return page


def change_content(page: Page, **fields) -> None:
    """What stands in the newest version, without the checks of the editor."""
    newest = Revision.page_revisions.filter(object_id=str(page.pk)).latest("pk")
    newest.content |= fields
    newest.save(update_fields=["content"])


@pytest.fixture
def now():
    make_home()
    return timezone.now()


def live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_version_goes_live_when_its_time_has_come_and_not_before(now):
    due = make_draft("Due", go_live_at=now - HOUR)
    early = make_draft("Early", go_live_at=now + HOUR)
    assert publish_due().live == 1
    assert (live(due), live(early)) == (True, False)
    assert publish_due().total == 0
    actions = PageLogEntry.objects.filter(page=due.pk).values_list("action", flat=True)
    assert "wagtail.publish.scheduled" in actions
    assert Revision.objects.get(approved_go_live_at__isnull=False).object_id == str(early.pk)


def test_page_is_taken_off_when_its_time_has_come(now):
    page = make_draft("Over")
    Page.objects.filter(pk=page.pk).update(expire_at=now - HOUR)
    later = make_draft("Later", expire_at=now + HOUR)
    assert publish_due().expired == 1
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.expired, live(later)) == (False, True, True)
    assert PageLogEntry.objects.filter(action="wagtail.unpublish.scheduled").count() == 1


def test_version_that_waits_keeps_its_time_when_the_page_is_taken_off(now):
    """Wagtail's own command forgets it, although the editor was told when it goes live."""
    page = make_draft("Season")
    schedule(page, go_live_at=now + HOUR, title="Next season")
    Page.objects.filter(pk=page.pk).update(expire_at=now - HOUR)
    assert publish_due().expired == 1
    waiting = Revision.objects.filter(approved_go_live_at__isnull=False)
    assert waiting.update(approved_go_live_at=now - HOUR) == 1
    change_content(page, go_live_at=(now - HOUR).isoformat())
    assert publish_due().live == 1
    assert Page.objects.get(pk=page.pk).title == "Next season"


def test_version_that_replaces_one_that_ends_is_not_lost_if_both_are_due_at_once(now):
    page = make_draft("Season")
    schedule(page, go_live_at=now - HOUR, title="Next season")
    Page.objects.filter(pk=page.pk).update(expire_at=now - HOUR)
    publish_due()
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.title) == (True, "Next season")


def test_version_whose_end_has_passed_too_is_never_shown(now):
    seen = []

    def look(sender, instance, **_signal):
        seen.append(instance.title)

    page = make_draft("Missed", go_live_at=now - 2 * HOUR, expire_at=now - HOUR)
    page_published.connect(look)
    try:
        publish_due()
    finally:
        page_published.disconnect(look)
    assert not live(page)
    assert seen == ["Missed"]
    assert publish_due().total == 0


def test_broken_one_stops_no_other_is_noted_and_logged_once(now, caplog):
    caplog.set_level(logging.INFO)
    first = make_draft("First", go_live_at=now - 3 * HOUR)
    broken = make_draft("Broken", go_live_at=now - 2 * HOUR)
    last = make_draft("Last", go_live_at=now - HOUR)
    change_content(broken, slug="first")
    done = publish_due()
    assert (done.live, done.failed) == (2, 1)
    assert (live(first), live(broken), live(last)) == (True, False, True)
    problem = ScheduleProblem.objects.get()
    assert (problem.subject.pk, problem.step) == (broken.pk, "go_live")
    assert (problem.error, problem.failures) == ("ValidationError", 1)

    assert publish_due().failed == 0  # not every minute
    ScheduleProblem.objects.update(failed_at=now - HOUR)
    assert publish_due().failed == 1
    assert ScheduleProblem.objects.get().failures == 2
    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(told) == 1

    broken.latest_revision.publish()  # asked for by hand, with its old content
    Revision.objects.update(approved_go_live_at=None)
    publish_due()
    assert not ScheduleProblem.objects.exists()


def test_half_a_publication_is_none(now):
    """What the signals of Wagtail set off may fail when the page is saved already."""

    def fail(sender, instance, **_signal):
        raise RuntimeError("the card could not be drawn")

    page = make_draft("Half", go_live_at=now - HOUR)
    page_published.connect(fail)
    try:
        assert publish_due().failed == 1
    finally:
        page_published.disconnect(fail)
    assert not live(page)
    ScheduleProblem.objects.update(failed_at=now - HOUR)
    assert publish_due().live == 1


def test_broken_end_stops_no_other(now, monkeypatch):
    pages = [make_draft(title) for title in ("One", "Two", "Three")]
    ids = [page.pk for page in pages]
    Page.objects.filter(pk__in=ids).update(expire_at=now - HOUR)
    unpublish = Page.unpublish

    def refuse(self, *arguments, **options):
        if self.pk == pages[1].pk:
            raise FileNotFoundError("cover.jpg")
        return unpublish(self, *arguments, **options)

    monkeypatch.setattr(Page, "unpublish", refuse)
    done = publish_due()
    assert (done.expired, done.failed) == (2, 1)
    assert [live(page) for page in pages] == [False, True, False]
    assert ScheduleProblem.objects.get().step == "expire"


def test_database_error_of_one_page_is_that_page_s(now, monkeypatch):
    page = make_draft("Locked", go_live_at=now - HOUR)

    def fail(self, *arguments, **options):
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(Revision, "publish", fail)
    assert publish_due().failed == 1
    assert ScheduleProblem.objects.get().error == "OperationalError"
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    ScheduleProblem.objects.all().delete()
    with pytest.raises(OperationalError):
        publish_due()
    assert not live(page)


@pytest.mark.parametrize("lead", [10, -10])
def test_clock_of_the_worker_alone_publishes_nothing(now, lead, monkeypatch):
    """What would be put back by Wagtail, which asks the worker's clock, is not begun."""
    page = make_draft("Soon", go_live_at=now + timedelta(minutes=5 if lead > 0 else -5))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=lead))
    assert publish_due().total == 0
    assert not live(page)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_every_model_that_can_be_scheduled_is_looked_at():
    covered = scheduled.scheduled_models()
    drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    assert drafts
    for model in drafts:
        assert model in covered or issubclass(model, Page)


def test_report_names_a_page_only_to_who_may_edit_it(now, client, django_user_model):
    from django.contrib.auth.models import Permission

    page = make_draft("Secret plan", go_live_at=now - HOUR)
    change_content(page, title="")
    publish_due()
    assert ScheduleProblem.objects.exists()
    for is_superuser in (True, False):
        user = django_user_model.objects.create_user(
            f"user{is_superuser}", password="x", is_superuser=is_superuser
        )
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        report = client.get("/admin/reports/by-itself/").content.decode()
        assert ("Secret plan" in report) is is_superuser
        assert "ValidationError" in report
