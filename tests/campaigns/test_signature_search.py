"""One box that understands what staff look for, and lists that cost the same at any size."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from campaigns import services
from campaigns.admin import signature_search
from campaigns.admin.viewsets.paging import CappedPaginator
from campaigns.models import Signature
from tests.campaigns.factories import (
    let_time_pass,
    make_call,
    make_organization,
    make_signature,
)
from tests.campaigns.seeding import make_reference, seed

pytestmark = pytest.mark.django_db

LIST = reverse("wagtailsnippets_campaigns_signature:list")
FIND = reverse("wagtailsnippets_campaigns_signature:find")


def find(client, words: str, **fields) -> str:
    """The list that the box leads to, as HTML."""
    return client.post(FIND, {"words": words, **fields}, follow=True).content.decode()


def shown_references(html: str) -> set[str]:
    """Of the rows in the list."""
    return set(re.findall(r'id="snippet_\d+_title">\s*(\w+)', html))


@pytest.fixture
def people():
    """Known signatures, by what is looked for."""
    call = make_call()
    return {
        "rosa": make_signature(
            call, "confirmed", name="Rosa Íñigo Quispe", email="Rosa.Q+x@gmail.com", show_name=True
        ),
        "hidden": make_signature(
            call, "confirmed", name="Rosa Quispe", email="other@gmail.com", country="GT"
        ),
        "group": make_organization(call, organization="Mujeres en Marcha", email="m@marcha.org"),
        "oregon": make_signature(
            call, "rejected", name="Georgia Paz", email="g@b.net", country="US", region="OR"
        ),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rosaq@gmail.com", {"rosa"}),
        ("ROSA.Q@googlemail.com", {"rosa"}),
        ("nobody@gmail.com", set()),
        ("@gmail.com", {"rosa", "hidden"}),
        ("@Marcha.org", {"group"}),
        ("rosa inigo", {"rosa"}),
        ("QUISPE", {"rosa"}),
        ("marcha mujeres", {"group"}),
        ("georgia paz", set()),
        ("oregon", {"oregon"}),
        ("guatemala", {"hidden"}),
        ("Rejected", {"oregon"}),
        ("confirmed", {"rosa", "hidden", "group"}),
    ],
)
def test_box_understands(admin_client, people, words, found):
    html = find(admin_client, words)
    assert shown_references(html) == {people[name].reference for name in found}


def test_reference_is_found_as_people_copy_it(admin_client, people):
    Signature.objects.filter(pk=people["rosa"].pk).update(reference="0A1B2C3D4E5F")
    assert shown_references(find(admin_client, " oalb-2c3d-4e5f ")) == {"0A1B2C3D4E5F"}


def test_name_that_is_a_place_can_be_looked_for_as_a_name(admin_client):
    signature = make_signature(name="Georgia Paz", show_name=True)
    assert 'name="as_name"' in admin_client.get(LIST).content.decode()
    assert not shown_references(find(admin_client, "Georgia"))
    assert shown_references(find(admin_client, "Georgia", as_name="on")) == {signature.reference}


def test_name_is_forgotten_when_it_is_not_public_any_more(admin_client):
    signature = make_signature(status="confirmed", name="Rosa Quispe", show_name=True)
    assert shown_references(find(admin_client, "quispe"))
    Signature.objects.filter(pk=signature.pk).update(show_name=False)
    assert not shown_references(find(admin_client, "quispe"))
    assert Signature.objects.get().name_keys is None


def test_name_that_its_signer_corrects_is_found_as_it_is_now(admin_client):
    signature = make_signature(status="confirmed", name="Rosa Quispe", show_name=True)
    group = make_organization(signature.call, organization="Mujeres en Marcha")
    for reference in (signature.reference, group.reference):
        services.correct_signature(
            reference, name="Rosa Mamani", show_name=True, wants_letters=False
        )
    assert shown_references(find(admin_client, "mamani")) == {signature.reference}
    assert not shown_references(find(admin_client, "quispe"))
    assert shown_references(find(admin_client, "marcha")) == {group.reference}


def test_organization_stays_found_as_long_as_it_is_named(admin_client):
    group = make_organization(organization="Mujeres en Marcha", show_name=True)
    Signature.objects.filter(pk=group.pk).update(sealed_name=None, sealed_email=None)
    assert shown_references(find(admin_client, "marcha")) == {group.reference}
    Signature.objects.filter(pk=group.pk).update(organization_name="")
    assert Signature.objects.get().name_keys is None


def test_withdrawn_name_leaves_no_key():
    signature = make_organization(organization="Mujeres en Marcha", show_name=True)
    assert signature.name_keys
    services.withdraw_signature(signature.reference)
    assert Signature.objects.get().name_keys is None


@pytest.mark.parametrize("words", ["", "   ", "@", "@localhost", "a@b", "=", "x" * 300, "\0"])
def test_what_cannot_be_understood_is_said_and_kept_in_the_box(admin_client, words):
    answer = admin_client.post(FIND, {"words": words})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "error-message" in html
    if words.strip("\0 "):
        assert f'value="{words}"' in html


def test_what_is_typed_reaches_no_address_no_session_and_no_log(admin_client, people, caplog):
    caplog.set_level("DEBUG")
    answer = admin_client.post(FIND, {"words": "rosa.q@gmail.com"})
    assert answer.status_code == 302
    assert "rosa" not in answer.url.lower()
    html = admin_client.get(answer.url).content.decode()
    assert people["rosa"].reference in html
    assert "rosa.q@" not in html
    session = Session.objects.get(pk=admin_client.session.session_key)
    kept = json.dumps(session.get_decoded())
    assert "gmail" not in kept and "rosa" not in kept
    key = people["rosa"].email_key
    assert key not in kept and key not in answer.url and key not in html
    assert "rosa.q@" not in caplog.text


def test_sessions_tell_nobody_whom_staff_looked_for(admin_client, people):
    """Nor what kind of search it was, nor to who has all keys: one is in the address alone."""
    kept = {}
    for words in ("rosa.q@gmail.com", "@gmail.com", "Rosa Quispe", "oregon"):
        url = admin_client.post(FIND, {"words": words}).url
        stored = Session.objects.get(pk=admin_client.session.session_key).get_decoded()
        text = json.dumps(stored)
        for part in ("email", "domain", 'name"', people["rosa"].domain_key, "place", 'OR"'):
            assert part not in text
        for word_key in people["rosa"].name_keys:
            assert word_key not in text
        name = url.partition("found=")[2]
        assert name and name not in text
        kept = stored[signature_search.SESSION_KEY]
    assert len(kept) == 4
    assert len({len(sealed) for sealed in kept.values()}) == 1


def test_search_ends_after_an_hour(admin_client, people, monkeypatch, settings):
    settings.SESSION_IDLE_MINUTES = 120  # who goes on working is not signed out meanwhile
    url = admin_client.post(FIND, {"words": "rosaq@gmail.com"}).url
    assert shown_references(admin_client.get(url).content.decode())
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + signature_search.SECONDS_KEPT + 5)
    html = admin_client.get(url).content.decode()
    assert not shown_references(html)
    assert "a search that has expired" in html


def test_search_of_one_login_is_nothing_to_another(admin_client, client, django_user_model, people):
    url = admin_client.post(FIND, {"words": "rosaq@gmail.com"}).url
    user = django_user_model.objects.create_superuser("second", "s@example.org", "x")
    client.force_login(user)
    html = client.get(url).content.decode()
    assert not shown_references(html)
    assert "a search that has expired" in html


def test_who_may_not_see_people_cannot_look_for_them(client, django_user_model, people):
    user = django_user_model.objects.create_user("staff", password="x")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_signature"])
    )
    client.force_login(user)
    for words in ("rosaq@gmail.com", "@gmail.com", "quispe"):
        html = find(client, words)
        assert "not for people" in html
        assert not shown_references(html)
    assert shown_references(find(client, "oregon")) == {people["oregon"].reference}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("window=today", {"new"}),
        ("window=week", {"new", "days"}),
        ("window=month", {"new", "days", "weeks"}),
        ("window=week&region=OR", {"days"}),
    ],
)
def test_windows_of_time(admin_client, query, found):
    call = make_call()
    now = timezone.localtime()
    ages = {
        "new": timedelta(0),
        "days": timedelta(days=6),
        "weeks": timedelta(days=29),
        "old": timedelta(days=30, hours=now.hour + 1),
    }
    rows = {}
    for name, age in ages.items():
        place = {"country": "US", "region": "OR"} if name == "days" else {}
        rows[name] = make_signature(call, **place)
        let_time_pass(rows[name], age)
    html = admin_client.get(f"{LIST}?{query}").content.decode()
    assert shown_references(html) == {rows[name].reference for name in found}


def test_list_says_more_than_a_thousand_and_counts_no_further(admin_client):
    call = make_call()
    seed(call, 1200)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        html = admin_client.get(LIST).content.decode()
    assert "More than 1,000 signatures" in html
    counts = [entry["sql"] for entry in queries if "COUNT(" in entry["sql"].upper()]
    on_signatures = [sql for sql in counts if "campaigns_signature" in sql]
    assert on_signatures and all("LIMIT 1001" in sql for sql in on_signatures)
    last = admin_client.get(f"{LIST}?p=24").content.decode()
    assert len(shown_references(last)) == 50
    assert 'class="next"' not in last
    for page in ("0", "-1", "x", "9" * 30, "1001"):
        assert admin_client.get(f"{LIST}?p={page}").status_code == 200
    few = admin_client.get(f"{LIST}?status=rejected").content.decode()
    assert re.search(r"\d+ signatures", few) and "More than" not in few


def plan_of(queryset) -> str:
    with connection.cursor() as cursor:
        sql, parameters = queryset.query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_every_search_uses_an_index():
    """On 20,000 rows, with the planner as it is. A plan that reads the table reads all of it."""
    call = make_call()
    seed(call, 20_000)
    rows = Signature.objects.order_by("-id")
    searches = {
        "signature_by_address": signature_search.Sought("email", (f"{123:064x}",)).narrow(rows),
        "signature_by_domain": signature_search.understand("@d97.example").narrow(rows),
        "_reference_": signature_search.understand(make_reference(77)).narrow(rows),
        "signature_by_name": signature_search.understand("Name77").narrow(rows),
        "signature_by_place": signature_search.understand("Vermont").narrow(rows),
        "signature_by_status": signature_search.understand("rejected").narrow(rows),
        "signature_to_approve": rows.waiting_for_approval(),
        "signature_of_groups": rows.filter(kind="organization"),
        "signature_by_time": Signature.objects.filter(
            created_at__gte=timezone.now() - timedelta(days=80),
            created_at__lt=timezone.now() - timedelta(days=79),
        ).order_by("-created_at", "-id"),
        "campaigns_signature_pkey": rows,
    }
    for index, queryset in searches.items():
        plan = plan_of(queryset[:51])
        assert queryset.exists(), index
        assert "Seq Scan" not in plan, plan
        assert index in plan, plan


def test_what_is_meant_by_a_place_follows_the_language():
    with translation.override("es"):
        assert signature_search.understand("España").keys == ("ES",)
        assert signature_search.understand("Spain").keys == ("ES",)


def test_paginator_needs_one_row_more_to_know_of_a_next_page():
    pages = CappedPaginator(Signature.objects.order_by("-id"), 2)
    call = make_call()
    for _number in range(2):
        make_signature(call)
    assert not pages.page(1).has_next()
    make_signature(call)
    pages = CappedPaginator(Signature.objects.order_by("-id"), 2)
    assert pages.page(1).has_next() and not pages.page(2).has_next()
