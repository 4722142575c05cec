"""Every transition from every state, duplicates, and what each leaves behind."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.models import EmailDomainRule, OutboundMail, Signature
from campaigns.services import Outcome
from tests.campaigns.factories import (
    ask_again,
    let_time_pass,
    make_call,
    make_organization,
    make_signature,
    make_signer,
    make_statement,
    queued_kinds,
)

pytestmark = pytest.mark.django_db

PERSONAL_COLUMNS = [
    "sealed_name",
    "sealed_email",
    "sealed_role",
    "sealed_comment",
    "email_key",
    "domain_key",
    "sealed_postal_code",
    "organization_name",
    "website",
]


def sign_again(signature: Signature, **fields) -> None:
    services.sign(
        signature.call,
        signature.statement,
        make_signer(**{"email": signature.email, **fields}),
        "en",
    )


def act(verb: str, signature: Signature) -> Outcome:
    by_link = {
        "confirm": services.confirm_signature,
        "disown": services.disown_signature,
        "withdraw": services.withdraw_signature,
    }
    if verb in by_link:
        return by_link[verb](signature.reference)
    by_staff = {
        "reject": services.reject_signature,
        "restore": services.restore_signature,
    }
    return by_staff[verb](signature, "test")


STATE_TABLE = {
    ("pending", "confirm"): "confirmed",
    ("pending", "disown"): None,
    ("pending", "withdraw"): "pending",
    ("pending", "reject"): "rejected",
    ("pending", "restore"): "pending",
    ("confirmed", "confirm"): "confirmed",
    ("confirmed", "disown"): "confirmed",
    ("confirmed", "withdraw"): "withdrawn",
    ("confirmed", "reject"): "rejected",
    ("confirmed", "restore"): "confirmed",
    ("withdrawn", "confirm"): "withdrawn",
    ("withdrawn", "disown"): "withdrawn",
    ("withdrawn", "withdraw"): "withdrawn",
    ("withdrawn", "reject"): "withdrawn",
    ("withdrawn", "restore"): "withdrawn",
    ("rejected", "confirm"): "rejected",
    ("rejected", "disown"): "rejected",
    ("rejected", "withdraw"): "rejected",
    ("rejected", "reject"): "rejected",
    ("rejected", "restore"): "pending",
}


@pytest.mark.parametrize(("before", "verb"), STATE_TABLE)
def test_state_table(before, verb):
    signature = make_signature(status=before)
    outcome = act(verb, signature)
    after = Signature.objects.filter(pk=signature.pk).values_list("status", flat=True).first()
    expected = STATE_TABLE[before, verb]
    assert after == expected
    assert (outcome is Outcome.DONE) is (expected != before)


def test_second_confirmation_changes_nothing():
    signature = make_signature(status="confirmed")
    before = Signature.objects.filter(pk=signature.pk).values().get()
    assert services.confirm_signature(signature.reference) is Outcome.ALREADY
    assert Signature.objects.filter(pk=signature.pk).values().get() == before


def test_unknown_reference_is_refused_everywhere():
    for verb in (
        services.confirm_signature,
        services.disown_signature,
        services.withdraw_signature,
    ):
        assert verb("NO0000000000") is Outcome.REFUSED


def test_signature_pins_the_text_it_signed():
    call = make_call()
    first = call.statements.get()
    signature = make_signature(call)
    services.publish_statement(call, "en", "New words", "<p>New.</p>")
    assert Signature.objects.get(pk=signature.pk).statement == first


def test_restored_signature_is_what_it_was():
    signature = make_signature(status="confirmed")
    confirmed_at = signature.confirmed_at
    services.reject_signature(signature, "looks odd")
    signature.refresh_from_db()
    assert (signature.status, signature.rejection_reason) == ("rejected", "looks odd")
    services.restore_signature(signature, "it was right")
    signature.refresh_from_db()
    assert (signature.status, signature.confirmed_at) == ("confirmed", confirmed_at)
    assert (signature.rejection_reason, signature.ended_at) == ("", None)


# -- Nothing personal stays --------------------------------------------------------------------


def test_disowned_signature_leaves_no_row_and_no_mail():
    signature = make_signature()
    assert services.disown_signature(signature.reference) is Outcome.DONE
    assert not Signature.objects.exists()
    assert not OutboundMail.objects.exists()


def test_withdrawn_signature_keeps_nothing_personal():
    signature = make_organization(
        comment="why", postal_code="94612", country="US", region="CA", website="https://x.example"
    )
    services.withdraw_signature(signature.reference)
    row = Signature.objects.filter(pk=signature.pk).values(*PERSONAL_COLUMNS, "country").get()
    assert row.pop("country") == "US"
    assert not any(row.values()), row


def test_database_refuses_a_withdrawn_row_with_a_name():
    signature = make_signature(status="confirmed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(status="withdrawn")


def test_who_withdrew_can_sign_again():
    signature = make_signature(status="confirmed", email="rosa@example.org")
    services.withdraw_signature(signature.reference)
    make_signature(signature.call, email="rosa@example.org")
    assert sorted(Signature.objects.values_list("status", flat=True)) == ["pending", "withdrawn"]


def test_unconfirmed_signatures_go_after_thirty_days_and_only_those():
    call = make_call()
    old = [make_signature(call, status) for status in ("pending", "rejected", "confirmed")]
    old.append(make_signature(call, "confirmed"))
    services.reject_signature(old[3], "made up")
    for signature in old:
        let_time_pass(signature, timedelta(days=30, minutes=1))
    young = make_signature(call)
    let_time_pass(young, timedelta(days=29))
    assert services.delete_unconfirmed(batch=1) == 2
    assert set(Signature.objects.values_list("pk", flat=True)) == {
        old[2].pk,
        old[3].pk,
        young.pk,
    }
    assert not OutboundMail.objects.filter(signature_id__in=[old[0].pk, old[1].pk]).exists()
    assert services.delete_unconfirmed() == 0


def test_several_batches_delete_all_that_is_overdue():
    call = make_call()
    for _number in range(5):
        let_time_pass(make_signature(call), timedelta(days=31))
    assert services.delete_unconfirmed(batch=2) == 5


# -- Duplicates --------------------------------------------------------------------------------


def test_repetition_within_ten_minutes_sends_no_second_mail():
    signature = make_signature()
    sign_again(signature)
    assert queued_kinds() == ["confirm"]


def test_later_repetition_sends_the_same_confirmation_again():
    signature = make_signature(name="Rosa")
    let_time_pass(signature, timedelta(minutes=11))
    sign_again(signature, name="Somebody else", country="BR", show_name=True)
    assert queued_kinds() == ["confirm", "confirm"]
    row = Signature.objects.get()
    assert (row.name, row.country, row.show_name) == ("Rosa", "MX", False)


def test_confirmed_signer_gets_another_mail():
    signature = make_signature(status="confirmed")
    let_time_pass(signature, timedelta(minutes=11))
    sign_again(signature)
    assert queued_kinds() == ["confirm", "already_signed"]


@pytest.mark.parametrize("status", ["pending", "confirmed"])
def test_no_more_than_five_mails_are_queued_while_none_goes_out(status):
    """The server is away, or staff stopped mail: what waits counts as much as what went."""
    signature = make_signature(status=status)
    for _repetition in range(9):
        let_time_pass(signature, timedelta(minutes=11))
        sign_again(signature)
        ask_again(signature.call, signature.email)
    assert len(queued_kinds()) == 5


def test_rejected_signer_gets_no_mail():
    signature = make_signature(status="rejected")
    let_time_pass(signature, timedelta(minutes=11))
    sign_again(signature)
    ask_again(signature.call, signature.email)
    assert queued_kinds() == ["confirm"]
    assert Signature.objects.get().status == "rejected"


def test_same_address_signs_two_calls():
    one, other = make_signature(email="rosa@example.org"), make_signature(email="rosa@example.org")
    assert one.call != other.call
    assert len(queued_kinds()) == 2


def test_address_is_one_under_the_rules_of_its_domain():
    signature = make_signature(email="rosa@gmail.com")
    sign_again(signature, email="R.O.S.A+call@GoogleMail.com".replace("GoogleMail", "googlemail"))
    assert Signature.objects.count() == 1
    sign_again(signature, email="r.o.s.a@example.org")
    sign_again(signature, email="rosa@example.org")
    assert Signature.objects.count() == 3


def test_rule_that_staff_add_holds_for_the_next_signature():
    EmailDomainRule.objects.create(
        domain="post.example", same_as="mail.example", tag_separator="-", drops_dots=True
    )
    signature = make_signature(email="rosa@mail.example")
    sign_again(signature, email="ro.sa-tag@post.example")
    assert Signature.objects.count() == 1


def test_database_refuses_a_second_row_for_one_address():
    signature = make_signature()
    other = make_signature(signature.call)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=other.pk).update(email_key=signature.email_key)


def test_resend_for_an_unknown_address_does_nothing():
    ask_again(make_call(), "nobody@example.org")
    assert not Signature.objects.exists()
    assert not OutboundMail.objects.exists()


def test_resend_for_all_calls_finds_each_signature_of_the_address():
    for _call in range(2):
        signature = make_signature(email="rosa@example.org")
        let_time_pass(signature, timedelta(minutes=11))
    ask_again(None, "rosa@example.org")
    assert queued_kinds() == ["confirm"] * 4


# -- One statement -----------------------------------------------------------------------------


@pytest.mark.parametrize("status", [None, "pending", "confirmed", "rejected"])
def test_signing_asks_the_database_the_same_whatever_it_knows(django_assert_num_queries, status):
    call = make_call()
    statement, signer = call.statements.get(), make_signer()
    if status:
        make_signature(call, status, email=signer.email)
    with django_assert_num_queries(2) as asked:
        services.sign(call, statement, signer, "en")
    assert "campaigns_emaildomainrule" in asked[0]["sql"]
    assert asked[1]["sql"].count("INSERT INTO campaigns_signature AS ") == 1


def test_signing_never_writes_the_row_of_the_call():
    call = make_call()
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin, xmax FROM campaigns_call WHERE id = %s", [call.pk])
        before = cursor.fetchone()
        signature = make_signature(call)
        services.confirm_signature(signature.reference)
        cursor.execute("SELECT xmin FROM campaigns_call WHERE id = %s", [call.pk])
        assert cursor.fetchone()[0] == before[0]


def test_mail_that_cannot_be_queued_leaves_no_signature():
    call = make_call()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_outboundmail ADD CONSTRAINT no_mail CHECK (id < 0)")
    with pytest.raises(IntegrityError), transaction.atomic():
        services.sign(call, call.statements.get(), make_signer(), "en")
    assert not Signature.objects.exists()


# -- Public names ------------------------------------------------------------------------------


PUBLIC = {
    "person who asked": (dict(show_name=True), "confirmed", [], True),
    "person who did not ask": (dict(show_name=False), "confirmed", [], False),
    "person who waits": (dict(show_name=True), "pending", [], False),
    "person who was rejected": (dict(show_name=True), "rejected", [], False),
    "person who withdrew": (dict(show_name=True), "withdrawn", [], False),
    "person who was hidden": (dict(show_name=True), "confirmed", ["hide"], False),
    "person shown again": (dict(show_name=True), "confirmed", ["hide", "show"], True),
    "person shown without asking": (dict(show_name=False), "confirmed", ["hide", "show"], False),
    "organization not looked at": (
        dict(show_name=True, kind="organization"),
        "confirmed",
        [],
        False,
    ),
    "organization approved": (
        dict(show_name=True, kind="organization"),
        "confirmed",
        ["approve"],
        True,
    ),
    "organization approved and hidden": (
        dict(show_name=True, kind="organization"),
        "confirmed",
        ["approve", "hide"],
        False,
    ),
    "organization approved that did not ask": (
        dict(show_name=False, kind="organization"),
        "confirmed",
        ["approve"],
        False,
    ),
    "organization approved before confirming": (
        dict(show_name=True, kind="organization"),
        "pending",
        ["approve"],
        False,
    ),
}


@pytest.mark.parametrize("case", PUBLIC)
def test_name_is_public_by_consent_and_moderation_and_confirmation(case):
    fields, status, steps, is_public = PUBLIC[case]
    signature = make_signature(status=status, organization="Mujeres en Marcha", **fields)
    by_staff = {
        "hide": services.hide_name,
        "show": services.show_name_again,
        "approve": services.approve_name,
    }
    for step in steps:
        assert by_staff[step](signature, "test") is Outcome.DONE
    assert Signature.objects.publicly_named().exists() is is_public


def test_persons_are_not_approved_as_organizations():
    assert services.approve_name(make_signature(), "test") is Outcome.REFUSED


# -- Audit -------------------------------------------------------------------------------------


def test_every_staff_action_is_on_record_once_and_names_nobody(admin_user):
    signature = make_organization(name="Xochiquetzal", email="xochi@unmistakable.example")
    let_time_pass(signature, timedelta(minutes=11))
    for act_on in (
        services.approve_name,
        services.hide_name,
        services.show_name_again,
        services.reject_signature,
        services.restore_signature,
        services.resend_to_signer,
    ):
        assert act_on(signature, "because", admin_user) is Outcome.DONE
    entries = ModelLogEntry.objects.filter(object_id=str(signature.pk))
    assert sorted(entries.values_list("action", flat=True)) == [
        "campaigns.approve_organization",
        "campaigns.hide_name",
        "campaigns.reject_signature",
        "campaigns.resend_confirmation",
        "campaigns.restore_signature",
        "campaigns.show_name",
    ]
    for entry in entries:
        assert (entry.user, entry.data["reason"], entry.label) == (
            admin_user,
            "because",
            signature.reference,
        )


def test_refused_action_is_not_on_record():
    signature = make_signature(status="withdrawn")
    before = ModelLogEntry.objects.count()
    assert services.reject_signature(signature, "no") is Outcome.REFUSED
    assert services.hide_name(make_signature(), "yes") is Outcome.DONE
    assert ModelLogEntry.objects.count() == before + 1


# -- The text ----------------------------------------------------------------------------------


def test_changed_text_becomes_a_new_version_and_the_old_one_stays():
    call = make_call()
    old = call.statements.get()
    version = services.publish_statement(call, "en", "New title", "<p>New.</p>")
    assert (version.number, version.reason) == (2, "")
    assert call.statement_for("en") == version
    assert version.sha256 != old.sha256
    old.refresh_from_db()
    assert old.title == "Ratify the Convention"


def test_unchanged_text_makes_no_version():
    call = make_call()
    old = call.statements.get()
    assert services.publish_statement(call, "en", old.title, old.body) is None
    assert call.statements.count() == 1


def test_text_that_was_signed_changes_only_with_a_reason():
    call = make_call()
    make_signature(call)
    services.publish_statement(call, "en", "Typo mended", "<p>New.</p>")
    make_signature(call, "confirmed")
    with pytest.raises(services.StatementError):
        services.publish_statement(call, "en", "Other", "<p>Other.</p>")
    version = services.publish_statement(call, "en", "Other", "<p>Other.</p>", "The vote passed")
    assert (version.number, version.reason) == (3, "The vote passed")


def test_first_text_in_another_language_needs_no_reason():
    call = make_call()
    make_signature(call, "confirmed")
    version = services.publish_statement(call, "es", "Ratifiquen", "<p>Pedimos.</p>")
    assert version.number == 1
    assert call.statement_for("es") == version
    assert call.statement_for("fr") == call.statements.get(language="en")


def test_a_version_cannot_be_saved_twice():
    statement = make_call().statements.get()
    statement.title = "Quietly changed"
    with pytest.raises(TypeError):
        statement.save()


def test_two_versions_cannot_have_one_number():
    call = make_call()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_statement(call, title="Other")


def test_times_in_a_row_are_those_of_the_service_to_the_hour():
    """So tests and retention can reckon with them, and no log of seconds leads to the row."""
    before = timezone.now().replace(minute=0, second=0, microsecond=0)
    signature = make_signature(status="confirmed")
    after = timezone.now()
    assert before <= signature.created_at <= signature.confirmed_at <= after
    assert signature.created_at.time().replace(hour=0) == time.min
    assert signature.confirmed_at.time().replace(hour=0) == time.min
