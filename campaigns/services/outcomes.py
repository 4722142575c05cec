"""What a writer did, and the entry in the audit log that goes with it."""

from __future__ import annotations

import enum

from wagtail.log_actions import log


class Outcome(enum.Enum):
    """What a transition did. Only staff and the signer's own link learn it."""

    DONE = "done"
    ALREADY = "already"
    REFUSED = "refused"


def audit(instance, action: str, reason: str, user) -> None:
    """Who did what to which reference, and why. The label is a reference, never a name."""
    log(instance, action, user=user, data={"reason": reason})
