"""Somebody in every state, and what of an answer could tell who has signed."""

import re

from campaigns import services
from tests.campaigns.factories import make_call_page, make_signature, use_up_mails

KNOWN = ["pending", "confirmed", "rejected", "withdrawn", "out of mails", "paused", "disowned"]


def prepare(call, known: str, email: str) -> None:
    """`paused`: pending here, but its owner pressed “This wasn't me” in another call's mail."""
    state = known if known in {"confirmed", "rejected", "withdrawn"} else "pending"
    signature = make_signature(call, state, email=email)
    if known == "out of mails":
        use_up_mails(email)
    if known == "paused":
        signature = make_signature(make_call_page().call, email=email)
    if known in {"paused", "disowned"}:
        assert services.disown_signature(signature.reference) is services.Outcome.DONE


def shape_of(statement: str) -> str:
    """A statement without what was put into it."""
    return re.sub(r"'(?:[^']|'')*'", "?", statement)


def visible(answer) -> tuple:
    """All that a visitor can see of an answer."""
    headers = {name: value for name, value in answer.items() if name != "Date"}
    return answer.status_code, answer.content, tuple(sorted(headers.items()))
