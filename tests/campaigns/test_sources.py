"""Where signers came from: known codes only, kept without a second copy of any page."""

import time

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode

from campaigns import services
from campaigns.models import Signature, Source
from tests.campaigns.factories import (
    form_data,
    make_call_page,
    make_organization,
    make_signature,
    sign_url,
)

pytestmark = pytest.mark.django_db
# What Safari and the others send from the page of the call itself.
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def page():
    return make_call_page(title="Ratify it")


@pytest.fixture
def source():
    return Source.objects.create(code="spring-leaflet", name="Leaflet of spring")


def send(client, page, referrer="", **fields):
    """Send the form from a page whose address the browser names."""
    headers = OWN_PAGE | ({"Referer": referrer} if referrer else {})
    return client.post(sign_url(page.call), form_data(page.call, **fields), headers=headers)


def stored_source() -> str:
    return Signature.objects.latest("pk").source


# -- What is kept -----------------------------------------------------------------------------


def test_the_code_in_the_address_of_the_call_is_kept_with_the_signature(client, page, source):
    answer = send(client, page, f"http://localhost:8000{page.url}?source=spring-leaflet")
    assert answer.status_code == 303
    assert stored_source() == "spring-leaflet"


def test_the_code_is_kept_when_the_visitor_changes_the_language(client, page, source):
    before = {"Referer": f"http://testserver{page.url}?source=spring-leaflet&topic=x"}
    answer = client.get("/es/search/?q=x", headers=before)
    assert answer.status_code == 302
    assert answer["Location"] == "/es/search/?q=x&source=spring-leaflet"
    assert answer["Cache-Control"] == "private, no-store"
    assert {"Content-Security-Policy", "Referrer-Policy"} <= set(answer.headers)
    after = {"Referer": f"http://testserver{answer['Location']}"}
    assert client.get(answer["Location"], headers=before).status_code == 200
    assert client.get(page.url, headers=after)["Location"].endswith("?source=spring-leaflet")


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("/search/", "http://testserver/?source=spring-leaflet"),
        ("/es/search/", "http://elsewhere.test/?source=spring-leaflet"),
        ("/es/search/", "http://testserver/?source=%22%0D%0Ax"),
        ("/es/search/", "http://[broken?source=x"),
        ("/es/search/?source=other", "http://testserver/?source=spring-leaflet"),
    ],
)
def test_a_code_is_carried_only_from_our_own_page_in_another_language(client, page, path, before):
    assert client.get(path, headers={"Referer": before}).status_code == 200


def test_a_file_is_never_led_elsewhere_for_the_sake_of_a_code(client, page):
    before = {"Referer": f"http://testserver/es{page.url}?source=spring-leaflet"}
    assert client.get("/static/css/site.css", headers=before).status_code == 200
    assert "Location" not in client.get("/c/damaged/", headers=before)


@pytest.mark.parametrize(
    "code",
    [
        "unknown-partner",
        "Spring-Leaflet",
        "spring leaflet",
        "spring-leaflet\n",
        "x" * 31,
        "'; DROP TABLE",
        "spring-leaflet\x00",
    ],
)
def test_a_code_that_staff_do_not_keep_is_dropped_and_nobody_is_stopped(client, page, source, code):
    address = f"http://localhost:8000{page.url}?{urlencode({'source': code})}"
    assert send(client, page, address).status_code == 303
    assert stored_source() == ""


def test_a_code_in_the_form_that_is_none_does_not_refuse_the_form(client, page, source):
    assert send(client, page, source="Not A Code!").status_code == 303
    assert stored_source() == ""


@pytest.mark.parametrize("referrer", ["http://[broken", "http://localhost:8000/?" + "a&" * 50, "%"])
def test_an_address_that_cannot_be_read_stops_nobody(client, page, source, referrer):
    assert send(client, page, referrer).status_code == 303
    assert stored_source() == ""


def test_the_code_survives_a_form_that_came_back_with_errors(client, page, source):
    address = f"http://localhost:8000{page.url}?source=spring-leaflet"
    answer = send(client, page, address, name="")
    assert answer.status_code == 422
    assert answer.context["form"]["source"].value() == "spring-leaflet"
    send(client, page, f"http://localhost:8000{sign_url(page.call)}", source="spring-leaflet")
    assert stored_source() == "spring-leaflet"


def test_a_browser_carries_the_code_from_the_link_to_the_signature(open_page):
    """No script, and a page that is answered from memory: the browser's own Referer does it."""
    page = make_call_page(title="Ratify it")
    Source.objects.create(code="radio", name="Radio")
    window = open_page(java_script_enabled=False)
    window.goto(page.url)
    window.goto(f"{page.url}?source=radio")
    for name, value in (("name", "Rosa Quispe"), ("email", "rosa@example.org")):
        window.locator(f"#{name}").fill(value)
    window.locator("#country").select_option("MX")
    window.locator("#sign form button").click()
    assert "/check-email/" in window.url
    assert "radio" not in window.url
    assert stored_source() == "radio"


# -- The page cache ---------------------------------------------------------------------------


def is_kept(client, address: str) -> bool:
    """Whether the page is answered from memory, once the purges of what was made have arrived."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if client.get(address)["X-Cache"] == "hit":
            return True
        time.sleep(0.1)
    return False


def test_codes_make_no_second_copy_of_the_call_page(live_page_cache, client):
    page = make_call_page(title="Ratify it")
    Source.objects.create(code="radio", name="Radio")
    assert is_kept(client, page.url)
    before = len(live_page_cache)
    assert before
    for code in ("radio", "one", "two"):
        assert client.get(f"{page.url}?source={code}")["X-Cache"] == "hit"
    assert len(live_page_cache) == before


def test_only_known_codes_make_frames_and_codes_of_their_own(live_page_cache, client):
    page = make_call_page(title="Ratify it")
    Source.objects.create(code="radio", name="Radio")
    slug = page.call.slug
    for plain, address in {
        f"/embed/{slug}/": "/embed/{slug}/{code}/",
        f"/calls/{slug}/allies/": "/calls/{slug}/allies/{code}/",
        f"/calls/{slug}/qr/": "/calls/{slug}/qr/{code}/",
        f"/calls/{slug}/qr.svg": "/calls/{slug}/qr/{code}.svg",
        f"/calls/{slug}/qr.png": "/calls/{slug}/qr/{code}.png",
    }.items():
        assert is_kept(client, address.format(slug=slug, code="radio"))
        stored = len(live_page_cache)
        for code in ("one", "two", "x" * 40):
            answer = client.get(address.format(slug=slug, code=code))
            assert (answer.status_code, answer.get("Location")) == (302, plain)
        assert len(live_page_cache) == stored


def test_what_a_partner_takes_carries_the_code(client, page, source):
    slug = page.call.slug
    link = f"{page.share_url}?source=spring-leaflet"
    assert f'href="{link}"' in client.get(f"/embed/{slug}/spring-leaflet/").content.decode()
    text = client.get(f"/calls/{slug}/allies/spring-leaflet/").content.decode()
    assert f"/embed/{slug}/spring-leaflet/&quot;" in text
    assert f"{link}</textarea>" in text
    assert f"/calls/{slug}/qr/spring-leaflet.svg" in text
    plain = client.get(f"/calls/{slug}/qr.svg").content
    assert client.get(f"/calls/{slug}/qr/spring-leaflet.svg").content != plain


# -- What staff see ---------------------------------------------------------------------------


def test_the_list_counts_what_each_source_brought(admin_client, page, source):
    for status in ("confirmed", "confirmed", "pending", "withdrawn", "rejected"):
        make_signature(page.call, status, source="spring-leaflet")
    make_organization(page.call, source="spring-leaflet")
    make_signature(page.call, "confirmed")
    answer = admin_client.get(reverse("wagtailsnippets_campaigns_source:list"))
    view = answer.context["view"]
    assert view.counts == {"spring-leaflet": {"people": 2, "organizations": 1, "waiting": 1}}
    text = answer.content.decode()
    assert f"/calls/{page.call.slug}/allies/spring-leaflet/" in text
    for signature in Signature.objects.all():
        assert signature.reference not in text
        assert not signature.sealed_name or signature.name not in text


def test_the_count_of_sources_reads_an_index_and_no_row(page, source):
    make_signature(page.call, "confirmed", source="spring-leaflet")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT source, status, kind, count(id) FROM campaigns_signature"
            " WHERE NOT (source = '') GROUP BY 1, 2, 3"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "signature_by_source" in plan


def test_a_code_has_to_be_one(admin_client):
    address = reverse("wagtailsnippets_campaigns_source:add")
    answer = admin_client.post(address, {"code": "Rosa Quispe", "name": "x"})
    assert answer.status_code == 200
    assert "Use up to 30 small letters" in answer.content.decode()
    assert not Source.objects.exists()


def test_organizers_keep_sources_and_moderators_do_not_see_them(client, django_user_model):
    for group, status in (("Campaign organizers", 200), ("Moderators", 302)):
        user = django_user_model.objects.create_user(group.replace(" ", ""), password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        answer = client.get(reverse("wagtailsnippets_campaigns_source:list"))
        assert answer.status_code == status, group


def test_withdrawing_takes_the_signature_off_its_source(page, source):
    from campaigns.counting.sources import count_sources

    signature = make_signature(page.call, "confirmed", source="spring-leaflet")
    services.withdraw_signature(signature.reference)
    assert count_sources()["spring-leaflet"]["people"] == 0
