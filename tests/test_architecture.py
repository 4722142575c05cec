"""The import arrows of the house, read from the code itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FEATURES = {"initiatives", "resources", "campaigns"}
# Only these may know the feature apps: they put the project together.
COMPOSERS = {
    "nnirr_site/settings.py",
    "nnirr_site/urls.py",
    "nnirr_site/management/commands/load_starter_content.py",
    "nnirr_site/management/commands/up.py",
}
# What each layer of the campaigns app may import from the app, from the bottom to the top.
# Forms and tokens know no model: the page that shows a form may build it.
PURE = {
    "choices",
    "forms",
    "name_keys",
    "networks",
    "normalizing",
    "numbers",
    "places",
    "redaction",
    "spreadsheets",
    "tokens",
    "vault",
    "windows",
}
BOTTOM = PURE | {"models", "checks", "apps", "migrations"}
MIDDLE = BOTTOM | {"emails", "abuse", "tally", "exports", "protection"}
SERVICES = MIDDLE | {"services"}
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


def python_files(folder: str) -> list[Path]:
    return [path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts]


def imported_modules(source: str, package: str = "") -> set[str]:
    """Dotted names of everything a file imports, `from a import b` as both `a` and `a.b`.

    Imports inside functions count as well; `package` resolves relative ones.
    """
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                parts = parts[: len(parts) - node.level + 1]
                base = ".".join([*parts, base] if base else parts)
            names.add(base)
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def imports_of(path: Path) -> set[str]:
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts[:-1])
    return imported_modules(path.read_text(), package)


def features_imported(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports_of(path)} & FEATURES


@pytest.mark.parametrize("app", sorted(FEATURES))
def test_feature_apps_never_import_each_other(app):
    wrong = {
        str(path.relative_to(ROOT)): sorted(features_imported(path) - {app})
        for path in python_files(app)
        if features_imported(path) - {app}
    }
    assert not wrong


def test_the_site_imports_no_feature_app_except_where_it_is_put_together():
    wrong = {
        str(path.relative_to(ROOT)): sorted(features_imported(path))
        for path in python_files("nnirr_site")
        if features_imported(path)
        and str(path.relative_to(ROOT)) not in COMPOSERS
        and "nnirr_site/starter/" not in str(path.relative_to(ROOT))
    }
    assert not wrong


def campaign_modules(path: Path) -> set[str]:
    """Modules of the campaigns app that `path` imports, by their first name in the app."""
    names = {name.split(".")[1] for name in imports_of(path) if name.startswith("campaigns.")}
    folder = ROOT / "campaigns"
    return {name for name in names if (folder / name).exists() or (folder / f"{name}.py").exists()}


def test_arrows_inside_campaigns_point_down():
    layers = {name: BOTTOM for name in BOTTOM - {"apps", "checks"}}
    layers |= {name: PURE for name in PURE}
    layers |= {name: MIDDLE for name in MIDDLE - BOTTOM}
    layers["services"] = SERVICES
    wrong = {}
    for path in python_files("campaigns"):
        name = path.relative_to(ROOT / "campaigns").parts[0].removesuffix(".py")
        allowed = layers.get(name)
        if allowed is not None and campaign_modules(path) - allowed - {name}:
            wrong[str(path.relative_to(ROOT))] = sorted(campaign_modules(path) - allowed)
    assert not wrong


def test_only_services_write_signatures():
    writing = ("Signature.objects.create", "Signature.objects.bulk_create", "signature.save(")
    writers = ROOT / "campaigns" / "services"
    wrong = [
        str(path.relative_to(ROOT))
        for path in python_files("campaigns")
        if any(call in path.read_text() for call in writing)
        and writers not in path.parents
        and "migrations" not in path.parts
    ]
    assert not wrong


def test_no_pattern_of_a_feature_hides_in_a_relative_import():
    names = imported_modules("from ...resources import models\nfrom . import views", "campaigns.x")
    assert "resources" in {name.split(".")[0] for name in names}


def test_the_top_level_holds_what_a_stranger_expects():
    tracked = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".") and path.name != "__pycache__"
    }
    assert tracked <= TOP_LEVEL
