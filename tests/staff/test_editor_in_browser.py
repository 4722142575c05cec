"""The editor of pages in a real browser: true checks, and words that are not lost."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from campaigns.models import CallPage
from nnirr_site.models import StandardPage
from tests.factories import make_home, make_page
from tests.infrastructure.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "[data-content-word-count]"
ISSUES = '[data-side-panel-toggle="checks"] [data-side-panel-toggle-counter]'
NOTICE = ".keep-words"
# Somebody types on until the notice is there: the editor looks for changes after two seconds only.
TYPES_ON = """() => {
    if (document.querySelector(".keep-words")) return true;
    document.getElementById("id_lead").value += ".";
    return false;
}"""
HAS_NUMBER = """selector => /^[1-9][0-9]*$/.test(
    document.querySelector(selector)?.textContent.trim() ?? "")"""


@pytest.fixture
def page():
    make_home()
    prose = "<h3>Straight to the third level</h3><p>Thirty years of work at the border.</p>"
    return make_page(StandardPage, title="Our history", body=[("prose", prose)])


def edit(desk, page, width: int = 1280):
    screen = desk(width)
    screen.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return screen


@pytest.mark.parametrize("width", [390, 1280])
def test_checks_panel_counts_words_and_finds_what_is_wrong(desk, page, width):
    screen = edit(desk, page, width)
    screen.locator('[data-side-panel-toggle="checks"]').click()
    screen.wait_for_function(HAS_NUMBER, arg=WORDS)
    screen.wait_for_function(HAS_NUMBER, arg=ISSUES)
    assert screen.get_by_text("Incorrect heading hierarchy").first.is_visible()


def test_checks_are_true_of_a_call_as_well(desk):
    make_home()
    screen = edit(desk, make_page(CallPage))
    screen.locator('[data-side-panel-toggle="checks"]').click()
    screen.wait_for_function(HAS_NUMBER, arg=WORDS)


def test_only_previews_have_the_bar_of_the_checks(admin_client, page):
    for client in (Client(), admin_client):
        public = client.get(page.url).content.decode()
        assert "wagtail-userbar" not in public
        assert ".js" not in public
    draft = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "wagtail-userbar" in draft.content.decode()
    # Who previews without a session, as a script of ours might, gets none.
    assert "wagtail-userbar" not in page.make_preview_request().content.decode()


def sign_in_again(screen, admin_user, url: str) -> None:
    """As in another tab: a new session, and a new token."""
    client = Client()
    client.force_login(admin_user)
    screen.context.clear_cookies()
    session = client.cookies["sessionid"].value
    screen.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    screen.evaluate("window.dispatchEvent(new Event('focus'))")


def test_words_survive_a_lost_login_and_are_saved_after_the_next(desk, page, admin_user, live_site):
    screen = edit(desk, page)
    Session.objects.all().delete()
    lead = screen.locator("#id_lead")
    lead.fill("From 1986 on")
    screen.wait_for_function(TYPES_ON, polling=700)
    notice = screen.locator(NOTICE)  # the editor saved by itself, and says why it could not
    typed = lead.input_value()
    assert "signed out" in notice.inner_text()
    assert "server error" not in screen.content().lower()
    screen.keyboard.press("Escape")
    with screen.expect_response(lambda answer: "/sign-in/still/" in answer.url):
        screen.evaluate("document.querySelector('[data-edit-form]').requestSubmit()")
    assert f"/pages/{page.pk}/edit/" in screen.url
    assert lead.input_value() == typed
    sign_in_again(screen, admin_user, live_site.url)
    notice.wait_for(state="detached")
    stored = StandardPage.objects.filter(pk=page.pk)
    wait_until(lambda: stored.get().get_latest_revision_as_object().lead == typed)


def test_save_goes_on_with_the_button_that_was_pressed(desk, page):
    screen = edit(desk, page)
    screen.locator("#id_lead").fill("From 1986 on.")
    screen.get_by_role("button", name="More actions").last.click()
    with screen.expect_navigation():
        screen.get_by_role("button", name="Publish", exact=True).click()
    assert StandardPage.objects.get(pk=page.pk).lead == "From 1986 on."


def test_text_that_is_too_long_stays_in_the_form_with_a_sentence(desk, page):
    screen = edit(desk, page)
    screen.evaluate("document.getElementById('id_search_description').value = 'x'.repeat(2700000)")
    screen.evaluate("document.querySelector('[data-edit-form]').requestSubmit()")
    screen.locator(NOTICE).wait_for()
    assert "longer than a page can be" in screen.locator(NOTICE).inner_text()
    assert screen.evaluate("document.getElementById('id_search_description').value.length") > 2e6


def test_account_opens_without_a_script_error_in_every_zone_that_it_offers(desk):
    """A script error fails the test when it ends."""
    screen = desk()
    screen.goto(reverse("wagtailadmin_account"))
    zones = screen.locator("#id_locale-current_time_zone option").count()
    assert zones > 300
    wrong = screen.evaluate(
        """() => [...document.querySelectorAll("#id_locale-current_time_zone option")]
            .map(one => one.value).filter(Boolean).filter(zone => {
                try { new Intl.DateTimeFormat("en", {timeZone: zone}); return false; }
                catch { return true; }
            })"""
    )
    assert wrong == []
