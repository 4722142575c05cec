"""What staff do with rules, limits and switches in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns.models import (
    AbuseLimits,
    AbuseRule,
    AddressRekeying,
    EmailDomainRule,
    Switches,
)
from nnirr_site.http import caching
from nnirr_site.http.page_cache.memory import page_cache

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_campaigns_abuserule:add"
LIST = "wagtailsnippets_campaigns_abuserule:list"
EDIT = "wagtailsnippets_campaigns_abuserule:edit"


def member_of(name: str, django_user_model):
    user = django_user_model.objects.create_user("member", password="a long password 1")
    user.groups.add(Group.objects.get(name=name))
    return user


def test_rule_for_an_address_is_added_and_nothing_of_it_is_shown_again(admin_client):
    typed = {
        "verdict": "block",
        "kind": "address",
        "pattern": "Xochi.Tzin@mail.example",
        "note": "by phone",
    }
    answer = admin_client.post(reverse(ADD), typed, follow=True)
    assert answer.status_code == 200
    rule = AbuseRule.objects.get()
    edit = reverse(EDIT, args=[rule.pk])
    for page in (answer, admin_client.get(reverse(LIST)), admin_client.get(edit)):
        assert "xochi" not in page.content.decode().lower()
    admin_client.post(edit, typed | {"pattern": "", "note": "changed"})
    changed = AbuseRule.objects.get()
    assert (changed.address_key, changed.note) == (rule.address_key, "changed")
    assert not any(
        "xochi" in f"{entry.label} {entry.data}".lower() for entry in ModelLogEntry.objects.all()
    )


@pytest.mark.parametrize(
    ("kind", "pattern", "says"),
    [
        ("network", "1.2.3", "Enter a network"),
        ("domain", "*", "fit too many"),
        ("address", "rosa", "e-mail address in full"),
        ("network", "1.2.3.4", "about this already"),
        ("", "1.2.3.4", "This field is required"),
    ],
)
def test_nonsense_is_refused_beside_its_field(admin_client, kind, pattern, says):
    AbuseRule.objects.create(kind="network", pattern="1.2.3.4/32")
    answer = admin_client.post(reverse(ADD), {"verdict": "block", "kind": kind, "pattern": pattern})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert AbuseRule.objects.count() == 1


@pytest.mark.parametrize(
    ("group", "rules", "settings_"),
    [
        ("Moderators", True, False),
        ("Campaign organizers", True, True),
        ("Editors", False, False),
        ("Data stewards", False, False),
    ],
)
def test_rights_are_given_by_groups(client, django_user_model, group, rules, settings_):
    client.force_login(member_of(group, django_user_model))
    assert (client.get(reverse(ADD)).status_code == 200) is rules
    for name in ("abuselimits", "switches"):
        address = reverse("wagtailsettings:edit", args=["campaigns", name])
        response = client.get(address, follow=True)
        is_there = response.status_code == 200 and name in response.request["PATH_INFO"]
        assert is_there is settings_


def test_limits_and_switches_are_edited_without_a_deploy(admin_client):
    for name, values, model, field in (
        (
            "abuselimits",
            {
                "burst_most": 5,
                "burst_minutes": 10,
                "sustained_most": 50,
                "sustained_hours": 24,
                "burst_most_around": 40,
                "sustained_most_around": 400,
                "domain_mails": 30,
                "alarm_mails": 500,
            },
            AbuseLimits,
            "burst_most",
        ),
        ("switches", {"is_mail_stopped": "on", "cache_seconds": 600}, Switches, "is_mail_stopped"),
    ):
        pk = model.load().pk
        address = reverse("wagtailsettings:edit", args=["campaigns", name, pk])
        assert admin_client.post(address, values).status_code == 302
        assert getattr(model.objects.get(), field) in {5, True}


def test_list_of_domain_rules_tells_what_was_set_aside(admin_client):
    EmailDomainRule.objects.create(domain="mail.example", drops_dots=True)
    address = reverse("wagtailsnippets_campaigns_emaildomainrule:list")
    assert "Waiting for the worker" in admin_client.get(address).content.decode()
    AddressRekeying.objects.update(conflicts=2, finished_at=timezone.now())
    assert "2 set aside: their mailboxes" in admin_client.get(address).content.decode()


@pytest.mark.django_db(transaction=True)
def test_switch_lengthens_the_life_of_pages_at_once_and_back(live_page_cache):
    """In each process, told by the purge that saving the switch is."""

    def switch(seconds: int) -> None:
        switches = Switches.load()
        switches.cache_seconds = seconds
        switches.save()
        end = timezone.now().timestamp() + 10
        while caching.page_seconds() != max(60, seconds) and timezone.now().timestamp() < end:
            pass

    try:
        switch(600)
        assert caching.page_seconds() == 600
        response = caching.public_page(HttpResponse())
        assert caching.shared_lifetime(response) == min(600, int(caching.seconds_until_midnight()))
        switch(0)
        assert caching.page_seconds() == 60
    finally:
        caching.set_minimum_ttl(0)
    assert page_cache.is_listening


def test_longer_life_is_never_a_shorter_one_nor_one_that_the_settings_forbid(settings):
    try:
        caching.set_minimum_ttl(30)
        assert caching.page_seconds() == settings.PAGE_CACHE_SECONDS == 60
        caching.set_minimum_ttl(600)
        assert caching.page_seconds() == 600
        settings.PAGE_CACHE_SECONDS = 0
        assert caching.page_seconds() == 0
    finally:
        caching.set_minimum_ttl(0)
