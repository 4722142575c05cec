"""How much mail an address, a domain and everybody can get, whoever asks for it and how often."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail as mailbox
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.mail import sending
from campaigns.models import (
    AbuseLimits,
    AbuseRule,
    AccessEntry,
    AddressRekeying,
    EmailDomainRule,
    MailPause,
    MailTurn,
    OutboundMail,
    Signature,
)
from campaigns.privacy import tokens
from campaigns.services import Outcome
from campaigns.services.retention import due
from tests.campaigns import failing_mail
from tests.campaigns.factories import (
    ask_again,
    form_data,
    let_everything_age,
    link_path,
    make_call,
    make_call_page,
    make_signature,
    make_signer,
    queued_kinds,
    sign_url,
    use_up_mails,
)
from tests.campaigns.links import own_path, press
from tests.campaigns.waiting import at_once
from tests.worlds import lasting

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROSA = "rosa@example.org"


def sign(call, email: str = ROSA, **fields) -> None:
    services.sign(call, call.statements.first(), make_signer(email=email, **fields), "en")


def send() -> int:
    """What a worker sends now. Returns how many mails went out."""
    services.answer_requests()
    before = len(mailbox.outbox)
    while sending.send_due_mails().total:
        pass
    return len(mailbox.outbox) - before


# -- One address -----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["pending", "confirmed"])
def test_one_address_gets_five_mails_in_seven_days_and_five_more_afterwards(status):
    """By forms and by asking for the link, in the pace at which a script can have them."""
    signature = make_signature(status=status, email=ROSA)
    for week in range(3):
        for _try in range(12):
            sign(signature.call)
            ask_again(signature.call, ROSA)
            send()
            let_everything_age(timedelta(minutes=5))
        assert len(mailbox.outbox) == 5 * (week + 1)
        let_everything_age(timedelta(days=6, hours=22))
        assert send() == 0
        let_everything_age(timedelta(hours=2))


@pytest.mark.django_db
def test_calls_add_up_and_what_is_too_much_for_now_waits_for_its_turn():
    for _call in range(8):
        sign(make_call())
    assert send() == 5
    waiting = OutboundMail.objects.filter(status="queued")
    assert {mail.error for mail in waiting} == {"too many to the address"}
    let_everything_age(7 * DAY - HOUR)
    assert send() == 0
    let_everything_age(HOUR)
    assert send() == 3
    assert len({message.body for message in mailbox.outbox}) == 8


@pytest.mark.django_db
def test_link_in_a_mail_that_waited_works_for_as_long_as_it_says():
    use_up_mails(ROSA)
    signature = make_signature(email=ROSA)
    assert send() == 0
    let_everything_age(7 * DAY)
    assert send() == 1
    now = timezone.now()
    assert services.delete_unconfirmed(now + timedelta(days=tokens.LINK_DAYS, minutes=-9)) == 0
    assert Signature.objects.get() == signature
    assert services.delete_unconfirmed(now + timedelta(days=tokens.LINK_DAYS, minutes=9)) == 1


@pytest.mark.django_db
def test_who_holds_a_working_link_gets_no_late_mail_that_is_too_much():
    """Two calls queue mail to one address at once, when there is room for one."""
    for _call in range(2):
        make_signature(email=ROSA)
    assert send() == 2
    let_everything_age(HOUR)
    use_up_mails(ROSA)
    MailTurn.objects.filter(pk__in=MailTurn.objects.order_by("at").values("pk")[:3]).delete()
    ask_again(None, ROSA)
    assert queued_kinds() == ["confirm"] * 4
    assert send() == 1
    assert OutboundMail.objects.get(status="dropped").error == "too many to the address"


@pytest.mark.django_db
def test_reminder_comes_later_while_there_is_no_room_for_it():
    make_signature(email=ROSA)
    send()
    let_everything_age(2 * DAY)
    use_up_mails(ROSA)
    for _day in range(7):
        assert services.queue_reminders() == 0
        let_everything_age(DAY)
    assert services.queue_reminders() == 1
    assert send() == 1
    assert "We remind you once." in mailbox.outbox[-1].body


@pytest.mark.django_db
def test_other_spellings_of_a_mailbox_have_the_same_bound():
    for number in range(8):
        sign(make_call(), f"R.o.s.a+{number}@gmail.com" if number % 2 else "rosa@googlemail.com")
    assert send() == 5


@pytest.mark.django_db
def test_attempts_at_one_mail_count_once(settings, monkeypatch):
    make_signature(email=ROSA)
    settings.EMAIL_BACKEND = "tests.campaigns.failing_mail.FailingBackend"
    monkeypatch.setattr(failing_mail, "failures", [ValueError("refused"), OSError("away")])
    for _attempt in range(2):
        assert sending.send_due_mails().sent == 0
        OutboundMail.objects.update(next_attempt_at=timezone.now())
    assert failing_mail.failures == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send() == 1
    assert MailTurn.objects.count() == 1


@pytest.mark.django_db
def test_form_that_a_rule_catches_uses_up_nothing_of_the_bound():
    """Else a robot in a blocked network could keep mail from people."""
    call = make_call()
    rule = AbuseRule.objects.create(verdict="block", kind="domain", pattern="example.org")
    for _form in range(6):
        sign(call)
        assert send() == 0
    assert Signature.objects.filter(status="rejected").count() == 6
    rule.delete()
    sign(call)
    assert send() == 1


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_let_no_sixth_mail_go():
    for _call in range(12):
        sign(make_call())
    at_once(6, lambda number: sending.send_due_mails())
    assert OutboundMail.objects.filter(status="sent").count() == 5
    assert MailTurn.objects.count() == 5
    assert OutboundMail.objects.filter(status="queued").count() == 7


# -- Staff -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_staff_can_send_when_forms_have_used_up_everything(admin_user):
    signature = make_signature(email=ROSA)
    send()
    use_up_mails(ROSA)
    for number in range(6):
        outcome = services.resend_to_signer(signature, "asked by phone", admin_user)
        assert outcome is (Outcome.DONE if number < 5 else Outcome.REFUSED)
        assert send() == (number < 5)
    let_everything_age(7 * DAY)
    assert services.resend_to_signer(signature, "asked again", admin_user) is Outcome.DONE
    assert send() == 1


@pytest.mark.django_db
def test_staff_use_up_nothing_of_what_forms_may_send(admin_user):
    signature = make_signature(email=ROSA)
    for _mail in range(5):
        services.resend_to_signer(signature, "asked by phone", admin_user)
    let_everything_age(HOUR)
    sign(signature.call)
    assert send() == 7
    assert MailTurn.objects.filter(by_staff=True).count() == 5


@pytest.mark.django_db
def test_mail_of_staff_goes_out_before_one_that_waits_for_its_turn(admin_user):
    use_up_mails(ROSA)
    signature = make_signature(email=ROSA)
    assert send() == 0
    assert services.resend_to_signer(signature, "asked by phone", admin_user) is Outcome.DONE
    assert send() == 1


# -- “This wasn't me” ------------------------------------------------------------------------------


@lasting
def page():
    return make_call_page()


def disown(call, email: str = ROSA) -> str:
    """Somebody types an address, its owner says so. Returns the path of the link."""
    sign(call, email)
    send()
    path = link_path(Signature.objects.latest("pk"))
    assert press(path, "remove").status_code == 303
    return path


@pytest.mark.django_db
def test_who_was_not_it_gets_no_further_mail_from_any_form_for_thirty_days(page):
    disown(page.call)
    other = make_call_page().call
    for day in range(30):
        for call in (page.call, other):
            sign(call, "Rosa+again@example.org")
            ask_again(call, ROSA)
        assert send() == 0, f"day {day}"
        assert not Signature.objects.exists(), "what the stranger typed is kept"
        let_everything_age(DAY)
    sign(page.call)
    assert send() == 1
    assert len(mailbox.outbox) == 2


@pytest.mark.django_db
def test_pressing_it_again_and_again_clears_no_count(page):
    for _time in range(6):
        disown(page.call, ROSA)
        services.end_pause(MailPause.objects.latest("pk").reference)
    assert len(mailbox.outbox) == 5
    assert MailTurn.objects.count() == 5


@pytest.mark.django_db
def test_signatures_of_the_address_that_are_there_stay_and_get_no_mail_by_forms(page, admin_user):
    signed, waiting = make_call(), make_call()
    make_signature(signed, "confirmed", email=ROSA)
    make_signature(waiting, email=ROSA)
    send()
    let_everything_age(3 * DAY)
    disown(page.call)
    for call in (signed, waiting):
        sign(call)
    assert services.queue_reminders() == 0
    assert services.resend_to_signer(waiting.signatures.get(), "all", admin_user) is Outcome.REFUSED
    ask_again(waiting, ROSA)
    assert send() == 0
    assert Signature.objects.count() == 2


@pytest.mark.django_db
def test_who_has_confirmed_gets_the_own_link_on_request_also_meanwhile(page):
    """Leaving must not depend on staff."""
    signature = make_signature(make_call_page().call, "confirmed", email=ROSA)
    send()
    let_everything_age(HOUR)
    disown(page.call)
    ask_again(signature.call, ROSA)
    assert send() == 1
    assert "/own/" in mailbox.outbox[-1].body


@pytest.mark.django_db
def test_mail_that_waits_when_the_owner_says_so_is_dropped(page):
    other = make_call_page().call
    sign(other)
    send()
    let_everything_age(HOUR)
    sign(page.call)
    send()
    path = link_path(page.call.signatures.get())
    sign(other)
    assert OutboundMail.objects.filter(status="queued").count() == 1
    press(path, "remove")
    assert send() == 0
    assert OutboundMail.objects.get(status="dropped").error == "owner wants no mail"


@pytest.mark.django_db
def test_link_leads_to_what_was_done_and_its_button_undoes_it(client, page):
    path = disown(page.call)
    for method in (client.get, client.head):
        answer = method(path)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    html = client.get(path).content.decode()
    ends = timezone.localtime(MailPause.objects.get().ends_at)
    assert f"Until {ends:%B} {ends.day}, {ends.year}" in html
    assert "rosa" not in html.lower()
    for refused in ({"token": "x"}, {"token": ""}):
        assert client.post(path, {"action": "end-pause", **refused}).status_code == 403
    assert press(path, "confirm").status_code == 400
    assert MailPause.objects.count() == 1
    answer = press(path, "end-pause")
    assert (answer.status_code, answer.url) == (303, "/sign/mail-again/")
    assert client.get(answer.url).status_code == 200
    assert not MailPause.objects.exists()
    assert client.get(path).status_code == 410
    sign(page.call)
    assert send() == 1


@pytest.mark.django_db
def test_one_undo_ends_what_all_links_of_the_address_have_begun(page):
    other = make_call_page().call
    sign(other)
    send()
    path = link_path(Signature.objects.get())
    disown(page.call)
    assert press(path, "remove").status_code == 303
    assert MailPause.objects.count() == 2
    press(path, "end-pause")
    assert not MailPause.objects.exists()


@pytest.mark.django_db
def test_taking_off_ones_own_pending_signature_stops_no_mail(page):
    signature = make_signature(page.call, email=ROSA)
    send()
    assert press(own_path(signature), "remove").status_code == 303
    assert not Signature.objects.exists()
    assert not MailPause.objects.exists()
    sign(page.call)
    assert send() == 1


@pytest.mark.django_db
def test_page_and_mail_say_what_the_button_does(client, page):
    signature = make_signature(page.call)
    html = client.get(link_path(signature)).content.decode()
    assert "for 30 days no form can sign with your address or send you mail" in html
    send()
    assert "for 30 days no form can cause mail to you" in mailbox.outbox[0].body
    steps = client.get(f"/sign/{page.call.slug}/check-email/").content.decode()
    assert "at most five messages to one address in seven days" in steps


END_PAUSE = "/admin/outgoing-mail/allow-again/"


@pytest.mark.django_db
def test_staff_allow_an_address_again_with_a_reason_that_is_on_record(admin_client, page):
    path = disown(page.call)
    reference = MailPause.objects.get().reference
    assert END_PAUSE in admin_client.get("/admin/outgoing-mail/").content.decode()
    unknown = admin_client.post(END_PAUSE, {"email": "nobody@example.org", "reason": "asked"})
    assert "Nobody has stopped mail to this address." in unknown.content.decode()
    assert admin_client.post(END_PAUSE, {"email": ROSA, "reason": ""}).status_code == 200
    assert MailPause.objects.count() == 1
    answer = admin_client.post(END_PAUSE, {"email": "Rosa+x@example.org", "reason": "by phone"})
    assert answer.status_code == 302
    assert not MailPause.objects.exists()
    assert Client().get(path).status_code == 410
    [entry] = ModelLogEntry.objects.filter(action="campaigns.end_pause")
    assert (entry.label, entry.data["reason"]) == (reference, "by phone")
    looks = AccessEntry.objects.order_by("pk").values_list("what", "row_count")
    assert list(looks) == [
        ("an address that wants no mail", 0),
        ("an address that wants no mail", 1),
    ]
    for row in (*ModelLogEntry.objects.values(), *AccessEntry.objects.values()):
        assert "rosa" not in str(row).lower()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "status"),
    [("Campaign organizers", 200), ("Moderators", 302), ("Data stewards", 302)],
)
def test_asking_which_address_is_paused_needs_both_rights(client, django_user_model, group, status):
    user = django_user_model.objects.create_user("member", password="x")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(END_PAUSE).status_code == status


# -- One domain ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_is_too_much_for_a_domain_goes_later_in_order_and_none_is_lost():
    AbuseLimits.objects.update_or_create(pk=AbuseLimits.load().pk, defaults={"domain_mails": 3})
    call = make_call()
    addresses = [f"member{number}@small.example" for number in range(10)]
    for address in addresses:
        sign(call, address)
    sign(call, "other@elsewhere.example")
    assert send() == 4
    held = OutboundMail.objects.filter(status="queued", error="too many to the domain")
    assert held.count() == 7
    assert not held.exclude(attempts=0).exists(), "waiting is no attempt"
    for expected in (3, 3, 1):
        let_everything_age(HOUR)
        assert send() == expected
    received = [message.to[0] for message in mailbox.outbox if "small" in message.to[0]]
    assert received == addresses
    domain_key = services.find_email_keys(addresses[0])[1]
    times = sorted(MailTurn.objects.filter(domain_key=domain_key).values_list("at", flat=True))
    assert all(later - earlier >= HOUR for earlier, later in zip(times, times[3:], strict=False))


@pytest.mark.django_db
def test_each_mail_that_waits_for_its_domain_is_decided_once():
    """However many wait, the mail of others does not wait behind them."""
    AbuseLimits.objects.update_or_create(pk=AbuseLimits.load().pk, defaults={"domain_mails": 1})
    call = make_call()
    for number in range(6):
        sign(call, f"member{number}@small.example")
    send()
    let_everything_age(HOUR)
    batch = sending.send_due_mails()
    assert (batch.sent, batch.held) == (1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("domain", "rule", "expected"),
    [
        ("gmail.com", None, 6),
        ("yahoo.com", None, 6),
        ("union.example", 0, 6),
        ("union.example", 4, 4),
        ("union.example", None, 2),
    ],
)
def test_large_providers_and_rules_of_staff_are_exempt(domain, rule, expected):
    AbuseLimits.objects.update_or_create(pk=AbuseLimits.load().pk, defaults={"domain_mails": 2})
    if rule is not None:
        EmailDomainRule.objects.create(domain=domain, mails_per_hour=rule)
    call = make_call()
    for number in range(6):
        sign(call, f"member{number}@{domain}")
    assert send() == expected


@pytest.mark.django_db
def test_rule_that_staff_save_lets_go_what_waits_for_its_domain(admin_client):
    AbuseLimits.objects.update_or_create(pk=AbuseLimits.load().pk, defaults={"domain_mails": 2})
    call = make_call()
    for number in range(6):
        sign(call, f"member{number}@union.example")
    assert send() == 2
    html = admin_client.get("/admin/outgoing-mail/?is_held=true").content.decode()
    assert html.count("Too many mails to this domain") == 4
    home = admin_client.get("/admin/").content.decode()
    assert "too many for one address or domain: <strong>4</strong>" in home
    answer = admin_client.post(
        "/admin/email-domain-rules/add/",
        {"domain": "union.example", "tag_separator": "+", "same_as": "", "mails_per_hour": "5"},
    )
    assert answer.status_code == 302
    assert send() == 3
    assert OutboundMail.objects.filter(error="too many to the domain").count() == 1


@pytest.mark.django_db
def test_number_of_a_provider_asks_for_no_new_keys():
    assert not AddressRekeying.objects.exists()
    EmailDomainRule.objects.filter(domain="gmail.com").update(mails_per_hour=500)
    assert not AddressRekeying.objects.exists()
    EmailDomainRule.objects.filter(domain="gmail.com").update(drops_dots=False)
    assert AddressRekeying.objects.exists()


# -- The warning to staff --------------------------------------------------------------------------


@pytest.mark.django_db
def test_staff_see_at_once_that_more_mail_is_queued_than_is_normal(admin_client):
    AbuseLimits.objects.update_or_create(pk=AbuseLimits.load().pk, defaults={"alarm_mails": 4})
    call = make_call()
    for number in range(4):
        sign(call, f"a{number}@example.org")
    assert "data-mail-alarm" not in admin_client.get("/admin/").content.decode()
    sign(call, "one.more@example.org")
    html = admin_client.get("/admin/").content.decode()
    assert "data-mail-alarm" in html
    assert "5 mails to signers were queued in the last hour; the warning begins at 4." in html
    assert "/admin/settings/campaigns/switches/" in html
    assert send() == 5, "mail goes on"
    let_everything_age(HOUR)
    assert "data-mail-alarm" not in admin_client.get("/admin/").content.decode()
    AbuseLimits.objects.update(alarm_mails=0)
    let_everything_age(-HOUR)
    assert "data-mail-alarm" not in admin_client.get("/admin/").content.decode()


# -- What is kept, and for how long ----------------------------------------------------------------


@pytest.mark.django_db
def test_counts_go_after_seven_days_and_pauses_after_thirty(page):
    disown(page.call)
    for age, left in ((DAY * 7 - HOUR, (1, 1)), (2 * HOUR, (0, 1)), (23 * DAY, (0, 0))):
        let_everything_age(age)
        planned = due.plan_retention()
        done = due.apply_retention()
        assert planned.lines == done.lines
        assert (MailTurn.objects.count(), MailPause.objects.count()) == left


@pytest.mark.django_db
def test_no_address_is_stored_in_the_clear(page):
    path = disown(page.call)
    with connection.cursor() as cursor:
        for table in ("campaigns_mailturn", "campaigns_mailpause"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} AS t")
            [text] = cursor.fetchone()
            assert "rosa" not in text
            assert "example" not in text
    assert MailPause.objects.get().reference in path


@pytest.mark.django_db
def test_forms_by_the_site_itself_meet_the_same_bounds(client, page):
    """The whole way: page, worker, link."""
    for _form in range(3):
        answer = client.post(sign_url(page.call), form_data(page.call, email=ROSA))
        assert answer.status_code == 303
        send()
        for signature in Signature.objects.all():
            press(link_path(signature), "remove")
    assert len(mailbox.outbox) == 1
