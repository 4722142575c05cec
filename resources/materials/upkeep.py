"""Keeps the prints true: made anew in the background when what they say has changed.

Pages name the document of one format. The others hang on it (`SiteDocument.other_format_of`), so a
new paper, a new address or a new text reaches visitors without a page being touched.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from nnirr_site.models import SiteDocument
from nnirr_site.typesetting.render import CannotSet
from resources.materials.build import (
    Choice,
    Material,
    build_one,
    choices,
    fingerprint,
)
from resources.materials.facts import LANGUAGES, PrintFacts, find_facts
from resources.models import PrintedFile

Rows = dict[tuple[str, str, str, bool], PrintedFile]


def keep_prints(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Make what is missing and make anew what says something else now; returns how many.

    What staff replaced by a file of theirs is left alone, and what they deleted stays deleted. One
    that cannot be made stops no other: `CannotSet` is raised at the end.
    """
    facts = find_facts()
    rows = {_key(row): row for row in PrintedFile.objects.select_related("document")}
    adopt_known_files(rows)
    made, problems = 0, []
    for choice in choices():
        if should_stop():
            break
        if choice.language not in facts:
            continue
        try:
            made += keep_print(choice, facts[choice.language], rows)
        except CannotSet as problem:
            problems.append(f"{choice.filename}: {problem}")
    if problems:
        raise CannotSet("; ".join(problems))
    return made


def keep_print(choice: Choice, facts: PrintFacts, rows: Rows) -> bool:
    """One file; whether it was made. Its row is put among `rows`, as others hang on it."""
    row, lead = rows.get(choice.key), rows.get(choice.lead.key)
    if row is None and (choice.is_lead or lead is None or lead.document is None):
        return False  # nobody offers it, so it has no title to stand under
    if row is not None:
        if row.document is None or row.made_of == fingerprint(choice, facts):
            return False
        if row.document.get_file_hash() != row.file_hash:
            return False
    material = build_one(choice, facts)
    rows[choice.key] = store_material(material, row, None if choice.is_lead else lead.document)
    return True


@transaction.atomic
def store_material(
    material: Material, row: PrintedFile | None = None, lead: SiteDocument | None = None
) -> PrintedFile:
    """Write the document of a print, or its new content, and note what it was made of."""
    choice = material.choice
    row = row or PrintedFile(
        kind=material.kind,
        language=material.language,
        paper=choice.paper,
        is_black_and_white=choice.is_black_and_white,
    )
    document = row.document or SiteDocument(
        title=title_document(material),
        language=material.language,
        paper=choice.paper,
        is_black_and_white=choice.is_black_and_white,
        other_format_of=lead,
    )
    if lead is not None and document.pk is None:
        document.collection_id = lead.collection_id
    document.pages = material.pages
    _replace_file(document, material)
    row.document = document
    row.made_of, row.file_hash = material.made_of, document.get_file_hash()
    row.printed_url, row.made_at = material.printed_url, timezone.now()
    row.save()
    return row


def store_first(material: Material, refresh: bool) -> SiteDocument:
    """The document of a print that pages are to name: one that is there stays as it is, unless
    `refresh` is asked for.
    """
    rows = {_key(row): row for row in PrintedFile.objects.select_related("document")}
    adopt_known_files(rows)
    row = rows.get(material.choice.key)
    if row is not None and row.document is not None and not refresh:
        return row.document
    return store_material(material, row).document


def title_document(material: Material) -> str:
    """As staff find it in the library; the words of the title are in the file's own language."""
    ink = ", black and white" if material.choice.is_black_and_white else ""
    return f"{material.title} ({material.paper}{ink})"


def _replace_file(document: SiteDocument, material: Material) -> None:
    """Under the name that it has, so that saved and printed links go on leading there."""
    name = PurePosixPath(document.file.name).name if document.file else material.filename
    if document.file:
        document.file.storage.delete(document.file.name)
    document.file.save(name, ContentFile(material.content), save=False)
    document._set_document_file_metadata()
    document.save()


def adopt_known_files(rows: Rows) -> None:
    """Note the files of versions of the site that noted nothing, by the names that they gave them.

    They are made anew then, and those on other paper hang on the one that pages name.
    """
    if rows:
        return
    known = list(SiteDocument.objects.filter(language__in=LANGUAGES, other_format_of=None))
    for choice in choices():
        stem = choice.filename.removesuffix(".pdf")
        found = next((one for one in known if one.filename.startswith(stem)), None)
        if found is None or choice.is_black_and_white:
            continue
        known.remove(found)
        lead = rows.get(choice.lead.key)
        if lead is not None:
            found.other_format_of = lead.document
        found.paper = choice.paper
        found.save(update_fields=["other_format_of", "paper"])
        rows[choice.key] = PrintedFile.objects.create(
            kind=choice.spec.kind,
            language=choice.language,
            paper=choice.paper,
            document=found,
            made_of="",
            file_hash=found.get_file_hash(),
            printed_url="",
            made_at=timezone.now(),
        )


def find_outdated() -> list[PrintedFile]:
    """Prints of ours that say something else than they would if they were made now."""
    facts = find_facts()
    wanted = {
        choice.key: fingerprint(choice, facts[choice.language])
        for choice in choices()
        if choice.language in facts
    }
    return [
        row
        for row in PrintedFile.objects.exclude(document=None).select_related("document")
        if _key(row) in wanted
        and row.made_of != wanted[_key(row)]
        and row.document.get_file_hash() == row.file_hash
    ]


def _key(row: PrintedFile) -> tuple[str, str, str, bool]:
    return (row.kind, row.language, row.paper, row.is_black_and_white)
