"""Answers what is in memory from the WSGI environment alone: no request, no middleware, no seat.

Which page is asked for is not decided a second time here. When the middleware has answered a
request from memory, the key that it found is remembered under everything of the request that it,
and what stands outside of it, had looked at. Whoever asks the same is given the same page, if it is
still there: purges, lifetimes and outages are the store's, as before.
"""

from __future__ import annotations

from nnirr_site.http.page_cache.memory import page_cache
from nnirr_site.http.page_cache.store import Answer
from nnirr_site.i18n.carried import SOURCE

# Where what was looked at lies in the environment, until the middleware has found a key for it.
ASKED = "nnirr_site.asked"
LOOKED_AT = (
    *("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT"),
    *("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"),
)
READS = frozenset({"GET", "HEAD"})
# Of each kind of request some bytes, so all of them together take a few megabytes at most.
MOST_REMEMBERED = 4000
LONGEST = 600

_keys: dict[tuple, tuple] = {}


def find(environ: dict) -> Answer | None:
    """The answer of a page in memory; None if the request has to go the whole way."""
    if environ["REQUEST_METHOD"] not in READS or not page_cache.is_listening:
        return None
    if f"{SOURCE}=" in environ.get("HTTP_REFERER", ""):
        return None  # a redirect may have to carry it on: `nnirr_site.i18n.carried`
    asked = tuple([environ.get(name) for name in LOOKED_AT])
    key = _keys.get(asked)
    page = page_cache.get(key) if key is not None else None
    if page is None:
        environ[ASKED] = asked
        return None
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    return page.answer(accepted, environ.get("HTTP_IF_NONE_MATCH", ""), "hit")


def remember(environ: dict, key: tuple) -> None:
    """Let the next who asks the same be answered by `find` with the page of this key."""
    asked = environ.get(ASKED)
    if asked is None or sum(len(part or "") for part in asked) > LONGEST:
        return
    if len(_keys) >= MOST_REMEMBERED:
        _keys.clear()  # what is asked for often is back at once
    _keys[asked] = key


def forget() -> None:
    """Forget which request asks for which page, as after a change of the settings."""
    _keys.clear()
