"""A hall signs from one network: nobody is told, staff see it, one step takes everybody back."""

import datetime
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.admin import statistics
from campaigns.admin.caught import find_crowds
from campaigns.mail import scheduled_jobs
from campaigns.models import AbuseLimits, AbuseRule, Call, CaughtForm, OutboundMail, Signature
from campaigns.privacy import client_networks
from campaigns.services import screening
from campaigns.services.retention import anonymizing
from campaigns.signing.form_windows import CROWD_ENDS_AFTER, FormWindows
from tests.campaigns.factories import make_call, make_signature, make_signer

pytestmark = pytest.mark.django_db

HALL, OTHER = "1.2.3.4", "9.8.7.6"
PAGE = reverse("wagtailsnippets_campaigns_signature:caught")


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    screening.form_windows.forget()
    limits = AbuseLimits.load()
    limits.burst_most = 4
    limits.save()


@pytest.fixture
def moderator(client, django_user_model):
    user = django_user_model.objects.create_user("moderator", password="x")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return user


def sign_in_hall(call, number: int, network: str = HALL, **fields) -> list[Signature]:
    before = set(Signature.objects.values_list("pk", flat=True))
    for _each in range(number):
        services.sign(call, call.statements.first(), make_signer(**fields), "en", network)
    services.judge_waiting()
    return list(Signature.objects.exclude(pk__in=before).order_by("pk"))


def crowds_on(html: str) -> list[str]:
    return re.findall(r'name="crowd" value="(\w+)"', html)


def decide(client, crowd: str, decision: str) -> str:
    data = {"crowd": crowd, "decision": decision}
    return client.post(PAGE, data, follow=True).content.decode()


def test_one_step_takes_back_a_whole_hall_and_no_other(client, moderator):
    call = make_call(title="Ratify it now")
    hall = sign_in_hall(call, 10)
    elsewhere = sign_in_hall(call, 6, OTHER)
    assert Signature.objects.filter(status="rejected").count() == 6 + 2
    panel = client.get("/admin/").content.decode()
    assert "many came from one network: <strong>8</strong>" in " ".join(panel.split())
    html = client.get(PAGE).content.decode()
    other, first = crowds_on(html)
    assert "6 signatures" in " ".join(html.split()) and "Ratify it now" in html
    for network in (HALL, OTHER, "1.2.3", "9.8.7"):
        assert network not in html
    html = decide(client, first, "restore")
    assert "6 signatures were restored" in html
    assert crowds_on(html) == [other]
    states = Signature.objects.filter(pk__in=[row.pk for row in hall]).values_list("status")
    assert set(states) == {("pending",)}
    for signature in hall:
        assert OutboundMail.objects.filter(signature=signature, kind="confirm").exists()
    assert Signature.objects.filter(pk__in=[row.pk for row in elsewhere], status="rejected")


def test_page_asks_once_for_all_crowds_and_names_their_calls(django_assert_num_queries):
    calls = [make_call(title=title) for title in ("Ratify it", "Drop it", "Another")]
    for number, call in enumerate([*calls, calls[0]]):
        signature = make_signature(call, "rejected", email=f"s{number}@example.org")
        crowd = "hall" if number in (0, 1, 3) else "other"
        CaughtForm.objects.create(
            signature=signature, crowd=crowd, caught_on=datetime.date(2026, 5, 1 + number)
        )
    with django_assert_num_queries(1):
        crowds = find_crowds()
    assert [(crowd.name, crowd.number, crowd.calls) for crowd in crowds] == [
        ("hall", 3, ["Drop it", "Ratify it"]),
        ("other", 1, ["Another"]),
    ]


def test_mailbox_that_signed_again_is_left_out_and_staff_are_told(client, moderator):
    call = make_call()
    sign_in_hall(call, 4)
    [caught] = sign_in_hall(call, 1, email="rosa@example.org")
    sign_in_hall(call, 1, OTHER, email="rosa@example.org")
    [crowd] = crowds_on(client.get(PAGE).content.decode())
    html = decide(client, crowd, "restore")
    assert "1 was left out" in html
    caught.refresh_from_db()
    assert caught.status == "rejected" and not CaughtForm.objects.exists()


def test_script_stays_set_aside_and_waits_for_nobody(client, moderator):
    sign_in_hall(make_call(), 7)
    [crowd] = crowds_on(client.get(PAGE).content.decode())
    assert "3 stay set aside" in decide(client, crowd, "keep")
    assert Signature.objects.filter(status="rejected").count() == 3
    assert not CaughtForm.objects.exists() and not statistics.caught_together().exists()
    assert "decided about these already" in decide(client, crowd, "restore")
    assert client.post(PAGE, {"crowd": "", "decision": "x"}).status_code == 302


def test_very_many_are_taken_back_in_steps(client, moderator, monkeypatch):
    monkeypatch.setattr(screening, "MOST_RESTORED", 2)
    sign_in_hall(make_call(), 7)
    [crowd] = crowds_on(client.get(PAGE).content.decode())
    html = decide(client, crowd, "restore")
    assert "2 signatures were restored" in html and "press the button again" in html
    html = decide(client, crowd, "restore")
    assert "1 signature was restored" in html and "press the button again" not in html
    assert not Signature.objects.filter(status="rejected").exists()


def test_rule_of_staff_makes_no_crowd():
    AbuseRule.objects.create(kind="network", pattern=f"{HALL}/32")
    caught = sign_in_hall(make_call(), 9)
    assert {row.status for row in caught} == {"rejected"}
    assert not CaughtForm.objects.exists()


def test_name_of_a_crowd_is_drawn_and_ends():
    client = client_networks.read_client(HALL)
    [network, *_wider] = client_networks.find_own_networks(client)
    windows, others = FormWindows(), FormWindows()
    name = windows.crowd_of(network, 1000)
    assert windows.crowd_of(network, 1000 + CROWD_ENDS_AFTER) == name
    assert others.crowd_of(network, 1000) != name
    assert windows.crowd_of(network, 1001 + 2 * CROWD_ENDS_AFTER) != name


def test_who_came_with_whom_is_forgotten_and_stands_in_no_backup():
    hall = sign_in_hall(make_call(), 8)
    services.restore_signature(hall[4], "known")
    scheduled_jobs.do_due()
    assert CaughtForm.objects.count() == 3
    services.delete_signatures(Signature.objects.filter(pk=hall[5].pk))
    assert CaughtForm.objects.count() == 2
    long_ago = timezone.localdate() - timezone.timedelta(days=CaughtForm.KEPT_DAYS)
    CaughtForm.objects.update(caught_on=long_ago)
    assert services.forget_caught() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'campaigns_caughtform'")
        assert cursor.fetchone() == ("u",)


def test_log_tells_of_a_hall_how_many_and_never_who(client, moderator):
    call = make_call()
    hall = sign_in_hall(call, 8)
    [crowd] = crowds_on(client.get(PAGE).content.decode())
    before = set(ModelLogEntry.objects.values_list("pk", flat=True))
    decide(client, crowd, "restore")
    [entry] = ModelLogEntry.objects.exclude(pk__in=before)
    assert (entry.action, entry.object_id) == ("campaigns.restore_together", str(call.pk))
    rejected = [row for row in hall if row.status == "rejected"]
    assert entry.data["reason"].endswith(f": {len(rejected)}")


@pytest.mark.parametrize("way", ["restore", "leave", "anonymize"])
def test_who_came_with_whom_goes_with_the_decision_about_one(way):
    hall = sign_in_hall(make_call(), 8)
    row = next(row for row in hall if row.status == "rejected")
    assert CaughtForm.objects.filter(pk=row.pk).exists()
    if way == "restore":
        services.restore_signature(row, "known")
    elif way == "leave":
        services.take_back(row.reference)
    else:
        Call.objects.update(closes_at=timezone.now())
        anonymizing.erase_due(timezone.now() + timedelta(days=1000))
    assert not CaughtForm.objects.filter(pk=row.pk).exists()
