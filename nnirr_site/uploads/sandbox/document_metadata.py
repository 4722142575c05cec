"""What documents tell of who made them, in the child process: shown, and taken out.

PDF (ISO 32000), OOXML (ECMA-376), ODF (ISO 26300), MP3 with ID3 and APE tags. `show` gives pairs of
a word of `nnirr_site.uploads.sentences.PROPERTIES` and what the file says.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from nnirr_site.uploads.sandbox import mp3_tags, mp4_tags
from nnirr_site.uploads.sandbox.containers import Damaged, find_told, strip
from nnirr_site.uploads.sandbox.unreadable import Refused

Shown = list[tuple[str, str]]

OFFICE = {"docx", "pptx", "xlsx"}
MOST_FILES = 5000
LONGEST_VALUE = 200
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif")
DAMAGE = (
    *(OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError),
    *(zipfile.BadZipFile, ElementTree.ParseError, PyPdfError, NotImplementedError, EOFError),
)


def show(data: bytes, extension: str) -> Shown:
    """What the file tells. Refuses what cannot be read."""
    reader = SHOWERS.get(extension)
    return guarded(reader, data, extension) if reader else []


def remove_metadata(data: bytes, extension: str) -> bytes:
    """The file without what it tells. Refuses what cannot be read."""
    remover = REMOVERS.get(extension)
    return guarded(remover, data, extension) if remover else data


def guarded(function: Callable, data: bytes, extension: str):
    try:
        return function(data, extension)
    except DAMAGE:
        raise Refused("damaged") from None


def short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def count_told(pictures) -> Shown:
    """How many of the pictures in a file tell something, and what."""
    told: set[str] = set()
    count = 0
    for content in pictures:
        try:
            found = find_told(content)
        except (Damaged, IndexError, ValueError):
            continue
        told.update(found)
        count += bool(found)
    return [("pictures", f"{count}: {', '.join(sorted(told))}")] if count else []


# -- PDF --------------------------------------------------------------------------------------

PDF_NAMES = {
    "/Title": "title",
    "/Author": "author",
    "/Subject": "subject",
    "/Keywords": "keywords",
    "/Creator": "program",
    "/Producer": "program",
    "/CreationDate": "created",
    "/ModDate": "changed",
}
# Notes and marks that people make; what they say stays, who said it goes.
MARKS = {
    *("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp"),
    *("/Ink", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Caret", "/FileAttachment"),
}


def open_pdf(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Refused("locked")
    return reader


def pdf_objects(reader_or_writer, roots) -> list:
    """Every dictionary and stream that can be reached, each once."""
    seen: set[int] = set()
    found, waiting = [], list(roots)
    while waiting:
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            item = item.get_object()
        if item is None or id(item) in seen:
            continue
        if isinstance(item, DictionaryObject):
            seen.add(id(item))
            found.append(item)
            waiting.extend(item.raw_get(key) for key in item)
        elif isinstance(item, ArrayObject):
            seen.add(id(item))
            waiting.extend(item)
    return found


def jpeg_streams(objects):
    for item in objects:
        kind = item.get("/Filter") if isinstance(item, StreamObject) else None
        if kind == "/DCTDecode" or (isinstance(kind, ArrayObject) and list(kind) == ["/DCTDecode"]):
            yield item


def show_pdf(data: bytes, extension: str) -> Shown:
    reader = open_pdf(data)
    found = []
    information = reader.trailer.get("/Info")
    for key, value in ((information and information.get_object()) or {}).items():
        found.append((PDF_NAMES.get(key, "other"), short(value)))
    objects = pdf_objects(reader, [reader.trailer.raw_get("/Root")])
    packets = [item["/Metadata"] for item in objects if "/Metadata" in item]
    for packet in packets:
        found += show_xmp(packet.get_object().get_data())
    people = {short(i["/T"]) for i in objects if i.get("/Subtype") in MARKS and "/T" in i}
    found += [("comments by", name) for name in sorted(people)]
    found += count_told(item._data for item in jpeg_streams(objects))
    attached = sum(item.get("/Type") == "/EmbeddedFile" for item in objects)
    if attached:
        found.append(("attachments", str(attached)))
    return unique(found)


def show_xmp(packet: bytes) -> Shown:
    """The texts of an XMP packet (ISO 16684-1) with the last part of their names."""
    found = []
    for element in ElementTree.fromstring(packet.strip(b"\0 \r\n\t")).iter():  # noqa: S314
        values = [(element.tag, element.text or ""), *element.attrib.items()]
        for name, value in values:
            plain = name.rpartition("}")[2]
            if value.strip() and plain not in ("about", "parseType", "lang", "li", "xmptk"):
                found.append(("XMP", short(f"{plain}: {value}")))
            elif value.strip() and plain == "li":
                found.append(("XMP", short(value)))
    return found


def remove_pdf(data: bytes, extension: str) -> bytes:
    """Everything but the title, which readers see in the bar of their window."""
    reader = open_pdf(data)
    title = (reader.metadata or {}).get("/Title")
    writer = PdfWriter(clone_from=reader)
    writer.metadata = {NameObject("/Title"): title} if title else None
    for item in pdf_objects(writer, [writer.root_object]):
        for key in ("/Metadata", "/PieceInfo", "/LastModified"):
            if key in item:
                del item[key]
        if item.get("/Subtype") in MARKS:
            for key in ("/T", "/M", "/CreationDate"):
                item.pop(key, None)
    for item in jpeg_streams(pdf_objects(writer, [writer.root_object])):
        item._data = strip(item._data)
    # What nothing leads to any more must not lie in the file.
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def unique(found: Shown) -> Shown:
    return list(dict.fromkeys((name, value) for name, value in found if value))


# -- ZIP with XML: Word, PowerPoint, Excel, OpenDocument --------------------------------------

XML_NAMES = {
    "creator": "author",
    "initial-creator": "author",
    "lastModifiedBy": "last editor",
    "printed-by": "last editor",
    "Company": "organization",
    "Manager": "organization",
    "Application": "program",
    "AppVersion": "program",
    "generator": "program",
    "Template": "program",
    "created": "created",
    "creation-date": "created",
    "modified": "changed",
    "date": "changed",
    "print-date": "changed",
    "lastPrinted": "changed",
    "title": "title",
    "subject": "subject",
    "description": "subject",
    "keywords": "keywords",
    "keyword": "keywords",
    "category": "keywords",
}
OFFICE_PARTS = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
KEPT_TITLE = re.compile(rb"<dc:title[^>]*>(.*?)</dc:title>", re.S)
CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc='
    b'"http://purl.org/dc/elements/1.1/">%s</cp:coreProperties>'
)
PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/%s-properties"/>'
)
META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office='
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc='
    b'"http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>%s</office:meta>'
    b"</office:document-meta>"
)
# Who commented and who changed what, in Word, PowerPoint, Excel and OpenDocument.
WRITERS = re.compile(
    rb"((?:\bw:author|\bw:initials|\bw15:author|\bname|\binitials|\buserId|\bproviderId"
    rb'|\bdisplayName)=")([^"]*)(")'
)
PARTS_WITH_WRITERS = re.compile(
    r"(word/(?!media|theme|fontTable|styles|settings|numbering)[^/]*\.xml"
    r"|ppt/(commentAuthors|authors)\.xml|xl/persons/[^/]*\.xml)$"
)
EXCEL_AUTHORS = re.compile(rb"(<author>)(.*?)(</author>)", re.S)
ODF_WRITERS = re.compile(
    rb"(<(?:dc:creator|meta:creator-initials)[^>]*>)([^<]*)(</(?:dc:creator|meta:creator-initials)>)"
)


def entries(data: bytes) -> list[tuple[zipfile.ZipInfo, bytes]]:
    """The files of an archive. The child's bounds keep what unpacks to too much from harm."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.infolist()
        if len(listed) > MOST_FILES:
            raise Refused("too_much")
        return [(entry, archive.read(entry)) for entry in listed]


def show_parts(content: bytes) -> Shown:
    found = []
    for element in ElementTree.fromstring(content).iter():  # noqa: S314 - the child is bounded
        plain = element.tag.rpartition("}")[2]
        if plain in XML_NAMES and (element.text or "").strip():
            found.append((XML_NAMES[plain], short(element.text)))
        elif plain in ("user-defined", "property"):
            text = "".join(element.itertext()).strip()
            name = next((v for k, v in element.attrib.items() if k.endswith("name")), "")
            found.append(("other", short(f"{name}: {text}")))
    return found


def show_office(data: bytes, extension: str) -> Shown:
    found, pictures = [], []
    people: set[str] = set()
    for entry, content in entries(data):
        if entry.filename in (*OFFICE_PARTS, "meta.xml"):
            found += show_parts(content)
        elif entry.filename.lower().endswith(PICTURE_ENDINGS):
            pictures.append(content)
        for pattern in patterns_for(entry.filename, extension):
            people.update(
                short(match[1].decode("utf-8", "replace"))
                for match in (m.groups() for m in pattern.finditer(content))
                if match[1]
            )
    found += [("comments by", name) for name in sorted(people)]
    return unique([*found, *count_told(pictures)])


def patterns_for(name: str, extension: str) -> list[re.Pattern]:
    if extension == "odt":
        return [ODF_WRITERS] if name in ("content.xml", "styles.xml") else []
    if re.fullmatch(r"xl/comments\d*\.xml", name):
        return [EXCEL_AUTHORS]
    if name.startswith("word/") and PARTS_WITH_WRITERS.match(name):
        return [WORD_WRITERS]
    return [WRITERS] if PARTS_WITH_WRITERS.match(name) else []


# In Word's text `name` is also the name of a bookmark or of a picture.
WORD_WRITERS = re.compile(
    rb'((?:\bw:author|\bw:initials|\bw15:author|\bw15:userId|\bw15:providerId)=")([^"]*)(")'
)


def remove_office(data: bytes, extension: str) -> bytes:
    """All but the title; comments and tracked changes stay, without the names of who made them."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries(data):
            name = entry.filename
            if name.lower().startswith(("docprops/thumbnail", "thumbnails/")):
                continue
            plain = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # ODF wants its first entry, `mimetype`, uncompressed.
            plain.compress_type = entry.compress_type
            archive.writestr(plain, without_told(name, content, extension))
    return output.getvalue()


def without_told(name: str, content: bytes, extension: str) -> bytes:
    if name in ("docProps/core.xml", "meta.xml"):
        title = KEPT_TITLE.search(content)
        kept = b"<dc:title>%s</dc:title>" % title[1] if title else b""
        return (CORE if name.startswith("docProps") else META) % kept
    if name == "docProps/app.xml":
        return PROPERTIES % b"extended"
    if name == "docProps/custom.xml":
        return PROPERTIES % b"custom"
    if name == "_rels/.rels":
        return re.sub(rb'<Relationship [^>]*metadata/thumbnail"[^>]*/>', b"", content)
    if name == "META-INF/manifest.xml":
        pattern = rb'<manifest:file-entry [^>]*full-path="Thumbnails/[^>]*/>'
        return re.sub(pattern, b"", content)
    if name.lower().endswith(PICTURE_ENDINGS):
        return strip(content)
    for pattern in patterns_for(name, extension):
        content = pattern.sub(rb"\1\3", content)
    return content


def show_book(data: bytes, extension: str) -> Shown:
    """Who wrote a book is part of the book: it is shown and stays."""
    found, pictures = [], []
    for entry, content in entries(data):
        if entry.filename.endswith(".opf"):
            found += show_parts(content)
        elif entry.filename.lower().endswith(PICTURE_ENDINGS):
            pictures.append(content)
    return unique([*found, *count_told(pictures)])


SHOWERS = {
    "pdf": show_pdf,
    "epub": show_book,
    "mp3": mp3_tags.show_mp3,
    "mp4": mp4_tags.show_mp4,
    **dict.fromkeys([*OFFICE, "odt"], show_office),
}
REMOVERS = {
    "pdf": remove_pdf,
    "mp3": mp3_tags.remove_mp3,
    "mp4": mp4_tags.remove_mp4,
    **dict.fromkeys([*OFFICE, "odt"], remove_office),
}
