"""The one receiver of what a publish, a save or a deletion sets off."""

from collections import Counter
from dataclasses import replace

import pytest
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from nnirr_site.models import GoneAddress, SearchEntry, StandardPage
from nnirr_site.publishing import on_change, purging
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make_page(StandardPage, parent=make_home(), title="Orchard", slug="orchard")


@pytest.fixture
def taken(monkeypatch):
    """The names of the functions of the steps, as they are taken."""
    names = []
    take = on_change.take_step

    def note(step, *arguments, **about):
        names.append(step.does.__name__)
        take(step, *arguments, **about)

    monkeypatch.setattr(on_change, "take_step", note)
    return names


def test_publish_purges_first_then_draws_card_and_pictures(page, taken):
    page_published.send(sender=StandardPage, instance=page, revision=None)
    assert taken == [
        "purge_pages",
        "draw_when_published",
        "follow_publication",
        "make_when_published",
    ]


def test_page_that_is_taken_off_leaves_cache_index_and_cards(page, taken):
    page_unpublished.send(sender=StandardPage, instance=page)
    assert taken == ["purge_pages", "on_page_hidden", "delete_when_hidden"]


def test_page_that_is_deleted_is_told_once_although_it_has_rows_in_two_tables(page, taken):
    page.delete()
    times = Counter(taken)
    # Wagtail calls it unpublished too.
    assert (times["on_page_hidden"], times["delete_when_hidden"]) == (2, 2)
    assert (times["remember_deleted"], times["purge_pages"]) == (1, 1)
    assert times["keep_deleted"] == 1


def test_steps_that_fail_stop_no_other_nor_the_editor(page, taken, monkeypatch, caplog, settings):
    settings.CDN_PURGE = {"kind": "plain", "place": "https://cdn.test", "token": ""}

    def fail(sender, instance, **about):
        raise RuntimeError("of no use today")

    steps = [step if step.must_succeed else replace(step, does=fail) for step in on_change.STEPS]
    monkeypatch.setattr(on_change, "STEPS", steps)
    page.title = "Windmill"
    page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).title == "Windmill"
    page.delete()
    assert not Page.objects.filter(pk=page.pk).exists()
    assert len(taken) > 6
    followers = {step.follower for step in on_change.STEPS if not step.must_succeed}
    for follower in followers - {on_change.COVERS}:
        assert f"{follower} did not follow" in caplog.text


def test_only_the_bin_may_stop_a_deletion():
    steps = [step for step in on_change.STEPS if step.must_succeed]
    assert [(step.follower, step.signals) for step in steps] == [(on_change.BIN, (pre_delete,))]


def test_step_that_broke_off_leaves_nothing_half_done(page, monkeypatch):
    def half(sender, instance, **about):
        GoneAddress.objects.create(path="/half")
        raise RuntimeError("of no use today")

    step = on_change.ChangeStep("Somebody", half, (pre_delete,), (Page,))
    monkeypatch.setattr(on_change, "STEPS", [step, *on_change.STEPS])
    page.save_revision().publish()
    page.delete()
    assert not GoneAddress.objects.filter(path="/half").exists()
    assert GoneAddress.objects.filter(path="/orchard").exists()
    assert not SearchEntry.objects.filter(pk=page.pk).exists()


def test_draft_is_no_reason_to_purge(page, monkeypatch):
    purges = []
    monkeypatch.setattr(purging, "purge", lambda **_signal: purges.append(1))
    page.title = "Draft"
    revision = page.save_revision()
    assert purges == []
    revision.publish()
    assert purges


def test_what_no_page_shows_costs_no_query(django_assert_num_queries, django_user_model, taken):
    user = django_user_model(username="ada")
    with django_assert_num_queries(0):
        post_save.send(sender=django_user_model, instance=user, created=True)
        post_delete.send(sender=django_user_model, instance=user)
    assert taken == []
