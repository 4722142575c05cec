"""Collected files of older versions stay for a while, and a proxy may read them all."""

from __future__ import annotations

import io
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.utils import timezone

from nnirr_site.http import static_storage


@pytest.fixture
def release(settings, tmp_path, transactional_db):
    """Prepares a version with one sheet of the given rules, as in production, and says its name."""
    source, settings.STATIC_ROOT = tmp_path / "source", tmp_path / "static"
    (source / "looks").mkdir(parents=True)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }

    def prepare(rules: str) -> Path:
        (source / "looks" / "a.css").write_text(rules)
        usual = os.umask(0o027)  # that of the units
        try:
            call_command("prepare", stdout=io.StringIO())
        finally:
            os.umask(usual)
        return settings.STATIC_ROOT / staticfiles_storage.stored_name("looks/a.css")

    return prepare


def let_a_week_pass(root: Path) -> None:
    path = root / static_storage.OUTDATED
    longer = (timezone.now() - static_storage.OUTDATED_FOR - timedelta(hours=1)).isoformat()
    noted = json.loads(path.read_text())
    path.write_text(json.dumps(noted | {"since": dict.fromkeys(noted["since"], longer)}))


def test_files_of_an_older_version_stay_for_a_week(release, settings):
    """Pages in somebody's cache, and a process that is not restarted yet, still ask for them."""
    older = release("body { color: red }" * 50)
    newer = release("body { color: blue }" * 50)
    assert older != newer
    assert older.exists() and newer.exists()
    let_a_week_pass(settings.STATIC_ROOT)
    again = release("body { color: blue }" * 50)
    assert again == newer
    left = {path.name for path in newer.parent.iterdir()}
    assert left == {f"{name}{end}" for name in ("a.css", newer.name) for end in ("", ".br", ".gz")}


def test_version_that_comes_back_finds_its_files(release, settings):
    first = release("a{}")
    release("b{}")
    let_a_week_pass(settings.STATIC_ROOT)
    assert release("a{}") == first
    assert first.exists()


def test_proxy_of_another_user_may_read_what_was_collected(release, settings):
    """The umask of the units keeps everything else from it."""
    release("body { color: red }" * 50)
    for path in [settings.STATIC_ROOT, *settings.STATIC_ROOT.rglob("*")]:
        wanted = 0o005 if path.is_dir() else 0o004
        assert path.stat().st_mode & wanted == wanted, path


def test_what_is_not_ours_stays_wherever_it_lies(release, settings):
    release("a{}")
    root = settings.STATIC_ROOT
    (root / "uploads").mkdir()
    others = [root / "uploads" / "passport.jpg", root / "notes.txt", root / "looks" / "own.css"]
    for path in others:
        path.write_text("of somebody else")
    for rules in ("b{}", "c{}"):
        release(rules)
        let_a_week_pass(root)
    release("d{}")
    assert all(path.exists() for path in others)
    assert (root / "staticfiles.json").exists()


@pytest.mark.parametrize("broken", ["", "[]", '{"names": 5}'])
def test_list_that_cannot_be_read_stops_no_deploy(release, settings, broken):
    release("a{}")
    (settings.STATIC_ROOT / static_storage.OUTDATED).write_text(broken)
    release("b{}")
    noted = json.loads((settings.STATIC_ROOT / static_storage.OUTDATED).read_text())
    assert "looks/a.css" in noted["names"]


def test_compressed_file_of_an_earlier_state_is_not_left_beside_the_new_one(release, settings):
    """Proxies would send it to every browser."""
    release("body { color: red }" * 50)
    plain = settings.STATIC_ROOT / "looks" / "a.css"
    assert plain.with_name("a.css.gz").exists()
    for ending in ("", ".gz", ".br"):  # as of long ago
        os.utime(f"{plain}{ending}", (1, 1))
    release("a{}")
    assert plain.read_text() == "a{}"
    assert not plain.with_name("a.css.gz").exists()
    assert not plain.with_name("a.css.br").exists()
