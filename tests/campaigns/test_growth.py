"""With very many signatures nothing that is done more often than once a day reads all of them.

On 20,000 signatures, with the planner as it is: PostgreSQL counts what it reads from end to end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns import services
from campaigns.admin.viewsets.filters import SignatureFilterSet
from campaigns.admin.viewsets.policies import CallPolicy
from campaigns.counting.sources import count_sources
from campaigns.mail import scheduled_jobs, staff_notices
from campaigns.models import Call, OutboundMail, Signature, SignatureChange, VaultKey
from campaigns.services import delivering, statements, tally
from campaigns.services.mail.mail_limits import IS_WAITING
from campaigns.services.mail.reminding import queue_reminders
from campaigns.services.retention import anonymizing
from campaigns.services.retention.due import apply_retention
from campaigns.services.vault_keys import keyring
from tests.campaigns.factories import make_call, make_call_page, make_signature
from tests.campaigns.seeding import seed
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

MANY = 20_000
SIGNATURES = "wagtailsnippets_campaigns_signature"
MAILS_LIST = "wagtailsnippets_campaigns_outboundmail:list"
SCANNED = """
SELECT relname, seq_tup_read, idx_tup_fetch FROM pg_stat_xact_user_tables
WHERE relname IN ('campaigns_signature', 'campaigns_outboundmail')
"""
MAILS = """
INSERT INTO campaigns_outboundmail (signature_id, kind, cause, language, status, attempts,
    next_attempt_at, error, created_at, sent_at, hang_ups)
SELECT id, 'confirm', 'form', language, 'sent', 1, created_at, '', created_at, created_at, 0
FROM campaigns_signature
"""


@lasting
def crowd() -> Call:
    """Signatures of a call, each with its mail; and before them some of one whose data are gone."""
    gone = make_call(
        title="Gone",
        closes_at=timezone.now() - timedelta(days=300),
        delivered_at=timezone.now() - timedelta(days=300),
        anonymized_at=timezone.now() - timedelta(days=100),
    )
    seed(gone, MANY // 4)
    Signature.objects.filter(call=gone).update(
        created_at=timezone.now() - timedelta(days=400), anonymized_at=gone.anonymized_at
    )
    call = make_call(title="Many")
    seed(call, MANY, first=MANY)
    with connection.cursor() as cursor:
        cursor.execute(MAILS)
        cursor.execute("ANALYZE campaigns_signature, campaigns_outboundmail")
    services.round_times()
    return call


def read_scanned() -> dict[str, tuple[int, int]]:
    """Table → how many of its rows were read from end to end, and by an index."""
    with connection.cursor() as cursor:
        cursor.execute(SCANNED)
        return {table: (whole, fetched) for table, whole, fetched in cursor.fetchall()}


@contextmanager
def reads_no_table_whole() -> Iterator[None]:
    """Neither from end to end nor by an index, such as that of all numbers, that has all rows."""
    before = read_scanned()
    yield
    for table, (whole, fetched) in read_scanned().items():
        # Some are looked at where PostgreSQL finds that there is nothing to join them with.
        assert whole - before[table][0] < 100, table
        assert fetched - before[table][1] < MANY // 2, table


CHORES = {
    "count": tally.tick,
    "judge": services.judge_waiting,
    "later forms": services.read_later_forms,
    "answer requests": services.answer_requests,
    "rekey": services.rekey_some,
    "remind": queue_reminders,
    "keep retention": apply_retention,
    "forget caught": services.forget_caught,
    "round times": services.round_times,
    "tell staff": lambda: staff_notices.tell_staff(lambda: False, get_connection),
}


@pytest.mark.parametrize("chore", CHORES)
def test_no_chore_reads_a_table_from_end_to_end(crowd, chore):
    """When it has done what there was to do, as in nearly every hour."""
    CHORES[chore]()
    with reads_no_table_whole():
        CHORES[chore]()


def test_look_for_older_keys_is_once_a_day():
    make_signature()
    keyring.register_keys()

    def looked_at() -> bool:
        with CaptureQueriesContext(connection) as asked:
            scheduled_jobs.rotate_some(lambda: False)
        return any("campaigns_signature" in query["sql"] for query in asked)

    assert looked_at()
    assert not looked_at()
    VaultKey.objects.update(swept_at=timezone.now() - timedelta(hours=25))
    assert looked_at()


def test_what_another_key_may_have_written_is_looked_for_again(settings):
    first, second = "a" * 40, "b" * 40
    settings.VAULT_KEYS = [first]
    keyring.register_keys()
    scheduled_jobs.rotate_some(lambda: False)
    assert keyring.is_swept()
    settings.VAULT_KEYS = [second, first]
    assert not keyring.is_swept()
    keyring.register_keys()
    scheduled_jobs.rotate_some(lambda: False)
    assert keyring.is_swept()
    settings.VAULT_KEYS = [first, second]  # taken back on the same day
    keyring.register_keys()
    make_signature()
    settings.VAULT_KEYS = [second, first]
    assert not keyring.is_swept()
    assert scheduled_jobs.rotate_some(lambda: False) == 1


LISTS = {
    "signatures": "",
    "state": "?status=rejected",
    "waits": "?waits_for_approval=true",
    "comments": "?comment_waits=true",
    "days": "?window=week",
    "place": "?region=VT",
}
MAIL_LISTS = ["?kind=former_email", "?cause=staff", "?is_late=true", "?is_held=false", ""]


@pytest.mark.parametrize("query", LISTS.values(), ids=LISTS)
def test_no_list_of_signatures_reads_the_table_from_end_to_end(crowd, admin_client, query):
    with reads_no_table_whole():
        assert admin_client.get(reverse(f"{SIGNATURES}:list") + query).status_code == 200


@pytest.mark.parametrize("query", MAIL_LISTS)
def test_no_list_of_mails_reads_the_table_from_end_to_end(crowd, admin_client, query):
    with reads_no_table_whole():
        assert admin_client.get(reverse(f"{MAILS_LIST}") + query).status_code == 200


SCREENS = [
    "wagtailadmin_home",
    "wagtailsnippets_campaigns_signature:queue",
    "wagtailsnippets_campaigns_signature:caught",
    "wagtailsnippets_campaigns_call:list",
    "wagtailsnippets_campaigns_source:list",
    "wagtailsnippets_campaigns_delivery:add",
    "campaigns_chores",
]


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_of_staff_reads_a_table_from_end_to_end(crowd, admin_client, screen):
    with reads_no_table_whole():
        assert admin_client.get(reverse(screen)).status_code == 200


@pytest.mark.parametrize("page", ["names", "organizations", "reasons", "history"])
def test_no_public_list_reads_a_table_from_end_to_end(crowd, client, page):
    make_call_page(crowd)
    with reads_no_table_whole():
        assert client.get(reverse(f"campaigns:{page}", args=[crowd.slug])).status_code == 200


def test_public_names_are_counted_to_a_thousand(crowd, client):
    make_call_page(crowd)
    tally.tick()
    url = reverse("campaigns:names", args=[crowd.slug])
    html = client.get(url).content.decode()
    assert "more than 1,000 asked to be named" in html
    last = client.get(url, {"page": 100})
    assert len(last.context["people"]) == 60
    assert last.context["page_obj"].has_next()
    assert client.get(url, {"page": 1001}).status_code == 404
    beyond = crowd.signatures.publicly_named().filter(kind="person").count() // 60 + 2
    assert client.get(url, {"page": beyond}).status_code == 404
    assert not client.get(url, {"page": beyond - 1}).context["page_obj"].has_next()


def test_questions_about_one_call_go_by_its_index(crowd):
    """Also of a call whose signatures lie far behind those of others, or of which there is none."""
    late, none = make_call(), make_call()
    signature = make_signature(late, "confirmed")
    with reads_no_table_whole():
        assert CallPolicy(Call).user_has_permission_for_instance(
            get_user_model()(is_superuser=True), "delete", none
        )
        assert late.signatures.newest_of(late.pk) == signature.pk
        assert none.signatures.newest_of(none.pk) == 0
        assert statements.has_confirmed(late) and not statements.has_confirmed(none)
        assert none.find_promise().day is None
        assert not delivering._is_anything_deleted(late)
        assert delivering._is_anything_deleted(Call.objects.get(title="Gone"))
        assert list(anonymizing.find_due_calls(timezone.now())) == []


def test_newest_of_a_call_are_those_of_it(crowd):
    for rows in (crowd.signatures.all(), crowd.signatures.filter(status="rejected")):
        newest = list(rows.order_by("-pk").values_list("pk", flat=True)[:5])
        assert list(rows.newest_in(crowd.pk).values_list("pk", flat=True)[:5]) == newest
    assert crowd.signatures.newest_of(crowd.pk) == crowd.signatures.latest("pk").pk


def test_list_of_a_call_goes_by_its_index(crowd, rf, django_user_model):
    """Also if it began long ago, and all newer signatures are of others."""
    gone = Call.objects.get(title="Gone")
    request = rf.get("/")
    request.user, request.session = django_user_model(), {}
    chosen = SignatureFilterSet(
        data={"call": str(gone.pk)}, request=request, queryset=Signature.objects.order_by("-id")
    ).qs
    assert "signature_of_call" in chosen[:51].explain()
    assert [row.pk for row in chosen[:3]] == [
        row.pk for row in Signature.objects.filter(call=gone).order_by("-pk")[:3]
    ]


def test_list_of_several_states_compares_no_rows(crowd, rf, django_user_model):
    request = rf.get("/")
    request.user, request.session = django_user_model(), {}
    data = QueryDict("status=rejected&status=withdrawn")
    chosen = SignatureFilterSet(
        data=data, request=request, queryset=Signature.objects.order_by("-id")
    ).qs
    assert not chosen.query.distinct


def test_delivery_of_many_tells_the_numbers_of_the_last_count(crowd):
    tally.tick()
    effect = delivering.describe_effect(crowd, timezone.localdate())
    assert effect.is_of_last_count
    assert effect.people == crowd.signatures.confirmed().filter(kind="person").count()
    assert effect.public_names <= delivering.MOST_COUNTED


def test_deletion_passes_over_nobody_twice(crowd):
    """A batch begins behind the last one: else each of ten thousand reads all that is done."""
    call = Call.objects.get(pk=crowd.pk)
    erasure, last = anonymizing.Erasure(call.slug), 0
    first = call.signatures.order_by("pk").first().pk
    last = anonymizing._erase_batch(call, timezone.now(), 50, erasure, last)
    assert last == first + 49
    assert anonymizing._erase_batch(call, timezone.now(), 50, erasure, last) == first + 99
    assert erasure.anonymized + erasure.deleted == 100


def test_reminders_of_a_wave_are_queued_without_looking_at_anybody_twice(crowd):
    """Each batch begins where the last one ended."""
    due = Signature.objects.filter(status="pending", call=crowd)
    due.update(mailed_at=timezone.now() - timedelta(days=3))
    due.update(created_at=timezone.now() - timedelta(days=3))
    number = due.count()
    assert number > 1000
    assert queue_reminders(batch=200) == number
    assert OutboundMail.objects.filter(kind="reminder").count() == number
    assert queue_reminders() == 0


def test_room_of_an_address_is_told_without_reading_all_that_waits(crowd):
    """While very many wait, PostgreSQL may not know yet that they do."""
    signature = make_signature()
    waiting = Signature.objects.filter(call=crowd).values_list("pk", flat=True)[:3000]
    OutboundMail.objects.bulk_create(
        OutboundMail(signature_id=pk, kind="confirm", language="en") for pk in waiting
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN SELECT (SELECT count(*) FROM campaigns_outboundmail AS waiting"
            " WHERE waiting.signature_id = signature.id AND waiting.counted_at IS NULL"
            f" AND {IS_WAITING} AND waiting.cause <> 'staff')"
            " FROM campaigns_signature AS signature WHERE signature.id = %s",
            [signature.pk],
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "mail_due" not in plan, plan


def test_sources_are_counted_from_their_index(crowd):
    Signature.objects.filter(call=crowd, pk__lt=crowd.signatures.order_by("pk")[300].pk).update(
        source="radio"
    )
    with reads_no_table_whole():
        counts = count_sources()
    assert sum(counts["radio"].values()) <= 300
    assert not SignatureChange.objects.exists()
