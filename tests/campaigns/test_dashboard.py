"""The panel of the staff: the numbers of the ledger, what waits, and nothing for others."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns import services
from campaigns.admin import statistics
from campaigns.admin.dashboard import draw
from campaigns.models import DailyTally, OutboundMail, Signature
from campaigns.services import tally
from tests.campaigns.factories import let_time_pass, make_call, make_organization, make_signature
from tests.campaigns.seeding import seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client, django_user_model):
    """The first page of the admin as a member of this group sees it."""

    def look(group: str) -> str:
        user = django_user_model.objects.create_user(group, password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client.get("/admin/").content.decode()

    return look


def test_each_group_sees_what_it_can_act_on(home):
    make_organization()
    OutboundMail.objects.update(status="failed")
    editors, moderators = home("Editors"), home("Moderators")
    organizers, stewards = home("Campaign organizers"), home("Data stewards")
    for html in (editors, moderators, organizers, stewards):
        assert "How many confirm" in html and "<svg" in html
    for html, approval, mails in (
        (editors, False, False),
        (moderators, True, False),
        (organizers, True, True),
        (stewards, False, False),
    ):
        assert ("wait for approval: <strong>1</strong>" in html) is approval
        assert ("Mails that failed: <strong>1</strong>" in html) is mails


def test_name_of_a_person_is_no_organization_that_waits(home):
    make_signature(make_call(), "confirmed", name="Casino.best", show_name=True)
    html = home("Moderators")
    assert "Names of people that wait for approval: <strong>1</strong>" in html
    assert "Organizations that wait for approval: 0" in html


def test_comment_waits_until_somebody_has_read_it(home, client):
    call = make_call()
    wanted = make_signature(call, "confirmed", comment="Because", show_name=True)
    unnamed = make_signature(call, "confirmed", comment="Unnamed")
    make_signature(call, comment="Unconfirmed", show_name=True)
    assert "Comments that nobody has read: <strong>1</strong>" in home("Moderators")
    listing = client.get("/admin/signatures/?comment_waits=true&status=confirmed")
    assert wanted.reference in listing.content.decode()
    assert unnamed.reference not in listing.content.decode()
    services.approve_comment(wanted, "test")
    assert "Comments that nobody has read: 0" in client.get("/admin/").content.decode()
    listing = client.get("/admin/signatures/?comment_waits=true&status=confirmed")
    assert wanted.reference not in listing.content.decode()


def test_without_rights_there_is_no_panel(client, django_user_model):
    user = django_user_model.objects.create_user("x", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert "How many confirm" not in client.get("/admin/").content.decode()


def test_days_come_from_the_ledger_without_gaps():
    call, other = make_call(), make_call()
    today = timezone.localdate()
    for day, number in ((0, 3), (29, 5), (30, 99)):
        DailyTally.objects.create(call=call, day=today - timedelta(days=day), people=number)
    DailyTally.objects.create(call=other, day=today, people=2, organizations=1)
    days = statistics.signed_by_day()
    assert len(days) == 30
    assert days[-1] == (today, 6) and days[0] == (today - timedelta(days=29), 5)
    assert sum(number for _day, number in days) == 11


def test_signature_of_today_is_a_bar_of_today():
    make_signature(status="confirmed")
    tally.tick()
    chart = draw(statistics.signed_by_day())
    assert (chart.total, chart.most) == (1, 1)
    assert chart.bars[-1].height > 0 and chart.bars[0].height == 0


def test_day_on_which_more_left_than_came_has_no_bar_but_a_number():
    days = [(timezone.localdate(), -4), (timezone.localdate(), 2)]
    chart = draw(days)
    assert chart.bars[0].height == 0 and chart.rows[-1][1] == -4


def test_shares_by_day_and_by_provider():
    call = make_call()
    make_signature(call, "confirmed", email="a@gmail.com")
    make_signature(call, email="b@gmail.com")
    make_signature(call, "confirmed", email="c@elsewhere.example")
    old = make_signature(call, email="d@gmail.com")
    let_time_pass(old, timedelta(days=20))
    on_paper = make_organization(call)
    Signature.objects.filter(pk=on_paper.pk).update(is_on_paper=True)
    by_day, by_provider, is_cut = statistics.confirmed_shares()
    assert [(share.signed, share.confirmed) for share in by_day] == [(3, 2)]
    assert {share.name: share.percent for share in by_provider} == {"gmail.com": 50, "": 100}
    assert not is_cut


def test_day_with_very_many_is_looked_at_in_part(monkeypatch):
    monkeypatch.setattr(statistics, "SAMPLE_OF_A_DAY", 3)
    call = make_call()
    for _number in range(5):
        make_signature(call)
    by_day, _providers, is_cut = statistics.confirmed_shares()
    assert by_day[0].signed == 3 and is_cut


def test_late_mails_are_those_that_are_due_for_long(home, client):
    make_signature()
    assert not statistics.late_mails().exists()
    OutboundMail.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=20))
    assert statistics.late_mails().count() == 1
    late = OutboundMail.objects.get()
    make_signature()
    link = re.search(r'href="([^"]*)">[^<]*Mails that are late', home("Campaign organizers"))[1]
    listing = client.get(link)
    assert list(listing.context["object_list"]) == [late]


def test_panel_reads_no_table_from_end_to_end():
    """On 20,000 signatures, with the planner as it is."""
    seed(make_call(), 20_000)
    parameters = statistics.shares_parameters(timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")
        cursor.execute(f"EXPLAIN {statistics.SHARES}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "signature_by_time" in plan and "Seq Scan on campaigns_signature" not in plan, plan
    for rows in (
        statistics.organizations_to_approve(),
        statistics.names_to_approve(),
        statistics.comments_to_read(),
        statistics.failed_mails(),
    ):
        assert "Seq Scan on campaigns_signature" not in rows[:1001].explain()


def test_panel_asks_the_same_whatever_there_is(admin_client):
    admin_client.get("/admin/")

    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin_client.get("/admin/")
        return len(queries)

    before = questions()
    call = make_call()
    for _number in range(5):
        make_organization(call)
    tally.tick()
    assert questions() == before


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], "none in 30 days."),
        ([1], "1 in 30 days."),
        ([4], "4 in 30 days, all on one day."),
        ([1, 1], "2 in 30 days, at most 1 on one day."),
        ([1200, 300], "1,500 in 30 days, at most 1,200 on one day."),
        ([-2], "-2 in 30 days: more left than came."),
    ],
)
def test_few_signatures_are_told_as_one_says_it(home, numbers, words):
    call = make_call()
    for back, number in enumerate(numbers):
        day = timezone.localdate() - timedelta(days=back)
        DailyTally.objects.create(call=call, day=day, people=number)
    html = " ".join(home("Editors").split())
    assert words in html
    assert not re.search(r"\b0 in 30 days", html)
