#!/usr/bin/env python3
"""How long the answers take for new, pending, confirmed, blocked, spent and paused addresses.

    .venv/bin/python bench/answer_times.py [--folder FOLDER] [--port 8191] [--requests 200]

Starts a real web server on a site of its own, stores signatures in each state, and posts the form
of the call, then that for the link again, one request after the other, the kinds interleaved in a
new random order each round. Prints the medians in milliseconds and their ratios to that of a new
address. With nothing leaking, the ratios are 1 but for what two runs of one kind differ by: the
kind `new (again)` shows how much that is.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from sign_load import CALL, FORM, ROOT, Site

KINDS = (
    "new",
    "new (again)",
    "pending",
    "pending, just mailed",
    "confirmed",
    "blocked",
    "spent",  # five mails in the last days
    "paused",  # its owner pressed “This wasn't me” in the mail of another call
    "disowned",  # the same in the mail of this call: no signature is there
)
NEW = {"new", "new (again)"}


def make_email(kind: str, number: int) -> str:
    word = "".join(filter(str.isalpha, kind))
    return f"{word}{number}@times.example"


def store(kinds: list[str], requests: int) -> None:
    """One signature for each request that will be posted, in the state of its kind."""
    from django.utils import timezone

    from campaigns import services
    from campaigns.models import Call, MailPause, MailTurn, Signature

    call = Call.objects.get(slug=CALL)
    statement = call.statements.filter(language="en").order_by("-number").first()
    long_ago = timezone.now() - timedelta(hours=1)
    for kind in kinds:
        for number in range(requests):
            signer = services.SignerData(name="Bench", email=make_email(kind, number), country="MX")
            services.sign(call, statement, signer, "en")
        keys = [services.find_email_keys(make_email(kind, number)) for number in range(requests)]
        rows = Signature.objects.filter(email_key__in=[email_key for email_key, _domain in keys])
        if kind != "pending, just mailed":
            rows.update(mailed_at=long_ago)
        if kind == "confirmed":
            rows.update(status="confirmed", confirmed_at=long_ago)
        elif kind == "blocked":
            rows.update(status="rejected", rejection_reason="Caught")
        elif kind == "spent":
            MailTurn.objects.bulk_create(
                MailTurn(email_key=email_key, domain_key=domain_key)
                for email_key, domain_key in keys
                for _mail in range(5)
            )
        elif kind == "paused":
            MailPause.objects.bulk_create(
                MailPause(email_key=email_key, reference=f"{number:012}")
                for number, (email_key, _domain) in enumerate(keys)
            )
        elif kind == "disowned":
            for reference in rows.values_list("reference", flat=True):
                services.disown_signature(reference)


def forget(requests: int) -> None:
    """Everything that a run has stored, so that the next begins alike."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE campaigns_signature, campaigns_outboundmail, campaigns_waitingcheck,"
            " campaigns_linkrequest, campaigns_mailturn, campaigns_mailpause CASCADE"
        )
        cursor.execute("VACUUM ANALYZE")


class Visitor:
    """One kept connection, and another network for each request."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.host = f"localhost:{port}"

    def post(self, path: str, fields: dict[str, str]) -> tuple[float, tuple]:
        """(seconds, everything that a visitor can see of the answer)."""
        network = ".".join(str(random.randint(1, 223)) for _part in range(4))  # noqa: S311
        headers = {"Host": self.host, "X-Forwarded-For": network, **FORM}
        body = urlencode(fields)
        start = time.perf_counter()
        self.connection.request("POST", path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - start
        seen = [pair for pair in answer.getheaders() if pair[0].lower() != "date"]
        return seconds, (answer.status, content, tuple(sorted(seen)))


def measure(site: Site, path: str, fields: dict[str, str], requests: int) -> bool:
    """Print medians and ratios. Returns whether all answers were the same to the byte."""
    forget(requests)
    store([kind for kind in KINDS if kind not in NEW], requests)
    visitor = Visitor(site.port)
    for number in range(20):
        visitor.post(path, fields | {"email": make_email("warm", number)})
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    answers = set()
    for number in range(requests):
        for kind in random.sample(KINDS, len(KINDS)):
            seconds, seen = visitor.post(path, fields | {"email": make_email(kind, number)})
            times[kind].append(seconds * 1000)
            answers.add(seen)
    base = statistics.median(times["new"])
    for kind in KINDS:
        quarters = statistics.quantiles(times[kind], n=4)
        print(
            f"  {kind:22} median {quarters[1]:6.2f} ms   ratio {quarters[1] / base:5.3f}"
            f"   middle half {quarters[0]:.2f} to {quarters[2]:.2f} ms"
        )
    print(f"  answers that differ in status, headers or body: {len(answers) - 1}")
    return len(answers) == 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="where the database goes")
    parser.add_argument("--port", type=int, default=8191)
    parser.add_argument("--requests", type=int, default=200, help="of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="answer-times-") as temporary:
        site = Site(options.folder or Path(temporary), options.port)
        site.environment["TRUSTED_PROXIES"] = "1"
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

        from campaigns.privacy import tokens

        try:
            # Without the worker: what it does in between is not part of the answer.
            site.start(("serve",))
            form = site.form() | {"name": "Bench", "country": "MX"}
            print(f"Signing, {options.requests} requests of each kind:")
            is_same = measure(site, f"/sign/{CALL}/", form, options.requests)
            again = {"token": tokens.make_form_token(f"resend:{CALL}")}
            print(f"The link again, {options.requests} requests of each kind:")
            is_same &= measure(site, f"/sign/{CALL}/send-again/", again, options.requests)
        finally:
            site.kill()
            connection.close()
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
