#!/usr/bin/env python3
"""What ten million signatures cost, beside an empty table in the same run.

    .venv/bin/python bench/growth.py [--rows 10000000] [--folder FOLDER] [--than COMMIT]

Makes a site of its own with the starter content on the embedded PostgreSQL of FOLDER (a temporary
one by default; it takes 1.5 GB for each million, and one that is full already is used again),
copies its database before it fills it (`bench/growth_rows.py`), and says

1. what the call's page, a form and a round of the worker cost in the full and in the empty one (it
   has 300 signatures, so that its pages name as many people): each in a process of its own, in
   turns, as medians of the rounds and their ratio;
2. the chores of the worker and the lists of staff in the full one, once cold and as a median;
3. rows a second of the export of everything, beside the version of COMMIT (`main`), in turns, and
   the peak of its memory for a million.

Beside each stands whether it read one of the two large tables from end to end: PostgreSQL counts
that itself (`pg_stat_xact_user_tables`, `pg_stat_user_tables`).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
BENCH = Path(__file__).resolve().parent
EMPTY = "growth_empty"
CALL = "migrant-workers-convention"
PAGE = f"/calls/{CALL}/"
FEW = 300  # in the one that is called empty
FORMS = 30  # in one reading
CHANGES = 100
ROUNDS = 9
EXPORTED = 60_000
MANY = 1_000_000  # exported at once, for the memory that it takes
SCANS = """
SELECT coalesce(sum(seq_scan), 0), coalesce(sum(seq_tup_read), 0) FROM pg_stat_user_tables
WHERE relname IN ('campaigns_signature', 'campaigns_outboundmail')
"""


def set_up(folder: Path, root: Path = ROOT, database: str = "") -> None:
    """A site of its own in `folder`, whatever the environment says of another one."""
    sys.path[:0] = [str(root), str(BENCH)]
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DATA_DIR": str(folder),
        "ENVIRONMENT": "development",
        "DJANGO_SETTINGS_MODULE": "nnirr_site.settings",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.ALLOWED_HOSTS = ["*"]
    if database:
        connection.settings_dict["NAME"] = database


# -- The two databases -------------------------------------------------------------------------


def manage(command: str) -> None:
    """In a process of its own, which leaves no connection behind."""
    subprocess.run(
        [sys.executable, "manage.py", command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


def fill(total: int) -> None:
    """Starter content, a copy of it, and then the rows; nothing if they are there."""
    from django.db import connection

    manage("migrate")
    from campaigns.models import Call, CallPage, Signature

    if Signature.objects.filter(pk__gte=total * 0.99).exists():
        print(f"{total:,} signatures are there")
        return
    manage("load_starter_content")
    connection.close()
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {EMPTY} TEMPLATE {usual}")
    connection.close()
    from growth_rows import seed, seed_few

    connection.settings_dict["NAME"] = EMPTY
    seed_few(Call.objects.get(slug=CALL), FEW)
    connection.close()
    connection.settings_dict["NAME"] = usual
    seed(total, lambda line: print(line, flush=True))
    # The page that visitors see belongs to the call with half of all from now on.
    Call.objects.filter(slug=CALL).update(slug="before")
    big = Call.objects.get(slug="demonstration-big")
    Call.objects.filter(pk=big.pk).update(slug=CALL)
    CallPage.objects.update(call=big)


# -- One process for each database -------------------------------------------------------------


class Tasks:
    """What a process can be asked to do, by name. Each gives milliseconds for one."""

    def __init__(self):
        from django.test import Client

        self.client = Client(SERVER_NAME="localhost")
        self.number = int(time.time() * 1000) % 10**9

    def page(self) -> float:
        """The call's page, made anew each time."""
        from nnirr_site.http.page_cache.memory import page_cache

        times = []
        for _number in range(10):
            page_cache.forget()
            start = time.perf_counter()
            answer = self.client.get(PAGE)
            times.append(time.perf_counter() - start)
            expect(answer.status_code, 200)
        return median(times) * 1000

    def form(self) -> float:
        """A form of ever new addresses, with the answer of the site."""
        html = self.client.get(PAGE).content.decode()
        hidden = {
            name: re.search(rf'name="{name}" value="([^"]*)"', html)[1]
            for name in ("token", "statement")
        }
        times = []
        for _number in range(FORMS):
            self.number += 1
            email = f"growth{self.number}@example.org"
            fields = {**hidden, "name": "Demo Growth", "email": email, "country": "MX"}
            start = time.perf_counter()
            answer = self.client.post(f"/sign/{CALL}/", fields)
            times.append(time.perf_counter() - start)
            expect(answer.status_code, 303)
        return median(times) * 1000

    def round(self) -> float:
        """What the worker does in a round, after so many forms and confirmations."""
        from campaigns import services
        from campaigns.models import Signature
        from campaigns.services import tally
        from nnirr_site.database import clock

        newest = Signature.objects.filter(status="pending").order_by("-id")[:CHANGES]
        for reference in newest.values_list("reference", flat=True)[:FORMS]:
            services.confirm_signature(reference)
        start = time.perf_counter()
        services.judge_waiting()
        services.read_later_forms()
        services.answer_requests()
        services.rekey_some()
        clock.find_lead()
        tally.tick()
        return (time.perf_counter() - start) * 1000

    def names(self) -> float:
        """The first page of public names."""
        from nnirr_site.http.page_cache.memory import page_cache

        page_cache.forget()
        start = time.perf_counter()
        expect(self.client.get(f"/calls/{CALL}/names/").status_code, 200)
        return (time.perf_counter() - start) * 1000


def expect(status: int, wanted: int) -> None:
    if status != wanted:
        raise RuntimeError(f"answered {status}")


def serve_tasks() -> None:
    """Read names of tasks, one in a line, and answer with milliseconds."""
    import logging

    logging.disable(logging.INFO)
    tasks = Tasks()
    for line in sys.stdin:
        print(json.dumps(getattr(tasks, line.strip())()), flush=True)


class Side:
    """A process on one of the databases."""

    def __init__(self, folder: Path, database: str):
        command = [sys.executable, __file__, "--folder", str(folder), "--side", database]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, task: str) -> float:
        print(task, file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait()


def compare_sides(folder: Path, database: str) -> None:
    sides = {"empty": Side(folder, EMPTY), "full": Side(folder, database)}
    print(f"\n{'ms for one':40}{'empty':>9}{'full':>9}{'ratio':>8}   load {load()}")
    try:
        for task in ("form", "page", "round", "names"):
            found = {name: [] for name in sides}
            for side in sides.values():
                side.ask(task)
            for number in range(ROUNDS):
                names = list(sides)[:: 1 if number % 2 else -1]
                for name in names:
                    if task == "round":
                        sides[name].ask("form")
                    found[name].append(sides[name].ask(task))
            empty, full = median(found["empty"]), median(found["full"])
            ratios = [more / less for less, more in zip(found["empty"], found["full"], strict=True)]
            words = getattr(Tasks, task).__doc__.rstrip(".")
            print(f"{words[:39]:40}{empty:9.2f}{full:9.2f}{median(ratios):8.2f}", flush=True)
    finally:
        for side in sides.values():
            side.end()


def load() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


# -- Chores and lists in the full one ----------------------------------------------------------


def read_scans() -> tuple[int, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(SCANS)
        return cursor.fetchone()


def measure(words: str, work: Callable[[], object], times: int = 5) -> None:
    """The first time, the median, and rows that were read from end to end of the large tables."""
    before = read_scans()
    spent = []
    for _number in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    after = read_scans()
    rows = (after[1] - before[1]) // times
    whole = f"reads {rows:,} rows of whole tables" if rows > 1000 else ""
    print(f"{words[:44]:45}{spent[0]:10.0f}{median(spent):10.0f}   {whole}", flush=True)


def measure_chores() -> None:
    from django.core.mail import get_connection

    from campaigns import services
    from campaigns.mail import scheduled_jobs, staff_notices
    from campaigns.services import tally
    from campaigns.services.mail import outbox
    from campaigns.services.retention.due import apply_retention
    from campaigns.services.vault_keys import keyring

    print(f"\n{'chore of the worker':45}{'first ms':>10}{'median':>10}   load {load()}")
    chores = {
        "count (tick)": tally.tick,
        "judge, later forms, requests, rekey": lambda: (
            services.judge_waiting(),
            services.read_later_forms(),
            services.answer_requests(),
            services.rekey_some(),
        ),
        "claim the next mail": lambda: outbox.claim_mail(),
        "remind": services.queue_reminders,
        "keep retention": apply_retention,
        "forget caught": services.forget_caught,
        "round times": services.round_times,
        "rotate keys": lambda: scheduled_jobs.rotate_some(lambda: False),
        "tell staff": lambda: staff_notices.tell_staff(lambda: False, get_connection),
        "forget reasons (daily)": services.forget_old_reasons,
    }
    keyring.register_keys()
    for words, work in chores.items():
        measure(words, work, 3)


def measure_lists() -> None:
    """As a superuser's browser gets them, through Django and its templates."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone
    from growth_rows import make_reference

    from campaigns.models import Call, Signature
    from nnirr_site.http.page_cache.memory import page_cache

    client = Client(SERVER_NAME="localhost")
    users = get_user_model().objects
    user = users.filter(username="growth").first()
    client.force_login(user or users.create_superuser("growth", "growth@example.org", "x"))
    signatures = reverse("wagtailsnippets_campaigns_signature:list")
    mails = reverse("wagtailsnippets_campaigns_outboundmail:list")
    find = reverse("wagtailsnippets_campaigns_signature:find")
    gone = Call.objects.get(slug="demonstration-gone")
    small = Call.objects.get(slug="demonstration-small-0")
    big = Call.objects.get(slug=CALL)
    newest = Signature.objects.order_by("-id")[100]
    day = timezone.localdate().replace(day=1)
    lists = {
        "signatures": signatures,
        "signatures, page 20": f"{signatures}?p=20",
        "signatures, page 1,000": f"{signatures}?p=1000",
        **{
            f"signatures: {query}": f"{signatures}?{query}"
            for query in (
                "status=confirmed",
                "status=pending",
                "status=withdrawn",
                "status=rejected",
                "status=withdrawn&status=rejected",
                "status=rejected&p=200",
                f"call={gone.pk}",
                f"call={small.pk}",
                f"call={gone.pk}&status=pending",
                f"call={small.pk}&status=rejected",
                f"call={gone.pk}&window=week",
                "kind=organization",
                "kind=organization&status=withdrawn",
                "kind=organization&country=TV",
                f"kind=organization&call={gone.pk}",
                "waits_for_approval=true",
                "waits_for_approval=false",
                "comment_waits=true",
                "comment_waits=false",
                "country=MX",
                "country=TV",
                "country=MA&status=rejected",
                "country=BO&status=pending",
                "country=TV&kind=organization&status=withdrawn",
                "region=VT",
                "region=VT&status=withdrawn",
                "window=today",
                "window=week",
                "window=month&status=rejected",
                "window=month&country=TV",
                f"created_at_from={day.replace(year=day.year - 1)}&created_at_to={day}",
            )
        },
        "mails": mails,
        **{
            f"mails: {query}": f"{mails}?{query}"
            for query in (
                "status=failed",
                "status=queued",
                "status=dropped",
                "kind=former_email",
                "kind=withdrawn",
                "kind=reminder",
                "cause=staff",
                "cause=own&kind=confirm",
                "is_late=true",
                "is_late=false",
                "is_held=true",
                "is_held=false",
            )
        },
        "first page with its panels": reverse("wagtailadmin_home"),
        "what waits": reverse("wagtailsnippets_campaigns_signature:queue"),
        "set aside together": reverse("wagtailsnippets_campaigns_signature:caught"),
        "one signature": reverse("wagtailsnippets_campaigns_signature:inspect", args=[newest.pk]),
        "form of the export": reverse("wagtailsnippets_campaigns_signature:export"),
        "calls": reverse("wagtailsnippets_campaigns_call:list"),
        "form of the big call": reverse("wagtailsnippets_campaigns_call:edit", args=[big.pk]),
        "form of the call that is gone": reverse(
            "wagtailsnippets_campaigns_call:edit", args=[gone.pk]
        ),
        "sources": reverse("wagtailsnippets_campaigns_source:list"),
        "deliveries": reverse("wagtailsnippets_campaigns_delivery:list"),
        "form of a delivery": reverse("wagtailsnippets_campaigns_delivery:add"),
        "what happens by itself": reverse("campaigns_chores"),
        "public: names": f"/calls/{CALL}/names/",
        "public: names, page 100": f"/calls/{CALL}/names/?page=100",
        "public: organizations": f"/calls/{CALL}/organizations/",
        "public: why people sign": f"/calls/{CALL}/reasons/",
        "public: history": f"/calls/{CALL}/history/",
    }

    def get(address: str) -> None:
        page_cache.forget()
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")

    print(f"\n{'list':45}{'first ms':>10}{'median':>10}   load {load()}")
    for words, address in lists.items():
        measure(words, lambda address=address: get(address), 3)
    for words in (
        newest.email,
        "@gmail.com",
        "@isp7.example",
        make_reference(4242),
        "demo7 rosa",
        "maria",
        "maria name777",
        "Tuvalu",
        "rejected",
    ):
        measure(
            f"search: {words}",
            lambda words=words: client.post(find, {"words": words}, follow=True),
            3,
        )
    effect = {
        "call": big.pk,
        "delivered_to": "the Senate",
        "delivered_on": timezone.localdate().isoformat(),
        "language": "en",
        "note": "",
    }
    add = reverse("wagtailsnippets_campaigns_delivery:add")
    measure(
        "what a delivery would do", lambda: expect(client.post(add, effect).status_code, 200), 3
    )


# -- The export --------------------------------------------------------------------------------


def export(file_format: str, rows: int) -> None:
    """Of so many of the newest rows, or of all. In a process of its own, of this or another
    version of the code.
    """
    from campaigns.exporting import exports
    from campaigns.models import Signature
    from nnirr_site.tabular import writers

    newest = Signature.objects.order_by("-pk").values_list("pk", flat=True).first()
    chosen = Signature.objects.filter(pk__gt=newest - rows) if rows else Signature.objects.all()
    count = 0

    def counted():
        nonlocal count
        for row in exports.rows_of("personal", chosen):
            count += 1
            yield row

    stream, _content_type = writers.STREAMS[file_format]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start, spent = time.perf_counter(), time.process_time()
    for _part in stream(exports.header_of("personal"), counted()):
        pass
    print(
        json.dumps(
            {
                "rows": count,
                "a_second": count / (time.perf_counter() - start),
                "a_second_of_cpu": count / (time.process_time() - spent),
                "megabytes_before": before,
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


def run_export(folder: Path, root: Path, file_format: str, rows: int) -> dict:
    """By a copy of this script in that version's place, so that its own code is met first."""
    command = [sys.executable, __file__, "--folder", str(folder), "--root", str(root)]
    command += ["--export", file_format, "--rows", str(rows)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    return json.loads(answer.stdout.splitlines()[-1])


def compare_exports(folder: Path, commit: str) -> None:
    with tempfile.TemporaryDirectory(prefix="growth-than-") as temporary:
        packed = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(temporary, filter="data")
        print(
            f"\n{'export of everything, rows a second':40}{commit:>9}{'now':>9}{'ratio':>8}", end=""
        )
        print(f"{'by CPU':>9}   load {load()}")
        for file_format in ("csv", "xlsx"):
            found = []
            for _round in range(3):
                old = run_export(folder, Path(temporary), file_format, EXPORTED)
                new = run_export(folder, ROOT, file_format, EXPORTED)
                found.append((old, new))
            olds = median(old["a_second"] for old, _new in found)
            news = median(new["a_second"] for _old, new in found)
            ratio = median(new["a_second"] / old["a_second"] for old, new in found)
            by_cpu = median(new["a_second_of_cpu"] / old["a_second_of_cpu"] for old, new in found)
            print(f"{file_format:40}{olds:9,.0f}{news:9,.0f}{ratio:8.2f}{by_cpu:9.2f}", flush=True)
        for rows in (EXPORTED, MANY):
            found = run_export(folder, ROOT, "csv", rows)
            print(
                f"csv of {found['rows']:,} rows: {found['a_second']:,.0f} a second,"
                f" {found['megabytes_before']} MB before, {found['megabytes']} MB at its peak"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--than", default="main", metavar="COMMIT")
    parser.add_argument("--only", choices=["sides", "chores", "lists", "exports"])
    for name in ("--side", "--export", "--root"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        set_up(options.folder, database=options.side)
        return serve_tasks()
    if options.export:
        set_up(options.folder, Path(options.root))
        return export(options.export, options.rows)
    with tempfile.TemporaryDirectory(prefix="growth-") as temporary:
        folder = options.folder or Path(temporary)
        set_up(folder)
        import logging

        logging.disable(logging.INFO)
        fill(options.rows)
        from django.db import connection

        parts = {
            "sides": lambda: compare_sides(folder, connection.settings_dict["NAME"]),
            "chores": measure_chores,
            "lists": measure_lists,
            "exports": lambda: compare_exports(folder, options.than),
        }
        for name, part in parts.items():
            if options.only in (None, name):
                part()
    return None


if __name__ == "__main__":
    main()
