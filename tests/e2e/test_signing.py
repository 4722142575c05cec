"""Signing in a real browser, with scripts on and off: the form, the mail, the button, the count."""

from __future__ import annotations

import re
import time

import pytest
from django.core import mail as mailbox
from playwright.sync_api import expect

from campaigns.mail import sending
from campaigns.models import Signature
from campaigns.services import tally
from campaigns.signing.request_checks import SHORTEST_TIME
from tests.campaigns.factories import make_call_page
from tests.e2e.axe import find_faults

PHONE = {"width": 390, "height": 844}
WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize(
    "scripts", [True, False], ids=["scripts on", "scripts off"]
)


@pytest.fixture
def call_page(live_site):
    return make_call_page(title="Ratify the Convention", slug="ratify")


def fill_in(page, **changes) -> None:
    """Fill in what is required, as a person in Oregon who wants to be named."""
    values = {"email": "rosa@example.org", "country": "US", **changes}
    page.get_by_label("Full name").fill("Rosa Quispe")
    page.get_by_label("E-mail").fill(values["email"])
    page.get_by_label("Country where you live").select_option(values["country"])
    page.get_by_label("Show my name in public").check()


def press_sign(page, scripts: bool = True) -> None:
    """As somebody who has looked at the page for a moment: where scripts run, less is refused."""
    if scripts:
        page.wait_for_function("shortest => performance.now() > shortest", arg=SHORTEST_TIME + 200)
    page.locator("#sign").get_by_role("button", name="Sign the call").click()


def open_link_in_mail(page) -> None:
    """Send what waits in the outbox, read the one mail and open its link."""
    assert sending.send_due_mails().sent == 1
    [message] = mailbox.outbox
    page.goto(re.search(r"https?://\S+/c/\S+/", message.body)[0])


def wait_for_text(page, address: str, text: str) -> None:
    """Load the page until it says `text`: caches are purged a moment after the count."""
    end = time.monotonic() + 10
    while True:
        page.goto(address)
        if text in page.locator("main").inner_text():
            return
        assert time.monotonic() < end, f"{address} never said {text!r}"
        time.sleep(0.1)


@WITH_AND_WITHOUT_SCRIPTS
def test_visitor_signs_confirms_and_is_counted_and_named(scripts, open_page, call_page):
    page = open_page(java_script_enabled=scripts, viewport=PHONE)
    page.goto(call_page.url)
    expect(page.get_by_text("Be the first to sign")).to_be_visible()
    fill_in(page)
    page.get_by_label("State or territory").select_option("OR")
    press_sign(page, scripts)

    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: open your e-mail")
    assert "rosa" not in page.url + page.content().lower()
    open_link_in_mail(page)
    expect(page.get_by_text("Rosa Quispe")).to_be_visible()
    assert Signature.objects.get().status == "pending"

    page.get_by_role("button", name="Confirm my signature").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Rosa Quispe.")
    assert Signature.objects.get().status == "confirmed"
    assert page.context.cookies() == []

    assert tally.tick() == [call_page.call_id]
    wait_for_text(page, call_page.url, "Rosa Quispe")
    expect(page.locator(".number").first).to_have_text("1")
    expect(page.locator(".names")).to_contain_text("Oregon, United States")


@WITH_AND_WITHOUT_SCRIPTS
def test_who_did_not_sign_removes_the_signature_with_one_button(scripts, open_page, call_page):
    page = open_page(java_script_enabled=scripts, viewport=PHONE)
    page.goto(call_page.url)
    fill_in(page, country="MX")
    press_sign(page, scripts)
    open_link_in_mail(page)
    page.get_by_role("button", name="This wasn’t me").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("off the call")
    assert not Signature.objects.exists()


@WITH_AND_WITHOUT_SCRIPTS
def test_errors_stand_in_the_panel_and_the_text_is_folded(scripts, open_page, call_page):
    page = open_page(java_script_enabled=scripts, viewport=PHONE)
    page.goto(call_page.url)
    fill_in(page, email="rosa@correo")
    press_sign(page, scripts)
    expect(page.locator("#sign > #errors")).to_be_in_viewport()
    expect(page.locator("#sign > :nth-child(2)")).to_have_id("errors")
    expect(page.locator("#call-text")).not_to_be_visible()
    page.get_by_text("The call", exact=True).click()
    expect(page.locator("#call-text")).to_be_visible()
    expect(page.locator(".sign-bar")).to_have_count(0)


@WITH_AND_WITHOUT_SCRIPTS
def test_errors_are_summed_up_and_everything_typed_is_kept(scripts, open_page, call_page):
    page = open_page(java_script_enabled=scripts, viewport=PHONE)
    page.goto(call_page.url)
    fill_in(page, email="rosa@correo")
    page.get_by_label("Why are you signing?").fill("For my sister")
    press_sign(page, scripts)

    expect(page).to_have_title(re.compile("^Error: "))
    assert Signature.objects.count() == 0
    field = page.get_by_label("E-mail")
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    texts = [page.locator(f"[id='{name}']").inner_text() for name in described]
    assert any("name@example.org" in text for text in texts)
    if scripts:
        expect(page.locator("#errors")).to_be_focused()
    expect(page.locator("#errors")).to_be_in_viewport()
    page.locator("#errors a").click()
    expect(field).to_be_focused()
    kept = {
        "Full name": "Rosa Quispe",
        "E-mail": "rosa@correo",
        "Country where you live": "US",
        "Why are you signing?": "For my sister",
    }
    for label, value in kept.items():
        expect(page.get_by_label(label)).to_have_value(value)
    expect(page.get_by_label("Show my name in public")).to_be_checked()
    if scripts:  # axe itself is a script
        assert find_faults(page) == []

    field.fill("rosa@example.org")
    press_sign(page, scripts)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: open your e-mail")
    assert Signature.objects.count() == 1


def test_state_and_zip_code_are_asked_for_in_the_united_states_only(open_page, call_page):
    page = open_page(viewport=PHONE)
    page.goto(call_page.url)
    country, zip_code = page.get_by_label("Country where you live"), page.get_by_label("ZIP code")
    expect(zip_code).to_be_hidden()
    country.select_option("US")
    zip_code.fill("97201")
    country.select_option("MX")
    expect(zip_code).to_be_hidden()
    fill_in(page, country="MX")
    press_sign(page)
    page.wait_for_url("**/check-email/")
    assert Signature.objects.get().postal_code == ""


def test_organization_is_asked_for_when_one_signs_for_it(open_page, call_page):
    page = open_page(viewport=PHONE)
    page.goto(call_page.url)
    expect(page.get_by_label("Your role")).to_be_hidden()
    page.get_by_label("for an organization").check()
    expect(page.get_by_label("Your role")).to_be_visible()
    assert find_faults(page) == []
    fill_in(page)
    page.get_by_label("Organization", exact=True).fill("Mujeres en Marcha")
    page.get_by_label("Your role").fill("Secretary")
    page.get_by_label("I am authorized").check()
    press_sign(page)
    page.wait_for_url("**/check-email/")
    signature = Signature.objects.get()
    assert (signature.kind, signature.organization_name) == ("organization", "Mujeres en Marcha")


def test_everything_is_in_reach_without_scripts(open_page, call_page):
    page = open_page(java_script_enabled=False, viewport=PHONE)
    page.goto(call_page.url)
    for label in ("ZIP code", "State or territory", "Your role"):
        expect(page.get_by_label(label)).to_be_visible()
    expect(page.get_by_label("Leave this empty")).not_to_be_in_viewport()


def test_the_message_to_friends_is_copied_with_one_button(open_page, call_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/sign/{call_page.call.slug}/thank-you/")
    page.get_by_role("button", name="Copy the message").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("A message you can copy").input_value()
    assert call_page.url in copied


def test_form_that_is_sent_faster_than_anybody_reads_is_looked_over_again(open_page, call_page):
    page = open_page(viewport=PHONE)
    page.goto(call_page.url)
    fill_in(page, country="MX")
    page.evaluate("performance.now = () => 0")
    page.locator("#sign").get_by_role("button", name="Sign the call").click()
    expect(page.locator("#errors")).to_contain_text("That was very fast.")
    expect(page.get_by_label("Full name")).to_have_value("Rosa Quispe")
    assert not Signature.objects.exists()
    press_sign(page)
    page.wait_for_url("**/check-email/")


@pytest.mark.parametrize(
    "typed", ["rosa@example.org\u200b", "mailto:rosa@example.org", "Rosa Q <rosa@example.org>"]
)
def test_browser_lets_through_what_people_paste_as_their_address(open_page, call_page, typed):
    page = open_page(viewport=PHONE)
    page.goto(call_page.url)
    fill_in(page, country="MX", email=typed)
    press_sign(page)
    page.wait_for_url("**/check-email/")
    assert Signature.objects.get().email == "rosa@example.org"
