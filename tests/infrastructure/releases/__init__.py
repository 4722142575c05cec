"""Small sites as releases left them, and what was known of them then: what upgrades start from.

`NAME.sql.gz` is the whole database, `NAME.json` the rest: `write.py` made both with the code of
that release, and nothing in here is written again. Everybody in it is invented; the keys are not
secret.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER = Path(__file__).parent
# Under these the site was written: an upgrade needs the keys that wrote what it finds.
KEYS = {
    "SECRET_KEY": "of-every-release-in-this-folder-and-of-no-site-anywhere-1234567890",
    "VAULT_KEYS": "vault-of-every-release-in-this-folder-1234567890",
    "VAULT_INDEX_KEYS": "index-of-every-release-in-this-folder-1234567890",
}


@dataclass(frozen=True)
class Release:
    """One of them.

    `links` are those that were mailed, by what they were for; `names` what stood on its lists;
    `rows` how many rows each table had, and `columns` which columns its code knew.
    """

    name: str
    made_at: datetime
    migrations: list[list[str]]
    rows: dict[str, int]
    columns: dict[str, list[str]]
    links: dict[str, str]
    people: dict[str, dict[str, str]]
    pages: dict[str, str]

    @property
    def sql(self) -> str:
        return gzip.decompress((FOLDER / f"{self.name}.sql.gz").read_bytes()).decode()


def read_releases() -> list[Release]:
    """Every release, the oldest first."""
    found = []
    for path in FOLDER.glob("*.json"):
        stored = json.loads(path.read_text("utf-8"))
        made_at = datetime.fromisoformat(stored.pop("made_at"))
        found.append(Release(name=path.stem, made_at=made_at, **stored))
    return sorted(found, key=lambda release: release.made_at)
