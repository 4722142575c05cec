"""What signing needs to know of a call, read once and dropped by whatever changes its page.

So a form is stored by one statement to the database, and nothing is asked before it.
"""

from __future__ import annotations

from copy import copy

from campaigns.models import Call, CallPage, StatementVersion
from nnirr_site.http.page_cache.kept import once_per_moment


def find_call(slug: str) -> Call | None:
    """The call of this short name, with its tally."""
    return copy(_read_call(slug))


def find_page(call: Call, language: str | None) -> CallPage | None:
    """The page that shows the call to visitors who read `language`; None while there is none."""
    page = copy(_read_page(call.pk, language))
    if page is not None:
        page.call = call
    return page


def find_statement(call: Call, statement_id: int | None) -> StatementVersion | None:
    """A version of the text of this call; None if it is of another one."""
    known = _read_statements(call.pk).get(statement_id)
    # One that was published a moment ago may be shown already by another process.
    return known or call.shown_statements().filter(pk=statement_id).first()


@once_per_moment
def _read_call(slug: str) -> Call | None:
    return Call.objects.select_related("tally_state").filter(slug=slug).first()


@once_per_moment
def _read_page(call_id: int, language: str | None) -> CallPage | None:
    return Call(pk=call_id).page_in(language)


@once_per_moment
def _read_statements(call_id: int) -> dict[int, StatementVersion]:
    return Call(pk=call_id).shown_statements().in_bulk()
