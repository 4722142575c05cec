#!/usr/bin/env python3
"""When a visitor on a slow line and a cheap phone sees the first words of a page.

    .venv/bin/python bench/first_paint.py [--rounds 7] [--other URL]

Chromium is given 400 kbit/s, 400 ms to the server and back, and a quarter of this processor (what
its developer tools call throttling), an empty cache each time. Measured is the browser's own first
contentful paint of the home page and of the call, and how many bytes came until then. `--other`
names a site that runs already, such as one of an older version: it is asked in turns with this one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from compare import PAGE, ask
from playwright.sync_api import Browser, sync_playwright
from sign_load import Site, wait_for

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
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load", timeout=60_000)
    found = page.evaluate(PAINT), page.evaluate(BYTES)
    context.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--other", help="address of another site, without a slash at its end")
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory(prefix="first-paint-") as temporary:
        site = Site(Path(temporary), 8790)
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_starter_content")
        site.start(("serve",))
        places = {"this": f"http://localhost:{site.port}"}
        if options.other:
            places["other"] = options.other
        figures: dict[tuple[str, str], list[tuple[float, int]]] = {}
        try:
            host = f"localhost:{site.port}"
            wait_for(lambda: ask(site.port, PAGE, Host=host)[2].get("x-cache") == "hit", "the page")
            wait_for(lambda: ask(site.port, "/", Host=host)[2].get("x-cache") == "hit", "the home")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox"]
                )
                for _round in range(options.rounds + 1):  # the first one warms the browser
                    for name, place in places.items():
                        for path in ("/", PAGE):
                            found = measure(browser, f"{place}{path}")
                            figures.setdefault((name, path), []).append(found)
                browser.close()
        finally:
            site.kill()
    print("| site | page | first contentful paint, ms | from … to | bytes |\n|---|---|---|---|---|")
    for (name, path), found in figures.items():
        times = [time for time, _bytes in found[1:]]
        median = statistics.median(times)
        print(f"| {name} | {path} | {median:.0f} | {min(times):.0f} … {max(times):.0f} | ", end="")
        print(f"{found[-1][1]:,} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
