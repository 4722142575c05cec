"""What editors scheduled happens: versions go live and pages are taken off at their time.

Each through Wagtail's own actions, as its command `publish_scheduled` does it, and each in a
transaction of its own: what raises an error stays as it was, is noted for staff and stops no other.
Unlike the command, it publishes before it takes off, since Wagtail forgets every schedule of a page
that is taken off; a later version that waits for its time keeps it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import Error as DatabaseTrouble
from django.db import connection, models, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from nnirr_site.database.clock import database_now
from nnirr_site.models import ScheduledStep, ScheduleProblem

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """One step whose time has come, of one page or snippet."""

    content_type_id: int
    object_id: str
    step: str
    take: Callable[[], bool]

    @property
    def key(self) -> tuple[int, str, str]:
        return self.content_type_id, self.object_id, self.step


@dataclass
class Published:
    """What one round did, in numbers."""

    live: int = 0
    expired: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        return self.live + self.expired


def scheduled_models() -> list[type[models.Model]]:
    """Every model that can go live and expire at a time: pages as one, and snippets."""
    drafts = (model for model in apps.get_models() if issubclass(model, DraftStateMixin))
    return [Page, *(model for model in drafts if not issubclass(model, Page))]


def publish_due(should_stop: Callable[[], bool] = lambda: False) -> Published:
    """Publish and take off what is due. Safe to stop and to repeat at any time."""
    # Wagtail's action compares with the clock of this process: what is not due there is put back.
    now = min(database_now(), timezone.now())
    done = Published()
    problems = {
        (problem.content_type_id, problem.object_id, problem.step): problem
        for problem in ScheduleProblem.objects.all()
    }
    found = set()
    for find, counter in ((find_due_versions, "live"), (find_expired, "expired")):
        for due in find(now):
            found.add(due.key)
            problem = problems.get(due.key)
            if should_stop():
                return done
            if problem and not _is_to_be_tried(problem, now):
                continue
            try:
                with transaction.atomic():
                    is_done = due.take()
            except Exception as error:
                if isinstance(error, DatabaseTrouble) and not connection.is_usable():
                    raise
                _note_failure(due, problem, error, now)
                done.failed += 1
            else:
                setattr(done, counter, getattr(done, counter) + is_done)
                if problem:
                    problem.delete()
    _forget_settled(problems, found)
    return done


def find_due_versions(now: datetime) -> list[Due]:
    """The versions whose time to go live has come, the earliest first."""
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    return [
        Due(
            base_type,
            object_id,
            ScheduledStep.GO_LIVE,
            lambda pk=pk: _go_live(pk, now),
        )
        for pk, base_type, object_id in due.values_list("pk", "base_content_type_id", "object_id")
    ]


def find_expired(now: datetime) -> list[Due]:
    """What is live although its last moment has passed, the earliest first."""
    return [
        Due(
            ContentType.objects.get_for_model(model).pk,
            str(pk),
            ScheduledStep.EXPIRE,
            lambda model=model, pk=pk: _expire(model, pk, now),
        )
        for model in scheduled_models()
        for pk in model.objects.filter(live=True, expire_at__lte=now)
        .order_by("expire_at")
        .values_list("pk", flat=True)
    ]


def _go_live(revision_id: int, now: datetime) -> bool:
    """Publish one version, unless somebody else has, or took its time away. One whose end has come
    as well was never to be seen from now on: it is taken off before anybody is shown it.
    """
    waiting = Revision.objects.select_for_update().filter(
        pk=revision_id, approved_go_live_at__lte=now
    )
    revision = waiting.first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    model, pk = type(revision.content_object), revision.object_id
    _expire(Page if issubclass(model, Page) else model, pk, now)
    return True


def _expire(model: type[models.Model], pk: int | str, now: datetime) -> bool:
    """Take one object off, unless its end was moved meanwhile. Later versions keep their times."""
    over = model.objects.select_for_update().filter(pk=pk, live=True, expire_at__lte=now)
    subject = over.first()
    if subject is None:
        return False
    later = subject.revisions.filter(approved_go_live_at__gt=now)
    times = dict(later.values_list("pk", "approved_go_live_at"))
    # As Wagtail's command: pages as `Page`, whose signal brings the specific one along.
    subject.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision, time in times.items():
        Revision.objects.filter(pk=revision).update(approved_go_live_at=time)
    return True


def _is_to_be_tried(problem: ScheduleProblem, now: datetime) -> bool:
    """Again after one minute, then less and less often; a last time in the future is no reason."""
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(problem.failures - 1, 10))
    return not problem.failed_at <= now < problem.failed_at + pause


def _note_failure(
    due: Due, problem: ScheduleProblem | None, error: Exception, now: datetime
) -> None:
    """One row for staff, and one entry in the log for each kind of error."""
    name = type(error).__name__[:60]
    if problem is None or problem.error != name:
        logger.error(
            "publishing: %s of %s %s failed",
            due.step,
            ContentType.objects.get_for_id(due.content_type_id).model,
            due.object_id,
            exc_info=error,
        )
    ScheduleProblem.objects.update_or_create(
        content_type_id=due.content_type_id,
        object_id=due.object_id,
        step=due.step,
        defaults={
            "error": name,
            "failed_at": now,
            "failures": F("failures") + 1 if problem else 1,
        },
    )


def _forget_settled(problems: dict[tuple, ScheduleProblem], found: set[tuple]) -> None:
    """What is not due any more is no problem: somebody published it, or took its time away."""
    settled = [problem.pk for key, problem in problems.items() if key not in found]
    if settled:
        ScheduleProblem.objects.filter(pk__in=settled).delete()
