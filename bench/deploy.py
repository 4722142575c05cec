#!/usr/bin/env python3
"""A deploy under load: how many requests fail while every process of the site is restarted.

    .venv/bin/python bench/deploy.py [--nodes 1 2] [--rate 100] [--proxies caddy nginx]

Needs `wrk`, Caddy and nginx. Two processes of the site stand behind the shipped configuration: on
one node, with the same folder, or on two, each with a folder of its own; the database is one.
Beside visitors who read and sign all the time, the steps of docs/deploy.md are done: `prepare` on
each node, then one process after the other is told to end, started, and waited for by the shipped
command. Every answer that is neither a page nor a redirect, and every connection that breaks,
counts as failed; every form that was answered by 303 has to be stored once.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from compare import PAGE
from sign_load import CALL, ROOT, Site

CLIENTS = 16
LOAD = """
number, step, kept, failed = 0, 0, 0, 0
local threads, statuses = {}, {}
function setup(thread) thread:set("id", #threads + 1); table.insert(threads, thread) end
function delay() return %(pause)d end
function request()
  step = step %% 10 + 1
  if step == 1 then
    number = number + 1
    return wrk.format("POST", "/sign/%(call)s/", {
      ["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin",
    }, "%(form)s&email=%(run)s" .. id .. "-" .. number .. "%%40d" .. number %% 50 .. ".example")
  end
  local paths = {"%(page)s", "/", "/search/?q=rights" .. step, "/static/css/site.css"}
  return wrk.format("GET", paths[step %% 4 + 1], {["Accept-Encoding"] = "gzip"})
end
function response(status)
  if status == 303 then kept = kept + 1 end
  if status ~= 200 and status ~= 303 then failed = failed + 1 end
end
function done(summary)
  local kept, failed = 0, 0
  for _, thread in ipairs(threads) do
    kept = kept + thread:get("kept")
    failed = failed + thread:get("failed")
  end
  local e = summary.errors
  local broken = e.connect + e.read + e.write + e.timeout
  print("KEPT " .. kept .. " FAILED " .. failed .. " BROKEN " .. broken
    .. " ALL " .. summary.requests)
end
"""


def database_url(site: Site) -> str:
    """The address of the site's embedded database, for nodes with folders of their own."""
    os.environ.clear()
    os.environ.update(site.environment)
    import django

    sys.path.insert(0, str(ROOT))
    django.setup()
    from tests.database import database_url

    return database_url()


def count_rows() -> int:
    from campaigns.models import Signature

    return Signature.objects.count()


class Deploy:
    """The processes of the site behind a proxy, and the steps of a new version."""

    def __init__(self, site: Site, url: str, nodes: int, folder: Path):
        from tests.infrastructure.proxies import Instance

        self.instances = []
        for number in range(2):
            data = folder / f"node-{number % nodes}"
            environment = site.environment | {
                "DATABASE_URL": url,
                "DATA_DIR": str(data),
                "ALLOWED_HOSTS": "localhost",
                "LEAVE_SECONDS": "3",
            }
            self.instances.append(Instance(environment, folder))
        for instance in self.instances:
            instance.start()
        for instance in self.instances:
            instance.wait()

    def deploy(self) -> float:
        """How many seconds it took."""
        began = time.monotonic()
        folders = {one.environment["DATA_DIR"]: one.environment for one in self.instances}
        for environment in folders.values():
            command = [sys.executable, "manage.py", "prepare"]
            subprocess.run(
                command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
            )
        for instance in self.instances:
            instance.stop()
            instance.start()
            instance.wait_until_heard()
        return time.monotonic() - began

    def end(self) -> None:
        for instance in self.instances:
            instance.stop()


def measure(site: Site, url: str, kind: str, nodes: int, rate: float) -> str:
    """A row of the table."""
    from tests.infrastructure.proxies import PROXIES

    with tempfile.TemporaryDirectory(prefix="deploy-") as temporary:
        folder = Path(temporary)
        deploy = Deploy(site, url, nodes, folder)
        try:
            with PROXIES[kind](folder, [one.port for one in deploy.instances]) as proxy:
                html = proxy.get(PAGE).body.decode()
                fields = {
                    name: re.search(rf'name="{name}" value="([^"]*)"', html)[1]
                    for name in ("token", "statement")
                }
                form = urlencode(fields | {"name": "Load Test", "country": "MX"})
                script = folder / "load.lua"
                words = {"call": CALL, "page": PAGE, "form": form, "run": f"{kind}{nodes}-"}
                script.write_text(LOAD % (words | {"pause": round(CLIENTS * 1000 / rate)}))
                before, said = count_rows(), {}

                def load() -> None:
                    scheme = "https" if proxy.is_tls else "http"
                    command = ["wrk", "-t1", f"-c{CLIENTS}", "-d120s", "--latency", "-s"]
                    command += [str(script), "-H", f"Host: localhost:{proxy.port}"]
                    command += ["--timeout", "20s", f"{scheme}://localhost:{proxy.port}"]
                    said["process"] = process = subprocess.Popen(
                        command, stdout=subprocess.PIPE, text=True
                    )
                    said["text"] = process.communicate()[0]

                visitors = threading.Thread(target=load)
                visitors.start()
                time.sleep(5)
                took = deploy.deploy()
                time.sleep(5)
                said["process"].send_signal(2)  # wrk sums up then
                visitors.join()
        finally:
            deploy.end()
        rows = count_rows() - before
    kept, failed, broken, asked = map(
        int, re.search(r"KEPT (\d+) FAILED (\d+) BROKEN (\d+) ALL (\d+)", said["text"]).groups()
    )
    slowest = re.search(r"^\s+99%\s+(\S+)", said["text"], re.MULTILINE)
    is_right = failed == broken == 0 and kept <= rows <= kept + CLIENTS
    cells = (
        kind,
        nodes,
        f"{took:.0f} s",
        asked,
        failed,
        broken,
        kept,
        rows,
        slowest and slowest[1],
    )
    return "| " + " | ".join(map(str, cells)) + (" |" if is_right else " | WRONG")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, nargs="+", default=[1, 2], choices=[1, 2])
    parser.add_argument("--proxies", nargs="+", default=["caddy", "nginx"])
    parser.add_argument("--rate", type=float, default=100, help="requests a second, about")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="deploy-site-") as temporary:
        site = Site(Path(temporary), 8690)
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_starter_content")
        url = database_url(site)
        print(
            "| proxy | nodes | deploy took | requests | failed | broken | forms kept | stored"
            " | 99 % within |\n|---|---|---|---|---|---|---|---|---|"
        )
        wrong = 0
        for kind in options.proxies:
            for nodes in options.nodes:
                row = measure(site, url, kind, nodes, options.rate)
                wrong += row.endswith("WRONG")
                print(row, flush=True)
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
