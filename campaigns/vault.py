"""Encryption at rest and blind index of personal data.

A stolen copy of the database tells nobody's name, address or comment: the keys are in the
environment, not in the database. Values are sealed with AES-256-GCM under the first key of
`settings.VAULT_KEYS` and opened with whichever key sealed them, so keys can be rotated. What is
sealed is bound to its row and column (associated data): a value copied to another row does not
open. Equality is searched by a keyed hash under a secret of its own, which outlives rotations.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.views.decorators.debug import sensitive_variables

VERSION = b"\x01"
ID_BYTES = 4
NONCE_BYTES = 12


class Unreadable(Exception):
    """A sealed value that no known key opens, or that was moved from its row or column."""


def _derive(secret: str, purpose: bytes) -> bytes:
    """32 bytes for one purpose from a secret of any length (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"nnirr " + purpose).derive(
        secret.encode()
    )


def _development_secret(setting: str) -> str:
    """Outside production an unset secret is derived from SECRET_KEY, so that nothing is needed."""
    if getattr(settings, "IS_PRODUCTION", True):
        raise ImproperlyConfigured(f"{setting} is missing")
    return f"{setting} {settings.SECRET_KEY}"


@lru_cache(maxsize=8)
def _ciphers(secrets_: tuple[str, ...]) -> dict[bytes, AESGCM]:
    """Key id → cipher, the one that seals first. The id names a key without telling it."""
    keys = [_derive(secret, b"vault seal") for secret in secrets_]
    return {hashlib.sha256(b"id" + key).digest()[:ID_BYTES]: AESGCM(key) for key in keys}


def ciphers() -> dict[bytes, AESGCM]:
    return _ciphers(tuple(settings.VAULT_KEYS) or (_development_secret("VAULT_KEYS"),))


@lru_cache(maxsize=8)
def _index_key(secret: str) -> bytes:
    return _derive(secret, b"vault index")


@sensitive_variables()
def seal(text: str, place: str) -> bytes | None:
    """`text` encrypted for `place` (such as `email:REFERENCE`); None for an empty text."""
    if not text:
        return None
    key_id, cipher = next(iter(ciphers().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + key_id + nonce + cipher.encrypt(nonce, text.encode(), place.encode())


@sensitive_variables()
def unseal(sealed: bytes | memoryview | None, place: str) -> str:
    """The text sealed for `place`, "" for None. Raises `Unreadable`."""
    if sealed is None:
        return ""
    sealed = bytes(sealed)
    key_id = sealed[1 : 1 + ID_BYTES]
    nonce = sealed[1 + ID_BYTES : 1 + ID_BYTES + NONCE_BYTES]
    cipher = ciphers().get(key_id)
    if sealed[:1] != VERSION or cipher is None:
        raise Unreadable("sealed with a key or a format that is not known here")
    try:
        return cipher.decrypt(nonce, sealed[1 + ID_BYTES + NONCE_BYTES :], place.encode()).decode()
    except InvalidTag:
        raise Unreadable("damaged, or moved from its row") from None


def newest_key_id() -> bytes:
    """The name of the key that seals now, as it stands in each value."""
    return next(iter(ciphers()))


def is_current(sealed: bytes | memoryview | None) -> bool:
    """Whether the value is sealed with the newest key (nothing is always current)."""
    return sealed is None or bytes(sealed)[1 : 1 + ID_BYTES] == newest_key_id()


@sensitive_variables()
def blind_index(text: str, purpose: str) -> str:
    """A keyed hash (64 hex digits) that finds equal values without telling the value."""
    secret = getattr(settings, "VAULT_INDEX_KEY", "") or _development_secret("VAULT_INDEX_KEY")
    message = f"{purpose}\0{text}".encode()
    return hmac.new(_index_key(secret), message, hashlib.sha256).hexdigest()
