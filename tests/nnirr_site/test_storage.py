"""What production makes of our style sheets means the same to a browser."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from nnirr_site.storage import CompactStaticFilesStorage, minify_css

SHEETS = sorted(Path(settings.BASE_DIR, "static", "css").glob("*.css"))
READ_RULES = """source => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(source);
  return [...sheet.cssRules].map(rule => rule.cssText);
}"""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_browser_reads_the_same_rules_before_and_after(sheet, browser):
    source = sheet.read_text()
    page = browser.new_page()
    before = page.evaluate(READ_RULES, source)
    after = page.evaluate(READ_RULES, minify_css(source))
    page.close()
    assert before
    assert [spaced(rule) for rule in after] == [spaced(rule) for rule in before]


def spaced(rule: str) -> str:
    """Browsers give the values of custom properties letter for letter, commas included."""
    return re.sub(r"\s*,\s*", ", ", rule)


def test_strings_and_addresses_keep_their_spaces():
    sheet = 'a::after { content: " ;  } "; } b { background: url(a  b.svg); } /* gone */'
    assert minify_css(sheet) == 'a::after{content:" ;  } "}b{background:url(a  b.svg)}'


def test_collected_sheet_is_minified_and_other_peoples_sheets_are_not(tmp_path):
    storage = CompactStaticFilesStorage(location=tmp_path)
    storage.save("css/own.css", ContentFile(b"a { color : red ; }"))
    storage.save("wagtailadmin/css/core.css", ContentFile(b"a { color: red; }"))
    assert (tmp_path / "css/own.css").read_text() == "a{color :red}"
    assert (tmp_path / "wagtailadmin/css/core.css").read_text() == "a { color: red; }"
