"""What the worker asks the apps to keep true of the files that they set with Typst."""

from __future__ import annotations

from collections.abc import Callable

# Each is told how to know that it is to stop, and says how many files it made. Apps add theirs when
# they are loaded.
KEEPERS: list[Callable[[Callable[[], bool]], int]] = []


def keep_files(should_stop: Callable[[], bool]) -> int:
    """Have every app look after its files; returns how many were made anew."""
    return sum(keep(should_stop) for keep in KEEPERS)
