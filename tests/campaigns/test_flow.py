"""From the page to the count, the way a visitor goes it."""

import re

import pytest
from django.core import mail as mailbox

from campaigns.mail import sending
from campaigns.models import OutboundMail, Signature
from campaigns.services import tally
from tests.campaigns.factories import (
    form_data,
    link_path,
    make_call_page,
    make_signature,
    sign_url,
)
from tests.infrastructure.processes import wait_until

pytestmark = pytest.mark.django_db


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def link_in(message) -> str:
    return re.search(r"https?://[^/]+(/(?:\w\w/)?c/[^/\s]+/)", message.body)[1]


def test_visitor_signs_confirms_and_is_counted(client):
    page = make_call_page()
    shown = client.get(page.url).content.decode()
    answer = client.post(
        sign_url(page.call),
        form_data(page.call, token=hidden(shown, "token"), statement=hidden(shown, "statement")),
    )
    assert (answer.status_code, answer.url) == (303, f"/sign/{page.call.slug}/check-email/")
    assert client.get(answer.url).status_code == 200
    signature = Signature.objects.get()
    assert (signature.status, signature.name, signature.email) == (
        "pending",
        "Rosa Quispe",
        "rosa@example.org",
    )

    assert sending.send_due_mails().sent == 1
    [message] = mailbox.outbox
    assert message.to == ["rosa@example.org"]
    confirm_page = client.get(link_in(message))
    assert "Rosa Quispe" in confirm_page.content.decode()
    assert Signature.objects.get().status == "pending"

    answer = client.post(
        link_in(message),
        {"action": "confirm", "token": hidden(confirm_page.content.decode(), "token")},
    )
    assert (answer.status_code, answer.url) == (303, link_in(message))
    assert "Thank you, " in client.get(answer.url).content.decode()
    assert Signature.objects.get().status == "confirmed"

    assert tally.tick() == [page.call.pk]
    assert client.get(f"/calls/{page.call.slug}/count.json").json()["total"] == 1


def test_the_mail_says_what_was_chosen(client):
    page = make_call_page()
    client.post(
        sign_url(page.call), form_data(page.call, show_name="on", country="US", region="OR")
    )
    sending.send_due_mails()
    [message] = mailbox.outbox
    html = message.alternatives[0][0]
    for text in (message.body, html):
        assert "Oregon, United States" in text
        assert page.call.statements.get().title in text
        assert link_path(Signature.objects.get()).split(".")[0] in text
    assert OutboundMail.objects.get().status == "sent"


@pytest.mark.django_db(transaction=True)
def test_what_follows_signing_is_made_once_for_everybody_and_kept_by_nobody_else(
    live_page_cache, client
):
    page = make_call_page()
    steps = f"/sign/{page.call.slug}/"
    for step in ("check-email/", "thank-you/", "removed/"):
        answers = [client.get(steps + step) for _ in range(2)]
        assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
        assert not any("Age" in answer or "X-Cache" in answer for answer in answers)
        key = ("http", "testserver", steps + step, "")
        wait_until(lambda url=steps + step, key=key: client.get(url) and live_page_cache.get(key))
    before = client.get(f"{steps}thank-you/").content
    make_signature(page.call, "confirmed")
    assert tally.tick() == [page.call.pk]
    wait_until(lambda: client.get(f"{steps}thank-you/").content != before)
    page.unpublish()
    wait_until(lambda: client.get(f"{steps}thank-you/").status_code == 404)
