#!/usr/bin/env python3
"""What staff do with a million signatures, on a throw-away database of its own.

    .venv/bin/python bench/staff_load.py [--rows 1000000] [--folder FOLDER]

Every signature is invented: a demonstration, sealed with the key of a development site. Says

1. what a tick costs at 10,000 and at all signatures, after the same hundred changes, as a ratio;
2. medians of the lists and searches as the browser gets them, with the indexes that the planner
   chose;
3. rows a second and the peak of memory of the exports, each in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FEW = 10_000
CHANGES = 100
ROUNDS = 15
EXPORTS = [("personal", "csv"), ("personal", "xlsx"), ("names", "csv"), ("letters", "csv")]


def set_up(folder: Path) -> None:
    """A site of its own in `folder`, whatever the environment says of another one."""
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DATA_DIR": str(folder),
        "ENVIRONMENT": "development",
        "DJANGO_SETTINGS_MODULE": "nnirr_site.settings",
    }
    import django

    django.setup()


def milliseconds(work) -> float:
    """The median of fifteen runs."""
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def tick_after_changes() -> float:
    """The median time of a tick that has the same hundred changes to fold."""
    from campaigns.models import Signature
    from campaigns.services import tally

    ids = list(Signature.objects.confirmed().values_list("pk", flat=True)[:CHANGES])
    times = []
    for number in range(ROUNDS):
        status = "rejected" if number % 2 == 0 else "confirmed"
        Signature.objects.filter(pk__in=ids).update(status=status)
        start = time.perf_counter()
        tally.tick()
        times.append((time.perf_counter() - start) * 1000)
    Signature.objects.filter(pk__in=ids).update(status="confirmed")
    tally.tick()
    return median(times)


def indexes_of(queryset) -> str:
    plan = queryset[:51].explain()
    found = re.findall(r"(?:using|on) ((?:signature|campaigns_signature)_\w+)", plan)
    whole = ["the whole table"] if "Seq Scan on campaigns_signature" in plan else []
    return ", ".join(dict.fromkeys([*found, *whole]))


def measure_searches() -> None:
    """As a superuser's browser gets them, the search through its form and its redirect."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from campaigns.admin import signature_search
    from campaigns.admin.viewsets.filters import start_of_window
    from campaigns.models import Signature
    from tests.campaigns.seeding import make_reference

    client = Client(SERVER_NAME="localhost")
    client.force_login(get_user_model().objects.create_superuser("bench", "b@example.org", "x"))
    listing = reverse("wagtailsnippets_campaigns_signature:list")
    find = reverse("wagtailsnippets_campaigns_signature:find")
    rows = Signature.objects.order_by("-id")
    known = Signature.objects.filter(email_key__isnull=False).order_by("pk")[777]
    window = Signature.objects.filter(created_at__gte=start_of_window("week"))
    waiting = rows.filter(kind="organization", approved_at__isnull=True, declined_at__isnull=True)

    def open_list(query: str):
        answer = client.get(f"{listing}{query}")
        if answer.status_code != 200:
            raise RuntimeError(f"{query}: {answer.status_code}")

    lists = {
        "list": ("", rows),
        "list, page 20": ("?p=20", rows[950:]),
        "list, page 1,000": ("?p=1000", rows[49_950:]),
        "state: rejected": ("?status=rejected", rows.filter(status="rejected")),
        "waits for approval": ("?waits_for_approval=true", waiting),
        "last 7 days": ("?window=week", window.order_by("-created_at", "-id")),
        "State: Vermont": ("?region=VT", rows.filter(country="US", region="VT")),
    }
    print(f"\n{'list or search':28}{'ms':>8}  index")
    for name, (query, queryset) in lists.items():
        print(f"{name:28}{milliseconds(lambda q=query: open_list(q)):8.0f}  {indexes_of(queryset)}")
    searches = {
        "e-mail address": known.email,
        "@gmail.com (half of all)": "@gmail.com",
        "@ of one address": "@d97.example",
        "reference": make_reference(4242),
        "public name": "demo rosa name777",
        "public name, frequent": "demo",
        "country: Tuvalu": "Tuvalu",
    }
    for name, words in searches.items():
        queryset = signature_search.understand(words).narrow(rows)
        spent = milliseconds(lambda w=words: client.post(find, {"words": w}, follow=True))
        print(f"{name:28}{spent:8.0f}  {indexes_of(queryset)}")
    print(f"{'first page with its panel':28}{milliseconds(lambda: client.get('/admin/')):8.0f}")


def export(level: str, file_format: str) -> None:
    """In a process of its own: the peak of its memory is that of the export."""
    from campaigns.exporting import exports
    from campaigns.models import Signature
    from nnirr_site.tabular import writers

    def megabytes() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    Signature.objects.exists()
    before = megabytes()
    count = 0

    def counted():
        nonlocal count
        for row in exports.rows_of(level, Signature.objects.all()):
            count += 1
            yield row

    stream, _content_type = writers.STREAMS[file_format]
    start = time.perf_counter()
    size = sum(len(part) for part in stream(exports.header_of(level), counted()))
    spent = time.perf_counter() - start
    print(
        f"{level + ', ' + file_format:20}{count:10,} rows {count / spent:9,.0f} rows/s"
        f" {size / 1e6:8.1f} MB file {before:7.0f} MB before {megabytes():6.0f} MB peak"
    )


def measure(total: int, folder: Path) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from campaigns.models import Call, StatementVersion
    from campaigns.services import tally
    from tests.campaigns.seeding import seed

    call = Call.objects.create(title="Demonstration", slug="demonstration", addressee="nobody")
    StatementVersion.objects.create(
        call=call, language="en", number=1, title="Demonstration", body="<p>Nothing.</p>"
    )
    seed(call, FEW)
    tally.tick()
    few = tick_after_changes()
    start = time.perf_counter()
    seed(call, total - FEW, first=FEW + 1)
    print(f"seeded {total:,} signatures in {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    tally.tick()
    print(f"one tick over all of them at once: {time.perf_counter() - start:.1f} s")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    many = tick_after_changes()
    print(
        f"tick with {CHANGES} changes: {few:.2f} ms at {FEW:,}, {many:.2f} ms at {total:,},"
        f" ratio {many / few:.2f}"
    )
    measure_searches()
    print(flush=True)
    for level, file_format in EXPORTS:
        subprocess.run(
            [sys.executable, __file__, "--folder", str(folder), "--export", level, file_format],
            check=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--export", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.export:
        set_up(options.folder)
        export(*options.export)
        return
    with tempfile.TemporaryDirectory(prefix="staff-load-") as temporary:
        folder = options.folder or Path(temporary)
        set_up(folder)
        measure(options.rows, folder)


if __name__ == "__main__":
    main()
