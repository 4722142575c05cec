"""Style sheets are many small files for people, and one without air for browsers.

Collected files of older versions stay for a week, for pages that are still in somebody's cache.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Collection
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from posixpath import dirname, join, normpath

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rcssmin import cssmin

# Sheets that pages link to lie in this folder; what they import lies in folders and files below.
SHEETS = "css/"
IMPORT = re.compile(
    r'@import "(?P<part>[^"]+)"(?: layer\((?P<layer>\w+)\))?(?: (?P<media>[^;]+))?;'
)
URL = re.compile(r'url\("([^":]+)"\)')
# Which files were collected last, and since when which of those before are of no use any more.
OUTDATED = ".outdated.json"
OUTDATED_FOR = timedelta(days=7)
COMPRESSED = (".br", ".gz")


def join_sheet(path: Path) -> str:
    """The sheet with what it imports in its place, in the same layers, media and order, minified.

    Raises FileNotFoundError if a part is missing. The sources are plain CSS: a browser that reads
    them as they are, import by import, finds the same rules.
    """
    source = path.read_text()
    imports = list(IMPORT.finditer(source))
    if not imports:
        return cssmin(source)
    pieces = [cssmin(source[: imports[0].start()])]
    for (layer, media), group in groupby(imports, lambda found: found.group("layer", "media")):
        # Each part alone: of `.a :is(b)` inside of `@layer` rcssmin would make `.a:is(b)`.
        rules = "".join(_read_part(path.parent, found["part"]) for found in group)
        rules = f"@layer {layer}{{{rules}}}" if layer else rules
        pieces.append(f"@media {media}{{{rules}}}" if media else rules)
    return "".join([*pieces, cssmin(source[imports[-1].end() :])])


def _read_part(folder: Path, part: str) -> str:
    """The rules of a part; its addresses are said as they are seen from the sheet."""
    return URL.sub(
        lambda found: f'url("{normpath(join(dirname(part), found[1]))}")',
        cssmin((folder / part).read_text()),
    )


def list_sheets(root: Path) -> list[str]:
    """Names of the sheets that are sent: those which no other sheet imports."""
    sources = {path: path.read_text() for path in (root / SHEETS).glob("*.css")}
    parts = {found["part"] for text in sources.values() for found in IMPORT.finditer(text)}
    return sorted(f"{SHEETS}{path.name}" for path in sources if path.name not in parts)


class JoinedSheetsFinder(FileSystemFinder):
    """Finds our static files; of the sheets it finds the joined ones and none of the parts.

    So every server sends the same bytes: in development a change of a part is seen with the next
    request, and `collectstatic` collects what was looked at.
    """

    def find_location(self, root, path, prefix=None):
        """The path of a file that may be sent; None if there is none of that name."""
        if not path.startswith(SHEETS) or not path.endswith(".css"):
            return super().find_location(root, path, prefix)
        return self._write_joined(Path(root), path) if path in list_sheets(Path(root)) else None

    def list(self, ignore_patterns):
        """Every file with the storage that holds it, for `collectstatic` and `prepare`."""
        for path, storage in super().list(ignore_patterns):
            if not path.startswith(SHEETS) or not path.endswith(".css"):
                yield path, storage
            elif self.find_location(storage.location, path):
                yield path, FileSystemStorage(location=self._joined_folder())

    def _joined_folder(self) -> Path:
        return Path(settings.DATA_DIR) / "sheets"

    def _write_joined(self, root: Path, name: str) -> str:
        """Write the joined sheet unless it is there already, whole or not at all."""
        target = self._joined_folder() / name
        sheet = join_sheet(root / name)
        if not target.exists() or target.read_text() != sheet:
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, sheet)
        return str(target)


def drop_outdated(root: Path, names: Collection[str]) -> int:
    """Delete what was collected for older versions and is none of `names` since a week.

    Only what an earlier call was told to be ours: whatever else lies in the folder stays. Says how
    many files that were. A version that comes back finds its files still there.
    """
    former = _read_outdated(root)
    now, gone = timezone.now(), 0
    since = {name: now.isoformat() for name in former["names"] if name not in names}
    since |= {name: at for name, at in former["since"].items() if name not in names}
    for name, at in list(since.items()):
        if now - (parse_datetime(at) or now) <= OUTDATED_FOR:
            continue
        for ending in ("", *COMPRESSED):
            path = root / f"{name}{ending}"
            if path.is_file() and f"{name}{ending}" not in names:
                path.unlink()
                gone += 1
        del since[name]
    _write_whole(root / OUTDATED, json.dumps({"names": sorted(names), "since": since}, indent=1))
    return gone


def _read_outdated(root: Path) -> dict:
    """What the call before has noted; nothing if that cannot be read."""
    try:
        former = json.loads((root / OUTDATED).read_text())
        return {"names": list(former["names"]), "since": dict(former["since"])}
    except (OSError, ValueError, TypeError, KeyError):
        return {"names": [], "since": {}}


def drop_stale_compressed(root: Path, names: Collection[str]) -> None:
    """Delete compressed files of an earlier state of a file without a hash.

    Nothing is written beside one that compressing makes hardly smaller, and what was there stays.
    """
    for name in names:
        source = root / name
        for ending in COMPRESSED:
            compressed = root / f"{name}{ending}"
            if f"{name}{ending}" in names or not (compressed.is_file() and source.is_file()):
                continue
            if int(compressed.stat().st_mtime) != int(source.stat().st_mtime):
                compressed.unlink()


def _write_whole(target: Path, text: str) -> None:
    """Whole or not at all, readable for everybody."""
    handle, aside = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    os.chmod(aside, 0o644)
    os.replace(aside, target)
