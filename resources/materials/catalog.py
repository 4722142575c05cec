"""Every printed material there is, and the one function that prints them all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .fact_sheet import make_fact_sheet
from .lesson_plan import make_lesson_plan
from .poster import make_poster
from .press import Sheet
from .sign_on_sheet import make_sign_on_sheet
from .wording import Wording
from .wording.en import WORDING as ENGLISH
from .wording.es import WORDING as SPANISH

LANGUAGES = (ENGLISH, SPANISH)


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
class Print:
    """What to print: a maker, the papers it is laid out for, and the name of the files."""

    key: str
    kind: str
    make: Callable[[Wording, str, str], Sheet]
    papers: tuple[str, ...]


PRINTS = (
    Print("people-move", "poster", make_poster, ("Letter", "A3")),
    Print("december-18", "fact-sheet", make_fact_sheet, ("Letter", "A4")),
    Print("rights-that-travel", "lesson-plan", make_lesson_plan, ("Letter",)),
    Print("ratify", "sign-on-sheet", make_sign_on_sheet, ("Letter",)),
)


def build_all(directory: Path, call_url: str) -> list[Material]:
    """Write every material in every language into `directory` and return what was written.

    `call_url` is the full address of the call, printed where people are asked to sign. The same
    address always gives the same bytes. Raises `press.DoesNotFit` when a text outgrows its place.
    """
    directory.mkdir(parents=True, exist_ok=True)
    return [
        _build(directory, call_url, item, words, paper)
        for item in PRINTS
        for words in LANGUAGES
        for paper in item.papers
    ]


def _build(directory: Path, call_url: str, item: Print, words: Wording, paper: str) -> Material:
    sheet = item.make(words, paper, call_url)
    filename = f"{item.kind}-{item.key}-{paper.lower()}-{words.language}.pdf"
    path = directory / filename
    path.write_bytes(sheet.finish())
    return Material(
        key=f"{item.kind}-{item.key}",
        kind=item.kind,
        title=sheet.title,
        language=words.language,
        filename=filename,
        path=path,
        pages=sheet.pages_count,
        paper=paper,
    )
