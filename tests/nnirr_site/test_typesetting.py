"""The press: data is never markup, nothing is read that is not its own, and time is bounded."""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from nnirr_site.typesetting import render
from nnirr_site.typesetting.coverage import (
    FONTS,
    TABLE,
    has_every_character,
    missing_characters,
    ranges_of,
    read_fonts,
)
from nnirr_site.typesetting.render import Bounds, CannotSet, render_pdf, render_png

MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)
TEMPLATES = sorted(
    path
    for room in ("nnirr_site", "campaigns", "resources", "initiatives")
    for path in (Path(settings.BASE_DIR) / room).rglob("*.typ")
)
HOSTILE = [
    '#read("/etc/passwd")',
    "#panic([x])",
    '"); #panic()',
    "*a* _b_ $c$ `d` <e> @f = g",
    "\\u{41} \\ # // /* ~ --- ...",
    '{"a": 1}',
    "]}#{",
]
PAPER = """
#import "/nnirr_site/typesetting/theme.typ": *
#set document(title: "Paper")
#set text(font: text-face, lang: "en")
"""


@pytest.fixture
def press(tmp_path, settings, monkeypatch):
    """A folder that stands for the project, with templates of the test in `room`."""
    room = tmp_path / "room"
    room.mkdir()
    (tmp_path / "secret.txt").write_text("secret words")
    for part in ("nnirr_site", "static"):
        (tmp_path / part).symlink_to(settings.BASE_DIR / part)
    settings.BASE_DIR = tmp_path

    def write(source):
        (room / "paper.typ").write_text(PAPER + source)
        return "room/paper.typ"

    return write


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_texts_are_printed_as_they_are_and_never_obeyed(press):
    template = press("#for line in data.lines { block(line) }")
    text = words_of(render_pdf(template, {"lines": HOSTILE}, made_on=MADE_ON))
    for line in HOSTILE:
        assert "".join(line.split()) in "".join(text.split())


def test_a_template_reads_nothing_outside_its_room(press):
    for path in (
        "/secret.txt",
        "../secret.txt",
        "../../secret.txt",
        "/../secret.txt",
        "/etc/passwd",
    ):
        with pytest.raises(CannotSet):
            render_pdf(press(f'#read("{path}")'), {}, made_on=MADE_ON)
    assert b"%PDF" in render_pdf(press('#print("rings", alt: "Rings")'), {}, made_on=MADE_ON)


def test_no_template_asks_for_a_package_of_the_network():
    assert len(TEMPLATES) >= 3
    for path in TEMPLATES:
        for found in re.findall(r'(?:import|include)\s+"([^"]+)"', path.read_text()):
            assert not found.startswith("@"), path


def test_no_template_makes_markup_of_data():
    for path in TEMPLATES:
        source = path.read_text()
        assert "eval(" not in source, path
        assert not re.search(r"\bplugin\(", source), path


def test_a_document_that_takes_too_long_is_ended(press, monkeypatch):
    monkeypatch.setattr(render, "PICTURE", Bounds(clock=1, processor=1))
    with pytest.raises(CannotSet):
        render_png(press("#let n = 0\n#while true { n += 1; if n > 1e12 { break } }"), {})


def test_a_document_that_takes_too_much_memory_is_ended(press, monkeypatch):
    monkeypatch.setattr(render, "PICTURE", Bounds(clock=20, processor=20, memory=300_000_000))
    with pytest.raises(CannotSet):
        render_png(
            press("#let a = (1,) * 1000000\n#for i in range(12) { a = a + a }\n#a.len()"), {}
        )


def test_too_much_text_is_refused_before_it_is_sent(press):
    with pytest.raises(CannotSet, match="more text"):
        render_png(press("x"), {"text": "x" * render.LARGEST_INPUT})


def test_a_failure_does_not_tell_what_the_text_was(press):
    template = press("#data.name")
    with pytest.raises(CannotSet) as caught:
        render_pdf(template, {"name": "Amina \ua000"}, made_on=MADE_ON)
    assert "Amina" not in str(caught.value) and "\ua000" not in str(caught.value)


def test_the_child_knows_nothing_of_the_sites_environment(press, monkeypatch):
    seen = {}
    run = render.subprocess.run

    def look(*args, **options):
        seen.update(options["env"])
        return run(*args, **options)

    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setattr(render.subprocess, "run", look)
    render_png(press("x"), {})
    assert set(seen) <= set(render.ENVIRONMENT)


def test_documents_are_tagged_and_have_title_and_language(press):
    pdf = render_pdf(press("= Heading\n\nWords."), {}, made_on=MADE_ON)
    reader = PdfReader(BytesIO(pdf))
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Paper"
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_picture_without_words_for_those_who_do_not_see_it_is_refused(press):
    with pytest.raises(CannotSet, match="PDF/UA"):
        render_pdf(press('#print("rings")'), {}, made_on=MADE_ON)


def test_same_data_gives_the_same_bytes(press):
    template = press("= Words\n#data.words")
    first, second = (render_pdf(template, {"words": "a"}, made_on=MADE_ON) for _ in range(2))
    assert first == second


# -- Typefaces --------------------------------------------------------------------------------


def test_table_of_characters_is_that_of_the_fonts():
    assert TABLE.read_text().split() == list(ranges_of(read_fonts()))


def test_names_in_the_scripts_of_most_people_can_be_printed():
    names = [
        "Nguyễn Thị Hằng", "Żółć Ħal Øyvind Ŋ", "Олена Їжакевич", "Ђорђе", "Μαρία",
        "مریم گل پښتو ټول", "רחל", "अनीता शर्मा", "রহিমা খাতুন", "ਗੁਰਪ੍ਰੀਤ", "ગીતા", "ଓଡ଼ିଆ", "தமிழ்ச்செல்வி",
        "తెలుగు", "ಕನ್ನಡ",
        "മലയാളം", "සිංහල", "สมชาย", "ລາວ", "សុខា", "မြန်မာ", "བོད་", "አበበ", "Հայկ", "თამარ", "ދިވެހި",
        "李小龍", "王伟", "さくら", "タロウ", "김민준", "똠방각하",
    ]  # fmt: skip
    assert [name for name in names if not has_every_character(name)] == []


def test_what_has_no_typeface_is_named_once():
    assert missing_characters("a\ua000b\ua000") == ["\ua000"]
    assert not has_every_character("Ann 😀")
    assert has_every_character("می\u200cخواهم e\u0301")


def test_every_character_of_the_table_can_be_set(press):
    """One paragraph a script; PDF/UA refuses a document in which one glyph is missing."""
    codes = sorted(read_fonts())
    letters = [chr(code) for code in codes if code > 0x20 and chr(code).isalnum()]
    lines = [" ".join(letters[place : place + 500]) for place in range(0, len(letters), 500)]
    template = press("#for line in data.lines { block(line) }")
    assert render_pdf(template, {"lines": lines}, made_on=MADE_ON).startswith(b"%PDF")


def test_every_typeface_of_the_theme_is_there_and_allows_embedding():
    theme = (Path(settings.BASE_DIR) / "nnirr_site/typesetting/theme.typ").read_text()
    named = set(re.findall(r'^\s+"([A-Z][^"]+)",$', theme, re.MULTILINE))
    named |= {"Grenze", "Changa", "Atkinson Hyperlegible Next"}
    families = set()
    for path in FONTS.glob("*.ttf"):
        font = TTFont(path)
        name = font["name"]
        families.add(name.getDebugName(16) or name.getDebugName(1).removesuffix(" Black"))
        assert font["OS/2"].fsType in (0, 4, 8), path.name
    assert named == families
    assert len(list(FONTS.glob("OFL-*.txt"))) + len(list(FONTS.glob("APACHE-*.txt"))) == 6


def test_inks_of_the_press_are_those_of_the_screen():
    base = Path(settings.BASE_DIR)
    theme = (base / "nnirr_site/typesetting/theme.typ").read_text()
    inks = dict(re.findall(r'#let ([a-z-]+) = rgb\("(#[0-9a-f]{6})"\)', theme))
    screen = "".join(path.read_text() for path in (base / "static/css").rglob("*.css"))
    for name in ("ink", "cream", "gold", "red", "leaf", "paper"):
        assert re.search(rf"--{name}:\s*{inks[name]}", screen), name
    assert inks["wash"] in screen and inks["straw"] in screen and inks["muted"] in screen
