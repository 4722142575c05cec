"""A round of links: what is published is asked, and only what fails for days is called dead."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Site

from campaigns.mail import scheduled_jobs
from campaigns.models import Chore
from nnirr_site.models import (
    CheckedLink,
    LinkProblem,
    LinkState,
    LinkUse,
    SiteIdentity,
    StandardPage,
)
from nnirr_site.upkeep import checking as rounds
from nnirr_site.upkeep.asking import Answer, Asker
from nnirr_site.upkeep.checking import check_links, note_answer, note_uses
from tests.factories import make_home, make_menu, make_page
from tests.upkeep.servers import OtherServer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page_with(*urls: str, **fields) -> StandardPage:
    text = "".join(f'<p><a href="{url}">a link</a></p>' for url in urls)
    raw = [{"type": "prose", "value": text}]
    body = StandardPage._meta.get_field("body").stream_block.to_python(raw)
    return make_page(StandardPage, body=body, **fields)


def make_due() -> None:
    CheckedLink.objects.update(next_at=timezone.now() - timedelta(minutes=1))


def states() -> dict[str, str]:
    return dict(CheckedLink.objects.values_list("url", "state"))


def test_round_asks_what_is_published_and_nothing_else(other, checking):
    other.answers = {"/a": 200, "/menu": 200, "/draft": 200}
    page_with(other.url("/a"))
    page_with(other.url("/draft"), live=False)
    make_menu("main", [{"title": "M", "url": other.url("/menu")}])
    assert check_links() == 2
    assert states() == {other.url("/a"): "answers", other.url("/menu"): "answers"}
    assert other.times_asked("/draft") == 0
    asked = len(other.asked)
    assert check_links() == 0  # each has its time, two weeks away
    assert len(other.asked) == asked
    nexts = CheckedLink.objects.values_list("next_at", flat=True)
    assert all(13 * DAY < moment - timezone.now() < 15 * DAY for moment in nexts)


def test_only_the_third_day_on_which_it_fails_makes_a_link_dead(other, checking, monkeypatch):
    page_with(other.url("/gone"))
    begun = timezone.now()
    for day, hours, state, failed in (
        (0, 0, "failing", 1),
        (0, 1, "failing", 1),  # the same day again, however often
        (1, 0, "failing", 2),
        (2, 0, "dead", 3),
    ):
        # Noon of the site's zone, so that an hour more is the same day.
        moment = timezone.localtime(begun + day * DAY).replace(hour=12 + hours)
        monkeypatch.setattr(rounds, "database_now", lambda moment=moment: moment)
        make_due()
        check_links()
        link = CheckedLink.objects.get()
        assert (link.state, link.failed_days, link.problem, link.status) == (
            *(state, failed),
            *("gone", 404),
        )
    other.answers = {"/gone": 200}
    make_due()
    check_links()
    link = CheckedLink.objects.get()
    assert (link.state, link.failed_days, link.failed_on) == ("answers", 0, None)


@pytest.mark.parametrize("status", [401, 403, 429])
def test_refusal_of_programs_is_never_called_dead(other, checking, status):
    other.answers = {"/shy": status}
    page_with(other.url("/shy"))
    for _day in range(4):
        make_due()
        check_links()
    assert states() == {other.url("/shy"): "guarded"}


def test_nothing_is_asked_while_it_is_off(other, checking, settings):
    settings.LINK_CHECK = False
    page_with(other.url("/a"))
    assert check_links() == 0
    assert other.asked == [] and not CheckedLink.objects.exists()


def test_tests_and_development_ask_nobody_unless_they_say_so(settings):
    assert settings.LINK_CHECK is False and settings.LINK_CHECK_NETWORKS == []


def test_what_was_set_aside_is_left_in_peace(other, checking):
    page_with(other.url("/a"))
    note_uses()
    CheckedLink.objects.update(set_aside_at=timezone.now())
    assert check_links() == 0 and other.asked == []


def test_own_links_are_judged_at_once(checking):
    home = make_home()
    hidden = make_page(StandardPage, parent=home, slug="hidden", live=False)
    raw = f'<p><a linktype="page" id="{hidden.pk}">x</a> <a href="/nowhere/">y</a></p>'
    body = StandardPage._meta.get_field("body").stream_block.to_python(
        [{"type": "prose", "value": raw}]
    )
    make_page(StandardPage, parent=home, body=body)
    check_links()
    assert states() == {f"page:{hidden.pk}": "dead", "/nowhere/": "dead"}
    assert set(CheckedLink.objects.values_list("problem", flat=True)) == {"hidden"}
    StandardPage.objects.get(pk=hidden.pk).save_revision().publish()
    check_links()
    assert states()[f"page:{hidden.pk}"] == "answers"


def test_link_that_was_taken_out_is_forgotten(other, checking):
    other.answers = {"/a": 200, "/b": 200}
    first, second = page_with(other.url("/a"), other.url("/b")), page_with(other.url("/a"))
    check_links()
    assert LinkUse.objects.count() == 3
    first.delete()
    check_links()
    assert list(states()) == [other.url("/a")]
    assert list(LinkUse.objects.values_list("page_id", flat=True)) == [second.pk]


def test_round_ends_when_the_worker_is_told_to_stop(other, checking):
    other.answers = {f"/{number}": 200 for number in range(5)}
    page_with(*(other.url(f"/{number}") for number in range(5)))
    assert check_links(lambda: bool(other.asked)) <= 1
    assert CheckedLink.objects.filter(checked_at=None).count() >= 4


def test_one_address_that_breaks_the_checker_stops_no_other(other, checking, monkeypatch, caplog):
    other.answers = {"/a": 200, "/b": 200}
    page_with(other.url("/a"), other.url("/b"))
    ask = Asker.ask

    def break_once(self, url):
        if url == other.url("/a"):
            raise RuntimeError(url)
        return ask(self, url)

    monkeypatch.setattr(Asker, "ask", break_once)
    assert check_links() == 2
    assert states() == {other.url("/a"): "left", other.url("/b"): "answers"}
    assert "a link could not be checked" in caplog.text


def test_address_that_never_answers_stops_no_other(other, checking, monkeypatch):
    other.answers = {"/never": 200, "/good": 200}
    page_with(other.url("/never"), other.url("/good"))
    ask = Asker.ask

    def until_the_time_is_over(asker, url):
        return None if url.endswith("/never") else ask(asker, url)

    monkeypatch.setattr(Asker, "ask", until_the_time_is_over)
    check_links()
    assert states()[other.url("/never")] == "waiting"  # there was no time to find out
    monkeypatch.setattr(rounds, "LONGEST_OF_ONE", 0.0)
    make_due()
    check_links()
    assert states() == {other.url("/never"): "failing", other.url("/good"): "answers"}
    assert CheckedLink.objects.get(url=other.url("/never")).problem == LinkProblem.SLOW


def test_one_server_is_not_asked_twice_in_a_row_while_another_waits(other, checking, settings):
    settings.LINK_CHECK_SECONDS = (0.0, 0.3)
    third = OtherServer("127.0.0.5")
    third.asked = other.asked
    other.answers, third.answers = {"/1": 200, "/2": 200}, {"/other": 200}
    page_with(other.url("/1"), other.url("/2"), third.url("/other"))
    assert check_links() == 3
    third.stop()
    pages = [path for _method, path in other.asked if path != "/robots.txt"]
    assert pages.index("/other") == 1


def test_times_of_day_do_not_make_a_day(db):
    link = CheckedLink.objects.create(url="https://a.example/")
    noon = timezone.localtime().replace(hour=12, minute=0)
    gone = Answer(LinkState.FAILING, LinkProblem.GONE, 404)
    for moment in (noon, noon + timedelta(hours=11), noon + timedelta(hours=13)):
        note_answer(link, gone, moment)
    assert (link.failed_days, link.state) == (2, LinkState.FAILING)


def test_the_chore_is_noted_done_while_it_is_off(db):
    [duty] = [duty for duty in scheduled_jobs.DUTIES if duty.name == "check links"]
    assert scheduled_jobs.do_due([duty]) == ["check links"]
    assert Chore.objects.get(name="check links").failures == 0


def test_who_asks_is_said_with_the_contact_of_the_site(db, settings):
    settings.SITE_URL = "https://migrants.example"
    assert rounds.agent() == "nnirr-link-check/1 (+https://migrants.example/)"
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.contact_email = "office@example.org"
    identity.save()
    agent = "nnirr-link-check/1 (+https://migrants.example/; office@example.org)"
    assert rounds.agent() == agent
