"""Everything that waits can be decided, one after another, until nothing is left."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.log_actions import registry as log_registry

from campaigns import services
from campaigns.admin import statistics
from campaigns.mail import rendering
from campaigns.models import AccessEntry, Signature
from tests.campaigns.factories import (
    link_path,
    make_call,
    make_call_page,
    make_organization,
    make_signature,
)
from tests.campaigns.links import own_path

pytestmark = pytest.mark.django_db

SHOWN = {"show_name": True}
AS_NAME = '<bdi dir="auto" translate="no">{}</bdi>'


def url(view: str, *args) -> str:
    return reverse(f"wagtailsnippets_campaigns_signature:{view}", args=args)


@pytest.fixture
def moderator(client, django_user_model):
    user = django_user_model.objects.create_user("moderator", password="x")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


def decide(client, signature, verb: str) -> str:
    signature.refresh_from_db()
    data = {"signature": signature.pk, "verb": verb, "mark": signature.stored_mark}
    return client.post(url("queue"), data, follow=True).content.decode()


def test_queue_is_emptied_without_a_typed_word(client, moderator):
    call = make_call_page().call
    listed = make_organization(call, organization="Weavers", **SHOWN)
    unlisted = make_organization(call, organization="Casino Best", **SHOWN)
    shown = make_signature(call, "confirmed", comment="My aunt waits", **SHOWN)
    unshown = make_signature(call, "confirmed", comment="Buy my pills", **SHOWN)
    html = client.get(url("queue")).content.decode()
    for words in ("Weavers", "Casino Best", "My aunt waits", "Buy my pills"):
        assert words in html
    assert AccessEntry.objects.filter(what="moderation queue", row_count=4).exists()
    for signature, verb in (
        (listed, "approve"),
        (unlisted, "decline"),
        (shown, "approve-comment"),
        (unshown, "decline-comment"),
    ):
        html = decide(client, signature, verb)
        assert f"done for {signature.reference}" in html
    assert "Nothing waits" in html
    client.logout()
    names = client.get(f"/calls/{call.slug}/organizations/").content.decode()
    assert "Weavers" in names and "Casino" not in names
    reasons = client.get(f"/calls/{call.slug}/reasons/").content.decode()
    assert "My aunt waits" in reasons and "pills" not in reasons


def test_next_one_stands_where_the_decided_one_was(client, moderator):
    first = make_organization(organization="First one", **SHOWN)
    make_organization(organization="Second one", **SHOWN)
    html = decide(client, first, "approve")
    assert "First one" not in html and "Second one" in html


def test_comment_that_is_not_shown_any_more_does_not_wait_again(client, moderator):
    signature = make_signature(None, "confirmed", comment="Because", **SHOWN)
    services.approve_comment(signature, "")
    assert not statistics.comments_to_read().exists()
    services.hide_comment(signature, "")
    assert not statistics.comments_to_read().exists()
    listing = client.get(f"{url('list')}?comment_waits=true").content.decode()
    assert signature.reference not in listing
    decide(client, signature, "approve-comment")
    signature.refresh_from_db()
    assert signature.comment_approved_at and not signature.comment_declined_at


def test_organization_that_is_not_listed_can_be_approved_later(client, moderator):
    signature = make_organization(status="confirmed", organization="Weavers", **SHOWN)
    decide(client, signature, "decline")
    assert not Signature.objects.waiting_for_approval().exists()
    assert "not listed by staff" in client.get(url("list")).content.decode()
    decide(client, signature, "approve")
    assert Signature.objects.publicly_named().filter(pk=signature.pk).exists()
    decide(client, signature, "decline")
    assert not Signature.objects.publicly_named().filter(pk=signature.pk).exists()


def test_decision_without_a_reason_is_in_the_log(client, moderator):
    signature = make_organization(**SHOWN)
    data = {"reason": "", "mark": signature.stored_mark}
    assert client.post(url("action", "approve", signature.pk), data).status_code == 302
    entry = log_registry.get_logs_for_instance(signature).get()
    assert (entry.user, entry.action) == (moderator, "campaigns.approve_organization")


@pytest.mark.parametrize("verb", ["reject", "hide"])
def test_what_is_no_routine_still_asks_for_a_reason(client, moderator, verb):
    signature = make_signature(None, "confirmed")
    before = Signature.objects.filter(pk=signature.pk).values().get()
    assert client.post(url("action", verb, signature.pk), {"reason": ""}).status_code == 200
    assert Signature.objects.filter(pk=signature.pk).values().get() == before
    assert client.post(url("queue"), {"signature": signature.pk, "verb": verb}).status_code == 404


def test_rejecting_from_the_queue_leads_back_to_it(client, moderator):
    signature = make_organization(**SHOWN)
    assert f"next={url('queue').replace('/', '%2F')}" in client.get(url("queue")).content.decode()
    target = f"{url('action', 'reject', signature.pk)}?next={url('queue')}"
    assert client.post(target, {"reason": "made up"}).url == url("queue")
    elsewhere = f"{url('action', 'restore', signature.pk)}?next=https://evil.example/"
    assert "evil" not in client.post(elsewhere, {"reason": "was real"}).url


def test_comment_is_in_the_list_of_those_that_wait(client, moderator):
    make_signature(None, "confirmed", comment="My aunt waits", **SHOWN)
    assert "My aunt waits" in client.get(f"{url('list')}?comment_waits=true").content.decode()
    assert "My aunt waits" not in client.get(url("list")).content.decode()


def test_who_may_not_see_personal_data_decides_about_organizations_alone(client, moderator):
    moderator.groups.clear()
    rights = ["access_admin", "view_signature", "moderate_signature"]
    moderator.user_permissions.set(Permission.objects.filter(codename__in=rights))
    group = make_organization(status="confirmed", name="Olga", comment="My aunt waits", **SHOWN)
    html = client.get(url("queue")).content.decode()
    assert group.organization_name in html
    assert "Olga" not in html and "My aunt" not in html and "approve-comment" not in html
    assert not AccessEntry.objects.exists()
    assert client.post(
        url("queue"), {"signature": group.pk, "verb": "approve-comment"}
    ).status_code in {302, 403}
    group.refresh_from_db()
    assert group.comment_approved_at is None


@pytest.mark.parametrize("verb", ["approve", "reject", "hide"])
def test_page_that_asks_says_whose_signature_it_is(client, moderator, verb):
    call = make_call(title="Ratify it now")
    group = make_organization(
        call, status="confirmed", organization="Union of Weavers", country="US", region="OR"
    )
    html = client.get(url("action", verb, group.pk)).content.decode()
    for words in (group.reference, "Union of Weavers", "Oregon", "Confirmed", "Ratify it now"):
        assert words in html, words


def test_page_that_asks_names_a_person_only_as_the_site_does(client, moderator):
    named = make_signature(None, "confirmed", name="Amina Shown", country="MX", **SHOWN)
    unnamed = make_signature(None, "confirmed", name="Secret Somebody", country="MX")
    html = client.get(url("action", "reject", named.pk)).content.decode()
    assert "Amina Shown" in html and "Mexico" in html
    html = client.get(url("action", "reject", unnamed.pk)).content.decode()
    assert "Secret" not in html and "Mexico" in html and unnamed.reference in html


def test_deleting_on_request_and_sending_again_say_it_too(admin_client):
    group = make_organization(organization="Union of Weavers", country="MX")
    mail = group.mails.get()
    mail.status = "failed"
    mail.save()
    retry = reverse("wagtailsnippets_campaigns_outboundmail:retry", args=[mail.pk])
    for address in (url("action", "delete", group.pk), retry):
        html = admin_client.get(address).content.decode()
        assert "Union of Weavers" in html and "Mexico" in html and group.reference in html


def test_many_at_once_say_it_of_each(client, moderator):
    group = make_organization(organization="Union of Weavers", country="MX")
    bulk = reverse("wagtail_bulk_action", args=["campaigns", "signature", "approve"])
    html = client.get(f"{bulk}?id={group.pk}").content.decode()
    assert f"{group.reference} · {AS_NAME.format('Union of Weavers')} · Mexico" in html
    marks = {f"mark-{group.pk}": group.stored_mark}
    assert client.post(f"{bulk}?id={group.pk}", {"reason": "", **marks}).status_code == 302
    group.refresh_from_db()
    assert group.approved_at
    html = client.get(f"{bulk}?id={group.pk}").content.decode()
    assert f"{group.reference} · {AS_NAME.format('Union of Weavers')} · Mexico" in html


def test_who_was_left_off_is_told_so_and_not_that_somebody_will_look(client):
    page = make_call_page()
    signature = make_organization(page.call, "confirmed", show_name=True)
    services.decline_name(signature, "")
    signature.refresh_from_db()
    own = own_path(signature)
    for path in (link_path(signature), f"{own}change/"):
        text = client.get(path).content.decode()
        assert "Not shown: NNIRR has decided so." in text, path
        assert "Shown after NNIRR" not in text, path
    mail = rendering.render_mail("already_signed", signature, "en")
    for text in (mail.text, mail.html):
        assert "(NNIRR has decided not to show it)" in text
        assert "after NNIRR has looked" not in text


def test_person_whose_name_looks_like_an_advertisement_can_be_decided_about(client, moderator):
    call = make_call_page().call
    left_off = make_signature(call, "confirmed", name="Casino.best", **SHOWN)
    listed = make_signature(call, "confirmed", name="Vecinas.org", **SHOWN)
    html = client.get(url("queue")).content.decode()
    assert "Casino.best" in html and "Vecinas.org" in html
    assert "Organizations: 0 · Names of people: 2 · Comments: 0" in " ".join(html.split())
    decide(client, left_off, "decline")
    html = decide(client, listed, "approve")
    assert "Nothing waits" in html
    assert [row.pk for row in Signature.objects.publicly_named()] == [listed.pk]


def test_nobody_decides_about_a_name_that_they_may_not_read(client, django_user_model):
    user = django_user_model.objects.create_user("blind", password="x")
    for codename in ("access_admin", "moderate_signature", "view_signature"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    signature = make_signature(make_call(), "confirmed", name="Casino.best", **SHOWN)
    html = client.get(url("queue")).content.decode()
    assert signature.reference not in html
    assert "Names of people" not in html
    data = {"signature": signature.pk, "verb": "approve", "mark": signature.stored_mark}
    assert client.post(url("queue"), data).status_code in (302, 403)
    signature.refresh_from_db()
    assert signature.approved_at is None


@pytest.mark.parametrize("way", ["queue", "page"])
def test_what_its_signer_changed_meanwhile_is_not_approved_unseen(way, client, moderator):
    signature = make_organization(make_call(), organization="Weavers", **SHOWN)
    address = url("queue") if way == "queue" else url("action", "approve", signature.pk)
    html = client.get(address).content.decode()
    services.correct_signature(signature.reference, organization="Casino.best")
    mark = re.search(r'name="mark" value="(\w+)"', html)[1]
    data = {"signature": signature.pk, "verb": "approve", "mark": mark, "reason": ""}
    client.post(address, data)
    signature.refresh_from_db()
    assert signature.approved_at is None
    decide(client, signature, "approve")
    signature.refresh_from_db()
    assert signature.approved_at is not None
