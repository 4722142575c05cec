"""A mail that is claimed is the one that a query of Django's would give."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns import services
from campaigns.models import OutboundMail, WaitingCheck
from campaigns.services.mail import outbox
from nnirr_site.database.compiled import ByKey
from tests.campaigns.factories import make_call, make_signature

pytestmark = pytest.mark.django_db


def in_words(mail: OutboundMail) -> list:
    signature = mail.signature
    objects = [mail, signature, signature.call, signature.statement, mail.email_change]
    return [(type(one), one.__dict__.keys(), model_to_dict(one)) for one in objects if one]


def ask_as_ever(number: int) -> OutboundMail:
    waiting = WaitingCheck.objects.filter(signature_id=OuterRef("signature_id"))
    related = OutboundMail.objects.select_related(
        "signature__call", "signature__statement", "email_change"
    )
    return related.annotate(is_unjudged=Exists(waiting)).get(pk=number)


@pytest.mark.parametrize("is_unjudged", [True, False])
def test_claimed_mail_is_whole(is_unjudged):
    signature = make_signature(make_call())
    if not is_unjudged:
        WaitingCheck.objects.all().delete()
    claimed = outbox.claim_mail()
    assert claimed.is_unjudged == is_unjudged
    assert in_words(claimed) == in_words(ask_as_ever(claimed.pk))
    with CaptureQueriesContext(connection) as asked:
        assert claimed.signature.call.slug and claimed.signature.statement.title
        assert claimed.signature.email == signature.email
        assert claimed.email_change is None
    assert not asked.captured_queries


def test_claimed_mail_brings_the_wish_for_another_address():
    signature = make_signature(make_call(), status="confirmed")
    OutboundMail.objects.all().delete()
    services.ask_for_new_email(signature.reference, "new@example.org", "en")
    claimed = outbox.claim_mail()
    assert claimed.email_change.signature_id == signature.pk
    assert in_words(claimed) == in_words(ask_as_ever(claimed.pk))
    assert claimed.recipient == "new@example.org"


def test_mail_that_is_gone_is_none():
    make_signature()
    number = OutboundMail.objects.get().pk
    assert outbox.MAIL.get(number).pk == number
    assert outbox.MAIL.get(number + 1) is None


def test_percent_signs_of_a_query_stay(db):
    late = OutboundMail.objects.extra(where=["error NOT LIKE '%%hang%%'"])
    make_signature()
    [number] = OutboundMail.objects.values_list("pk", flat=True)
    assert ByKey(late).get(number).pk == number
    OutboundMail.objects.update(error="has hung, hangs")
    assert ByKey(late).get(number) is None


def test_mail_that_went_out_is_marked_once_and_forgets_where_it_went():
    make_signature()
    slow = outbox.claim_mail()
    OutboundMail.objects.update(
        next_attempt_at=timezone.now() - timedelta(minutes=1), sealed_to=b"x"
    )
    quick = outbox.claim_mail()
    outbox.mark_sent(slow)
    assert OutboundMail.objects.get().status == "sending"
    outbox.mark_sent(quick)
    mail = OutboundMail.objects.get()
    assert (mail.status, mail.sealed_to, mail.claimed_by, mail.error) == ("sent", None, None, "")
    assert mail.sent_at is not None
