#!/usr/bin/env python3
"""The hour in which everybody signs: forms and page views for minutes, and what became of each.

    .venv/bin/python bench/spike.py [--minutes 10] [--clients 8] [--views 10]

In March 2019 a petition to the UK Parliament was signed nearly 2,000 times a minute, and its site
fell over. Here `wrk` sends forms of ever new addresses as fast as they are answered, and beside
them so many views of the call's page for each, while the real worker judges and counts; mail is
stopped by the switch of the staff, as it would be then. In the end every form that was answered by
303 has to be stored once, and the count that the site shows after the next tick has to be that of
the rows: as many of them as there are links to follow are confirmed first.
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

from compare import PAGE, ask
from sign_load import CALL, ROOT, Site, wait_for

FORMS = """
number, kept, other = 0, 0, 0
local threads = {}
function setup(thread) thread:set("id", #threads + 1); table.insert(threads, thread) end
function request()
  number = number + 1
  return wrk.format("POST", "%(action)s", {
    ["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin",
    ["X-Forwarded-For"] = "198.18." .. number %% 250 .. "." .. number %% 249,
  }, "%(form)s&email=%(begin)s" .. id .. "-" .. number .. "%%40d" .. number %% 5000 .. ".example")
end
function response(status) if status == 303 then kept = kept + 1 else other = other + 1 end end
function done()
  local kept, other = 0, 0
  for _, thread in ipairs(threads) do
    kept = kept + thread:get("kept")
    other = other + thread:get("other")
  end
  print("KEPT " .. kept .. " OTHER " .. other)
end
"""
VIEWS = """
function delay() return %(pause)d end
request = function() return wrk.format("GET", "%(page)s", {["Accept-Encoding"] = "br"}) end
"""
CONFIRM = """
from campaigns import services
from campaigns.models import Signature
rows = Signature.objects.filter(status="pending").values_list("reference", flat=True)[:{number}]
for reference in rows:
    services.confirm_signature(reference)
"""


def prepare(site: Site) -> None:
    site.environment |= {"WEB_WORKERS": "2", "TRUSTED_PROXIES": "1", "TALLY_SECONDS": "10"}
    os.environ.clear()
    os.environ.update(site.environment)
    sys.path.insert(0, str(ROOT))
    site.manage("migrate", "--verbosity", "0")
    site.manage("load_starter_content")
    import django

    django.setup()
    from campaigns.models import Switches

    switches = Switches.load()
    switches.is_mail_stopped = True
    switches.save()


def write_forms(site: Site, begin: str = "s") -> Path:
    fields = {**site.form(), "name": "Load Test", "country": "MX", "comment": "For my family."}
    script = site.folder / "forms.lua"
    words = {"action": f"/sign/{CALL}/", "form": urlencode(fields), "begin": begin}
    script.write_text(FORMS % words)
    return script


def write_views(site: Site, pause: int) -> Path:
    script = site.folder / "views.lua"
    script.write_text(VIEWS % {"page": PAGE, "pause": pause})
    return script


def run_wrk(site: Site, script: Path, clients: int, seconds: int) -> str:
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "-s", str(script)]
    command += ["--timeout", "30s", f"http://127.0.0.1:{site.port}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"wrk: {done.stdout}{done.stderr}")
    return done.stdout


def read_latencies(said: str) -> str:
    found = dict(re.findall(r"^\s+(50|75|90|99)%\s+(\S+)$", said, re.MULTILINE))
    return ", ".join(f"{share} % within {time}" for share, time in found.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=8, help="that send forms")
    parser.add_argument("--views", type=int, default=10, help="of the page for each signature")
    parser.add_argument("--port", type=int, default=8590)
    options = parser.parse_args()
    seconds = round(options.minutes * 60)
    with tempfile.TemporaryDirectory(prefix="spike-") as temporary:
        site = Site(Path(temporary), options.port)
        prepare(site)
        from django.db.models import Count

        from campaigns.models import Call, Signature

        site.start()
        try:
            host = f"localhost:{site.port}"
            wait_for(lambda: ask(site.port, PAGE, Host=host)[2].get("x-cache") == "hit", "the page")
            forms = write_forms(site)
            run_wrk(site, forms, options.clients, 3)  # what is measured begins warm
            warm = Signature.objects.count()
            wanted = warm / 3 * options.views  # views a second, from 64 clients
            views = write_views(site, max(1, round(64_000 / max(1.0, wanted))))
            said: dict[str, str] = {}
            viewers = threading.Thread(
                target=lambda: said.update(views=run_wrk(site, views, 64, seconds))
            )
            load, began = os.getloadavg()[0], time.monotonic()
            viewers.start()
            forms = write_forms(site, "t")  # other addresses than those of the beginning
            said["forms"] = run_wrk(site, forms, options.clients, seconds)
            took = time.monotonic() - began
            viewers.join()
            kept, other = map(int, re.search(r"KEPT (\d+) OTHER (\d+)", said["forms"]).groups())
            # One statement: forms that are under way are stored between two.
            counts = Signature.objects.aggregate(
                rows=Count("pk"), different=Count("email_key", distinct=True)
            )
            rows, doubled = counts["rows"] - warm, counts["rows"] - counts["different"]
            viewed = int(re.search(r"(\d+) requests in", said["views"])[1])
            bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said["views"])
            site.manage("shell", "-v0", "-c", CONFIRM.format(number=500))
            call = Call.objects.get(slug=CALL)
            confirmed = Signature.objects.filter(call=call, status="confirmed").count()
            wait_for(lambda: Call.objects.get(pk=call.pk).tally.people == confirmed, "the tick")
            shown = Call.objects.get(pk=call.pk).tally.people
        finally:
            site.kill()
    print(f"{kept / took * 60:,.0f} signatures a minute for {took / 60:.1f} minutes")
    print(f"  answers to forms: {read_latencies(said['forms'])}; others than 303: {other}")
    print(f"  acknowledged {kept}, stored {rows} (those under way at the end are stored too)")
    print(f"{viewed / took * 60:,.0f} views of the page a minute, errors {bad[1] if bad else 0}")
    print(f"  {read_latencies(said['views'])}")
    print(f"count after the next tick: {confirmed} confirmed, shown {shown}")
    print(f"load average before: {load:.1f}")
    # Under way at the end, of this run and of the one before, were as many as there are clients.
    is_right = other == doubled == 0 and kept <= rows <= kept + 2 * options.clients
    print("Nothing is lost and nothing doubled." if is_right else "WRONG.")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
