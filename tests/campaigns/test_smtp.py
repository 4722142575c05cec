"""Patience after the last dot, and only there."""

import smtplib
import socket
import threading

import pytest
from django.core.mail import EmailMessage

from campaigns.mail import smtp
from tests.campaigns.mailserver import MailServer


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_TIMEOUT = 0.5
    yield server
    server.stop()


def make_message() -> EmailMessage:
    return EmailMessage("Hello", "a\n.\nb", "call@example.org", ["rosa@example.org"])


def test_server_that_is_slow_to_acknowledge_is_waited_for(server):
    """It has the message: who hangs up and tries again has sent it twice."""
    may_answer = threading.Timer(2.0, lambda: None)
    may_answer.start()
    server.before_answer = lambda number: may_answer.join()
    with smtp.make_mail_connection() as connection:
        assert connection.send_messages([make_message()]) == 1
        assert connection.connection.sock.gettimeout() == 0.5
        server.before_answer = lambda number: None
        assert connection.send_messages([make_message()]) == 1
    assert len(server.messages) == 2


def test_server_that_never_answers_is_given_up(server, monkeypatch):
    monkeypatch.setattr(smtp, "SECONDS_AFTER_THE_DOT", 0.6)
    may_end = threading.Event()
    server.before_answer = lambda number: may_end.wait(20)
    with pytest.raises((TimeoutError, smtplib.SMTPException)), smtp.make_mail_connection() as it:
        it.send_messages([make_message()])
    may_end.set()


def test_server_that_does_not_greet_is_given_up_at_once(server, settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        troubles = (TimeoutError, smtplib.SMTPServerDisconnected)
        with pytest.raises(troubles), smtp.make_mail_connection():
            pass


def test_another_backend_is_left_alone(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert type(smtp.make_mail_connection()).__module__ == settings.EMAIL_BACKEND.rpartition(".")[0]
