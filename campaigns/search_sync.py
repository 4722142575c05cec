"""Keeps what visitors find in step with the texts that are signed."""

from __future__ import annotations

from django.db.models.signals import post_save

from campaigns.models import CallPage, StatementVersion
from nnirr_site.publishing.on_change import INDEX, ChangeStep, add_step
from nnirr_site.search.index import refresh_pages


def on_statement_saved(sender, instance, raw=False, **_signal) -> None:
    if not raw:
        refresh_pages(CallPage.objects.filter(call_id=instance.call_id, live=True))


def follow_statements() -> None:
    """A new version of a statement changes the pages that show it. Called once at the start."""
    add_step(ChangeStep(INDEX, on_statement_saved, (post_save,), (StatementVersion,)))
