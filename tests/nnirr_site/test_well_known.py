"""robots.txt, security.txt and the icons at the root."""

from datetime import datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from nnirr_site.models import SiteIdentity
from tests.factories import make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_home()


def read_robots(client) -> RobotFileParser:
    response = client.get("/robots.txt")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(response.content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    "path",
    ["/", "/es/", "/policy-updates/?page=2", "/documents/1/flyer.pdf", "/media/share/1/a.png"],
)
def test_robots_may_read_what_the_public_reads(path, client, home):
    assert read_robots(client).can_fetch("Anybot", f"{settings.SITE_URL}{path}")


def test_robots_stay_away_from_what_is_for_one_person(client, home):
    parser = read_robots(client)
    personal = [
        reverse("wagtailadmin_home"),
        reverse("search"),
        reverse("campaigns:sign", args=["a-call"]),
        reverse("campaigns:confirm", args=["token"]),
        "/es" + reverse("campaigns:confirm", args=["token"]),
        "/ar/search/?q=x",
    ]
    assert [path for path in personal if parser.can_fetch("Anybot", path)] == []


def test_robots_find_the_sitemap(client, home):
    assert read_robots(client).site_maps() == [f"{settings.SITE_URL}/sitemap.xml"]
    assert client.get("/sitemap.xml").status_code == 200


def give_contact(address: str) -> None:
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.contact_email = address
    identity.save()


def test_security_contact_is_given_for_less_than_a_year(client, home):
    give_contact("security@example.org")
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Preferred-Languages"] == "en, es"
    assert fields["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)


def test_no_contact_is_made_up(client, home):
    give_contact("")
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["/favicon.ico", "/apple-touch-icon.png"])
def test_icon_that_browsers_ask_for_at_the_root_is_there(path, client, home):
    response = client.get(path)
    assert response.status_code == 302
    name = response["Location"].removeprefix(settings.STATIC_URL)
    with Image.open(finders.find(name)) as icon:
        assert icon.width == icon.height >= 32


@pytest.mark.parametrize("path", ["/robots.txt", "/.well-known/security.txt", "/favicon.ico"])
def test_they_can_only_be_read(path, client, home):
    give_contact("security@example.org")
    assert client.post(path).status_code == 405
