"""The second step: who has to take it, and with what."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from enum import Enum
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django_otp import login as bind_device
from django_otp.oath import TOTP
from django_otp.util import random_hex

from nnirr_site.accounts.sealing import UnreadableSecret, seal_secret, unseal_secret
from nnirr_site.models import AuthenticatorApp, Passkey, RecoverySheet

CODES = 10
FEW_CODES = 3
CODE_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without 0, o, 1, i and l
CODE_LENGTH = 16  # 79 bits
LONGEST_CODE = 60  # characters as typed, hyphens and spaces included
ISSUER = "NNIRR"
MODELS = (AuthenticatorApp, Passkey, RecoverySheet)


class Step(Enum):
    """What somebody whose password was right has still to do."""

    VERIFY = "verify"
    SET_UP = "set up"


def is_required(user) -> bool:
    """Whether this account must have a second factor: by what it may do, not by its groups."""
    rule = settings.REQUIRE_SECOND_FACTOR
    if rule == "nobody" or not user.is_active:
        return False
    if rule == "everyone":
        return user.has_perm("wagtailadmin.access_admin")
    return user.is_superuser or bool(
        user.get_all_permissions() & set(settings.SECOND_FACTOR_PERMISSIONS)
    )


def factors_of(user) -> list:
    """All second factors of an account, recovery codes last."""
    return [factor for model in MODELS for factor in model.objects.filter(user=user).order_by("pk")]


def usable_factors_of(user) -> list:
    """Those that let somebody in: a sheet whose codes are all used does not.

    Such a sheet still asks for the second step (`has_any`): else the password alone would do.
    """
    return [factor for factor in factors_of(user) if getattr(factor, "hashes", True)]


def has_any(user) -> bool:
    return any(model.objects.filter(user=user, confirmed=True).exists() for model in MODELS)


def open_step(user) -> Step | None:
    """What is left to do after the password; None if the password is all."""
    if has_any(user):
        return Step.VERIFY
    return Step.SET_UP if is_required(user) else None


def pass_step(request, user, factor) -> None:
    """Let the session in by `factor`: a new session key, bound to this factor while it exists."""
    request.user = user
    request.session.cycle_key()
    bind_device(request, factor)


def mark_used(factor) -> None:
    type(factor).objects.filter(pk=factor.pk).update(used_at=timezone.now())


# -- Authenticator apps -----------------------------------------------------------------------


def new_app_key() -> str:
    """160 random bits in hex, as RFC 4226 asks for."""
    return random_hex(20)


def seal_app_key(key: str, user) -> str:
    return seal_secret(key, f"app {user.pk}")


def unseal_app_key(sealed: str, user) -> str:
    """Raises `Unreadable`."""
    return unseal_secret(sealed, f"app {user.pk}")


def in_base32(key: str) -> str:
    """The key as people type it into an app."""
    return base64.b32encode(bytes.fromhex(key)).decode().rstrip("=")


def app_uri(key: str, user) -> str:
    """What the QR code says to an app (Google's key URI format)."""
    query = urlencode({"secret": in_base32(key), "issuer": ISSUER})
    return f"otpauth://totp/{quote(ISSUER)}:{quote(user.get_username())}?{query}"


@sensitive_variables()
def match_app_code(key: str, code: str, last_step: int = -1) -> int | None:
    """The half minute whose code this is, if it is later than `last_step`; one to each side goes
    through for clocks that are wrong."""
    if not (code.isascii() and code.isdecimal() and len(code) == 6):
        return None
    clock = TOTP(bytes.fromhex(key))
    return clock.t() if clock.verify(int(code), tolerance=1, min_t=last_step + 1) else None


@sensitive_variables()
def use_app_code(user, code: str) -> AuthenticatorApp | None:
    """The app that shows this code, which works no second time; None if none does."""
    with transaction.atomic():
        for app in AuthenticatorApp.objects.select_for_update().filter(user=user):
            try:
                step = match_app_code(unseal_app_key(app.sealed_key, user), code, app.last_step)
            except UnreadableSecret:
                continue
            if step is not None:
                app.last_step, app.used_at = step, timezone.now()
                app.save(update_fields=["last_step", "used_at"])
                return app
    return None


# -- Recovery codes ---------------------------------------------------------------------------


def hash_code(code: str, salt: str) -> str:
    """One round will do: nobody guesses 79 random bits."""
    return hashlib.sha256(f"{salt}{code}".encode()).hexdigest()


def plain_code(text: str) -> str:
    """A code without the spaces, hyphens and capitals that people type."""
    typed = text[:LONGEST_CODE].lower()
    return "".join(character for character in typed if character.isalnum())


@sensitive_variables()
def make_codes(user) -> list[str]:
    """New codes in place of the old ones, to be shown once."""
    codes = [
        "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(CODES)
    ]
    salt = secrets.token_hex(16)
    RecoverySheet.objects.update_or_create(
        user=user,
        defaults={
            "name": "recovery codes",
            "salt": salt,
            "hashes": [hash_code(code, salt) for code in codes],
            "added_at": timezone.now(),
        },
    )
    return ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in codes]


@sensitive_variables()
def use_recovery_code(user, code: str) -> RecoverySheet | None:
    """The sheet that the code was on, and is no more; None if it never was or was used."""
    with transaction.atomic():
        sheet = RecoverySheet.objects.select_for_update().filter(user=user).first()
        if sheet is None:
            return None
        hashed = hash_code(plain_code(code), sheet.salt)
        left = [other for other in sheet.hashes if not hmac.compare_digest(other, hashed)]
        if len(left) == len(sheet.hashes):
            return None
        sheet.hashes, sheet.used_at = left, timezone.now()
        sheet.save(update_fields=["hashes", "used_at"])
        return sheet


def use_code(user, text: str):
    """The factor that a typed code belongs to: six digits are an app's, all else a sheet's."""
    if is_six_digits(text):
        return use_app_code(user, plain_code(text))
    return use_recovery_code(user, text)


def is_six_digits(text: str) -> bool:
    """Whether a typed code can be an app's."""
    code = plain_code(text)
    return len(code) == 6 and code.isdecimal()


# -- Taking away ------------------------------------------------------------------------------


def remove_all(user) -> int:
    """Take every factor away: sessions that came in by one are at the second step again."""
    return sum(model.objects.filter(user=user).delete()[0] for model in MODELS)
