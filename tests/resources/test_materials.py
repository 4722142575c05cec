"""The printed materials: real PDF files, complete in both languages, the same every time."""

import re
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from pypdfium2 import PdfDocument

from nnirr_site.typesetting.render import CannotSet
from resources.materials.build import MADE_ON, SPECS, build_all, build_one, render_pdf

CALL_URL = "https://example.org/calls/migrant-workers-convention/"
PAGES = {"poster": 1, "fact-sheet": 2, "sign-on-sheet": 1, "lesson-plan": 3}
POINTS = {"Letter": (612, 792), "A4": (595, 842), "A3": (842, 1191)}


@pytest.fixture(scope="module")
def materials(tmp_path_factory):
    return build_all(tmp_path_factory.mktemp("materials"), CALL_URL)


@cache
def reader(material):
    return PdfReader(material.path)


@cache
def page_texts(material):
    """The words of each page, as PDFium reads them."""
    return [page.get_textpage().get_text_range() for page in PdfDocument(material.path)]


@cache
def text_of(material):
    """The words of a file as one line, with plain spaces."""
    return re.sub(r"\s+", " ", " ".join(page_texts(material)).replace("\u00a0", " "))


def one(materials, kind, language, paper="Letter"):
    found = [m for m in materials if (m.kind, m.language, m.paper) == (kind, language, paper)]
    assert len(found) == 1
    return found[0]


def elements(node):
    """Every element of a structure tree, in reading order."""
    node = node.get_object()
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        target = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if hasattr(target, "get") and target.get("/Type") != "/OBJR":
            yield from elements(target)


def test_every_material_exists_in_both_languages(materials):
    papers = {(m.kind, m.paper) for m in materials}
    assert papers == {
        ("poster", "Letter"),
        ("poster", "A3"),
        ("fact-sheet", "Letter"),
        ("fact-sheet", "A4"),
        ("sign-on-sheet", "Letter"),
        ("lesson-plan", "Letter"),
    }
    for kind, paper in papers:
        english, spanish = one(materials, kind, "en", paper), one(materials, kind, "es", paper)
        assert english.key == spanish.key
        assert english.title != spanish.title
        assert english.pages == spanish.pages


def test_file_names_are_unique_and_tell_kind_paper_and_language(materials):
    names = [m.filename for m in materials]
    assert len(set(names)) == len(names)
    for material in materials:
        assert material.filename.startswith(material.kind)
        assert material.filename.endswith(f"-{material.paper.lower()}-{material.language}.pdf")
        assert material.path.name == material.filename


def test_each_file_has_the_pages_and_the_paper_it_says(materials):
    for material in materials:
        pages = reader(material).pages
        assert len(pages) == material.pages == PAGES[material.kind]
        expected = POINTS[material.paper]
        if material.kind == "sign-on-sheet":
            expected = expected[::-1]
        for page in pages:
            size = (float(page.mediabox.width), float(page.mediabox.height))
            assert size == pytest.approx(expected, abs=1)


def test_no_word_stands_outside_its_page(materials):
    for material in materials:
        for page in PdfDocument(material.path):
            wide, high = page.get_size()
            words = page.get_textpage()
            assert words.count_rects()
            for place in range(words.count_rects()):
                left, bottom, right, top = words.get_rect(place)
                assert 10 < left < right < wide - 10, material.filename
                assert 8 < bottom < top < high - 8, material.filename


def test_files_are_small_enough_for_a_slow_connection(materials):
    for material in materials:
        assert material.path.stat().st_size < 150_000, material.filename


def test_same_input_gives_the_same_bytes(materials, tmp_path):
    for first, second in zip(materials, build_all(tmp_path, CALL_URL), strict=True):
        assert first.path.read_bytes() == second.path.read_bytes(), first.filename


def test_metadata_names_title_author_and_language(materials):
    for material in materials:
        pdf = reader(material)
        assert pdf.metadata.title == material.title
        assert "National Network for Immigrant and Refugee Rights" in pdf.metadata.author
        assert pdf.metadata.subject
        catalog = pdf.trailer["/Root"]
        assert catalog["/Lang"] == material.language
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        assert catalog["/MarkInfo"]["/Marked"]


def test_all_fonts_are_embedded_with_a_way_back_to_text(materials):
    for material in materials:
        for page in reader(material).pages:
            fonts = page["/Resources"]["/Font"].values()
            assert fonts
            for font in map(lambda entry: entry.get_object(), fonts):
                assert "/ToUnicode" in font
                descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                assert re.search(r"Grenze|Atkinson", font["/BaseFont"])


def test_every_file_has_one_main_heading_and_described_pictures(materials):
    for material in materials:
        tree = list(elements(reader(material).trailer["/Root"]["/StructTreeRoot"]))
        roles = [element.get("/S") for element in tree]
        assert roles.count("/H1") == 1, material.filename
        figures = [element for element in tree if element.get("/S") == "/Figure"]
        assert all(len(figure["/Alt"]) > 30 for figure in figures)
        if material.kind != "sign-on-sheet":
            assert figures


def test_every_piece_of_content_is_tagged_or_decoration(materials):
    for material in materials:
        pdf = reader(material)
        assert b"pdfuaid" in pdf.trailer["/Root"]["/Metadata"].get_data()
        for page in pdf.pages:
            depth, texts = 0, 0
            for _operands, operator in page.get_contents().operations:
                if operator in (b"BMC", b"BDC"):
                    depth += 1
                elif operator == b"EMC":
                    depth -= 1
                elif operator in (b"Tj", b"TJ"):
                    texts += 1
                    assert depth > 0, f"{material.filename}: text outside any tag"
            assert depth == 0 and texts


def test_links_lead_to_the_call_and_belong_to_the_structure(materials):
    for material in materials:
        links = [
            annotation.get_object()
            for page in reader(material).pages
            for annotation in page.get("/Annots", [])
        ]
        assert links, material.filename
        for link in links:
            assert link["/A"]["/URI"] == CALL_URL
            assert link["/Contents"]
            assert "/StructParent" in link


def test_the_address_of_the_call_is_printed_as_people_type_it(materials):
    for material in materials:
        words = text_of(material).replace(" ", "")
        assert "example.org/calls/migrant-workers-convention" in words
        assert "https://example.org" not in words


def test_a_long_address_is_printed_whole(tmp_path):
    address = f"https://{'long-host-name.' * 3}example.org/{'es/'}calls/{'long-slug-' * 4}end/"
    for spec in SPECS:
        material = build_one(tmp_path, address, spec, "es", spec.papers[-1])
        assert material.pages == PAGES[material.kind]
        assert address.split("://")[1].rstrip("/") in text_of(material).replace(" ", "")


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        (
            "en",
            (
                "60 States parties as of December 2025",
                "International Convention on the Protection of the Rights of All Migrant Workers "
                "and Members of Their Families",
                "The road to US ratification",
                "advice and consent",
                "treaties.un.org",
                "Sources read up to January 2026",
            ),
        ),
        (
            "es",
            (
                "60 Estados partes en diciembre de 2025",
                "Convención Internacional sobre la Protección de los Derechos de Todos los "
                "Trabajadores Migratorios y de Sus Familiares",
                "El camino a la ratificación por Estados Unidos",
                "consejo y consentimiento",
                "treaties.un.org",
                "Fuentes leídas hasta enero de 2026",
            ),
        ),
    ],
)
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_fact_sheet_gives_dated_facts_and_sources(materials, language, phrases, paper):
    words = text_of(one(materials, "fact-sheet", language, paper))
    for phrase in phrases:
        assert phrase in words


def test_the_regions_add_up_to_all_parties():
    facts = (Path(settings.BASE_DIR) / "resources/materials/content/facts.yaml").read_text()
    by_region = re.search(r"parties-by-region: \[(.+)\]", facts).group(1)
    assert "parties: 60" in facts
    assert sum(int(count) for count in by_region.split(",")) == 60


def test_both_languages_fill_the_same_places():
    """Keys and lists are equal, so that no part of a page is left in the other language."""
    shapes = []
    for language in ("en", "es"):
        path = Path(settings.BASE_DIR) / f"resources/materials/content/{language}.yaml"
        lines = path.read_text().splitlines()
        found = (re.match(r"( *(?:- )?[a-z-]+:|( *- ))", line) for line in lines)
        shapes.append([match.group(1) for match in found if match])
    assert shapes[0] == shapes[1]
    assert len(shapes[0]) > 100


@pytest.mark.parametrize(
    ("language", "phrases"),
    [
        ("en", ("People move.", "with them.", "December 18", "International Migrants Day")),
        (
            "es",
            (
                "La gente migra.",
                "también.",
                "18 de diciembre",
                "Día Internacional del Migrante",
            ),
        ),
    ],
)
@pytest.mark.parametrize("paper", ["Letter", "A3"])
def test_poster_names_the_day(materials, language, phrases, paper):
    words = text_of(one(materials, "poster", language, paper))
    for phrase in phrases:
        assert phrase in words


@pytest.mark.parametrize(
    ("language", "promises"),
    [
        (
            "en",
            (
                "Never write your immigration status or a street address",
                "We count the names by hand, then destroy this sheet",
                "No name from this sheet is published, and no mail is sent",
                "Destroy it",
                "nnirrinfo@nnirr.org",
            ),
        ),
        (
            "es",
            (
                "Nunca escribas tu situación migratoria ni tu domicilio",
                "Contamos los nombres a mano y luego destruimos esta hoja",
                "Ningún nombre de esta hoja se publica y no se envía ningún correo",
                "Destrúyela",
                "nnirrinfo@nnirr.org",
            ),
        ),
    ],
)
def test_sign_on_sheet_makes_its_promise_and_has_fifteen_lines(materials, language, promises):
    material = one(materials, "sign-on-sheet", language)
    words = text_of(material)
    for promise in promises:
        assert promise in words
    # What nobody does anything with is not asked: no mail is sent to people who signed on paper.
    assert not re.search(r"E-mail\b|Correo electrónico|Show my name|Mostrar mi nombre", words)
    tree = list(elements(reader(material).trailer["/Root"]["/StructTreeRoot"]))
    roles = [element.get("/S") for element in tree]
    assert roles.count("/TR") == 16
    assert roles.count("/TH") == 4
    assert roles.count("/TD") == 15 * 4


@pytest.mark.parametrize(
    ("language", "never"), [("en", "Never ask learners"), ("es", "Nunca preguntes")]
)
def test_lesson_plan_lasts_an_hour_and_protects_learners(materials, language, never):
    material = one(materials, "lesson-plan", language)
    first_page = page_texts(material)[0]
    minutes = [int(n) for n in re.findall(r"(\d+)\s+min", first_page)]
    assert sum(minutes) == 60
    assert never in text_of(material)
    cards = page_texts(material)[2]
    for article in (7, 11, 16, 21, 22, 25, 26, 28, 30, 33):
        assert re.search(rf"\b{article}\b", cards)


def test_spanish_files_keep_their_accents(materials):
    for material in materials:
        if material.language == "es":
            assert re.search("[áéíóúñ¿]", text_of(material)), material.filename


def test_a_text_that_outgrows_its_pages_is_noticed_when_it_is_printed(tmp_path, monkeypatch):
    """The templates stand in a copy of the project, with one text that is too long."""
    room = tmp_path / "resources/materials"
    (room / "content").mkdir(parents=True)
    source = Path(settings.BASE_DIR)
    for path in (source / "resources/materials").rglob("*.*"):
        if path.suffix in (".typ", ".yaml"):
            text = path.read_text()
            if path.name == "en.yaml":
                text = re.sub(r"( +limits: )", r"\1" + "word " * 300, text, count=1)
            (room / path.relative_to(source / "resources/materials")).write_text(text)
    for part in ("nnirr_site", "static"):
        (tmp_path / part).symlink_to(source / part)
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    data = {"language": "en", "paper": "Letter", "call-url": CALL_URL}
    with pytest.raises(CannotSet, match="does not fit: 3 pages"):
        render_pdf("resources/materials/fact_sheet.typ", data, made_on=MADE_ON)


def test_command_writes_the_files_and_lists_them(tmp_path):
    out = StringIO()
    call_command("build_materials", str(tmp_path), call_url=CALL_URL, stdout=out)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert len(files) == 12
    for name in files:
        assert name in out.getvalue()
