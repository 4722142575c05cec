"""The one place that sets Cache-Control: a response is for everybody or for one person.

`nnirr_site.http.page_cache` stores exactly what `public_page` has marked; nothing is public by
default.
"""

import re
from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import HttpResponseBase
from django.utils import timezone

STALE_WHILE_REVALIDATE = 30
STALE_IF_ERROR = 24 * 60 * 60
# How the path of a mailed link begins, after the language; a token follows. Logs, caches, referrers
# and robots.txt know these links by it.
PRIVATE_PREFIXES = ("c", "own", "letters")
# Mailed links with a token. A mistyped one mostly still holds all of it, and a token is known by
# its shape wherever it stands: reference, time and signature (`campaigns.privacy.tokens`).
SECRET_PATH = re.compile(
    r"([/\\]+[a-z]{2,3}(-[a-z0-9]+)*)?[/\\]+"
    rf"({'|'.join(PRIVATE_PREFIXES)})[/\\]+[^/\\]"
    r"|.{0,1000}?[a-z0-9]{8,64}\.[a-z0-9]{4,10}\.[\w-]{30}",
    re.IGNORECASE | re.DOTALL,
)

_longer_seconds = 0


def set_minimum_ttl(seconds: int) -> None:
    """Have pages kept for so long in this process, if that is longer than PAGE_CACHE_SECONDS."""
    global _longer_seconds
    _longer_seconds = seconds


def page_seconds() -> int:
    """How long a page may be kept now; 0 if the settings say that none is."""
    configured = settings.PAGE_CACHE_SECONDS
    return max(configured, _longer_seconds) if configured else 0


def public_page(
    response: HttpResponseBase, seconds: float | None = None, *, stale_allowed: bool = True
) -> HttpResponseBase:
    """Mark a response that is the same for everybody, until it changes in `seconds` if that is set.

    Browsers ask again each time and mostly hear 304. Shared caches keep it for `page_seconds`, but
    never past the next local midnight, when "days left" changes. What names people or says whether
    a call is open may not linger: no switch lengthens its life, and no error does.
    """
    until_change = seconds_until_midnight()
    if seconds is not None:
        until_change = max(0, min(until_change, seconds))
    chosen = page_seconds() if stale_allowed else min(page_seconds(), settings.PAGE_CACHE_SECONDS)
    lifetime = int(min(chosen, until_change))
    stale = int(min(STALE_WHILE_REVALIDATE, until_change - lifetime))
    directives = [
        "public",
        "max-age=0",
        f"s-maxage={lifetime}",
        f"stale-while-revalidate={stale}",
        f"stale-if-error={STALE_IF_ERROR if stale_allowed else 0}",
    ]
    response["Cache-Control"] = ", ".join(directives)
    return response


def private_page(response: HttpResponseBase) -> HttpResponseBase:
    """Mark a response that is for one person: kept nowhere, found by no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def unshared_page(response: HttpResponseBase, seconds: float | None = None) -> HttpResponseBase:
    """Mark a page that is the same for everybody, and that nobody but our own memory may keep.

    Such as "check your mail": what it says is no secret, that somebody has opened it is. So it goes
    out without a word of when it was made. That it comes sooner to the second who asks tells no
    more than the public count does: that somebody did something in the last minute. It changes in
    `seconds` if that is set, and is kept no longer than pages that name people.
    """
    longest = min(page_seconds(), settings.PAGE_CACHE_SECONDS)
    response.unshared_seconds = longest if seconds is None else max(0, min(longest, seconds))
    return private_page(response)


def unlisted_page(response: HttpResponseBase) -> HttpResponseBase:
    """Mark a page that names people: search engines shall neither list nor keep it.

    It must not stand in robots.txt, or nobody would come to read this.
    """
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


def is_secret_path(path: str) -> bool:
    """True for every address that begins like a personal link, whether it leads anywhere or not."""
    return SECRET_PATH.match(path) is not None


def secret_page(response: HttpResponseBase) -> HttpResponseBase:
    """Mark an answer at an address that is a secret: kept nowhere and passed on to nobody."""
    response["Referrer-Policy"] = "no-referrer"
    return private_page(response)


def uploaded_file(response: HttpResponseBase) -> HttpResponseBase:
    """Mark an uploaded image, which nearly always has a new name when it is replaced.

    A browser that has it keeps it for a week. Shared caches would give it to people who never had
    it after staff withdrew it, so they ask again after ten minutes.
    """
    response["Cache-Control"] = "public, max-age=604800, s-maxage=600, stale-while-revalidate=60"
    return response


def public_document(response: HttpResponseBase) -> HttpResponseBase:
    """Mark a document that everybody may read: kept for ten minutes, as staff may withdraw it."""
    response["Cache-Control"] = "public, max-age=600, stale-while-revalidate=600"
    return response


def moved_page(response: HttpResponseBase) -> HttpResponseBase:
    """Mark a redirect that staff may take back: browsers keep an unmarked 301 for ever."""
    response["Cache-Control"] = "public, max-age=300"
    return response


def is_public(response: HttpResponseBase) -> bool:
    """True if `public_page` marked the response and nothing has taken that back.

    False for files, which browsers keep without asking again.
    """
    told = response.get("Cache-Control", "")
    directives = {directive.strip() for directive in told.split(",")}
    return {"public", "max-age=0"} <= directives and "s-maxage" in told


def stale_allowed(response: HttpResponseBase) -> bool:
    """True if a public page may be shown beyond its time while nothing newer can be had."""
    directive = f"stale-if-error={STALE_IF_ERROR}"
    return is_public(response) and directive in response.get("Cache-Control", "")


def shared_lifetime(response: HttpResponseBase) -> int:
    """Seconds that a shared cache may keep the response."""
    for directive in response.get("Cache-Control", "").split(","):
        name, _, value = directive.strip().partition("=")
        if name == "s-maxage" and value.isdigit():
            return int(value)
    return 0


def seconds_until_midnight(now: datetime | None = None) -> float:
    """Seconds to the next midnight in the site's time zone, right on days that change the clock."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), tzinfo=local.tzinfo)
    return midnight.timestamp() - local.timestamp()
