"""From every release to this version: nothing is lost, mailed links work, old code serves on.

A release is a small site as its own code left it (`tests/infrastructure/releases`).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests.conftest import environment_of_a_process
from tests.database import connected_to
from tests.infrastructure.processes import ROOT, get, post, serving
from tests.infrastructure.releases import KEYS, Release, read_releases

RELEASES = read_releases()
SHIFTED_CLOCK = ROOT / "tests" / "campaigns" / "shifted_clock"
COUNT = 'SELECT count(*) FROM "{}"'
# Columns that a row needs, and that PostgreSQL does not fill in by itself.
NEEDED = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL
  AND is_identity = 'NO' AND is_generated = 'NEVER'
"""
KNOWN = (
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
)
READ_PEOPLE = """
import json
from campaigns.models import Signature
names = ("status", "name", "email", "role", "comment", "postal_code", "organization_name")
print(json.dumps({
    row.reference: {name: str(getattr(row, name)) for name in names}
    for row in Signature.objects.all()
}))
"""


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        with connected_to(name):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Upgraded:
    """A release on which this version was installed, as `docs/deploy.md` says."""

    def __init__(self, release: Release, folder: Path):
        self.release = release
        with connection.cursor() as cursor:
            cursor.execute(release.sql)
        connection.close()
        # The day after the release: links live for a time.
        day_after = release.made_at + timedelta(days=1) - timezone.now()
        self.environment = environment_of_a_process(folder) | KEYS
        self.environment |= {
            "CLOCK_SHIFT": str(round(day_after.total_seconds())),
            "PYTHONPATH": f"{SHIFTED_CLOCK}{os.pathsep}{ROOT}",
            "BACKGROUND_JOBS": "off",
        }
        self.manage("prepare")
        # Before any test presses a button.
        self.rows = {table: self.ask(COUNT.format(table))[0][0] for table in release.rows}
        self.people = self.read_people()

    def manage(self, *arguments: str, text: str = "") -> str:
        answer = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            input=text,
            capture_output=True,
            text=True,
        )
        assert answer.returncode == 0, answer.stderr[-3000:]
        return answer.stdout

    def read_people(self) -> dict[str, dict[str, str]]:
        return json.loads(self.manage("shell", "--no-imports", text=READ_PEOPLE).splitlines()[-1])

    def ask(self, statement: str) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


@pytest.fixture(scope="module", params=RELEASES, ids=lambda release: release.name)
def upgraded(request, django_db_setup, django_db_blocker, tmp_path_factory):
    with (
        django_db_blocker.unblock(),
        scratch_database(f"{connection.settings_dict['NAME']}_upgraded"),
    ):
        yield Upgraded(request.param, tmp_path_factory.mktemp("upgraded"))


def text_of(body: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def test_there_is_a_release_to_upgrade_from():
    assert [release.name for release in RELEASES][:1] == ["v1.0.0"]


def test_no_row_is_lost_and_every_name_can_be_read(upgraded):
    lost = {
        table: (number, upgraded.rows[table])
        for table, number in upgraded.release.rows.items()
        if upgraded.rows[table] < number
    }
    assert lost == {}
    people = upgraded.release.people
    assert {name: upgraded.people[name] for name in people} == people


def test_old_code_serves_on_while_both_run(upgraded):
    """It finds every column that it reads, and what it writes lacks nothing: see
    docs/releasing.md. A column goes two versions after the last code that reads it.
    """
    release = upgraded.release
    known = {*upgraded.ask(KNOWN)}
    missing = [
        f"{table}.{column}"
        for table, columns in release.columns.items()
        for column in columns
        if (table, column) not in known
    ]
    assert missing == []
    needed = [
        f"{table}.{column}"
        for table, column in upgraded.ask(NEEDED)
        if table in release.columns and column not in release.columns[table]
    ]
    assert needed == []


def test_pages_and_mailed_links_work_in_the_real_server(upgraded):
    release, links = upgraded.release, upgraded.release.links
    with serving(upgraded.environment) as url:
        english = {path: title for path, title in release.pages.items() if path[:4] != "/es/"}
        for path, title in english.items():
            status, body, _headers = get(url + path)
            assert (status, title in text_of(body)) == (200, True), path
        confirm = url + links["confirm pending"]
        token = re.search(r'name="token" value="([^"]+)"', get(confirm)[1].decode())[1]
        status, _body, headers = post(confirm, {"token": token, "action": "confirm"})
        assert status == 303, headers.get("Location")
        status, body, _headers = get(url + links["own"])
        assert status == 200 and "Carla Confirmed" in text_of(body)
        assert get(url + links["letters"])[0] == 200
        assert get(url + links["confirm withdrawn"])[0] == 410
    reference = links["confirm pending"].split("/")[2].partition(".")[0]
    assert upgraded.read_people()[reference]["status"] == "confirmed"
    assert upgraded.read_people()[reference]["name"] == "Pilar Pending"


def test_guide_names_every_release():
    text = (Path(settings.BASE_DIR) / "docs" / "changelog.md").read_text("utf-8")
    assert [release.name for release in RELEASES if f"## {release.name}" not in text] == []
