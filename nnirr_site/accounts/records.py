"""Writes down what happens at the door: a row for the stewards, a line for the log.

The line names neither user nor address. The row names the account, if there is one, and a network
that a few hundred connections share; rows are purged after `KEPT_DAYS`.
"""

from __future__ import annotations

import ipaddress
import logging
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils import timezone

from nnirr_site.http.client_ip import find_client_ip
from nnirr_site.models import SignInOutcome, SignInRecord

KEPT_DAYS = 90
logger = logging.getLogger("nnirr_site.accounts")


def shared_network(request: HttpRequest | None) -> str:
    """The /24 of the visitor, or the /48 in IPv6; "" if it is not known."""
    client_ip = find_client_ip(request) if request is not None else ""
    if not client_ip:
        return ""
    bits = 48 if ":" in client_ip else 24
    return str(ipaddress.ip_network(f"{client_ip}/{bits}", strict=False))


def record(
    request: HttpRequest | None, outcome: SignInOutcome, user=None, method: str = ""
) -> SignInRecord:
    """Write down one thing that happened, to `user` if there is such an account."""
    logger.info("account: %s%s", outcome.name.lower(), f", {method}" if method else "")
    return SignInRecord.objects.create(
        user=user if user is not None and user.pk else None,
        outcome=outcome,
        method=method,
        network=shared_network(request),
    )


def purge_records() -> int:
    """Delete what is older than `KEPT_DAYS`; returns how many rows."""
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    return SignInRecord.objects.filter(at__lt=limit).delete()[0]


def find_user(name: str):
    """The account of a name that was typed; None if there is none."""
    users = get_user_model()._default_manager
    return users.filter(username=name[:150].replace("\0", "")).first()
