"""The public history of a call: where the reader is, and what its numbers do not give away."""

import html5lib
import pytest

from tests.campaigns.factories import make_call_page

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
