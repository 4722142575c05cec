"""Every address of the site, asked by everybody: nobody is told what is not theirs, and every
look of staff at a sealed value is written down.
"""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.template.base import Template
from django.test import Client
from django.test.utils import _TestState

from campaigns.models import AccessEntry
from campaigns.privacy import vault
from tests.rights.addresses import Address, every_address
from tests.rights.planted import Planted
from tests.rights.table import ANONYMOUS, ANYBODY, BARE, BOSS, READERS, ROLES, TABLE, who_may

pytestmark = pytest.mark.django_db

REFUSED = {403, 404, 405}
UNREACHED = {404, 405}
# Answered with the login page, or the admin's first one, to whoever may use it.
ENDS_AT_THE_DOOR = {"wagtailadmin_logout", "account_sign_out", "account_verify"}
# Wagtail's own forms stop with an error when a script leaves out what its pages always send.
BREAKS_WITHOUT_FIELDS = (
    "wagtailadmin_pages:",
    "wagtailadmin_choose_page_external_link",
    "wagtailredirects:process_import",
    "wagtailsettings:edit nnirr_site.siteidentity",
    "wagtailsnippets_nnirr_site_",
)
# With the planted rows there is nothing at these addresses, whoever asks.
NOTHING_THERE = {
    "admin/.*/",
    "wagtailadmin_pages:convert_alias",
    "wagtailadmin_block_preview",
    "wagtailadmin_api:pages:find",
    "wagtailadmin_api:documents:detail",
    "wagtailadmin_api:documents:find",
    "wagtailadmin_api:images:detail",
    "wagtailadmin_api:images:find",
    "wagtailsettings:preview_on_edit",
    "simple_translation:submit_snippet_translation",  # but for menus
    "campaigns:mail_events",  # no provider of mail is set up
    "metrics",  # no token is set
    "security_txt",
    "media",
    "devmail",
    "devmail_mail",
    "devmail_html",
    "updates_feed",
    "topic_feed",
    "migrants_day_calendar",
    "event_calendar",
}


class Walker:
    """One of `ROLES`, who asks for every address. What each request changes is taken back."""

    def __init__(self, role: str, users, monkeypatch):
        self.role = role
        self.planted = Planted()
        self.client = Client(raise_request_exception=False)
        self.cookies = self._log_in(users)
        self.wrong: list[str] = []
        self.reached: set[str] = set()
        self.requests = 0
        self._unsealed = 0
        unseal = vault.unseal

        def counted(sealed, place):
            self._unsealed += sealed is not None
            return unseal(sealed, place)

        monkeypatch.setattr(vault, "unseal", counted)
        # Thousands of answers: without the copies of contexts that Django's client keeps.
        monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)

    def _log_in(self, users) -> SimpleCookie:
        client = Client()
        if self.role == BOSS:
            client.force_login(users.objects.create_superuser("boss", "", "x"))
        elif self.role != ANONYMOUS:
            user = users.objects.create_user("somebody", password="x")
            if self.role == BARE:
                user.user_permissions.add(Permission.objects.get(codename="access_admin"))
            else:
                user.groups.add(Group.objects.get(name=self.role))
            client.force_login(user)
        return client.cookies

    def ask(self, address: Address, method: str) -> None:
        client = self.client
        client.cookies = SimpleCookie(self.cookies.output(header="", sep=";"))
        self._unsealed, looks = 0, AccessEntry.objects.count()
        self.requests += 1
        with transaction.atomic():
            answer = getattr(client, method)(address.path)
            parts = answer.streaming_content if answer.streaming else [answer.content]
            text = b"".join(parts).decode("utf-8", "replace")
            self._judge(address, method, answer, text)
            is_staff = self.role != ANONYMOUS and address.path.startswith("/admin/")
            if is_staff and self._unsealed and AccessEntry.objects.count() == looks:
                self._complain(address, method, "opened sealed values and left no entry")
            transaction.set_rollback(True)

    def _judge(self, address: Address, method: str, answer, text: str) -> None:
        status, target = answer.status_code, answer.headers.get("Location", "")
        is_sent_away = target.startswith("/admin/login/") or target == "/admin/"
        allowed = who_may(address.name)
        is_broken = status >= 500 and not address.name.startswith(BREAKS_WITHOUT_FIELDS)
        is_open = allowed == ANYBODY or address.name in ENDS_AT_THE_DOOR
        if is_broken:
            self._complain(address, method, f"answered {status}")
        elif self.role not in allowed and not (is_sent_away or status in REFUSED):
            self._complain(address, method, f"was answered: {status} {target}")
        elif self.role in allowed and not is_open and (is_sent_away or status == 403):
            self._complain(address, method, f"was refused: {status} {target}")
        if self.role in allowed and status not in UNREACHED:
            self.reached.add(address.name)
        for what, words in self.planted.canaries.items():
            if what == "senators" and not address.path.startswith("/admin/"):
                continue  # public officials, named in public
            if self.role not in READERS[what] and (told := [w for w in words if w in text]):
                self._complain(address, method, f"told {what}: {told}")

    def _complain(self, address: Address, method: str, what: str) -> None:
        self.wrong.append(f"{method.upper()} {address.path} ({address.name}) {what}")


def is_asked(role: str, address: Address) -> bool:
    """Public addresses know no rights: they are asked by nobody, by an account, by the highest."""
    is_public = who_may(address.name) == ANYBODY and not address.path.startswith("/admin/")
    return not is_public or role in {ANONYMOUS, BARE, BOSS}


def test_every_address_is_in_the_table():
    unknown = [a.name for a in every_address(Planted()) if who_may(a.name) is None]
    assert not unknown, f"enter these in tests/rights/table.py: {unknown}"


def test_table_names_no_address_that_is_gone():
    names = [address.name for address in every_address(Planted())]
    gone = [
        key
        for key in TABLE
        if not any(
            name == key or name.startswith(key if key.endswith(":") else f"{key} ")
            for name in names
        )
    ]
    assert not [key for key in gone if not key.startswith("wagtailsnippets_")]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_is_answered_by_right_and_every_look_is_written_down(
    role, django_user_model, monkeypatch, record_property
):
    walker = Walker(role, django_user_model, monkeypatch)
    addresses = [a for a in every_address(walker.planted) if is_asked(role, a)]
    for address in addresses:
        for method in ("get", "post"):
            walker.ask(address, method)
    record_property("requests", walker.requests)
    assert not walker.wrong, "\n".join(walker.wrong)
    expected = {a.name for a in addresses if role in who_may(a.name)}
    missed = {n for n in expected - walker.reached if n.split(" ")[0] not in NOTHING_THERE}
    assert not missed, f"nothing stands at {sorted(missed)}: plant a row for them"
