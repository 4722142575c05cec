"""`load_demonstration`: many invented signatures, and a word on every page that they are."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Site

from campaigns.models import OutboundMail, Signature
from nnirr_site.models import SiteIdentity
from tests.campaigns.factories import make_call_page, make_signature
from tests.factories import make_home

pytestmark = pytest.mark.django_db
NOTICE = "Demonstration: the people, organizations and reasons here are invented."


@pytest.fixture
def page():
    page = make_call_page(parent=make_home())
    identity = SiteIdentity.for_site(Site.objects.get())
    identity.call_page = page
    identity.save()
    return page


def test_invented_signers_are_counted_named_and_said_to_be_invented(page, client):
    call_command("load_demonstration", people=10, organizations=5)
    assert Signature.objects.confirmed().count() == 15
    assert not OutboundMail.objects.filter(status__in=["queued", "sending", "sent"]).exists()
    assert not OutboundMail.objects.exclude(sealed_to=None).exists()
    for path in ("/", page.url, f"/calls/{page.call.slug}/names/"):
        assert NOTICE in client.get(path, follow=True).content.decode(), path
    organizations = client.get(f"/calls/{page.call.slug}/organizations/").content.decode()
    assert "Oakland Workers’ Center (invented)" in organizations


def test_invented_signers_never_join_real_ones(page):
    make_signature(call=page.call)
    page.call.refresh_from_db()
    with pytest.raises(CommandError, match="never join real ones"):
        call_command("load_demonstration", people=3, organizations=0)
    assert Signature.objects.count() == 1


def test_production_is_refused(page, settings):
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError, match="no place"):
        call_command("load_demonstration", people=3, organizations=0)
    assert not Signature.objects.exists()
