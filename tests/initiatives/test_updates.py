import datetime

import pytest

from initiatives.models import PolicyUpdatePage, PolicyUpdatesIndexPage
from tests.factories import make_home, make_page, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    make_home()
    index = make_page(PolicyUpdatesIndexPage)
    ilo = make_topic("ILO", slug="ilo", kind="body", full_name="International Labour Organization")
    gfmd = make_topic("GFMD", slug="gfmd", kind="body")
    for title, date, topics in [
        ("Old", datetime.date(2016, 6, 10), [ilo]),
        ("New", datetime.date(2025, 9, 2), [gfmd, ilo]),
        ("Middle", datetime.date(2024, 11, 15), []),
    ]:
        page = make_page(PolicyUpdatePage, parent=index, title=title, date=date)
        page.topics.add(*topics)
        page.save()
    return index


def titles(client, index, **query) -> list[str]:
    return [page.title for page in client.get(index.url, query).context["listing"].page]


def test_newest_update_comes_first(client, index):
    assert titles(client, index) == ["New", "Middle", "Old"]


def test_updates_are_filtered_by_body_and_year(client, index):
    assert titles(client, index, topic="ilo") == ["New", "Old"]
    assert titles(client, index, topic="ilo", year="2016") == ["Old"]


def test_unpublished_update_is_not_listed(client, index):
    PolicyUpdatePage.objects.get(title="Old").unpublish()
    assert titles(client, index) == ["New", "Middle"]
    assert "2016" not in [c.value for c in index.build_listing({}).filters[1].choices]


def test_month_known_only_is_shown_as_a_month(client, index):
    page = PolicyUpdatePage.objects.get(title="Middle")
    page.date_precision = "month"
    page.save_revision().publish()
    content = client.get(page.url).content.decode()
    assert "November 2024" in content
    assert "November 15" not in content


def test_update_names_other_updates_of_the_same_body(client, index):
    page = PolicyUpdatePage.objects.get(title="New")
    related = client.get(page.url).context["related_updates"]
    assert [other.title for other in related] == ["Old"]


def test_topics_of_an_update_lead_to_the_others_on_it(client, index):
    page = PolicyUpdatePage.objects.get(title="New")
    content = client.get(page.url).content.decode()
    assert f'href="{index.url}?topic=ilo"' in content
