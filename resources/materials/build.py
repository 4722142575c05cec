"""Every printed material there is, and the functions that print one, or all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from django.conf import settings
from pypdf import PdfReader

from nnirr_site.documents.papers import Paper
from nnirr_site.i18n.territories import territory_name
from nnirr_site.typesetting.render import THEME, render_pdf
from resources.materials.facts import LANGUAGES, PrintFacts

ROOM = "resources/materials"
# The texts were last checked then; a date of the clock would make other bytes each time.
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)
# States parties in December 2025 by UN M49 region, in the order of the regions in the texts: ISO
# 3166-1 codes. Source: UN Treaty Collection, chapter IV.13; a test compares them with the tracker.
PARTIES = (
    "BF BJ CG CI CV DZ EG GH GM GN GW LS LY MA MG ML MR MW MZ NE NG RW SC SN ST TD TG UG ZW",
    "AR BO BZ CL CO EC GT GY HN JM MX NI PE PY SV UY VC VE",
    "AZ BD ID KG LK PH SY TJ TL TR",
    "AL BA",
    "FJ",
)


@dataclass(frozen=True)
class MaterialSpec:
    """What to print: its template, its papers (first that which pages name), its file names."""

    kind: str
    name: str
    papers: tuple[Paper, ...]

    @property
    def template(self) -> str:
        return f"{ROOM}/{self.kind.replace('-', '_')}.typ"


SPECS = (
    MaterialSpec("poster", "people-move", (Paper.LETTER, Paper.TABLOID, Paper.A4, Paper.A3)),
    MaterialSpec("fact-sheet", "december-18", (Paper.LETTER, Paper.A4)),
    MaterialSpec("lesson-plan", "rights-that-travel", (Paper.LETTER, Paper.A4)),
    MaterialSpec("sign-on-sheet", "ratify", (Paper.LETTER, Paper.A4)),
)


@dataclass(frozen=True)
class Choice:
    """One file to print: a material in a language, on a paper, with color or without."""

    spec: MaterialSpec
    language: str
    paper: Paper
    is_black_and_white: bool = False

    @property
    def lead(self) -> Choice:
        """The one that pages name; the others are its other formats."""
        return Choice(self.spec, self.language, self.spec.papers[0])

    @property
    def is_lead(self) -> bool:
        return self == self.lead

    @property
    def key(self) -> tuple[str, str, str, bool]:
        return (self.spec.kind, self.language, str(self.paper), self.is_black_and_white)

    @property
    def filename(self) -> str:
        ink = "-black-and-white" if self.is_black_and_white else ""
        paper = str(self.paper).lower()
        return f"{self.spec.kind}-{self.spec.name}-{paper}{ink}-{self.language}.pdf"


@dataclass(frozen=True)
class Material:
    """A finished PDF file, and what it was made of."""

    choice: Choice
    title: str
    pages: int
    content: bytes
    made_of: str
    printed_url: str

    @property
    def kind(self) -> str:
        return self.choice.spec.kind

    @property
    def language(self) -> str:
        return self.choice.language

    @property
    def paper(self) -> str:
        return str(self.choice.paper)

    @property
    def filename(self) -> str:
        return self.choice.filename


def choices() -> Iterator[Choice]:
    """Each material in each language, on each paper, in color and in black and white."""
    for spec in SPECS:
        for language in LANGUAGES:
            for is_black_and_white in (False, True):
                for paper in spec.papers:
                    yield Choice(spec, language, paper, is_black_and_white)


def leads() -> list[Choice]:
    return [choice for choice in choices() if choice.is_lead]


def describe(choice: Choice, facts: PrintFacts) -> dict:
    """What the template is given."""
    return {
        "language": choice.language,
        "paper": str(choice.paper),
        "black-and-white": choice.is_black_and_white,
        "call": facts.as_data(),
        "parties": [
            sorted(territory_name(code, choice.language) for code in region.split())
            for region in PARTIES
        ],
    }


def fingerprint(choice: Choice, facts: PrintFacts) -> str:
    """Changes with what is printed and with how it is laid out; nothing is printed for it."""
    data = json.dumps([choice.filename, describe(choice, facts)], sort_keys=True)
    return hashlib.sha256(f"{_layout_digest()}\n{data}".encode()).hexdigest()


@cache
def _layout_digest() -> str:
    """Of all templates and texts: a new version of the site prints anew what it words anew."""
    room = settings.BASE_DIR / ROOM
    paths = sorted(path for path in room.rglob("*") if path.suffix in (".typ", ".yaml"))
    digest = hashlib.sha256()
    for path in [settings.BASE_DIR / THEME, *paths]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build_one(choice: Choice, facts: PrintFacts) -> Material:
    """Print one file; the same facts always give the same bytes.

    Raises `CannotSet` when a text outgrows its place.
    """
    pdf = render_pdf(choice.spec.template, describe(choice, facts), made_on=MADE_ON)
    reader = PdfReader(BytesIO(pdf))
    return Material(
        choice=choice,
        title=reader.metadata.title,
        pages=len(reader.pages),
        content=pdf,
        made_of=fingerprint(choice, facts),
        printed_url=facts.url,
    )


def build_all(
    facts: Mapping[str, PrintFacts], wanted: Iterable[Choice] | None = None
) -> list[Material]:
    """Print all files, or those that are `wanted`, in the languages that there are facts of."""
    wanted = choices() if wanted is None else wanted
    return [build_one(one, facts[one.language]) for one in wanted if one.language in facts]


def build_leads(facts: Mapping[str, PrintFacts]) -> list[Material]:
    """Print what pages name: one file for each material and language."""
    return build_all(facts, leads())
