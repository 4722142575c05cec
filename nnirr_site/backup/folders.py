"""Which folders of files belong to a site, beside its database."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

WORDS = frozenset({"media", "private"})


def folders_of_files() -> dict[str, Path]:
    """Word in a backup → folder. Everything else in DATA_DIR can be made anew.

    None with a bucket: what lies in DATA_DIR then is what was there before it, and is old.
    """
    if settings.OBJECT_STORAGE is not None:
        return {}
    media = Path(settings.MEDIA_ROOT)
    return {"media": media, "private": media.parent / "private"}
