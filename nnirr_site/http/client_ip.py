"""Where a request comes from, as far as it can be known."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

# Where the front leaves the visitor's address in the WSGI environment, once it has found it.
CLIENT = "nnirr_site.client"


def find_client_ip(request: HttpRequest) -> str:
    """Give the address of the visitor as exactly TRUSTED_PROXIES proxies of ours saw it.

    Each proxy appends the address it talked to on the right of X-Forwarded-For; what stands
    further left came from the visitor and is not believed. With no proxy the header is ignored.
    Returns "" if there is no usable address, as on a Unix socket that no proxy of ours is behind.
    """
    known = request.META.get(CLIENT)
    if known is not None:
        return known
    neighbor = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return clean_ip(neighbor)
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    chain = [part for part in forwarded if part.strip()] + [neighbor]
    seen_by_us = chain[-settings.TRUSTED_PROXIES - 1 :]
    return clean_ip(seen_by_us[0]) or clean_ip(neighbor)


def clean_ip(text: str) -> str:
    """Normalise an address: no port, brackets or zone, IPv4 in IPv6 unwrapped; "" if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        parsed = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def find_networks(address: str) -> tuple[str | int, str | int]:
    """Who a clean address belongs to, and their network: itself and its /24; with IPv6 /56 and /48.

    What is no address is both. Asked at every turn, so nothing is parsed that need not be.
    """
    if ":" not in address:
        return address, address.rpartition(".")[0] or address
    try:
        number = int(ipaddress.IPv6Address(address))
    except ValueError:
        return address, address
    return number >> 128 - 56, number >> 128 - 48
