"""Mails about accounts: queued in the request, sent by the worker.

The request writes one row, whether or not an account has the address, so that its answer takes the
same time for both. A row goes when its mail is sent. A mail server that is away loses none: it is
tried for a day, a link to a new password for an hour, as its reader will have asked again by then.
Times are the database's (see `nnirr_site.database.clock`). A link carries the time of the process
that makes it: one whose clock is wrong makes none, or it would be dead, or live too long.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.decorators.debug import sensitive_variables
from wagtail.users.models import UserProfile

from nnirr_site.accounts.sealing import UnreadableSecret, seal_secret, unseal_secret
from nnirr_site.database import clock
from nnirr_site.http.addresses import absolute
from nnirr_site.models import StaffMail, StaffMailKind

CLAIM = timedelta(minutes=6)  # longer than the most patient connection waits for a mail server
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 60)]
LONGEST = timedelta(days=1)
LONGEST_RESET = timedelta(hours=1)
PLACE = "staff mail"

logger = logging.getLogger("nnirr_site.accounts")


@sensitive_variables()
def queue(kind: StaffMailKind, user=None, to: str | None = None) -> None:
    """Have a mail sent to the account's address, or to another one; without one there is none."""
    email = user.email if to is None else to
    if email:
        sealed = seal_secret(email, PLACE)
        StaffMail.objects.create(
            kind=kind, user=user, sealed_to=sealed, created_at=Now(), next_attempt_at=Now()
        )


def send_due(
    should_stop: Callable[[], bool] = lambda: False,
    connect: Callable[[], BaseEmailBackend] = get_connection,
) -> int:
    """Send what is due over one connection that `connect` makes; several workers share the work.

    Returns how many rows were dealt with.
    """
    count, connection = 0, connect()
    try:
        while not should_stop() and (row := claim()) is not None:
            _send(row, connection)
            count += 1
    finally:
        connection.close()
    return count


def claim() -> StaffMail | None:
    """Take the next row that is due: nobody else does until the claim is over.

    A link to a new password is left to a worker whose clock is right.
    """
    due = StaffMail.objects.filter(next_attempt_at__lte=Now())
    if clock.is_too_far(clock.find_lead()):
        due = due.exclude(kind=StaffMailKind.PASSWORD_RESET)
    with transaction.atomic():
        row = due.select_for_update(skip_locked=True).order_by("next_attempt_at").first()
        if row is not None:
            row.attempts += 1
            StaffMail.objects.filter(pk=row.pk).update(
                attempts=row.attempts, next_attempt_at=Now() + CLAIM
            )
    return row


def _send(row: StaffMail, connection) -> None:
    try:
        messages = build(row)
        connection.send_messages(messages)
    except DatabaseTrouble:
        raise
    except UnreadableSecret:
        logger.error("account mail: sealed with a key that is not known, dropped")
    except Exception as error:
        longest = LONGEST_RESET if row.kind == StaffMailKind.PASSWORD_RESET else LONGEST
        if clock.database_now() < row.created_at + longest:
            pause = PAUSES[min(row.attempts, len(PAUSES)) - 1]
            StaffMail.objects.filter(pk=row.pk).update(next_attempt_at=Now() + pause)
            logger.warning("account mail: to be tried again (%s)", type(error).__name__)
            return
        logger.error("account mail: given up (%s)", type(error).__name__)
    else:
        logger.info("account mail: %s, %d sent", row.kind, len(messages))
    StaffMail.objects.filter(pk=row.pk).delete()


@sensitive_variables()
def build(row: StaffMail) -> list[EmailMessage]:
    """The mails of a row: none if nobody has the address, several if several accounts do."""
    email = unseal_secret(row.sealed_to, PLACE)
    if row.kind != StaffMailKind.PASSWORD_RESET:
        return [_compose(row, row.user, email)]
    # Django's own rules for who may have a link: active, with a password, the same address.
    users = PasswordResetForm().get_users(email)
    return [_compose(row, user, user.email) for user in users]


def _compose(row: StaffMail, user, email: str) -> EmailMessage:
    context = {
        "user": user,
        "at": row.created_at,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "login_url": absolute(reverse("wagtailadmin_login")),
    }
    if row.kind == StaffMailKind.PASSWORD_RESET:
        context["link"] = absolute(
            reverse(
                "wagtailadmin_password_reset_confirm",
                kwargs={
                    "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
                    "token": default_token_generator.make_token(user),
                },
            )
        )
        context["minutes"] = settings.PASSWORD_RESET_TIMEOUT // 60
    with translation.override(language_of(user)):
        subject = render_to_string(f"accounts/mail/{row.kind}_subject.txt", context)
        body = render_to_string(f"accounts/mail/{row.kind}.txt", context)
    return EmailMessage(" ".join(subject.split()), body, to=[email])


def language_of(user) -> str:
    """The admin's language of an account."""
    profile = UserProfile.objects.filter(user=user).first()
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE
