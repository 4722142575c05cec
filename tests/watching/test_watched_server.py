"""What the real server tells of itself: its parts, its figures, its log and its errors.

One server for all tests of this file, with two processes; each test has the database anew.
"""

from __future__ import annotations

import json
import os
import re
import signal
import time
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urljoin

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from campaigns.models import Alarm, OutboundMail, Signature, WorkerPulse
from nnirr_site.models import SignInOutcome, SignInRecord, User
from tests.campaigns.factories import form_data, make_call_page, sign_url
from tests.campaigns.mailserver import MailServer
from tests.conftest import environment_of_a_process
from tests.factories import make_home
from tests.infrastructure.processes import children_of, get, post, serving, wait_until
from tests.watching.ingest import Ingest

pytestmark = pytest.mark.django_db(transaction=True)

TOKEN = "a-token-of-32-characters-or-more"
NAME, EMAIL = "Citlalmina Xochitl", "citlalmina@canary.example"


@pytest.fixture(scope="module")
def watched(django_db_setup, tmp_path_factory):
    """The server, what it is surrounded by, and the file of its log."""
    folder = tmp_path_factory.mktemp("watched")
    ingest, mail_server, started = Ingest(), MailServer(), []
    environment = environment_of_a_process(folder / "data") | {
        "WEB_WORKERS": "2",
        "METRICS_TOKEN": TOKEN,
        "TALLY_SECONDS": "1",
        "ALARM_SECONDS": "1",
        "LOG_FORMAT": "json",
        "SENTRY_DSN": ingest.dsn,
        "EMAIL_URL": mail_server.url,
    }
    log = folder / "log"
    with log.open("wb") as output, serving(environment, log=output, started=started) as url:
        yield SimpleNamespace(
            url=url, log=log, ingest=ingest, mails=mail_server, pid=started[0].pid
        )
    ingest.stop()
    mail_server.stop()


def read_figures(watched) -> dict[tuple, float]:
    """Name and labels of each figure, with its number."""
    status, body, _headers = get(f"{watched.url}/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(body.decode())
        for sample in family.samples
    }


def wait_for_quiet(watched) -> dict[tuple, float]:
    """The figures, once all that was asked for before is told."""

    def same_after_a_tick() -> dict | None:
        first, end = read_figures(watched), time.time() + 1.2
        wait_until(lambda: time.time() > end)
        return first if read_figures(watched) == first else None

    return wait_until(same_after_a_tick, 20, "it is never quiet")


def parts(watched, query: str = "", **headers) -> tuple[int, dict]:
    status, body, _headers = get(f"{watched.url}/readyz{query}", **headers)
    return status, json.loads(body)


def wait_for_state(watched, unwell: dict[str, str], status: int, query: str = "") -> None:
    """Until these parts are unwell and no others. Each process looks by itself, once a second."""

    def is_so() -> bool:
        answered, said = parts(watched, query)
        found = {name: state for name, state in said["parts"].items() if state != "ok"}
        assert found != unwell or answered == status, (found, answered)
        return found == unwell

    wait_until(is_so, 10, f"never {unwell}")


def see_a_worker() -> None:
    now = timezone.now()
    WorkerPulse.objects.create(number=1, started_at=now, seen_at=now, lead_seconds=0)


def break_signing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_waitingcheck RENAME TO not_there")


def mend_signing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE not_there RENAME TO campaigns_waitingcheck")


def sign(watched, call, **headers):
    fields = form_data(call, email=EMAIL, name=NAME)
    return post(watched.url + sign_url(call), fields, **headers)


def sign_and_compare(watched, call) -> tuple[set[str], float]:
    """Names of the figures that are others two ticks after a form, and the hour of the first."""
    hour, before = time.time() // 3600, wait_for_quiet(watched)
    status, _body, headers = sign(watched, call)
    assert status == 303
    for _time in range(2):
        assert get(urljoin(watched.url, headers["Location"]))[0] == 200
    assert Signature.objects.count() == OutboundMail.objects.count() == 1
    ticks = time.time() + 2.5

    def is_over() -> bool:
        return time.time() > ticks

    wait_until(is_over, 10)
    after = read_figures(watched)
    return {name[0] for name in after if after[name] != before.get(name, 0)}, hour


def lines(watched) -> list[dict]:
    return [json.loads(line) for line in watched.log.read_text().splitlines()]


def test_dead_worker_raises_the_alarm_and_takes_no_web_node_out_of_use(watched):
    see_a_worker()
    wait_for_state(watched, {}, 200, "?for=alarm")
    WorkerPulse.objects.update(seen_at=timezone.now() - timedelta(minutes=6))
    dead = {"worker": "not seen for five minutes"}
    wait_for_state(watched, dead, 503, "?for=alarm")
    wait_for_state(watched, dead, 200)


def test_node_whose_code_is_newer_than_the_tables_is_not_ready(watched):
    see_a_worker()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH last AS (SELECT max(id) AS id FROM django_migrations WHERE app = 'campaigns')"
            " UPDATE django_migrations SET name = 'x' || name WHERE id = (SELECT id FROM last)"
        )
    try:
        wait_for_state(watched, {"migrations": "not all applied"}, 503)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE django_migrations SET name = substr(name, 2) WHERE name ~ '^x'")
    wait_for_state(watched, {}, 200)


def test_balancer_asks_by_ip_and_no_other_address_answers_so(watched):
    see_a_worker()
    for path in ("/healthz", "/readyz", "/metrics"):
        headers = {"Host": "10.1.2.3:8001", "Authorization": f"Bearer {TOKEN}"}
        assert get(watched.url + path, **headers)[0] == 200, path
    assert get(f"{watched.url}/", Host="10.1.2.3:8001")[0] == 400


def test_figures_are_for_who_has_the_token(watched):
    see_a_worker()
    for header in ("", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}"):
        assert get(f"{watched.url}/metrics", Authorization=header)[0] == 404
    assert get(f"{watched.url}/metrics?token={TOKEN}")[0] == 404


def test_processes_of_a_server_count_together_and_a_dead_one_is_not_forgotten(watched):
    make_home()
    see_a_worker()
    pages = ("site_requests_total", "2xx", "page")
    before = wait_for_quiet(watched).get(pages, 0)
    for _time in range(30):
        assert get(f"{watched.url}/")[0] == 200

    def counted() -> bool:
        return read_figures(watched).get(pages, 0) - before == 30

    wait_until(counted, 10, "not all were counted")
    served = children_of(watched.pid)
    assert len(served) >= 2
    victim = served[0]
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: victim not in children_of(watched.pid), 10, "it is still there")
    wait_until(lambda: get(f"{watched.url}/healthz")[0] == 200, 30, "nobody answers")
    wait_until(counted, 10, "what a dead process counted is gone")


def test_no_figure_moves_when_somebody_signs(watched):
    """But for the count of the last tick, which everybody sees, and that has to be confirmed.

    Nor when the browser goes where it is sent. With a full hour much is told: then once more.
    """
    call = make_call_page().call
    see_a_worker()
    moved, hour = sign_and_compare(watched, call)
    if time.time() // 3600 != hour:
        Signature.objects.all().delete()
        moved, _hour = sign_and_compare(watched, call)
    assert moved <= {"site_worker_seen_timestamp_seconds"}


def test_figures_of_the_database_are_there(watched):
    make_call_page()
    see_a_worker()
    SignInRecord.objects.create(outcome=SignInOutcome.FAILED)
    SignInRecord.objects.create(outcome=SignInOutcome.SIGNED_IN)
    wait_until(
        lambda: read_figures(watched).get(("site_sign_in_failures_last_hour", "password")) == 1,
        10,
        "the failure is not told",
    )
    names = {name[0] for name in read_figures(watched)}
    assert names >= {
        *("site_part_well", "site_signatures_confirmed", "site_signatures_last_hour"),
        *("site_mails_sent_last_hour", "site_outbox_mails", "site_outbox_oldest_due_seconds"),
        *("site_workers", "site_worker_seen_timestamp_seconds", "site_server_errors_total"),
    }


def test_error_while_signing_is_reported_without_anything_of_the_signer(watched):
    call = make_call_page().call
    see_a_worker()
    before = len(watched.ingest.received)
    errors = read_figures(watched).get(("site_server_errors_total", "500"), 0)
    break_signing()
    try:
        status, body, headers = sign(
            watched,
            call,
            Cookie="sessionid=canary-cookie",
            Referer=f"{watched.url}/c/canary-token/",
            **{"User-Agent": "Canary-Agent/7.7", "X-Forwarded-For": "203.0.113.77"},
        )
    finally:
        mend_signing()
    assert status == 500
    name = headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", name)
    assert f"ID {name}" in body.decode()
    wait_until(lambda: len(watched.ingest.received) > before, 20, "nothing was reported")
    [(path, sent_headers, envelope)] = watched.ingest.received[before:]
    assert path == "/api/7/envelope/"
    event = json.loads(envelope.splitlines()[2])
    assert event["tags"] == {"request_id": name, "sqlstate": "42P01"}
    assert event["transaction"].startswith("campaigns:")
    values = event["exception"]["values"]
    assert values[0]["type"] == "UndefinedTable"
    frames = [frame for value in values for frame in value["stacktrace"]["frames"]]
    assert any(frame["filename"].endswith("services/signing.py") for frame in frames)
    secrets = [EMAIL, EMAIL.split("@")[0], NAME, *NAME.split(), "canary", "Canary", "203.0.113.77"]
    secrets += [
        "INSERT",
        sign_url(call),
        "sessionid",
        "localhost",
        connection.settings_dict["NAME"],
    ]
    for secret in secrets:
        assert secret not in envelope, secret
    assert not {"request", "user", "breadcrumbs", "extra", "contexts", "modules"} & set(event)
    assert "vars" not in envelope and "canary" not in sent_headers.lower()
    wait_until(
        lambda: read_figures(watched).get(("site_server_errors_total", "500"), 0) == errors + 1,
        10,
        "the error is not counted",
    )
    [line] = [one for one in lines(watched) if one.get("request_id") == name]
    assert line["level"] == "ERROR" and "UndefinedTable" in line["trace"]
    assert EMAIL not in json.dumps(line) and NAME not in json.dumps(line)


def test_every_line_of_the_log_is_an_object_with_time_and_zone(watched):
    make_home()
    see_a_worker()
    assert get(f"{watched.url}/no/such/page/")[0] == 404
    wait_until(lambda: any("/no/such/page/" in each["message"] for each in lines(watched)), 10)
    for line in lines(watched):
        assert set(line) <= {
            *("time", "level", "logger", "message", "process", "request_id", "trace", "stack"),
        }
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


GIVEN = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        (GIVEN, True),
        ("01234567-89ab-4def-8123-456789abcdef", True),
        (EMAIL, False),
        ("citlalmina-xochitl-was-here-today", False),
        (f"{GIVEN}0", False),
    ],
)
def test_name_of_a_request_is_the_proxys_only_if_it_is_a_random_number(watched, given, is_taken):
    status, _body, headers = get(f"{watched.url}/", **{"Host": "nobody", "X-Request-ID": given})
    assert status == 400
    assert (headers["X-Request-ID"] == given) is is_taken
    assert given in watched.log.read_text() or not is_taken


def test_page_that_is_not_there_has_no_name(watched):
    make_home()
    assert "X-Request-ID" not in get(f"{watched.url}/no/such/page/")[2]
    assert "X-Request-ID" not in get(f"{watched.url}/")[2]


def test_staff_are_told_once_that_no_worker_is_at_work(watched):
    WorkerPulse.objects.create(
        number=1,
        started_at=timezone.now() - timedelta(hours=1),
        seen_at=timezone.now() - timedelta(minutes=6),
        lead_seconds=0,
    )
    keeper = User.objects.create(username="ana", email="ana@staff.example", is_staff=True)
    other = User.objects.create(username="bo", email="bo@staff.example", is_staff=True)
    enter = Permission.objects.get(codename="access_admin")
    for user in (keeper, other):
        user.user_permissions.add(enter)
    keeper.user_permissions.add(Permission.objects.get(codename="view_outboundmail"))
    wait_until(lambda: Alarm.objects.filter(told_at__isnull=False).exists(), 20, "nobody was told")
    [told] = {alarm.told_at for alarm in Alarm.objects.all()}

    def looked_again() -> bool:
        return timezone.now() - told > timedelta(seconds=2.5)

    wait_until(looked_again, 10)
    told_of = [mail for mail in watched.mails.messages if mail["To"] == keeper.email]
    assert len(told_of) == 1
    assert "No worker is at work" in told_of[0].get_payload(decode=True).decode()
    assert other.email not in watched.mails.recipients()
    assert Alarm.objects.get().name == "worker"
