"""Publishing the words that are signed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from campaigns.models import Call, Signature, StatementVersion
from nnirr_site.http.page_cache.memory import purge


class StatementError(ValueError):
    """A change of the text that may not be made; the message says why."""


def publish_statement(
    call: Call, language: str, title: str, body: str, reason: str = "", user=None
) -> StatementVersion | None:
    """Make these words the ones that are signed from now on. None if they are that already.

    Raises `StatementError` when the call has a confirmed signature and no reason is given: who
    signed the words before has to be able to read why they changed.
    """
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        newest = call.statements.filter(language=language).order_by("-number").first()
        if newest and (newest.title, newest.body) == (title, body):
            return None
        if newest and not call.shown_statements().filter(pk=newest.pk).exists():
            call.statements.filter(language=language).delete()  # nobody could read or sign it
        elif newest and not reason and has_confirmed(call):
            raise StatementError("reason")
        numbers = call.statements.filter(language=language).aggregate(Max("number"))
        version = StatementVersion(
            call=call,
            language=language,
            number=(numbers["number__max"] or 0) + 1,
            title=title,
            body=body,
            reason=reason,
        )
        version.save(force_insert=True)
        log(
            call,
            "campaigns.publish_statement",
            user=user,
            data={"reason": reason, "language": language, "number": version.number},
        )
        purge()
    call.__dict__.pop("newest_statements", None)
    return version


def store_words(call: Call, language: str, words: dict[str, str]) -> None:
    """Keep what a call says beside its text in another language; without any there is no row."""
    if any(words.values()):
        call.texts.update_or_create(language=language, defaults=words)
    else:
        call.texts.filter(language=language).delete()
    call.__dict__.pop("texts_by_language", None)


def has_confirmed(call: Call) -> bool:
    return bool(Signature.objects.confirmed().newest_in(call.pk).values_list("pk")[:1])


def is_reason_needed(call: Call, language: str) -> bool:
    """Whether a change of the text in this language has to say why."""
    return call.statements.filter(language=language).exists() and has_confirmed(call)
