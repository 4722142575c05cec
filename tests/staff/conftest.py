"""Members of staff, as test clients and in the browser."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client


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


@pytest.fixture
def desk(open_page, admin_client, live_site):
    """A page of the browser in the session of a superuser, 1280 pixels wide or as asked for."""

    def open_desk(width: int = 1280):
        page = open_page(viewport={"width": width, "height": 900})
        session = admin_client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
        page.set_default_timeout(60_000)
        return page

    return open_desk
