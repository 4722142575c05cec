"""The start script's own decisions; installing for real is what CI does."""

import ast
import hashlib
import os
import re
import stat
import subprocess
import sys
import zipfile

import pytest

import run
from tests.infrastructure.processes import ROOT


def test_script_is_executable_and_uses_the_standard_library_alone():
    assert (ROOT / "run.py").stat().st_mode & stat.S_IXUSR
    tree = ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 9))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else name.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("version", [(3, 9), (3, 10)])
def test_old_python_is_told_what_is_needed(version):
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed; this is 3\.(9|10)"):
        run.refuse_old_python(version)
    run.refuse_old_python((3, 11))
    run.refuse_old_python((3, 14))


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("uv 0.13.9 (x86_64-unknown-linux-gnu)\n", (0, 13)),
        ("uv 1.0.0", (1, 0)),
        ("", (0, 0)),
        ("uv", (0, 0)),
        ("something else entirely", (0, 0)),
    ],
)
def test_version_of_uv_is_read(text, version):
    assert run.parse_uv_version(text) == version


def test_too_old_or_broken_uv_is_not_used(monkeypatch, tmp_path):
    own = tmp_path / "bin" / "uv"
    own.parent.mkdir()
    own.touch()
    monkeypatch.setattr(run, "TOOLS", tmp_path)
    monkeypatch.setattr(run.shutil, "which", lambda name: "/somewhere/uv")
    monkeypatch.setattr(run, "ask_version", lambda program: "uv 0.4.30")
    assert run.find_uv() == str(own)
    monkeypatch.setattr(run, "ask_version", lambda program: "uv 0.5.0")
    assert run.find_uv() == "/somewhere/uv"


def test_second_start_installs_nothing_and_a_new_lock_installs_again(monkeypatch, tmp_path):
    commands = []

    def sync(command, **options):
        commands.append(command)
        (tmp_path / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        (tmp_path / ".venv" / "bin" / "python").touch()
        return 0

    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / ".installed")
    monkeypatch.setattr(run, "find_uv", lambda: "uv")
    monkeypatch.setattr(run.subprocess, "call", sync)
    (tmp_path / "uv.lock").write_text("one")
    run.install(with_tests=False)
    run.install(with_tests=False)
    assert len(commands) == 1
    assert "--frozen" in commands[0]
    assert "test" not in commands[0]
    assert commands[0][commands[0].index("--python") + 1] == sys.executable
    run.install(with_tests=True)
    assert len(commands) == 2
    assert "test" in commands[1]
    (tmp_path / ".venv" / "bin" / "pytest").touch()
    run.install(with_tests=False)
    assert len(commands) == 2, "the packages for tests include all others"
    (tmp_path / "uv.lock").write_text("two")
    run.install(with_tests=False)
    assert "test" in commands[2], "an update takes nothing away"


def test_environment_never_downloads_a_python_and_writes_bytecode(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = run.clean_environment()
    assert environment["UV_PYTHON_DOWNLOADS"] == "never"
    assert "PYTHONDONTWRITEBYTECODE" not in environment


def test_locking_ignores_the_mirror_of_this_machine(monkeypatch):
    calls = []
    monkeypatch.setenv("UV_DEFAULT_INDEX", "http://mirror.invalid/simple")
    monkeypatch.setattr(run, "find_uv", lambda: "uv")
    monkeypatch.setattr(run.subprocess, "run", lambda command, **o: calls.append((command, o)))
    run.lock([])
    for command, options in calls:
        assert "UV_DEFAULT_INDEX" not in options["env"]
        assert "--no-config" in command
    assert calls[0][0][:2] == ["uv", "lock"]
    assert "https://pypi.org/simple" in calls[0][0]


def test_tests_without_a_browser_fail_and_say_what_to_install(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    monkeypatch.setattr(run, "install", lambda with_tests: pytest.fail("nothing to install for"))
    message = run.main(["test"])
    assert "apt-get install chromium" in message
    assert "CHROMIUM" in message


@pytest.mark.parametrize("missing", [["nginx"], ["caddy"], ["caddy", "pgbouncer"]])
def test_tests_without_a_proxy_or_pooler_fail_and_say_what_to_install(missing, monkeypatch):
    def which(name, path=None):
        return None if name in missing else f"/somewhere/{name}"

    monkeypatch.setattr(run.shutil, "which", which)
    monkeypatch.setattr(run, "install", lambda with_tests: pytest.fail("nothing to install for"))
    assert f"--no-install-recommends {' '.join(missing)};" in run.main(["test"])


def test_program_that_debian_keeps_outside_the_path_is_found(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert run.find_program("ldconfig") in {"/usr/sbin/ldconfig", "/sbin/ldconfig"}
    assert run.find_program("no-such-program") is None


def pinned_hashes() -> list[str]:
    return re.findall(r"--hash=sha256:([0-9a-f]{64})(?:$| )", run.PINNED_UV.read_text(), re.M)


def test_pinned_uv_is_one_version_and_every_file_of_it_by_its_hash(monkeypatch, tmp_path):
    lines = [line for line in run.PINNED_UV.read_text().splitlines() if not line.startswith("#")]
    assert re.fullmatch(r"uv==\d+\.\d+\.\d+ \\", lines[0])
    assert len(pinned_hashes()) == len(set(pinned_hashes())) == len(lines) - 1 >= 15
    commands = []
    monkeypatch.setattr(run, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(run.subprocess, "run", lambda *a, **o: subprocess.CompletedProcess(a, 0))
    monkeypatch.setattr(run.subprocess, "call", lambda command, **o: commands.append(command) or 0)
    run.install_uv()
    [pip] = commands
    assert "--require-hashes" in pip
    assert pip[-1] == str(run.PINNED_UV)
    assert not [word for word in pip if word.startswith("uv")]


def test_changed_file_of_the_pinned_uv_is_refused(tmp_path):
    """With the real pip: the right name and version, and one byte that nobody has pinned."""
    version = re.search(r"^uv==(\S+)", run.PINNED_UV.read_text(), re.M)[1]
    wheel = tmp_path / f"uv-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("uv.py", "")
        folder = f"uv-{version}.dist-info"
        archive.writestr(
            f"{folder}/METADATA", f"Metadata-Version: 2.1\nName: uv\nVersion: {version}"
        )
        archive.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{folder}/RECORD", "")
    command = [sys.executable, "-m", "venv", str(tmp_path / "venv")]
    subprocess.run(command, check=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--isolated"]
    pip += ["--no-index", "--find-links", str(tmp_path), "--dry-run"]

    def install(requirements):
        done = subprocess.run(
            [*pip, "--require-hashes", "--requirement", str(requirements)],
            capture_output=True,
            text=True,
            env=os.environ | {"PIP_CONFIG_FILE": os.devnull},
        )
        return done.returncode, done.stderr

    status, said = install(run.PINNED_UV)
    assert status != 0
    assert "DO NOT MATCH THE HASHES" in said
    known = tmp_path / "known.txt"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    known.write_text(f"uv=={version} --hash=sha256:{digest}\n")
    assert install(known) == (0, "")


def test_browser_that_is_named_but_missing_counts_as_none(monkeypatch, tmp_path):
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    assert run.find_browser() is None


def test_missing_venv_module_names_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "TOOLS", tmp_path / ".tools")
    failed = subprocess.CompletedProcess([], 1, stdout="No module named ensurepip")
    monkeypatch.setattr(run.subprocess, "run", lambda *arguments, **options: failed)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        run.install_uv()


def test_unknown_command_shows_the_commands():
    assert "./run.py up" in run.main(["bogus"])


@pytest.mark.parametrize(
    ("arguments", "is_whole"),
    [
        ([], True),
        (["--no-skips", "-x"], True),
        (["-k", "names"], True),
        (["tests/http"], False),
        (["tests/infrastructure/test_run.py::test_script_is_executable"], False),
    ],
)
def test_all_tests_run_in_two_processes_and_chosen_ones_in_one(monkeypatch, arguments, is_whole):
    commands = []
    monkeypatch.setattr(run, "find_browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(run, "find_program", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(run, "install", lambda with_tests: None)
    monkeypatch.setattr(run, "become_python", lambda *command: commands.append(command))
    monkeypatch.setenv("CHROMIUM", "")
    run.test(arguments)
    assert commands[0][-len(arguments) :] == tuple(arguments) if arguments else True
    assert ("-n" in commands[0]) is is_whole
