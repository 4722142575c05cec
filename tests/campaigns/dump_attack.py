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

from campaigns import vault

SIGNATURES = "campaigns_signature"
PIECE = 6  # bytes that do not agree by chance
HEADER = 5
# What a sealed value could be bound to.
PLACES = ("waiting-check:client", "network-key:{week}", "client:{reference}", "network:{reference}")
COPY = re.compile(r"^COPY public\.\"?(\w+)\"? \((.*)\) FROM stdin;$")
MINUTE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d")

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
        values = found[signature["reference"]][id(row)] = binary_values(row)
        for value in values:
            if not keys:
                continue
            address = open_address(value, row | signature) or climb(value, secrets, suspects)
            if address:
                learned.linked[signature["reference"]] = address
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
    """A signature and a row that may be about it, by number, by order and by time."""
    signatures = sorted(tables.get(SIGNATURES, []), key=lambda row: int(row["id"]))
    for name, rows in tables.items():
        rows = [row for row in rows if binary_values(row)]
        if name == SIGNATURES or not rows:
            continue
        for signature in signatures:
            minutes = {value[:16] for value in signature.values() if MINUTE.match(value)}
            for row in rows:
                by_number = any(
                    value == signature["id"] for key, value in row.items() if key.endswith("id")
                )
                by_time = any(value[:16] in minutes for value in row.values())
                if by_number or by_time:
                    yield signature, row
        if all(row.get("id", "").isdigit() for row in rows):
            ordered = sorted(rows, key=lambda row: int(row["id"]))
            yield from zip(signatures, ordered, strict=False)
            yield from zip(reversed(signatures), reversed(ordered), strict=False)


def binary_values(row: Row) -> list[bytes]:
    """What stands in the binary columns of a row."""
    return [bytes.fromhex(value[3:]) for value in row.values() if value.startswith("\\\\x")]


def find_secrets(tables: dict[str, list[Row]]) -> list[bytes]:
    """Everything in the dump that the keys of the vault open to something like a key."""
    secrets = []
    for rows in tables.values():
        for row in rows:
            for value in binary_values(row):
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
    """The suspect whose own address stands, hashed under one of the secrets, in `value`."""
    for suspect in suspects:
        address = ip_address(suspect)
        narrowest = 32 if address.version == 4 else 64
        packed = ip_network((address, narrowest), strict=False).network_address.packed
        for secret in secrets:
            mark = hmac.digest(secret, bytes([address.version, narrowest]) + packed, "sha256")
            if mark[:PIECE] in value:
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
