"""The honest number: its breakdown, how it is explained, and the ledger day by day."""

import csv
import io

import pytest
from django.db.models import F

from campaigns import services
from campaigns.counting.ledger import COLUMNS
from campaigns.models import Call, DailyTally
from campaigns.services import tally
from tests.campaigns.factories import make_call_page, make_organization, make_signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = make_call_page()
    Call.objects.update(offline_signatures=7)
    for _number in range(3):
        make_signature(page.call, "confirmed")
    make_organization(page.call)
    make_signature(page.call, "withdrawn")
    services.reject_signature(make_signature(page.call, "confirmed"), "made up")
    make_signature(page.call)
    tally.tick()
    return page


def url(page, name: str) -> str:
    return f"/calls/{page.call.slug}/{name}"


def test_method_page_tells_every_part_of_the_number(client, page):
    html = client.get(url(page, "count/")).content.decode()
    for words in (
        "3 people",
        "1 organization",
        "7 on paper",
        "1 withdrawn",
        "1 removed as invalid",
    ):
        assert words in html, words
    assert "Counted every 60 seconds." in html
    for link in ("ledger.csv", "ledger.json", "count.json", "text/", "names/"):
        assert f'href="{url(page, link)}"' in html


def test_ledger_adds_up_to_the_number_that_is_shown(client, page):
    DailyTally.objects.update(day=F("day") - 3)
    person = page.call.signatures.confirmed().filter(kind="person").first()
    services.withdraw_signature(person.reference)
    tally.tick()
    ledger = client.get(url(page, "ledger.json")).json()
    now, days = ledger["now"], ledger["days"]
    assert now == {
        "total": 10,
        "people": 2,
        "organizations": 1,
        "on_paper": 7,
        "withdrawn": 2,
        "removed_as_invalid": 1,
    }
    assert [day["people"] for day in days] == [3, -1]
    assert [day["day"] for day in days] == sorted(day["day"] for day in days)
    for name in ("people", "organizations", "withdrawn", "removed_as_invalid"):
        assert sum(day[name] for day in days) == days[-1][f"{name}_so_far"] == now[name]
    assert now["total"] == now["people"] + now["organizations"] + now["on_paper"]


def test_ledger_as_a_table_says_the_same_as_json(client, page):
    answer = client.get(url(page, "ledger.csv"))
    assert answer["Content-Disposition"].startswith("attachment")
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    days = client.get(url(page, "ledger.json")).json()["days"]
    assert rows == [{name: str(day[name]) for name in COLUMNS} for day in days]
    assert "\r\n" in text


@pytest.mark.parametrize("name", ["ledger.json", "ledger.csv", "count.json"])
def test_numbers_are_open_to_all_and_cached(live_page_cache, transactional_db, client, name):
    page = make_call_page()
    answer = client.get(url(page, name))
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"].startswith("public")
    assert answer["ETag"]
    again = client.get(url(page, name), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"
    assert not again.content
    assert not answer.cookies


def test_empty_call_has_an_empty_ledger_and_a_method_page(client):
    page = make_call_page()
    assert client.get(url(page, "ledger.json")).json()["days"] == []
    assert client.get(url(page, "count/")).status_code == 200
