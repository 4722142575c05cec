"""The arrows of the house and the size of its rooms, read from the code itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
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
# Modules of the site that no contract holds → why.
MAY_KNOW_THE_APPS = {
    "management": "commands set up and serve the whole site",
    "settings": "names the apps that are installed",
    "starter": "writes the first pages of every app",
    "urls": "puts the addresses of the apps together",
}
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create"}
WRITES |= {"bulk_create", "bulk_update"}
WRITES |= {f"a{name}" for name in WRITES} | {"save_base", "_raw_delete"}
RELATION_WRITES = {"add", "aadd", "set", "aset", "remove", "aremove", "clear", "aclear"}
SQL = {"execute", "executemany", "executescript", "raw", "copy", "callproc"}
# Outside of services: file → what is written there → why that is no row of campaigns.
OTHER_WRITES = {
    "campaigns/mail/arriving/return_path.py": {
        "encryptor.update": "a block of bytes, in memory",
        "decryptor.update": "a block of bytes, in memory",
    },
    "campaigns/mail/liveness.py": {
        "held.execute": "settings of the connection, a list of statements",
    },
    "campaigns/mail/worker.py": {
        "self._listener.execute": "settings of the connection, a list of statements",
    },
}
READING = re.compile(r"\s*(SELECT|SHOW|LISTEN|WITH)\b", re.I)
CHANGING = re.compile(
    r"\b(INSERT|UPDATE|DELETE|MERGE|TRUNCATE|COPY|CREATE|ALTER|DROP|GRANT|REVOKE|CALL|DO)\b", re.I
)


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


def test_every_module_of_the_site_is_held_by_a_contract_or_has_a_reason(graph):
    """Those of `campaigns` all have a layer, as its contract is exhaustive."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    held = next(
        set(contract["source_modules"])
        for contract in contracts["contracts"]
        if contract["name"].startswith("The site knows no app")
    )
    children = graph.find_children("nnirr_site")
    exempt = {f"nnirr_site.{name}" for name in MAY_KNOW_THE_APPS}
    assert sorted(children - held - exempt) == [], "in no contract and without a reason"
    assert sorted((held | exempt) - children) == [], "not there any more"
    assert not held & exempt


def test_no_contract_ignores_a_breach():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert "exhaustive = true" in text
    assert not re.search(r"ignore_imports|exhaustive_ignores|unmatched_ignore", text)


@pytest.mark.parametrize("app", APPS)
def test_what_a_subclass_has_to_say_is_abstract_and_not_an_error_for_visitors(app):
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files(app)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node)
    ]
    assert not wrong


# -- Only services write ------------------------------------------------------------------------


def relation_names() -> set[str]:
    """How rows of campaigns are reached from others: `call.texts`."""
    return {
        keyword.value.value
        for path in (ROOT / "campaigns" / "models").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "related_name" and isinstance(keyword.value, ast.Constant)
    }


class WriteFinder(ast.NodeVisitor):
    """What may write rows, whatever the variable is called: (words, line) of each place.

    A method that is only named and called elsewhere counts as well. An override of `save` that
    passes on to `super().save` does not: whoever calls it is found. What a variable holds cannot be
    told from the tree, so a dictionary's `update` is found too: write `|=`.
    """

    def __init__(self, source: str, relations: set[str]):
        self.found: list[tuple[str, int]] = []
        self._relations = relations
        self._functions: list[str] = []
        tree = ast.parse(source)
        self._texts = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        self.visit(tree)

    def _note(self, node: ast.expr, words: str) -> None:
        self.found.append((words, node.lineno))

    def visit_FunctionDef(self, node) -> None:
        self._functions.append(node.name)
        self.generic_visit(node)
        self._functions.pop()

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in WRITES and not self._passes_on(node):
            self._note(node, f"{ast.unparse(node.value)}.{node.attr}")
        elif node.attr in RELATION_WRITES and (
            isinstance(node.value, ast.Attribute) and node.value.attr in self._relations
        ):
            self._note(node, ast.unparse(node))
        self.generic_visit(node)

    def _passes_on(self, node: ast.Attribute) -> bool:
        return ast.unparse(node.value) == "super()" and self._functions[-1:] == [node.attr]

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if name in SQL and (node.args or name != "copy"):
            statement = self._text_of(node.args[0]) if node.args else None
            if statement is None or not READING.match(statement) or CHANGING.search(statement):
                self._note(node, ast.unparse(node.func))
        if isinstance(node.func, ast.Name) and node.func.id in {"RawSQL", "RunSQL"}:
            self._note(node, node.func.id)
        # By its name: `getattr(row, "save")`, `methodcaller("delete")`.
        called = ast.unparse(node.func).rpartition(".")[2]
        if called in {"getattr", "methodcaller", "attrgetter"}:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and argument.value in WRITES:
                    self._note(node, ast.unparse(node))
        self.generic_visit(node)

    def _text_of(self, node: ast.expr) -> str | None:
        """The words of a statement as far as they stand in the source; None if they do not."""
        if isinstance(node, ast.Name) and node.id in self._texts:
            node = self._texts[node.id]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            return "".join(
                part.value if isinstance(part, ast.Constant) else " " for part in node.values
            )
        return None


def writes_of(source: str, relations: set[str], allowed: Iterable[str] = ()) -> list[str]:
    """Places that may write, but for those that are allowed by their words or their last one."""
    found = WriteFinder(source, relations).found
    return [
        f"{line}: {words}"
        for words, line in found
        if not {words, words.rpartition(".")[2]} & set(allowed)
    ]


def files_outside_services() -> dict[str, str]:
    """Name → source."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text()
        for path in python_files("campaigns")
        if "services" not in path.parts
    }


def test_only_services_write_what_campaigns_store():
    relations = relation_names()
    wrong = {
        name: found
        for name, source in files_outside_services().items()
        if (found := writes_of(source, relations, OTHER_WRITES.get(name, ())))
    }
    assert not wrong


def test_only_services_write_in_sql():
    """Statements that change rows of campaigns stand in services, or in migrations."""
    changing = ("UPDATE campaigns_", "INSERT INTO campaigns_", "DELETE FROM campaigns_")
    wrong = [
        name
        for name, source in files_outside_services().items()
        if any(words in source for words in changing)
    ]
    assert not wrong


def test_every_other_write_that_is_allowed_is_still_there():
    relations = relation_names()
    sources = files_outside_services()
    for name, allowed in OTHER_WRITES.items():
        for words in allowed:
            others = set(allowed) - {words}
            assert writes_of(sources[name], relations, others), (name, words)


@pytest.mark.parametrize(
    "source",
    [
        "Signature.objects.filter(pk=1).update(name='x')",
        "models.Call.objects.create()",
        "self.instance.texts.update_or_create(language='es')",
        "signature.save(update_fields=[])",
        "OutboundMail.objects.select_related('call').order_by('pk')[:5].delete()",
        "anything.save()",
        "find_row(pk).delete()",
        "rows.bulk_update(found, ['name'])",
        "await row.asave()",
        "await Call.objects.aget_or_create(slug='x')",
        "transaction.on_commit(row.save)",
        "for row in rows: row.delete()",
        "getattr(row, 'save')()",
        "map(methodcaller('delete'), rows)",
        "call.texts.clear()",
        "call.texts.set([])",
        "def save(self): other.save()",
        "def publish(self): super().save()",
        "def save(self):\n def later(): super().save()",
        "cursor.execute('UPDATE campaigns_call SET title = %s', ['x'])",
        "cursor.execute('WITH gone AS (DELETE FROM campaigns_call RETURNING 1) SELECT 1')",
        "TEXT = 'delete from campaigns_call'\ncursor.execute(TEXT)",
        "cursor.execute(statement)",
        "cursor.executemany('INSERT INTO campaigns_call VALUES (%s)', rows)",
        "cursor.copy('COPY campaigns_call FROM STDIN')",
        "Call.objects.raw(text)",
        "connection.execute(f'{verb} FROM campaigns_call')",
        "rows.annotate(x=RawSQL('x', []))",
    ],
)
def test_writes_are_seen_however_they_are_spelled(source):
    assert writes_of(source, {"texts"})


@pytest.mark.parametrize(
    "source",
    [
        "class Call:\n def save(self, **fields): super().save(**fields)",
        "fields |= others",
        "data = request.POST.copy()",
        "done.add(1)",
        "cursor.execute('SELECT 1')",
        "TEXT = 'SELECT title FROM campaigns_call'\ncursor.execute(TEXT, [])",
        "services.store_words(call, 'es', words)",
    ],
)
def test_what_only_reads_is_not_taken_for_a_write(source):
    assert not writes_of(source, {"texts"})


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
