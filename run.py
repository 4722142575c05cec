#!/usr/bin/env python3
"""Set the site up and run it, with nothing but Python.

    ./run.py up                 install, start the database, the site and the mail worker
    ./run.py test [ARGUMENTS]   run the tests, real browser included (arguments go to pytest; all
                                tests run in two processes, chosen ones in one)
    ./run.py manage ARGUMENTS   Django's manage.py in the site's environment
    ./run.py check              style, migrations and the settings of production
    ./run.py lock               resolve the dependencies again, and export requirements.txt

Uses uv if there is one, else installs a pinned one into .tools. Standard library only, and in the
syntax of Python 3.9, so that an old Python can still say that it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = VENV / ".installed"
OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 5)
# Version and hashes of the uv that is installed where there is none.
PINNED_UV = ROOT / "deploy" / "uv.txt"
INDEX = "https://pypi.org/simple"
# Variables that would write the address of somebody's package mirror into uv.lock.
INDEX_VARIABLES = (
    "UV_DEFAULT_INDEX",
    "UV_EXTRA_INDEX_URL",
    "UV_FIND_LINKS",
    "UV_INDEX",
    "UV_INDEX_URL",
    "UV_NO_INDEX",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# For all tests: a file stays in one process, and `tests/conftest.py` says which begin.
IN_TWO_PROCESSES = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
# What the shipped configurations are tried with; Debian has most of it outside users' paths.
PROGRAMS = ("caddy", "nginx", "pgbouncer")
SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/sbin"
# Values of the right shape for `check --deploy`, which reads settings and connects to nothing.
DUMMY_PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "kP3vX9q-Zr7mW2sT8yL4nB6hJ1cF5dG0aQeUiRoVtYxMwNzSbHu7",
    "VAULT_KEYS": "tG7bN2xQ-Vd4kM9wR1zL6cS8pY3hJ5fA0uEoIiTnWqXgBvZr",
    "VAULT_INDEX_KEY": "wQ9rT2yU7iO4pA1sD6fG3hJ8kL5zX0cVbNm",
    "DATABASE_URL": "postgres://site:password@localhost/site",
    "EMAIL_URL": "smtp+tls://site:password@localhost:587",
    "DEFAULT_FROM_EMAIL": "call@site.invalid",
    "ALLOWED_HOSTS": "site.invalid",
    "SITE_URL": "https://site.invalid",
    "TRUSTED_PROXIES": "1",
}


def main(arguments):
    """Run one of the commands; gives the exit status, or a message for exit status 1."""
    commands = {"up": up, "test": test, "manage": manage, "check": check, "lock": lock}
    name, *rest = arguments or ["up"]
    if name in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if name not in commands:
        return f"There is no command {name!r}.\n\n{__doc__}"
    refuse_old_python(sys.version_info[:2])
    return commands[name](rest)


def up(arguments):
    """Install and hand over to `manage.py up`."""
    install(with_tests=False)
    become_python("manage.py", "up", *arguments)


def test(arguments):
    """Install and hand over to pytest, if the programs are there that the tests drive."""
    browser = find_browser()
    if browser is None:
        return (
            f"The tests drive a real browser and found none ({', '.join(BROWSERS)}).\n"
            "Install one (Debian and Ubuntu: apt-get install chromium; macOS: brew install\n"
            "--cask chromium), or set CHROMIUM to its path."
        )
    missing = [name for name in PROGRAMS if find_program(name) is None]
    if missing:
        return (
            "The tests try the shipped configurations of Caddy, nginx and PgBouncer with the real\n"
            f"programs, and found no {' and no '.join(missing)}. Install it (Debian and Ubuntu:\n"
            f"apt-get install --no-install-recommends {' '.join(missing)}; macOS: brew install\n"
            f"{' '.join(missing)}). It need not run."
        )
    install(with_tests=True)
    os.environ["CHROMIUM"] = browser
    chosen = any(Path(argument.partition("::")[0]).exists() for argument in arguments)
    become_python("-m", "pytest", *(() if chosen else IN_TWO_PROCESSES), *arguments)


def manage(arguments):
    """Install and hand over to manage.py."""
    install(with_tests=False)
    become_python("manage.py", *arguments)


def check(arguments):
    """Run every check that is no test. All of them run; the exit status is the worst one."""
    install(with_tests=True)
    deploy = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    steps = (
        ("Style", ("-m", "ruff", "check", "."), {}),
        ("Layout of the code", ("-m", "ruff", "format", "--check", "."), {}),
        ("Migrations", ("manage.py", "makemigrations", "--check", "--dry-run"), {}),
        ("Settings of production", deploy, DUMMY_PRODUCTION),
    )
    status = 0
    for title, command, variables in steps:
        say(f"{title} …")
        environment = {**clean_environment(), **variables}
        status = max(status, subprocess.call([python(), *command], cwd=ROOT, env=environment))
    return status


def lock(arguments):
    """Lock with the public index only, whatever index this machine uses."""
    uv = find_uv()
    environment = clean_environment()
    for name in INDEX_VARIABLES:
        environment.pop(name, None)
    lock_command = [uv, "lock", "--no-config", "--default-index", INDEX, *arguments]
    export_command = [
        *(uv, "export", "--no-config", "--frozen", "--no-emit-project", "--no-default-groups"),
        *("--quiet", "--no-header", "--output-file", "requirements.txt"),
    ]
    for command in (lock_command, export_command):
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    say("uv.lock and requirements.txt are written.")
    return 0


# -- Installing -------------------------------------------------------------------------------


def install(with_tests):
    """Install what uv.lock says, unless the stamp tells that it is there already.

    Who has the packages for tests keeps them.
    """
    with_tests = with_tests or (VENV / "bin" / "pytest").exists()
    wanted = fingerprint(with_tests)
    if read_stamp() == wanted:
        return
    uv = find_uv()
    say("Installing packages …")
    started = time.time()
    groups = ["--group", "embedded", *(["--group", "test"] if with_tests else [])]
    command = [uv, "sync", "--frozen", "--quiet", "--no-default-groups", *groups]
    command += ["--python", sys.executable]
    if subprocess.call(command, cwd=ROOT, env=clean_environment()) != 0:
        sys.exit("The packages could not be installed; uv says why above.")
    STAMP.write_text(wanted)
    say(f"Packages are ready ({time.time() - started:.0f} s).")


def fingerprint(with_tests):
    """Name what is to be installed: the lock, the groups and the Python that runs it."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    digest.update(repr((with_tests, sys.version_info[:2])).encode())
    return digest.hexdigest()


def read_stamp():
    """What was installed last; "" if nothing was, or if its Python has gone."""
    if not STAMP.exists() or not Path(python()).exists():
        return ""
    return STAMP.read_text()


def find_uv():
    """The path of a uv that is new enough: from PATH, or one of our own, installed once."""
    found = shutil.which("uv")
    if found and parse_uv_version(ask_version(found)) >= OLDEST_UV:
        return found
    own = TOOLS / "bin" / "uv"
    if not own.exists():
        install_uv()
    return str(own)


def ask_version(program):
    """What a program answers to --version; "" if it does not run."""
    try:
        return subprocess.run([program, "--version"], stdout=subprocess.PIPE, text=True).stdout
    except OSError:
        return ""


def parse_uv_version(text):
    """Major and minor number of `uv 0.13.9 (…)`; (0, 0) if it is something else."""
    words = text.split()
    numbers = words[1].split(".")[:2] if len(words) > 1 else []
    if len(numbers) != 2 or not all(number.isdigit() for number in numbers):
        return (0, 0)
    return (int(numbers[0]), int(numbers[1]))


def install_uv():
    """Make .tools, a virtual environment that holds nothing but uv.

    Pip refuses a file whose hash is not among the pinned ones.
    """
    say("Installing the pinned uv into .tools …")
    make = [sys.executable, "-m", "venv", "--clear", str(TOOLS)]
    made = subprocess.run(make, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if made.returncode != 0:
        shutil.rmtree(TOOLS, ignore_errors=True)
        sys.exit(
            "Python's venv module does not work here. On Debian or Ubuntu install it with\n"
            "    apt-get install python3-venv\n"
            f"or install uv (https://docs.astral.sh/uv/). Python says:\n{made.stdout[-500:]}"
        )
    pip = [str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    pip += ["--disable-pip-version-check", "--only-binary", ":all:"]
    pip += ["--require-hashes", "--requirement", str(PINNED_UV)]
    if subprocess.call(pip, env=clean_environment()) != 0:
        shutil.rmtree(TOOLS, ignore_errors=True)
        sys.exit("uv could not be installed; pip says why above.")


# -- Running ----------------------------------------------------------------------------------


def python():
    """The Python of the site's environment."""
    return str(VENV / "bin" / "python")


def become_python(*command):
    """Replace this process, so that signals and the exit status need no passing on."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(python(), [python(), *command], clean_environment())


def clean_environment():
    """The environment without what slows Python down or leads uv elsewhere."""
    environment = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
    }
    # Without bytecode each start takes 2.5 times as long.
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "VIRTUAL_ENV"):
        environment.pop(name, None)
    return environment


def find_browser():
    """The path of the browser that the tests will drive; None without one."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    return next((found for name in names if (found := shutil.which(name))), None)


def find_program(name):
    """The path of a program, also where Debian keeps those of the system; None without it."""
    return shutil.which(name) or shutil.which(name, path=SYSTEM_PATH)


def refuse_old_python(version):
    """End with a message if Python is too old for the site."""
    if version < OLDEST_PYTHON:
        needed, found = (".".join(map(str, pair)) for pair in (OLDEST_PYTHON, version))
        sys.exit(
            f"Python {needed} or newer is needed; this is {found}. Start the command with a newer\n"
            f"one, for instance: python{needed} run.py up"
        )


def say(text):
    """Print a line of progress at once, even into a pipe."""
    print(f"• {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
