"""Statements that PostgreSQL plans once for each connection."""

from __future__ import annotations

import pytest
from django.db import connection

from campaigns import services
from campaigns.models import Signature
from nnirr_site.database.prepared import PreparedStatement
from tests.campaigns.factories import make_call, make_signer

pytestmark = pytest.mark.django_db
PREPARED = "SELECT name FROM pg_prepared_statements WHERE statement LIKE %s"


def names_of(part: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(PREPARED, [f"%{part}%"])
        return [name for (name,) in cursor.fetchall()]


@pytest.fixture(autouse=True)
def new_connection(transactional_db):
    """Prepared statements live as long as their connection."""
    connection.close()
    yield
    connection.close()


def sign(number: int) -> None:
    call = make_call() if number == 0 else Signature.objects.first().call
    signer = make_signer(email=f"rosa{number}@example.org")
    services.sign(call, call.statements.get(), signer, "en")


def test_signing_is_planned_once_for_a_connection():
    for number in range(3):
        sign(number)
    assert len(names_of("INSERT INTO campaigns_signature AS")) == 1
    assert Signature.objects.count() == 3


def test_nothing_is_prepared_where_the_setting_says_so(settings):
    """As behind a pooler that gives each statement another connection."""
    settings.DATABASE_PREPARES = False
    connection.close()
    sign(0)
    assert names_of("INSERT INTO campaigns_signature AS") == []
    assert Signature.objects.count() == 1


def test_other_statements_are_never_prepared():
    for _ in range(20):
        Signature.objects.filter(pk=1).exists()
    assert names_of("campaigns_signature") == []


def test_parameters_are_numbered_by_their_names():
    statement = PreparedStatement("SELECT %(b)s, %(a)s, %(b)s, 5 %% 2")
    assert statement.sql == "SELECT $1, $2, $1, 5 % 2"
    assert statement.names == ["b", "a"]


def test_values_are_in_no_statement_that_is_written_down(django_assert_num_queries):
    sign(0)
    with django_assert_num_queries(1) as asked:
        PreparedStatement("SELECT %(word)s::text").execute(connection, {"word": "rosa"})
    assert "rosa" not in str(asked.captured_queries)
