"""Write a small site as this version of the code leaves it, to be upgraded by later ones.

    .venv/bin/python -m tests.infrastructure.releases.write v1.0.0

With the oldest PostgreSQL that is supported (`POSTGRES_BIN`), or an older one could not read it.
Starter content cut to a page of each type and language, and signatures in each state with the mails
that lead to them.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from tests.infrastructure.releases import FOLDER, KEYS

LINK = re.compile(r"https?://[^/\s<>]+(/(?:\w\w/)?(?:c|own|letters|new)/[^\s<>]+)")
COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' ORDER BY 1, 2
"""
NAMES = ("name", "email", "role", "comment", "postal_code")


def set_up(folder: str) -> None:
    os.environ.pop("DATABASE_URL", None)
    os.environ |= KEYS | {
        "DATA_DIR": folder,
        "ENVIRONMENT": "development",
        "DJANGO_SETTINGS_MODULE": "nnirr_site.settings",
        "BACKGROUND_JOBS": "off",
    }
    import django

    django.setup()
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.BACKGROUND_JOBS = "off"


def cut_pages() -> None:
    """Leave a page of each type in each language, with those above it."""
    from wagtail.models import Page, PageLogEntry

    from nnirr_site.models import DeletedPage, GoneAddress

    kept, seen = set(), set()
    for page in Page.objects.order_by("depth", "path"):
        kind = (page.content_type_id, page.locale_id)
        if page.depth <= 2 or kind not in seen:
            seen.add(kind)
            kept |= {page.path[:end] for end in range(4, len(page.path) + 1, 4)}
    for page in Page.objects.exclude(path__in=kept).order_by("-depth"):
        if (found := Page.objects.filter(pk=page.pk).first()) is not None:
            found.specific.delete()
    # What is left of them is larger than all others.
    DeletedPage.objects.all().delete()
    GoneAddress.objects.all().delete()
    PageLogEntry.objects.all().delete()


def mail_and_read() -> str:
    """Send what is queued; the link in the last mail."""
    from django.core import mail

    from campaigns import services
    from campaigns.mail import sending

    services.judge_waiting()
    sending.send_due_mails()
    return LINK.search(mail.outbox[-1].body)[1]


def sign(call, status: str, links: dict[str, str], **fields):
    """One signature, reached as real ones are; what was mailed goes to `links`."""
    from campaigns import services
    from campaigns.models import Signature

    signer = services.SignerData(**{"country": "MX", **fields})
    services.sign(call, call.statement_for("en"), signer, "en")
    signature = Signature.objects.latest("pk")
    links[f"confirm {status}"] = mail_and_read()
    if status != "pending" and status != "rejected":
        services.confirm_signature(signature.reference)
        services.sign(call, call.statement_for("en"), signer, "en")
    return signature


def make_signatures(links: dict[str, str]) -> dict[str, dict[str, str]]:
    """One in each state. Gives what each of them says, by its reference."""
    from datetime import timedelta

    from django.core import mail
    from django.utils import timezone

    from campaigns import services
    from campaigns.mail import sending
    from campaigns.models import CallPage, Signature
    from campaigns.services import tally
    from campaigns.services.mail import mailing

    call = CallPage.objects.live().first().call
    everything = {"postal_code": "97201", "country": "US", "region": "OR", "comment": "Because."}
    sign(call, "pending", links, name="Pilar Pending", email="pilar@example.org", show_name=True)
    confirmed = sign(
        call,
        "confirmed",
        links,
        name="Carla Confirmed",
        email="carla@example.org",
        show_name=True,
        wants_letters=True,
        **everything,
    )
    group = sign(
        call,
        "group",
        links,
        kind="organization",
        name="Olga",
        role="Director",
        organization="Known Group",
        is_authorized=True,
        email="olga@example.org",
        show_name=True,
    )
    services.approve_name(group, "")
    rejected = sign(call, "rejected", links, name="Rita Rejected", email="rita@example.org")
    services.reject_signature(rejected, "a demonstration")
    gone = sign(call, "withdrawn", links, name="Wanda Withdrawn", email="wanda@example.org")
    # Who has confirmed gets the own link on request.
    Signature.objects.update(mailed_at=timezone.now() - timedelta(minutes=10))
    mailing.ask_for_link(call, "carla@example.org")
    services.answer_requests()
    sending.send_due_mails()
    own = mail.outbox[-1]
    links["own"] = LINK.search(own.body)[1]
    links["letters"] = LINK.search(own.extra_headers["List-Unsubscribe"])[1]
    services.withdraw_signature(gone.reference)
    sending.send_due_mails()
    tally.tick()
    return {
        row.reference: {
            "status": row.status,
            **{name: getattr(row, name) for name in NAMES},
            "organization_name": row.organization_name,
        }
        for row in (Signature.objects.get(pk=each.pk) for each in (confirmed, group, rejected))
    }


def find_tables() -> dict[str, list[str]]:
    from django.db import connection

    columns: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, column in cursor.fetchall():
            columns.setdefault(table, []).append(column)
    return columns


def count_rows(tables) -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            [rows[table]] = cursor.fetchone()
    return rows


def write(name: str) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder
    from django.utils import timezone
    from wagtail.models import Page

    from campaigns.services.vault_keys import keyring
    from nnirr_site.dev.fresh_tables import dump

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_starter_content", verbosity=0)
    cut_pages()
    keyring.register_keys()
    links: dict[str, str] = {}
    people = make_signatures(links)
    columns = find_tables()
    pages = {page.url: page.title for page in Page.objects.live().filter(depth__gte=2) if page.url}
    stored = {
        "made_at": timezone.now().isoformat(),
        "migrations": sorted(map(list, MigrationRecorder(connection).applied_migrations())),
        "rows": count_rows(columns),
        "columns": columns,
        "links": links,
        "people": people,
        "pages": pages,
    }
    text = dump(connection)
    (FOLDER / f"{name}.sql.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    content = json.dumps(stored, indent=1, ensure_ascii=False, sort_keys=True)
    (FOLDER / f"{name}.json").write_text(content + "\n", "utf-8")


def main() -> None:
    [name] = sys.argv[1:]
    if not re.fullmatch(r"v\d+\.\d+\.\d+", name):
        sys.exit("The name of a release is v1.2.3.")
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        set_up(folder)
        write(name)
        from django.db import connection

        connection.close()
    print(f"{Path('tests/infrastructure/releases') / name} is written.")


if __name__ == "__main__":
    main()
