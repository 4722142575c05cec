"""Stops the server when nobody holds it any more, however its last holder ended.

Every process that needs the server holds a shared `flock` on the file `lease` for as long as it
lives. The watcher waits for the exclusive lock, and gets it when the last holder is gone. It is
this very file, run by a bare interpreter: it imports nothing but the standard library.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None

LINGER_SECONDS = 2.0
RIVALRY_SECONDS = 0.3
LOCK_FILE_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)


def try_lock(descriptor: int) -> bool:
    """Lock an open file if nobody else has it; True if it is ours now."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


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
    watcher = os.open(home / "watch", LOCK_FILE_FLAGS, 0o600)
    # Whoever only looks whether there is a watcher has the lock for a moment too.
    end = time.monotonic() + RIVALRY_SECONDS
    while not try_lock(watcher):
        if time.monotonic() > end:
            return
        time.sleep(0.02)
    lease = os.open(home / "lease", LOCK_FILE_FLAGS, 0o600)
    pid_file = home / "data" / "postmaster.pid"
    while True:
        fcntl.flock(lease, fcntl.LOCK_EX)
        if not pid_file.exists():
            break
        fcntl.flock(lease, fcntl.LOCK_UN)  # a command that follows at once finds it running
        end = time.monotonic() + LINGER_SECONDS
        while time.monotonic() < end and pid_file.exists():
            time.sleep(0.05)
        if try_lock(lease):
            stop_server(home / "data")
            break
    # In this order, so that whoever gets the lease next sees that there is no watcher any more.
    os.close(watcher)
    os.close(lease)


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
