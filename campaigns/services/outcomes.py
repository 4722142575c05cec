"""What a writer did, and the entry in the audit log that goes with it."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterable

from django.db import Error as DatabaseTrouble
from django.db import connection
from wagtail.log_actions import log


class Outcome(enum.Enum):
    """What a transition did. Only staff and the signer's own link learn it."""

    DONE = "done"
    ALREADY = "already"
    REFUSED = "refused"
    CHANGED = "changed"  # nothing was done: it is not what its signer was shown


class SomeFailed(Exception):
    """Of several things each was tried, and some failed. `summary` names kinds of errors, and
    nothing of what they were about.
    """

    def __init__(self, errors: list[Exception]):
        inner = [each.errors if isinstance(each, SomeFailed) else [each] for each in errors]
        self.errors = [error for group in inner for error in group]
        names = Counter(type(error).__name__ for error in self.errors)
        self.summary = ", ".join(
            name if number == 1 else f"{name} × {number}" for name, number in names.items()
        )
        super().__init__(self.summary)


def do_each(items: Iterable, do: Callable, should_stop: Callable[[], bool] = lambda: False) -> list:
    """Call `do` with each; one that fails stops no other. Returns what came back.

    Raises `SomeFailed` at the end, and at once only if the database is away.
    """
    results, errors = [], []
    for item in items:
        if should_stop():
            break
        try:
            results.append(do(item))
        except Exception as error:
            if isinstance(error, DatabaseTrouble) and not connection.is_usable():
                raise
            errors.append(error)
    if errors:
        raise SomeFailed(errors) from errors[0]
    return results


def audit(instance, action: str, reason: str, user) -> None:
    """Who did what to which reference, and why. The label is a reference, never a name."""
    log(instance, action, user=user, data={"reason": reason})
