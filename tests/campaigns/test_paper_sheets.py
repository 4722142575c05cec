"""Sign-on sheets: names counted by hand, and destroyed on the day that they promise."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.models import Call, Chore, PaperSheets, StaffNotice
from campaigns.models.tallies import PAPER_DAYS, PAPER_REMINDER
from campaigns.services.notices import choose_frequency
from nnirr_site.starter.loader import read_content
from tests.campaigns.factories import make_call
from tests.campaigns.processes import wait_for

pytestmark = pytest.mark.django_db

NAME = "wagtailsnippets_campaigns_papersheets"


def today():
    return timezone.localdate()


def make_sheets(call=None, days_ago=0, **fields) -> PaperSheets:
    values = {"sheets": 2, "names": 20, "received_on": today() - timedelta(days=days_ago)}
    return services.store_paper_sheets(
        PaperSheets(call=call or make_call(), **{**values, **fields})
    )


def on_paper(call) -> int:
    return Call.objects.get(pk=call.pk).tally.offline


# -- Counting ---------------------------------------------------------------------------------


def test_names_are_added_to_the_count_of_the_call():
    call = make_call(offline_signatures=5)
    make_sheets(call, names=20)
    make_sheets(call, names=3)
    assert on_paper(call) == 28
    assert Call.objects.get(pk=call.pk).tally.total == 28


def test_a_correction_moves_the_count_by_as_much_also_to_another_call():
    call, other = make_call(), make_call()
    sheets = make_sheets(call, names=20)
    sheets.names = 19
    services.store_paper_sheets(sheets)
    assert on_paper(call) == 19
    sheets.call = other
    services.store_paper_sheets(sheets)
    assert (on_paper(call), on_paper(other)) == (0, 19)


def test_a_number_that_was_typed_lower_before_never_falls_below_nothing():
    call = make_call()
    sheets = make_sheets(call, names=20)
    Call.objects.filter(pk=call.pk).update(offline_signatures=4)
    sheets.names = 0
    services.store_paper_sheets(sheets)
    assert on_paper(call) == 0


def test_what_is_destroyed_is_not_counted_again():
    call = make_call()
    sheets = make_sheets(call, names=20)
    sheets.destroyed_on = today()
    services.store_paper_sheets(sheets)
    assert on_paper(call) == 20
    sheets.names = 2000
    with pytest.raises(services.AlreadyDestroyed):
        services.store_paper_sheets(sheets)
    assert on_paper(call) == 20


def test_the_log_tells_numbers_and_names_nobody():
    sheets = make_sheets(names=20)
    sheets.names = 19
    services.store_paper_sheets(sheets)
    entries = ModelLogEntry.objects.filter(content_type__model="papersheets")
    assert set(entries.values_list("action", flat=True)) == {"wagtail.create", "wagtail.edit"}
    told = {"sheets", "names", "received_on", "destroyed_on"}
    assert all(set(entry.data) == told for entry in entries)


# -- The promise ------------------------------------------------------------------------------


def test_sheets_are_due_a_week_before_their_day_and_until_they_are_destroyed():
    call = make_call()
    fresh = make_sheets(call, days_ago=PAPER_DAYS - PAPER_REMINDER.days - 1)
    soon = make_sheets(call, days_ago=PAPER_DAYS - PAPER_REMINDER.days)
    late = make_sheets(call, days_ago=PAPER_DAYS + 1)
    make_sheets(call, days_ago=PAPER_DAYS + 1, destroyed_on=today())
    assert set(PaperSheets.objects.to_destroy()) == {soon, late}
    assert [one.is_late for one in (fresh, soon, late)] == [False, False, True]
    assert late.destroy_by == today() - timedelta(days=1)


def test_sheet_privacy_page_and_software_name_the_same_days():
    """What the sheet prints comes from the same constant (`Call.describe_for_print`)."""
    assert make_call().describe_for_print("en")["paper_days"] == PAPER_DAYS
    texts = {one.language: one for one in read_content()}
    for language, words in (("en", "At most {} days"), ("es", "A más tardar {} días")):
        [page] = (page for page in texts[language].pages if page.key == "privacy")
        told = " ".join(str(page.fields["body"]).split())
        assert words.format(PAPER_DAYS) in told, language


def test_first_page_of_the_admin_says_what_is_to_be_destroyed(admin_client):
    call = make_call(title="Ratify it now")
    assert "data-paper" not in admin_client.get("/admin/").content.decode()
    make_sheets(call, days_ago=PAPER_DAYS)
    text = admin_client.get("/admin/").content.decode()
    assert "Sign-on sheets have to be destroyed within a week" in text
    assert "2 sheets" in text and "Ratify it now" in text
    make_sheets(call, days_ago=PAPER_DAYS + 3)
    text = admin_client.get("/admin/").content.decode()
    assert "people were told would be destroyed by now" in text
    assert "(overdue)" in " ".join(text.split())
    PaperSheets.objects.update(destroyed_on=today())
    assert "data-paper" not in admin_client.get("/admin/").content.decode()


def test_only_who_keeps_sheets_is_told(client, django_user_model):
    make_sheets(days_ago=PAPER_DAYS)
    user = django_user_model.objects.create_user("moderator", password="x")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    assert "data-paper" not in client.get("/admin/").content.decode()


# -- Staff ------------------------------------------------------------------------------------


@pytest.fixture
def organizer(client, django_user_model):
    user = django_user_model.objects.create_user("organizer", "organizer@staff.example", "x")
    user.groups.add(Group.objects.get(name="Campaign organizers"))
    client.force_login(user)
    return client


def fields(call, **changed) -> dict:
    return {
        "call": call.pk,
        "received_on": today().isoformat(),
        "sheets": "2",
        "names": "21",
        "destroyed_on": "",
        **changed,
    }


def test_organizers_enter_correct_and_end_sheets(organizer):
    call = make_call()
    organizer.post(reverse(f"{NAME}:add"), fields(call))
    sheets = PaperSheets.objects.get()
    assert (on_paper(call), sheets.entered_by.username) == (21, "organizer")
    edit = reverse(f"{NAME}:edit", args=[sheets.pk])
    organizer.post(edit, fields(call, names="20"))
    assert on_paper(call) == 20
    organizer.post(edit, fields(call, names="20", destroyed_on=today().isoformat()))
    assert PaperSheets.objects.get().destroyed_on == today()
    refused = organizer.post(edit, fields(call, names="99"))
    assert refused.status_code == 302 and on_paper(call) == 20
    assert organizer.post(reverse(f"{NAME}:delete", args=[sheets.pk])).status_code == 302
    assert PaperSheets.objects.exists()
    listing = organizer.get(reverse(f"{NAME}:list")).content.decode()
    assert "Sheets from paper" in listing


@pytest.mark.parametrize(
    "changed",
    [
        {"received_on": (timezone.localdate() + timedelta(days=2)).isoformat()},
        {"destroyed_on": (timezone.localdate() + timedelta(days=2)).isoformat()},
        {"destroyed_on": (timezone.localdate() - timedelta(days=2)).isoformat()},
        {"sheets": "0"},
        {"names": "-1"},
        {"names": "100001"},
    ],
)
def test_days_and_numbers_that_cannot_be_are_refused(organizer, changed):
    answer = organizer.post(reverse(f"{NAME}:add"), fields(make_call(), **changed))
    assert answer.status_code == 200
    assert not PaperSheets.objects.exists()


def test_the_count_on_paper_is_changed_at_no_other_place(admin_client):
    call = make_call(offline_signatures=7)
    text = admin_client.get(reverse("wagtailsnippets_campaigns_call:edit", args=[call.pk]))
    assert 'name="offline_signatures"' not in text.content.decode()
    assert "Sheets from paper" in text.content.decode()


# -- The worker -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_worker_reminds_staff_by_mail(processes, mail_server, django_user_model):
    user = django_user_model.objects.create_user("organizer", "organizer@staff.example", "x")
    user.groups.add(Group.objects.get(name="Campaign organizers"))
    choose_frequency(user, "at-once")
    make_sheets(make_call(title="Ratify it now"), days_ago=PAPER_DAYS + 1)
    processes.manage("run_worker")
    wait_for(lambda: mail_server.messages, "the mail to staff")
    [message] = mail_server.messages
    assert message["To"] == "organizer@staff.example"
    body = message.get_payload(decode=True).decode()
    assert "destroyed within a week, or had to be: 1" in body
    assert reverse(f"{NAME}:list") in body
    # The mail has arrived before its sender notes that it went out.
    wait_for(lambda: "paper" in StaffNotice.objects.get().told, "the note of it")
    assert StaffNotice.objects.get().told["paper"] == [1, PaperSheets.objects.get().pk]
    assert Chore.objects.get(name="tell staff").ran_at is not None
