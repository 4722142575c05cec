"""Seals what a dump of the database must not tell: keys of authenticator apps, addresses of mails.

The key is derived from SECRET_KEY; what former keys sealed opens as long as they stand in
SECRET_KEY_FALLBACKS. What no key opens any more is lost: an app has then to be set up anew. (The
vault of the signers' data has keys of its own, and belongs to `campaigns`.)
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.views.decorators.debug import sensitive_variables


class UnreadableSecret(Exception):
    """No key that is known opens it, or it was sealed for something else."""


@lru_cache(maxsize=4)
def _cipher(secrets: tuple[str, ...]) -> MultiFernet:
    keys = [
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"nnirr accounts").derive(
            secret.encode()
        )
        for secret in secrets
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def cipher() -> MultiFernet:
    return _cipher((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@sensitive_variables()
def seal_secret(text: str, place: str) -> str:
    """`text` sealed for `place`, such as `app 7`: moved elsewhere it does not open."""
    return cipher().encrypt(f"{place}\0{text}".encode()).decode()


@sensitive_variables()
def unseal_secret(sealed: str, place: str) -> str:
    """What was sealed for `place`. Raises `Unreadable`."""
    try:
        found, _, text = cipher().decrypt(sealed.encode()).decode().partition("\0")
    except InvalidToken:
        raise UnreadableSecret from None
    if found != place:
        raise UnreadableSecret
    return text
