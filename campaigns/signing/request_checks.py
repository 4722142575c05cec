"""What refuses a form that was not sent by a person from our page, without a cookie.

Order: where the browser says the request comes from (`Sec-Fetch-Site`, else `Origin`, else
`Referer`), then the form token. Without any of these headers (old browsers, curl) the token alone
decides. The token is the same for everybody and no defense against robots: those meet the honeypot
and the mail that has to be confirmed. A page that is cached cannot carry the time when it was
shown, so the minimum time is measured by a script where scripts run (field `elapsed`).
"""

from __future__ import annotations

import enum
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaigns.privacy.tokens import is_form_token_good

LARGEST_BODY = 64 * 1024  # bytes; the longest honest form has a tenth of it
SHORTEST_TIME = 1500  # milliseconds between page load and sending, where a script measured it
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
REPLACEMENT = "\ufffd"  # what decoding puts in place of bytes that are not UTF-8


class Refusal(enum.Enum):
    """Why a form as a whole is refused, as a sentence for the person who filled it in."""

    ELSEWHERE = _("The form was sent from another page. Nothing was stored. Please send it here.")
    TOKEN = _("This page was open for a long time. Nothing was stored. Please send it again.")
    CHANGED = _(
        "What is stored has changed since you opened this page, or it was open for a long time."
        " Nothing was stored now. Please look at it and press again."
    )
    FAST = _("That was very fast. Nothing was stored. Please look it over and send it again.")
    STATEMENT = _("The text of the call did not arrive with the form. Please read it and sign.")

    @property
    def sentence(self) -> str:
        return str(self.value)


class BadBody(Exception):
    """A request that no form of ours sends. `status` is 400, 413 or 415."""

    def __init__(self, status: int):
        super().__init__(status)
        self.status = status


def check_body(request: HttpRequest, single: tuple[str, ...]) -> None:
    """Raise `BadBody` for a body that is too large, of another type, or not text.

    `single` names the fields that come once: a list where one value belongs is refused.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise BadBody(400) from None
    if length > LARGEST_BODY:
        raise BadBody(413)
    if request.content_type not in FORM_TYPES:
        raise BadBody(415)
    if request.content_type == "application/x-www-form-urlencoded":
        try:
            request.body.decode()
        except UnicodeDecodeError:
            raise BadBody(400) from None
    if request.FILES:
        raise BadBody(400)
    for key, values in request.POST.lists():
        if len(values) > 1 and key in single:
            raise BadBody(400)
        if key.endswith("]"):
            raise BadBody(400)
        for text in (key, *values):
            if "\0" in text or REPLACEMENT in text:
                raise BadBody(400)
            try:
                text.encode()
            except UnicodeEncodeError:
                raise BadBody(400) from None


def comes_from_elsewhere(request: HttpRequest, is_url_secret: bool = False) -> bool:
    """Whether the browser says that another site, or nobody's page, sent the form.

    A page that passes on no referrer makes older browsers send `Origin: null`. Where the address
    itself is a secret, another site cannot know it, and that says nothing.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site != "same-origin"
    origin = request.headers.get("Origin")
    if origin == "null" and is_url_secret:
        return False
    if origin is not None:
        return origin != f"{request.scheme}://{request.get_host()}"
    referer = request.headers.get("Referer")
    try:
        return bool(referer) and urlsplit(referer).netloc != request.get_host()
    except ValueError:
        return True


def find_refusal(request: HttpRequest, purpose: str, is_url_secret: bool = False) -> Refusal | None:
    """Why this POST of the form `purpose` is refused, or None."""
    if comes_from_elsewhere(request, is_url_secret):
        return Refusal.ELSEWHERE
    if not is_form_token_good(request.POST.get("token", ""), purpose):
        return Refusal.TOKEN
    elapsed = request.POST.get("elapsed", "")
    if elapsed.isascii() and elapsed.isdigit() and int(elapsed[:12]) < SHORTEST_TIME:
        return Refusal.FAST
    return None
