"""The printed materials: real PDF files, complete in both languages, the same every time."""

import csv
import re
from dataclasses import replace
from functools import cache
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path

import pytest
import segno
from django.conf import settings
from django.core.management import CommandError, call_command
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from pypdfium2 import PdfDocument

from nnirr_site.documents.papers import Paper
from nnirr_site.i18n.territories import TERRITORIES
from nnirr_site.typesetting.render import CannotSet
from resources.materials import build
from resources.materials.build import (
    MADE_ON,
    PARTIES,
    SPECS,
    Choice,
    build_all,
    build_one,
    describe,
    render_pdf,
)
from resources.materials.facts import PrintFacts

LINES = ("To the President:", "We ask", "1. the President to sign it;", "2. the Senate to consent.")
FACTS = {
    language: PrintFacts(
        url=f"https://example.org/{word}",
        email="paper@example.org",
        address="",
        title=title,
        lines=LINES,
        number=3,
        sha256="ab" * 32,
        closes="",
        paper_days=30,
    )
    for language, word, title in (("en", "sign", "The call"), ("es", "firma", "El llamado"))
}
PAGES = {"poster": 1, "fact-sheet": 2, "sign-on-sheet": 2, "lesson-plan": 5}
POINTS = {"Letter": (612, 792), "A4": (595, 842), "A3": (842, 1191), "Tabloid": (792, 1224)}
MILLIMETER = 72 / 25.4


@pytest.fixture(scope="module")
def materials():
    return build_all(FACTS)


@cache
def reader(material):
    return PdfReader(BytesIO(material.content))


@cache
def page_texts(material):
    """The words of each page, as PDFium reads them."""
    return [page.get_textpage().get_text_range() for page in PdfDocument(material.content)]


@cache
def text_of(material):
    """The words of a file as one line, with plain spaces."""
    return re.sub(r"\s+", " ", " ".join(page_texts(material)).replace("\u00a0", " "))


def one(materials, kind, language, paper="Letter", black=False):
    found = [m for m in materials if m.choice.key == (kind, language, paper, black)]
    assert len(found) == 1
    return found[0]


def spec_of(kind):
    return next(spec for spec in SPECS if spec.kind == kind)


def print_sheet(language="en", paper=Paper.LETTER, **facts):
    """The sign-on sheet with other facts."""
    choice = Choice(spec_of("sign-on-sheet"), language, paper)
    return build_one(choice, replace(FACTS[language], **facts))


def elements(node):
    """Every element of a structure tree, in reading order."""
    node = node.get_object()
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        target = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if hasattr(target, "get") and target.get("/Type") != "/OBJR":
            yield from elements(target)


def test_every_material_exists_in_both_languages_on_its_papers_with_color_and_without(materials):
    kinds = {(m.kind, m.paper, m.choice.is_black_and_white) for m in materials}
    assert kinds == {
        (kind, paper, black)
        for black in (False, True)
        for kind, papers in (
            ("poster", ("Letter", "Tabloid", "A4", "A3")),
            ("fact-sheet", ("Letter", "A4")),
            ("sign-on-sheet", ("Letter", "A4")),
            ("lesson-plan", ("Letter", "A4")),
        )
        for paper in papers
    }
    for kind in kinds:
        english, spanish = (one(materials, kind[0], code, *kind[1:]) for code in ("en", "es"))
        assert english.title != spanish.title
        assert english.pages == spanish.pages


def test_file_names_are_unique_and_tell_kind_paper_ink_and_language(materials):
    names = [m.filename for m in materials]
    assert len(set(names)) == len(names)
    for material in materials:
        assert material.filename.startswith(material.kind)
        ink = "-black-and-white" if material.choice.is_black_and_white else ""
        ending = f"-{material.paper.lower()}{ink}-{material.language}.pdf"
        assert material.filename.endswith(ending)
        assert ("black" in material.filename) is material.choice.is_black_and_white


def test_each_file_has_the_pages_and_the_paper_it_says(materials):
    for material in materials:
        pages = reader(material).pages
        assert len(pages) == material.pages == PAGES[material.kind]
        expected = POINTS[material.paper]
        for page in pages:
            size = (float(page.mediabox.width), float(page.mediabox.height))
            assert size == pytest.approx(expected, abs=1)


def test_no_word_stands_outside_its_page(materials):
    for material in materials:
        for page in PdfDocument(material.content):
            wide, high = page.get_size()
            words = page.get_textpage()
            assert words.count_rects()
            for place in range(words.count_rects()):
                left, bottom, right, top = words.get_rect(place)
                assert 10 < left < right < wide - 10, material.filename
                assert 8 < bottom < top < high - 8, material.filename


def test_files_are_small_enough_for_a_slow_connection(materials):
    for material in materials:
        assert len(material.content) < 150_000, material.filename


def test_same_input_gives_the_same_bytes(materials):
    for kind in PAGES:
        first = one(materials, kind, "es", "A4", black=True)
        assert build_one(first.choice, FACTS["es"]).content == first.content, first.filename


def test_fingerprint_changes_with_what_is_printed_and_with_nothing_else(materials, monkeypatch):
    choice = one(materials, "poster", "en").choice
    facts = FACTS["en"]
    before = build.fingerprint(choice, facts)
    assert (
        before
        == build.fingerprint(choice, replace(facts))
        == one(materials, "poster", "en").made_of
    )
    assert before != build.fingerprint(choice, replace(facts, url="https://example.org/else"))
    assert before != build.fingerprint(choice, replace(facts, number=4))
    assert before != build.fingerprint(replace(choice, is_black_and_white=True), facts)
    monkeypatch.setattr(build, "_layout_digest", lambda: "of another version of the site")
    assert before != build.fingerprint(choice, facts)


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


def find_links(material):
    """Each link with its page."""
    return [
        (page, annotation.get_object())
        for page in reader(material).pages
        for annotation in page.get("/Annots", [])
    ]


def test_links_lead_to_the_call_in_their_language_and_belong_to_the_structure(materials):
    for material in materials:
        links = find_links(material)
        assert links, material.filename
        for _page, link in links:
            assert link["/A"]["/URI"] == FACTS[material.language].url
            assert link["/Contents"]
            assert "/StructParent" in link


def test_the_address_of_the_call_is_printed_as_people_type_it(materials):
    for material in materials:
        words = text_of(material).replace(" ", "")
        word = {"en": "sign", "es": "firma"}[material.language]
        assert f"example.org/{word}" in words, material.filename
        assert "https://example.org" not in words


def test_every_print_has_a_code_that_a_telephone_reads(materials):
    """Looked at as a camera does: the middle of each module, black or white."""
    for kind in PAGES:
        for language, paper, black in (("en", "Letter", False), ("es", "A4", True)):
            material = one(materials, kind, language, paper, black)
            number, (left, _bottom, right, top) = find_code(material)
            wanted = segno.make(FACTS[language].url, error="m", micro=False)
            modules = [[bool(dot) for dot in row] for row in wanted.matrix_iter(border=4)]
            scale = 6
            page = PdfDocument(material.content)[number]
            picture = page.render(scale=scale).to_pil().convert("L")
            side = (right - left) * scale / len(modules)
            origin = (left * scale, (page.get_height() - top) * scale)
            seen = [
                [
                    picture.getpixel(
                        (int(origin[0] + (x + 0.5) * side), int(origin[1] + (y + 0.5) * side))
                    )
                    < 128
                    for x in range(len(modules))
                ]
                for y in range(len(modules))
            ]
            assert seen == modules, material.filename
            assert side / scale > 0.5 * MILLIMETER, material.filename


def find_code(material):
    """The page, and left, bottom, right, top of the link that is as high as it is wide."""
    for number, page in enumerate(reader(material).pages):
        for annotation in page.get("/Annots", []):
            left, bottom, right, top = map(float, annotation.get_object()["/Rect"])
            if abs((right - left) - (top - bottom)) < 1:
                return number, (left, bottom, right, top)
    raise AssertionError(f"{material.filename} has no code")


def test_without_color_there_is_none(materials):
    for material in materials:
        if material.choice.is_black_and_white and material.paper == "Letter":
            for page in PdfDocument(material.content):
                picture = page.render(scale=0.5).to_pil().convert("RGB")
                for _count, (red, green, blue) in picture.getcolors(1 << 24):
                    assert max(red, green, blue) - min(red, green, blue) < 4, material.filename


def test_without_color_little_toner_is_used(materials):
    for kind in PAGES:
        page = PdfDocument(one(materials, kind, "en", black=True).content)[0]
        picture = page.render(scale=0.5).to_pil().convert("L")
        light = sum(count * shade for count, shade in picture.getcolors())
        darkness = 1 - light / (255 * picture.width * picture.height)
        assert darkness < 0.3, (kind, darkness)


def test_a_long_address_is_printed_whole():
    address = f"https://{'long-host-name.' * 3}example.org/es/calls/{'long-slug-' * 4}end/"
    for spec in SPECS:
        choice = Choice(spec, "es", spec.papers[-1])
        material = build_one(choice, replace(FACTS["es"], url=address))
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
    assert [int(count) for count in by_region.split(",")] == [
        len(region.split()) for region in PARTIES
    ]


def test_the_list_of_the_lesson_is_that_of_the_tracker(materials):
    data = Path(settings.BASE_DIR) / "initiatives/data"
    with (
        (data / "un_members.csv").open() as members,
        (data / "states_parties.csv").open() as states,
    ):
        codes = {row["iso3"]: row["iso2"] for row in csv.DictReader(members)}
        parties = {codes[row["iso3"]] for row in csv.DictReader(states) if row["status"] == "party"}
    assert {code for region in PARTIES for code in region.split()} == parties
    assert len(parties) == 60
    for material in materials:
        if material.kind == "lesson-plan":
            listed = " ".join(page_texts(material)[2].split())
            for code in parties:
                assert TERRITORIES[code][material.language] in listed, code


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
@pytest.mark.parametrize("paper", ["Letter", "Tabloid", "A4", "A3"])
def test_poster_names_the_day_and_the_program(materials, language, phrases, paper):
    words = text_of(one(materials, "poster", language, paper))
    for phrase in phrases:
        assert phrase in words
    program = {
        "en": "International Migrant Rights & Global Justice",
        "es": "Derechos de las Personas Migrantes y Justicia Global",
    }
    assert program[language] in words


@pytest.mark.parametrize("language", ["en", "es"])
def test_poster_is_read_from_two_meters_and_its_code_is_large(materials, language):
    material = one(materials, "poster", language)
    demand = {"en": "Ask the United States", "es": "Pidamos a Estados"}[language]
    assert height_of(material, demand) > 13
    assert height_of(material, FACTS[language].url.split("//")[1]) > 18
    _page, (left, _bottom, right, _top) = find_code(material)
    assert right - left > 28 * MILLIMETER


@pytest.mark.parametrize(
    ("language", "fields"),
    [
        ("en", ("Here, with us", "What and where", "When", "Who to ask")),
        ("es", ("Aquí, en comunidad", "Qué y dónde", "Cuándo", "A quién preguntar")),
    ],
)
def test_poster_has_room_for_a_local_event(materials, language, fields):
    material = one(materials, "poster", language, "A3")
    for field in fields:
        assert field in text_of(material)


def height_of(material, words):
    """Size in points of the letters of the first of these words."""
    page = PdfDocument(material.content)[0].get_textpage()
    place, _length = page.search(words.split()[0]).get_next()
    _left, bottom, _right, top = page.get_charbox(place, loose=True)
    return top - bottom


@pytest.mark.parametrize(
    ("language", "promises"),
    [
        (
            "en",
            (
                "Never write your immigration status or a street address",
                "We count the names by hand.",
                "At most 30 days after this sheet reaches us, we destroy it.",
                "No name is typed into a computer or published, and no mail is sent.",
                "As long as we have the sheet, we strike out your line: paper@example.org",
                "version 3 of its text",
                "Destroy it",
            ),
        ),
        (
            "es",
            (
                "Nunca escribas tu situación migratoria ni tu domicilio",
                "Contamos los nombres a mano.",
                "A más tardar 30 días después de que nos llegue, destruimos esta hoja.",
                "Ningún nombre se escribe en una computadora ni se publica",
                "Mientras tengamos la hoja, tachamos tu renglón: paper@example.org",
                "en la versión 3 de su texto",
                "Destrúyela",
            ),
        ),
    ],
)
def test_sign_on_sheet_makes_its_promise_and_asks_for_nothing_else(materials, language, promises):
    for paper in ("Letter", "A4"):
        material = one(materials, "sign-on-sheet", language, paper)
        words = text_of(material)
        for promise in promises:
            assert promise in words
        # What nobody does anything with is not asked: no mail is sent to people who sign on paper.
        asked = r"E-mail\b|Correo electrónico|Show my name|Mostrar mi nombre|ZIP|optional|opcional"
        assert not re.search(asked, words)
        tree = list(elements(reader(material).trailer["/Root"]["/StructTreeRoot"]))
        roles = [element.get("/S") for element in tree]
        assert roles.count("/TR") == 13
        assert roles.count("/TH") == 3
        assert roles.count("/TD") == 12 * 3


def test_sign_on_sheet_has_lines_high_enough_to_write_on(materials):
    for material in materials:
        if material.kind == "sign-on-sheet":
            page = PdfDocument(material.content)[0].get_textpage()
            text = page.get_text_range()
            places = [re.search(rf"^{number}\r?$", text, re.M).start() for number in range(1, 13)]
            heights = [page.get_charbox(place)[1] for place in places]
            assert min(a - b for a, b in pairwise(heights)) >= 23.9


def test_sign_on_sheet_has_the_text_that_is_signed_on_its_back(materials):
    for material in materials:
        if material.kind == "sign-on-sheet":
            back = " ".join(page_texts(material)[1].split())
            facts = FACTS[material.language]
            for line in (facts.title, *facts.lines):
                assert line in back, material.filename
            assert facts.sha256 in back.replace(" ", "").replace("\ufffe", "")
            assert re.search(r"versi[oó]n 3", back)


def test_sign_on_sheet_says_where_and_until_when_it_is_sent_once_that_is_known(materials):
    words = text_of(one(materials, "sign-on-sheet", "en"))
    assert "Write to paper@example.org: we tell you where to send or bring it." in words
    assert "Back by (your group fills this in)" in words
    told = text_of(print_sheet(address="NNIRR\n1 Main Street\nOakland", closes="June 1, 2027"))
    assert "1 Main Street" in told
    assert "It has to reach us by June 1, 2027." in told
    assert "Back by" not in told and "Write to paper" not in told


def test_sign_on_sheet_of_a_call_without_a_text_promises_none():
    """The site may invite to a call whose text is not written yet."""
    material = print_sheet(lines=(), number=0, sha256="")
    assert material.pages == 2


def test_a_text_too_long_for_the_back_is_noticed():
    with pytest.raises(CannotSet, match="does not fit"):
        print_sheet(lines=("A sentence of the call that goes on and on. " * 20,) * 20)


@pytest.mark.parametrize(
    ("language", "never"), [("en", "Never ask learners"), ("es", "Nunca preguntes")]
)
def test_lesson_plan_lasts_an_hour_and_protects_learners(materials, language, never):
    material = one(materials, "lesson-plan", language)
    first_page = page_texts(material)[0]
    minutes = [int(n) for n in re.findall(r"(\d+)\s+min", first_page)]
    assert sum(minutes) == 60
    assert never in text_of(material)
    cards = page_texts(material)[3]
    for article in (7, 11, 16, 21, 22, 25, 26, 28, 30, 33):
        assert re.search(rf"\b{article}\b", cards)


def test_step_cards_give_their_order_away_by_nothing(materials):
    for language, steps in (
        ("en", ("Sign", "Send", "Study", "Consent", "Ratify", "Deposit")),
        ("es", ("Firmar", "Enviar", "Estudiar", "Consentir", "Ratificar", "Depositar")),
    ):
        cards = page_texts(one(materials, "lesson-plan", language))[4]
        places = [re.search(rf"^{step}\r?$", cards, re.M).start() for step in steps]
        assert places != sorted(places)
        assert not re.search(r"^\d\r?$", cards, re.M)


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
    data = describe(Choice(spec_of("fact-sheet"), "en", Paper.LETTER), FACTS["en"])
    with pytest.raises(CannotSet, match="does not fit: 3 pages"):
        render_pdf("resources/materials/fact_sheet.typ", data, made_on=MADE_ON)


def test_command_writes_what_the_site_would_offer(tmp_path, monkeypatch):
    found = "resources.management.commands.build_materials.find_facts"
    monkeypatch.setattr(found, lambda: {"en": FACTS["en"]})
    out, url = StringIO(), "https://elsewhere.example/x"
    call_command("build_materials", str(tmp_path), kind="fact-sheet", call_url=url, stdout=out)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert len(files) == 4
    for name in files:
        assert name in out.getvalue()
    assert url.encode() in (tmp_path / "fact-sheet-december-18-letter-en.pdf").read_bytes()
    monkeypatch.setattr(found, dict)
    with pytest.raises(CommandError, match="no call that visitors can read"):
        call_command("build_materials", str(tmp_path))
