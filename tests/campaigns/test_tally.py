"""The number after a tick is the number of rows, in any order of whatever happens."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns import services
from campaigns.models import Call, Signature, TallyDelta, TallyState
from campaigns.models.progress import build_tally, next_goal
from campaigns.services import tally
from campaigns.services.retention import anonymizing
from tests.campaigns.counts import counted, in_ledger, shown
from tests.campaigns.factories import (
    ask_again,
    let_time_pass,
    make_call,
    make_call_page,
    make_organization,
    make_signature,
    make_signer,
)


def purge_by_hand(signature: Signature) -> None:
    """Whatever else deletes rows: a query by hand, retention, a cascade."""
    services.delete_signatures(Signature.objects.filter(pk=signature.pk))


ACTIONS = {
    "confirm": lambda signature: services.confirm_signature(signature.reference),
    "disown": lambda signature: services.disown_signature(signature.reference),
    "withdraw": lambda signature: services.withdraw_signature(signature.reference),
    "reject": lambda signature: services.reject_signature(signature, "test"),
    "restore": lambda signature: services.restore_signature(signature, "test"),
    "purge": purge_by_hand,
    "hide": lambda signature: services.hide_name(signature, "test"),
    "approve": lambda signature: services.approve_name(signature, "test"),
    "correct": lambda signature: services.correct_signature(
        signature.reference, name="Ana", show_name=True, wants_letters=False
    ),
    "forget rejected": lambda signature: services.forget_rejected(signature.reference),
    "take back": lambda signature: services.take_back(signature.reference),
}


def erase(call: Call) -> None:
    """The promised day has come, and then the call goes on."""
    long_ago = timezone.now() - timedelta(days=500)
    Call.objects.filter(pk=call.pk).update(closes_at=long_ago, anonymized_at=None)
    anonymizing.erase_due()
    Call.objects.filter(pk=call.pk).update(closes_at=None)


# What happens often in life happens often here: else no history would reach what comes last.
WEIGHTED = ["sign"] * 6 + ["confirm"] * 8 + ["tick"] * 4 + ["withdraw", "reject", "restore"] * 2
WEIGHTED += ["offline", "erase", *sorted(ACTIONS)]
STEPS = st.lists(st.tuples(st.sampled_from(WEIGHTED), st.integers(0, 20)), min_size=10, max_size=40)
USUAL = [("sign", 1), ("confirm", 0), ("tick", 0), ("withdraw", 0), ("tick", 0)]


class TestHistories(TestCase):
    def check(self, calls):
        """What is shown is what COUNT(*) says, the paper with it, and never below nothing."""
        for call in calls:
            call = Call.objects.get(pk=call.pk)
            numbers = shown(call)
            assert numbers == counted(call) == in_ledger(call)
            assert min(numbers.values()) >= 0
            assert call.tally.total == call.signatures.confirmed().count() + call.offline_signatures

    @given(STEPS)
    @example(USUAL)
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_count_equals_the_rows_after_any_history(self, steps):
        calls = [make_call(), make_call(offline_signatures=7)]
        references = []
        for action, detail in steps:
            if action == "sign":
                call = calls[len(references) % 2]
                kind = "person" if detail % 3 else "organization"
                signer = make_signer(kind=kind, organization="Mujeres")
                services.sign(call, call.statements.get(), signer, "en")
                references.append(Signature.objects.latest("pk").reference)
            elif action == "tick":
                tally.tick()
                self.check(calls)
            elif action == "erase":
                erase(calls[detail % 2])
            elif action == "offline":
                Call.objects.filter(pk=calls[detail % 2].pk).update(offline_signatures=detail)
            elif references:
                reference = references[detail % len(references)]
                signature = Signature.objects.filter(reference=reference).first()
                if signature:
                    ACTIONS[action](signature)
        tally.tick()
        self.check(calls)
        assert not TallyDelta.objects.exists()
        assert tally.tick() == []


@pytest.mark.django_db
def test_statuses_changed_behind_the_services_are_counted_too():
    call = make_call()
    signatures = [make_signature(call) for _number in range(3)]
    Signature.objects.filter(pk__in=[row.pk for row in signatures]).update(status="confirmed")
    Signature.objects.filter(pk=signatures[0].pk).update(kind="organization")
    tally.tick()
    assert (
        shown(call)
        == counted(call)
        == {
            "people": 2,
            "organizations": 1,
            "withdrawn": 0,
            "rejected": 0,
        }
    )


@pytest.mark.django_db
def test_signing_and_editing_write_nothing_for_the_count():
    signature = make_signature()
    services.hide_name(signature, "test")
    ask_again(signature.call, signature.email)
    assert not TallyDelta.objects.exists()


@pytest.mark.django_db
def test_cost_of_a_tick_does_not_depend_on_the_signatures():
    """Nothing in a tick reads the table of signatures; the number of statements is fixed."""
    call = make_call()
    for _number in range(3):
        make_signature(call, "confirmed")
    with connection.cursor() as cursor:
        for statement in (tally.MAKE_MISSING, tally.FOLD):
            parameters = ["UTC"] if "%s" in statement else None
            cursor.execute(f"EXPLAIN {statement}", parameters)
            plan = "\n".join(row[0] for row in cursor)
            assert "campaigns_signature" not in plan
            assert "campaigns_" in plan


@pytest.mark.django_db
def test_first_tick_shows_an_empty_call_as_counted():
    call = make_call()
    assert call.tally.counted_at is None
    assert tally.tick() == []
    call = Call.objects.get(pk=call.pk)
    assert (call.tally.total, call.tally.is_empty) == (0, True)
    assert call.tally.counted_at is not None


@pytest.mark.django_db
def test_tick_says_when_it_counted_even_if_nothing_changed():
    call = make_call()
    tally.tick()
    first = TallyState.objects.get(call=call).counted_at
    tally.tick()
    assert TallyState.objects.get(call=call).counted_at > first


@pytest.mark.django_db
def test_tick_purges_pages_only_when_a_number_moved(monkeypatch):
    purges = []
    signature = make_signature()
    tally.tick()
    monkeypatch.setattr("campaigns.services.tally.purge", lambda: purges.append(1))
    tally.tick()
    assert not purges
    services.confirm_signature(signature.reference)
    assert tally.tick() == [signature.call_id]
    assert purges == [1]


@pytest.mark.django_db
def test_change_and_its_undoing_between_two_ticks_move_nothing():
    signature = make_signature(status="confirmed")
    tally.tick()
    services.reject_signature(signature, "oops")
    services.restore_signature(signature, "sorry")
    assert tally.tick() == []
    assert shown(signature.call) == counted(signature.call)


@pytest.mark.django_db
def test_ledger_has_a_row_for_each_day_of_the_site(settings):
    settings.TIME_ZONE = "America/Los_Angeles"
    call = make_call()
    make_signature(call, "confirmed")
    make_organization(call)
    # One minute before and after midnight in California.
    for pk, at in zip(
        TallyDelta.objects.order_by("pk").values_list("pk", flat=True),
        ("2026-11-24T07:59:00Z", "2026-11-24T08:01:00Z"),
        strict=True,
    ):
        TallyDelta.objects.filter(pk=pk).update(at=at)
    tally.tick()
    assert [(str(row.day), row.people, row.organizations) for row in call.days.order_by("day")] == [
        ("2026-11-23", 1, 0),
        ("2026-11-24", 0, 1),
    ]


@pytest.mark.django_db
def test_unconfirmed_signatures_that_are_deleted_were_never_counted():
    signature = make_signature()
    tally.tick()
    let_time_pass(signature, timedelta(days=31))
    services.delete_unconfirmed()
    assert tally.tick() == []


@pytest.mark.parametrize(
    ("total", "goal"),
    [
        (0, 100),
        (99, 100),
        (100, 250),
        (249, 250),
        (250, 500),
        (500, 1000),
        (999, 1000),
        (1000, 2500),
        (2500, 5000),
        (5000, 10_000),
        (99_999, 100_000),
        (1_000_000, 2_500_000),
    ],
)
def test_goals_climb_a_ladder(total, goal):
    assert next_goal(total) == goal


def test_goal_of_the_call_wins_over_the_ladder():
    call = Call(goal=10_000, offline_signatures=4)
    numbers = build_tally(call, TallyState(people=1204, organizations=63))
    assert (numbers.total, numbers.goal, numbers.remaining) == (1271, 10_000, 8729)
    over = build_tally(Call(goal=5), TallyState(people=9))
    assert over.remaining == 0


class TestConcurrentTicks(TransactionTestCase):
    """Committed for real, on connections of their own."""

    def in_threads(self, *functions):
        results, errors = [], []

        def run(function):
            try:
                results.append(function())
            except Exception as error:
                errors.append(error)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=[function]) for function in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert not errors, errors
        return results

    def test_many_ticks_at_once_count_once(self):
        call = make_call()
        for _number in range(5):
            make_signature(call, "confirmed")
        results = self.in_threads(*[tally.tick] * 8)
        assert results.count([call.pk]) == 1
        assert shown(call) == counted(call)

    def test_second_tick_leaves_the_work_to_the_first(self):
        make_call()
        holding, done = threading.Event(), threading.Event()

        def hold():
            from django.db import transaction

            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [tally.LOCK])
                holding.set()
                done.wait(10)

        thread = threading.Thread(target=lambda: (hold(), connections.close_all()))
        thread.start()
        assert holding.wait(10)
        assert self.in_threads(tally.tick) == [None]
        done.set()
        thread.join()

    def test_ticks_during_changes_lose_nothing(self):
        call = make_call()
        signatures = [make_signature(call) for _number in range(40)]
        halves = signatures[::2], signatures[1::2]

        def confirm(rows):
            for row in rows:
                services.confirm_signature(row.reference)
                if row.pk % 3 == 0:
                    services.reject_signature(row, "test")

        def tick_often():
            for _number in range(15):
                tally.tick()

        self.in_threads(
            lambda: confirm(halves[0]), lambda: confirm(halves[1]), tick_often, tick_often
        )
        tally.tick()
        assert shown(call) == counted(call) == in_ledger(call)


# -- count.json --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_count_is_json_for_everybody_and_cacheable(client, django_assert_max_num_queries):
    page = make_call_page()
    Call.objects.update(offline_signatures=3)
    make_signature(page.call, "confirmed")
    make_organization(page.call)
    tally.tick()
    with django_assert_max_num_queries(5):
        response = client.get(f"/calls/{page.call.slug}/count.json")
    numbers = response.json()
    assert numbers.pop("counted_at")
    assert numbers == {
        "total": 5,
        "people": 1,
        "organizations": 1,
        "on_paper": 3,
        "goal": 100,
    }
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies
    assert len(response.content) < 200
