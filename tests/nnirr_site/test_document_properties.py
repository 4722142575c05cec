"""What documents tell of who made them is shown to staff, and a button takes it out."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse
from fpdf import FPDF
from openpyxl import Workbook
from pypdf import PdfReader

from nnirr_site.uploads import reader
from nnirr_site.uploads.sandbox import document_metadata
from nnirr_site.uploads.sandbox.containers import find_told
from nnirr_site.uploads.sandbox.unreadable import Refused
from tests.factories import make_document
from tests.nnirr_site import telling

AUTHOR, EDITOR, FIRM = "Planted Author", "Planted Editor", "Planted Firm"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def make_pdf() -> bytes:
    pdf = FPDF()
    pdf.set_title("Know your rights")
    pdf.set_author(AUTHOR)
    pdf.set_creator(FIRM)
    pdf.set_lang("en")
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    pdf.cell(text="All migrants have rights.")
    pdf.image(io.BytesIO(telling.telling("jpg")), w=40)
    pdf.text_annotation(20, 20, "A remark", title=EDITOR)
    return bytes(pdf.output()).replace(b"/PlantedNever", b"")


def make_zip(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


WORDS = f'<w:ins w:author="{EDITOR}"><w:t>Words stay</w:t></w:ins>'
WRITERS = f'<p:cmAuthor id="0" name="{EDITOR}" initials="PE"/>'
CORE = f"""<cp:coreProperties
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Rights</dc:title>
<dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{EDITOR}</cp:lastModifiedBy>
<dcterms:created>2026-05-01T09:30:00Z</dcterms:created></cp:coreProperties>"""
APP = f"""<Properties
xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Company>{FIRM}</Company><Application>Word</Application></Properties>"""
META = f"""<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Rights</dc:title>
<meta:initial-creator>{AUTHOR}</meta:initial-creator>
<dc:creator>{EDITOR}</dc:creator>
<meta:user-defined meta:name="Firm">{FIRM}</meta:user-defined>
</office:meta></office:document-meta>"""


def make_docx() -> bytes:
    return make_zip(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": b"<Relationships/>",
            "docProps/core.xml": CORE.encode(),
            "docProps/app.xml": APP.encode(),
            "word/document.xml": WORDS.encode(),
            "word/media/image1.jpeg": telling.telling("jpg"),
        }
    )


def make_pptx() -> bytes:
    return make_zip(
        {
            "docProps/core.xml": CORE.encode(),
            "docProps/app.xml": APP.encode(),
            "ppt/commentAuthors.xml": WRITERS.encode(),
            "ppt/slides/slide1.xml": b"<p:sld>Words stay</p:sld>",
        }
    )


def make_xlsx() -> bytes:
    book, output = Workbook(), io.BytesIO()
    book.properties.creator, book.properties.lastModifiedBy = AUTHOR, EDITOR
    book.active["A1"] = "Words stay"
    book.save(output)
    return output.getvalue()


def make_odt() -> bytes:
    return make_zip(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "meta.xml": META.encode(),
            "content.xml": (
                f"<office:annotation><dc:creator>{EDITOR}</dc:creator>Words stay"
                "</office:annotation>"
            ).encode(),
            "Pictures/a.jpg": telling.telling("jpg"),
        }
    )


def make_mp3() -> bytes:
    def frame(name: bytes, text: str) -> bytes:
        content = b"\3" + text.encode()
        return name + len(content).to_bytes(4, "big") + b"\0\0" + content

    frames = frame(b"TPE1", AUTHOR) + frame(b"TENC", EDITOR)
    tag = b"ID3\3\0\0" + bytes((0, 0, len(frames) >> 7, len(frames) & 127)) + frames
    old = b"TAG" + FIRM.encode().ljust(125, b"\0")
    return tag + b"\xff\xfb\x90\x64Words stay" + b"\0" * 400 + old


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return (len(content) + 8).to_bytes(4) + name + content


def make_mp4(handler: bytes = b"vide") -> bytes:
    def text(name: bytes, words: str) -> bytes:
        return box(name, len(words).to_bytes(2), b"\0\0", words.encode())

    dates = b"\0\0\0\0" + b"\xe1\xe2\xe3\xe4" * 2 + bytes(80)
    track = box(b"trak", box(b"tkhd", dates), box(b"mdia", box(b"hdlr", bytes(8), handler)))
    tells = [text(b"\xa9ART", AUTHOR), text(b"\xa9xyz", EDITOR), text(b"\xa9swr", FIRM)]
    movie = box(b"moov", box(b"mvhd", dates), track, box(b"udta", *tells))
    return box(b"ftyp", b"isom") + movie + box(b"mdat", b"Words stay")


def test_video_stays_as_long_as_it_was_and_tells_no_date():
    data = make_mp4()
    silent = document_metadata.remove_metadata(data, "mp4")
    assert len(silent) == len(data)
    assert silent.index(b"Words stay") == data.index(b"Words stay")
    assert b"\xe1\xe2\xe3\xe4" not in silent
    assert document_metadata.show(silent, "mp4") == []


def test_video_with_a_track_of_places_is_not_said_to_be_silent():
    data = make_mp4(handler=b"meta")
    assert ("other", "track of data") in document_metadata.show(data, "mp4")
    with pytest.raises(Refused) as refusal:
        document_metadata.remove_metadata(data, "mp4")
    assert refusal.value.reason == "data_track"


@pytest.mark.django_db
def test_editor_reads_what_to_do_about_a_video_with_a_track_of_places(admin_client):
    document = make_document("march.mp4", make_mp4(handler=b"meta"))
    remove = reverse("remove_document_properties", args=[document.pk])
    told = admin_client.post(remove, follow=True).content.decode()
    assert "This video holds a track of data, such as places" in told
    assert "damaged" not in told


MAKERS = {
    "pdf": make_pdf,
    "docx": make_docx,
    "pptx": make_pptx,
    "xlsx": make_xlsx,
    "odt": make_odt,
    "mp3": make_mp3,
    "mp4": make_mp4,
}


def all_bytes(data: bytes) -> bytes:
    """Everything in a file, what is packed unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    if data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        objects = document_metadata.pdf_objects(reader, [reader.trailer.raw_get("/Root")])
        streams = b"\n".join(item._data for item in objects if hasattr(item, "_data"))
        return data + repr(reader.metadata).encode() + streams
    return data


@pytest.mark.parametrize("extension", MAKERS)
def test_what_a_document_tells_is_shown_and_can_be_taken_out(extension):
    data = MAKERS[extension]()
    told = [value for _name, value in document_metadata.show(data, extension)]
    assert AUTHOR in told
    assert EDITOR in told
    silent = document_metadata.remove_metadata(data, extension)
    left = [name for name, _value in document_metadata.show(silent, extension)]
    assert set(left) <= {"title", "program"}, left
    for word in (AUTHOR, EDITOR, FIRM, *telling.PLANTED.values()):
        assert word.encode() not in all_bytes(silent), word
    if extension != "pdf":
        assert b"Words stay" in all_bytes(silent)
    else:
        assert "All migrants have rights." in PdfReader(io.BytesIO(silent)).pages[0].extract_text()
        assert PdfReader(io.BytesIO(silent)).metadata.title == "Know your rights"


def test_pictures_in_a_word_file_no_longer_tell_where_they_were_taken():
    with zipfile.ZipFile(
        io.BytesIO(document_metadata.remove_metadata(make_docx(), "docx"))
    ) as archive:
        picture = archive.read("word/media/image1.jpeg")
    assert find_told(picture) in ([], ["EXIF"])  # which way up it is, and nothing else
    assert telling.find_planted(picture) in ([], ["exif"])
    assert b"Planted" not in picture


@pytest.mark.django_db
def test_editor_sees_it_and_takes_it_out_by_a_button(admin_client, client):
    document = make_document("rights.docx", make_docx())
    edit = reverse("wagtaildocs:edit", args=[document.pk])
    page = admin_client.get(edit).content.decode()
    assert AUTHOR in page
    assert "Remove this from the file" in page
    before, address = document.file.name, document.url
    assert client.get(f"/admin/documents/{document.pk}/silence/").status_code in (302, 405)
    remove = reverse("remove_document_properties", args=[document.pk])
    assert admin_client.get(remove).status_code == 405
    assert admin_client.post(remove, follow=True).status_code == 200
    document.refresh_from_db()
    assert document.url == address
    assert document.file.name != before
    assert AUTHOR not in admin_client.get(edit).content.decode()
    content = b"".join(client.get(address).streaming_content)
    assert AUTHOR.encode() not in all_bytes(content)
    assert document.file_size == len(content)


@pytest.mark.django_db
def test_who_may_not_change_a_document_cannot_touch_what_it_tells(client, django_user_model):
    document = make_document("rights.docx", make_docx())
    user = django_user_model.objects.create_user("reader", password=None)
    client.force_login(user)
    client.post(reverse("remove_document_properties", args=[document.pk]))
    document.refresh_from_db()
    with document.open_file() as file:
        assert AUTHOR.encode() in all_bytes(file.read())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("all.zip", b"PK", "The site does not look into ZIP files"),
        ("a.csv", b"a,b", "all that is in it is published"),
        ("a.pdf", b"%PDF-1.4 broken", "it may be damaged"),
        ("a.docx", b"no archive", "it may be damaged"),
    ],
)
def test_screen_says_what_is_kept_or_cannot_be_read(admin_client, name, content, sentence):
    document = make_document(name, content)
    page = admin_client.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "Remove this from the file" not in page.content.decode()


def test_screen_of_a_document_waits_for_other_files_only_shortly(admin_client, monkeypatch):
    document = make_document("a.pdf", content=make_pdf())
    asked = []

    def busy(*_arguments, **_options):
        asked.append((reader.is_request.get(), reader.patience.get()))
        raise reader.CannotRead("busy")

    monkeypatch.setattr("nnirr_site.documents.properties.read", busy)
    answer = admin_client.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert "The site is reading other files." in answer.content.decode()
    assert asked == [(True, 3)]
