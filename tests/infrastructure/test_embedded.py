"""The embedded PostgreSQL: starts once for all, ends with its last user, loses nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from django.db import connections

from nnirr_site.dev.embedded_postgres import watcher
from nnirr_site.dev.embedded_postgres.binaries import find_installation
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.dev.embedded_postgres.place import LONGEST_SOCKET_PATH
from nnirr_site.dev.embedded_postgres.server import Embedded
from tests.infrastructure.processes import ROOT, is_running, wait_until

HOLD = """
import sys, time
from pathlib import Path
from nnirr_site.dev.embedded_postgres.server import Embedded
embedded = Embedded(Path(sys.argv[1]), fast=True).ensure()
print(embedded.is_accepting(), embedded.place.pid_file.read_text().split()[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def embedded(tmp_path):
    """A server of this test's own, stopped afterwards."""
    made = Embedded(tmp_path / "pg", fast=True)
    yield made
    if made.place.home.exists():
        made.stop_if_unused()


def hold(root) -> subprocess.Popen:
    """A process that has the server running for as long as its input is open."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def processes_of(embedded: Embedded) -> list[str]:
    """The command lines of the server and its watcher."""
    listing = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True).stdout
    return [line for line in listing.splitlines() if str(embedded.place.home) in line]


def is_watched(embedded: Embedded) -> bool:
    """True once the watcher is at its post."""
    with embedded._open_file("watch") as watch:
        return not watcher.try_lock(watch)


def test_processes_that_race_for_the_first_start_share_one_server(embedded):
    holders = [hold(embedded.root) for _ in range(5)]
    answers = [holder.stdout.readline().split() for holder in holders]
    assert {answer[0] for answer in answers} == {"True"}
    assert len({answer[1] for answer in answers}) == 1
    for holder in holders:
        holder.stdin.close()
        holder.wait(timeout=10)


def test_server_ends_after_its_last_user_was_killed(embedded):
    holders = [hold(embedded.root) for _ in range(2)]
    answers = [holder.stdout.readline().split() for holder in holders]
    process_id = int(answers[0][1])
    for holder in holders:
        assert is_running(process_id)
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    wait_until(lambda: not is_running(process_id), 15, "the server outlives its users")
    assert not embedded.is_accepting()


def test_server_that_was_killed_starts_again_with_its_data(embedded):
    assert embedded.create_database("kept") is True
    process_id = int(embedded.place.pid_file.read_text().split()[0])
    os.kill(process_id, signal.SIGKILL)
    wait_until(lambda: not embedded.is_accepting())
    assert embedded.revive() is True
    assert embedded.revive() is False
    assert embedded.create_database("kept") is False


def test_server_that_is_still_dying_is_waited_for(embedded, monkeypatch):
    embedded.ensure()
    os.kill(int(embedded.place.pid_file.read_text().split()[0]), signal.SIGKILL)
    wait_until(lambda: not embedded.is_accepting())
    looks = iter([True, True, False])
    with monkeypatch.context() as patched:
        patched.setattr(watcher, "find_postmaster", lambda data: next(looks))
        assert embedded.revive() is True
    assert next(looks, "all used") == "all used"


def test_server_stays_while_somebody_else_holds_it(embedded):
    embedded.ensure()
    other = hold(embedded.root)
    other.stdout.readline()
    assert embedded.stop_if_unused() is False
    assert embedded.is_accepting()
    other.stdin.close()
    other.wait(timeout=10)
    assert embedded.stop_if_unused() is True
    assert not embedded.is_accepting()


def test_nothing_is_left_running_after_an_orderly_stop(embedded):
    embedded.ensure()
    assert len(processes_of(embedded)) >= 2
    embedded.stop_if_unused()
    wait_until(lambda: not processes_of(embedded), 3, "something is left")


def test_server_ends_even_if_the_project_is_deleted_meanwhile(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(
        ROOT / "nnirr_site/dev/embedded_postgres", copy / "nnirr_site/dev/embedded_postgres"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "pg")],
        cwd=copy,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    process_id = int(holder.stdout.readline().split()[1])
    wait_until(lambda: is_watched(Embedded(tmp_path / "pg")), 5)
    shutil.rmtree(copy)
    holder.stdin.close()
    holder.wait(timeout=10)
    wait_until(lambda: not is_running(process_id), 10, "the server outlives its users")


def test_only_its_owner_may_enter_the_socket_folder(embedded):
    embedded.ensure()
    assert embedded.place.socket_folder.stat().st_mode & 0o777 == 0o700


def test_long_path_gets_a_short_socket_folder(tmp_path):
    deep = Embedded(tmp_path / ("x" * 90), fast=True)
    try:
        deep.ensure()
        assert deep.is_accepting()
        assert len(str(deep.place.socket)) < LONGEST_SOCKET_PATH
    finally:
        deep.stop_if_unused()
        shutil.rmtree(deep.place.socket_folder, ignore_errors=True)


def test_without_user_namespaces_it_runs_too(tmp_path, monkeypatch):
    monkeypatch.setenv("EMBEDDED_WITHOUT_NAMESPACE", "1")
    embedded = Embedded(tmp_path / "pg", fast=True)
    try:
        embedded.ensure()
        owner = embedded.place.data.stat().st_uid
        assert owner != 0, "PostgreSQL refuses to run as root"
        assert embedded.is_accepting()
    finally:
        embedded.stop_if_unused()
        wait_until(lambda: not processes_of(embedded), 5)
        if embedded.place.identity.owner:
            shutil.rmtree(embedded.place.home.parent)


def test_folder_of_somebody_else_is_named_and_not_touched(tmp_path, monkeypatch):
    embedded = Embedded(tmp_path / "pg")

    def refuse(*arguments):
        raise PermissionError(13, "Permission denied", str(embedded.place.home / "lock"))

    embedded.place.home.mkdir(parents=True)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(EmbeddedError, match=r"belongs to another user.*DATA_DIR"):
        embedded.ensure()


def test_too_old_or_missing_postgresql_is_refused_with_advice(monkeypatch, tmp_path):
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        find_installation()


def test_backend_creates_its_database_and_survives_a_killed_server(embedded, settings):
    settings.EMBEDDED = embedded
    own = connections.create_connection("default")
    own.settings_dict = {
        **own.settings_dict,
        "ENGINE": "nnirr_site.dev.embedded_postgres.backend",
        "NAME": "made on demand",
        "OPTIONS": {},
    }
    from nnirr_site.dev.embedded_postgres.backend.base import DatabaseWrapper

    wrapper = DatabaseWrapper(own.settings_dict, "default")

    def ask():
        with wrapper.get_new_connection(wrapper.get_connection_params()) as made:
            return made.execute("SELECT current_database()").fetchone()[0]

    assert ask() == "made on demand"
    os.kill(int(embedded.place.pid_file.read_text().split()[0]), signal.SIGKILL)
    wait_until(lambda: not embedded.is_accepting())
    assert ask() == "made on demand"


def test_command_that_needs_no_database_starts_none(tmp_path):
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data"), "ENVIRONMENT": "development"}
    environment.pop("DATABASE_URL", None)
    environment["DJANGO_SETTINGS_MODULE"] = "nnirr_site.settings"
    started = time.monotonic()
    subprocess.run([sys.executable, "manage.py", "version"], cwd=ROOT, env=environment, check=True)
    assert time.monotonic() - started < 30
    assert not list(tmp_path.rglob("postmaster.pid"))
