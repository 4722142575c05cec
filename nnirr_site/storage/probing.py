"""Looks at the start whether the bucket can be used, and by nobody else."""

from __future__ import annotations

import logging
import os
import secrets

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.conf import settings
from django.core.management import CommandError

from nnirr_site.storage.objects import connect

# A rule of the bucket may open one of the folders alone.
PROBE_FOLDERS = ("media/probes", "private/probes")
logger = logging.getLogger(__name__)


def check_bucket() -> None:
    """Write an object into each folder, ask for it as a stranger, delete it; ask for the list, too.

    Raises CommandError if the bucket refuses us or gives anything to strangers. One that does not
    answer is logged: pages can be read without pictures.
    """
    bucket = settings.OBJECT_STORAGE["bucket"]
    try:
        is_public = is_listed_for_strangers(bucket) or any(
            is_folder_public(bucket, folder) for folder in PROBE_FOLDERS
        )
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        code = error.response.get("Error", {}).get("Code")
        raise CommandError(
            f"The bucket of S3_BUCKET refuses us ({status}, {code}): see S3_ENDPOINT_URL and the"
            " keys, which have to be allowed to read, write, delete and list."
        ) from None
    except (BotoCoreError, HTTPClientError) as error:
        logger.error("Files: the object storage does not answer (%s)", type(error).__name__)
        return
    if is_public:
        raise CommandError(
            "The bucket of S3_BUCKET gives its objects, or their list, to anybody:"
            " names of signers and withdrawn"
            " pictures lie there. Block public access to it."
        )


def is_folder_public(bucket: str, folder: str) -> bool:
    """Raises what boto3 raises if we may not write there."""
    place = {"Bucket": bucket, "Key": f"{folder}/{secrets.token_hex(16)}"}
    client = connect(os.getpid()).meta.client
    client.put_object(**place, Body=b"probe")
    try:
        return is_given_to_strangers(place)
    finally:
        client.delete_object(**place)


def is_given_to_strangers(place: dict[str, str]) -> bool:
    """Whether somebody without keys gets an object."""
    try:
        connect(os.getpid(), is_signed=False).meta.client.get_object(**place)["Body"].close()
    except ClientError:
        return False
    return True


def is_listed_for_strangers(bucket: str) -> bool:
    """Whether somebody without keys reads the names of objects, which may be names of people."""
    client = connect(os.getpid(), is_signed=False).meta.client
    try:
        client.list_objects_v2(Bucket=bucket, MaxKeys=1)
    except ClientError:
        return False
    return True
