"""Style sheets are small files for people, and what is sent means the same to a browser."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from nnirr_site.http.static_storage import JoinedSheetsFinder, join_sheet, list_sheets

ROOT = Path(settings.BASE_DIR, "static")
SOURCES = sorted((ROOT / "css").rglob("*.css"))
SHEETS = list_sheets(ROOT)
# As a browser follows the imports of a sheet: every rule with the layers and media around it.
READ_LINKED = """address => new Promise(resolve => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  const rulesOf = (sheet, around) => [...sheet.cssRules].flatMap(rule => rule.styleSheet
    ? rulesOf(rule.styleSheet, [...around, ...(rule.media.mediaText ? [rule.media.mediaText] : []),
                                ...(rule.layerName === null ? [] : [rule.layerName])])
    : rule instanceof CSSLayerBlockRule
      ? rulesOf(rule, [...around, rule.name])
      : rule instanceof CSSMediaRule && [...rule.cssRules].every(
          inner => inner instanceof CSSLayerBlockRule)
        ? rulesOf(rule, [...around, rule.media.mediaText])
        : [[...around, rule.cssText].join(' | ')]);
  link.onload = () => resolve(rulesOf(link.sheet, []));
  document.head.append(link);
})"""


def spaced(rule: str) -> str:
    """Browsers give the values of custom properties letter for letter, with their spaces."""
    return re.sub(r"\s*,\s*", ", ", re.sub(r"\s+", " ", rule)).replace(": ", ":")


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_that_is_sent_means_what_the_sources_mean(name, browser):
    """A browser reads the sources, import by import, and the one minified sheet."""
    page = browser.new_page()
    page.route("http://localhost/**", answer)
    page.goto("http://localhost/")
    parts = page.evaluate(READ_LINKED, f"/sources/{name}")
    joined = page.evaluate(READ_LINKED, f"/joined/{name}")
    page.close()
    assert parts
    # Addresses are said from where they stand; that they lead to the same file is tested below.
    assert [without_way(rule) for rule in joined] == [without_way(rule) for rule in parts]


def answer(route) -> None:
    """Give the source of a sheet, the joined sheet, or an empty page."""
    place, _, name = urlsplit(route.request.url).path.removeprefix("/").partition("/")
    if place == "sources":
        route.fulfill(path=ROOT / name)
    elif place == "joined":
        route.fulfill(path=finders.find(name))
    else:
        route.fulfill(body="<!doctype html><title>Sheets</title>", content_type="text/html")


def without_way(rule: str) -> str:
    return re.sub(r'url\("(?:\.\./)+', 'url("', spaced(rule))


@pytest.mark.parametrize("name", SHEETS)
def test_every_file_that_a_joined_sheet_names_is_there(name):
    addresses = re.findall(r"url\(([^)]*)\)", join_sheet(ROOT / name))
    for address in addresses:
        assert re.fullmatch(r'"[^": ]+"', address), address
        assert (ROOT / "css" / address.strip('"')).resolve().is_file(), address
    assert len(addresses) >= {"css/site.css": 6}.get(name, 0)


def test_every_part_is_in_a_sheet_and_no_import_is_left():
    imported = {
        (sheet.parent / part).resolve()
        for sheet in SOURCES
        for part in re.findall(r'@import "([^"]+)"', sheet.read_text())
    }
    sheets = {ROOT / name for name in SHEETS}
    assert imported | sheets == set(SOURCES)
    assert len(imported) > 80
    assert all("@import" not in join_sheet(sheet) for sheet in sheets)
    assert all("@import" not in part.read_text() for part in imported)


def test_sources_are_written_for_people():
    """A declaration a line, a rule's braces on lines of their own, nothing wider than the code."""
    for source in SOURCES:
        text = re.sub(r"/\*.*?\*/", "", source.read_text(), flags=re.S)
        for line in text.splitlines():
            bare = re.sub(r'"[^"]*"|\([^()]*\)', "", line)
            assert bare.count(";") <= 1, (source.name, line)
            assert not re.search(r"[{}].*\S", bare.strip()), (source.name, line)
        assert max(map(len, source.read_text().splitlines())) <= 120, source.name


def test_finder_knows_sheets_and_no_parts():
    finder = JoinedSheetsFinder()
    listed = {name: storage for name, storage in finder.list([])}
    assert {name for name in listed if name.endswith(".css")} == set(SHEETS)
    assert {"css/site.css", "css/print.css"} <= set(SHEETS) and "art/og.png" in listed
    for name in SHEETS:
        assert Path(listed[name].path(name)).read_text() == join_sheet(ROOT / name)
    assert finders.find("css/tokens.css") is None
    assert finders.find("css/components/button.css") is None
    assert finders.find("css/../css/tokens.css") is None
    assert finders.find("art/og.png") == str(ROOT / "art/og.png")


def test_joined_sheet_follows_its_parts(tmp_path, settings):
    settings.STATICFILES_DIRS, settings.DATA_DIR = [tmp_path / "static"], tmp_path / "data"
    folder = tmp_path / "static" / "css"
    (folder / "parts").mkdir(parents=True)
    (folder / "own.css").write_text('@import "parts/a.css" layer(blocks) print;\n')
    (folder / "parts" / "a.css").write_text('a { background: url("../../art/a.svg"); }\n')
    found = Path(JoinedSheetsFinder().find("css/own.css"))
    assert found.read_text() == '@media print{@layer blocks{a{background:url("../art/a.svg")}}}'
    written = found.stat().st_mtime_ns
    JoinedSheetsFinder().find("css/own.css")
    assert found.stat().st_mtime_ns == written, "a sheet that did not change is not written again"
    (folder / "parts" / "a.css").write_text("b { color: red; }\n")
    assert "b{color:red}" in Path(JoinedSheetsFinder().find("css/own.css")).read_text()
    assert [path.name for path in found.parent.iterdir()] == ["own.css"]


def test_strings_and_descendants_keep_their_spaces(tmp_path):
    (tmp_path / "own.css").write_text('@import "part.css" layer(blocks);\n')
    (tmp_path / "part.css").write_text(
        'a::after { content: " ;  } "; } /* gone */ a :is(b) { c: d; }'
    )
    assert join_sheet(tmp_path / "own.css") == (
        '@layer blocks{a::after{content:" ;  } "}a :is(b){c:d}}'
    )


def test_parts_leave_layers_to_the_sheet():
    """rcssmin would eat the space of `.a :is(b)` inside of a layer; it knows `@media` only."""
    for source in SOURCES:
        assert not re.search(r"@layer[^;]*{", source.read_text()), source.name


def test_colors_are_named_in_one_palette():
    """White and black apart: a picture of a code needs them as they are, and so does paper."""
    for source in SOURCES:
        if source.name not in {"tokens.css", "print.css"}:
            colors = set(re.findall(r"#[0-9a-f]{3,8}\b", source.read_text())) - {"#fff", "#000"}
            assert colors == set(), source.name
