"""Changed rules of a domain reach the signatures that are there: one mailbox, one count."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.models import AddressRekeying, EmailDomainRule, Signature
from campaigns.services import tally
from tests.campaigns.factories import make_call, make_signature, make_signer

DOMAIN = "mail.example"


def settle() -> None:
    AddressRekeying.objects.update(requested_at=timezone.now() - timedelta(minutes=5))


def rekey_all(batch: int = 200) -> AddressRekeying:
    settle()
    while services.rekey_some(batch) is not None:
        pass
    return AddressRekeying.objects.get(domain=DOMAIN)


def states(*signatures) -> list[str]:
    return [Signature.objects.get(pk=signature.pk).status for signature in signatures]


def sign_again(call, email: str) -> int:
    """How many rows a form with this address adds."""
    before = Signature.objects.count()
    services.sign(call, call.statements.first(), make_signer(email=email), "en")
    return Signature.objects.count() - before


@pytest.mark.django_db
def test_new_rule_gives_signatures_the_key_that_later_forms_meet():
    call = make_call()
    signature = make_signature(call, "confirmed", email=f"r.o.sa@{DOMAIN}")
    other = make_signature(call, email="r.osa@elsewhere.example")
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    job = rekey_all()
    assert (job.changed, job.conflicts) == (1, 0)
    assert job.finished_at is not None
    assert sign_again(call, f"rosa@{DOMAIN}") == 0
    assert sign_again(call, "rosa@elsewhere.example") == 1
    assert states(signature, other) == ["confirmed", "pending"]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["change", "delete", "rename"])
def test_changed_and_deleted_rules_reach_what_they_had_made_one(change):
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    rekey_all()
    call = make_call()
    make_signature(call, "confirmed", email=f"r.osa@{DOMAIN}")
    rule = EmailDomainRule.objects.get(domain=DOMAIN)
    if change == "delete":
        rule.delete()
    elif change == "change":
        EmailDomainRule.objects.filter(pk=rule.pk).update(drops_dots=False)
    else:
        EmailDomainRule.objects.filter(pk=rule.pk).update(domain="renamed.example")
    assert rekey_all().changed == 1
    assert sign_again(call, f"rosa@{DOMAIN}") == 1
    assert sign_again(call, f"r.osa@{DOMAIN}") == 0


@pytest.mark.django_db
def test_saving_a_rule_unchanged_asks_for_nothing():
    rule = EmailDomainRule.objects.create(domain=DOMAIN)
    rekey_all()
    rule.save()
    assert AddressRekeying.objects.get(domain=DOMAIN).finished_at is not None


@pytest.mark.django_db
def test_it_waits_until_requests_that_read_the_old_rules_are_over():
    make_signature(email=f"r.osa@{DOMAIN}")
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    assert services.rekey_some() is None


MAILBOX = [f"r.o.s.a@{DOMAIN}", f"ro.sa@{DOMAIN}", f"rosa@{DOMAIN}"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["pending", "confirmed", "confirmed"], ["rejected", "confirmed", "rejected"]),
        (["confirmed", "pending", "pending"], ["confirmed", "rejected", "rejected"]),
        (["pending", "pending", "pending"], ["pending", "rejected", "rejected"]),
        (["rejected", "pending", "confirmed"], ["rejected", "rejected", "confirmed"]),
    ],
)
def test_of_one_mailbox_the_oldest_confirmed_signature_goes_on_counting(before, after):
    call = make_call()
    signatures = [
        make_signature(call, status, email=email)
        for status, email in zip(before, MAILBOX, strict=True)
    ]
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    rekey_all(batch=1)
    assert states(*signatures) == after
    tally.tick()
    assert type(call).objects.get(pk=call.pk).tally.people == after.count("confirmed")
    for email in MAILBOX:
        assert sign_again(call, email) == 0


@pytest.mark.django_db
def test_what_is_set_aside_says_why_and_is_counted_for_staff():
    call = make_call()
    kept = make_signature(call, "confirmed", email=MAILBOX[0])
    double = make_signature(call, "confirmed", email=MAILBOX[1])
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    assert rekey_all().conflicts == 1
    double.refresh_from_db()
    assert double.rejection_reason == f"Same mailbox as {kept.reference}, which was there first."
    entry = ModelLogEntry.objects.get(action="campaigns.reject_signature")
    assert (entry.label, DOMAIN in str(entry.data)) == (double.reference, False)


@pytest.mark.django_db
def test_double_comes_back_only_when_the_mailbox_is_free():
    call = make_call()
    kept = make_signature(call, "confirmed", email=MAILBOX[0])
    double = make_signature(call, "confirmed", email=MAILBOX[2])
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    rekey_all()
    assert services.restore_signature(double, "asked") is services.Outcome.REFUSED
    services.withdraw_signature(kept.reference)
    assert services.restore_signature(double, "asked") is services.Outcome.DONE
    assert sign_again(call, MAILBOX[1]) == 0


@pytest.mark.django_db
def test_a_second_pass_changes_nothing_and_a_rule_taken_back_parts_them_again():
    call = make_call()
    make_signature(call, "confirmed", email=MAILBOX[0])
    double = make_signature(call, "pending", email=MAILBOX[1])
    rule = EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    rekey_all()
    AddressRekeying.objects.update(last_id=0, changed=0, conflicts=0, finished_at=None)
    job = rekey_all()
    assert (job.changed, job.conflicts) == (0, 0)
    rule.delete()
    rekey_all()
    assert services.restore_signature(double, "rule was wrong") is services.Outcome.DONE


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_goes_on_where_it_was():
    """Each batch keeps its place in the transaction that changes the keys."""
    call = make_call()
    for number in range(5):
        make_signature(call, email=f"r.{number}@{DOMAIN}")
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    settle()
    assert services.rekey_some(2).changed == 2

    def die(execute, sql, params, many, context):
        if sql.startswith('UPDATE "campaigns_addressrekeying"'):
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(die), pytest.raises(KeyboardInterrupt):
        services.rekey_some(2)
    job = AddressRekeying.objects.get(domain=DOMAIN)
    assert (job.changed, job.finished_at) == (2, None)
    assert rekey_all(2).changed == 5
    assert sum(sign_again(call, f"r{number}@{DOMAIN}") for number in range(5)) == 0


@pytest.mark.django_db
def test_nothing_that_is_stored_or_logged_about_it_holds_an_address(caplog):
    call = make_call()
    caplog.set_level("DEBUG")
    for email in ("xochi.tzin", "xochitzin"):
        make_signature(call, email=f"{email}@{DOMAIN}")
    EmailDomainRule.objects.create(domain=DOMAIN, drops_dots=True)
    rekey_all()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(s)::text FROM campaigns_signature s"
            " UNION ALL SELECT row_to_json(j)::text FROM campaigns_addressrekeying j"
        )
        stored = str(cursor.fetchall())
    assert "Same mailbox" in stored
    for secret in ("xochi", b"xochi".hex()):
        assert secret not in stored + caplog.text
