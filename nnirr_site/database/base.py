"""Django's PostgreSQL backend with an end to waiting: `ENGINE = "nnirr_site.database"`."""

from __future__ import annotations

import threading
import time

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base, operations

from nnirr_site.database import PATIENCE, DatabaseAway, is_outage
from nnirr_site.database.prepared import PreparingCursor

# How long the others of a process do without, when one of its threads found the database away.
PAUSE_SECONDS = 1.0
# A connection that was used so lately is not asked first whether it is still there.
FRESH_SECONDS = 1.0
# How often psycopg sees a statement before it has it prepared unasked: never.
ONLY_WHEN_ASKED = 2**31


class PatientConnection(psycopg.Connection):
    """Waits for an answer of the server no longer than `answer_seconds`, if that is not 0.

    The server's own limits do not help when it hangs. The connection is closed then: what it was
    doing is unknown.
    """

    answer_seconds = 0.0
    speaks_for_all = True  # not if it waits for less time than the others are promised

    def wait(self, gen, *args, timeout: float | None = None, **kwargs):
        if timeout is not None or not self.answer_seconds:
            return super().wait(gen, *args, timeout=timeout, **kwargs)
        try:
            return super().wait(gen, *args, timeout=self.answer_seconds, **kwargs)
        except psycopg.errors._WaitTimeout:
            self.pgconn.finish()
            if self.speaks_for_all:
                outage.note(is_away=True, hangs=True)
            raise psycopg.OperationalError("the database does not answer") from None


class Driver:
    """psycopg, but for the class of its connections."""

    connect = PatientConnection.connect

    def __getattr__(self, name: str):
        return getattr(psycopg, name)


class DatabaseOperations(operations.DatabaseOperations):
    """What is asked with the parameters beside it is written down without them."""

    def last_executed_query(self, cursor, sql, params):
        return super().last_executed_query(cursor, sql, params) or sql


class Outage:
    """Whether the database was away when it was last asked, for the threads of one process.

    While it is, one thread tries again at a time: all of them would wait out the time to connect.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._retry_at: float | None = None
        self._hangs = False

    @property
    def is_on(self) -> bool:
        """True as long as nobody needs to ask again."""
        retry_at = self._retry_at
        return retry_at is not None and time.monotonic() < retry_at

    def before_asking(self, longest_seconds: float) -> None:
        """Raise DatabaseAway unless it is time to try."""
        with self._lock:
            if self.is_on:
                raise DatabaseAway("the database was away a moment ago")
            if self._retry_at is not None:
                self._retry_at = time.monotonic() + longest_seconds + PAUSE_SECONDS

    @property
    def is_hanging(self) -> bool:
        """True if connections that are open are of no use either: the server does not answer."""
        return self._hangs and self.is_on

    def note(self, is_away: bool, hangs: bool = False) -> None:
        with self._lock:
            self._retry_at = time.monotonic() + PAUSE_SECONDS if is_away else None
            self._hangs = is_away and (hangs or self._hangs)


outage = Outage()


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections that end in time; in the web role also a pause after one that could not be."""

    Database = Driver()
    ops_class = DatabaseOperations

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._used_at = float("-inf")
        self._is_preparing = False

    def get_connection_params(self):
        params = super().get_connection_params()
        if settings.DATABASE_PREPARES:
            params["prepare_threshold"] = ONLY_WHEN_ASKED
        return params

    def get_new_connection(self, conn_params):
        role = getattr(settings, "DATABASE_ROLE", "command")
        is_web = role == "web"
        if is_web:
            outage.before_asking(PATIENCE[role].connect)
        try:
            connection = self.connect_once(conn_params)
        except Exception as error:
            if is_web and is_outage(error):
                outage.note(is_away=True)
            raise
        if is_web:
            outage.note(is_away=False)
        connection.answer_seconds = PATIENCE[role].answer
        return connection

    def _cursor(self, name=None):
        if outage.is_hanging and getattr(settings, "DATABASE_ROLE", "command") == "web":
            self.close_hanging()
            raise DatabaseAway("the database did not answer a moment ago")
        cursor = super()._cursor(name)
        self._used_at = time.monotonic()
        return cursor

    def chunked_cursor(self):
        """Rows in portions by a cursor of the server's, which a pooler keeps within a transaction.

        Outside of one the cursor would have to outlive it (WITH HOLD): there all rows come at once.
        """
        if settings.DATABASE_SESSIONS and not self.in_atomic_block:
            return self.cursor()
        return super().chunked_cursor()

    def preparing_cursor(self):
        """A cursor for `nnirr_site.database.prepared`."""
        self._is_preparing = True
        try:
            return self.cursor()
        finally:
            self._is_preparing = False

    def create_cursor(self, name=None):
        if not self._is_preparing:
            return super().create_cursor(name)
        usual, self.connection.cursor_factory = self.connection.cursor_factory, PreparingCursor
        try:
            return super().create_cursor(name)
        finally:
            self.connection.cursor_factory = usual

    def close_if_health_check_failed(self):
        """Not by a request, when it was in use a moment ago: under load each would ask twice."""
        is_web = getattr(settings, "DATABASE_ROLE", "command") == "web"
        if is_web and time.monotonic() - self._used_at < FRESH_SECONDS:
            self.health_check_done = True
        super().close_if_health_check_failed()

    def close_hanging(self) -> None:
        """Let go of a connection to a server that does not answer, without saying goodbye."""
        if self.connection is not None:
            self.connection.pgconn.finish()

    def connect_once(self, conn_params):
        """One try; the embedded backend starts its server here."""
        return super().get_new_connection(conn_params)
