"""Members of staff for tests, and how they come in."""

from __future__ import annotations

import base64
import re
import time

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django_otp.oath import TOTP

from nnirr_site.accounts import factors
from nnirr_site.models import AuthenticatorApp

PASSWORD = "correct horse battery staple"
LOGIN = reverse("wagtailadmin_login")
VERIFY = reverse("account_verify")
SET_UP = reverse("account_set_up")
HOME = reverse("wagtailadmin_home")


def make_person(name: str = "ana", group: str | None = "Data stewards", **fields):
    """An account with `PASSWORD` in one group of staff."""
    person = get_user_model().objects.create_user(name, f"{name}@staff.invalid", PASSWORD, **fields)
    if group:
        person.groups.add(Group.objects.get(name=group))
    return person


def give_app(person) -> str:
    """The key of an authenticator app that the account has from now on."""
    key = factors.new_app_key()
    AuthenticatorApp.objects.create(
        user=person, name="app", sealed_key=factors.seal_app_key(key, person)
    )
    return key


def code_of(key: str, later: int = 0) -> str:
    """What the app shows now, or `later` half minutes from now."""
    clock = TOTP(bytes.fromhex(key))
    clock.time = time.time() + 30 * later
    return f"{clock.token():06}"


def log_in(client, name: str = "ana", password: str = PASSWORD, **headers):
    return client.post(LOGIN, {"username": name, "password": password}, **headers)


def link_in(text: str) -> str:
    """The path of the only link in a mail that sets a new password."""
    return re.search(r"https?://[^/\s]+(/admin/password_reset/confirm/\S+)", text)[1]


def set_up_app(client) -> str:
    """The key of the app that somebody who is signed in sets up."""
    page = client.get(reverse("account_add_app"))
    words = re.search(r'class="account-key">([A-Z2-7 ]+)<', page.content.decode())[1]
    key = base64.b32decode(words.replace(" ", "")).hex()
    answer = client.post(reverse("account_add_app"), {"code": code_of(key)})
    assert "account-codes" in answer.content.decode()
    return key


def codes_in(answer) -> list[str]:
    """The recovery codes that a page shows."""
    return re.findall(r"<code>([a-z0-9-]{19})</code>", answer.content.decode())
