"""What is asked of a stored file before any of it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FileState:
    """Size in bytes, when the file was last written, and a strong validator with its quotes."""

    size: int
    changed_at: datetime
    etag: str


class StorageAway(OSError):
    """The object storage did not answer, or would not do what it was asked."""
