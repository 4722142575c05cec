"""Run PostgreSQL without any set-up, for development, demonstration and tests.

Which binaries are run is in `binaries.py`, as whom in `identity.py`, where everything lies in
`place.py`, and how the server ends with its last user in `watcher.py`. Linux and macOS; on Windows
use WSL or set DATABASE_URL.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from nnirr_site.dev.embedded_postgres import watcher
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.dev.embedded_postgres.place import PORT, SOCKET_NAME, Place, choose_place

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None

SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "150",
    "shared_buffers": "'64MB'",
    "max_wal_size": "'512MB'",
    "jit": "off",
    "log_min_messages": "warning",
    "logging_collector": "off",
    "timezone": "'UTC'",
}
# With each start, so that clusters that were made before have them too. PostgreSQL would write a
# failed statement, and what it failed at, with the values of a signature into its log.
QUIET = ("-c log_min_error_statement=panic", "-c log_error_verbosity=terse")
# For tests: nothing survives a power cut, everything is written twice as fast.
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


class Embedded:
    """One embedded server below `root`. Making the object costs nothing and starts nothing."""

    def __init__(self, root: Path, fast: bool = False):
        self.root = Path(root)
        self.fast = fast
        self._lease: int | None = None
        self._lease_process: int | None = None

    def __repr__(self):
        return f"Embedded({str(self.root)!r}, fast={self.fast})"

    @cached_property
    def place(self) -> Place:
        """The folders and binaries; the first look may run a program or two."""
        if fcntl is None:
            raise EmbeddedError(
                "The embedded PostgreSQL runs on Linux and macOS. On Windows use WSL, or set "
                "DATABASE_URL to a PostgreSQL server."
            )
        return choose_place(self.root.resolve())

    def connection_parameters(self, name: str = "postgres") -> dict[str, str]:
        """Give Django's connection settings for the database `name`, without starting anything."""
        return {
            "HOST": str(self.place.socket_folder),
            "PORT": PORT,
            "USER": SUPERUSER,
            "PASSWORD": "",
            "NAME": name,
        }

    def ensure(self) -> Embedded:
        """Have the server running and keep it alive as long as this process lives.

        Raises EmbeddedError, with the end of the server's log, when it cannot be started.
        """
        if not self._holds_lease():
            with self._locked():
                if not self._holds_lease():
                    self._take_lease()
        return self

    def revive(self) -> bool:
        """Start the server again if it died under us; True if it had to be started."""
        with self._locked():
            if self.is_accepting():
                return False
            self._start()
            return True

    def create_database(self, name: str) -> bool:
        """Create the database `name` unless it exists; True if it was created."""
        self.ensure()
        with self._locked():
            if self._has_database(name):
                return False
            self._run("createdb", *self._client_options(), "--template=template0", name)
            return True

    def release(self) -> None:
        """Give up this process's hold; the watcher stops the server after the last one."""
        if self._holds_lease():
            os.close(self._lease)
        self._lease = self._lease_process = None

    def stop_if_unused(self) -> bool:
        """Release, and stop the server at once if nobody else holds it; True if it stopped."""
        self.release()
        with self._locked(), self._open_file("lease") as lease:
            # The watcher wakes up at the release too and may have the lease for a moment.
            end = time.monotonic() + watcher.RIVALRY_SECONDS
            while not watcher.try_lock(lease):
                if time.monotonic() > end:
                    return False
                time.sleep(0.02)
            watcher.stop_server(self.place.data)
            return True

    def is_accepting(self) -> bool:
        """Ask the socket itself: a process id may belong to a zombie or to somebody else."""
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(2)
        try:
            connection.connect(str(self.place.socket))
            connection.sendall(b"\x00\x00\x00\x08\x04\xd2\x16\x2f")  # SSLRequest
            return connection.recv(1) in (b"N", b"S")
        except OSError:
            return False
        finally:
            connection.close()

    # -- holding

    def _holds_lease(self) -> bool:
        return self._lease is not None and self._lease_process == os.getpid()

    def _take_lease(self) -> None:
        # The lease comes first: a watcher that is stopping the server finishes before we look.
        lease = os.open(self.place.home / "lease", watcher.LOCK_FILE_FLAGS, 0o600)
        try:
            fcntl.flock(lease, fcntl.LOCK_SH)
            if not (self.place.data / "PG_VERSION").exists():
                self._initialise()
            if not self.is_accepting():
                self._start()
            self._start_watcher()
        except BaseException:
            os.close(lease)
            raise
        self._lease, self._lease_process = lease, os.getpid()

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process or thread at a time look at the server and change it."""
        home = self.place.home
        try:
            home.mkdir(parents=True, exist_ok=True)
            self.place.give(home)
            with self._open_file("lock") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except PermissionError as error:
            raise EmbeddedError(
                f"{error.filename} belongs to another user. Run as that user, or set DATA_DIR to "
                "a folder of your own."
            ) from error

    @contextlib.contextmanager
    def _open_file(self, name: str) -> Iterator[int]:
        descriptor = os.open(self.place.home / name, watcher.LOCK_FILE_FLAGS, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _start_watcher(self) -> None:
        with self._open_file("watch") as watch:
            if not watcher.try_lock(watch):
                return  # there is one
        subprocess.Popen(
            [sys.executable, "-I", "-S", watcher.__file__, str(self.place.home)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )

    # -- the cluster

    def _initialise(self) -> None:
        partial = self.place.home / "data.new"
        shutil.rmtree(partial, ignore_errors=True)
        locale = "--locale=C.UTF-8" if sys.platform == "linux" else "--no-locale"
        options = ("-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--no-sync", locale)
        self._run("initdb", "-D", partial, *options)
        settings = SETTINGS | (FAST_SETTINGS if self.fast else {})
        with (partial / "postgresql.auto.conf").open("a") as configuration:
            configuration.writelines(f"{name} = {value}\n" for name, value in settings.items())
        partial.rename(self.place.data)

    def _start(self) -> None:
        place = self.place
        place.socket_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if place.socket_folder.lstat().st_uid not in (os.geteuid(), *(place.identity.owner or ())):
            raise EmbeddedError(f"{place.socket_folder} belongs to somebody else: remove it.")
        place.give(place.socket_folder)
        if place.pid_file.exists():
            if self._recovers_by_itself():
                return
            # Killed hard, and its process id is a zombie's (process 1 of many containers reaps
            # nothing) or was used again. PostgreSQL itself would refuse to start.
            self._wait_for_orphans()
            place.pid_file.unlink(missing_ok=True)
            place.socket.with_name(SOCKET_NAME + ".lock").unlink(missing_ok=True)
        server_options = " ".join([f"-k '{place.socket_folder}' -p {PORT}", *QUIET])
        self._run(
            *("pg_ctl", "-D", place.data, "-l", place.log, "-w", "-t", "60"),
            *("-o", server_options, "start"),
        )

    def _recovers_by_itself(self, seconds: float = 20) -> bool:
        """Watch a server that does not answer: True once it answers, False once it is dead.

        One that was just killed still exists for a moment. Raises EmbeddedError if it stays silent.
        """
        end = time.monotonic() + seconds
        while watcher.find_postmaster(self.place.data):
            if self.is_accepting():
                return True
            if time.monotonic() > end:
                raise EmbeddedError(
                    f"A PostgreSQL server on {self.place.data} is running and does not answer."
                )
            time.sleep(0.05)
        return False

    def _wait_for_orphans(self, seconds: float = 10) -> None:
        """Wait until the backends of a dead server are gone; two on one folder would ruin it."""
        end = time.monotonic() + seconds
        while self._has_orphans():
            if time.monotonic() > end:
                raise EmbeddedError(f"Old PostgreSQL processes still use {self.place.data}.")
            time.sleep(0.1)

    def _has_orphans(self) -> bool:
        for link in Path("/proc").glob("[0-9]*/cwd"):  # each sits in its data folder
            with contextlib.suppress(OSError):
                if os.readlink(link) == str(self.place.data):
                    state = link.with_name("stat").read_text()
                    if "(postgres)" in state and state.rsplit(")", 1)[1].split()[0] != "Z":
                        return True
        return False

    def _client_options(self) -> tuple:
        return ("-h", self.place.socket_folder, "-p", PORT, "-U", SUPERUSER)

    def _has_database(self, name: str) -> bool:
        listing = ("-d", "postgres", "-A", "-t", "-c", "SELECT datname FROM pg_database")
        return name in self._run("psql", *self._client_options(), *listing).splitlines()

    def _run(self, program: str, *arguments) -> str:
        """Run one of PostgreSQL's programs and give its output.

        Raises EmbeddedError with that output and the end of the server's log.
        """
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                _command(self.place, program, *arguments),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **_options(self.place),
            )
            output.seek(0)
            text = output.read().decode(errors="replace")
        if done.returncode:
            log = self.place.log
            tail = log.read_text(errors="replace")[-1500:] if log.exists() else ""
            raise EmbeddedError(f"{program} failed ({done.returncode}): {text}\n{tail}".strip())
        return text


def _command(place: Place, program: str, *arguments) -> list[str]:
    return [*place.identity.prefix, str(place.binaries / program), *map(str, arguments)]


def _options(place: Place) -> dict:
    """Arguments for `subprocess.run`: a clean environment, a session of its own, the right user."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return {
        "env": environment | {"LC_ALL": "C"},
        "timeout": 90,
        "check": False,
        "start_new_session": True,
        "cwd": "/",
        **place.identity.process_options,
    }
