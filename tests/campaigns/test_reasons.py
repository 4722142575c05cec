"""What staff typed about a signature goes with what was personal in it; that they acted stays."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.mail import scheduled_jobs
from campaigns.models import Call, Signature
from campaigns.services.retention.anonymizing import erase_due
from tests.campaigns.factories import let_time_pass, make_signature

pytestmark = pytest.mark.django_db

SECRET = "Rosa Quispe phoned, she is afraid of her employer"


def typed() -> str:
    """Everything that the audit log holds in words."""
    return " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())


def rejected(**fields) -> Signature:
    signature = make_signature(status="confirmed", **fields)
    services.hide_name(signature, SECRET)
    services.reject_signature(signature, SECRET)
    signature.refresh_from_db()
    assert signature.rejection_reason == SECRET and SECRET in typed()
    return signature


def test_reason_goes_on_the_promised_day():
    signature = rejected()
    long_ago = timezone.now() - timedelta(days=900)
    Call.objects.update(closes_at=long_ago, delivered_at=long_ago, retention_days=1)
    [erasure] = erase_due()
    assert erasure.anonymized == 1
    signature.refresh_from_db()
    assert signature.anonymized_at and signature.rejection_reason == ""
    assert SECRET not in typed()
    assert ModelLogEntry.objects.filter(label=signature.reference).count() == 2


def test_reason_goes_when_the_signer_leaves():
    signature = rejected()
    assert services.forget_rejected(signature.reference) is services.Outcome.DONE
    signature.refresh_from_db()
    assert signature.rejection_reason == ""
    assert SECRET not in typed()


def test_reason_goes_when_a_restored_signature_is_withdrawn():
    signature = rejected()
    services.restore_signature(signature, SECRET)
    services.withdraw_signature(signature.reference)
    assert SECRET not in typed()


def test_reason_goes_with_a_row_that_is_deleted():
    signature = make_signature()
    services.reject_signature(signature, SECRET)
    let_time_pass(signature, timedelta(days=40))
    assert services.delete_unconfirmed() == 1
    assert SECRET not in typed()


def test_reason_of_the_deletion_itself_goes_after_a_month_and_others_stay():
    gone, there = make_signature(status="confirmed"), make_signature(status="confirmed")
    services.hide_name(there, "asked for it by mail")
    services.delete_on_request(gone, SECRET)
    assert SECRET in typed()
    assert services.forget_old_reasons() == 0
    ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(days=31))
    assert "forget reasons" in scheduled_jobs.do_due()
    assert SECRET not in typed()
    assert "asked for it by mail" in typed()
    assert ModelLogEntry.objects.filter(action="campaigns.delete_on_request").exists()


def test_log_of_other_things_is_left_alone():
    call = make_signature().call
    content = apps.get_model("contenttypes", "ContentType").objects.get_for_model(Call)
    old = timezone.now() - timedelta(days=99)
    ModelLogEntry.objects.create(
        content_type=content,
        object_id="no number",
        label="a call",
        action="wagtail.edit",
        timestamp=old,
        data={"reason": "a better word"},
        deleted=False,
    )
    assert call and services.forget_old_reasons() == 0
    assert "a better word" in typed()
