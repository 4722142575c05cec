#!/usr/bin/env python3
"""Signing under load and under `kill -9`, on a site of its own with the starter content.

    .venv/bin/python bench/sign_load.py [--folder FOLDER] [--port 8190]

Starts the real web server and mail worker on the loopback address with the embedded database in
FOLDER (a temporary one by default), and says what went in and what came out:

1. 50 threads post the same address at the same moment;
2. 200 different addresses, 25 at a time;
3. 200 different addresses while web server and worker are killed with -9 in the middle; then both
   start again, and everybody whose signature is stored has to get the mail.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
CALL = "migrant-workers-convention"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
WAIT_SECONDS = 240


class Site:
    """Web server and worker as processes that can be killed."""

    def __init__(self, folder: Path, port: int):
        self.folder, self.port = folder, port
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "PORT": str(port),
            "BIND": "127.0.0.1",
            "SITE_URL": f"http://localhost:{port}",
            "ENVIRONMENT": "development",
            "DJANGO_SETTINGS_MODULE": "nnirr_site.settings",
            "PYTHONPATH": str(ROOT),
        }
        for name in ("DATABASE_URL", "EMAIL_URL", "PYTHONDONTWRITEBYTECODE"):
            self.environment.pop(name, None)
        self.processes: dict[str, subprocess.Popen] = {}

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self, names: tuple[str, ...] = ("serve", "run_worker")) -> None:
        log = (self.folder / "processes.log").open("ab")
        for name in names:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "manage.py", name],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(lambda: self.ask("GET", "/healthz")[0] == 200, "the site to answer")

    def kill(self) -> None:
        """`kill -9` of everything that serves and sends."""
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        """(status, text); (0, "") if nobody answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"Host": f"localhost:{self.port}", **(FORM if body else {})}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def form(self) -> dict[str, str]:
        """The hidden fields of the call's page, as any visitor gets them."""
        _status, html = self.ask("GET", f"/calls/{CALL}/")
        return {
            name: re.search(rf'name="{name}" value="([^"]*)"', html)[1]
            for name in ("token", "statement")
        }

    def sign(self, form: dict[str, str], email: str) -> int:
        fields = {**form, "name": "Load Test", "email": email, "country": "MX"}
        return self.ask("POST", f"/sign/{CALL}/", urlencode(fields))[0]

    def mailed(self) -> list[str]:
        """Recipients of the mails that went out, one for each time."""
        files = (self.folder / "mail").glob("*")
        return [
            found
            for file in files
            for found in re.findall(r"^To: (.*)$", file.read_text("utf-8", "replace"), re.M)
        ]


def wait_for(condition, what: str) -> float:
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > WAIT_SECONDS:
            raise SystemExit(f"Waited {WAIT_SECONDS} s in vain for {what}.")
        time.sleep(0.1)
    return time.monotonic() - start


def stored(part: str) -> tuple[set[str], int]:
    """(addresses of signatures, number of mails) of one part; addresses begin with its name."""
    from campaigns.models import OutboundMail, Signature

    rows = {row.pk: row.email for row in Signature.objects.all()}
    ours = {pk: email for pk, email in rows.items() if email.startswith(part)}
    return set(ours.values()), OutboundMail.objects.filter(signature__in=ours).count()


def all_sent() -> bool:
    from campaigns.models import OutboundMail

    return not OutboundMail.objects.exclude(status="sent").exists()


def at_once(threads: int, jobs: list) -> tuple[list, float]:
    start = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        results = list(pool.map(lambda job: job(), jobs))
    return results, time.monotonic() - start


def post_same(site: Site, form: dict[str, str]) -> None:
    gate = threading.Barrier(50)

    def post() -> int:
        gate.wait()
        return site.sign(form, "same@load.example")

    statuses, seconds = at_once(50, [post] * 50)
    wait_for(all_sent, "the mail")
    rows, mails = stored("same")
    received = site.mailed().count("same@load.example")
    print(f"1. 50 threads, one address: statuses {dict(Counter(statuses))} in {seconds:.1f} s")
    print(f"   rows {len(rows)}, mails queued {mails}, mails received {received}")


def post_different(site: Site, form: dict[str, str]) -> None:
    emails = [f"many{number}@load.example" for number in range(200)]
    jobs = [lambda email=email: site.sign(form, email) for email in emails]
    statuses, seconds = at_once(25, jobs)
    wait_for(all_sent, "the mails")
    rows, mails = stored("many")
    received = [email for email in site.mailed() if email.startswith("many")]
    print(f"2. 200 different addresses: statuses {dict(Counter(statuses))} in {seconds:.1f} s")
    print(
        f"   rows {len(rows)}, mails queued {mails}, mails received {len(received)} "
        f"by {len(set(received))} people"
    )


def kill_in_the_middle(site: Site, form: dict[str, str]) -> bool:
    acknowledged: set[str] = set()
    lock = threading.Lock()

    def post(email: str) -> int:
        status = site.sign(form, email)
        if status == 303:
            with lock:
                acknowledged.add(email)
                is_time = len(acknowledged) == 100
            if is_time:
                site.kill()
        return status

    emails = [f"kill{number}@load.example" for number in range(200)]
    statuses, _seconds = at_once(12, [lambda email=email: post(email) for email in emails])
    rows, mails = stored("kill")
    print(
        f"3. killed with -9 in the middle of 200: statuses {dict(Counter(statuses))} (0: no answer)"
    )
    print(
        f"   acknowledged {len(acknowledged)}, of them stored {len(acknowledged & rows)}; "
        f"rows {len(rows)}, mails queued {mails}"
    )
    site.start()
    seconds = wait_for(all_sent, "the rest of the mails")
    received = [email for email in site.mailed() if email.startswith("kill")]
    print(
        f"   after the restart: {len(set(received))} people got {len(received)} mails; "
        f"the last after {seconds:.0f} s"
    )
    return acknowledged <= rows == set(received)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="where database and mails go")
    parser.add_argument("--port", type=int, default=8190)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sign-load-") as temporary:
        site = Site(options.folder or Path(temporary), options.port)
        site.folder.mkdir(parents=True, exist_ok=True)
        os.environ.clear()
        os.environ.update(site.environment)
        sys.path.insert(0, str(ROOT))
        print("Preparing a site with the starter content …", flush=True)
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_starter_content")
        import django

        django.setup()
        from django.db import connection

        try:
            site.start()
            form = site.form()
            post_same(site, form)
            post_different(site, form)
            is_right = kill_in_the_middle(site, form)
        finally:
            site.kill()
            connection.close()
    print("Everybody who was acknowledged is stored and has the mail." if is_right else "WRONG.")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
