"""Finished pages in memory, bounded in number and bytes."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import NamedTuple

from nnirr_site.http.page_cache.compression import COMPRESSORS, choose_encoding, matches

# How long after its end a page may still be shown while the database is away.
STALE_SECONDS = 15 * 60
# What other caches may do with a page that is shown beyond its time.
STALE_CONTROL = "public, max-age=0, s-maxage=10, must-revalidate"


class Answer(NamedTuple):
    """What is sent of a kept page: status, headers by name, and the body a GET gets."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class StoredPage:
    """A finished answer: its headers, and its body once for each encoding that was asked for.

    `stale_until` is later than `expires_at` only for pages that may be shown during an outage.
    """

    headers: dict[str, str]
    bodies: dict[str, bytes]
    fingerprint: str
    made_at: float
    expires_at: float
    stale_until: float = 0.0
    status: int = 200
    size: int = field(init=False)
    _heads: dict[tuple[str, bool], dict[str, str]] = field(init=False, default_factory=dict)

    def __post_init__(self):
        # Room for the compressed forms is reckoned in from the start.
        self.size = 2 * len(self.bodies["identity"]) + 2048

    @property
    def is_shared(self) -> bool:
        """Whether others may keep it, and ask again whether it is still the same."""
        return "no-store" not in self.headers.get("Cache-Control", "")

    def body(self, encoding: str) -> bytes:
        """The body in an encoding, compressed at most once."""
        if encoding not in self.bodies:
            self.bodies[encoding] = COMPRESSORS[encoding](self.bodies["identity"])
        return self.bodies[encoding]

    def answer(self, accepted: str, condition: str, state: str) -> Answer:
        """The page, or 304 if the visitor has it, in the best encoding that was asked for.

        `accepted` and `condition` are `Accept-Encoding` and `If-None-Match`; `state` is `hit`,
        `miss`, `bypass` or `stale`.
        """
        encoding = choose_encoding(accepted, len(self.bodies["identity"]))
        is_asked = bool(condition) and self.status == 200 and self.is_shared
        is_known = is_asked and matches(condition, self.fingerprint)
        headers = dict(self._head(encoding, is_known))
        if not self.is_shared:
            # Not when it was made: that would tell when somebody was here.
            return Answer(self.status, headers, self.body(encoding))
        headers["X-Cache"] = state
        if state == "stale":
            headers["Cache-Control"] = STALE_CONTROL
        if state in ("hit", "stale"):
            headers["Age"] = str(int(time.monotonic() - self.made_at))
        return Answer(
            304 if is_known else self.status, headers, b"" if is_known else self.body(encoding)
        )

    def _head(self, encoding: str, is_known: bool) -> dict[str, str]:
        """Headers that are the same for all who ask for this encoding."""
        found = self._heads.get((encoding, is_known))
        if found is None:
            found = self.headers | ({"ETag": self.etag(encoding)} if self.is_shared else {})
            if is_known:
                found.pop("Content-Type", None)
            else:
                found["Content-Length"] = str(len(self.body(encoding)))
                if encoding != "identity":
                    found["Content-Encoding"] = encoding
            self._heads[encoding, is_known] = found
        return found

    def etag(self, encoding: str) -> str:
        """A strong validator, so it differs between encodings."""
        suffix = "" if encoding == "identity" else f"-{encoding}"
        return f'"{self.fingerprint}{suffix}"'


class PageStore:
    """Least recently used pages are dropped beyond a number of pages and of bytes."""

    def __init__(self, most_pages: int, most_bytes: int):
        self.most_pages = most_pages
        self.most_bytes = most_bytes
        self.size = 0
        self._pages: OrderedDict[tuple, StoredPage] = OrderedDict()

    def __len__(self):
        return len(self._pages)

    def get(self, key: tuple, *, is_stale_good: bool = False) -> StoredPage | None:
        """The page as long as it is good; also afterwards, while it may be stale, if that is."""
        page = self._pages.get(key)
        if page is None:
            return None
        now = time.monotonic()
        if now >= max(page.expires_at, page.stale_until):
            self._remove(key)
            return None
        if now >= page.expires_at and not is_stale_good:
            return None
        self._pages.move_to_end(key)
        return page

    def put(self, key: tuple, page: StoredPage) -> None:
        self._remove(key)
        self._pages[key] = page
        self.size += page.size
        while len(self._pages) > self.most_pages or self.size > self.most_bytes:
            self._remove(next(iter(self._pages)))

    def clear(self) -> None:
        self._pages.clear()
        self.size = 0

    def _remove(self, key: tuple) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size
