"""The personal link: what a look does, what a press does, and what a link that fails says."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns import services
from campaigns.models import Call, OutboundMail, Signature
from campaigns.privacy import tokens
from tests.campaigns.factories import (
    let_time_pass,
    link_path,
    make_call,
    make_call_page,
    make_organization,
    make_signature,
    queued_kinds,
)
from tests.campaigns.links import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def signature():
    return make_signature(make_call_page().call, name="Rosa Quispe")


def everything() -> list:
    return [
        list(model.objects.order_by("pk").values()) for model in (Signature, OutboundMail, Call)
    ]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("status", ["pending", "confirmed"])
def test_a_look_changes_nothing(client, method, status):
    signature = make_signature(make_call_page().call, status)
    before = everything()
    assert getattr(client, method)(link_path(signature)).status_code == 200
    assert everything() == before


def test_page_shows_what_will_be_confirmed_and_has_one_button_for_it(client, signature):
    html = client.get(link_path(signature)).content.decode()
    assert "Rosa Quispe" in html
    assert signature.statement.title in html
    assert "English" in html
    assert html.count('value="confirm"') == html.count('value="remove"') == 1
    assert signature.email in html


def test_page_of_a_link_is_kept_nowhere_and_tells_nobody_where_it_is(client, signature):
    for response in (
        client.get(link_path(signature)),
        client.get("/c/damaged/"),
        press(link_path(signature)),
    ):
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_page_of_a_link_loads_nothing_from_elsewhere(client, signature):
    html = client.get(link_path(signature)).content.decode()
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', html)


def test_press_confirms_and_a_second_press_is_the_same(client, signature):
    path = link_path(signature)
    for _press in range(2):
        answer = press(path)
        assert (answer.status_code, answer.url) == (303, path)
    signature.refresh_from_db()
    assert signature.status == "confirmed"
    assert "confirmed" in client.get(path).context["state"]


def test_this_was_not_me_deletes_the_row_and_its_mails(client, signature):
    path = link_path(signature)  # made anew in another second, it would be another
    answer = press(path, "remove")
    assert (answer.status_code, answer.url) == (303, path)
    assert "The signature is off the call." in client.get(answer.url).content.decode()
    assert not Signature.objects.exists()
    assert not OutboundMail.objects.exists()


def test_confirmed_signature_can_be_taken_off_by_its_link():
    signature = make_organization(make_call_page().call)
    press(link_path(signature), "remove")
    row = Signature.objects.get()
    assert (row.status, row.sealed_name, row.organization_name) == ("withdrawn", None, "")


def test_unknown_button_does_nothing(signature):
    for action in ("", "delete", "CONFIRM"):
        assert press(link_path(signature), action).status_code == 400
    assert Signature.objects.get().status == "pending"


@pytest.mark.parametrize(
    ("headers", "is_done"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Referer": "http://evil.example/"}, False),
    ],
)
def test_press_counts_only_on_our_page(signature, headers, is_done):
    answer = press(link_path(signature), headers=headers)
    assert answer.status_code == (303 if is_done else 403)
    assert (Signature.objects.get().status == "confirmed") is is_done


def test_press_needs_the_token_of_this_page(client, signature):
    path, other = link_path(signature), make_signature(signature.call)
    foreign = client.get(link_path(other)).context["form_token"]
    for token in ("", "x", foreign):
        answer = client.post(path, {"action": "confirm", "token": token})
        assert answer.status_code == 403
        assert "Rosa Quispe" in answer.content.decode()
        assert answer.context["refusal"]
    assert Signature.objects.get(pk=signature.pk).status == "pending"


@pytest.mark.parametrize(
    ("hours", "is_counted"), [(-1, True), (1, True), (23.9, True), (24.1, False), (100, False)]
)
def test_link_works_a_day_longer_than_the_call(client, signature, hours, is_counted):
    closed_at = timezone.now() - timedelta(hours=hours)
    Call.objects.update(closes_at=closed_at)
    path = link_path(signature)
    assert client.get(path).context["state"] == ("pending" if is_counted else "closed")
    answer = press(path)
    assert answer.status_code == (303 if is_counted else 410)
    assert (Signature.objects.get().status == "confirmed") is is_counted
    if not is_counted:
        assert 'value="confirm"' not in answer.content.decode()
        assert press(path, "remove").status_code == 303
        assert not Signature.objects.exists()


@pytest.mark.parametrize(("hours", "is_counted"), [(1, True), (23.9, True), (24.1, False)])
def test_link_of_an_organization_works_a_day_longer_than_its_own_deadline(hours, is_counted):
    call = make_call_page().call
    organization, person = make_organization(call, "pending"), make_signature(call)
    Call.objects.update(organizations_close_at=timezone.now() - timedelta(hours=hours))
    assert press(link_path(organization)).status_code == (303 if is_counted else 410)
    assert press(link_path(person)).status_code == 303
    assert Signature.objects.confirmed().count() == 1 + is_counted


def test_link_works_while_signing_is_paused(signature):
    Call.objects.update(is_paused=True)
    press(link_path(signature))
    assert Signature.objects.get().status == "confirmed"


# -- Links that do not work --------------------------------------------------------------------


def test_damaged_link_says_so(client, signature):
    response = client.get(link_path(signature)[:-9] + "/")
    assert (response.status_code, response.context["reason"]) == (404, "damaged")


def test_stale_link_says_so_and_offers_a_new_one_for_its_call(client, signature, monkeypatch):
    path = link_path(signature)
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 31 * 86400)
    response = client.get(path)
    assert (response.status_code, response.context["reason"]) == (410, "stale")
    assert response.context["resend_url"] == f"/sign/{signature.call.slug}/send-again/"
    assert client.post(path, {"action": "confirm"}).status_code == 410
    assert Signature.objects.get().status == "pending"


@pytest.mark.parametrize("status", ["withdrawn", "rejected", "deleted"])
def test_link_of_a_signature_that_is_gone_says_so(client, status):
    call = make_call_page().call
    signature = make_signature(call, "pending" if status == "deleted" else status)
    path = link_path(signature)
    if status == "deleted":
        services.delete_unconfirmed(timezone.now() + timedelta(days=31))
    response = client.get(path)
    assert (response.status_code, response.context["reason"]) == (410, "gone")
    assert client.post(path, {"action": "confirm"}).status_code == 410
    assert not Signature.objects.confirmed().exists()


@pytest.mark.parametrize(
    ("ending", "status", "words"),
    [
        (lambda row: services.reject_signature(row, "test"), 410, "not there any more"),
        (lambda row: services.take_back(row.reference), 410, "not there any more"),
        (
            lambda row: services.disown_signature(row.reference),
            200,
            "The signature is off the call",
        ),
    ],
    ids=["rejected", "taken back", "disowned"],
)
def test_nobody_is_thanked_whose_signature_went_while_the_button_was_pressed(
    client, signature, monkeypatch, ending, status, words
):
    def end_first(reference, mark):
        ending(signature)
        return confirm(reference, mark)

    confirm = services.confirm_signature
    monkeypatch.setattr(services, "confirm_signature", end_first)
    path = link_path(signature)
    answer = press(path)
    assert (answer.status_code, answer.url) == (303, path)
    shown = client.get(path)
    assert shown.status_code == status
    assert words in shown.content.decode()
    assert not Signature.objects.confirmed().exists()


@pytest.mark.parametrize("known", ["pending", "confirmed", "rejected", None])
def test_offer_of_a_new_link_never_tells_whether_the_address_is_known(client, known):
    call = make_call_page().call
    if known:
        let_time_pass(make_signature(call, known, email="rosa@example.org"), timedelta(hours=1))
    page = client.get("/c/damaged/")
    answer = client.post(
        page.context["resend_url"],
        {"email": "Rosa@example.org", "token": page.context["form"].initial["token"]},
    )
    assert (answer.status_code, answer.url) == (303, "/sign/check-email/")
    assert client.get(answer.url).status_code == 200
    services.answer_requests()
    expected = {
        "pending": ["confirm", "confirm"],
        "confirmed": ["confirm", "already_signed"],
        "rejected": ["confirm"],
        None: [],
    }
    assert queued_kinds() == expected[known]


def test_new_link_of_one_call_is_not_sent_for_another(client):
    one, other = make_call_page().call, make_call()
    for call in (one, other):
        let_time_pass(make_signature(call, email="rosa@example.org"), timedelta(hours=1))
    client.post(
        f"/sign/{one.slug}/send-again/",
        {
            "email": "rosa@example.org",
            "token": tokens.make_form_token(f"resend:{one.slug}"),
        },
    )
    services.answer_requests()
    mailed = OutboundMail.objects.filter(signature__call=one).count()
    assert (mailed, OutboundMail.objects.filter(signature__call=other).count()) == (2, 1)


def test_link_in_the_language_of_the_signer(client):
    signature = make_signature(make_call_page().call)
    Signature.objects.update(language="es")
    response = client.get(f"/es{link_path(signature)}")
    assert response.status_code == 200
    assert 'lang="es"' in response.content.decode()
    assert response.context["confirm_url"].startswith("/es/c/")


@pytest.mark.django_db
@pytest.mark.parametrize("behind", [")", ">", "%3E", ").", ")/"])
def test_personal_link_is_found_whatever_a_mail_program_took_along(client, behind):
    link = link_path(make_signature())
    response = client.get(link + behind)
    assert (response.status_code, response["Location"]) == (302, link)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    without_slash = client.get(link.rstrip("/") + behind, follow=True)
    assert without_slash.status_code == 200
    assert without_slash.request["PATH_INFO"] == link
