"""The screens on which staff decide, at the width of a phone and of a desk, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.icons import get_icons

from campaigns import services
from campaigns.admin.actions import RETRY_MAIL, SIGNATURE_ACTIONS
from campaigns.models import AbuseLimits
from campaigns.services import screening
from campaigns.services.delivering import freeze_delivery
from tests.campaigns.factories import make_call, make_organization, make_signature, make_signer

OPTIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag22aa"]}}
SHOWN = {"show_name": True}


def url(model: str, view: str, *args) -> str:
    return reverse(f"wagtailsnippets_campaigns_{model}:{view}", args=args)


@pytest.mark.parametrize("action", [*SIGNATURE_ACTIONS.values(), RETRY_MAIL])
def test_every_action_has_an_icon_that_there_is(action):
    assert f'id="icon-{action.icon}"' in get_icons()


@pytest.fixture
def staff_page(open_page, admin_client, live_site):
    """A page of some width in the session of a superuser."""

    def open_wide(width: int):
        page = open_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(60_000)  # the admin's scripts on a busy machine
        session = admin_client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
        return page

    return open_wide


def look_at(page, width: int) -> None:
    """Nothing is cut off at the side, and axe finds nothing in what is ours."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context="main .nice-padding", options=OPTIONS).response["violations"]
    assert not [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_queue_is_emptied_with_the_buttons_alone(staff_page, width):
    call = make_call()
    make_organization(
        call, organization="Verband " + "w" * 70, website="https://a.example/" + "b" * 90
    )
    make_signature(call, "confirmed", comment="Endless" * 40, **SHOWN)
    page = staff_page(width)
    page.goto(url("signature", "queue"))
    look_at(page, width)
    page.get_by_role("button", name="Don't list name").click()
    page.get_by_text("Don't list name: done for").wait_for()
    page.get_by_role("button", name="Don't show comment").click()
    page.get_by_text("Nothing waits").wait_for()
    look_at(page, width)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_hall_is_restored_with_one_click(staff_page, width):
    screening.form_windows.forget()
    limits = AbuseLimits.load()
    limits.burst_most = 2
    limits.save()
    call = make_call()
    for _each in range(5):
        services.sign(call, call.statements.get(), make_signer(), "en", "1.2.3.4")
    services.judge_waiting()
    page = staff_page(width)
    page.goto(url("signature", "caught"))
    look_at(page, width)
    page.get_by_role("button", name="Restore all of them").click()
    page.get_by_text("3 signatures were restored").wait_for()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_delivery_is_asked_for_made_and_withdrawn(staff_page, width):
    call = make_call(closes_at=timezone.now() + timezone.timedelta(days=3))
    make_signature(call, "confirmed", **SHOWN)
    page = staff_page(width)
    page.goto(url("delivery", "add"))
    page.locator("[name=call]").evaluate("(field, value) => { field.value = value }", str(call.pk))
    page.locator("[name=delivered_to]").fill("the Senate")
    page.locator("[name=delivered_on]").fill(timezone.localdate().isoformat())
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Continue: see what will happen").click()
    page.get_by_text("Nothing has happened yet").wait_for()
    look_at(page, width)
    page.get_by_role("button", name="Back to the form").click()
    assert page.locator("[name=delivered_to]").input_value() == "the Senate"
    page.get_by_role("button", name="Continue: see what will happen").click()
    page.get_by_role("button", name="Freeze it and make it a delivery").click()
    page.get_by_text("is being made").wait_for()
    delivery = call.deliveries.get()
    page.goto(url("delivery", "withdraw", delivery.pk))
    look_at(page, width)
    page.get_by_label("Reason").fill("Tried out")
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_text("Withdrawn. Personal data are deleted on").wait_for()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_that_ask_fit_the_screen(staff_page, width):
    group = make_organization(organization="Verband " + "w" * 70)
    delivery = freeze_delivery(group.call, "the Senate", timezone.localdate())
    page = staff_page(width)
    for address in (
        url("signature", "action", "reject", group.pk),
        url("signature", "action", "delete", group.pk),
        url("delivery", "withdraw", delivery.pk),
    ):
        page.goto(address)
        look_at(page, width)
