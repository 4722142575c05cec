"""Passkeys (WebAuthn), checked by Yubico's `fido2`."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from nnirr_site.models import Passkey

STATE = "passkey_challenge"
LONGEST_ANSWER = 20_000  # characters


class WrongAnswer(Exception):
    """The browser's answer does not fit: another challenge, key or site, or no answer at all."""


def server() -> Fido2Server:
    """Passkeys belong to the host of SITE_URL and are taken from that origin alone."""
    host = urlsplit(settings.SITE_URL).hostname
    return Fido2Server(
        PublicKeyCredentialRpEntity(name="NNIRR", id=host),
        verify_origin=lambda origin: origin == settings.SITE_URL.lower(),
    )


def credentials_of(user) -> list[AttestedCredentialData]:
    rows = Passkey.objects.filter(user=user).order_by("pk")
    return [AttestedCredentialData(bytes(row.credential_data)) for row in rows]


def begin_adding(session, user) -> dict:
    """What the browser needs to make a passkey; the challenge waits in the session."""
    options, session[STATE] = server().register_begin(
        # The handle tells a phone's list nothing but the account's number.
        PublicKeyCredentialUserEntity(
            id=f"account-{user.pk}".encode(),
            name=user.get_username(),
            display_name=user.get_username(),
        ),
        credentials=credentials_of(user),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options)


def finish_adding(session, user, answer: str, name: str) -> Passkey:
    """Keep the new passkey. Raises `WrongAnswer`."""
    state, parsed = session.pop(STATE, None), parse_answer(answer)
    if state is None:
        raise WrongAnswer
    try:
        made = server().register_complete(state, parsed).credential_data
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError):
        raise WrongAnswer from None
    if Passkey.objects.filter(credential_id=made.credential_id).exists():
        raise WrongAnswer
    return Passkey.objects.create(
        user=user, name=name, credential_id=made.credential_id, credential_data=bytes(made)
    )


def begin_using(session, user) -> dict:
    """What the browser needs to use one of the account's passkeys."""
    options, session[STATE] = server().authenticate_begin(
        credentials_of(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options)


def use_passkey(session, user, answer: str) -> Passkey:
    """The passkey that answered the challenge, each challenge once. Raises `WrongAnswer`."""
    state, parsed = session.pop(STATE, None), parse_answer(answer)
    if state is None:
        raise WrongAnswer
    try:
        used = server().authenticate_complete(state, credentials_of(user), parsed)
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError):
        raise WrongAnswer from None
    return Passkey.objects.get(user=user, credential_id=used.credential_id)


def parse_answer(answer: str) -> dict:
    if len(answer) > LONGEST_ANSWER:
        raise WrongAnswer
    try:
        parsed = json.loads(answer)
    except ValueError:
        raise WrongAnswer from None
    if not isinstance(parsed, dict):
        raise WrongAnswer
    return parsed
