#!/usr/bin/env python3
"""What ten sign-ins at once do to visitors, and what sixty wrong passwords are answered.

    .venv/bin/python bench/sign_in_load.py [--folder FOLDER] [--port 8192] [--requests 150]

Starts a real web server on a site of its own with one page. Asks for /healthz and the page (from
the cache) in turns, first while nothing else happens, then while ten clients sign in with wrong
passwords, each time under another name from another network, so that no limit spares the hash.
They are in a process of their own: in ours they would make the measuring itself wait.
Prints medians and the longest times in milliseconds. Ends with 1 if a median more than doubles
while others sign in, or if the right password is taken after sixty wrong ones.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import re
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

from sign_load import ROOT, Site

PATHS = ("/healthz", "/")
CLIENTS = 10
PASSWORD = "correct horse battery staple"  # noqa: S105
LOGIN = "/admin/login/"


class Door:
    """A client with a cookie and a token of its own, as a browser at the sign-in has."""

    def __init__(self, port: int):
        self.port = port
        answer = self.ask("GET", {})
        self.cookie = answer.getheader("Set-Cookie").partition(";")[0]
        self.token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', self.text)[1]

    def ask(self, method: str, headers: dict, body: str | None = None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            host = {"Host": f"localhost:{self.port}"}
            connection.request(method, LOGIN, body, host | headers)
            answer = connection.getresponse()
            self.text = answer.read().decode()
            return answer
        finally:
            connection.close()

    def sign_in(self, name: str, password: str, network: str) -> int:
        """The status: 302 lets in, 200 is the form again, 429 and 503 were not hashed."""
        fields = {"csrfmiddlewaretoken": self.token, "username": name, "password": password}
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": network,
        }
        return self.ask("POST", headers, urlencode(fields)).status


def keep_signing_in(port: int, number: int, stop, statuses: Counter) -> None:
    door, count = Door(port), 0
    while not stop.is_set():
        count += 1
        network = f"10.{number}.{count // 250}.{count % 250 + 1}"
        statuses[door.sign_in(f"name{number}-{count}", "wrong", network)] += 1


def sign_in_from_many(port: int, stop, told) -> None:
    """Runs in a process: `CLIENTS` clients until told to stop, then what they were answered."""
    statuses: Counter = Counter()
    clients = [
        threading.Thread(target=keep_signing_in, args=(port, number, stop, statuses))
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    told.put(statuses)


def measure(port: int, requests: int) -> dict[str, list[float]]:
    """Milliseconds of each request, for each path, over one kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times: dict[str, list[float]] = {path: [] for path in PATHS}
    for _ in range(requests):
        for path in PATHS:
            start = time.perf_counter()
            connection.request("GET", path, headers={"Host": f"localhost:{port}"})
            answer = connection.getresponse()
            answer.read()
            times[path].append((time.perf_counter() - start) * 1000)
            assert answer.status == 200, (path, answer.status)
            time.sleep(0.01)
    connection.close()
    return times


def prepare() -> None:
    """One page, one account."""
    from django.contrib.auth import get_user_model
    from wagtail.models import Page, Site

    from nnirr_site.models import HomePage

    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="bench"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    get_user_model().objects.create_superuser("ana", "ana@bench.invalid", PASSWORD)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="where the database goes")
    parser.add_argument("--port", type=int, default=8192)
    parser.add_argument("--requests", type=int, default=150, help="of each path")
    options = parser.parse_args()
    spawned = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="sign-in-load-") as temporary:
        site = Site(options.folder or Path(temporary), options.port)
        site.environment["TRUSTED_PROXIES"] = "1"
        site.folder.mkdir(parents=True, exist_ok=True)
        os.environ.clear()
        os.environ.update(site.environment)
        sys.path.insert(0, str(ROOT))
        site.manage("migrate", "--verbosity", "0")
        import django

        django.setup()
        from django.db import connection

        try:
            prepare()
            site.start(("serve",))
            measure(options.port, 20)
            quiet = measure(options.port, options.requests)
            stop, told = spawned.Event(), spawned.Queue()
            clients = spawned.Process(target=sign_in_from_many, args=(options.port, stop, told))
            clients.start()
            measure(options.port, 20)
            busy = measure(options.port, options.requests)
            stop.set()
            statuses = told.get(timeout=60)
            clients.join()
            is_good = tell(quiet, busy, statuses)
            door = Door(options.port)
            wrong = Counter(door.sign_in("ana", "wrong", "198.51.100.7") for _ in range(60))
            right = door.sign_in("ana", PASSWORD, "198.51.100.7")
            elsewhere = door.sign_in("ana", PASSWORD, "203.0.113.7")
            print(f"sixty wrong passwords: {dict(wrong)}, then the right one: {right}")
            print(f"the right one from another network: {elsewhere}")
        finally:
            site.kill()
            connection.close()
    return 0 if is_good and right == 429 else 1


def tell(quiet: dict, busy: dict, statuses: Counter) -> bool:
    is_good = True
    for path in PATHS:
        medians = [statistics.median(times[path]) for times in (quiet, busy)]
        ratio = medians[1] / medians[0]
        is_good &= ratio <= 2
        print(
            f"{path:9} quiet: median {medians[0]:6.2f} ms, longest {max(quiet[path]):7.1f} ms; "
            f"ten sign-ins at once: median {medians[1]:6.2f} ms, longest {max(busy[path]):7.1f} ms;"
            f" ratio {ratio:.2f}"
        )
    print(f"statuses of the sign-ins: {dict(statuses)}")
    return is_good


if __name__ == "__main__":
    sys.exit(main())
