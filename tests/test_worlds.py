"""Rows that last for several tests look to each of them as if they were new."""

import pytest
from django.db import connection

from nnirr_site.models import Topic
from tests.factories import make_topic
from tests.worlds import lasting

pytestmark = pytest.mark.django_db
built = []


@lasting
def topic():
    built.append("topic")
    return make_topic("Borders", slug="borders")


@lasting
def pair(topic):
    return topic, make_topic("Work", slug="work")


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_no_test_sees_what_another_did_to_it(topic, turn):
    assert (topic.name, Topic.objects.count()) == ("Borders", 1)
    assert not hasattr(topic, "seen_by")
    topic.seen_by = turn
    Topic.objects.update(name=f"Changed by {turn}")
    make_topic("Another", slug="another")


@pytest.mark.parametrize("turn", [1, 2])
def test_one_builds_on_the_other(pair, topic, turn):
    assert [part.slug for part in pair] == ["borders", "work"]
    assert pair[0] == topic
    Topic.objects.all().delete()


def test_who_does_not_want_it_finds_nothing_of_it():
    assert not Topic.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_commits_has_one_of_their_own(topic):
    assert not connection.in_atomic_block
    assert Topic.objects.get() == topic


def test_connection_that_a_test_closes_is_lost_for_no_other(topic):
    connection.close()


@pytest.mark.parametrize("turn", range(9))
def test_it_is_not_built_for_each_test(topic, turn):
    """Once, again after a connection was lost, and once for the test that commits."""
    assert 1 <= len(built) <= 4
