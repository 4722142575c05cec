"""Hosts whose videos and recordings the site links to.

Nothing of theirs is loaded into our pages: a link opens their page. A frame would tell them who
reads here, and the content security policy would have to allow it on every page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

YOUTUBE_ID = re.compile(r"[\w-]{11}")
START = re.compile(r"[0-9hms]{1,12}")


@dataclass(frozen=True)
class MediaHost:
    """`domain` is named to readers; all `domains` lead there, with any name before them."""

    name: str
    domain: str
    domains: tuple[str, ...]


HOSTS = (
    MediaHost("YouTube", "youtube.com", ("youtube.com", "youtu.be", "youtube-nocookie.com")),
    MediaHost("Vimeo", "vimeo.com", ("vimeo.com",)),
    MediaHost("Internet Archive", "archive.org", ("archive.org",)),
    MediaHost("UN Web TV", "webtv.un.org", ("webtv.un.org",)),
    MediaHost("SoundCloud", "soundcloud.com", ("soundcloud.com",)),
)


def find_host(url: str) -> MediaHost | None:
    """The host that `url` leads to, if it is one of ours and the address is safe (https)."""
    try:
        parts = urlsplit(url or "")
        name = (parts.hostname or "").lower()
        is_plain = parts.port in (None, 443) and not parts.username
    except ValueError:
        return None
    if parts.scheme != "https" or not is_plain:
        return None
    for host in HOSTS:
        if any(name == domain or name.endswith(f".{domain}") for domain in host.domains):
            return host
    return None


def public_url(url: str) -> str:
    """The address that readers are sent to; empty if the host is not on the list.

    YouTube's many forms become the one that everybody knows, without what follows people around.
    """
    host = find_host(url)
    if host is None:
        return ""
    if host.name != "YouTube":
        return url
    video = _youtube_video(url)
    if not video:
        return url
    start = parse_qs(urlsplit(url).query).get("t", [""])[0]
    query = {"v": video} | ({"t": start} if START.fullmatch(start) else {})
    return f"https://www.youtube.com/watch?{urlencode(query)}"


def _youtube_video(url: str) -> str:
    """The code of a single video; empty for channels, lists and the like."""
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    if (parts.hostname or "").lower().endswith("youtu.be"):
        found = steps[0] if steps else ""
    elif len(steps) > 1 and steps[0] in {"embed", "shorts", "live", "v"}:
        found = steps[1]
    else:
        found = parse_qs(parts.query).get("v", [""])[0]
    return found if YOUTUBE_ID.fullmatch(found) else ""


def validate_media_url(url: str) -> None:
    """Raises ValidationError unless the address leads to a host on the list."""
    if find_host(url) is None:
        names = ", ".join(f"{host.name} ({host.domain})" for host in HOSTS)
        raise ValidationError(
            _(
                "Give an address that begins with https:// and belongs to one of: %(names)s. For "
                "any other site use a link."
            ),
            code="media_host",
            params={"names": names},
        )
