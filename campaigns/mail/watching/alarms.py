"""Mail to staff when the worker stands still, mail is late or fails, or a chore was not done.

Every web process has a thread that looks; one of them at a time, under a lock. An episode is told
once, and a part that fails again and again no more often than every six hours.
"""

from __future__ import annotations

import logging
import smtplib
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import psycopg
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import Error as DatabaseTrouble
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from campaigns.mail.scheduled_jobs import lock
from campaigns.mail.smtp import make_mail_connection
from campaigns.mail.smtp_errors import describe_failure
from campaigns.mail.staff_notices import find_staff
from campaigns.models import Alarm, Switches
from campaigns.models.switches import NoticeFrequency
from campaigns.services.notices import find_notice
from campaigns.services.worker_state import note_alarms, note_telling
from nnirr_site.accounts.mail import language_of
from nnirr_site.database.clock import database_now
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.http.addresses import absolute
from nnirr_site.processes import web_process_ends, web_process_started
from nnirr_site.watching.conditions import DATABASE, WELL, look

LONGEST_BETWEEN_LOOKS = 60.0
TRY_AGAIN = timedelta(minutes=15)  # while the mail server takes no mail
LEAST_BETWEEN = timedelta(hours=6)  # two mails about the same part
SEE_MAIL = "campaigns.view_outboundmail"
LABELS = {
    "worker": _(
        "No worker is at work: no mail goes out, and nothing is counted, published or deleted"
    ),
    "mail": _("Mail is late by a quarter of an hour or more"),
    "mail failures": _("Many mails fail"),
    "chores": _("Something that happens by itself was not done in its time, or fails each time"),
    "backup": _("No backup was made for two days"),
}

logger = logging.getLogger(__name__)


class Watch:
    """Looks until the process ends. Trouble of the database is told by others."""

    def __init__(self):
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="alarm watch")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_ending.set()

    def _run(self) -> None:
        pause = min(LONGEST_BETWEEN_LOOKS, settings.ALARM_SECONDS)
        while not self._is_ending.wait(pause):
            try:
                with lock("watch") as is_ours:
                    if is_ours:
                        look_and_tell()
            except (DatabaseTrouble, psycopg.Error, OSError, EmbeddedError) as error:
                logger.debug("alarm: not looked (%s)", type(error).__name__)
            except Exception:
                # Through the log, whose filter knows what may not be written; never to stderr.
                logger.exception("alarm: something went wrong")
            finally:
                connection.close()


def look_and_tell(connect: Callable = make_mail_connection) -> int:
    """Note what is unwell, and tell staff of what has been for long enough. Gives the mails."""
    parts = look()
    if parts[DATABASE] != WELL:
        return 0
    return tell(parts, database_now(), connect)


def tell(parts: Mapping[str, str], now: datetime, connect: Callable) -> int:
    troubles = {name: parts[name] for name in LABELS if parts.get(name, WELL) != WELL}
    due = [alarm for alarm in note_alarms(troubles, now) if is_due(alarm, now)]
    if not due or Switches.load().is_mail_stopped:
        return 0
    sent = send_to_staff(due, connect)
    note_telling([alarm.name for alarm in due], now, is_told=sent > 0)
    logger.warning(
        "alarm: %s; %d of staff told", ", ".join(f"{one.name}: {one.trouble}" for one in due), sent
    )
    return sent


def is_due(alarm: Alarm, now: datetime) -> bool:
    """Whether staff are to be told of it now: it lasts, they were not told, and it can be tried."""
    if now - alarm.since < timedelta(seconds=settings.ALARM_SECONDS):
        return False
    if alarm.tried_at is not None and now - alarm.tried_at < TRY_AGAIN:
        return False
    was_told = alarm.told_at is not None and alarm.told_at >= alarm.since
    is_too_soon = alarm.told_at is not None and now - alarm.told_at < LEAST_BETWEEN
    return not was_told and not is_too_soon


def send_to_staff(alarms: list[Alarm], connect: Callable) -> int:
    """One mail to each who looks after mail and wants any. Gives how many went out.

    An address that is refused for good keeps nobody else from being told.
    """
    sent = 0
    mail_connection = connect()
    try:
        for user in find_staff():
            if not user.has_perm(SEE_MAIL):
                continue
            if find_notice(user).frequency == NoticeFrequency.NEVER:
                continue
            try:
                mail_connection.send_messages([compose(user, alarms)])
            except Exception as error:
                name, is_final = describe_failure(error)
                logger.warning("alarm: mail to staff could not be sent (%s)", name)
                close_quietly(mail_connection)
                if not is_final:
                    break
            else:
                sent += 1
    finally:
        close_quietly(mail_connection)
    return sent


def close_quietly(mail_connection) -> None:
    with suppress(OSError, smtplib.SMTPException):
        mail_connection.close()


def compose(user, alarms: list[Alarm]) -> EmailMessage:
    with translation.override(language_of(user)):
        context = {
            "alarms": [(LABELS[alarm.name], alarm.since) for alarm in alarms],
            "site_name": settings.WAGTAIL_SITE_NAME,
            "report_url": absolute(reverse("campaigns_chores")),
        }
        subject = render_to_string("campaigns/staff_alarm/subject.txt", context)
        body = render_to_string("campaigns/staff_alarm/body.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body, to=[user.email], headers=headers)


_watches: list[Watch] = []


def start_watch(**_signal) -> None:
    watch = Watch()
    _watches.append(watch)
    watch.start()


def stop_watch(**_signal) -> None:
    while _watches:
        _watches.pop().stop()


def connect_watch() -> None:
    """Have each web process look. Called once at the start; ALARM_SECONDS=0 turns it off."""
    if settings.ALARM_SECONDS:
        web_process_started.connect(start_watch, dispatch_uid="alarms")
        web_process_ends.connect(stop_watch, dispatch_uid="alarms")
