"""Sending with patience where impatience sends twice.

Once the last dot of a message is out, its server may keep it at any moment: who hangs up then and
tries again has sent it twice. RFC 5321 (4.5.3.2.6) asks for ten minutes of patience there. Four are
given, so that staff are not told that the worker stands still; all else waits `EMAIL_TIMEOUT`.
"""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

SECONDS_AFTER_THE_DOT = 240


class Patient:
    """For the classes of `smtplib`: waits longer for the answer to a whole message."""

    def data(self, msg):
        self._is_after_dot = False
        try:
            return super().data(msg)
        finally:
            self._is_after_dot = False

    def send(self, s):
        super().send(s)
        # `data` hands over the whole message at once, and nothing else ends so.
        self._is_after_dot = bytes(s[-5:]) == b"\r\n.\r\n" if isinstance(s, bytes) else False

    def getreply(self):
        if not getattr(self, "_is_after_dot", False) or self.sock is None:
            return super().getreply()
        usual = self.sock.gettimeout()
        self.sock.settimeout(max(usual or 0, SECONDS_AFTER_THE_DOT))
        try:
            return super().getreply()
        finally:
            if self.sock is not None:
                self.sock.settimeout(usual)


class PatientSMTP(Patient, smtplib.SMTP):
    """Plain, or with STARTTLS."""


class PatientSMTPS(Patient, smtplib.SMTP_SSL):
    """With TLS from the first byte."""


class PatientBackend(EmailBackend):
    """Django's own, with these classes."""

    @property
    def connection_class(self):
        return PatientSMTPS if self.use_ssl else PatientSMTP


def make_mail_connection():
    """A connection for a batch of mails, patient if it is one to a server."""
    name = f"{EmailBackend.__module__}.{EmailBackend.__qualname__}"
    is_smtp = name == settings.EMAIL_BACKEND
    return get_connection(f"{__name__}.{PatientBackend.__name__}" if is_smtp else None)
