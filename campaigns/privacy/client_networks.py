"""Networks of visitors: which rules fit one, and which groups of neighbors it belongs to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

ClientIP = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

WIDEST = {4: 8, 6: 16}  # prefix lengths that a rule may have
NARROWEST = {4: 32, 6: 64}
# What one household or office is given: one address of IPv4; a /64 or a /56 of IPv6 (RFC 6177).
OWN = {4: (32,), 6: (64, 56)}
# What one site or one small provider has: counted too, since changing addresses inside it is easy.
AROUND = {4: 24, 6: 48}


def parse_network(text: str) -> Network:
    """A network as staff write it, an address alone included. Raises ValueError.

    What is narrower than a /64 of IPv6 becomes that /64: one connection has them all.
    """
    network = ip_network(text.strip(), strict=False)
    if network.version == 6 and network.prefixlen > NARROWEST[6]:
        network = network.supernet(new_prefix=NARROWEST[6])
    return network


def read_client(text: str) -> ClientIP | None:
    """The address of a visitor; None for one that is nobody's in the public internet.

    All visitors seem to come from a private address while TRUSTED_PROXIES is too low: that must
    not count as one network.
    """
    try:
        client_ip = ip_address(text)
    except ValueError:
        return None
    return client_ip if client_ip.is_global else None


def find_own_networks(client_ip: ClientIP) -> list[Network]:
    """The networks around an address that one household or office has to itself."""
    return [_network_around(client_ip, length) for length in OWN[client_ip.version]]


def find_network_around(client_ip: ClientIP) -> Network:
    """The neighborhood of an address: its /24, or its /48 of IPv6."""
    return _network_around(client_ip, AROUND[client_ip.version])


def _network_around(client_ip: ClientIP, length: int) -> Network:
    return ip_network((client_ip, length), strict=False)
