"""What docs/signing.md and docs/threat-model.md name, files and tests, exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests" / "campaigns"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
GUIDE = (ROOT / "docs" / "signing.md").read_text()
ROWS = ROW.findall(GUIDE)


def test_every_behavior_has_its_row():
    assert [int(number) for number, *_rest in ROWS] == list(range(1, 41))


@pytest.mark.parametrize(("number", "where", "tests"), [(row[0], row[2], row[3]) for row in ROWS])
def test_row_names_files_and_tests_that_exist(number, where, tests):
    for path in re.findall(r"`([^`]+)`", where):
        found = ROOT / path if "/" in path else ROOT / "campaigns/migrations" / f"{path}.py"
        assert found.exists(), path
    named = re.findall(r"`([^`]+)`", tests)
    assert named
    for path, _, name in (item.partition("::") for item in named):
        text = (TESTS / path).resolve().read_text()
        assert re.search(rf"def {name or 'test_'}\w*\(", text), f"{path}::{name}"
        assert not name or f"def {name}(" in text, f"{path}::{name}"


def test_places_that_are_named_exist():
    named = set(re.findall(r"`((?:campaigns|nnirr_site|static|templates)/[\w/]+\.\w+)`", GUIDE))
    assert len(named) > 60
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "text",
    [GUIDE, (ROOT / "docs" / "threat-model.md").read_text()],
    ids=["signing", "threat model"],
)
def test_every_test_that_is_named_exists(text):
    named = re.findall(r"`([\w/.]+\.py)::(\w+)`", text)
    assert len(named) > 10
    for path, name in named:
        assert f"def {name}(" in (TESTS / path).resolve().read_text(), f"{path}::{name}"
