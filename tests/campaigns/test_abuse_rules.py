"""Rules and limits of the staff: judged off the request, set aside with a reason, never told."""

import time
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.core import mail as mailbox
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.utils import timezone

from campaigns import services
from campaigns.mail import scheduled_jobs, sending, worker
from campaigns.models import (
    AbuseLimits,
    AbuseRule,
    AddressRekeying,
    EmailDomainRule,
    OutboundMail,
    Signature,
    WaitingCheck,
)
from campaigns.privacy import vault
from campaigns.services import screening, tally
from campaigns.signing.form_windows import minute_of
from tests.campaigns.factories import (
    form_data,
    let_time_pass,
    make_call,
    make_call_page,
    make_signer,
    sign_url,
)

pytestmark = pytest.mark.django_db

HOME = "1.2.3.4"
NETWORK_REASON = "Caught by a rule or a limit for networks; which one is not kept"


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    screening.form_windows.forget()


def make_rule(kind: str, pattern: str, verdict: str = "block") -> AbuseRule:
    """A rule as the form of the staff makes it."""
    rule = AbuseRule(kind=kind, pattern=pattern, verdict=verdict)
    rule.full_clean(exclude=["address_key"])
    rule.save()
    return rule


def sign_from(client: str = HOME, call=None, **fields) -> Signature:
    call = call or make_call()
    services.sign(call, call.statements.first(), make_signer(**fields), "en", client)
    return Signature.objects.latest("pk")


def judge(signature: Signature) -> Signature:
    services.judge_waiting()
    signature.refresh_from_db()
    return signature


# -- Validation ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("network", "1.2.3.99/24", "1.2.3.0/24"),
        ("network", "1.2.3.4", "1.2.3.4/32"),
        ("network", "2001:4860:1:2:3::/96", "2001:4860:1:2::/64"),
        ("domain", "@Bücher.example", "xn--bcher-kva.example"),
        ("domain", "*.EXAMPLE.org", "*.example.org"),
        ("domain", "mail?.example", "mail?.example"),
    ],
)
def test_rules_are_stored_in_one_form(kind, typed, stored):
    assert make_rule(kind, typed).pattern == stored


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("network", "", "Enter what the rule is about"),
        ("network", "1.2.3", "Enter a network"),
        ("network", "1.2.3.0/40", "Enter a network"),
        ("network", "0.0.0.0/0", "too wide"),
        ("network", "1.0.0.0/7", "too wide"),
        ("network", "10.0.0.0/8", "not a public one"),
        ("network", "::1", "not a public one"),
        ("domain", "*", "fit too many"),
        ("domain", "*.*", "fit too many"),
        ("domain", "mail.*", "fit too many"),
        ("domain", "a b.example", "Enter a domain"),
        ("domain", "..", "Enter a domain"),
        ("domain", "[a-z].example", "Enter a domain"),
        ("address", "rosa", "e-mail address in full"),
        ("address", "", "Enter what the rule is about"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(kind, typed, says):
    with pytest.raises(ValidationError) as refused:
        make_rule(kind, typed)
    assert list(refused.value.message_dict) == ["pattern"]
    assert says in str(refused.value)


@pytest.mark.parametrize("kind", ["network", "domain", "address"])
def test_one_thing_has_one_rule(kind):
    typed = {"network": HOME, "domain": "a.example", "address": "rosa@a.example"}[kind]
    make_rule(kind, typed)
    with pytest.raises(ValidationError, match="about this already"):
        make_rule(kind, typed, "allow")


def test_address_is_kept_as_its_key_only_and_survives_an_edit():
    rule = make_rule("address", "Xochi.Tzin@mail.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM campaigns_abuserule r")
        [[stored]] = cursor.fetchall()
    assert "xochi" not in stored.lower() + str(rule).lower()
    key, rule.note = rule.address_key, "asked by phone"
    rule.full_clean(exclude=["address_key"])
    assert rule.address_key == key
    with pytest.raises(IntegrityError), transaction.atomic():
        AbuseRule.objects.filter(pk=rule.pk).update(pattern="xochi.tzin@mail.example")


def test_limits_that_contradict_each_other_are_refused():
    with pytest.raises(ValidationError) as refused:
        AbuseLimits(burst_minutes=120, sustained_hours=2).full_clean()
    assert "sustained_hours" in refused.value.message_dict
    with pytest.raises(ValidationError) as refused:
        AbuseLimits(burst_most=50, sustained_most=40).full_clean()
    assert "sustained_most" in refused.value.message_dict
    AbuseLimits(burst_most=50, sustained_most=0).full_clean()


# -- What is caught --------------------------------------------------------------------------------

CATCHING = [
    ("network", "1.2.0.0/16", {}),
    ("network", "1.2.3.4", {}),
    ("domain", "*.spam.example", {"email": "rosa@mail.spam.example"}),
    ("domain", "bücher.example", {"email": "rosa@bücher.example"}),
    ("address", "rosa@spam.example", {"email": "ROSA+x@spam.example"}),
]


@pytest.mark.parametrize(("kind", "pattern", "fields"), CATCHING)
def test_caught_signature_is_kept_rejected_counts_nowhere_and_gets_no_mail(kind, pattern, fields):
    rule = make_rule(kind, pattern)
    call = make_call()
    caught = judge(sign_from(call=call, **fields))
    free = judge(sign_from("8.8.8.8", call))
    assert (caught.status, free.status) == ("rejected", "pending")
    assert caught.rejection_reason == (
        NETWORK_REASON if kind == "network" else f"Rule {rule.pk}: {rule.get_kind_display()}"
    )
    sending.send_due_mails()
    assert [message.to for message in mailbox.outbox] == [[free.email]]
    services.confirm_signature(caught.reference)
    tally.tick()
    numbers = type(call).objects.get(pk=call.pk).tally
    assert (numbers.people, numbers.rejected) == (0, 0)


@pytest.mark.parametrize(("kind", "pattern", "fields"), CATCHING)
@pytest.mark.parametrize("order", [1, -1])
def test_block_beats_allow(kind, pattern, fields, order):
    rules = [(kind, pattern, "block"), ("network", "1.0.0.0/8", "allow")][::order]
    for rule in rules:
        make_rule(*rule)
    assert judge(sign_from(**fields)).status == "rejected"


def test_restored_signature_is_not_caught_again_and_gets_its_mail():
    make_rule("network", HOME)
    signature = judge(sign_from())
    sending.send_due_mails()
    assert not mailbox.outbox
    assert services.restore_signature(signature, "a mistake") is services.Outcome.DONE
    judge(signature)
    sending.send_due_mails()
    signature.refresh_from_db()
    assert signature.status == "pending"
    assert [message.to for message in mailbox.outbox] == [[signature.email]]


def test_caught_form_does_not_keep_the_owner_of_its_address_from_signing():
    make_rule("network", HOME)
    call = make_call()
    caught = judge(sign_from(HOME, call, email="rosa@mail.example"))
    EmailDomainRule.objects.create(domain="mail.example", drops_dots=True)
    AddressRekeying.objects.update(requested_at=timezone.now() - timedelta(minutes=5))
    services.rekey_some()
    own = judge(sign_from("8.8.8.8", call, email="ro.sa@mail.example"))
    assert own.pk != caught.pk
    sending.send_due_mails()
    assert [message.to for message in mailbox.outbox] == [["ro.sa@mail.example"]]
    assert services.confirm_signature(own.reference) is services.Outcome.DONE
    assert services.restore_signature(caught, "a mistake") is services.Outcome.REFUSED
    services.withdraw_signature(own.reference)
    assert services.restore_signature(caught, "a mistake") is services.Outcome.DONE
    caught.refresh_from_db()
    assert caught.email_key == services.find_email_keys("rosa@mail.example")[0]


def test_address_that_has_no_domain_any_more_stops_no_judging():
    """Such a row cannot come from the form; one from elsewhere must not hold up the others."""
    make_rule("domain", "spam.example")
    make_rule("address", "rosa@spam.example")
    odd, caught = sign_from(), sign_from(email="rosa@spam.example")
    sealed = vault.seal("no address", odd.sealing_place("email"))
    Signature.objects.filter(pk=odd.pk).update(sealed_email=sealed)
    assert (judge(odd).status, judge(caught).status) == ("pending", "rejected")


def test_rule_for_an_address_outlives_a_change_of_its_domain_rule():
    make_rule("address", "r.osa@mail.example")
    EmailDomainRule.objects.create(domain="mail.example", drops_dots=True)
    assert judge(sign_from(email="r.osa@mail.example")).status == "rejected"


def test_form_for_a_waiting_signature_from_a_blocked_network_harms_it_not():
    """Else anybody could have somebody's signature rejected by typing the address again."""
    make_rule("network", "1.2.3.0/24")
    call = make_call()
    signature = judge(sign_from("8.8.8.8", call, email="rosa@mail.example"))
    let_time_pass(signature, timedelta(minutes=10))  # so that the form is answered by a mail
    services.sign(call, call.statements.first(), make_signer(email="rosa@mail.example"), "en", HOME)
    assert judge(signature).status == "pending"


def test_mail_that_is_claimed_before_the_judging_does_not_go_out():
    make_rule("network", HOME)
    signature = sign_from()
    assert sending.send_due_mails().dropped == 1
    signature.refresh_from_db()
    assert (signature.status, mailbox.outbox) == ("rejected", [])


# -- Windows ---------------------------------------------------------------------------------------


def set_limits(**fields) -> None:
    limits = AbuseLimits.load()
    for name, value in fields.items():
        setattr(limits, name, value)
    limits.full_clean()
    limits.save()


def sign_at(call, minutes_ago: float, client: str = HOME, **fields) -> Signature:
    signature = sign_from(client, call, **fields)
    when = timezone.now() - timedelta(minutes=minutes_ago)
    WaitingCheck.objects.filter(signature=signature).update(created_at=when)
    return signature


@pytest.mark.parametrize(
    ("limits", "minutes_ago", "expected"),
    [
        ({"burst_most": 2, "burst_minutes": 10}, [3, 2, 1], "ppr"),
        ({"burst_most": 2, "burst_minutes": 10}, [30, 20, 1], "ppp"),
        ({"burst_most": 2, "burst_minutes": 10}, [16, 5, 4, 1], "pppr"),
        ({"sustained_most": 2, "burst_most": 0, "sustained_hours": 1}, [59, 30, 1], "ppr"),
        ({"sustained_most": 2, "burst_most": 0, "sustained_hours": 1}, [62, 61, 1], "ppp"),
        ({"sustained_most": 0, "burst_most": 0}, [1] * 6, "pppppp"),
    ],
)
def test_windows_count_what_came_before_in_their_time(limits, minutes_ago, expected):
    set_limits(**limits)
    call = make_call()
    signatures = [sign_at(call, minutes) for minutes in minutes_ago]
    other = sign_at(call, 0, "1.2.3.5")
    states = [judge(signature).status[0] for signature in signatures]
    assert "".join(states) == expected
    assert judge(other).status == "pending"


@pytest.mark.parametrize(
    ("limit", "template", "beside"),
    [
        ("burst_most", "2001:4860:1:2::{}", "2001:4860:1:200::1"),  # a /64
        ("burst_most", "2001:4860:1:2{}::1", "2001:4860:1:300::1"),  # a /56
        ("burst_most_around", "2001:4860:1:{}00::1", "2001:4860:2:1::1"),  # a /48
        ("burst_most_around", "1.2.3.{}", "1.2.4.1"),  # a /24
    ],
)
def test_neighbors_in_one_network_share_its_limit(limit, template, beside):
    set_limits(**{limit: 2})
    call = make_call()
    signatures = [sign_at(call, 5 - n, template.format(n)) for n in range(1, 4)]
    other = sign_at(call, 0, beside)
    states = [judge(row).status for row in (*signatures, other)]
    assert states == ["pending", "pending", "rejected", "pending"]
    signatures[2].refresh_from_db()
    assert signatures[2].rejection_reason == NETWORK_REASON


def test_forms_from_ever_other_networks_of_one_48_do_not_all_pass():
    most = AbuseLimits().burst_most_around
    call = make_call()
    for _number in range(most):
        screening.form_windows.add(ip_network("2001:4860:1::/48"), minute_of(timezone.now()))
    rows = [sign_from(f"2001:4860:1:{number:x}00::1", call) for number in range(3)]
    assert [judge(row).status for row in rows] == ["rejected"] * 3
    assert judge(sign_from("2001:4860:2::1", call)).status == "pending"


def test_forms_over_several_calls_add_up():
    set_limits(burst_most=2)
    rows = [sign_at(make_call(), 3 - n) for n in range(3)]
    assert [judge(row).status for row in rows] == ["pending", "pending", "rejected"]


def test_forms_for_known_addresses_fill_the_window_too():
    set_limits(burst_most=2)
    call = make_call()
    sign_at(call, 3, email="rosa@mail.example")
    for _time in range(2):
        services.sign(
            call, call.statements.first(), make_signer(email="rosa@mail.example"), "en", HOME
        )
    assert judge(sign_from(HOME, call)).rejection_reason == NETWORK_REASON


def test_forms_that_ask_for_the_link_again_fill_the_window_too():
    set_limits(burst_most=2)
    call = make_call()
    for _time in range(2):
        services.ask_for_link(call, "rosa@mail.example", HOME)
    assert judge(sign_from(HOME, call)).rejection_reason == NETWORK_REASON


def test_network_that_may_pass_knows_no_limit():
    set_limits(burst_most=1)
    make_rule("network", "1.2.3.0/24", "allow")
    call = make_call()
    assert {judge(sign_at(call, n)).status for n in range(3)} == {"pending"}


def test_visitors_behind_a_proxy_that_is_not_counted_are_not_one_network():
    set_limits(burst_most=1)
    call = make_call()
    assert {judge(sign_at(call, n, "10.0.0.7")).status for n in range(3)} == {"pending"}


def test_forms_that_came_before_are_counted_before_the_mail_of_a_later_one():
    set_limits(burst_most=1)
    call = make_call()
    sign_from(HOME, call)
    last = sign_from(HOME, call)
    services.judge_signature(last.pk)
    last.refresh_from_db()
    assert last.status == "rejected"


def test_worker_that_may_not_judge_lets_the_mail_wait_without_counting_an_attempt():
    sign_from()
    assert sending.send_due_mails(may_judge=lambda: False).total == 0
    [mail] = OutboundMail.objects.all()
    assert (mail.status, mail.attempts, mailbox.outbox) == ("queued", 0, [])
    OutboundMail.objects.update(next_attempt_at=timezone.now())
    assert sending.send_due_mails().sent == 1


def test_form_that_nobody_looks_at_for_two_minutes_is_judged_by_whoever_has_its_mail():
    make_rule("network", HOME)
    signature = sign_from()
    assert services.judge_signature(signature.pk, may_judge=False).is_waiting
    WaitingCheck.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    judged = services.judge_signature(signature.pk, may_judge=False)
    assert (judged.is_waiting, judged.rejected) == (False, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_judges_and_another_takes_over_when_it_ends():
    first, second = worker.Worker(), worker.Worker()
    try:
        for one in (first, second):
            one._listen()
            one._judge()
        assert (first._may_judge, second._may_judge) == (True, False)
        first._forget_connections()
        end = time.monotonic() + 20  # until the server has noticed
        while not second._may_judge and time.monotonic() < end:
            second._judge()
        assert second._may_judge
    finally:
        first._forget_connections()
        second._forget_connections()


# -- The request -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "caught"), [(0, False), (1, True), (2, False)], ids=["none", "one", "two"]
)
def test_address_comes_from_exactly_the_configured_number_of_proxies(settings, proxies, caught):
    settings.TRUSTED_PROXIES = proxies
    make_rule("network", "8.8.8.8")
    call = make_call_page().call
    Client().post(
        sign_url(call),
        form_data(call),
        REMOTE_ADDR="172.16.0.1",
        HTTP_X_FORWARDED_FOR="9.9.9.9, 8.8.4.4, 8.8.8.8",
        HTTP_X_FORWARDED_PROTO="https",
    )
    assert (judge(Signature.objects.get()).status == "rejected") is caught


@pytest.mark.parametrize("known", ["blocked network", "blocked address", "over the limit", "free"])
def test_answer_never_says_that_somebody_is_caught(known):
    call = make_call_page().call
    if known == "blocked network":
        make_rule("network", HOME)
    elif known == "blocked address":
        make_rule("address", "rosa@example.org")
    elif known == "over the limit":
        set_limits(burst_most=1)
        judge(sign_from(HOME, call))
    answer = Client().post(sign_url(call), form_data(call), REMOTE_ADDR=HOME)
    judge(Signature.objects.latest("pk"))
    again = Client().post(sign_url(call), form_data(call), REMOTE_ADDR=HOME)
    for one in (answer, again):
        assert (one.status_code, one.url, one.content) == (
            303,
            f"/sign/{call.slug}/check-email/",
            b"",
        )
        assert not one.cookies
    assert dict(answer.items()) == dict(again.items())


# -- What is kept ----------------------------------------------------------------------------------


def test_waiting_form_is_sealed_and_goes_with_the_judging():
    signature = sign_from("8.8.4.4")
    [check] = WaitingCheck.objects.all()
    assert (check.signature_id, check.client) == (signature.pk, "8.8.4.4")
    assert b"8.8.4.4" not in bytes(check.sealed_client)
    assert (check.created_at.second, check.created_at.microsecond) == (0, 0)
    judge(signature)
    assert not WaitingCheck.objects.exists()


def test_table_of_waiting_forms_stands_in_no_log_that_backups_are_made_of():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relpersistence FROM pg_class WHERE relname LIKE %s",
            ["campaigns_waitingcheck%"],
        )
        found = dict(cursor.fetchall())
    assert found["campaigns_waitingcheck"] == "u"
    assert set(found.values()) == {"u"}


def test_deleting_a_signature_empties_its_form_which_counts_all_the_same():
    set_limits(burst_most=1)
    call = make_call()
    signature = sign_from(HOME, call)
    services.disown_signature(signature.reference)
    assert WaitingCheck.objects.get().signature_id is None
    assert judge(sign_from(HOME, call)).status == "rejected"


def test_lost_vault_key_stops_no_signature(settings):
    signature = sign_from()
    settings.VAULT_KEYS = ["another key that has never sealed anything before"]
    assert judge(signature).status == "pending"


@pytest.mark.django_db(transaction=True)
def test_file_of_judged_forms_is_given_back_unless_one_waits():
    def size() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_size('campaigns_waitingcheck')")
            return cursor.fetchone()[0]

    wipe = [duty for duty in scheduled_jobs.DUTIES if duty.name == "wipe judged forms"]
    call = make_call()
    judge(sign_from(call=call))
    waiting = sign_from(call=call)
    assert scheduled_jobs.do_due(wipe) == ["wipe judged forms"]
    assert size() > 0
    assert WaitingCheck.objects.get().signature_id == waiting.pk
    judge(waiting)
    assert size() > 0
    services.wipe_waiting_checks()
    assert size() == 0


@pytest.mark.django_db(transaction=True)
def test_who_signs_in_the_moment_of_wiping_is_not_kept_waiting():
    judge(sign_from())
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("INSERT INTO campaigns_waitingcheck (created_at) VALUES (now())")
            services.wipe_waiting_checks()
            cursor.execute("COMMIT")
        assert WaitingCheck.objects.count() == 1
    finally:
        other.close()
