"""The worker's round of links: what is published is read, and what is due is asked.

An address that fails is called dead on the third different day only. What answers is asked again
after two weeks, so that nobody notices us in their log.
"""

from __future__ import annotations

import logging
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.models import Page

from nnirr_site.database.clock import database_now
from nnirr_site.models import CheckedLink, LinkProblem, LinkState, LinkUse, NavigationMenu
from nnirr_site.models.settings import SiteIdentity
from nnirr_site.upkeep.asking import PROGRAM, Answer, Asker
from nnirr_site.upkeep.links import DOCUMENT, PAGE, find_links
from nnirr_site.upkeep.own_addresses import OwnAddresses

logger = logging.getLogger(__name__)

DEAD_AFTER = 3  # different days
ROUND = timedelta(minutes=5)
MOST_IN_A_ROUND = 500
LONGEST_OF_ONE = 60.0  # seconds after which a link that has not answered is noted as slow
DAY = timedelta(days=1)
ASKED_AGAIN = {
    LinkState.ANSWERS: 14 * DAY,
    LinkState.MOVED: 14 * DAY,
    LinkState.GUARDED: 30 * DAY,
    LinkState.LEFT: 30 * DAY,
    LinkState.FAILING: DAY,
    LinkState.DEAD: 7 * DAY,
}
IS_OWN = Q(url__startswith="/") | Q(url__startswith=PAGE) | Q(url__startswith=DOCUMENT)

Use = tuple[str, int | None, int | None, str]  # address, page, menu, words


def check_links(should_stop: Callable[[], bool] = lambda: False) -> int:
    """One round: how many addresses were asked. Nothing happens while LINK_CHECK is off."""
    if not settings.LINK_CHECK:
        return 0
    note_uses()
    note_own_addresses()
    return ask_due(should_stop)


# -- Which links there are --------------------------------------------------------------------


def published_uses() -> Iterator[Use]:
    """Every link of every published page, menu and of the identity of the site."""
    pages = Page.objects.live().filter(depth__gt=1, alias_of=None).order_by("pk")
    for page in pages.specific().iterator(100):
        for url, words in find_links(page).items():
            yield url, page.pk, None, words
    for menu in NavigationMenu.objects.all():
        for url, words in find_links(menu).items():
            yield url, None, menu.pk, words
    for identity in SiteIdentity.objects.all():
        for url, words in find_links(identity).items():
            yield url, None, None, words


@transaction.atomic
def note_uses() -> None:
    """Bring the stored links in line with what is published."""
    wanted = {(url, page, menu): words for url, page, menu, words in published_uses()}
    urls = {url for url, _page, _menu in wanted}
    CheckedLink.objects.bulk_create(
        (CheckedLink(url=url) for url in sorted(urls)), ignore_conflicts=True, batch_size=1000
    )
    numbers = dict(CheckedLink.objects.filter(url__in=urls).values_list("url", "pk"))
    stored, gone = set(), []
    for use in LinkUse.objects.select_related("link"):
        key = (use.link.url, use.page_id, use.menu_id)
        if key in stored or wanted.get(key) != use.words:
            gone.append(use.pk)
        else:
            stored.add(key)
    LinkUse.objects.filter(pk__in=gone).delete()
    LinkUse.objects.bulk_create(
        (
            LinkUse(link_id=numbers[url], page_id=page, menu_id=menu, words=words)
            for (url, page, menu), words in wanted.items()
            if (url, page, menu) not in stored
        ),
        batch_size=1000,
    )
    CheckedLink.objects.filter(uses=None).delete()


def note_own_addresses() -> None:
    """What leads to this site is known at once: nobody has to be asked."""
    own, now = OwnAddresses(), database_now()
    changed = []
    for link in CheckedLink.objects.filter(IS_OWN):
        answers = own.answers(link.url)
        link.state = LinkState.ANSWERS if answers else LinkState.DEAD
        link.problem = "" if answers else LinkProblem.HIDDEN
        link.checked_at = now
        changed.append(link)
    CheckedLink.objects.bulk_update(changed, ["state", "problem", "checked_at"], batch_size=500)


# -- How they answer --------------------------------------------------------------------------


def agent() -> str:
    """Who asks, with an address for those who mind: the site's, and its contact's if it has one."""
    contact = SiteIdentity.objects.exclude(contact_email="").values_list("contact_email", flat=True)
    parts = [f"+{settings.SITE_URL}/", *contact[:1]]
    return f"{PROGRAM}/1 ({'; '.join(parts)})".encode("ascii", "ignore").decode()


def ask_due(should_stop: Callable[[], bool]) -> int:
    """Ask what is due, one server after the other, for five minutes at most."""
    ends_at = time.monotonic() + ROUND.total_seconds()

    def pause(seconds: float) -> bool:
        until = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            if should_stop() or now > ends_at:
                return False
            if now >= until:
                return True
            time.sleep(min(0.2, until - now))

    between_two, same_host = settings.LINK_CHECK_SECONDS
    asker = Asker(agent(), pause, between_two, same_host)
    due = CheckedLink.objects.exclude(IS_OWN).filter(next_at__lte=Now(), set_aside_at=None)
    waiting = deque(due.order_by("next_at", "pk")[:MOST_IN_A_ROUND])
    asked = 0
    while waiting and pause(0):
        link = take_next(waiting, asker)
        began = time.monotonic()
        answer = ask_safely(asker, link.url)
        if answer is None:
            if should_stop() or time.monotonic() - began < LONGEST_OF_ONE:
                break  # it is asked first next time
            # Else it would be first each time, and no other ever asked.
            answer = Answer(LinkState.FAILING, LinkProblem.SLOW)
        note_answer(link, answer, database_now())
        asked += 1
    return asked


def ask_safely(asker: Asker, url: str) -> Answer | None:
    """One address that breaks the checker stops no other: it is left, and the fault logged."""
    try:
        return asker.ask(url)
    except Exception:
        logger.exception("a link could not be checked")
        return Answer(LinkState.LEFT, LinkProblem.ODD)


def take_next(waiting: deque[CheckedLink], asker: Asker) -> CheckedLink:
    """The one whose server may be asked soonest; of those that may be now, the first."""
    waits = [asker.seconds_to_wait(link.url) for link in waiting]
    place = waits.index(min(waits))
    waiting.rotate(-place)
    link = waiting.popleft()
    waiting.rotate(place)
    return link


def note_answer(link: CheckedLink, answer: Answer, now: datetime) -> None:
    """Store how an address answered, and when it is asked again."""
    today = timezone.localdate(now)
    if answer.state != LinkState.FAILING:
        link.state, link.failed_days, link.failed_on = answer.state, 0, None
    else:
        if link.failed_on != today:
            link.failed_days = min(link.failed_days + 1, 1000)
            link.failed_on = today
        link.state = LinkState.DEAD if link.failed_days >= DEAD_AFTER else LinkState.FAILING
    link.problem, link.status, link.moved_to = answer.problem, answer.status, answer.moved_to
    link.checked_at = now
    link.next_at = now + ASKED_AGAIN[LinkState(link.state)] + _jitter(link)
    fields = ("state", "failed_days", "failed_on", "problem", "status", "moved_to", "checked_at")
    values = {name: getattr(link, name) for name in (*fields, "next_at")}
    CheckedLink.objects.filter(pk=link.pk).update(**values)


def _jitter(link: CheckedLink) -> timedelta:
    """Up to two hours, so that what was published together is not asked together for ever."""
    return timedelta(hours=2) * (zlib.crc32(link.url.encode()) / 2**32)
