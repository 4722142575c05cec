"""What a page names is deleted: the page, its drafts and its old versions go on working."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from nnirr_site.checks import own_page_models
from nnirr_site.models import StandardPage, Topic
from tests.factories import make_call, make_document, make_home, make_page, make_topic
from tests.nnirr_site.photographs import make_image

pytestmark = pytest.mark.django_db

BOOKKEEPING = {
    "page_ptr",
    "basepage_ptr",
    "content_type",
    "locale",
    "owner",
    "locked_by",
    "latest_revision",
    "live_revision",
    "alias_of",
}
MAKERS = {
    "nnirr_site.SiteDocument": make_document,
    "nnirr_site.SiteImage": lambda: make_image(300, 400),
    "nnirr_site.Topic": lambda: make_topic("Borders"),
    "campaigns.Call": make_call,
}


def chosen_things() -> list[tuple[str, str, str]]:
    """`(page type, child relation or "", field)` of every foreign key that an editor fills in."""
    found = []
    for model in own_page_models():
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey) and field.name not in BOOKKEEPING:
                found.append((model._meta.label, "", field.name))
        for relation in get_all_child_relations(model):
            for field in relation.related_model._meta.fields:
                is_key = isinstance(field, models.ForeignKey)
                if is_key and field.name != relation.field.name:
                    label = relation.related_model._meta.label
                    if label.startswith(("nnirr_site", "initiatives", "resources", "campaigns")):
                        found.append((model._meta.label, relation.get_accessor_name(), field.name))
    return sorted(set(found))


CHOSEN = chosen_things()


def make_thing(model):
    """Something of the model that a field asks for."""
    label = model._meta.label
    if label in MAKERS:
        return MAKERS[label]()
    return make_page(StandardPage if model is Page else model)


@pytest.fixture
def home():
    return make_home()


def make_named_child(page, relation: str, name: str, thing):
    related = getattr(type(page), relation).rel.related_model
    values = {name: thing}
    if "title" in {field.name for field in related._meta.fields}:
        values["title"] = "A named file"
    return related(**values)


def give(page, relation: str, name: str, thing) -> None:
    if relation:
        setattr(page, relation, [make_named_child(page, relation, name, thing)])
    else:
        setattr(page, name, thing)


def find_field(label: str, relation: str, name: str):
    model = apps.get_model(label)
    owner = getattr(model, relation).rel.related_model if relation else model
    return owner._meta.get_field(name)


def test_no_key_below_a_page_forbids_that_its_revisions_are_read():
    """modelcluster can read a revision back only with these; anything else is a 500 for ever."""
    readable = {models.SET_NULL, models.CASCADE, models.DO_NOTHING}
    refused = [key for key in CHOSEN if find_field(*key).remote_field.on_delete not in readable]
    assert CHOSEN
    assert refused == []


def assert_everything_answers(admin_client, page, revision) -> None:
    """Live page, editor, draft, history, comparison and the way back to an old version."""
    other = page.revisions.exclude(pk=revision.pk).order_by("pk").last()
    addresses = {
        "editor": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "draft": reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[page.pk]),
        "version": reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
        "revert": reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk]),
        "compare": reverse(
            "wagtailadmin_pages:revisions_compare", args=[page.pk, revision.pk, other.pk]
        ),
        "compare with the live page": reverse(
            "wagtailadmin_pages:revisions_compare", args=[page.pk, revision.pk, "live"]
        ),
        "usage": reverse("wagtailadmin_pages:usage", args=[page.pk]),
    }
    answers = {name: admin_client.get(url).status_code for name, url in addresses.items()}
    assert answers == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("label", sorted({label for label, _relation, _name in CHOSEN}))
def test_page_lives_on_without_what_was_deleted(label, home, client, admin_client):
    """Everything that a page of this type can name is named, and deleted one after the other."""
    page = home if label == "nnirr_site.HomePage" else make_page(apps.get_model(label))
    things = {
        key: make_thing(find_field(*key).remote_field.model) for key in CHOSEN if key[0] == label
    }
    for (_label, relation, name), thing in things.items():
        give(page, relation, name, thing)
    named = page.save_revision()
    named.publish()
    page = page.get_latest_revision_as_object()
    later = page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    page.go_live_at = timezone.now() - timedelta(minutes=1)

    for thing in things.values():
        thing.delete()
        page = Page.objects.get(pk=page.pk)
        assert client.get(page.url).status_code == 200

    assert_everything_answers(admin_client, page, named)
    call_command("publish_scheduled")
    later.refresh_from_db()
    assert later.approved_go_live_at is None, "the scheduled version was not published"
    assert client.get(Page.objects.get(pk=page.pk).url).status_code == 200


ONE_OF_EACH = {find_field(*key).remote_field.model: key for key in CHOSEN}.values()


@pytest.mark.parametrize(("label", "relation", "name"), ONE_OF_EACH)
def test_one_draft_with_something_deleted_stops_no_other_scheduled_page(
    label, relation, name, home
):
    page = home if label == "nnirr_site.HomePage" else make_page(apps.get_model(label))
    thing = make_thing(find_field(label, relation, name).remote_field.model)
    give(page, relation, name, thing)
    earlier = timezone.now() - timedelta(minutes=5)
    page.save_revision(approved_go_live_at=earlier)
    waiting = make_page(StandardPage, parent=home, title="Waits its turn", live=False)
    waiting.save_revision(approved_go_live_at=earlier + timedelta(minutes=1))
    thing.delete()
    call_command("publish_scheduled")
    waiting.refresh_from_db()
    assert waiting.live


def test_topic_is_among_the_things_that_are_tried():
    assert any(find_field(*key).remote_field.model is Topic for key in CHOSEN)


def test_reader_and_editor_are_told_of_a_file_that_is_gone(home, client, admin_client):
    page = make_page(apps.get_model("resources.ResourcePage"))
    document = make_document()
    give(page, "downloads", "document", document)
    page.save_revision().publish()
    assert document.url in client.get(page.url).content.decode()
    document.delete()
    content = client.get(page.url).content.decode()
    assert "A named file" in content
    assert "this file is no longer here." in content
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "The file of “A named file” was deleted." in editor.content.decode()


def test_call_page_without_its_call_says_so(home, client):
    page = make_page(apps.get_model("campaigns.CallPage"))
    page.call.delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "What was signed here is no longer on this site." in response.content.decode()
    assert client.get(page.get_parent().url).status_code == 200
