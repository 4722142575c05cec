"""Every printed material there is, and the one function that prints them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from nnirr_site.typesetting.render import render_pdf

LANGUAGES = ("en", "es")
ROOM = "resources/materials"
# The texts were last checked then; a date of the clock would make other bytes each time.
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Material:
    """A finished PDF file. `key` names the same material across languages and papers."""

    key: str
    kind: str
    title: str
    language: str
    filename: str
    path: Path
    pages: int
    paper: str


@dataclass(frozen=True)
class MaterialSpec:
    """What to print: its template and papers, and the names of the files."""

    kind: str
    name: str
    papers: tuple[str, ...]

    @property
    def template(self) -> str:
        return f"{ROOM}/{self.kind.replace('-', '_')}.typ"


SPECS = (
    MaterialSpec("poster", "people-move", ("Letter", "A3")),
    MaterialSpec("fact-sheet", "december-18", ("Letter", "A4")),
    MaterialSpec("lesson-plan", "rights-that-travel", ("Letter",)),
    MaterialSpec("sign-on-sheet", "ratify", ("Letter",)),
)


def build_all(directory: Path, call_url: str) -> list[Material]:
    """Write every material in every language into `directory` and return what was written.

    `call_url` is the full address of the call, printed where people are asked to sign. The same
    address always gives the same bytes. Raises `CannotSet` when a text outgrows its place.
    """
    directory.mkdir(parents=True, exist_ok=True)
    return [build_one(directory, call_url, *choice) for choice in choices()]


def choices() -> Iterator[tuple[MaterialSpec, str, str]]:
    """Each material with each language and paper."""
    for spec in SPECS:
        for language in LANGUAGES:
            for paper in spec.papers:
                yield spec, language, paper


def build_one(
    directory: Path, call_url: str, spec: MaterialSpec, language: str, paper: str
) -> Material:
    data = {"language": language, "paper": paper, "call-url": call_url}
    pdf = render_pdf(spec.template, data, made_on=MADE_ON)
    filename = f"{spec.kind}-{spec.name}-{paper.lower()}-{language}.pdf"
    path = directory / filename
    path.write_bytes(pdf)
    reader = PdfReader(BytesIO(pdf))
    return Material(
        key=f"{spec.kind}-{spec.name}",
        kind=spec.kind,
        title=reader.metadata.title,
        language=language,
        filename=filename,
        path=path,
        pages=len(reader.pages),
        paper=paper,
    )
