"""The real worker opens the links of pages; without a word of the settings it opens none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from campaigns.models import Chore
from nnirr_site.models import CheckedLink, StandardPage
from tests.factories import make_home, make_page
from tests.infrastructure.processes import ROOT, wait_until

SECONDS = 60


@pytest.fixture
def start(process_environment):
    """Start a worker with these variables; it is ended with the test."""
    started = []

    def begin(**variables: str) -> None:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker"],
            cwd=ROOT,
            env=process_environment | variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(worker)

    yield begin
    for worker in started:
        worker.terminate()
    for worker in started:
        worker.wait(timeout=30)


def is_done() -> bool:
    return Chore.objects.filter(name="check links", ran_at__isnull=False).exists()


def test_worker_opens_links_in_its_time(transactional_db, other, start):
    make_home()
    other.answers = {"/there": 200}
    raw = "".join(f'<p><a href="{other.url(path)}">x</a></p>' for path in ("/there", "/gone"))
    body = StandardPage._meta.get_field("body").stream_block.to_python(
        [{"type": "prose", "value": raw}]
    )
    make_page(StandardPage, body=body)
    settings = "tests.upkeep.link_checking_settings"
    start(LINK_CHECK="yes", DJANGO_SETTINGS_MODULE=settings, SITE_URL="http://site.example")
    wait_until(is_done, SECONDS, "the worker has not checked links")
    states = dict(CheckedLink.objects.values_list("url", "state"))
    assert states == {other.url("/there"): "answers", other.url("/gone"): "failing"}
    assert other.agents == {"nnirr-link-check/1 (+http://site.example/)"}


def test_worker_of_the_site_never_asks_this_machine(transactional_db, other, start):
    make_home()
    raw = [{"type": "prose", "value": f'<p><a href="{other.url("/secret")}">x</a></p>'}]
    body = StandardPage._meta.get_field("body").stream_block.to_python(raw)
    make_page(StandardPage, body=body)
    start(LINK_CHECK="yes")
    wait_until(is_done, SECONDS, "the worker has not checked links")
    assert list(CheckedLink.objects.values_list("problem", flat=True)) == ["private"]
    assert other.asked == []
