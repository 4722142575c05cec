#!/usr/bin/env python3
"""What a thief of a database dump learns of the networks from which people signed.

    manage.py shell -c "from tests.campaigns.dump_attack import main; main()" DUMP ADDRESS...

Reads a plain dump (`pg_dump`) and tries every way that is known to lead from a signature to the
network it came from: the JOIN (numbers that two tables have in common), the order of the rows, the
time, and then the climb: what stands in the row that was found is opened with the keys, or
compared with the hashes of the addresses that the thief suspects (a thief with time can try all of
IPv4). Without the keys, equal pieces of two rows still tell that two signers share a network.
"""

from __future__ import annotations

import hmac
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from itertools import combinations

from django.utils.crypto import salted_hmac

from campaigns.privacy import vault

SIGNATURES = "campaigns_signature"
PIECE = 6  # bytes that do not agree by chance
HEADER = 5
# What a sealed value could be bound to.
PLACES = ("waiting-check:client", "network-key:{week}", "client:{reference}", "network:{reference}")
COPY = re.compile(r"^COPY public\.\"?(\w+)\"? \((.*)\) FROM stdin;$")
# A time of the hour belongs to everybody who signed in it.
SECOND = re.compile(r"^\d{4}-\d\d-\d\d \d\d:(?!00:00)\d\d:\d\d")
HEX = re.compile(r"(?:[0-9a-f]{2}){6,}")
# What a hash of a network could have been made for.
PURPOSES = ("client", "network", "address", "ip", "email")
# Equal values are one mailbox, or one domain, and said to be: docs/threat-model.md.
MADE_OF_A_MAILBOX = {"email_key", "domain_key", "name_keys", "address_key", "index_key_id"}

Row = dict[str, str]


@dataclass
class Learned:
    """What an attack found: reference → address, and pairs of references with one network."""

    linked: dict[str, str] = field(default_factory=dict)
    clustered: set[frozenset[str]] = field(default_factory=set)
    pairs: int = 0  # signature and row of another table, by whatever way


def read_tables(dump: str) -> dict[str, list[Row]]:
    """The rows of a plain dump, as texts."""
    tables: dict[str, list[Row]] = {}
    columns: list[str] | None = None
    rows: list[Row] = []
    for line in dump.splitlines():
        if columns is not None:
            if line == "\\.":
                columns = None
            else:
                rows.append(dict(zip(columns, line.split("\t"), strict=True)))
        elif begin := COPY.match(line):
            columns = [name.strip('" ') for name in begin[2].split(",")]
            rows = tables.setdefault(begin[1], [])
    return tables


def attack(dump: str, suspects: list[str], keys: bool) -> Learned:
    """Try everything on `dump`; `suspects` are the addresses whose networks are climbed."""
    tables = read_tables(dump)
    learned = Learned()
    secrets = find_secrets(tables) if keys else []
    found: dict[str, dict[int, list[bytes]]] = defaultdict(dict)
    for signature, row in find_pairs(tables):
        learned.pairs += 1
        reference = signature["reference"]
        if address := find_plain(row, suspects):
            learned.linked[reference] = address
        values = found[reference][id(row)] = opaque_values(row)
        for value in values if keys else ():
            address = open_address(value, row | signature) or climb(value, secrets, suspects)
            if address:
                learned.linked[reference] = address
    for one, other in combinations(found, 2):
        if any(
            share_a_piece(a, b)
            for here, ours in found[one].items()
            for there, theirs in found[other].items()
            if here != there  # one row says nothing of two people
            for a in ours
            for b in theirs
        ):
            learned.clustered.add(frozenset({one, other}))
    return learned


def find_pairs(tables: dict[str, list[Row]]) -> Iterator[tuple[Row, Row]]:
    """A signature and a row that may be about it: by number, by order, and by the second.

    A number or a second that few signatures share with a table is chance, not a way.
    """
    signatures = sorted(tables.get(SIGNATURES, []), key=lambda row: int(row["id"]))
    for name, rows in tables.items():
        if name == SIGNATURES or not rows:
            continue
        for column in rows[0]:
            values = defaultdict(list)
            for row in rows:
                values[row[column][:19] if SECOND.match(row[column]) else row[column]].append(row)
            pairs = [
                (signature, row)
                for signature in signatures
                for key in keys_of(signature, column)
                for row in values.get(key, ())
            ]
            if len({id(row) for _signature, row in pairs}) * 2 >= len(signatures):
                yield from pairs
        numbered = [row for row in rows if row.get("id", "").isdigit()]
        if len(numbered) >= len(signatures):
            ordered = sorted(numbered, key=lambda row: int(row["id"]))
            yield from zip(signatures, ordered, strict=False)
            yield from zip(reversed(signatures), reversed(ordered), strict=False)


def keys_of(signature: Row, column: str) -> set[str]:
    """What a row about `signature` could have in `column`."""
    seconds = {value[:19] for value in signature.values() if SECOND.match(value)}
    is_name = column.endswith(("id", "reference"))
    return seconds | ({signature["id"], signature["reference"]} if is_name else set())


def opaque_values(row: Row) -> list[bytes]:
    """What in a row could be made from a network: binary values, and texts of hex digits."""
    values = []
    for column, value in row.items():
        if column in MADE_OF_A_MAILBOX:
            continue
        if value.startswith("\\\\x"):
            values.append(bytes.fromhex(value[3:]))
        elif HEX.fullmatch(value):
            values.append(bytes.fromhex(value))
    return values


def find_plain(row: Row, suspects: list[str]) -> str:
    """The suspect whose address, or the /24 around it, stands in a row as it is; else ""."""
    text = " ".join(row.values())
    for suspect in suspects:
        if re.search(rf"(?<![\d.]){re.escape(suspect)}(?![\d.])", text):
            return suspect
    for suspect in suspects:
        if f"{suspect.rpartition('.')[0]}.0/24" in text:
            return suspect
    return ""


def find_secrets(tables: dict[str, list[Row]]) -> list[bytes]:
    """Everything in the dump that the keys of the vault open to something like a key."""
    secrets = []
    for rows in tables.values():
        for row in rows:
            for value in opaque_values(row):
                for text in open_everywhere(value, row):
                    try:
                        secrets.append(bytes.fromhex(text))
                    except ValueError:
                        secrets.append(text.encode())
    return secrets


def open_everywhere(value: bytes, row: Row) -> Iterator[str]:
    for place in PLACES:
        try:
            yield vault.unseal(value, place.format(**{"week": "", "reference": "", **row}))
        except vault.Unreadable:
            continue


def open_address(value: bytes, row: Row) -> str:
    """The address that is sealed in `value`, or ""."""
    for text in open_everywhere(value, row):
        try:
            return str(ip_address(text))
        except ValueError:
            continue
    return ""


def climb(value: bytes, secrets: list[bytes], suspects: list[str]) -> str:
    """The suspect whose own address stands, hashed under a key that is known, in `value`."""
    for suspect in suspects:
        address = ip_address(suspect)
        narrowest = 32 if address.version == 4 else 64
        packed = ip_network((address, narrowest), strict=False).network_address.packed
        marks = [
            hmac.digest(secret, bytes([address.version, narrowest]) + packed, "sha256")
            for secret in secrets
        ]
        for purpose in PURPOSES:
            marks += [bytes.fromhex(index) for index in vault.blind_indexes(suspect, purpose)]
            marks.append(salted_hmac(purpose, suspect).digest())
            marks.append(salted_hmac(purpose, suspect, algorithm="sha256").digest())
        if any(mark[:PIECE] in value for mark in marks):
            return suspect
    return ""


def share_a_piece(one: bytes, other: bytes) -> bool:
    """Whether two values agree in six bytes at one place, as hashes of one network would.

    All sealed values begin alike, with their version and the number of their key.
    """
    length = min(len(one), len(other))
    return any(
        one[start : start + PIECE] == other[start : start + PIECE]
        for start in range(HEADER, length - PIECE + 1)
    )


def main() -> None:
    dump, *suspects = sys.argv[-1].split()
    with open(dump, encoding="utf-8") as file:
        text = file.read()
    for keys in (False, True):
        learned = attack(text, suspects, keys)
        print(
            f"{'with' if keys else 'without'} keys: {learned.pairs} pairs tried,"
            f" {len(learned.linked)} signers linked to an address,"
            f" {len(learned.clustered)} pairs of signers known to share a network"
        )
