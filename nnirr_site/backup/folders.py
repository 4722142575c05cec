"""Which folders of files belong to a site, beside its database."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def folders_of_files() -> dict[str, Path]:
    """Word in a backup → folder. Everything else in DATA_DIR can be made anew."""
    media = Path(settings.MEDIA_ROOT)
    return {"media": media, "private": media.parent / "private"}
