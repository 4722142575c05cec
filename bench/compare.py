#!/usr/bin/env python3
"""The site beside its peers: pages from memory and signatures, all in one run on one machine.

    .venv/bin/python bench/compare.py [--rounds 3] [--seconds 6] [--folder FOLDER] [--write]

Needs `wrk` (a package of Debian's) and a package index for gunicorn. Starts on the loopback
address, each with two processes:

- the site as it is served, with the starter content, on the embedded PostgreSQL with its fsync on;
- bare Django, one view without middleware, under gunicorn: `peers/bare.py`;
- a Wagtail FormPage with five fields on the same PostgreSQL, under gunicorn: `peers/formpage/`;
- a function of ten lines that sends the bytes of the site's page, under the site's own web server.

They are measured in turns, so that whatever else the machine does hits all alike; a figure is the
median of the rounds, a ratio the median of the ratios within a round. `--write` puts the table into
docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import venv
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from sign_load import CALL, ROOT, Site, wait_for

PEERS = ROOT / "bench" / "peers"
PAGE = f"/calls/{CALL}/"
CLIENTS = (1, 8, 32)
TICKS = os.sysconf("SC_CLK_TCK")
GUNICORN = "gunicorn==23.0.0"
# A visit is the page with the form, the form, and the page that follows. The answer to a FormPage's
# form is its landing page.
VISIT = """
local number, step = 0, 0
function setup(thread) counter = (counter or 0) + 1; thread:set("id", counter) end
function request()
  step = step %% %(steps)d + 1
  if step == 1 then return wrk.format("GET", "%(page)s", {["Accept-Encoding"] = "br"}) end
  if step == 3 then return wrk.format("GET", "%(next)s", {["Accept-Encoding"] = "br"}) end
  number = number + 1
  local email = "%(run)s-" .. id .. "-" .. number .. "%%40load.example"
  return wrk.format("POST", "%(action)s", {
    ["Content-Type"] = "application/x-www-form-urlencoded", ["Cookie"] = "%(cookie)s",
    ["Sec-Fetch-Site"] = "same-origin", ["X-Forwarded-For"] = "203.0." .. number %% 250 .. ".7",
  }, "%(form)s&email=" .. email)
end
"""


@dataclass
class Server:
    """A process that listens, with all that it starts."""

    name: str
    port: int
    process: subprocess.Popen
    figures: dict[str, list[float]] = field(default_factory=dict)

    def cpu_seconds(self) -> float:
        """What it and its children have used so far."""
        return sum(_cpu_seconds(number) for number in _tree(self.process.pid))

    def note(self, what: str, figure: float) -> None:
        self.figures.setdefault(what, []).append(figure)

    def median(self, what: str) -> float:
        return statistics.median(self.figures[what])

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


def _tree(process_id: int) -> list[int]:
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return [process_id, *(number for child in children for number in _tree(int(child)))]


def _cpu_seconds(process_id: int) -> float:
    words = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def start(name: str, port: int, command: list[str], environment: dict, folder: Path) -> Server:
    with (folder / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    wait_for(lambda: ask(port, "/")[0], f"{name} to answer")
    return Server(name, port, process)


def ask(port: int, path: str, **headers) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers; status 0 if nobody answers."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - ours
            return answer.status, answer.read(), lower(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read(), lower(error.headers)
    except OSError:
        return 0, b"", {}


def lower(headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def run_wrk(port: int, path: str, clients: int, seconds: int, script: Path | None = None) -> dict:
    """Answers a second, all answers, and how many of them were errors."""
    threads = min(2, clients)
    command = ["wrk", "-t", str(threads), "-c", str(clients), "-d", f"{seconds}s", "--latency"]
    command += ["-H", f"Host: localhost:{port}", "-H", "Accept-Encoding: br"]
    command += ["-s", str(script)] if script else []
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return {
        "a second": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        "answers": int(re.search(r"(\d+) requests in", said)[1]),
        "wrong": int(wrong[1]) if wrong else 0,
    }


class Comparison:
    """The servers, the database they share, and what was measured."""

    def __init__(self, folder: Path, port: int, seconds: int):
        self.folder, self.port, self.seconds = folder, port, seconds
        self.wrong = 0
        self.loads: list[float] = []
        self.stack = ExitStack()

    def __enter__(self) -> Comparison:
        return self

    def __exit__(self, *_error) -> None:
        self.stack.close()

    def start_all(self) -> None:
        self.site = self._start_site()
        packages = self._install_peers()
        python = [sys.executable, "-m"]
        gunicorn = [*python, "gunicorn", "-w", "2", "--log-level", "warning", "-b"]
        environment = os.environ | {"PYTHONPATH": f"{PEERS}:{self.folder}:{packages}"}
        environment["DJANGO_SETTINGS_MODULE"] = "formpage.settings"
        environment["PEER_SECRET"] = secrets.token_hex()  # one for both of its processes
        environment["PEER_DATABASE"] = json.dumps(self._make_database("peer"))
        subprocess.run([*python, "formpage.prepare"], env=environment, cwd=self.folder, check=True)
        bare, form, ten = self.port + 1, self.port + 2, self.port + 3
        environment |= self._keep_page()
        self.bare = self._start("bare", bare, [*gunicorn, f"127.0.0.1:{bare}", "bare"], environment)
        command = [*gunicorn, f"127.0.0.1:{form}", "formpage.wsgi"]
        self.formpage = self._start("formpage", form, command, environment)
        granian = [*python, "granian", "--interface", "wsgi", "--workers", "2", "--http", "1"]
        command = [*granian, "--port", str(ten), "--no-ws", "ten_lines:application"]
        self.ten_lines = self._start("ten lines", ten, command, environment)

    def _start(self, name: str, port: int, command: list[str], environment: dict) -> Server:
        server = start(name, port, command, environment, self.folder)
        self.stack.callback(server.end)
        return server

    def _start_site(self) -> Server:
        site = Site(self.folder, self.port)
        site.environment |= {"WEB_WORKERS": "2", "TRUSTED_PROXIES": "1"}
        os.environ.clear()
        os.environ.update(site.environment)
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_starter_content")
        command = [sys.executable, "manage.py", "serve"]
        return self._start("site", self.port, command, site.environment)

    def _install_peers(self) -> Path:
        place = self.folder / "peers"
        venv.create(place, with_pip=True)
        subprocess.run(
            [place / "bin" / "pip", "install", "--quiet", GUNICORN], check=True, env=os.environ
        )
        (self.folder / "peer_migrations").mkdir()
        (self.folder / "peer_migrations" / "__init__.py").touch()
        return next((place / "lib").glob("python*/site-packages"))

    def _make_database(self, name: str) -> dict:
        """Django's settings of a second database on the server that the site uses."""
        import django

        sys.path.insert(0, str(ROOT))
        django.setup()
        from django.db import connection

        own = connection.get_connection_params()
        names = ("host", "port", "user", "password", "dbname")
        self.own = {name: own[name] for name in names if own.get(name)}
        self.connection = psycopg.connect(**self.own, autocommit=True)
        self.stack.callback(self.connection.close)
        self.connection.execute(f"CREATE DATABASE {name}")
        self.peer = self.own | {"dbname": name}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "HOST": self.own.get("host", ""),
            "PORT": str(self.own.get("port", "")),
            "USER": self.own.get("user", ""),
            "PASSWORD": self.own.get("password", ""),
        }

    def _keep_page(self) -> dict[str, str]:
        """The call's page as the site sends it, for the ten lines."""
        _status, body, headers = ask(
            self.port, PAGE, Host=f"localhost:{self.port}", Accept_Encoding="br"
        )
        for name in ("connection", "date", "server"):
            headers.pop(name, None)
        (self.folder / "body").write_bytes(body)
        (self.folder / "headers").write_text(json.dumps(list(headers.items())))
        return {
            "PEER_BODY": str(self.folder / "body"),
            "PEER_HEADERS": str(self.folder / "headers"),
        }

    # -- Measuring ------------------------------------------------------------------------------

    def measure(self, number: int) -> None:
        """One round of everything."""
        self.loads.append(os.getloadavg()[0])
        for server, path in ((self.site, PAGE), (self.bare, "/"), (self.ten_lines, "/")):
            self._measure_page(server, path)
        for clients in CLIENTS:
            self._measure_visits(self.site, clients, self._write_visit(number, clients), self.own)
            script = self._write_peer_visit(number, clients)
            self._measure_visits(self.formpage, clients, script, self.peer)

    def _measure_page(self, server: Server, path: str) -> None:
        if server is self.site:
            wait_for(lambda: self._is_in_memory(path), "the page to be kept")
        run_wrk(server.port, path, 32, 1)  # warm
        before = server.cpu_seconds()
        result = run_wrk(server.port, path, 32, self.seconds)
        self.wrong += result["wrong"]
        server.note("pages a second", result["a second"])
        server.note("ms of CPU a page", (server.cpu_seconds() - before) * 1000 / result["answers"])

    def _is_in_memory(self, path: str) -> bool:
        """In both processes, as far as ten questions show."""
        host = f"localhost:{self.port}"
        asked = [ask(self.port, path, Host=host, Accept_Encoding="br") for _ in range(10)]
        return all(headers.get("x-cache") == "hit" for _status, _body, headers in asked)

    def _measure_visits(self, server: Server, clients: int, script: Path, database: dict) -> None:
        table = "campaigns_signature" if server is self.site else "wagtailforms_formsubmission"
        with psycopg.connect(**database, autocommit=True) as connection:

            def stored() -> int:
                return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608

            rows, cpu, began = stored(), server.cpu_seconds(), time.monotonic()
            result = run_wrk(server.port, "/", clients, self.seconds, script)
            seconds, used = time.monotonic() - began, server.cpu_seconds() - cpu
            signed = stored() - rows
        self.wrong += result["wrong"]
        server.note(f"signatures a second, {clients} clients", signed / seconds)
        server.note(f"ms of CPU a signature, {clients} clients", used * 1000 / max(1, signed))

    def _write_visit(self, number: int, clients: int) -> Path:
        _status, html, _headers = ask(self.port, PAGE, Host=f"localhost:{self.port}")
        hidden = {
            name: re.search(rf'name="{name}" value="([^"]*)"', html.decode())[1]
            for name in ("token", "statement")
        }
        fields = {**hidden, "name": "Load Test", "country": "MX", "comment": "For my family."}
        return self._write_script(
            f"site-{number}-{clients}",
            steps=3,
            page=PAGE,
            action=f"/sign/{CALL}/",
            next=f"/sign/{CALL}/check-email/",
            cookie="",
            form=urlencode(fields),
        )

    def _write_peer_visit(self, number: int, clients: int) -> Path:
        _status, html, headers = ask(self.formpage.port, "/sign/")
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]*)"', html)[1].decode()
        cookie = headers["set-cookie"].partition(";")[0]
        fields = {"csrfmiddlewaretoken": token, "name": "Load Test", "country": "MX"}
        fields |= {"comment": "For my family.", "show_my_name": "on"}
        return self._write_script(
            f"peer-{number}-{clients}",
            steps=2,
            page="/sign/",
            action="/sign/",
            next="",
            cookie=cookie,
            form=urlencode(fields),
        )

    def _write_script(self, run: str, **words) -> Path:
        script = self.folder / f"{run}.lua"
        script.write_text(VISIT % (words | {"run": run}))
        return script

    # -- Telling --------------------------------------------------------------------------------

    def ratio(self, what: str, server: Server, peer: Server) -> float:
        """The median of the ratios in each round."""
        pairs = zip(server.figures[what], peer.figures[what], strict=True)
        return statistics.median(mine / theirs for mine, theirs in pairs if theirs)

    def table(self) -> str:
        """Markdown: what, the site, its peer, the ratio, what is aimed at."""
        rows = [
            self._row("pages a second", self.bare, "≥ 8", "bare Django"),
            self._row("ms of CPU a page", self.bare, "≤ 0.2", "bare Django"),
            self._row("pages a second", self.ten_lines, "", "ten lines"),
            self._row("ms of CPU a page", self.ten_lines, "", "ten lines"),
        ]
        for clients in CLIENTS:
            goals = ("", "") if clients == 1 else ("≥ 8", "≤ 0.1")
            for what, goal in zip(
                ("signatures a second", "ms of CPU a signature"), goals, strict=True
            ):
                rows.append(
                    self._row(f"{what}, {clients} clients", self.formpage, goal, "FormPage")
                )
        head = "| reading | site | peer | | site ÷ peer | goal |\n|---|---|---|---|---|---|"
        loads = f"{min(self.loads):.1f} to {max(self.loads):.1f}"
        return "\n".join([head, *rows, "", f"Load average before a round: {loads}."])

    def _row(self, what: str, peer: Server, goal: str, name: str) -> str:
        figures = (self.site.median(what), peer.median(what), self.ratio(what, self.site, peer))
        mine, theirs, ratio = (
            f"{figure:,.3g}" if figure < 1000 else f"{figure:,.0f}" for figure in figures
        )
        return f"| {what} | {mine} | {theirs} | {name} | {ratio} | {goal} |"


def write_table(table: str) -> None:
    """Put the table between its marks in docs/performance.md."""
    path = ROOT / "docs" / "performance.md"
    begin, end = "<!-- compare -->", "<!-- /compare -->"
    before, _, rest = path.read_text().partition(begin)
    _former, _, after = rest.partition(end)
    path.write_text(f"{before}{begin}\n{table}\n{end}{after}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6, help="of each reading")
    parser.add_argument("--folder", type=Path, help="where databases and logs go, an empty one")
    parser.add_argument("--port", type=int, default=8290, help="and the three after it")
    parser.add_argument("--write", action="store_true", help="the table into docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="compare-") as temporary:
        folder = options.folder or Path(temporary)
        with Comparison(folder, options.port, options.seconds) as comparison:
            comparison.start_all()
            for number in range(options.rounds):
                print(f"Round {number + 1} …", flush=True)
                comparison.measure(number)
            table = comparison.table()
    print(table)
    if comparison.wrong:
        print(f"{comparison.wrong} answers were errors: the table says nothing.")
        return 1
    if options.write:
        write_table(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
