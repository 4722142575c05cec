"""Set a document with Typst, in a process of its own whose time and memory the kernel bounds.

Data goes to the template as JSON and never into its source, so that no text is read as markup.
The template sees a folder in which there are only itself, the theme and the prints of the site.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

THEME = Path("nnirr_site/typesetting/theme.typ")
ART = Path("static/art")
FONTS = Path("nnirr_site/typesetting/fonts")
COMMAND = (sys.executable, "-m", "nnirr_site.typesetting.child")
# Of the site's environment the child gets what is needed to run, and no secret.
ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")
MEGABYTE = 1024 * 1024
LARGEST_INPUT = 16 * MEGABYTE


class CannotSet(Exception):
    """The document could not be made. The message is for the log; it holds no data."""


@dataclass(frozen=True)
class Bounds:
    """What one document may take. `clock` and `processor` are seconds, `memory` bytes."""

    clock: int
    processor: int
    memory: int = 1024 * MEGABYTE
    answer: int = 64 * MEGABYTE


DOCUMENT = Bounds(clock=120, processor=120)
PICTURE = Bounds(clock=30, processor=20)


def render_pdf(
    template: str,
    data: dict[str, Any],
    *,
    made_on: datetime,
    standards: tuple[str, ...] = ("ua-1",),
) -> bytes:
    """A tagged PDF, by itself after PDF/UA-1; the same data gives the same bytes.

    `template` is the path of a `.typ` file from the folder of the project. Raises `CannotSet`,
    also when the document is not as the standard asks.
    """
    order = {
        "format": "pdf",
        "pdf_standards": list(standards),
        "timestamp": int(made_on.timestamp()),
    }
    return _render(template, data, order, DOCUMENT)


def render_png(template: str, data: dict[str, Any], *, pixels_per_inch: int = 72) -> bytes:
    """The only page of a document as a picture. Raises `CannotSet`."""
    return _render(template, data, {"format": "png", "ppi": pixels_per_inch}, PICTURE)


def _render(template: str, data: dict[str, Any], order: dict[str, Any], bounds: Bounds) -> bytes:
    content = json.dumps(data, ensure_ascii=False)
    with TemporaryDirectory(prefix="typesetting-") as root:
        for seen in (THEME, ART, Path(template).parent):
            place = Path(root) / seen
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(settings.BASE_DIR / seen)
        request = {
            "root": root,
            "fonts": str(settings.BASE_DIR / FONTS),
            "template": f"/{template}",
            "data": content,
            "order": order,
            "bounds": vars(bounds),
        }
        return _ask(json.dumps(request).encode(), bounds)


def _ask(request: bytes, bounds: Bounds) -> bytes:
    if len(request) > LARGEST_INPUT:
        raise CannotSet("there is more text than a document may have")
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        answer = subprocess.run(
            COMMAND,
            input=request,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env=environment,
            timeout=bounds.clock + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotSet(f"it took more than {bounds.clock} seconds") from error
    if answer.returncode:
        reason = answer.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise CannotSet(reason[:300] or f"the process ended with {answer.returncode}")
    return answer.stdout
