"""Networks of visitors as keyed hashes: rules can be matched without keeping an address.

An address is turned into hashes of all networks around it (a ladder: /8 to /32, for IPv6 /16 to
/64), each cut to 6 bytes, under a key that is thrown away after 30 days. A rule's network has one
place on the ladder and matches if its own hash stands there. Windows count the top of the ladder:
one address of IPv4, one /64 of IPv6, which is what one household gets.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network

WIDEST = {4: 8, 6: 16}  # prefix lengths
NARROWEST = {4: 32, 6: 64}
MARK_BYTES = 6
GROUP_BYTES = 16


@dataclass(frozen=True)
class HashedNetwork:
    """What is kept of where a form came from; repr shows nothing of it."""

    group: bytes = field(repr=False)
    ladder: bytes = field(repr=False)


def parse_network(text: str) -> Network:
    """A network as staff write it, an address alone included. Raises ValueError.

    What is narrower than a /64 of IPv6 becomes that /64: one connection has them all.
    """
    network = ip_network(text.strip(), strict=False)
    if network.version == 6 and network.prefixlen > NARROWEST[6]:
        network = network.supernet(new_prefix=NARROWEST[6])
    return network


def hash_network(secret: bytes, network: Network) -> bytes:
    return _hash(secret, network.version, network.prefixlen, network.network_address.packed)


def _hash(secret: bytes, version: int, length: int, packed: bytes) -> bytes:
    return hmac.digest(secret, bytes([version, length]) + packed, "sha256")


def hash_address(secret: bytes, text: str) -> HashedNetwork | None:
    """Group and ladder of an address; None for one that is nobody's in the public internet.

    All visitors seem to come from a private address while TRUSTED_PROXIES is too low: that must
    not count as one network.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if not address.is_global:
        return None
    steps = [
        _hash(secret, address.version, length, packed)
        for length, packed in _networks_around(address)
    ]
    ladder = b"".join(step[:MARK_BYTES] for step in steps)
    return HashedNetwork(group=steps[-1][:GROUP_BYTES], ladder=ladder)


def _networks_around(address: IPv4Address | IPv6Address) -> Iterator[tuple[int, bytes]]:
    """(prefix length, first address), the widest first. Network objects would be twice as slow."""
    bits, number = address.max_prefixlen, int(address)
    for length in range(WIDEST[address.version], NARROWEST[address.version] + 1):
        first = number >> (bits - length) << (bits - length)
        yield length, first.to_bytes(bits // 8, "big")


def is_inside(ladder: bytes, secret: bytes, network: Network) -> bool:
    """Whether the address of a ladder lies in `network`."""
    count = NARROWEST[network.version] - WIDEST[network.version] + 1
    if len(ladder) != count * MARK_BYTES:
        return False
    start = (network.prefixlen - WIDEST[network.version]) * MARK_BYTES
    mark = hash_network(secret, network)[:MARK_BYTES]
    return ladder[start : start + MARK_BYTES] == mark
