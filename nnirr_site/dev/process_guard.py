"""End process groups when the process that started them is gone, however it ended.

Run with a bare interpreter. It reads process group ids, one a line, from a pipe that its starter
holds open; the pipe's end, which also comes after `kill -9`, is the sign to end the groups.
"""

import contextlib
import os
import signal
import sys
import time

GRACE_SECONDS = 6.0


def end_groups(groups, reap=lambda: None, grace_seconds=GRACE_SECONDS) -> None:
    """Ask the groups to end, wait, and kill what is left. `reap` collects a parent's dead."""
    for group in groups:
        send(group, signal.SIGTERM)
    end = time.monotonic() + grace_seconds
    while time.monotonic() < end and any(is_alive(group) for group in groups):
        time.sleep(0.05)
        reap()
    for group in groups:
        send(group, signal.SIGKILL)


def send(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def is_alive(group: int) -> bool:
    """True if a process of the group is left that is no zombie."""
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return not _has_only_zombies(group)


def _has_only_zombies(group: int) -> bool:
    """Look into /proc, where there is one: a zombie that nobody reaps still has its group."""
    states = []
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError), open(f"/proc/{entry.name}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
                    if int(fields[2]) == group:
                        states.append(fields[0])
    return bool(states) and set(states) <= {"Z", "X"}


def main() -> None:
    """Wait for the pipe's end; nothing else stops the guard."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    end_groups([int(line) for line in sys.stdin])


if __name__ == "__main__":
    main()
