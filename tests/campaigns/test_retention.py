"""Names and addresses go on the promised day; the numbers stay."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as mailbox
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from campaigns import services
from campaigns.mail import sending
from campaigns.models import Call, MailPause, MailTurn, OutboundMail, Signature
from campaigns.services import tally
from campaigns.services.retention import anonymizing, due
from tests.campaigns.counts import counted, in_ledger, shown
from tests.campaigns.factories import (
    let_time_pass,
    make_call,
    make_call_page,
    make_organization,
    make_signature,
    use_up_mails,
)
from tests.campaigns.links import own_path

pytestmark = pytest.mark.django_db

CLOSED = datetime(2027, 3, 1, 20, tzinfo=UTC)
DAY = datetime(2027, 5, 31, 12, tzinfo=UTC)  # 90 days after March 2, when it was delivered


def close(call: Call, **fields) -> Call:
    values = {"closes_at": CLOSED, "delivered_at": CLOSED + timedelta(days=1), **fields}
    Call.objects.filter(pk=call.pk).update(**values)
    return Call.objects.get(pk=call.pk)


@pytest.fixture
def call():
    """Every kind of signature that there can be, of a call that has closed and was delivered."""
    page = make_call_page()
    call = page.call
    make_signature(call, "confirmed", name="Rosa Shown", show_name=True, comment="My aunt.")
    make_signature(call, "confirmed", country="US", region="OR", postal_code="97201")
    make_signature(call, "withdrawn")
    services.reject_signature(make_signature(call, "confirmed"), "made up")
    named = make_organization(call, organization="Named Union", show_name=True)
    services.approve_name(named, "known")
    make_organization(call, organization="Quiet Union")
    make_signature(call)
    tally.tick()
    return close(call)


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({}, "2027-05-31"),
        ({"delivered_at": CLOSED - timedelta(days=9)}, "2027-05-30"),
        ({"delivered_at": None}, "2028-05-29"),
        ({"delivered_at": CLOSED + timedelta(days=800)}, "2028-05-29"),
        ({"retention_days": 0}, "2027-03-02"),
        ({"retention_days": 0, "delivered_at": CLOSED}, "2027-03-02"),
        ({"closes_at": None}, "None"),
    ],
)
def test_promised_day_follows_from_closing_and_delivery(fields, day):
    assert str(close(make_call(), **fields).erasure_day) == day


@pytest.mark.parametrize(
    ("fields", "is_kept"),
    [
        ({"closes_at": CLOSED + timedelta(days=2)}, False),
        ({"closes_at": None}, False),
        ({"closes_at": CLOSED + timedelta(days=2), "retention_days": 88}, True),
        ({"closes_at": CLOSED - timedelta(days=20)}, True),
    ],
)
def test_promised_day_comes_no_later_once_somebody_has_signed(fields, is_kept):
    call = close(make_call(), delivered_at=None)
    for name, value in fields.items():
        setattr(call, name, value)
    call.full_clean()
    make_signature(Call.objects.get(pk=call.pk))
    if is_kept:
        call.full_clean()
    else:
        with pytest.raises(ValidationError, match="People have signed") as refused:
            call.full_clean()
        assert list(refused.value.message_dict) == ["closes_at"]


def test_open_end_may_still_be_closed_on_any_day():
    call = make_call()
    make_signature(call)
    call.closes_at = CLOSED + timedelta(days=700)
    call.full_clean()


def test_nothing_is_deleted_before_the_promised_day(call):
    before = list(Signature.objects.order_by("pk").values())
    assert due.plan_retention(DAY - timedelta(days=1)).erasures == []
    assert anonymizing.erase_due(DAY - timedelta(days=1)) == []
    assert list(Signature.objects.order_by("pk").values()) == before


def test_on_the_promised_day_nothing_personal_is_left_and_every_number_stays(call):
    anonymizing.erase_due(DAY)
    tally.tick()
    rows = Signature.objects.filter(call=call)
    assert shown(call) == counted(call) == in_ledger(call)
    assert counted(call) == {"people": 2, "organizations": 2, "withdrawn": 1, "rejected": 1}
    for row in rows:
        personal = [row.sealed_name, row.sealed_email, row.sealed_role, row.sealed_comment]
        personal += [row.email_key, row.domain_key, row.mailed_at, row.comment_approved_at]
        assert personal == [None] * 8
        assert (row.postal_code, row.wants_letters) == ("", False)
        assert timezone.localtime(row.created_at).hour == 0
    assert rows.filter(status="confirmed", country="US", region="OR").count() == 1
    assert not rows.filter(status="pending").exists()
    # The mail to who withdrew has not gone out yet.
    [last] = OutboundMail.objects.filter(signature__call=call)
    assert last.kind == "withdrawn"
    assert Call.objects.get(pk=call.pk).anonymized_at == DAY


def test_named_people_leave_the_page_and_named_organizations_stay(call):
    slug = call.slug
    anonymizing.erase_due(DAY)
    pages = [
        Client().get(path).content.decode()
        for path in (call.pages.get().url, f"/calls/{slug}/names/", f"/calls/{slug}/reasons/")
    ]
    assert not any("Rosa Shown" in html or "My aunt" in html for html in pages)
    organizations = Client().get(f"/calls/{slug}/organizations/").content.decode()
    assert "Named Union" in organizations
    assert list(
        Signature.objects.exclude(organization_name="").values_list("organization_name", flat=True)
    ) == ["Named Union"]


def test_personal_links_end_with_the_data(call):
    paths = [own_path(row) for row in Signature.objects.all()]
    anonymizing.erase_due(DAY)
    assert {Client().get(path).status_code for path in paths} == {410}


def test_dry_run_says_what_the_real_run_then_does(call, capsys, monkeypatch):
    for status in ("pending", "rejected"):
        let_time_pass(make_signature(call, status), timedelta(days=400))
    elsewhere = make_signature()
    let_time_pass(elsewhere, timedelta(days=40))
    withdrawn = make_signature(status="withdrawn")
    OutboundMail.objects.filter(signature=withdrawn).update(
        created_at=timezone.now() - timedelta(days=31), status="failed"
    )
    use_up_mails("rosa@example.org")
    MailTurn.objects.filter(pk__in=MailTurn.objects.values("pk")[:2]).update(
        at=timezone.now() - timedelta(days=8)
    )
    MailPause.objects.create(
        email_key="x", reference="0" * 12, created_at=timezone.now() - timedelta(days=31)
    )
    close(call, closes_at=timezone.now() - timedelta(days=91), delivered_at=timezone.now())
    Call.objects.filter(pk=call.pk).update(retention_days=0)
    before = list(Signature.objects.order_by("pk").values())
    call_command("apply_retention", "--dry-run")
    planned = capsys.readouterr().out
    assert list(Signature.objects.order_by("pk").values()) == before
    call_command("apply_retention")
    assert capsys.readouterr().out == planned
    assert planned.splitlines() == [
        "unconfirmed signatures deleted: 3",
        "addresses of last mails deleted: 1",
        "marks of mails and pauses of addresses deleted: 3",
        f"{call.slug}: 6 signatures anonymized, 1 that waited deleted",
    ]
    call_command("apply_retention")
    assert capsys.readouterr().out.splitlines() == [
        "unconfirmed signatures deleted: 0",
        "addresses of last mails deleted: 0",
        "marks of mails and pauses of addresses deleted: 0",
    ]


@pytest.mark.parametrize("rounds", [0, 1, 2, 3])
def test_interrupted_run_is_finished_by_the_next(call, rounds):
    answers = iter([False] * rounds + [True] * 99)
    [erasure] = anonymizing.erase_due(DAY, batch=2, should_stop=lambda: next(answers))
    assert not erasure.is_finished
    assert Call.objects.get(pk=call.pk).anonymized_at is None
    assert erasure.anonymized + erasure.deleted == 2 * rounds
    assert Signature.objects.filter(sealed_email__isnull=False).exists() is (rounds < 4)
    anonymizing.erase_due(DAY, batch=2)
    assert not Signature.objects.filter(sealed_email__isnull=False).exists()
    assert anonymizing.erase_due(DAY) == []


def test_last_mail_of_the_promised_day_still_goes_out_and_leaves_no_address(call):
    [withdrawn] = call.signatures.filter(status="withdrawn")
    address = OutboundMail.objects.get(kind="withdrawn").recipient
    anonymizing.erase_due(DAY)
    sending.send_due_mails()
    [message] = mailbox.outbox
    assert message.to == [address]
    mail = OutboundMail.objects.get(signature=withdrawn)
    assert (mail.status, mail.sealed_to) == ("sent", None)


@pytest.mark.parametrize(("hours", "is_due"), [(23, False), (25, True)])
def test_nothing_is_deleted_while_links_in_mails_still_count(hours, is_due):
    waiting = make_signature(make_call(retention_days=0))
    close(waiting.call, delivered_at=CLOSED)
    assert bool(anonymizing.erase_due(CLOSED + timedelta(hours=hours))) is is_due
    assert Signature.objects.filter(pk=waiting.pk).exists() is not is_due


def test_sheet_that_is_entered_after_the_promised_day_is_emptied_too(call):
    anonymizing.erase_due(DAY)
    endorser = services.PaperEndorser(
        "Late Union", "Ana Quispe", CLOSED.date(), email="ana@example.org"
    )
    late = services.add_paper_organization(call, endorser, True, "en")
    assert late.created_at < DAY
    [erasure] = anonymizing.erase_due(DAY + timedelta(days=1))
    late.refresh_from_db()
    assert (erasure.anonymized, late.sealed_name, late.email_key) == (1, None, None)
    assert anonymizing.erase_due(DAY + timedelta(days=2)) == []


def test_call_that_opened_again_is_emptied_again(call):
    anonymizing.erase_due(DAY)
    make_signature(call, "confirmed")
    Signature.objects.filter(anonymized_at__isnull=True).update(created_at=DAY + timedelta(days=2))
    [erasure] = anonymizing.erase_due(DAY + timedelta(days=3))
    assert (erasure.anonymized, erasure.is_finished) == (1, True)


def test_other_calls_keep_their_data(call):
    other = make_signature(status="confirmed")
    anonymizing.erase_due(DAY)
    assert Signature.objects.get(pk=other.pk).name


def test_what_is_logged_names_nobody(call, caplog):
    close(call, closes_at=timezone.now() - timedelta(days=91), delivered_at=timezone.now())
    Call.objects.filter(pk=call.pk).update(retention_days=0)
    with caplog.at_level(logging.INFO):
        due.apply_retention()
    text = caplog.text
    assert "6 signatures anonymized" in text
    for private in ("Rosa", "example.org", "97201", *Signature.objects.values_list("reference")):
        assert str(private) not in text


def test_promise_can_be_shortened_but_not_lengthened_once_somebody_signed():
    call = make_call(retention_days=30)
    call.retention_days = 60
    call.full_clean()
    make_signature(call)
    with pytest.raises(ValidationError) as problem:
        call.full_clean()
    assert "retention_days" in problem.value.message_dict
    call.retention_days = 10
    call.full_clean()


def test_address_of_a_last_mail_that_cannot_be_sent_is_deleted_in_the_end():
    make_signature(status="withdrawn")
    mail = OutboundMail.objects.get(kind="withdrawn")
    OutboundMail.objects.update(status="failed")
    due.apply_retention(timezone.now() + timedelta(days=29))
    mail.refresh_from_db()
    assert mail.sealed_to
    due.apply_retention(timezone.now() + timedelta(days=31))
    mail.refresh_from_db()
    assert (mail.sealed_to, mail.status) == (None, "dropped")
