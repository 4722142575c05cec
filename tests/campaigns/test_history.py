"""The public history of a call: where the reader is, and what its numbers do not give away."""

import html5lib
import pytest
from django.utils import timezone

from campaigns.services.delivering import freeze_delivery
from tests.campaigns.factories import make_call_page, make_signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return make_call_page(title="Ratify it").call


def read(client, call):
    html = client.get(f"/calls/{call.slug}/history/").content.decode()
    return html5lib.parse(html, namespaceHTMLElements=False)


def test_breadcrumb_ends_in_the_name_of_the_page(client, call):
    (current,) = (one for one in read(client, call).iter("span") if one.get("aria-current"))
    assert current.text == "History"


def test_few_people_of_a_place_are_not_told_apart(client, call):
    for country, region, number in (
        ("US", "OR", 5),
        ("US", "WY", 1),
        ("PH", "", 5),
        ("JO", "", 1),
        ("LB", "", 4),
    ):
        for _number in range(number):
            make_signature(call, "confirmed", country=country, region=region)
    delivery = freeze_delivery(call, "the Senate", timezone.localdate())
    rows = [["".join(cell.itertext()) for cell in row] for row in read(client, call).iter("tr")]
    assert rows[1:] == [
        ["Philippines", "5", "0"],
        ["United States", "6", "0"],
        ["United States: Oregon", "5", "0"],
        ["Other places", "5", "0"],
    ]
    assert ["JO", "", 1, 0] in [list(row) for row in delivery.totals]
