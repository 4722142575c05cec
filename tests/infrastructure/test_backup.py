"""A site is backed up, lost and restored: by the commands, as docs/backup.md says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin, urlsplit

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from campaigns import services
from campaigns.models import Call, Chore, Departure, OutboundMail, Signature, Switches
from campaigns.models.switches import RestoredMail
from campaigns.privacy import tokens
from nnirr_site.backup import archive, making
from nnirr_site.backup.errors import BackupError
from nnirr_site.backup.making import TIME, prune_backups
from nnirr_site.backup.restoring import refuse_unless_empty
from nnirr_site.database import clock
from resources.models import PrintedFile
from tests import database
from tests.campaigns.factories import make_organization, make_signature
from tests.conftest import environment_of_a_process
from tests.factories import make_document
from tests.infrastructure.processes import ROOT, get, post, serving, wait_until

SITE_URL = "http://localhost:8765"  # the same in links, whichever port a process has
SECONDS = 120
LAG_SECONDS = 10  # docs/backup.md
# What differs from one answer to the next: forms' tokens, and the second of a count.
PASSING = re.compile(
    rb'name="token" value="[^"]*"|"counted_at": "[^"]*"|<time[^>]*data-counted[^>]*>[^<]*</time>'
)


def manage(environment: dict, *arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        **options,
    )


@contextmanager
def working(environment: dict) -> Iterator[subprocess.Popen]:
    """The real worker, as long as the block lasts."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        worker.terminate()
        worker.wait(timeout=30)


@contextmanager
def empty_database(name: str) -> Iterator[str]:
    """The address of a database without a table."""
    with database._maintenance_connection() as maintenance:
        database._drop(maintenance, name)
        database._create(maintenance, name, "template0")
        try:
            with database.connected_to(name):
                address = database.database_url()
            yield address
        finally:
            database._drop(maintenance, name)


def crawl(site: str) -> dict[str, tuple[int, bytes]]:
    """Every page of the sitemap, and every file of uploads that these lead to: path → answer."""
    found: dict[str, tuple[int, bytes]] = {}

    def look(path: str) -> bytes:
        if path not in found:
            status, body, _headers = get(site + path)
            found[path] = (status, PASSING.sub(b"", body))
        return found[path][1]

    index = look("/sitemap.xml").decode()
    for listed in re.findall(r"<loc>([^<]+)</loc>", index):
        for address in re.findall(r"<loc>([^<]+)</loc>", look(urlsplit(listed).path).decode()):
            page = urlsplit(address).path
            text = look(page).decode()
            for link in re.findall(r'(?:href|src)="([^"]+)"', text):
                target = urlsplit(urljoin(address, link))
                is_ours = target.netloc == urlsplit(address).netloc
                if is_ours and target.path.startswith(("/media/", "/documents/")):
                    look(target.path)
    return found


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fill() -> SimpleNamespace:
    """Signatures, uploads and a private file beside the starter content."""
    call = Call.objects.get()
    named = [
        make_signature(call, "confirmed", name=f"Rosa Quispe {n}", show_name=True, comment="Sí")
        for n in range(3)
    ]
    group = make_organization(call, show_name=True)
    services.approve_name(group, "known")
    queued = make_signature(call, email="queued@example.org")
    make_document("guía.pdf", title="Guía de la campaña")
    # The worker would print them anew, each at a time of its own, while both sites are compared.
    PrintedFile.objects.update(document=None)
    return SimpleNamespace(named=named, queued=queued)


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> SimpleNamespace:
    """A pair of keys, as `age-keygen` writes it."""
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path_factory.mktemp("keys") / "backup.key"
    path.write_text(f"# created: 2026-11-30\n# public key: {identity.to_public()}\n{identity}\n")
    return SimpleNamespace(path=path, public=str(identity.to_public()), secret=identity)


@pytest.fixture(scope="module")
def drill(django_db_setup, django_db_blocker, tmp_path_factory, keys) -> Iterator[SimpleNamespace]:
    """Site → backup → people leave → everything is lost → restore → site."""
    folder = tmp_path_factory.mktemp("drill")
    one, two = folder / "one", folder / "two"
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        name = stack.enter_context(
            database.cloned_starter_database("drill", one / "media"),
        )
        with database.connected_to(name), override_settings(MEDIA_ROOT=one / "media"):
            content = fill()
            (one / "private" / "deliveries").mkdir(parents=True)
            (one / "private" / "deliveries" / "names.csv").write_text("name\nRosa\n")
            url = database.database_url()
        before = environment_of_a_process(one) | {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.infrastructure.quiet_settings",
            "SITE_URL": SITE_URL,
            "TALLY_SECONDS": "1",
            "BACKUP_DIR": str(folder / "backups"),
            "BACKUP_RECIPIENTS": keys.public,
            "DEPARTURES_DIR": str(folder / "departures"),
        }
        with serving(before) as site, working(before):
            backup = manage(before, "backup")
            assert backup.returncode == 0, backup.stderr
            files = {word: files_of(one / word) for word in ("media", "private")}
            leave(site, content.named[0])
            wait_for_record(folder / "departures")
            empty = stack.enter_context(empty_database(f"{name}_restored"))
            after = before | {"DATABASE_URL": empty, "DATA_DIR": str(two)}
            [path] = (folder / "backups").iterdir()
            command = ["restore", str(path), "--identity", str(keys.path)]
            with ThreadPoolExecutor(1) as beside:
                restoring = beside.submit(manage, after, *command)
                pages = crawl_when_counted(site, name)
                restored = restoring.result()
        assert restored.returncode == 0, restored.stderr
        restored_files = {word: files_of(two / word) for word in files}
        with serving(after) as site, working(after):
            restored_pages = crawl_when_counted(site, f"{name}_restored")
        with database.connected_to(f"{name}_restored"):
            yield SimpleNamespace(**locals())


def leave(site: str, signature: Signature) -> None:
    """Through the page behind the link of the mail, as its signer does."""
    path = f"/own/{tokens.make_link_token(signature.reference, tokens.OWN)}/"
    form = get(site + path)[1].decode()
    token = re.search(r'name="token" value="([^"]+)"', form)[1]
    status, _body, _headers = post(site + path, {"action": "remove", "token": token})
    assert status in (200, 303)


def wait_for_record(folder: Path) -> None:
    wait_until(
        lambda: any('"left"' in path.read_text() for path in folder.glob("*.jsonl")),
        LAG_SECONDS + 30,
        "nothing was written of who left",
    )


def crawl_when_counted(site: str, name: str) -> dict[str, tuple[int, bytes]]:
    def is_counted() -> bool:
        with database.connected_to(name):
            state = Call.objects.get().tally
            return (state.people, state.withdrawn) == (2, 1)

    wait_until(is_counted, 60, "who left is counted still")
    return crawl(site)


def test_restored_site_equals_the_original_page_by_page(drill):
    assert len(drill.pages) > 100
    assert not [path for path, (status, _body) in drill.pages.items() if status != 200]
    assert drill.restored_pages.keys() == drill.pages.keys()
    differing = [
        path for path, answer in drill.pages.items() if drill.restored_pages[path] != answer
    ]
    assert not differing
    names = b"".join(body for _status, body in drill.restored_pages.values())
    assert b"Rosa Quispe 1" in names and b"Mujeres en Marcha" in names


def test_every_upload_and_private_file_is_there_again(drill):
    assert len(drill.files["media"]) > 20
    assert "deliveries/names.csv" in drill.files["private"]
    assert drill.restored_files == drill.files


def test_who_left_since_the_backup_is_not_back(drill):
    row = Signature.objects.get(pk=drill.content.named[0].pk)
    assert row.status == "withdrawn"
    assert row.sealed_name is None and row.email_key is None
    assert "departures since the backup" in drill.restored.stdout
    assert Departure.objects.filter(kind="left").exists()


def test_no_mail_went_out_a_second_time(drill):
    sent = drill.two / "mail"
    assert not sent.exists() or not list(sent.iterdir())
    assert Switches.load().restored_mail == RestoredMail.HELD
    waiting = OutboundMail.objects.get(signature=drill.content.queued.pk)
    assert waiting.status == "queued"
    assert list((drill.one / "mail").iterdir()), "the original sent nothing, so nothing was tested"


def test_restore_takes_nobodys_work_away(drill, tmp_path):
    (tmp_path / "media").mkdir()
    with pytest.raises(BackupError, match=r"DATABASE_URL is not empty"):
        refuse_unless_empty({"media": tmp_path / "media"})


def test_backup_opens_with_the_secret_key_alone_and_names_nobody(drill, keys):
    data = drill.path.read_bytes()
    assert data.startswith(b"age-encryption.org/v1")
    assert drill.path.stat().st_mode & 0o077 == 0
    for word in (b"Rosa", b"Mujeres", b"PGDMP", b"queued@example.org"):
        assert word not in data
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(data, [pyrage.x25519.Identity.generate()])
    plain = pyrage.decrypt(data, [keys.secret])
    assert b"PGDMP" in plain
    # Sealed in it like in the database, and no key of the vault beside it.
    assert b"Rosa Quispe" not in plain.replace(drill.path.name.encode(), b"")
    assert b"development-only-key" not in plain


@pytest.mark.parametrize("harm", ["cut", "changed", "other key", "other site"])
def test_backup_that_is_not_whole_or_not_ours_is_refused(drill, keys, harm, tmp_path, settings):
    path, identity = tmp_path / "site.tar.age", keys.path
    data = bytearray(drill.path.read_bytes())
    if harm == "cut":
        data = data[: len(data) // 2]
    elif harm == "changed":
        data[len(data) // 2] ^= 1
    elif harm == "other key":
        identity = tmp_path / "other.key"
        identity.write_text(str(pyrage.x25519.Identity.generate()))
    else:
        settings.VAULT_INDEX_KEYS = ["m3Tq8nBv4XkTs6Lr2mDy9cWg1HfJe3Uz"]
    path.write_bytes(data)
    reason = "keys of this environment" if harm == "other site" else "does not open"
    with pytest.raises(CommandError, match=reason):
        call_command("restore", str(path), f"--identity={identity}", "--check")


def test_whole_backup_is_said_to_be_whole(drill, keys, capsys):
    call_command("restore", str(drill.path), f"--identity={keys.path}", "--check")
    assert "is whole" in capsys.readouterr().out


def test_files_in_a_bucket_are_not_taken_from_the_disk(drill, keys, tmp_path, settings, capsys):
    settings.BACKUP_DIR, settings.BACKUP_RECIPIENTS = tmp_path, [keys.public]
    settings.MEDIA_ROOT = drill.one / "media"
    settings.OBJECT_STORAGE = {"bucket": "site"}
    Chore.objects.filter(name="backup").delete()
    call_command("backup")
    assert Chore.objects.get(name="backup").ran_at is not None
    said = capsys.readouterr()
    assert "0 files" in said.out and "NOT in this backup" in said.err
    [path] = tmp_path.glob("*.age")
    call_command("restore", str(path), f"--identity={keys.path}", "--check")
    call_command("restore", str(drill.path), f"--identity={keys.path}", "--check")
    with pytest.raises(CommandError, match="without S3_BUCKET"):
        call_command("restore", str(drill.path), f"--identity={keys.path}")


@pytest.mark.parametrize("harm", ["missing", "a file", "empty"])
def test_restore_is_refused_with_a_record_that_is_not_there(drill, keys, tmp_path, harm):
    folder = tmp_path / "departures"
    if harm == "a file":
        folder.write_text("")
    elif harm == "empty":
        folder.mkdir()
    command = ["restore", str(drill.path), f"--identity={keys.path}", f"--departures={folder}"]
    with pytest.raises(CommandError, match=r"--departures .* Nothing was restored"):
        call_command(*command)


def test_backup_for_nobody_or_for_a_secret_key_is_refused(drill, keys, tmp_path, settings):
    settings.BACKUP_DIR = tmp_path
    for recipients in ([], ["age1nonsense"], [str(keys.secret)]):
        settings.BACKUP_RECIPIENTS = recipients
        with pytest.raises(CommandError, match="BACKUP_RECIPIENTS") as caught:
            call_command("backup")
        assert not list(tmp_path.iterdir())
        assert str(keys.secret) not in str(caught.value)


def test_file_that_is_deleted_meanwhile_ends_no_backup(tmp_path):
    """All names of a folder are read before the first of its files is."""
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(name)
    files = archive._walk(tmp_path)
    assert next(files).name == "one.txt"
    (tmp_path / "two.txt").unlink()
    assert list(files) == []


def test_old_backups_are_deleted_also_when_none_can_be_made(drill, tmp_path, settings):
    now = datetime.now(UTC)
    ages = {0: True, 29: True, 30: False, 45: False}
    paths = {
        days: tmp_path / f"site-{(now - timedelta(days=days)).strftime(TIME)}.tar.age"
        for days in ages
    }
    abandoned = tmp_path / f"{paths[29].name}.part"
    others = tmp_path / "notes.txt"
    for path in (*paths.values(), abandoned, others):
        path.touch()
    settings.BACKUP_DIR, settings.BACKUP_RECIPIENTS = tmp_path, []
    with pytest.raises(CommandError):
        call_command("backup")
    assert {days: path.exists() for days, path in paths.items()} == ages
    assert not abandoned.exists() and others.exists()


def test_backup_that_would_fill_the_disk_is_not_begun(keys, db, tmp_path, settings, monkeypatch):
    """PostgreSQL often has the same one, and stops when that is full."""
    last = tmp_path / f"site-{datetime.now(UTC).strftime(TIME)}.tar.age"
    last.write_bytes(b"x" * 1000)
    settings.BACKUP_DIR, settings.BACKUP_RECIPIENTS = tmp_path, [keys.public]
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1999))
    with pytest.raises(CommandError, match="no room"):
        call_command("backup")
    assert list(tmp_path.iterdir()) == [last]


def test_no_backup_is_deleted_by_a_clock_that_is_wrong(drill, tmp_path, settings, monkeypatch):
    old = tmp_path / f"site-{(datetime.now(UTC) - timedelta(days=40)).strftime(TIME)}.tar.age"
    old.touch()
    settings.BACKUP_DIR = tmp_path
    monkeypatch.setattr(clock.timezone, "now", lambda: datetime.now(UTC) + timedelta(days=40))
    call_command("backup", "--prune-only")
    assert old.exists()
    monkeypatch.undo()
    call_command("backup", "--prune-only", folder=str(tmp_path))
    assert not old.exists()


def test_backup_of_a_day_ago_goes_when_a_call_promises_that(tmp_path):
    old = tmp_path / f"site-{(datetime.now(UTC) - timedelta(days=7)).strftime(TIME)}.tar.age"
    old.touch()
    assert prune_backups(tmp_path, 8) == []
    assert prune_backups(tmp_path, 7) == [old]
