"""The loaded starter site for tests that read it; what they write is undone."""

import pytest
from django.db import transaction

from tests.database import cloned_starter_database, connected_to


@pytest.fixture(scope="session")
def untouched_database(django_db_setup, django_db_blocker, media_folder):
    """Name of a copy of its own: where the browser goes, tests have signed."""
    with django_db_blocker.unblock(), cloned_starter_database("untouched", media_folder) as name:
        yield name


@pytest.fixture(scope="module")
def _loaded(untouched_database, django_db_blocker):
    """For all tests of a module at once, so that they stay connected."""
    with django_db_blocker.unblock(), connected_to(untouched_database):
        yield


@pytest.fixture
def starter_site(_loaded, django_db_blocker):
    """The loaded site; what a test writes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
