"""Addresses that editors type, and the privacy page that every form links to."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from nnirr_site.blocks.links import LinkBlock
from nnirr_site.models import SiteIdentity, StandardPage
from tests.factories import make_home, make_page


@pytest.mark.parametrize(
    "address",
    ["/search/", "https://example.org/a?b=c", "http://example.org", "mailto:office@example.org"],
)
def test_link_takes_web_addresses_and_paths_of_this_site(address):
    assert LinkBlock().child_blocks["url"].clean(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//evil.example", "search", "data:text/html,x", "https://", "/a b"],
)
def test_link_refuses_addresses_that_run_or_lead_astray(address):
    with pytest.raises(ValidationError, match="begins with https"):
        LinkBlock().child_blocks["url"].clean(address)


@pytest.mark.django_db
def test_signing_form_leads_to_the_privacy_page(client, call_page):
    privacy = make_page(StandardPage, title="Privacy", slug="privacy")
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.privacy_page = privacy
    identity.save()
    content = client.get(call_page.url).content.decode()
    assert f'<a href="{privacy.url}">What happens to your data</a>' in content


@pytest.fixture
def call_page():
    from campaigns.models import CallPage

    make_home()
    return make_page(CallPage)


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_form_that_comes_back_is_sent_compressed(client, call_page, encoding):
    address = f"/sign/{call_page.call.slug}/"
    plain = client.post(address, {"name": "Rosa"})
    answer = client.post(address, {"name": "Rosa"}, headers={"accept-encoding": encoding})
    assert answer.status_code == plain.status_code == 403
    assert answer["Content-Encoding"] == encoding
    assert "Accept-Encoding" in answer["Vary"]
    assert len(answer.content) < len(plain.content) / 2
    assert answer["Content-Length"] == str(len(answer.content))
