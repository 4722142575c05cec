"""The loaded starter site, once for all tests that only read it."""

import pytest
from django.db import connection, transaction
from django.test import override_settings

from campaigns.services import publish_statement
from initiatives.importing import import_states
from nnirr_site.management.commands.load_starter_content import load_senators
from nnirr_site.starter.builder import Builder
from tests.content.materials import make_small_materials


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load in a transaction that is rolled back after the last test of the module."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        Builder(
            make_small_materials, publish_statement, import_states, report=lambda line: None
        ).load()
        load_senators()
        yield
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def starter_site(_loaded, django_db_blocker):
    """The loaded site; what a test writes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
