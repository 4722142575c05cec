"""The loaded starter site for tests that read it; what they write is undone."""

import pytest
from django.db import transaction

from tests.database import connected_to


@pytest.fixture(scope="module")
def _loaded(starter_database, django_db_blocker):
    """For all tests of a module at once, so that they stay connected."""
    with django_db_blocker.unblock(), connected_to(starter_database):
        yield


@pytest.fixture
def starter_site(_loaded, django_db_blocker):
    """The loaded site; what a test writes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
