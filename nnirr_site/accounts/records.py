"""Writes down what happens at the door: a row for the stewards, a line for the log.

The line names neither user nor address. The row names the account, if there is one, and a network
that a few hundred connections share; rows are purged after `KEPT_DAYS`.
"""

from __future__ import annotations

import ipaddress
import logging
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import pre_save
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from nnirr_site.accounts import mail
from nnirr_site.clientaddress import client_address
from nnirr_site.models import SignInOutcome, SignInRecord, StaffMailKind

KEPT_DAYS = 90
logger = logging.getLogger("nnirr_site.accounts")


def shared_network(request: HttpRequest | None) -> str:
    """The /24 of the visitor, or the /48 in IPv6; "" if it is not known."""
    address = client_address(request) if request is not None else ""
    if not address:
        return ""
    bits = 48 if ":" in address else 24
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


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


def purge() -> int:
    """Delete what is older than `KEPT_DAYS`; returns how many rows."""
    limit = timezone.now() - timedelta(days=KEPT_DAYS)
    return SignInRecord.objects.filter(at__lt=limit).delete()[0]


def find_user(name: str):
    """The account of a name that was typed; None if there is none."""
    users = get_user_model()._default_manager
    return users.filter(username=name[:150].replace("\0", "")).first()


def note_failure(sender, credentials: dict, request=None, **_signal) -> None:
    """A wrong name and a wrong password take the same steps, so that neither can be told."""
    if request is not None:
        user = find_user(str(credentials.get("username") or ""))
        record(request, SignInOutcome.FAILED, user, "password")


def note_sign_out(sender, request, user, **_signal) -> None:
    if user is not None:
        record(request, SignInOutcome.SIGNED_OUT, user)


def note_sign_in(sender, request, user, **_signal) -> None:
    """The password was right; with a second step to come nobody is in yet."""
    from nnirr_site.accounts import factors, sessions

    sessions.begin_anew(request)
    if factors.open_step(user):
        record(request, SignInOutcome.PASSWORD, user, "password")
    else:
        record(request, SignInOutcome.SIGNED_IN, user, "password")


def note_new_address(sender, instance, update_fields=None, raw=False, **_signal) -> None:
    """Tell the old address, whoever changes it and wherever."""
    if raw or not instance.pk or (update_fields is not None and "email" not in update_fields):
        return
    old = sender.objects.filter(pk=instance.pk).values_list("email", flat=True).first()
    if old is not None and old.lower() != (instance.email or "").lower():
        record(None, SignInOutcome.EMAIL_CHANGED, instance)
        mail.queue(StaffMailKind.EMAIL_CHANGED, instance, to=old)


class NotedPasswordValidator:
    """Refuses nothing: Django tells validators of every new password once it is stored."""

    def validate(self, password, user=None) -> None:
        """Any password will do, as far as this one is concerned."""

    def get_help_text(self) -> str:
        return gettext("Each change of your password is told to you by mail.")

    def password_changed(self, password, user=None) -> None:
        if user is None or not user.pk or user.last_login is None:
            return  # the first password of a new account
        record(None, SignInOutcome.PASSWORD_CHANGED, user)
        mail.queue(StaffMailKind.PASSWORD_CHANGED, user)


def connect_account_signals() -> None:
    """Connect what Django tells. Called once when the site starts."""
    user_login_failed.connect(note_failure, dispatch_uid="accounts")
    user_logged_in.connect(note_sign_in, dispatch_uid="accounts")
    user_logged_out.connect(note_sign_out, dispatch_uid="accounts")
    pre_save.connect(note_new_address, sender=get_user_model(), dispatch_uid="accounts")
