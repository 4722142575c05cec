"""The doors of the admin in a real browser: codes, passkeys, paper, narrow screens, no script."""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qs

import pytest

from nnirr_site.models import Passkey, SignInRecord
from tests.accounts.people import LOGIN, PASSWORD, VERIFY, code_of, make_person
from tests.e2e.axe import find_faults

HOME = re.compile(r"/admin/$")
DOORS = {
    "sign-in": "/admin/login/",
    "forgotten": "/admin/password_reset/",
    "asked": "/admin/password_reset/done/",
    "bad-link": "/admin/password_reset/confirm/a/b/",
}
HALFWAY = {
    "set-up": "/admin/sign-in/set-up/",
    "app": "/admin/sign-in/app/",
    "passkey": "/admin/sign-in/passkey/",
    "codes": "/admin/sign-in/codes/",
    "again": "/admin/sign-in/again/",
}
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
IS_SCROLLED_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def door(live_site, settings):
    """The site as in production: a second factor is asked of whoever sees personal data."""
    settings.REQUIRE_SECOND_FACTOR = "personal"
    return make_person()


def give_password(page, name: str = "ana") -> None:
    page.goto(LOGIN)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page) -> None:
    page.goto("/admin/logout/")
    page.wait_for_url(re.compile("/admin/login/"))


def key_on(page) -> str:
    return base64.b32decode(page.locator(".account-key").inner_text().replace(" ", "")).hex()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_app_is_set_up_used_and_replaced_by_a_code_on_paper(door, open_page, has_scripts):
    page = open_page(java_script_enabled=has_scripts, viewport={"width": 390, "height": 844})
    give_password(page)
    page.wait_for_url(re.compile("/sign-in/set-up/"))
    page.get_by_role("link", name="Set up an app").click()
    key = key_on(page)
    assert page.locator("svg.account-qr").bounding_box()["width"] > 150
    page.get_by_role("textbox", name="Code").fill(code_of(key))
    page.get_by_role("button", name="Finish").click()
    codes = page.locator(".account-codes code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="I have them").click()
    page.wait_for_url(HOME)

    if has_scripts:
        sign_out(page)  # the typed address is meant
    else:
        page.goto("/admin/logout/")
    give_password(page)
    page.wait_for_url(re.compile(VERIFY))
    page.get_by_role("textbox", name="Code").fill(code_of(key, later=1))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(HOME)

    for works in (True, False):
        page.goto("/admin/logout/")
        give_password(page)
        page.get_by_role("textbox", name="Code").fill(codes[0])
        page.get_by_role("button", name="Go on").click()
        if works:
            page.wait_for_url(HOME)
        else:
            assert "does not fit" in page.locator(".messages").inner_text()


def test_passkey_is_made_and_lets_in(door, open_page):
    page = open_page(viewport={"width": 1280, "height": 800})
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    authenticator = chromium.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})[
        "authenticatorId"
    ]
    give_password(page)
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name").fill("Office computer")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="I have them").click()
    page.wait_for_url(HOME)
    assert Passkey.objects.get().name == "Office computer"

    sign_out(page)
    give_password(page)
    page.get_by_role("button", name="Use passkey").click()
    page.wait_for_url(HOME)
    assert SignInRecord.objects.filter(outcome="in", method="passkey").count() == 2

    # Another authenticator has no key of this account: nobody comes in, and the page says so.
    sign_out(page)
    chromium.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    give_password(page)
    page.get_by_role("button", name="Use passkey").click()
    page.get_by_text("That did not work").wait_for()
    page.goto("/admin/")
    assert VERIFY in page.url


def test_answer_of_a_passkey_is_taken_once_and_for_its_own_challenge(door, open_page):
    page = open_page()
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    give_password(page)
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name").fill("Office computer")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="I have them").click()
    sign_out(page)
    give_password(page)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.get_by_role("button", name="Use passkey").click()
    page.wait_for_url(HOME)
    answers = [parse_qs(data)["answer"][0] for data in sent if "answer=" in data]
    sign_out(page)
    give_password(page)
    page.wait_for_url(re.compile(VERIFY))
    page.evaluate(
        "answer => { const form = document.querySelector('[data-passkey]');"
        " form.elements.answer.value = answer; form.submit() }",
        answers[0],
    )
    page.locator(".messages .error").wait_for()
    page.goto("/admin/")
    assert VERIFY in page.url


@pytest.mark.parametrize("width", [320, 1280])
def test_doors_fit_every_screen_and_axe_finds_nothing(width, door, open_page):
    page = open_page(viewport={"width": width, "height": 800})
    page.set_default_timeout(30_000)
    found = {}

    def look(name):
        # Wagtail's buttons and links have 4.5:1, which AA asks for; ours have no colors of theirs.
        found[name] = [f for f in find_faults(page) if "color-contrast-enhanced" not in f]
        if page.evaluate(IS_SCROLLED_SIDEWAYS):
            found[name] = [*found[name], "scrolls sideways"]

    for name, address in DOORS.items():
        page.goto(address)
        look(name)
    give_password(page)
    for name, address in HALFWAY.items():
        page.goto(address)
        look(name)
    page.goto("/admin/sign-in/codes/")
    page.get_by_role("button", name="Make new codes").click()
    look("codes made")
    page.goto("/admin/sign-in/factors/")
    look("factors")
    page.goto("/admin/reports/accounts/")
    if width == 320 and page.evaluate(IS_SCROLLED_SIDEWAYS):
        found["accounts"] = ["scrolls sideways"]
    page.goto("/admin/logout/")
    give_password(page)
    look("verify")
    for _ in range(7):
        page.goto(VERIFY)
        if not page.get_by_role("textbox", name="Code").count():
            break
        page.get_by_role("textbox", name="Code").fill("000000")
        page.get_by_role("button", name="Go on").click()
    assert "too many attempts" in page.content()
    look("refused")
    assert {name: faults for name, faults in found.items() if faults} == {}
