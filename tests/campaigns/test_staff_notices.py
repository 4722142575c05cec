"""Mail to staff about what waits: each morning, at once for who wants it, and never a name."""

from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail as mailbox
from django.core.mail import get_connection
from django.urls import reverse

from campaigns import services
from campaigns.mail import scheduled_jobs
from campaigns.mail.staff_notices import tell_staff
from campaigns.models import Call, Chore, OutboundMail, StaffNotice, Switches
from campaigns.services.notices import choose_frequency
from campaigns.services.outcomes import SomeFailed
from tests.campaigns.factories import make_call, make_organization, make_signature

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("America/Los_Angeles")
MORNING = datetime(2027, 3, 1, 7, 30, tzinfo=ZONE)
NIGHT = datetime(2027, 3, 1, 3, 0, tzinfo=ZONE)


@pytest.fixture
def make_staff(django_user_model):
    def make(group: str, frequency: str = "", **fields):
        name = fields.pop("username", group.replace(" ", "-").lower())
        user = django_user_model.objects.create_user(
            name, fields.pop("email", f"{name}@staff.example"), "x", **fields
        )
        user.groups.add(Group.objects.get(name=group))
        if frequency:
            choose_frequency(user, frequency)
        return user

    return make


def tell(now=MORNING, connect=get_connection) -> list:
    """What goes out at that time."""
    mailbox.outbox.clear()
    tell_staff(lambda: False, connect, now)
    return list(mailbox.outbox)


def wait_for_staff(**fields):
    call = make_call(title="Ratify it now")
    make_organization(call, organization="Union of Weavers", name="Olga", **fields)
    make_signature(
        call, "confirmed", name="Amina", comment="My aunt waits", show_name=True, **fields
    )
    return call


def test_digest_says_what_waits_and_names_nobody(make_staff):
    make_staff("Moderators")
    organizer = make_staff("Campaign organizers")
    call = wait_for_staff()
    OutboundMail.objects.filter(signature__name_keys=None).update(status="failed")
    OutboundMail.objects.update(status="failed", error="SMTPDataError")
    Call.objects.update(closes_at=MORNING + timedelta(days=3))
    moderated, organized = tell()
    assert organized.to == [organizer.email]
    for words in ("wait for approval: 1", "nobody has read: 1", reverse_queue()):
        assert words in moderated.body and words in organized.body, words
    assert "failed: 2" in organized.body and "failed: 2" not in moderated.body
    assert "“Ratify it now” closes" in organized.body and "March 4, 2027" in organized.body
    assert "closes" not in moderated.body
    assert "/admin/account/" in moderated.body
    for message in (moderated, organized):
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"
        whole = message.subject + message.body
        for private in ("Weavers", "Olga", "Amina", "aunt", "example.org", "SMTPDataError"):
            assert private not in whole
        for reference in call.signatures.values_list("reference", flat=True):
            assert reference not in whole


def test_name_of_a_person_that_waits_is_told_as_that_and_to_those_who_may_read_it(
    make_staff, django_user_model
):
    make_staff("Moderators")
    blind = django_user_model.objects.create_user("blind", "blind@staff.example", "x")
    for codename in ("access_admin", "moderate_signature", "view_signature"):
        blind.user_permissions.add(Permission.objects.get(codename=codename))
    make_signature(make_call(), "confirmed", name="Casino.best", show_name=True, comment="Win")
    [message] = tell()
    assert message.to != [blind.email]
    assert "Names of people that wait for approval: 1" in message.body
    assert "Organizations" not in message.body
    assert "casino" not in message.body.lower()


def reverse_queue() -> str:
    return reverse("wagtailsnippets_campaigns_signature:queue")


def test_day_of_deletion_is_told_before_it_comes(make_staff):
    make_staff("Data stewards")
    call = make_call(title="Ratify it now", closes_at=MORNING - timedelta(days=85))
    Call.objects.filter(pk=call.pk).update(delivered_at=call.closes_at)
    [message] = tell()
    assert "personal data of “Ratify it now” are deleted" in message.body
    Call.objects.update(anonymized_at=MORNING)
    assert tell(MORNING + timedelta(days=1)) == []


def test_one_digest_a_day_and_none_at_night_or_for_nothing(make_staff):
    make_staff("Moderators")
    assert tell(MORNING) == []
    wait_for_staff()
    assert tell(MORNING + timedelta(hours=1)) == []  # this morning nothing waited
    next_day = MORNING + timedelta(days=1)
    assert tell(NIGHT + timedelta(days=1)) == []
    assert len(tell(next_day)) == 1
    assert tell(next_day + timedelta(hours=9)) == []
    assert len(tell(next_day + timedelta(days=1))) == 1


def test_who_can_do_nothing_about_it_gets_none(make_staff, django_user_model):
    make_staff("Editors")
    make_staff("Moderators", username="gone", is_active=False)
    make_staff("Moderators", username="unreachable", email="")
    make_staff("Moderators", "never", username="quiet")
    django_user_model.objects.create_user("stranger", "stranger@staff.example", "x")
    wait_for_staff()
    assert tell() == []


def test_who_wants_it_is_told_at_once_and_only_of_what_is_new(make_staff):
    make_staff("Moderators", "at-once", username="eager")
    make_staff("Moderators", username="daily")
    assert tell(NIGHT) == []
    wait_for_staff()
    [message] = tell(NIGHT + timedelta(minutes=1))
    assert message.to == ["eager@staff.example"]
    assert tell(NIGHT + timedelta(minutes=2)) == []
    make_organization(call := make_call())
    assert tell(NIGHT + timedelta(minutes=3)) == []
    [message] = tell(NIGHT + timedelta(minutes=17))
    assert "wait for approval: 2" in message.body
    services.approve_name(call.signatures.get(), "")
    assert tell(NIGHT + timedelta(minutes=40)) == []
    make_organization(call)
    assert len(tell(NIGHT + timedelta(minutes=41))) == 1


def test_mail_that_fails_stops_no_other_and_is_tried_again(make_staff):
    class Server:
        def send_messages(self, messages):
            if messages[0].to[0].startswith("first"):
                raise ConnectionResetError
            mailbox.outbox.extend(messages)

        def close(self):
            pass

    make_staff("Moderators", username="first")
    make_staff("Moderators", username="second")
    wait_for_staff()
    mailbox.outbox.clear()
    with pytest.raises(SomeFailed, match="ConnectionResetError"):
        tell_staff(lambda: False, Server, MORNING)
    assert [message.to for message in mailbox.outbox] == [["second@staff.example"]]
    assert [message.to for message in tell()] == [["first@staff.example"]]


def test_address_that_is_refused_for_good_is_not_tried_all_day(make_staff):
    tried = []

    class Server:
        def send_messages(self, messages):
            tried.append(messages)
            raise SMTPRecipientsRefused({"x": (550, b"no such user")})

        def close(self):
            pass

    make_staff("Moderators")
    wait_for_staff()
    for minutes in (0, 20):
        tell_staff(lambda: False, Server, MORNING + timedelta(minutes=minutes))
    assert len(tried) == 1


def test_switch_that_stops_mail_stops_this_too(make_staff):
    make_staff("Moderators")
    wait_for_staff()
    switches = Switches.load()
    switches.is_mail_stopped = True
    switches.save()
    assert tell() == []


def test_it_speaks_the_language_of_the_account(make_staff):
    from wagtail.users.models import UserProfile

    user = make_staff("Moderators")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "es"
    profile.save()
    wait_for_staff()
    [message] = tell()
    assert "sitio" in message.subject


def test_everybody_sets_it_in_their_own_account(client, make_staff):
    user = make_staff("Moderators")
    client.force_login(user)
    account = reverse("wagtailadmin_account")
    assert "Mail about what waits" in client.get(account).content.decode()
    typed = {
        "name_email-first_name": "A",
        "name_email-last_name": "B",
        "name_email-email": user.email,
        "locale-preferred_language": "",
        "locale-current_time_zone": "America/Los_Angeles",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "notices-frequency": "at-once",
    }
    answer = client.post(account, typed)
    assert answer.status_code == 302, answer.content.decode()
    assert StaffNotice.objects.get().frequency == "at-once"
    client.force_login(make_staff("Editors"))
    assert "Mail about what waits" not in client.get(account).content.decode()


def test_worker_tells_and_its_panel_says_so(admin_client, make_staff):
    make_staff("Moderators", "at-once")
    wait_for_staff()
    mailbox.outbox.clear()
    assert "tell staff" in scheduled_jobs.do_due()
    assert ["moderators@staff.example"] in [message.to for message in mailbox.outbox]
    assert Chore.objects.get(name="tell staff").ran_at
    html = admin_client.get(reverse("campaigns_chores")).content.decode()
    assert "Tell staff by mail what waits" in html
