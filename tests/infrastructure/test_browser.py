"""The browser fixtures notice what they are there for, and the policies let people work."""

import time
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model

from tests import conftest
from tests.browser import Offences, launch_options
from tests.factories import make_home


@pytest.fixture
def watched(browser, live_site):
    """A page, and the offences that were noticed on it."""
    offences = Offences()
    context = browser.new_context(base_url=live_site.url)
    offences.watch(context)
    yield context.new_page(), offences
    context.close()


def wait_for_offences(page, offences, words: str, count: int = 1) -> None:
    """Until so many were noticed; the browser tells of them a moment after they happen."""
    end = time.monotonic() + 10
    while sum(words in offence for offence in offences.found) < count:
        assert time.monotonic() < end, offences.found
        page.wait_for_timeout(10)


def test_request_to_another_host_is_noticed_and_goes_nowhere(watched):
    page, offences = watched
    make_home()
    page.goto("/")
    page.evaluate("navigator.sendBeacon('http://elsewhere.invalid/')")
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => 0)")
    wait_for_offences(page, offences, "elsewhere.invalid")


def test_inline_script_and_style_are_blocked_and_noticed(watched):
    page, offences = watched
    make_home()
    page.goto("/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); document.body.setAttribute('style', 'color: red') }"
    )
    assert page.evaluate("window.ran") is None
    wait_for_offences(page, offences, "policy", 2)


def test_script_error_is_noticed(watched):
    page, offences = watched
    make_home()
    page.goto("/")
    page.evaluate("setTimeout(() => { throw new Error('broken') }, 0)")
    wait_for_offences(page, offences, "broken")


def test_page_is_whole_without_scripts(open_page):
    make_home(title="Everybody reads this")
    page = open_page(java_script_enabled=False)
    page.goto("/")
    assert "Everybody reads this" in page.title()


def test_editor_and_its_preview_work_under_the_policies(open_page, client, live_site):
    home = make_home(headline="Shown in the preview")
    staff = get_user_model().objects.create_superuser("staff", "staff@site.invalid", "x")
    client.force_login(staff)
    page = open_page(viewport={"width": 1400, "height": 900})
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_site.url}]
    )
    for path in ("/admin/", "/admin/pages/", f"/admin/pages/{home.pk}/edit/"):
        assert page.goto(path).status == 200
    page.get_by_role("button", name="Toggle preview").first.click()
    preview = page.frame_locator("iframe[title='Preview']").first
    preview.get_by_text("Shown in the preview").first.wait_for()


def test_missing_browser_is_a_failure_with_advice(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr("tests.browser.shutil.which", lambda name: None)
    with pytest.raises(RuntimeError, match="apt-get install chromium"):
        launch_options()


@pytest.mark.parametrize(("refused", "outcome"), [(True, "failed"), (False, "skipped")])
def test_skip_counts_as_failure_only_when_ci_asks_for_it(refused, outcome):
    report = SimpleNamespace(outcome="skipped", longrepr="no reason")
    config = SimpleNamespace(getoption=lambda name: refused)
    assert conftest._refuse_skip(report, config).outcome == outcome
