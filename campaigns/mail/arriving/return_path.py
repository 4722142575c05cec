"""The address to which mail comes back: of each mail its own, so that what comes back is known.

`bounces+TOKEN@example.org` (VERP). The token is the number of the mail, enciphered: nobody reads in
it how many there were, and nobody can make one, so that nobody can have another person's address
taken out. Only the cipher's own eight bytes of nothing are believed. Mail servers may change the
case of an address, so the token is in base32.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.utils.crypto import salted_hmac

TOKEN = re.compile(r"[a-z2-7]{26}", re.ASCII)
NOTHING = bytes(8)


def _cipher(secret: str) -> Cipher:
    """One block and no more is ever enciphered: AES is a permutation of its 16 bytes."""
    key = salted_hmac("campaigns.return-path", "", secret=secret, algorithm="sha256").digest()
    return Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305


def make_return_path(mail_id: int) -> str:
    """Where a mail comes back to; "" if BOUNCE_ADDRESS is not set."""
    local, _at, domain = settings.BOUNCE_ADDRESS.partition("@")
    if not domain:
        return ""
    encryptor = _cipher(settings.SECRET_KEY).encryptor()
    block = encryptor.update(mail_id.to_bytes(8, "big") + NOTHING) + encryptor.finalize()
    return f"{local}+{base64.b32encode(block).decode().rstrip('=').lower()}@{domain}"


def read_return_path(address: str) -> int | None:
    """The number of the mail that was sent with this return path; None if it was none of ours."""
    local, _at, domain = settings.BOUNCE_ADDRESS.lower().partition("@")
    name, _at, host = address.strip().lower().rpartition("@")
    prefix, _plus, token = name.rpartition("+")
    if not domain or (prefix, host) != (local, domain) or not TOKEN.fullmatch(token):
        return None
    try:
        block = base64.b32decode(token.upper() + "======")
    except binascii.Error:
        return None
    return next(_decipher(block), None)


def _decipher(block: bytes) -> Iterator[int]:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        decryptor = _cipher(secret).decryptor()
        plain = decryptor.update(block) + decryptor.finalize()
        if plain[8:] == NOTHING:
            yield int.from_bytes(plain[:8], "big")
