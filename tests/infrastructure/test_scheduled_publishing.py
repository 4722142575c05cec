"""What an editor schedules in the admin happens: the real site, the real form, the real worker."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaigns.models import Chore
from nnirr_site.models import ScheduleProblem, SearchEntry, StandardPage
from tests.factories import make_home, make_page
from tests.infrastructure.processes import ROOT, get, serving, wait_until

SECONDS = 60
DAY = timedelta(days=1)
CONTENT_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}
SITE_ZONE = ZoneInfo("America/Los_Angeles")


class Editor:
    """A browser of a member of staff who is logged in, as far as forms need one."""

    def __init__(self, url: str, session: str):
        self.url = url
        self.cookies = {settings.SESSION_COOKIE_NAME: session}

    def get(self, path: str) -> str:
        return self.open(path)

    def post(self, path: str, fields: dict) -> str:
        """What is shown in the end after `fields` were sent with the token of the form there."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))[1]
        return self.open(path, urlencode({"csrfmiddlewaretoken": token, **fields}).encode())

    def open(self, path: str, data: bytes | None = None) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Origin": self.url}
        # By hand, as messages travel through a redirect in a cookie.
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        connection.request("POST" if data else "GET", path, data, headers | CONTENT_TYPE)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = answer.read().decode()
        connection.close()
        if answer.status == 302:
            return self.open(answer.headers["Location"])
        assert answer.status == 200, answer.status
        return text

    def publish(self, parent: Page, title: str, **times) -> str:
        """Make a page and press “Schedule”, with the times as the date picker writes them."""
        local = {
            name: time.astimezone(SITE_ZONE).strftime("%Y-%m-%d %H:%M")
            for name, time in times.items()
        }
        fields = nested_form_data(
            {
                "title": title,
                "slug": title.lower(),
                "band": "leaf",
                "body": streamfield([]),
                "comments": inline_formset([]),
                "action-publish": "action-publish",
                **local,
            }
        )
        add = f"/admin/pages/add/nnirr_site/standardpage/{parent.pk}/"
        return self.post(add, fields)


def let_a_day_pass(slug: str) -> None:
    """As if everything that was set for this page had been set so much earlier."""
    page = StandardPage.objects.get(slug=slug)
    for field in ("go_live_at", "expire_at"):
        if time := getattr(page, field):
            Page.objects.filter(pk=page.pk).update(**{field: time - DAY})
    for revision in page.revisions.all():
        for field in ("go_live_at", "expire_at"):
            if time := revision.content[field]:
                earlier = timezone.datetime.fromisoformat(time) - DAY
                revision.content[field] = earlier.isoformat()
        if revision.approved_go_live_at:
            revision.approved_go_live_at -= DAY
        revision.save(update_fields=["content", "approved_go_live_at"])


@pytest.fixture
def worker(process_environment):
    """Start the real worker; `log()` ends it and gives what it wrote."""
    started = []

    def start() -> subprocess.Popen:
        started.append(
            subprocess.Popen(
                [sys.executable, "manage.py", "run_worker"],
                cwd=ROOT,
                env=process_environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=SECONDS)


def test_scheduled_pages_appear_and_go_at_their_time_and_a_broken_one_stops_none(
    process_environment, worker, admin_client
):
    home = make_home()
    make_page(StandardPage, home, title="Taken", slug="taken").save_revision().publish()
    now = timezone.now()
    live_at, end_at = now + DAY - timedelta(hours=2), now + DAY - timedelta(hours=1)
    environment = process_environment | {"SECRET_KEY": settings.SECRET_KEY}
    with serving(environment) as url:
        editor = Editor(url, admin_client.cookies[settings.SESSION_COOKIE_NAME].value)
        answer = editor.publish(home, "First", go_live_at=live_at - timedelta(minutes=2))
        shown = live_at - timedelta(minutes=2)
        hour = shown.astimezone(SITE_ZONE)
        assert f"{hour.hour % 12 or 12}" in answer and "(America/Los_Angeles)" in answer
        assert "It goes live by itself on" in answer
        editor.publish(home, "Broken", go_live_at=live_at - timedelta(minutes=1))
        editor.publish(home, "Last", go_live_at=live_at, expire_at=now + 3 * DAY)
        answer = editor.publish(home, "Ending", expire_at=end_at)
        assert "It is taken off by itself on" in answer
        assert not Page.objects.filter(slug="ending", expired=True).exists()
        stored = Revision.objects.get(approved_go_live_at__isnull=False, object_str="First")
        assert abs(stored.approved_go_live_at - shown) < timedelta(minutes=1)
        # The address of the broken one is taken meanwhile, which its publication will refuse.
        broken = Page.objects.get(slug="broken")
        revision = broken.latest_revision
        revision.content["slug"] = "taken"
        revision.save(update_fields=["content"])

        for slug in ("first", "last"):
            assert get(f"{url}/{slug}/")[0] == 404
        assert get(f"{url}/ending/")[0] == 200
        assert get(f"{url}/ending/")[2]["X-Cache"] == "hit"

        process = worker()
        wait_until(Chore.objects.filter(name="publish").exists, SECONDS, "the worker")
        assert get(f"{url}/first/")[0] == 404 and get(f"{url}/ending/")[0] == 200

        for slug in ("first", "broken", "last", "ending"):
            let_a_day_pass(slug)
        Chore.objects.filter(name="publish").update(ran_at=now - timedelta(minutes=2))
        for slug in ("first", "last"):
            wait_until(lambda slug=slug: get(f"{url}/{slug}/")[0] == 200, SECONDS, slug)
        wait_until(lambda: get(f"{url}/ending/")[0] == 404, SECONDS, "the end of a page")
        assert get(f"{url}/broken/")[0] == 404
        assert {"First", "Last"} <= set(SearchEntry.objects.values_list("title", flat=True))
        assert "Ending" not in SearchEntry.objects.values_list("title", flat=True)

        problem = ScheduleProblem.objects.get()
        assert (problem.error, problem.subject) == ("ValidationError", broken)
        ScheduleProblem.objects.update(failed_at=now - DAY)
        Chore.objects.filter(name="publish").update(ran_at=now - timedelta(minutes=2))
        wait_until(ScheduleProblem.objects.filter(failures=2).exists, SECONDS, "another try")
        report = editor.get("/admin/reports/by-itself/")
        assert f"/admin/pages/{broken.pk}/edit/" in report and "ValidationError" in report
        assert "1 page could not be published" in editor.get("/admin/")
        history = editor.get(f"/admin/pages/{Page.objects.get(slug='first').pk}/history/")
        assert "schedule" in history.lower()

        # The editor mends it: it is no problem any more.
        Page.objects.filter(slug="taken").update(slug="free")
        ScheduleProblem.objects.update(failed_at=now - DAY)
        Chore.objects.filter(name="publish").update(ran_at=now - timedelta(minutes=2))
        wait_until(lambda: get(f"{url}/taken/")[0] == 200, SECONDS, "the mended one")
        wait_until(lambda: not ScheduleProblem.objects.exists(), SECONDS, "its row goes")
        process.terminate()
        log = process.communicate(timeout=SECONDS)[1].decode()
    assert log.count("publishing: go_live of") == 1
