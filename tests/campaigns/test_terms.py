"""A date that was set by mistake can be undone until somebody signed under it, and no later."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Call
from campaigns.services import terms
from tests.campaigns.call_forms import call_data
from tests.campaigns.factories import make_call, make_signature

pytestmark = pytest.mark.django_db


def save(client, call, **fields) -> Call:
    url = reverse("wagtailsnippets_campaigns_call:edit", args=[call.pk])
    client.post(url, call_data(call, **fields))
    return Call.objects.get(pk=call.pk)


def in_days(days: int) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%d 12:00")


def test_closing_date_of_an_open_ended_call_can_be_taken_back(admin_client):
    call = make_call()
    make_signature(call)
    assert save(admin_client, call, closes_at=in_days(9)).closes_at
    assert save(admin_client, call, closes_at=in_days(400)).closes_at
    assert save(admin_client, call, closes_at="").closes_at is None


def test_date_under_which_somebody_signed_stays(admin_client):
    call = save(admin_client, make_call(), closes_at=in_days(9))
    make_signature(call)
    assert save(admin_client, call, closes_at="").closes_at == call.closes_at
    assert save(admin_client, call, closes_at=in_days(30)).closes_at == call.closes_at
    sooner = save(admin_client, call, closes_at=in_days(5))
    assert sooner.closes_at < call.closes_at


def test_earlier_promise_outlives_a_mistake_that_nobody_signed_under(admin_client):
    call = save(admin_client, make_call(), closes_at=in_days(30))
    make_signature(call)
    assert save(admin_client, call, closes_at=in_days(3)).closes_at < call.closes_at
    again = save(admin_client, call, closes_at=in_days(30))
    assert again.closes_at == call.closes_at
    assert save(admin_client, call, closes_at=in_days(31)).closes_at == again.closes_at


def test_strictest_of_several_promises_holds(admin_client):
    call = save(admin_client, make_call(), closes_at=in_days(30))
    make_signature(call)
    shorter = save(admin_client, call, closes_at=in_days(10))
    make_signature(shorter)
    assert save(admin_client, call, closes_at=in_days(30)).closes_at == shorter.closes_at


def test_days_that_were_shortened_by_mistake_can_be_given_back(admin_client):
    call = make_call(retention_days=90)
    make_signature(call)
    assert save(admin_client, call, retention_days="9").retention_days == 9
    assert save(admin_client, call, retention_days="91").retention_days == 9
    assert save(admin_client, call, retention_days="90").retention_days == 90
    assert save(admin_client, call, retention_days="9").retention_days == 9
    make_signature(call)
    assert save(admin_client, call, retention_days="90").retention_days == 9


def test_change_of_other_things_is_no_change_of_what_was_promised(admin_client):
    call = save(admin_client, make_call(), closes_at=in_days(9))
    make_signature(call)
    typed = timezone.localtime(call.closes_at).strftime("%Y-%m-%d %H:%M")
    save(admin_client, call, closes_at=typed, share_text="Pass it on")
    assert Call.objects.get(pk=call.pk).terms_from == 0
    assert save(admin_client, call, closes_at="").closes_at == call.closes_at


def test_day_of_deletion_stands_in_the_list(admin_client):
    call = make_call(closes_at=timezone.now() + timedelta(days=2))
    listing = admin_client.get(reverse("wagtailsnippets_campaigns_call:list")).content.decode()
    assert "Data deleted on" in listing
    assert str(call.erasure_day.year) in listing


def test_saving_a_call_undoes_no_delivery_that_was_made_meanwhile(admin_client, monkeypatch):
    call, lock_terms = make_call(), terms.lock_terms

    def be_late(instance):
        Call.objects.filter(pk=call.pk).update(delivered_at=timezone.now())
        lock_terms(instance)

    monkeypatch.setattr(terms, "lock_terms", be_late)
    saved = save(admin_client, call, goal="500")
    assert saved.goal == 500
    assert saved.delivered_at is not None
