"""The key of the index is replaced while people sign: nobody signs twice, nobody is lost."""

import re
from datetime import timedelta
from threading import Barrier, Thread, get_ident

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, connections, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns import services
from campaigns.admin import signature_search, statistics
from campaigns.models import (
    AbuseRule,
    AddressRekeying,
    EmailDomainRule,
    LinkRequest,
    Signature,
    VaultKey,
)
from campaigns.privacy import vault
from campaigns.services import AlreadySigned, Outcome, PaperEndorser
from campaigns.services.screening import _email_keys
from campaigns.services.vault_keys import keyring, reindexing
from tests.campaigns.factories import (
    ask_again,
    let_time_pass,
    make_call,
    make_organization,
    make_signature,
    make_signer,
    queued_kinds,
)

pytestmark = pytest.mark.django_db

OLD = "the older secret of the index, of many characters"
NEW = "the newer secret of the index, of many characters"


@pytest.fixture(autouse=True)
def _older_key(settings):
    settings.VAULT_INDEX_KEYS = [OLD]


def sign_again(call, email: str, **fields) -> int:
    """How many rows a form with this address adds."""
    before = Signature.objects.count()
    services.sign(call, call.statements.first(), make_signer(email=email, **fields), "en")
    return Signature.objects.count() - before


def stored(signature: Signature) -> Signature:
    return Signature.objects.get(pk=signature.pk)


# -- While there are two keys ------------------------------------------------------------------


@pytest.mark.parametrize("keys", [[OLD, NEW], [NEW, OLD]], ids=["known", "writing"])
def test_who_signed_under_the_older_key_cannot_sign_again(settings, keys):
    signature = make_signature(email="rosa@example.org")
    settings.VAULT_INDEX_KEYS = keys
    assert sign_again(signature.call, "Rosa+again@example.org") == 0
    assert sign_again(signature.call, "ana@example.org") == 1
    assert sign_again(make_call(), "rosa@example.org") == 1


def test_new_rows_stand_under_the_first_key_and_say_so(settings):
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    signature = make_signature(email="rosa@example.org", show_name=True)
    settings.VAULT_INDEX_KEYS = [NEW]
    assert signature.index_key_id == vault.index_key_id()
    assert services.find_email_keys("rosa@example.org") == (
        signature.email_key,
        signature.domain_key,
    )
    assert not reindexing.find_outdated().exists()


@pytest.mark.parametrize("keys", [[OLD], [NEW, OLD]], ids=["one key", "two keys"])
def test_signing_is_one_statement_for_known_and_unknown_addresses(settings, keys):
    known = make_signature(email="rosa@example.org")
    call, statement = known.call, known.statement
    settings.VAULT_INDEX_KEYS = keys
    numbers = []
    for email in ("rosa@example.org", "ana@example.org"):
        with CaptureQueriesContext(connection) as queries:
            services.sign(call, statement, make_signer(email=email), "en")
        numbers.append([query["sql"].split()[0] for query in queries.captured_queries])
    assert numbers[0] == numbers[1]
    assert numbers[0].count("WITH") == 1


@pytest.mark.django_db(transaction=True)
def test_processes_that_list_the_keys_in_another_order_let_nobody_sign_twice(settings):
    """As while a new key goes to the front in one process after the other."""
    call = make_call()
    statement = call.statements.first()
    orders = {"known": (OLD, NEW), "writing": (NEW, OLD)}
    secrets = {name: vault._index_keys(order) for name, order in orders.items()}
    emails = [f"rosa{number}@example.org" for number in range(12)]
    barrier, trouble = Barrier(6), []
    here = {}

    def known_index_keys():
        return secrets[here.get(get_ident(), "known")]

    def sign_all(name: str):
        here[get_ident()] = name
        try:
            for email in emails:
                barrier.wait(30)
                services.sign(call, statement, make_signer(email=email), "en")
        except Exception as error:
            trouble.append(error)
            barrier.abort()
        finally:
            connections.close_all()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_known_index_keys", known_index_keys)
        threads = [
            Thread(target=sign_all, args=(name,)) for name in ("known", "writing") for _i in "123"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert not trouble
    assert sorted(row.email for row in Signature.objects.all()) == sorted(emails)
    assert queued_kinds() == ["confirm"] * len(emails)


def test_everything_that_looks_for_an_address_finds_it_under_either_key(settings):
    signature = make_signature(status="confirmed", email="rosa@gmail.com", show_name=True)
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    rows = Signature.objects.all()
    for words in ("rosa@gmail.com", "@gmail.com", signature.name):
        assert signature_search.understand(words).narrow(rows).get() == signature, words
    assert statistics.confirmed_shares()[1][0].name == "gmail.com"
    let_time_pass(signature, timedelta(hours=1))
    ask_again(signature.call, "rosa@gmail.com")
    assert queued_kinds(signature) == ["confirm", "already_signed"]
    assert not LinkRequest.objects.exists()
    assert services.note_complaint("rosa@gmail.com") == 0
    assert services.note_bounce("rosa@gmail.com") == 1


def test_an_organization_from_paper_meets_its_address_under_either_key(settings):
    signature = make_organization(
        status="pending", email="rosa@example.org", organization="Weavers"
    )
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    endorser = PaperEndorser("Weavers", "Rosa", timezone.localdate(), email="rosa@example.org")
    with pytest.raises(AlreadySigned):
        services.add_paper_organization(signature.call, endorser, True, "en")


def test_a_person_and_an_organization_sign_from_one_mailbox_under_either_key(settings):
    person = make_signature(status="confirmed", email="rosa@example.org")
    group = {"kind": "organization", "organization": "Weavers", "is_authorized": True}
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    assert sign_again(person.call, "rosa@example.org", **group) == 1
    assert sign_again(person.call, "rosa@example.org", **group) == 0
    assert sign_again(person.call, "rosa@example.org") == 0
    done = reindexing.reindex()
    assert (done.is_finished, done.conflicts) == (True, 0)
    assert Signature.objects.filter(status="rejected").count() == 0


def test_a_restored_signature_meets_the_one_that_holds_its_mailbox_under_either_key(settings):
    caught = make_signature(email="rosa@example.org")
    AbuseRule.objects.create(kind="domain", pattern="example.org")
    services.judge_waiting()
    assert stored(caught).status == "rejected"
    AbuseRule.objects.all().delete()
    holder = make_signature(caught.call, email="rosa@example.org")
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    assert services.restore_signature(caught, "a mistake") is Outcome.REFUSED
    services.disown_signature(holder.reference)
    assert services.restore_signature(caught, "a mistake") is Outcome.DONE
    assert sign_again(caught.call, "rosa@example.org") == 0


def test_a_rule_about_an_address_catches_it_under_either_key(settings):
    rule = AbuseRule(kind="address", pattern="rosa@example.org")
    rule.clean()
    rule.save()
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    signature = make_signature(email="rosa+x@example.org")
    assert rule.address_key in _email_keys(signature)
    again = AbuseRule(kind="address", pattern="rosa@example.org")
    with pytest.raises(ValidationError):
        again.clean()


# -- Giving rows their new keys ----------------------------------------------------------------


@pytest.fixture
def rows(settings):
    """One of each kind that can hold keys, written under the older one."""
    call = make_call()
    kinds = {
        "shown": make_signature(call, "confirmed", email="rosa@example.org", show_name=True),
        "quiet": make_signature(call, email="ana@example.org"),
        "rejected": make_signature(call, "rejected", email="eva@example.org"),
        "group": make_organization(call, email="office@example.org"),
        "withdrawn": make_signature(call, "withdrawn"),
    }
    AbuseRule.objects.create(kind="domain", pattern="caught.example")
    kinds["caught"] = make_signature(call, email="lea@caught.example")
    services.judge_waiting()
    AbuseRule.objects.all().delete()
    return kinds


def test_after_re_keying_the_older_key_is_not_needed_and_holds_hold(settings, rows):
    call = rows["shown"].call
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    done = reindexing.reindex(batch=2)
    assert (done.is_finished, done.conflicts, done.unreadable) == (True, 0, [])
    settings.VAULT_INDEX_KEYS = [NEW]
    assert not reindexing.find_outdated().exists()
    for email in ("rosa@example.org", "ana@example.org", "eva@example.org"):
        assert sign_again(call, email) == 0, email
    group = {"kind": "organization", "organization": rows["group"].organization_name}
    assert sign_again(call, "office@example.org", **group) == 0
    # What a rule had caught holds no mailbox, before as after.
    assert sign_again(call, "lea@caught.example") == 1
    found = Signature.objects.all()
    assert signature_search.understand(rows["shown"].name).narrow(found).get() == rows["shown"]
    assert signature_search.understand("Mujeres en Marcha").narrow(found).get() == rows["group"]
    assert signature_search.understand("@example.org").narrow(found).count() == 4
    assert stored(rows["withdrawn"]).email_key is None


def test_nothing_but_keys_changes(settings, rows):
    keyed = {"email_key", "domain_key", "name_keys", "index_key_id"}
    plain = [column.name for column in Signature._meta.concrete_fields if column.name not in keyed]
    before = list(Signature.objects.order_by("pk").values(*plain))
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    assert reindexing.reindex().reindexed >= 5
    assert list(Signature.objects.order_by("pk").values(*plain)) == before


def test_stopped_run_goes_on_where_it_was(settings, rows):
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    waiting = reindexing.find_outdated().count()
    rounds = iter([False, True])
    done = reindexing.reindex(batch=2, should_stop=lambda: next(rounds))
    assert (done.reindexed, done.is_finished) == (2, False)
    assert reindexing.find_outdated().count() == waiting - 2
    assert reindexing.reindex(batch=2).reindexed == waiting - 2


def test_two_rows_of_one_mailbox_become_one_that_counts(settings):
    """Should a process that knew one key only have let somebody in twice."""
    first = make_signature(status="confirmed", email="rosa@example.org")
    settings.VAULT_INDEX_KEYS = [NEW]
    second = make_signature(first.call, "confirmed", email="rosa@example.org")
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    assert reindexing.reindex().conflicts == 1
    reindexing.reindex()
    assert [stored(first).status, stored(second).status] == ["confirmed", "rejected"]
    settings.VAULT_INDEX_KEYS = [NEW]
    assert not reindexing.find_outdated().exists()
    assert sign_again(first.call, "rosa@example.org") == 0


def test_a_row_that_is_changed_under_another_key_is_looked_at_again(settings):
    """A process that still writes under the older key corrects a name: its words must be found."""
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    signature = make_signature(status="confirmed", name="Rosa", show_name=True)
    settings.VAULT_INDEX_KEYS = [OLD, NEW]
    services.correct_signature(
        signature.reference, name="Xochitl", show_name=True, wants_letters=False
    )
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    assert reindexing.find_outdated().get() == signature
    reindexing.reindex()
    settings.VAULT_INDEX_KEYS = [NEW]
    assert signature_search.understand("Xochitl").narrow(Signature.objects.all()).get() == signature


def test_rules_about_addresses_get_their_key_when_the_address_comes_along(settings):
    rules = []
    for email in ("rosa@example.org", "nobody@example.org"):
        rule = AbuseRule(kind="address", pattern=email)
        rule.clean()
        rule.save()
        rules.append(rule)
    make_signature(email="Rosa@example.org")
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    reindexing.reindex()
    assert reindexing.find_outdated_rules().get() == rules[1]
    told = [AbuseRule.objects.get(pk=rule.pk).subject for rule in rules]
    assert ["enter the address again" in subject for subject in told] == [False, True]
    settings.VAULT_INDEX_KEYS = [NEW]
    key = services.find_email_keys("rosa@example.org")[0]
    assert AbuseRule.objects.get(pk=rules[0].pk).address_key == key


def test_with_the_older_key_lost_rows_are_found_again_and_caught_ones_hold_nothing(settings, rows):
    call = rows["shown"].call
    settings.VAULT_INDEX_KEYS = [NEW]
    reindexing.reindex()
    assert not reindexing.find_outdated().exists()
    assert sign_again(call, "rosa@example.org") == 0
    assert sign_again(call, "lea@caught.example") == 1


def test_a_rule_of_a_mail_domain_reaches_rows_under_either_key(settings):
    signature = make_signature(email="r.osa@mail.example")
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    EmailDomainRule.objects.create(domain="mail.example", drops_dots=True)
    AddressRekeying.objects.update(requested_at=timezone.now() - timedelta(minutes=5))
    while services.rekey_some() is not None:
        pass
    assert sign_again(signature.call, "rosa@mail.example") == 0


def test_row_that_nobody_can_open_stays_and_is_named_by_its_number(settings, rows):
    lost = rows["quiet"]
    Signature.objects.filter(pk=lost.pk).update(sealed_email=b"\x02lost" + b"x" * 80)
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    assert reindexing.reindex().unreadable == [f"signature {lost.pk}"]
    assert reindexing.find_outdated().get() == lost


def test_every_column_of_keys_is_in_the_list():
    """A new one has to be added to `KEYED_TABLES`, or the older key is needed for ever."""
    known = {(table.model, name) for table in reindexing.KEYED_TABLES for name in table.columns}
    found = {
        (model, column.name)
        for model in apps.get_app_config("campaigns").get_models()
        for column in model._meta.concrete_fields
        if re.search(r"_keys?$", column.name)
        and not isinstance(column, models.ForeignKey)
        and model.__name__ not in {"KeyHolder"}
        and column.name != "translation_key"
    }
    assert found == known


# -- When the older key can go -----------------------------------------------------------------


def needs_of(secret: str, settings) -> tuple[str, ...]:
    [name] = vault._index_keys((secret,))
    return next(report.needs for report in keyring.tell_keys() if report.key_id == name)


def test_older_key_is_needed_until_every_row_has_its_new_keys(settings, rows, capsys):
    keyring.register_keys()
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    keyring.register_keys()
    VaultKey.objects.update(first_used_at=timezone.now() - timedelta(days=31))
    assert any("signatures" in need for need in needs_of(OLD, settings))
    call_command("rotate_vault_keys", "--dry-run")
    assert "5 rows are found by an older key" in capsys.readouterr().out
    settings.VAULT_INDEX_KEYS = [NEW]
    with pytest.raises(CommandError, match="one address could sign twice"):
        call_command("vault_keys")
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    call_command("rotate_vault_keys")
    assert needs_of(OLD, settings) == ()
    settings.VAULT_INDEX_KEYS = [NEW]
    call_command("vault_keys")
    told = capsys.readouterr().out
    assert "writes now" in told
    for secret in (OLD, NEW, "rosa"):
        assert secret not in told


def test_what_lives_for_a_short_time_is_waited_for(settings):
    settings.VAULT_INDEX_KEYS = [NEW, OLD]
    keyring.register_keys()
    assert any("lives" in need for need in needs_of(OLD, settings))
    longest = max(table.lives for table in reindexing.KEYED_TABLES if table.lives)
    VaultKey.objects.update(first_used_at=timezone.now() - longest + timedelta(hours=1))
    assert any("lives" in need for need in needs_of(OLD, settings))
    VaultKey.objects.update(first_used_at=timezone.now() - longest - timedelta(hours=1))
    assert needs_of(OLD, settings) == ()
