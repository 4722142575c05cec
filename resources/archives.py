"""All materials of a page as one ZIP file, made when somebody asks and kept until they change."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from nnirr_site.documents.privacy import open_documents
from nnirr_site.documents.serving import disposition, has_file
from nnirr_site.http.byte_ranges import send_file
from nnirr_site.http.caching import private_page, public_document
from nnirr_site.models import SiteDocument

FEWEST_FILES = 2
MOST_FILES = 200
MOST_BYTES = 200 * 1000 * 1000
RETRY_SECONDS = 600
# What a ZIP holds beside its files: for each two headers with its name, and a last record.
BYTES_OF_HEADERS, BYTES_OF_END = 76, 22
# The earliest date that the format knows: the same files always give the same bytes.
DATE = (1980, 1, 1, 0, 0, 0)

logger = logging.getLogger(__name__)
building = threading.Lock()


@dataclass(frozen=True)
class Archive:
    """The files that everybody may have, by their names in the archive, and its own name."""

    name: str
    documents: dict[str, SiteDocument]
    language: str = ""
    folder: Path = field(default_factory=lambda: Path(settings.DATA_DIR) / "archives")

    @property
    def count(self) -> int:
        return len(self.documents)

    @property
    def size(self) -> int:
        """Bytes of the archive, known before it is made: nothing in it is compressed."""
        files = sum(document.file_size or 0 for document in self.documents.values())
        names = sum(len(name.encode()) for name in self.documents)
        return files + self.count * BYTES_OF_HEADERS + 2 * names + BYTES_OF_END

    @property
    def is_offered(self) -> bool:
        """True if it is worth packing and not more than the server wants to keep and send."""
        return FEWEST_FILES <= self.count <= MOST_FILES and self.size <= MOST_BYTES

    @property
    def fingerprint(self) -> str:
        """Changes with the files, their names and their order; no file is read for it."""
        digest = hashlib.sha256()
        for name, document in self.documents.items():
            digest.update(f"{name}\0{document.get_file_hash()}\0".encode())
        return digest.hexdigest()[:32]

    def build(self) -> Path:
        """The file, made unless it is there; what it was before is deleted."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{self.name}-{self.fingerprint}.zip"
        with building:
            if not path.exists():
                self._write(path)
                self._forget_others(path)
        return path

    def _write(self, path: Path) -> None:
        """Write aside and move into place: nobody ever reads half an archive."""
        handle, draft = tempfile.mkstemp(suffix=".part", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as output, zipfile.ZipFile(output, "w") as archive:
                for name, document in self.documents.items():
                    entry = zipfile.ZipInfo(name, DATE)
                    entry.create_system = 3
                    entry.external_attr = 0o644 << 16
                    source = document.file.storage.open(document.file.name)
                    with source, archive.open(entry, "w") as target:
                        shutil.copyfileobj(source, target)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise

    def _forget_others(self, path: Path) -> None:
        suffix_length = len(self.fingerprint) + len("-.zip")
        for other in self.folder.glob(f"{self.name}-*.zip"):
            if other != path and other.name[:-suffix_length] == self.name:
                other.unlink(missing_ok=True)


def build_archive(page, language: str = "") -> Archive:
    """The archive of a page's `materials`, of all or of those in one language, on every paper."""
    materials = page.materials.exclude(document=None).select_related("document__collection")
    if language:
        materials = materials.filter(language=language)
    wanted = {}
    for material in materials:
        for document in (material.document, *material.other_formats):
            wanted.setdefault(document.pk, (material.language, document))
    offered = open_documents([document for _folder, document in wanted.values()])
    documents = {}
    for document in offered:
        documents[f"{wanted[document.pk][0]}/{document.filename}"] = document
    return Archive(f"page-{page.pk}-{language or 'all'}", documents, language)


def serve_archive(request: HttpRequest, page, language: str) -> HttpResponseBase:
    """Send the archive, or a part of it. Raises `Http404` if there is nothing to pack, or too much.

    Files that are missing from the disk are left out: the others are still of use. A full disk is
    answered with a sentence.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    archive = build_archive(page, language)
    present = {name: item for name, item in archive.documents.items() if has_file(item)}
    if len(present) < archive.count:
        logger.warning("%d materials have no file.", archive.count - len(present))
        archive = Archive(archive.name, present, language)
    if not archive.is_offered:
        raise Http404
    etag = f'"{archive.fingerprint}"'
    response = get_conditional_response(request, etag)
    if response is None:
        try:
            file = archive.build().open("rb")
        except OSError as error:
            logger.error("An archive could not be made: %s", type(error).__name__)
            answer = private_page(render(request, "resources/archive_not_made.html", status=503))
            answer["Retry-After"] = str(RETRY_SECONDS)
            return answer
        size = os.fstat(file.fileno()).st_size
        response = send_file(request, file, size, "application/zip", etag)
        ending = f"-{language}" if language else ""
        response["Content-Disposition"] = disposition(f"{page.slug}{ending}.zip", is_shown=False)
    response["ETag"] = etag
    return public_document(response)
