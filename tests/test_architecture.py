"""The arrows of the house and the size of its rooms, read from the code itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("nnirr_site", "initiatives", "resources", "campaigns")
MOST_MODULES = 15
# Grown by the history of the database and by what is written for the site, not by its design.
UNBOUNDED = {"migrations", "content"}
TOP_LEVEL = {
    "manage.py",
    "run.py",
    "nnirr_site",
    "initiatives",
    "resources",
    "campaigns",
    "templates",
    "static",
    "tests",
    "pyproject.toml",
    "uv.lock",
    "requirements.txt",
    "README.md",
    "LICENSE",
    "docs",
    "deploy",
    "bench",
}
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create"}
WRITES |= {"bulk_create", "bulk_update"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*APPS, exclude_type_checking_imports=True)


def python_files(folder: str) -> Iterator[Path]:
    return (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def test_arrows_of_the_house_keep_their_contracts():
    """Those of `[tool.importlinter]`; imports inside functions count as well."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    result = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_modules_import_each_other_in_a_circle(graph):
    arrows = {
        module: {
            other
            for other in graph.find_modules_directly_imported_by(module)
            if ".migrations" not in other
        }
        for module in graph.modules
        if ".migrations" not in module
    }
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


@pytest.mark.parametrize("app", APPS)
def test_no_room_has_more_modules_than_one_can_see_at_a_glance(app):
    crowded = {}
    for folder in (ROOT / app).rglob("*/"):
        if UNBOUNDED & set(folder.parts) or folder.name == "__pycache__":
            continue
        count = len([path for path in folder.glob("*.py") if path.name != "__init__.py"])
        if count > MOST_MODULES:
            crowded[str(folder.relative_to(ROOT))] = count
    assert not crowded


def model_names() -> set[str]:
    return {
        node.name
        for path in (ROOT / "campaigns" / "models").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
    }


def writes_of(source: str, models: set[str]) -> list[str]:
    """Calls that write: on a manager of a model, on what a call's relations hold, or on a row."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        words = ast.unparse(node.func)
        is_manager = root_of(node.func) in models or ".objects." in words
        is_relation = any(f".{name}." in words for name in ("texts", "statements", "signatures"))
        is_row = node.func.attr in {"save", "delete"} and words.split(".")[0] in {
            "call",
            "mail",
            "signature",
            "version",
            "delivery",
        }
        if node.func.attr in WRITES and (is_manager or is_relation or is_row):
            found.append(f"{node.lineno}: {words}")
    return found


def root_of(node: ast.expr) -> str | None:
    """The name at the beginning of `a.b(c).d`."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def test_only_services_write_what_campaigns_store():
    models = model_names()
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in python_files("campaigns")
        if "services" not in path.parts and (found := writes_of(path.read_text(), models))
    }
    assert not wrong


def test_only_services_write_in_sql():
    """Statements that change rows of campaigns stand in services, or in migrations."""
    changing = ("UPDATE campaigns_", "INSERT INTO campaigns_", "DELETE FROM campaigns_")
    wrong = [
        str(path.relative_to(ROOT))
        for path in python_files("campaigns")
        if "services" not in path.parts and any(words in path.read_text() for words in changing)
    ]
    assert not wrong


@pytest.mark.parametrize(
    "source",
    [
        "Signature.objects.filter(pk=1).update(name='x')",
        "models.Call.objects.create()",
        "self.instance.texts.update_or_create(language='es')",
        "signature.save(update_fields=[])",
        "OutboundMail.objects.select_related('call').order_by('pk')[:5].delete()",
    ],
)
def test_writes_are_seen_however_they_are_spelled(source):
    assert writes_of(source, {"Signature", "OutboundMail"})


def test_walk_through_the_house_names_files_that_are_there():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = {name for name in re.findall(r"`([\w./-]+)`", text) if "/" in name}
    assert len(named) > 40
    assert not [name for name in sorted(named) if not (ROOT / name).exists()]


def test_the_top_level_holds_what_a_stranger_expects():
    tracked = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and path.name != "__pycache__"
    }
    assert tracked <= TOP_LEVEL


def test_no_test_imports_another():
    """Run in any order, in any process: what two of them need stands in a module of its own."""
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in python_files("tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for name in [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        if re.search(r"(^|\.)test_\w+$", name) and name.startswith("tests")
    ]
    assert not wrong, "\n".join(wrong)


def _calls_outside_loops(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.While | ast.For | ast.Lambda):  # a lambda is somebody who is slow
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls_outside_loops(child)


@pytest.mark.parametrize("name", ["sleep", "wait_for_timeout"])
def test_no_test_waits_for_a_while_and_hopes(name):
    """A wait that is too short on a slow machine fails, and too long on every other: poll."""
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in python_files("tests")
        for call in _calls_outside_loops(ast.parse(path.read_text("utf-8")))
        if ast.unparse(call.func).split(".")[-1] == name
    ]
    assert not wrong, "\n".join(wrong)
