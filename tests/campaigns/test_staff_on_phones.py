"""The staff's lists and charts on a phone, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from nnirr_site.models import ScheduleProblem
from tests.campaigns.factories import make_call, make_organization

pytestmark = pytest.mark.django_db(transaction=True)

LIST = reverse("wagtailsnippets_campaigns_signature:list")
IS_CUT = "button => button.scrollWidth > button.clientWidth || button.clientHeight < 14"


@pytest.fixture
def phone(open_page, admin_client, live_site):
    """A page of 390 × 844 in the session of a superuser."""
    page = open_page(viewport={"width": 390, "height": 844})
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
    return page


def test_buttons_of_a_row_are_read_whole_and_chosen_rows_have_theirs_in_reach(phone):
    call = make_call()
    for number in range(12):
        make_organization(call, organization=f"Workers' Center {number}")
    phone.goto(LIST)
    buttons = phone.locator(".listing td.title .actions .button").all()
    assert len(buttons) >= 12
    assert not [button.inner_text() for button in buttons if button.evaluate(IS_CUT)]
    title = phone.locator(".listing td.title").first
    assert title.bounding_box()["width"] >= 200
    phone.locator("[data-bulk-action-checkbox]").first.check()
    footer = phone.locator("[data-bulk-action-footer]")
    footer.locator(".button").first.wait_for()
    footer.evaluate("bar => Promise.all(bar.getAnimations().map(one => one.finished))")  # it glides
    box = footer.bounding_box()
    assert box["y"] + box["height"] <= 844 + 1
    assert box["y"] >= 844 / 3


def test_chart_of_days_is_no_wider_than_its_box(phone):
    phone.goto(reverse("wagtailadmin_home"))
    chart = phone.locator("svg[aria-labelledby=signing-chart]")
    assert chart.bounding_box()["width"] <= 390
    assert chart.bounding_box()["height"] < 160


def test_report_of_what_happens_by_itself_fits_and_axe_finds_nothing_in_it(phone):
    """With the banner and a row in each table."""
    phone.set_default_timeout(60_000)  # the first page of the admin on a busy machine
    content_type = ContentType.objects.get_for_model(Page)
    ScheduleProblem.objects.create(
        content_type=content_type,
        object_id=str(Page.get_first_root_node().pk),
        step="go_live",
        error="ValidationError",
        failed_at=timezone.now(),
    )
    for address in (reverse("campaigns_chores"), reverse("wagtailadmin_home")):
        phone.goto(address)
        assert phone.get_by_text("The worker does not run.").is_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        options = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]}}
        part = "main table, main .help-block"
        found = Axe().run(phone, context=part, options=options).response["violations"]
        assert not [
            (fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found
        ]
