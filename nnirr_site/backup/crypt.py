"""Encrypting for somebody who is not here: the age format (age-encryption.org/v1).

The server knows public keys only, so it cannot read its own backups, nor can whoever breaks into
it. age authenticates every 64 KB and the end, so a file that was cut or changed does not open.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from nnirr_site.backup.errors import BackupError, NotWhole


def read_recipients(texts: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """Public keys, `age1…`. Raises `BackupError`."""
    if not texts:
        raise BackupError(
            "BACKUP_RECIPIENTS is empty: name the public key (age1…) that a backup is encrypted"
            " for. docs/backup.md says how to make one."
        )
    recipients = []
    for text in texts:
        if text.upper().startswith("AGE-SECRET-KEY"):
            raise BackupError(
                "BACKUP_RECIPIENTS has a secret key in it, which must never be on this machine."
                " Make another pair, and put the public one (age1…) here."
            )
        try:
            recipients.append(pyrage.x25519.Recipient.from_str(text))
        except pyrage.RecipientError:
            raise BackupError("BACKUP_RECIPIENTS must be public keys of age (age1…).") from None
    return recipients


def read_identities(path: Path) -> list[pyrage.x25519.Identity]:
    """The secret keys of a file as `age-keygen` writes it. Raises `BackupError`."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"The file with the secret key: {type(error).__name__}.") from None
    keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    try:
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise BackupError("The file with the secret key has none (AGE-SECRET-KEY-1…) in it.")
    return found


@contextmanager
def encrypting(path: Path, recipients: Sequence) -> Iterator[IO[bytes]]:
    """A file to write into; what reaches the disk is encrypted. Only whole once this has ended."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:

        def encrypt(source: IO[bytes]) -> None:
            pyrage.encrypt_io(source, target, list(recipients))

        with _piped(encrypt) as stream:
            yield stream
        target.flush()
        os.fsync(target.fileno())


@contextmanager
def _piped(take: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """Something to write into, which `take` reads in a thread of its own."""
    reading, writing = os.pipe()
    errors: list[BaseException] = []

    def run() -> None:
        with open(reading, "rb") as source:
            try:
                take(source)
            except BaseException as error:
                errors.append(error)

    thread = threading.Thread(target=run, name="encrypting", daemon=True)
    thread.start()
    try:
        with open(writing, "wb") as stream:
            yield stream
    except BrokenPipeError:
        if not errors:
            raise
    finally:
        thread.join()
    if errors:
        raise errors[0]


@contextmanager
def decrypting(path: Path, identities: Sequence) -> Iterator[IO[bytes]]:
    """The plain content to read from. Raises `BackupError` for a file that was cut or changed,
    or that is for somebody else, at the latest at the end.
    """
    reading, writing = os.pipe()
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with open(path, "rb") as source, open(writing, "wb") as target:
                pyrage.decrypt_io(source, target, list(identities))
        except BrokenPipeError:
            pass  # nobody wants the rest
        except (OSError, pyrage.DecryptError) as error:
            errors.append(error)

    thread = threading.Thread(target=run, name="decrypting", daemon=True)
    thread.start()
    failed: BaseException | None = None
    try:
        with open(reading, "rb") as stream:
            try:
                yield stream
            except BaseException as error:
                failed = error
    finally:
        thread.join()
    if errors and (failed is None or isinstance(failed, NotWhole)):
        raise BackupError(
            "The backup does not open: it is encrypted for another key, or was cut or changed"
            f" ({errors[0]})."
        ) from None
    if failed is not None:
        raise failed
