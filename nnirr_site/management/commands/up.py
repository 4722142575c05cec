"""Start everything for development or a demonstration: database, site, mail worker."""

from __future__ import annotations

import contextlib
import http.client
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from nnirr_site import server
from nnirr_site.admin.roles import ROLES, give_forgotten_rights
from nnirr_site.dev import process_guard
from nnirr_site.dev.embedded_postgres.errors import EmbeddedError
from nnirr_site.dev.fresh_tables import load_tables
from nnirr_site.http.addresses import absolute, is_of_this_machine
from nnirr_site.management.commands.load_starter_content import draw_pictures
from nnirr_site.publishing.jobs import soon

DEMONSTRATION_USER = "demo"
FIRST_ANSWER_SECONDS = 60


class Stopped(BaseException):
    """Somebody asked the command to end (Ctrl-C, SIGTERM, the terminal closed)."""


class Command(BaseCommand):
    """`./run.py up`: what a stranger runs first. Running it again destroys nothing."""

    help = "Start PostgreSQL, migrate, load the starter content, start the site and the worker."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.started = time.monotonic()
        if settings.IS_PRODUCTION:
            raise CommandError(
                "`up` is for development and demonstrations. deploy/ shows how the site and the "
                "worker run in production."
            )
        try:
            server.refuse_taken_port(settings.BIND, settings.PORT)
        except server.PortTaken as error:
            raise CommandError(f"{error} For instance: PORT=8080 ./run.py up") from error
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        children = Children()
        try:
            self.prepare(children)
            self.run(children)
        except Stopped:
            self.say("Stopping.")
        except (EmbeddedError, DatabaseError) as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            children.end()
            connections.close_all()
            if uses_embedded_server():
                settings.EMBEDDED.stop_if_unused()

    def say(self, text: str) -> None:
        """Print a line of progress with the seconds since the start."""
        self.stdout.write(f"[{time.monotonic() - self.started:4.1f} s] {text}")
        self.stdout.flush()

    # -- before anything serves

    def prepare(self, children: Children) -> None:
        """Have a migrated database with content in it.

        Where nothing has to be made, the site begins meanwhile.
        """
        if uses_embedded_server():
            settings.EMBEDDED.ensure()
        connection.ensure_connection()
        major = connection.pg_version // 10000
        where = "embedded" if uses_embedded_server() else "from DATABASE_URL"
        self.say(f"PostgreSQL {major} is running ({where}).")
        if not self.migrate():
            start_site(children)
        self.check(tags=[Tags.database], databases=["default"])
        call_command("load_starter_content", pictures_later=True)

    def migrate(self) -> bool:
        """True if there was anything to do."""
        executor = MigrationExecutor(connection)
        is_behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if is_behind:
            self.say("Making the tables …")
            if uses_embedded_server():
                load_tables(connection, ROLES)
            call_command("migrate", verbosity=0, interactive=False)
            self.say("Tables are ready.")
        give_forgotten_rights()
        return is_behind

    # -- serving

    def run(self, children: Children) -> None:
        """Start the processes, tell where they are, and wait until one ends."""
        start_site(children)
        login = ensure_demonstration_login() if settings.ENVIRONMENT == "development" else None
        self.say("Waiting for the first page …")
        wait_for_first_page(children)
        self.say("The site is up.")
        # The first page is made alone, so that it is there sooner.
        children.start("the mail worker", [sys.executable, "manage.py", "run_worker"])
        self.tell(login)
        soon(draw_pictures)
        name = children.wait()
        raise CommandError(f"{name.capitalize()} has ended, so everything is stopped.")

    def tell(self, login: tuple[str, str] | None) -> None:
        lines = ["", f"  Site    {settings.SITE_URL}/"]
        lines.append(f"  Admin   {absolute(reverse('wagtailadmin_home'))}")
        if login:
            lines.append(f"          demonstration login: {login[0]}   password: {login[1]}")
            if settings.REQUIRE_SECOND_FACTOR == "nobody":
                lines.append(
                    "          no second factor is asked for here; production asks for one"
                )
        if not getattr(settings, "EMAIL_SETTINGS", None) and settings.ENVIRONMENT == "development":
            lines.append(f"  Mail    {absolute(reverse('devmail'))}")
        if is_of_this_machine(settings.SITE_URL):
            host = urlsplit(settings.SITE_URL).netloc
            lines.append(f"  Prints  carry {host}, which leads nowhere from paper: set SITE_URL")
        lines += ["", "  Ctrl-C stops everything.", ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _stop(number, frame):
    raise Stopped


def uses_embedded_server() -> bool:
    """True unless DATABASE_URL names a server."""
    return connection.settings_dict["ENGINE"] == "nnirr_site.dev.embedded_postgres.backend"


def start_site(children: Children) -> None:
    """Start the web process, unless it was started already."""
    if "the site" not in children.processes:
        children.start("the site", [sys.executable, "manage.py", "serve"])


def ensure_demonstration_login() -> tuple[str, str]:
    """Have the demonstration account; its password is drawn once and kept in DATA_DIR.

    Returns name and password.
    """
    file = settings.DATA_DIR / "demo-login.txt"
    password = read_password(file)
    user, _ = get_user_model().objects.get_or_create(
        username=DEMONSTRATION_USER,
        defaults={
            "is_staff": True,
            "is_superuser": True,
            "first_name": "Demonstration",
            "last_name": "Account",
        },
    )
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return DEMONSTRATION_USER, password


def read_password(file: Path) -> str:
    """Read the password from the file; draw one first if there is none."""
    with contextlib.suppress(FileNotFoundError):
        if password := file.read_text().partition("password: ")[2].strip():
            return password
    password = secrets.token_urlsafe(12)
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w") as stream:
        stream.write(f"Demonstration login: {DEMONSTRATION_USER}\npassword: {password}\n")
    return password


def wait_for_first_page(children: Children) -> None:
    """Wait until the home page answers 200. Raises CommandError if a process ends before."""
    end = time.monotonic() + FIRST_ANSWER_SECONDS
    while (status := ask_for_home_page()) != 200:
        if name := children.ended():
            raise CommandError(f"{name.capitalize()} ended while starting; see above.")
        if time.monotonic() > end:
            said = f"answers {status}" if status else "does not answer"
            raise CommandError(f"The home page {said} after {FIRST_ANSWER_SECONDS} seconds.")
        time.sleep(0.05)


def ask_for_home_page() -> int | None:
    """The status of the home page, None if nobody answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.BIND, settings.BIND)  # noqa: S104
    asked = http.client.HTTPConnection(host, settings.PORT, timeout=20)
    try:
        asked.request("GET", "/", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        return asked.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        asked.close()


class Children:
    """The processes that were started. Each has a group of its own, so that none is forgotten.

    A guard process ends them all if this one is killed.
    """

    def __init__(self):
        self.processes: dict[str, subprocess.Popen] = {}
        self.guard: subprocess.Popen | None = None

    def start(self, name: str, command: list[str]) -> None:
        """Start a process in the project's folder and put it under guard."""
        if self.guard is None:
            self.guard = subprocess.Popen(
                [sys.executable, "-I", "-S", process_guard.__file__],
                stdin=subprocess.PIPE,
                start_new_session=True,
            )
        process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | {"ENVIRONMENT": settings.ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.processes[name] = process
        self.guard.stdin.write(f"{process.pid}\n".encode())
        self.guard.stdin.flush()

    def ended(self) -> str | None:
        """The name of a process that has ended, if there is one."""
        return next((name for name, p in self.processes.items() if p.poll() is not None), None)

    def wait(self) -> str:
        """Wait until a process ends and give its name."""
        while (name := self.ended()) is None:
            time.sleep(0.2)
        return name

    def end(self) -> None:
        """End all processes, and the guard after them."""
        processes = self.processes.values()
        process_guard.end_groups(
            [process.pid for process in processes],
            reap=lambda: [process.poll() for process in processes],
        )
        for process in processes:
            process.wait()
        if self.guard is not None:
            self.guard.stdin.close()
            self.guard.wait()
