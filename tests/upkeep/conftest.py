"""A server of somebody else, and the checker allowed to ask it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.upkeep.servers import OtherServer

LOOPBACK = ["127.0.0.0/8"]


@pytest.fixture
def other():
    server = OtherServer()
    yield server
    server.stop()


@pytest.fixture
def checking(settings):
    """Links are checked without a pause, this machine's too."""
    settings.LINK_CHECK = True
    settings.LINK_CHECK_SECONDS = (0.0, 0.0)
    settings.LINK_CHECK_NETWORKS = LOOPBACK


@pytest.fixture
def member(django_user_model):
    """Make one: `member("Editors")` is a signed-in client with `.user`."""

    def make(*groups: str) -> Client:
        number = django_user_model.objects.count() + 1
        user = django_user_model.objects.create_user(f"member-{number}", password="x")
        user.groups.set(Group.objects.filter(name__in=groups))
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return make
