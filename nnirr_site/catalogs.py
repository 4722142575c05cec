"""The texts of the interface: found in code and templates, kept in one PO file per language.

Babel reads and writes the files, so that nobody needs the tools of GNU gettext. It belongs to the
test group of the dependencies: the running site only reads the compiled files.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

FOLDERS = ["nnirr_site", "initiatives", "resources", "campaigns", "templates"]
LEFT_OUT = {"migrations", "tests", "__pycache__"}
SOURCE_SUFFIXES = {".py", ".html", ".txt", ".xml", ".svg"}
LOCALE_FOLDER = Path(settings.LOCALE_PATHS[0])
COLUMNS = 100

# The same forms as in Django's own catalogues, which then share one table with ours.
PLURALS = {
    "es": (3, "n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2"),
    "fr": (2, "(n > 1)"),
    "ar": (
        6,
        "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 "
        "? 4 : 5",
    ),
}
# Which arguments of a function are the text, its plural and (with "c") its context.
SHAPES = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

Text = str | tuple[str, str]


class LanguageCatalog(Catalog):
    """A catalogue whose header holds no date and no name, so that a file changes with its texts."""

    def __init__(self, language: str):
        super().__init__(locale=language, header_comment="", fuzzy=False)
        self.language = language
        self._num_plurals, self._plural_expr = PLURALS[language]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", self.language),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def languages() -> list[str]:
    """The languages that need a catalogue: all but the one the texts are written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def po_path(language: str) -> Path:
    return LOCALE_FOLDER / language / "LC_MESSAGES" / "django.po"


def mo_path(language: str) -> Path:
    return po_path(language).with_suffix(".mo")


# -- Finding texts ----------------------------------------------------------------------------


def source_files() -> list[Path]:
    """Code and templates that may hold texts, always in the same order."""
    paths = (path for name in FOLDERS for path in (settings.BASE_DIR / name).rglob("*"))
    return sorted(
        path
        for path in paths
        if path.suffix in SOURCE_SUFFIXES
        and not LEFT_OUT & set(path.parts)
        and (path.suffix == ".py" or "templates" in path.parts)
    )


def find_texts() -> Catalog:
    """Every text of the interface once, with the files that use it."""
    found = Catalog(fuzzy=False)
    for path in source_files():
        location = path.relative_to(settings.BASE_DIR).as_posix()
        for text, context in texts_of_file(path):
            found.add(text, locations=[(location, None)], context=context)
    return found


def texts_of_file(path: Path) -> Iterator[tuple[Text, str | None]]:
    """Pairs of a text, or of a text and its plural, with its context."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        keywords = keywords_of_module(source)
        if not keywords:
            return
    else:
        # What is left of a template has no structure of its own: its indents mean nothing.
        lines = templatize(source, origin=str(path)).splitlines()
        source = "\n".join(line.lstrip() for line in lines)
        keywords = SHAPES | {"_": None}
    for _line, text, _comments, context in extract(
        "python", io.BytesIO(source.encode()), keywords=keywords
    ):
        if text and text != ("", ""):
            yield text, context


def keywords_of_module(source: str) -> dict[str, tuple | None]:
    """The translating functions under the names by which a module imports them."""
    return {
        alias.asname or alias.name: SHAPES[alias.name]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in SHAPES
    }


# -- Keeping translations ---------------------------------------------------------------------


def read_catalog(language: str) -> Catalog:
    """What is translated so far; empty for a new language."""
    path = po_path(language)
    if not path.exists():
        return LanguageCatalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)


def update_catalog(language: str, found: Catalog) -> LanguageCatalog:
    """The texts found, with the translations they have; texts no longer used are dropped."""
    known = read_catalog(language)
    updated = LanguageCatalog(language)
    for message in found:
        if not message.id:
            continue
        before = known.get(message.id, message.context)
        kept = before if before and before.pluralizable == message.pluralizable else None
        updated.add(
            message.id,
            string=kept.string if kept else None,
            locations=message.locations,
            flags=kept.flags if kept else (),
            user_comments=kept.user_comments if kept else (),
            context=message.context,
        )
    return updated


def is_translated(message: Message) -> bool:
    """Whether every form has words."""
    forms = message.string if message.pluralizable else [message.string]
    return bool(forms) and all(forms) and not message.fuzzy


def write_text(catalog: LanguageCatalog) -> bytes:
    """The PO file. It names files without lines: a line number changes with every edit above."""
    file = io.BytesIO()
    write_po(file, catalog, width=COLUMNS, include_lineno=False)
    return file.getvalue().strip() + b"\n"


def compile_catalog(catalog: LanguageCatalog) -> bytes:
    """The MO file that Django reads. A text without a translation is shown in English."""
    complete = LanguageCatalog(catalog.language)
    for message in catalog:
        if message.id and is_translated(message):
            complete.add(message.id, string=message.string, context=message.context)
    file = io.BytesIO()
    write_mo(file, complete)
    return file.getvalue()
