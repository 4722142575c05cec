"""The public API: what it says of itself is what it answers, and nobody is in it."""

import json
import time

import pytest
from django.conf import settings as site_settings
from django.test import Client
from wagtail.models import Locale

from campaigns import services
from campaigns.models import CallPage
from campaigns.services import tally
from initiatives.importing import import_states
from nnirr_site.api import limits
from nnirr_site.api.limits import RateLimiter, client_network
from nnirr_site.urls import api
from tests.api.shapes import find_faults
from tests.campaigns.factories import (
    make_call,
    make_call_page,
    make_organization,
    make_signature,
    make_statement,
)
from tests.worlds import lasting

pytestmark = pytest.mark.django_db
BASE = "/api/v1"


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.limiter.forget()


@lasting
def call():
    """A call with people, organizations of every kind, and a count."""
    page = make_call_page(make_call(slug="ratify"), title="Ratify it")
    call = page.call
    for status in ("confirmed", "pending", "withdrawn", "confirmed"):
        last = make_signature(call, status, name="Rosa Quispe", show_name=True, comment="Because")
    services.reject_signature(last, "made up")
    shown = make_organization(
        call,
        organization="Águilas",
        show_name=True,
        website="https://aguilas.example",
        country="US",
    )
    services.approve_name(shown, "looked at")
    unapproved = make_organization(call, organization="Not looked at", show_name=True)
    unnamed = make_organization(call, organization="Not to be named", show_name=False)
    services.approve_name(unnamed, "looked at")
    assert unapproved.approved_at is None
    tally.tick()
    return call


@lasting
def states():
    import_states()


def read(path: str, status: int = 200, **headers) -> object:
    answer = Client().get(f"{BASE}{path}", headers=headers)
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def addresses(call: str) -> dict[str, str]:
    """Path in the document → an address that answers it."""
    return {
        endpoint.path: f"{BASE}{endpoint.path.replace('{call}', call)}"
        for endpoint in api.endpoints
    }


# -- The document -----------------------------------------------------------------------------


def test_every_answer_is_as_the_document_says(call, states):
    document = read("/openapi.json")
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == set(addresses(call.slug))
    for path, address in addresses(call.slug).items():
        answer = Client().get(address)
        described = document["paths"][path]["get"]["responses"]["200"]["content"]
        schema = described[answer["Content-Type"]]["schema"]
        faults = find_faults(json.loads(answer.content), schema, document, path)
        assert faults == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/calls?page=0", 400),
        ("/calls?page=x", 400),
        ("/calls?page=-1", 400),
        ("/calls?page=99", 404),
        ("/calls?language=xx", 400),
        ("/states?status=angry", 400),
        ("/states?region=moon", 400),
        ("/calls/no-such-call", 404),
        ("/calls/no-such-call/count", 404),
        ("/calls/no-such-call/ledger", 404),
        ("/calls/no-such-call/organizations", 404),
        ("/nothing", 404),
        ("/calls/a/b/c", 404),
        ("/calls/%00/count", 404),
    ],
)
def test_errors_are_json_as_described_and_kept_nowhere(call, states, path, status):
    answer = Client().get(f"{BASE}{path}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "private, no-store"
    problem = json.loads(answer.content)
    document = read("/openapi.json")
    assert find_faults(problem, document["components"]["schemas"]["Problem"], document) == []
    assert problem["status"] == status
    assert problem["detail"]


def test_a_failure_of_ours_is_json_too_and_on_record(call, monkeypatch, caplog):
    def fail(*_arguments, **_options):
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr("nnirr_site.api.routes.answer_json", fail)
    answer = Client(raise_request_exception=False).get(f"{BASE}/calls")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "private, no-store"
    problem = json.loads(answer.content)
    assert (problem["status"], "secret" in problem["detail"]) == (500, False)
    assert "a secret of the server" in caplog.text
    monkeypatch.undo()
    paths = read("/openapi.json")["paths"].values()
    assert all("500" in path["get"]["responses"] for path in paths)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(call, method):
    for address in [*addresses(call.slug).values(), f"{BASE}/", f"{BASE}/nothing"]:
        answer = getattr(Client(enforce_csrf_checks=True), method)(address)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert json.loads(answer.content)["status"] == 405


def test_every_query_parameter_reaches_the_views():
    names = {one.name for endpoint in api.endpoints for one in endpoint.all_parameters}
    assert names <= set(site_settings.PAGE_CACHE_QUERY_KEYS)


def test_the_document_is_in_english_for_everybody(call):
    spanish = Client(headers={"Accept-Language": "es"}).get(f"{BASE}/openapi.json")
    assert spanish.content == Client().get(f"{BASE}/openapi.json").content
    assert b"Every call, the newest first" in spanish.content


def test_the_first_address_leads_to_all_others(call):
    index = read("/")
    assert set(index["endpoints"]) == {endpoint.name for endpoint in api.endpoints}
    assert index["openapi"].endswith("/api/v1/openapi.json")


# -- What is in it ----------------------------------------------------------------------------


def test_numbers_are_those_of_the_page(call):
    count = read("/calls/ratify/count")
    shown = json.loads(Client().get("/calls/ratify/count.json").content)
    assert count["people"] == shown["people"] == 1
    assert count["organizations"] == shown["organizations"] == 3
    assert (count["withdrawn"], count["removed_as_invalid"]) == (1, 1)
    assert read("/calls")["results"][0]["count"] == count
    days = read("/calls/ratify/ledger")["results"]
    assert sum(day["people"] for day in days) == 1
    assert days[-1]["organizations_so_far"] == 3


def test_only_organizations_that_are_public_are_listed(call):
    listed = read("/calls/ratify/organizations")
    assert listed["results"] == [
        {
            "name": "Águilas",
            "website": "https://aguilas.example",
            "country": "US",
            "state": None,
        }
    ]
    assert listed["count"] == 1


def test_nobody_is_in_it(call, states):
    texts = " ".join(
        Client().get(address).content.decode() for address in addresses(call.slug).values()
    )
    for secret in ("Rosa", "Quispe", "Because", "@example.org", "Secretary", "Not looked at"):
        assert secret not in texts
    for signature in call.signatures.all():
        assert signature.reference not in texts


def test_an_organization_leaves_the_list_when_it_withdraws(call):
    signature = call.signatures.get(organization_name="Águilas")
    services.withdraw_signature(signature.reference)
    assert read("/calls/ratify/organizations")["results"] == []


def test_drafts_and_calls_that_were_taken_down_are_not_there(call):
    CallPage.objects.get(call=call).unpublish()
    gone = make_call(slug="gone")
    assert read("/calls")["results"] == []
    for slug in ("ratify", gone.slug):
        for path in ("", "/count", "/ledger", "/organizations"):
            read(f"/calls/{slug}{path}", 404)


def test_titles_come_in_the_language_that_is_asked_for_by_name(call):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    page = CallPage.objects.get(call=call)
    page.copy_for_translation(spanish, copy_parents=True, alias=False)
    translated = CallPage.objects.get(call=call, locale=spanish)
    translated.title = "Que se ratifique"
    translated.save_revision().publish()
    make_statement(call, language="es", title="Texto")
    assert read("/calls?language=es")["results"][0]["title"] == "Que se ratifique"
    assert "/es/" in read("/calls/ratify?language=es")["url"]
    assert read("/calls/ratify?language=fr")["title"] == "Ratify it"
    assert read("/calls/ratify", **{"Accept-Language": "es"})["title"] == "Ratify it"
    texts = read("/calls/ratify")["texts"]
    assert [text["language"] for text in texts] == ["en", "es"]
    assert Client().get(texts[0]["url"]).status_code == 200


def test_states_are_those_of_the_tracker_and_can_be_narrowed(states):
    everything = json.loads(Client().get("/tracker/states.json").content)
    assert read("/states")["count"] == len(everything["states"])
    parties = read("/states?status=party")
    assert parties["count"] == everything["counts"]["party"]
    assert {state["status"] for state in parties["results"]} == {"party"}
    both = read("/states?status=party&region=africa")
    assert {state["region"] for state in both["results"]} == {"africa"}


def test_pages_lead_through_the_whole_list_once(states):
    seen, address = [], f"{BASE}/states"
    while address:
        page = json.loads(Client().get(address).content)
        seen += [state["iso3"] for state in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == page["count"] > page["pages"] > 1
    assert page["previous"].endswith(f"page={page['pages'] - 1}")


# -- Caching, other sites, limits -------------------------------------------------------------


def test_what_is_known_already_is_answered_by_304(call):
    for address in addresses(call.slug).values():
        first = Client().get(address)
        assert first["Cache-Control"].startswith("public")
        again = Client().get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    tag = Client().get(f"{BASE}/calls/ratify/count")["ETag"]
    make_signature(call, "confirmed")
    tally.tick()
    changed = Client().get(f"{BASE}/calls/ratify/count", headers={"If-None-Match": tag})
    assert changed.status_code == 200


def test_pages_of_other_sites_may_read_and_ask_first(call):
    for address in addresses(call.slug).values():
        answer = Client().options(address, headers={"Origin": "https://partner.example"})
        assert answer.status_code == 204
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
        plain = Client().get(address)
        assert plain["Access-Control-Allow-Origin"] == "*"
        assert not plain.cookies


def test_session_of_staff_changes_nothing_of_an_answer_for_everybody(call, admin_client):
    own, plain = admin_client.get(f"{BASE}/calls"), Client().get(f"{BASE}/calls")
    assert own.content == plain.content
    assert own["Cache-Control"] == plain["Cache-Control"]
    assert not own.cookies


def test_a_network_that_asks_too_often_is_told_when_to_come_back(call, monkeypatch):
    monkeypatch.setattr(limits.limiter, "requests", 3)
    codes = [Client().get(f"{BASE}/calls").status_code for _number in range(4)]
    assert codes == [200, 200, 200, 429]
    answer = Client().get(f"{BASE}/calls")
    assert 1 <= int(answer["Retry-After"]) <= limits.SECONDS
    assert json.loads(answer.content)["status"] == 429
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client(REMOTE_ADDR="203.0.113.9").get(f"{BASE}/calls").status_code == 200


def test_what_is_in_the_page_cache_is_not_limited(live_page_cache, monkeypatch):
    make_call_page(make_call(slug="ratify"))
    end = time.monotonic() + 10
    while Client().get(f"{BASE}/calls")["X-Cache"] != "hit":
        assert time.monotonic() < end
        time.sleep(0.1)
    monkeypatch.setattr(limits.limiter, "requests", 0)
    assert Client().get(f"{BASE}/calls").status_code == 200
    assert Client().get(f"{BASE}/states").status_code == 429


@pytest.mark.parametrize("processes", [1, 2, 7, 64])
def test_all_processes_together_answer_no_more_than_was_promised(processes):
    assert 1 <= limits.share_of(processes) * processes <= limits.REQUESTS
    assert limits.limiter.requests == limits.share_of(site_settings.WEB_WORKERS)


def test_the_limit_opens_again_and_forgets():
    limiter = RateLimiter(requests=1, seconds=60)
    assert limiter.seconds_to_wait("198.51.100.1", now=600) == 0
    assert limiter.seconds_to_wait("198.51.100.1", now=630) == 30
    assert limiter.seconds_to_wait("198.51.100.2", now=630) == 0
    assert limiter.seconds_to_wait("198.51.100.1", now=660) == 0
    assert len(limiter._counts) == 1


def test_no_address_is_kept_in_clear_and_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(limits, "MOST_NETWORKS", 10)
    limiter, other = RateLimiter(), RateLimiter()
    for number in range(50):
        limiter.seconds_to_wait(f"198.51.100.{number}", now=600)
    assert len(limiter._counts) == 10
    assert "198.51.100" not in repr(vars(limiter))
    other.seconds_to_wait("198.51.100.49", now=600)
    assert not other._counts.keys() & limiter._counts.keys()
    before = set(limiter._counts)
    limiter.seconds_to_wait("198.51.100.49", now=600 + 3600)
    assert not before & set(limiter._counts)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_networks_are_an_address_or_a_64(rf, address, network):
    assert client_network(rf.get("/", REMOTE_ADDR=address)) == network


# -- The page about it ------------------------------------------------------------------------


def test_the_page_shows_every_address_with_an_example_that_answers(client, call, states):
    answer = client.get("/api/")
    text = answer.content.decode()
    assert answer["Cache-Control"].startswith("public")
    examples = [item["example"] for item in answer.context["endpoints"]]
    assert len(examples) == len(api.endpoints)
    for item in answer.context["endpoints"]:
        assert item["path"] in text
        assert f'href="{item["example"]}"' in text
        assert client.get(item["example"]).status_code == 200
    assert client.get("/es/api/").status_code == 200


def test_the_page_stands_before_there_is_a_call(client):
    assert client.get("/api/").status_code == 200
