"""A mailbox in the browser for development, where no mail server is set up.

Django's file-based backend writes each mail to DATA_DIR/mail; here they are read, newest first.
The pages exist only with ENVIRONMENT=development.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from nnirr_site.http.caching import private_page
from nnirr_site.http.security_headers import PUBLIC_SOURCES, write_policy

# What Django's file-based backend writes after each mail of a file: the next begins with a header.
SEPARATOR = re.compile(rb"\n-{79}\n(?=[A-Za-z-]+: |\Z)")
MOST_SHOWN = 200
SANDBOX = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
MAILBOX_POLICY = write_policy(
    **PUBLIC_SOURCES | {"style_src": "'self' 'unsafe-inline'", "frame_src": "'self'"}
)
BODY_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    f"frame-ancestors 'self'; sandbox {SANDBOX}"
)


@dataclass(frozen=True)
class Mail:
    """One mail as it was written: `key` names it in addresses, `written_at` is its file's time."""

    key: str
    written_at: datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        return self.message.get("Subject", "")

    @property
    def recipients(self) -> str:
        return self.message.get("To", "")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, str(value)) for name, value in self.message.items()]

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def attachments(self) -> list[str]:
        return [part.get_filename() or "" for part in self.message.iter_attachments()]

    def _body(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        return part.get_content() if part is not None else ""


def read_mails() -> list[Mail]:
    """Read the newest mails that were written to the mail folder."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or settings.DATA_DIR / "mail")
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails = []
    for file in files[:MOST_SHOWN]:
        mails.extend(_read_file(file))
    return mails[:MOST_SHOWN]


def _read_file(file: Path) -> list[Mail]:
    """Take a file apart; the last mail in it is the newest."""
    written_at = datetime.fromtimestamp(file.stat().st_mtime, timezone.get_default_timezone())
    parser = BytesParser(policy=policy.default)
    raw = [part for part in SEPARATOR.split(file.read_bytes()) if part.strip()]
    mails = [
        Mail(f"{file.stem}-{number}", written_at, parser.parsebytes(part))
        for number, part in enumerate(raw)
    ]
    return mails[::-1]


def find_mail(key: str) -> Mail:
    """Find a mail by its key; raises Http404."""
    for mail in read_mails():
        if mail.key == key:
            return mail
    raise Http404


def development_only(view):
    """Make the view's address unknown anywhere but in development, and its answers private."""

    @wraps(view)
    @require_safe
    def guarded(request: HttpRequest, **arguments) -> HttpResponse:
        if settings.ENVIRONMENT != "development":
            raise Http404
        return private_page(view(request, **arguments))

    return guarded


@development_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the mails, or say where they go when a mail server is set."""
    context = {
        "mails": read_mails(),
        "server": getattr(settings, "EMAIL_SETTINGS", None) and settings.EMAIL_HOST,
    }
    return _with_policy(render(request, "devmail/mailbox.html", context), MAILBOX_POLICY)


@development_only
def show_mail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail: its headers, its text with links that work, and its HTML in a sandbox."""
    context = {"mail": find_mail(key), "sandbox": SANDBOX}
    return _with_policy(render(request, "devmail/mail.html", context), MAILBOX_POLICY)


@development_only
def show_html(request: HttpRequest, key: str) -> HttpResponse:
    """Give the HTML part alone, for the sandboxed frame; its links open in the whole window."""
    base = '<base target="_top">'
    html, found = re.subn(r"(<head[^>]*>)", rf"\1{base}", find_mail(key).html, count=1)
    return _with_policy(HttpResponse(html if found else base + html), BODY_POLICY)


def _with_policy(response: HttpResponse, content_policy: str) -> HttpResponse:
    response["Content-Security-Policy"] = content_policy
    return response


urlpatterns = [
    path("", mailbox, name="devmail"),
    path("<str:key>/", show_mail, name="devmail_mail"),
    path("<str:key>/html/", show_html, name="devmail_html"),
]
