"""Where uploads and private files are kept: which storage stands behind each name of `STORAGES`."""

from __future__ import annotations

from pathlib import Path


def choose_storages(bucket: dict | None, private_folder: Path) -> dict[str, dict]:
    """`default` for what the site shows, `private` for what goes out through a view alone.

    No address leads to private files: on a disk they are beside the media, in a bucket below
    another prefix.
    """
    if bucket is None:
        private = {"location": private_folder, "file_permissions_mode": 0o600}
        return {
            "default": {"BACKEND": "nnirr_site.storage.local.UploadStorage"},
            "private": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": private,
            },
        }
    backend = "nnirr_site.storage.objects.ObjectStorage"
    return {
        "default": {"BACKEND": backend, "OPTIONS": {"location": "media"}},
        "private": {"BACKEND": backend, "OPTIONS": {"location": "private", "is_served": False}},
    }
