"""How each CDN is told to forget addresses. All raise `CdnNotTold` if it was not.

Wagtail's own backends (`wagtail.contrib.frontend_cache`) log a failure and go on, so that nobody
would tell the CDN again; and there is none for Fastly.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException
from urllib.parse import quote, urlsplit
from uuid import uuid4

from django.conf import settings

SECONDS = 10
CLOUDFLARE = "https://api.cloudflare.com/client/v4/zones"
FASTLY = "https://api.fastly.com"
CLOUDFRONT: str | None = None  # where boto3 finds it
# What Cloudflare takes in one request on every plan.
MOST_AT_ONCE = 30


class CdnNotTold(Exception):
    """The CDN did not answer, or refused. `summary` is for the report of what happens by itself."""

    def __init__(self, summary: str):
        super().__init__(summary)
        self.summary = summary


def tell(urls: Sequence[str], is_everything: bool = False) -> None:
    """Have the CDN of the settings forget absolute addresses of the site.

    With `is_everything` they are all pages there are, which some can be told in a word.
    """
    cdn = settings.CDN_PURGE
    TELLERS[cdn["kind"]](cdn["place"], cdn["token"], list(urls), is_everything)


def tell_plain(place: str, token: str, urls: list[str], is_everything: bool) -> None:
    """POST `{"urls": […]}` to an address of the operator's choice."""
    for part in parts_of(urls, MOST_AT_ONCE):
        send("POST", place, bearer(token), {"urls": part})


def tell_each(place: str, token: str, urls: list[str], is_everything: bool) -> None:
    """`PURGE` of each path at a cache that understands it, such as Varnish, by the site's name."""
    for url in urls:
        parts = urlsplit(url)
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        send("PURGE", f"{place}{path}", bearer(token) | {"Host": parts.netloc})


def tell_cloudflare(place: str, token: str, urls: list[str], is_everything: bool) -> None:
    """`place` is the zone. Never all of it: other sites may be in the same one."""
    for part in parts_of(urls, MOST_AT_ONCE):
        send("POST", f"{CLOUDFLARE}/{quote(place)}/purge_cache", bearer(token), {"files": part})


def tell_fastly(place: str, token: str, urls: list[str], is_everything: bool) -> None:
    """`place` is the service, which is this site's alone."""
    key = {"Fastly-Key": token}
    if is_everything:
        send("POST", f"{FASTLY}/service/{quote(place)}/purge_all", key)
        return
    for url in urls:
        send("POST", f"{FASTLY}/purge/{url.partition('://')[2]}", key)


def tell_cloudfront(place: str, token: str, urls: list[str], is_everything: bool) -> None:
    """`place` is the distribution. Each path costs, and `/*` counts as one."""
    import boto3  # takes long to load, and few sites need it
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError

    paths = ["/*"] if is_everything else list(dict.fromkeys(urlsplit(url).path for url in urls))
    config = Config(connect_timeout=SECONDS, read_timeout=SECONDS, retries={"max_attempts": 1})
    batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": uuid4().hex}
    try:
        client = boto3.client(
            "cloudfront", region_name="us-east-1", endpoint_url=CLOUDFRONT, config=config
        )
        client.create_invalidation(DistributionId=place, InvalidationBatch=batch)
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        raise CdnNotTold(f"CDN answered {status}") from None
    except BotoCoreError as error:
        raise CdnNotTold(f"CDN: {type(error).__name__}") from None


TELLERS = {
    "plain": tell_plain,
    "purge": tell_each,
    "cloudflare": tell_cloudflare,
    "fastly": tell_fastly,
    "cloudfront": tell_cloudfront,
}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def parts_of(urls: list[str], most: int) -> list[list[str]]:
    return [urls[start : start + most] for start in range(0, len(urls), most)]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would take the token to another host, and what answers there is not the CDN."""

    def redirect_request(self, *_arguments) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects)


def send(method: str, url: str, headers: dict[str, str], content: dict | None = None) -> None:
    """One request; anything but an answer of success is a `CdnNotTold`, a redirect too."""
    data = None
    if content is not None:
        data, headers = json.dumps(content).encode(), headers | {"Content-Type": "application/json"}
    request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - https in production
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        error.close()
        raise CdnNotTold(f"CDN answered {error.code}") from None
    except (OSError, HTTPException) as error:
        raise CdnNotTold(f"CDN: {type(error).__name__}") from None
