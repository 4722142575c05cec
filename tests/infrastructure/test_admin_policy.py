"""The admin's content security policy, in a real browser: what staff use works, no more runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import wagtail
from django.urls import reverse

from nnirr_site.http.security_headers import ADMIN_POLICY
from tests.campaigns.factories import make_call_page, make_signature
from tests.factories import make_document, make_home

pytestmark = pytest.mark.django_db(transaction=True)

ATTRIBUTE = re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE)
# Templates of Wagtail that write a script into the page; `search_promotions` is not installed.
INLINE = {
    "admin/templates/wagtailadmin/panels/inline_panel.html",
    "admin/templates/wagtailadmin/panels/multiple_chooser_panel.html",
    "admin/templates/wagtailadmin/widgets/date_input.html",
    "admin/templates/wagtailadmin/widgets/datetime_input.html",
    "admin/templates/wagtailadmin/widgets/time_input.html",
}


@pytest.fixture
def staff(open_page, admin_client, live_site):
    """A page in the session of a superuser; blocked content fails the test when it ends."""
    page = open_page(viewport={"width": 1280, "height": 900})
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
    page.set_default_timeout(60_000)
    return page


def test_screens_of_the_admin_work_under_its_policy(staff):
    home = make_home()
    call_page = make_call_page(parent=home)
    make_signature(call_page.call)
    make_document()
    screens = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[home.pk]),
        reverse("wagtailadmin_pages:edit", args=[call_page.pk]),
        reverse("wagtailsnippets_campaigns_call:edit", args=[call_page.call.pk]),
        reverse("wagtailsnippets_campaigns_signature:list"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtaildocs:index"),
        reverse("wagtailadmin_reports:site_history"),
    ]
    for screen in screens:
        answer = staff.goto(screen)
        assert answer.status == 200, screen
        assert answer.headers["content-security-policy"] == ADMIN_POLICY
    staff.goto(reverse("wagtailsnippets_campaigns_call:edit", args=[call_page.call.pk]))
    staff.locator("#id_closes_at").click()
    staff.locator(".xdsoft_datetimepicker:visible").first.wait_for()


def test_words_of_a_stranger_cannot_bring_a_script_along(browser, admin_client, live_site):
    context = browser.new_context(base_url=live_site.url)
    session = admin_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
    page = context.new_page()
    try:
        page.goto(reverse("wagtailadmin_home"), timeout=60_000)
        ran = page.evaluate(
            """() => new Promise(resolve => {
                window.ran = [];
                document.body.insertAdjacentHTML(
                    "beforeend", '<img src="data:,x" onerror="window.ran.push(1)">');
                setTimeout(() => resolve([window.ran, Boolean(document.images.length)]), 1500);
            })"""
        )
        assert ran == [[], True]
    finally:
        context.close()


def test_reason_for_what_the_policy_allows_is_true_of_the_installed_wagtail():
    """When no template writes a script into the page any more, the policy can do without."""
    inline = set()
    root = Path(wagtail.__file__).parent
    for template in root.rglob("templates/**/*.html"):
        if "test/" in str(template.relative_to(root)) or "search_promotions" in str(template):
            continue
        text = template.read_text()
        assert not ATTRIBUTE.search(text), template
        if re.search(r"<script(?: type=\"text/javascript\")?>", text):
            inline.add(str(template.relative_to(root)))
    assert inline == INLINE
