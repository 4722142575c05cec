"""Whole pages in the memory of each process, purged in all of them when an editor publishes.

A purge is a PostgreSQL NOTIFY, which is delivered when the publishing transaction commits, so that
no process can store the old page after it. A process that cannot listen does not store and does
not answer from memory. Pages are forgotten before the process listens again after an outage.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable

import psycopg
from django.db import DatabaseError, connection, transaction
from wagtail.models import Site

from nnirr_site.database.sessions import open_session
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.http.page_cache.store import PageStore, StoredPage

CHANNEL = "nnirr_page_cache"
MEGABYTE = 1024 * 1024
HEARTBEAT_SECONDS = 10
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
logger = logging.getLogger(__name__)

# Called with the listening connection at its start and at each purge, before pages are forgotten.
on_flush: list[Callable[[psycopg.Connection], None]] = []
# Called with every purge of this process: what else is kept only until something is published.
on_forget: list[Callable[[], None]] = []


class PageCache:
    """The pages of one process, their generation, and the thread that listens for purges."""

    def __init__(self):
        self._begin()

    def _begin(self) -> None:
        """Start empty; also in a forked child, which inherits neither thread nor lock."""
        self._lock = threading.Lock()
        self._plain = PageStore(most_pages=1500, most_bytes=48 * MEGABYTE)
        self._queried = PageStore(most_pages=300, most_bytes=12 * MEGABYTE)
        self._missing = PageStore(most_pages=200, most_bytes=8 * MEGABYTE)
        self._thread: threading.Thread | None = None
        self._is_ending = threading.Event()
        self.generation = 0
        self.purges = 0
        self.is_listening = False

    def __len__(self):
        return len(self._plain) + len(self._queried) + len(self._missing)

    def _store_for(self, key: tuple) -> PageStore:
        return self._queried if key[-1] else self._plain

    def get(self, key: tuple, *, is_stale_good: bool = False) -> StoredPage | None:
        with self._lock:
            return self._store_for(key).get(key, is_stale_good=is_stale_good) or self._missing.get(
                key
            )

    def put(self, key: tuple, page: StoredPage, generation: int) -> bool:
        """Store a page unless something was published since `generation` was read."""
        with self._lock:
            if generation != self.generation or not self.is_listening:
                return False
            store = self._store_for(key) if page.status == 200 else self._missing
            store.put(key, page)
            return True

    def forget(self) -> None:
        """Drop every page, and every page that is being made now.

        With them goes what Wagtail keeps in this process of where the site's trees begin: a home
        page in a new language, published by another process, would have no address here.
        """
        Site.clear_site_root_paths_cache()
        for forget in on_forget:
            forget()
        with self._lock:
            self.generation += 1
            self.purges += 1
            self._plain.clear()
            self._queried.clear()
            self._missing.clear()

    def listen(self) -> None:
        """Have the listening thread running in this process."""
        if self._thread is None or not self._thread.is_alive():
            with self._lock:
                if self._thread is None or not self._thread.is_alive():
                    self._is_ending.clear()
                    self._thread = threading.Thread(
                        target=self._keep_listening, daemon=True, name="page-cache-listener"
                    )
                    self._thread.start()

    def stop(self) -> None:
        """End the listening thread and its connection. The next `listen` starts another."""
        self._is_ending.set()
        if self._thread is not None and self._thread.is_alive():
            purge()  # wakes it
            self._thread.join(timeout=LONGEST_PAUSE)

    def _keep_listening(self) -> None:
        """Listen until the end. Without a connection pages rest: shown only during an outage."""
        pause = FIRST_PAUSE
        while not self._is_ending.is_set():
            try:
                with open_session() as listener:
                    listener.execute(f"LISTEN {CHANNEL}")
                    # Whatever was published while nobody listened is forgotten first.
                    self._forget_after_asking(listener)
                    self.is_listening = True
                    pause = FIRST_PAUSE
                    self._receive(listener)
            except (psycopg.Error, DatabaseError, OSError, EmbeddedError) as error:
                if self.is_listening or pause == FIRST_PAUSE:
                    logger.warning("The page cache is off: %s", type(error).__name__)
            finally:
                self.is_listening = False
                with self._lock:
                    self.generation += 1
                if self._is_ending.is_set():
                    self.forget()
            self._is_ending.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _receive(self, listener: psycopg.Connection) -> None:
        while True:
            is_purged = False
            for _notification in listener.notifies(timeout=HEARTBEAT_SECONDS, stop_after=1):
                is_purged = True
            if is_purged:
                self._forget_after_asking(listener)
            if self._is_ending.is_set():
                return
            listener.execute("SELECT 1")  # a connection that broke silently shows here

    def _forget_after_asking(self, listener: psycopg.Connection) -> None:
        """Forget at once, and again when everybody has read what is new."""
        self.forget()
        for ask in on_flush:
            ask(listener)
        if on_flush:
            self.forget()


page_cache = PageCache()
os.register_at_fork(after_in_child=page_cache._begin)


def purge(**_signal) -> None:
    """Forget every page in every process, as soon as the transaction under way commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    transaction.on_commit(page_cache.forget)
