"""Real processes with right, wrong and half-rotated keys, and one that is killed at rotating."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from campaigns import services
from campaigns.mail import scheduled_jobs
from campaigns.models import KeyHolder, Signature, VaultKey
from campaigns.privacy import vault
from campaigns.services.vault_keys import keyring, reindexing, rotating
from tests.campaigns.factories import make_call, make_organization, make_signature, make_signer
from tests.infrastructure.processes import ROOT, free_port, get, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

RIGHT, OTHER = (f"the {word} key to seal with of many letters" for word in ("right", "other"))
INDEX, OTHER_INDEX = (f"the {word} key to find with of many letters" for word in ("right", "other"))
SECONDS = 240  # two processes of Python one after the other, on a machine that may be busy


@pytest.fixture
def keys(settings):
    settings.VAULT_KEYS, settings.VAULT_INDEX_KEYS = [RIGHT], [INDEX]


@pytest.fixture
def command(process_environment, keys, settings):
    """`command("serve", seal=[…], index=[…])`: a process of the site with these keys."""
    started = []

    def start(*arguments: str, seal=(RIGHT,), index=(INDEX,)) -> subprocess.Popen:
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=process_environment
            | {
                "SECRET_KEY": settings.SECRET_KEY,
                "VAULT_KEYS": ",".join(seal),
                "VAULT_INDEX_KEYS": ",".join(index),
                "PORT": str(port),
                "BIND": "127.0.0.1",
                "WEB_WORKERS": "1",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        process.url = f"http://localhost:{port}"
        started.append(process)
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=SECONDS)


def said(process: subprocess.Popen) -> str:
    """What a process that must not start has said before it ended."""
    output, _nothing = process.communicate(timeout=SECONDS)
    assert process.returncode not in (0, None)
    for secret in (RIGHT, OTHER, INDEX, OTHER_INDEX):
        assert secret not in output
    assert "Traceback" not in output
    return " ".join(output.split())


@contextmanager
def running(process: subprocess.Popen, kind: str):
    """Until it has told its keys; ended in order afterwards."""
    others = set(KeyHolder.objects.values_list("pk", flat=True))

    def has_told() -> bool:
        assert process.poll() is None, process.communicate()[0]
        return KeyHolder.objects.filter(kind=kind).exclude(pk__in=others).exists()

    wait_until(has_told, SECONDS, "it did not tell its keys")
    yield process
    process.send_signal(signal.SIGTERM)
    assert process.wait(SECONDS) == 0


def test_wrong_keys_stop_every_process_at_its_start_and_right_ones_let_it_start(command):
    make_signature(email="rosa@example.org")
    with running(command("run_worker"), "worker"):
        pass
    assert not KeyHolder.objects.exists()
    wrong = [command(name, seal=[OTHER]) for name in ("serve", "run_worker", "up")]
    wrong_index = command("run_worker", index=[OTHER_INDEX])
    for process in wrong:
        assert "VAULT_KEYS: the key named" in (text := said(process))
        assert "is missing; without it names and addresses" in text
    assert "VAULT_INDEX_KEYS: the key named" in (text := said(wrong_index))
    assert "without it one address could sign twice" in text
    assert VaultKey.objects.count() == 2

    both = command("serve", seal=[OTHER, RIGHT], index=[OTHER_INDEX, INDEX])
    with running(both, "web"):
        wait_until(lambda: get(f"{both.url}/healthz")[0] == 200, SECONDS)
    assert VaultKey.objects.count() == 4


def test_a_key_that_a_running_process_does_not_know_comes_to_no_front(command):
    """In two steps: known to all, then in front. Else one process could not read the other."""
    with running(command("serve"), "web"):
        too_early = command("run_worker", seal=[OTHER, RIGHT])
        assert "a process that is running does not know the key named" in said(too_early)
        behind = command("run_worker", seal=[RIGHT, OTHER], index=[INDEX, OTHER_INDEX])
        with running(behind, "worker"):
            pass
    assert VaultKey.objects.count() == 2


def test_killed_at_rotating_the_next_run_goes_on_and_nothing_is_lost_or_doubled(command, settings):
    call = make_call()
    rows = [make_organization(call, comment="Why not.", postal_code="94612") for _i in range(30)]
    before = [(row.name, row.email, row.role, row.comment, row.postal_code) for row in rows]
    new = {"seal": [OTHER, RIGHT], "index": [OTHER_INDEX, INDEX]}
    settings.VAULT_KEYS, settings.VAULT_INDEX_KEYS = [OTHER, RIGHT], [OTHER_INDEX, INDEX]

    def done() -> tuple[int, int]:
        return 30 - rotating.count_outdated(), 30 - reindexing.find_outdated().count()

    for place in (0, 1):
        process = command("rotate_vault_keys", "--batch", "1", **new)
        wait_until(lambda place=place: done()[place] >= 3, SECONDS)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS)
        assert done()[place] < 30, "it was killed too late to prove anything"

    process = command("rotate_vault_keys", **new)
    assert process.wait(SECONDS) == 0
    assert done() == (30, 30)
    settings.VAULT_KEYS, settings.VAULT_INDEX_KEYS = [OTHER], [OTHER_INDEX]
    after = Signature.objects.order_by("pk")
    assert [(r.name, r.email, r.role, r.comment, r.postal_code) for r in after] == before
    group = {"kind": "organization", "organization": rows[0].organization_name}
    for row in rows[:3]:
        signer = make_signer(email=row.email, **group)
        services.sign(call, call.statements.first(), signer, "en")
    assert Signature.objects.count() == 30


def test_nothing_is_rotated_while_processes_do_not_agree_which_key_writes(keys, settings):
    """The worker seals what it finds every hour: two of them would undo each other's work."""
    make_signature()
    settings.VAULT_KEYS = [RIGHT, OTHER]
    with keyring.held("web"):
        settings.VAULT_KEYS = [OTHER, RIGHT]
        assert scheduled_jobs.rotate_some(lambda: False) == 0
        with pytest.raises(CommandError, match="write with other keys"):
            call_command("rotate_vault_keys")
        assert rotating.count_outdated() == 1
    assert scheduled_jobs.rotate_some(lambda: False) == 1
    assert rotating.count_outdated() == 0


def test_a_process_that_was_killed_is_forgotten_after_a_while(keys, settings):
    settings.VAULT_KEYS = [RIGHT]
    keyring.Holding("web").announce()
    settings.VAULT_KEYS = [OTHER, RIGHT]
    assert keyring.find_unknown_to_others() == ["seal"]
    KeyHolder.objects.update(seen_at=timezone.now() - keyring.SILENT_AFTER)
    assert keyring.find_unknown_to_others() == []


def test_a_lost_key_is_forgotten_only_by_who_says_that_the_loss_is_accepted(keys, settings, capsys):
    signature = make_signature()
    keyring.register_keys()
    lost = vault.sealing_key_ids()[0]
    with pytest.raises(CommandError, match="it is not lost"):
        call_command("vault_keys", "--forget", lost)
    settings.VAULT_KEYS = [OTHER]
    for arguments in (["vault_keys"], ["rotate_vault_keys"]):
        with pytest.raises(CommandError, match=f"{lost} is missing"):
            call_command(*arguments)
    with pytest.raises(CommandError, match="Would be lost: 1 rows are sealed with it"):
        call_command("vault_keys", "--forget", lost)
    assert keyring.find_problems()
    call_command("vault_keys", "--forget", lost, "--accept-loss")
    assert keyring.find_problems() == []
    with pytest.raises(vault.Unreadable):
        _ = Signature.objects.get(pk=signature.pk).name


def test_proof_of_a_key_tells_it_from_one_of_the_same_name(keys):
    keyring.register_keys()
    assert keyring.find_problems() == []
    for row in VaultKey.objects.all():
        VaultKey.objects.filter(pk=row.pk).update(proof=bytes(row.proof)[::-1])
    assert len(keyring.find_problems()) == 2


def test_nothing_is_asked_of_a_database_without_tables(keys):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE campaigns_keyholder RENAME TO elsewhere")
    try:
        assert keyring.find_problems() == []
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO campaigns_keyholder")
