"""What happens at its time: one of several that fails stops no other, and staff see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from campaigns import services
from campaigns.mail import scheduled_jobs
from campaigns.models import Call, Chore, Signature
from campaigns.services.outcomes import SomeFailed, do_each
from campaigns.services.retention import anonymizing, due
from campaigns.services.worker_state import note_pulse
from tests.campaigns.factories import let_time_pass, make_call, make_signature

pytestmark = pytest.mark.django_db


def test_each_is_tried_and_the_kinds_of_errors_are_told():
    def halve(number):
        return 12 // number

    with pytest.raises(SomeFailed) as failed:
        do_each([2, 0, 3, 0], halve)
    assert failed.value.summary == "ZeroDivisionError × 2"
    with pytest.raises(SomeFailed, match="ValueError, KeyError"):
        do_each([SomeFailed([ValueError(), KeyError()])], raise_it)
    assert do_each([2, 3], halve) == [6, 4]


def raise_it(error):
    raise error


def test_call_that_cannot_be_emptied_keeps_no_other_one(monkeypatch, admin_client):
    ended = timezone.now() - timedelta(days=200)
    calls = [make_call(slug=slug) for slug in ("broken", "whole")]
    for call in calls:
        make_signature(call, "confirmed")
    forgotten = make_signature(calls[1])
    let_time_pass(forgotten, timedelta(days=60))
    Call.objects.update(closes_at=ended, delivered_at=ended)
    erase_batch = anonymizing._erase_batch

    def fail_for_one(call, *arguments):
        if call.slug == "broken":
            raise RuntimeError("a name that must not be told")
        return erase_batch(call, *arguments)

    monkeypatch.setattr(anonymizing, "_erase_batch", fail_for_one)
    assert "keep retention" not in scheduled_jobs.do_due()
    assert Call.objects.get(slug="whole").anonymized_at
    assert not Call.objects.get(slug="broken").anonymized_at
    assert not Signature.objects.filter(pk=forgotten.pk).exists()
    assert Chore.objects.get(name="keep retention").error == "RuntimeError"
    note_pulse(1, timezone.now(), timedelta(), is_first=True)
    html = admin_client.get(reverse("campaigns_chores")).content.decode()
    assert "RuntimeError" in html and "must not be told" not in html
    monkeypatch.undo()
    due.apply_retention()
    assert Call.objects.get(slug="broken").anonymized_at


def test_step_of_retention_that_fails_stops_no_other(monkeypatch):
    ended = timezone.now() - timedelta(days=200)
    signature = make_signature(None, "confirmed")
    Call.objects.update(closes_at=ended, delivered_at=ended)

    def fail(*arguments, **options):
        raise RuntimeError

    monkeypatch.setattr(services, "delete_unconfirmed", fail)
    with pytest.raises(SomeFailed, match="RuntimeError"):
        due.apply_retention()
    signature.refresh_from_db()
    assert signature.sealed_name is None


def test_panel_tells_when_calls_open_and_close(admin_client):
    now = timezone.now()
    make_call(opens_at=now - timedelta(days=40), closes_at=now + timedelta(days=40))
    html = " ".join(admin_client.get(reverse("campaigns_chores")).content.decode().split())
    row = html[html.index("Open and close calls") :].partition("</tr>")[0]
    for moment in (now - timedelta(days=40), now + timedelta(days=40)):
        assert date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") in row
    assert "without the worker" in row
