#!/usr/bin/env python3
"""When a visitor on a slow line and a cheap phone sees the first words of a page.

    .venv/bin/python bench/first_paint.py [--rounds 7] [--other URL]

Chromium is given 400 kbit/s, 400 ms to the server and back, and a quarter of this processor (what
its developer tools call throttling), an empty cache each time. The site is in production behind the
shipped nginx, with TLS and compressed static files, as for a visitor. Measured is the browser's own
first contentful paint of the home page and of the call, and how many bytes came until the page was
loaded. `--other` names a site that runs already, such as one of an older version: it is asked in
turns with this one.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from compare import PAGE
from playwright.sync_api import Browser, sync_playwright
from sign_load import ROOT, Site

from deploy import database_url

sys.path.insert(0, str(ROOT))  # for the proxies of the tests

LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWER = 4
PAINT = """() => new Promise(resolve => {
  new PerformanceObserver(list => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint) resolve(paint.startTime);
  }).observe({type: 'paint', buffered: true});
})"""
BYTES = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].reduce((sum, e) => sum + e.encodedBodySize, 0)"""


def measure(browser: Browser, url: str) -> tuple[float, int]:
    """Milliseconds until the first words are seen, and bytes of all that came."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, ignore_https_errors=True
    )
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load", timeout=60_000)
    found = page.evaluate(PAINT), page.evaluate(BYTES)
    context.close()
    return found


def start_site(folder: Path, stack: ExitStack) -> str:
    """Two processes behind nginx, until `stack` ends; their address."""
    from tests.infrastructure.proxies import PROXIES, Instance

    site = Site(folder, 8790)
    for command in ("migrate", "load_starter_content"):
        site.manage(command)
    site.environment |= {
        "ENVIRONMENT": "production",
        "TRUSTED_PROXIES": "1",
        "DATABASE_URL": database_url(site),
        "STATIC_DIR": str(folder / "static"),
        "SITE_URL": "https://localhost",
        "ALLOWED_HOSTS": "localhost",
        "EMAIL_URL": "smtp://localhost",
        "DEFAULT_FROM_EMAIL": "site@example.org",
        **{name: secrets.token_hex(32) for name in ("SECRET_KEY", "VAULT_KEYS", "VAULT_INDEX_KEY")},
    }
    site.manage("prepare")
    instances = [Instance(site.environment, folder) for _ in range(2)]
    for instance in instances:
        instance.start()
        stack.callback(instance.stop)
    for instance in instances:
        instance.wait()
    proxy = stack.enter_context(PROXIES["nginx"](folder, [one.port for one in instances]))
    return f"https://localhost:{proxy.port}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--other", help="address of another site, without a slash at its end")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory(prefix="first-paint-") as temporary, ExitStack() as stack:
        places = {"this": start_site(Path(temporary), stack)}
        if options.other:
            places["other"] = options.other
        figures: dict[tuple[str, str], list[tuple[float, int]]] = {}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for _round in range(options.rounds + 1):  # the first one warms browser and pages
                for name, place in places.items():
                    for path in ("/", PAGE):
                        found = measure(browser, f"{place}{path}")
                        figures.setdefault((name, path), []).append(found)
            browser.close()
    print("| site | page | first contentful paint, ms | from … to | bytes |\n|---|---|---|---|---|")
    for (name, path), found in figures.items():
        times = [time for time, _bytes in found[1:]]
        median = statistics.median(times)
        print(f"| {name} | {path} | {median:.0f} | {min(times):.0f} … {max(times):.0f} | ", end="")
        print(f"{found[-1][1]:,} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
