"""Statements that PostgreSQL plans once for each connection."""

from __future__ import annotations

import pytest
from django.db import connection, connections
from django.db.backends.signals import connection_created

from campaigns import services
from campaigns.models import OutboundMail, Signature
from campaigns.services.mail import outbox
from nnirr_site.database.prepared import PreparedStatement
from tests.campaigns.factories import make_call, make_signature, make_signer

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


def test_of_other_statements_nothing_is_kept():
    """psycopg would count how often each comes, by its text, and Django's have values in it."""
    sign(0)
    for _ in range(20):
        Signature.objects.filter(organization_name="rosa-secret").exists()
    assert names_of("rosa-secret") == []
    manager = connection.connection._prepared
    assert not manager._counts
    assert len(manager._names) == 1


def test_plan_that_a_migration_made_useless_is_made_anew():
    """Else each such question would fail for as long as the connection lives."""
    make_signature()
    number = OutboundMail.objects.get().pk
    assert outbox.MAIL.get(number) is not None
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("ALTER TABLE campaigns_signature ALTER COLUMN country TYPE varchar(40)")
        assert outbox.MAIL.get(number).pk == number
    finally:
        with other.cursor() as cursor:
            cursor.execute("ALTER TABLE campaigns_signature ALTER COLUMN country TYPE varchar(2)")
        other.close()


def test_what_is_asked_when_a_connection_begins_may_have_placeholders():
    def look(connection, **_signal):
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s", ["new"])

    connection_created.connect(look)
    try:
        assert PreparedStatement("SELECT %(n)s::int").run(connection, {"n": 7}) == [(7,)]
    finally:
        connection_created.disconnect(look)


def test_parameters_are_numbered_by_their_names():
    statement = PreparedStatement("SELECT %(b)s, %(a)s, %(b)s, 5 %% 2")
    assert statement.sql == "SELECT $1, $2, $1, 5 % 2"
    assert statement.names == ["b", "a"]


def test_values_are_in_no_statement_that_is_written_down(django_assert_num_queries):
    sign(0)
    with django_assert_num_queries(1) as asked:
        PreparedStatement("SELECT %(word)s::text").run(connection, {"word": "rosa"})
    assert "rosa" not in str(asked.captured_queries)
