"""Uploads in one private bucket of S3-compatible object storage, for more than one machine.

The site alone has its keys. Pictures, documents and deliveries go to browsers through the site as
from a disk: it knows whom each is for, and no other host is asked. Whatever goes wrong is an
`OSError` here, as it would be with a disk.
"""

from __future__ import annotations

import errno
import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import lru_cache
from urllib.parse import urljoin

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from django.utils.functional import cached_property
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from nnirr_site.storage.state import FileState, StorageAway

# What is read at a time: the storage is let go of while a browser takes it, however slowly.
BLOCK_BYTES = 512 * 1024
CONNECT_SECONDS, ANSWER_SECONDS, MOST_TRIES = 2, 10, 2
# How long all do without, when one of them found the storage away.
PAUSE_SECONDS = 3.0
NO_ROOM = {"QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"}
NAME_TAKEN, NOT_IMPLEMENTED, INSUFFICIENT_STORAGE = 412, 501, 507

_away_until = 0.0


@contextmanager
def told_as_os_errors() -> Iterator[None]:
    """Raise what a disk would raise. While the storage is away it is not asked for a moment."""
    global _away_until
    if time.monotonic() < _away_until:
        raise StorageAway(errno.EIO, "the object storage was away a moment ago")
    try:
        yield
    except ClientError as error:
        raise os_error_for(error) from error
    except (BotoCoreError, HTTPClientError) as error:
        _away_until = time.monotonic() + PAUSE_SECONDS
        # Not from it: its words hold the name of the file, and may be logged.
        raise StorageAway(errno.EIO, f"the object storage: {type(error).__name__}") from None


def status_of(error: ClientError) -> int:
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)


def os_error_for(error: ClientError) -> OSError:
    """The error of a disk that means the same; without the name, which may be somebody's."""
    status, code = status_of(error), error.response.get("Error", {}).get("Code", "")
    if code in NO_ROOM or status == INSUFFICIENT_STORAGE:
        return OSError(errno.ENOSPC, "the object storage is full")
    if status == 404 and code != "NoSuchBucket":
        return FileNotFoundError(errno.ENOENT, "no such object")
    return StorageAway(errno.EIO, f"the object storage answered {status}")


@lru_cache(maxsize=8)
def connect(_process_id: int, is_signed: bool = True):
    """boto3's resource for S3, one for all threads of a process.

    django-storages has one for each thread, and the web server has hundreds; its bucket is shared
    between them anyhow. Checksums that not all servers give for a part of a file are not asked for.
    """
    place = settings.OBJECT_STORAGE
    session = boto3.Session(
        aws_access_key_id=place["access_key"] or None,
        aws_secret_access_key=place["secret_key"] or None,
    )
    config = Config(
        signature_version="s3v4" if is_signed else botocore.UNSIGNED,
        s3={"addressing_style": "path" if place["endpoint_url"] else "auto"},
        connect_timeout=CONNECT_SECONDS,
        read_timeout=ANSWER_SECONDS,
        retries={"mode": "standard", "total_max_attempts": MOST_TRIES},
        max_pool_connections=64,
        tcp_keepalive=True,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return session.resource(
        "s3",
        region_name=place["region"],
        endpoint_url=place["endpoint_url"] or None,
        config=config,
    )


class ObjectReader(io.RawIOBase):
    """The bytes of one object, asked for piece by piece, and of no other that takes its name."""

    def __init__(self, storage: ObjectStorage, name: str, state: FileState):
        super().__init__()
        self._storage, self._name, self._state, self._place = storage, name, state, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._state.size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer) -> int:
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        return self._read(self._state.size)

    def _read(self, count: int) -> bytes:
        count = min(count, self._state.size - self._place)
        if count <= 0:
            return b""
        data = self._storage.read_part(self._name, self._place, count, self._state.etag)
        self._place += len(data)
        return data


class StoredFile(File):
    """An object opened for reading, which can be opened again as a file on a disk can."""

    def __init__(self, storage: ObjectStorage, name: str, state: FileState):
        self._read_from = (storage, name, state)
        super().__init__(self._begin(), name)
        self.size = state.size
        self.mode = "rb"

    def _begin(self) -> io.BufferedReader:
        return io.BufferedReader(ObjectReader(*self._read_from), BLOCK_BYTES)

    def open(self, mode: str | None = None) -> StoredFile:
        if self.closed:
            self.file = self._begin()
        else:
            self.seek(0)
        return self


class ObjectStorage(S3Storage):
    """The objects below `location`. Keys and place come from the settings, never from `OPTIONS`:
    Wagtail hands these on with the tasks that delete files.

    With `is_served` the site has an address for them.
    """

    def __init__(self, location: str = "media", is_served: bool = True):
        super().__init__(location=location)
        self.is_served = is_served
        self._can_refuse_taken_names = True

    def get_default_settings(self) -> dict:
        return super().get_default_settings() | {
            "access_key": None,
            "secret_key": None,
            "session_profile": None,
            "bucket_name": settings.OBJECT_STORAGE["bucket"],
            "file_overwrite": False,
            "default_acl": None,
        }

    @property
    def connection(self):
        return connect(os.getpid())

    @property
    def bucket(self):
        return self.connection.Bucket(self.bucket_name)

    @cached_property
    def base_url(self) -> str:
        return settings.MEDIA_URL

    def key_of(self, name: str) -> str:
        """What an object is called in the bucket. Raises SuspiciousOperation for one outside."""
        return self._normalize_name(clean_name(name))

    def url(self, name, parameters=None, expire=None, http_method=None) -> str:
        """An address of the site: the bucket has none that a browser may use."""
        if not self.is_served:
            raise ValueError("This file has no address.")
        return urljoin(self.base_url, filepath_to_uri(name).lstrip("/"))

    def may_hold(self, name: str) -> bool:
        """Always true: strangers who make names up shall not have the storage asked for each."""
        return True

    def find_state(self, name: str) -> FileState:
        """Raises FileNotFoundError, and `StorageAway`."""
        with told_as_os_errors():
            client = self.connection.meta.client
            found = client.head_object(Bucket=self.bucket_name, Key=self.key_of(name))
        changed_at = found["LastModified"].astimezone(UTC).replace(microsecond=0)
        return FileState(found["ContentLength"], changed_at, found["ETag"])

    def read_part(self, name: str, first: int, count: int, etag: str) -> bytes:
        """`count` bytes from `first` on. Raises OSError if the object is another one by now.

        Not every server keeps to If-Match, so what came is looked at as well.
        """
        wanted = {"Range": f"bytes={first}-{first + count - 1}", "IfMatch": etag}
        with told_as_os_errors():
            client = self.connection.meta.client
            answer = client.get_object(Bucket=self.bucket_name, Key=self.key_of(name), **wanted)
            with answer["Body"] as body:
                data = body.read()
        if len(data) != count or answer["ETag"] != etag:
            raise StorageAway(errno.EIO, "the object storage broke off")
        return data

    def _open(self, name, mode="rb") -> StoredFile:
        if mode not in ("rb", "r"):
            raise ValueError("Objects are written whole, by `save`.")
        return StoredFile(self, name, self.find_state(name))

    def open_known(self, name: str, state: FileState) -> StoredFile:
        """Open what was just asked for, without asking again."""
        return StoredFile(self, name, state)

    def _save(self, name, content) -> str:
        """Write the object whole, under a similar name if somebody took this one meanwhile."""
        name = clean_name(name)
        while True:
            try:
                with told_as_os_errors():
                    self._put(name, content)
                return name
            except OSError as error:
                status = status_of(error.__cause__) if is_answer(error.__cause__) else 0
                if status == NAME_TAKEN and self._can_refuse_taken_names:
                    name = self.get_available_name(name)
                elif status == NOT_IMPLEMENTED and self._can_refuse_taken_names:
                    self._can_refuse_taken_names = False
                else:
                    raise

    def _put(self, name: str, content) -> None:
        content.seek(0)
        parameters = self._get_write_parameters(name, content)
        if self._can_refuse_taken_names:
            parameters["IfNoneMatch"] = "*"
        self.connection.meta.client.put_object(
            Bucket=self.bucket_name,
            Key=self.key_of(name),
            Body=content,
            ContentLength=content.size,
            **parameters,
        )

    def delete(self, name) -> None:
        with told_as_os_errors():
            client = self.connection.meta.client
            client.delete_object(Bucket=self.bucket_name, Key=self.key_of(name))

    def exists(self, name) -> bool:
        try:
            self.find_state(name)
        except FileNotFoundError:
            return False
        return True

    def listdir(self, name) -> tuple[list[str], list[str]]:
        with told_as_os_errors():
            return super().listdir(name)

    def size(self, name) -> int:
        return self.find_state(name).size

    def get_modified_time(self, name):
        return self.find_state(name).changed_at


def is_answer(error: BaseException | None) -> bool:
    return isinstance(error, ClientError)
