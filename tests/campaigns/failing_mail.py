"""A way of sending mail that fails as a test wants it to."""

from django.core import mail as mailbox
from django.core.mail.backends.base import BaseEmailBackend

failures: list[Exception] = []


class FailingBackend(BaseEmailBackend):
    """Raises what the test has put into `failures`, then delivers to the mailbox of the test."""

    def send_messages(self, messages):
        if failures:
            raise failures.pop(0)
        mailbox.outbox.extend(messages)
        return len(messages)
