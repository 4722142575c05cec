"""The call's page: one HTML for everybody, and only names that may be shown."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from campaigns import services
from campaigns.models import Call, CallsIndexPage
from campaigns.services import tally
from tests.campaigns.factories import (
    form_data,
    link_path,
    make_call,
    make_call_page,
    make_organization,
    make_signature,
    make_statement,
    sign_url,
)
from tests.campaigns.waiting import read_until_kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return make_call_page(title="Ratify it")


def test_page_is_one_html_for_everybody(page, admin_client):
    answers = [
        Client().get(page.url),
        Client(headers={"Accept-Language": "ar", "User-Agent": "Other"}).get(page.url),
        Client(REMOTE_ADDR="203.0.113.9").get(f"{page.url}?utm_source=letter"),
        Client(headers={"Cookie": f"seen=1; csrftoken={'a' * 32}; django_language=ar"}).get(
            page.url
        ),
    ]
    assert admin_client.cookies["sessionid"].value
    answers.append(admin_client.get(page.url))
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert answer.status_code == 200
        assert re.match(r"public, max-age=0, s-maxage=\d+,", answer["Cache-Control"])
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_page_shows_the_whole_text_beside_the_form(client, page):
    html = client.get(page.url).content.decode()
    assert "We call on the Senate to ratify the Convention." in html
    assert f'action="/sign/{page.call.slug}/"' in html
    for name in ("name", "email", "country", "postal_code", "region", "organization", "comment"):
        assert re.search(rf'name="?{name}\b', html), name


def test_no_box_is_ticked_and_nothing_is_asked_about_status_or_street(client, page):
    html = client.get(page.url).content.decode()
    boxes = re.findall(r'<input[^>]*type="?checkbox[^>]*>', html)
    assert len(boxes) == 3
    assert not any("checked" in box for box in boxes)
    form = client.get(page.url).context["form"]
    assert not {"status", "address", "street", "phone", "birthday"} & set(form.fields)


def test_personal_fields_help_the_browser_fill_them_in(client, page):
    form = client.get(page.url).context["form"]
    expected = {
        "name": "name",
        "email": "email",
        "country": "country",
        "region": "address-level1",
        "postal_code": "postal-code",
        "organization": "organization",
        "role": "organization-title",
        "website": "url",
    }
    for name, autocomplete in expected.items():
        assert form.fields[name].widget.attrs["autocomplete"] == autocomplete
    # A keyboard for addresses, without the browser's own opinion of what is one.
    assert form.fields["email"].widget.attrs["inputmode"] == "email"
    assert form.fields["email"].widget.input_type == "text"


def test_errors_are_listed_with_links_and_the_title_says_so(client, page):
    answer = client.post(
        sign_url(page.call), form_data(page.call, name="Rosa", email="rosa@correo", country="")
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r"<title>\s*Error:\s*Ratify it", html)
    listed = answer.context["form"].error_list
    assert [(error["field"], error["id"]) for error in listed] == [
        ("email", "email"),
        ("country", "country"),
    ]
    for error in listed:
        assert f'href="#{error["id"]}"' in html
        assert f'id="{error["id"]}"' in html
    assert 'value="rosa@correo"' in html
    assert 'value="Rosa"' in html
    assert answer["Cache-Control"] == "private, no-store"


def test_get_of_the_form_address_leads_to_the_page(client, page):
    answer = client.get(sign_url(page.call))
    assert (answer.status_code, answer.url) == (302, page.url)


NOT_OPEN = {
    "paused": {"is_paused": True, "pause_notice": "We are moving house."},
    "upcoming": {"opens_at": timezone.now() + timedelta(days=3)},
    "closed": {"closes_at": timezone.now() - timedelta(minutes=1)},
}


@pytest.mark.parametrize("state", NOT_OPEN)
def test_call_that_is_not_open_has_a_page_without_a_form_and_takes_nothing(client, page, state):
    Call.objects.update(**NOT_OPEN[state])
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert answer.context["call"].state == state
    assert answer.context["form"] is None
    assert 'name="email"' not in answer.content.decode()
    answer = client.post(sign_url(page.call), form_data(page.call))
    assert answer.status_code == 409
    assert answer.context["refusal"]
    assert not page.call.signatures.exists()


@pytest.mark.parametrize(("seconds", "state"), [(-5, "closed"), (3600, "open")])
def test_call_closes_at_its_minute(seconds, state):
    assert Call(closes_at=timezone.now() + timedelta(seconds=seconds)).state == state


def test_only_names_that_may_be_shown_are_on_the_page(client, page):
    call = page.call
    shown = make_signature(call, "confirmed", name="Shown Somebody", show_name=True)
    make_signature(call, "confirmed", name="Quiet Somebody")
    make_signature(call, "pending", name="Waiting Somebody", show_name=True)
    make_organization(call, organization="Approved Union", show_name=True)
    services.approve_name(call.signatures.latest("pk"), "known")
    make_organization(call, organization="Unknown Union", show_name=True)
    html = client.get(page.url).content.decode()
    assert "Shown Somebody" in html
    assert "Approved Union" in html
    for name in ("Quiet", "Waiting", "Unknown Union"):
        assert name not in html
    assert shown.email not in html

    services.hide_name(shown, "asked by phone")
    assert "Shown Somebody" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("end", ["withdraw", "reject", "hide"])
def test_name_leaves_the_cached_page_at_once(end, live_page_cache, transactional_db):
    page = make_call_page()
    signature = make_signature(page.call, "confirmed", name="Shown Somebody", show_name=True)
    client = Client()

    assert "Shown Somebody" in read_until_kept(client, page.url).content.decode()
    if end == "withdraw":
        services.withdraw_signature(signature.reference)
    elif end == "reject":
        services.reject_signature(signature, "test")
    else:
        services.hide_name(signature, "test")
    assert "Shown Somebody" not in client.get(page.url).content.decode()


def test_cached_page_shows_the_new_number_after_the_tick(live_page_cache, transactional_db):
    page = make_call_page()
    client = Client()
    read_until_kept(client, page.url)
    make_signature(page.call, "confirmed")
    assert client.get(page.url)["X-Cache"] == "hit"
    tally.tick()
    answer = client.get(page.url)
    assert answer["X-Cache"] == "miss"
    assert answer.context["tally"].total == 1


def test_names_in_other_scripts_bring_their_direction(client, page):
    make_signature(page.call, "confirmed", name="محمد بن سلمان", show_name=True)
    html = client.get(page.url).content.decode()
    assert re.search(r'<(?:strong dir="auto"[^>]*|bdi[^>]*)>محمد بن سلمان<', html)


def test_page_never_counts_signatures(client, page, django_assert_max_num_queries):
    for _number in range(3):
        make_signature(page.call, "confirmed", show_name=True)
    client.get(page.url)
    with django_assert_max_num_queries(30) as few:
        client.get(page.url)
    for _number in range(12):
        make_signature(page.call, "confirmed", show_name=True)
    with django_assert_max_num_queries(len(few)) as many:
        client.get(page.url)
    for query in (*few, *many):
        assert not re.search(r"COUNT\(.*campaigns_signature", query["sql"], re.S | re.I)


def test_empty_call_says_so_and_shows_no_invented_number(client, page):
    tally.tick()
    answer = client.get(page.url)
    assert answer.context["tally"].is_empty
    assert answer.context["public_names"] == []


def test_other_pages_name_the_number_only_from_the_one_that_staff_set(client, page):
    """The frame of partners invites only; the page of the call says how many there are."""
    Call.objects.update(shown_from=2)
    frame = f"/embed/{page.call.slug}/"
    number = '<span class="number">%s</span>'
    for total, is_named in ((1, False), (2, True)):
        make_signature(page.call, "confirmed")
        tally.tick()
        assert number % total in client.get(page.url).content.decode()
        invitation = client.get(frame).content.decode()
        assert (number % total in invitation) is is_named
        assert "Be the first" not in invitation
        assert ("It takes two minutes" in invitation) is not is_named


def test_half_filled_draft_can_be_previewed(page):
    page.call.statements.all().delete()
    page = type(page).objects.get(pk=page.pk)
    assert page.make_preview_request().status_code == 200
    without_call = type(page)(
        title="Draft", slug="draft", locale=Locale.get_default(), path=page.path, depth=page.depth
    )
    assert without_call.make_preview_request().status_code == 200


def test_text_in_the_language_of_the_page_or_marked_as_another(client, page):
    answer = client.get(page.url)
    assert answer.context["statement_is_translated"]
    page.call.statements.all().delete()
    make_statement(page.call, language="es", title="Ratifiquen")
    answer = client.get(page.url)
    assert answer.context["statement"].language == "es"
    assert not answer.context["statement_is_translated"]
    assert 'lang="es"' in answer.content.decode()


def test_index_lists_open_calls_first(client, page):
    closed = make_call_page(make_call(closes_at=timezone.now() - timedelta(days=1)), title="Old")
    newer = make_call_page(title="Newer")
    closed.move(closed.get_parent(), pos="first-child")
    answer = client.get(CallsIndexPage.objects.get().url)
    assert [shown.title for shown in answer.context["calls"]] == [
        page.title,
        newer.title,
        closed.title,
    ]


STEPS = ["", "check-email/", "send-again/", "thank-you/", "removed/"]


@pytest.mark.parametrize("step", ["check-email", "thank-you", "removed"])
def test_pages_after_a_step_are_the_same_for_everybody_and_kept_nowhere(page, step):
    answers = [Client().get(f"/sign/{page.call.slug}/{step}/") for _visitor in range(2)]
    assert answers[0].content == answers[1].content
    for answer in answers:
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("address", ["check-email/", "removed/"])
def test_steps_without_a_call_are_kept_nowhere_either(client, address):
    answer = client.get(f"/sign/{address}")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("step", STEPS)
def test_call_whose_pages_are_drafts_is_not_known_to_anybody(client, page, step, prefix):
    make_signature(page.call, "confirmed")
    page.unpublish()
    path = f"{prefix}/sign/{page.call.slug}/{step}"
    assert client.get(path).status_code == 404
    assert client.post(path, form_data(page.call)).status_code in {404, 405}
    assert client.get(f"{prefix}/calls/{page.call.slug}/count.json").status_code == 404
    assert page.call.signatures.count() == 1


@pytest.mark.parametrize("step", STEPS)
def test_removed_call_is_gone_at_every_address(client, page, step):
    make_signature(page.call, "confirmed")
    address = page.url
    page.delete()
    path = f"/sign/{page.call.slug}/{step}"
    answer = client.get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (410, "private, no-store")
    assert client.post(path, form_data(page.call)).status_code in {405, 410}
    assert client.get(f"/calls/{page.call.slug}/count.json").status_code == 410
    assert client.get(address).status_code == 410
    assert page.call.signatures.count() == 1


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_call_that_is_not_shown_confirms_nobody_and_lets_everybody_go(client, page, end):
    waiting, counted = make_signature(page.call), make_signature(page.call, "confirmed")
    getattr(page, end)()
    token = client.get(link_path(waiting)).context["form_token"]
    answer = client.post(link_path(waiting), {"action": "confirm", "token": token})
    assert answer.status_code == 410
    assert "not shown now" in answer.content.decode()
    # Who was not it reads at the same link what that did, and can undo it there.
    path = link_path(waiting)
    for link, leads_to in ((path, path), (link_path(counted), "/sign/removed/")):
        token = client.get(link).context["form_token"]
        answer = client.post(link, {"action": "remove", "token": token})
        assert (answer.status_code, answer.url) == (303, leads_to)
    assert [row.status for row in page.call.signatures.all()] == ["withdrawn"]


def test_reserved_names_cannot_be_taken_by_a_call():
    from django.core.exceptions import ValidationError

    for slug in ("check-email", "removed", "send-again"):
        with pytest.raises(ValidationError):
            Call(title="x", addressee="y", slug=slug).full_clean()


def test_call_cannot_close_before_it_opens():
    from django.core.exceptions import ValidationError

    now = timezone.now()
    with pytest.raises(ValidationError):
        Call(title="x", addressee="y", slug="z", opens_at=now, closes_at=now).full_clean()
