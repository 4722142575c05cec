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
    path.write_text(json.dumps(dict.fromkeys(json.loads(path.read_text()), longer)))


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
