"""Encryption at rest and blind index of personal data.

A stolen copy of the database tells nobody's name, address or comment: the keys are in the
environment, not in the database. Values are sealed with AES-256-GCM under the first key of
`settings.VAULT_KEYS` and opened with whichever key sealed them, so keys can be rotated. What is
sealed is bound to its row and column (associated data): a value copied to another row does not
open. It is filled up before, so that its length tells nobody's name either.

Equality is searched by keyed hashes under secrets of their own (`settings.VAULT_INDEX_KEYS`). New
rows are written under the first of them; while there are several, everything is looked for under
each, until the worker has given all rows their new hashes.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.views.decorators.debug import sensitive_variables

VERSION = b"\x02"  # length, text, zeros up to a multiple of its bucket
UNPADDED = b"\x01"  # the text alone, whose length can be seen: read, and not written any more
ID_BYTES = 4
NONCE_BYTES = 12
LENGTH_BYTES = 4

# To how many bytes the texts of a place are filled up, or to a multiple of that.
BUCKET = 64
BUCKETS = {"comment": 256, "postal_code": 16, "form": 1024}


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


def _name_key(key: bytes) -> bytes:
    """A name for a key that does not tell it."""
    return hashlib.sha256(b"id" + key).digest()[:ID_BYTES]


# -- Sealing -----------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _ciphers(secrets_: tuple[str, ...]) -> dict[bytes, AESGCM]:
    """Key id → cipher, the one that seals first."""
    keys = [_derive(secret, b"vault seal") for secret in secrets_]
    return {_name_key(key): AESGCM(key) for key in keys}


def ciphers() -> dict[bytes, AESGCM]:
    return _ciphers(tuple(settings.VAULT_KEYS) or (_development_secret("VAULT_KEYS"),))


@sensitive_variables()
def _fill_up(text: str, place: str) -> bytes:
    """The text with its length in front and zeros behind, so that all of a bucket look alike."""
    data = text.encode()
    bucket = BUCKETS.get(place.partition(":")[0], BUCKET)
    return len(data).to_bytes(LENGTH_BYTES, "big") + data + bytes(-len(data) % bucket)


@sensitive_variables()
def _take_out(filled: bytes) -> bytes:
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    return filled[LENGTH_BYTES : LENGTH_BYTES + length]


@sensitive_variables()
def seal(text: str, place: str) -> bytes | None:
    """`text` encrypted for `place` (such as `email:REFERENCE`); None for an empty text."""
    if not text:
        return None
    key_id, cipher = next(iter(ciphers().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = cipher.encrypt(nonce, _fill_up(text, place), VERSION + place.encode())
    return VERSION + key_id + nonce + sealed


@sensitive_variables()
def unseal(sealed: bytes | memoryview | None, place: str) -> str:
    """The text sealed for `place`, "" for None. Raises `Unreadable`."""
    if sealed is None:
        return ""
    sealed = bytes(sealed)
    version, key_id = sealed[:1], sealed[1 : 1 + ID_BYTES]
    nonce = sealed[1 + ID_BYTES : 1 + ID_BYTES + NONCE_BYTES]
    cipher = ciphers().get(key_id)
    if version not in {VERSION, UNPADDED} or cipher is None or len(nonce) < NONCE_BYTES:
        raise Unreadable("sealed with a key or a format that is not known here")
    is_filled = version == VERSION
    bound_to = (VERSION if is_filled else b"") + place.encode()
    try:
        opened = cipher.decrypt(nonce, sealed[1 + ID_BYTES + NONCE_BYTES :], bound_to)
    except InvalidTag:
        raise Unreadable("damaged, or moved from its row") from None
    return (_take_out(opened) if is_filled else opened).decode()


@sensitive_variables()
def unseal_column(
    values: Iterable[bytes | None], field: str, references: Iterable[str], unreadable: str
) -> list[str]:
    """As `unseal` for the place `field:reference` of each of many, with `unreadable` in place of
    what cannot be opened.

    What is sealed as it would be now is opened without a step between: an export opens millions.
    """
    newest, cipher = newest_prefix(), next(iter(ciphers().values()))
    head = len(newest)
    start = head + NONCE_BYTES
    bound_to = VERSION + f"{field}:".encode()
    texts = []
    for sealed, reference in zip(values, references, strict=True):
        if sealed is None:
            texts.append("")
            continue
        try:
            if sealed[:head] == newest:
                nonce, data = sealed[head:start], sealed[start:]
                filled = cipher.decrypt(nonce, data, bound_to + reference.encode())
                end = LENGTH_BYTES + int.from_bytes(filled[:LENGTH_BYTES], "big")
                texts.append(filled[LENGTH_BYTES:end].decode())
            else:
                texts.append(unseal(sealed, f"{field}:{reference}"))
        except (InvalidTag, Unreadable, ValueError):
            texts.append(unreadable)
    return texts


def sealing_key_ids() -> list[str]:
    """The names of the keys that are known here, in hex, the one that seals first."""
    return [key_id.hex() for key_id in ciphers()]


def newest_prefix() -> bytes:
    """How every value begins that is sealed now: the format, and the name of the key."""
    return VERSION + next(iter(ciphers()))


def is_current(sealed: bytes | memoryview | None) -> bool:
    """Whether the value is sealed as it would be now (nothing is always current)."""
    return sealed is None or bytes(sealed).startswith(newest_prefix())


# -- Blind index -------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _index_keys(secrets_: tuple[str, ...]) -> dict[str, bytes]:
    """Key id in hex → key, the one under which is written first."""
    keys = [_derive(secret, b"vault index") for secret in secrets_]
    return {_name_key(key).hex(): key for key in keys}


def _known_index_keys() -> dict[str, bytes]:
    secrets_ = tuple(getattr(settings, "VAULT_INDEX_KEYS", ()))
    alone = getattr(settings, "VAULT_INDEX_KEY", "")
    if not secrets_:
        secrets_ = (alone or _development_secret("VAULT_INDEX_KEY"),)
    return _index_keys(secrets_)


def index_key_ids() -> list[str]:
    """The names of the keys that are known here, in hex, the one under which is written first."""
    return list(_known_index_keys())


def index_key_id() -> str:
    """The name of the key under which is written now."""
    return next(iter(_known_index_keys()))


@sensitive_variables()
def blind_indexes(text: str, purpose: str) -> list[str]:
    """The hash of `text` under each key that is known here, the one to be stored first."""
    message = f"{purpose}\0{text}".encode()
    return [
        hmac.new(key, message, hashlib.sha256).hexdigest() for key in _known_index_keys().values()
    ]


@sensitive_variables()
def blind_index(text: str, purpose: str) -> str:
    """A keyed hash (64 hex digits) that finds equal values without telling the value.

    Under the newest key: what is stored. What is looked for may stand under any (`blind_indexes`).
    """
    key = next(iter(_known_index_keys().values()))
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


# -- Proofs ------------------------------------------------------------------------------------

PROOF = b"a key of the vault"


def make_proof(use: str, key_id: str) -> bytes:
    """What only the key of this name can make (`use`: "seal" or "index"). Raises `Unreadable`."""
    if use == "index":
        key = _known_index_keys().get(key_id)
        if key is not None:
            return hmac.new(key, b"proof\0" + PROOF, hashlib.sha256).digest()
    elif (cipher := ciphers().get(bytes.fromhex(key_id))) is not None:
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + cipher.encrypt(nonce, PROOF, b"proof")
    raise Unreadable("a key that is not known here")


def is_proven(use: str, key_id: str, proof: bytes | memoryview) -> bool:
    """Whether this process has the key that made the proof."""
    proof = bytes(proof)
    try:
        if use == "index":
            return hmac.compare_digest(make_proof(use, key_id), proof)
        cipher = ciphers()[bytes.fromhex(key_id)]
        return cipher.decrypt(proof[:NONCE_BYTES], proof[NONCE_BYTES:], b"proof") == PROOF
    except (Unreadable, KeyError, InvalidTag, ValueError):
        return False
