"""What several machines share, as real programs on loopback: object storage and the pooler.

Both run as deploy/ has them, but for ports, places and passwords. The object storage is rclone's
S3 server, which checks signatures and keeps plain files. They end with the test.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import yaml

from nnirr_site.dev.embedded_postgres.identity import choose_identity
from tests.infrastructure.processes import free_port, wait_until
from tests.infrastructure.proxies import DEPLOY, end_group, is_listening

BUCKET, KEY_ID, KEY = "site", "key-of-the-tests", "secret-of-the-tests-0123456789"


@dataclass
class Bucket:
    """An empty bucket on a server of its own, whose objects are files in `folder`."""

    port: int
    folder: Path
    process: subprocess.Popen

    @property
    def environment(self) -> dict[str, str]:
        return {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "S3_ACCESS_KEY_ID": KEY_ID,
            "S3_SECRET_ACCESS_KEY": KEY,
        }

    @property
    def settings(self) -> dict[str, str]:
        """The same as `settings.OBJECT_STORAGE`."""
        return {
            "bucket": BUCKET,
            "endpoint_url": f"http://127.0.0.1:{self.port}",
            "region": "us-east-1",
            "access_key": KEY_ID,
            "secret_key": KEY,
        }

    def names(self) -> set[str]:
        """Every object in it."""
        root = self.folder / BUCKET
        return {str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()}


@contextmanager
def object_storage(folder: Path) -> Iterator[Bucket]:
    """An S3 server with one private bucket, by the command of deploy/compose.yaml."""
    (folder / BUCKET).mkdir(parents=True)
    port = free_port()
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    shipped = compose["services"]["objects"]["command"]
    places = {":9000": f"127.0.0.1:{port}", "/data": str(folder)}
    words = [
        f"{KEY_ID},{KEY}" if word.startswith("site,$") else places.get(word, word)
        for word in shipped
    ]
    command = [Path(sys.executable).with_name("rclone"), "--config", os.devnull, *words]
    with running(command, folder.with_name(f"{folder.name}.log"), port) as process:
        yield Bucket(port, folder, process)


@contextmanager
def pooler(database_url: str) -> Iterator[Callable[[str], str]]:
    """PgBouncer by deploy/pooler.sh before the database of an address.

    Gives the address of one of its databases by the name, `site_web` or `site_worker`.

    It runs as the embedded PostgreSQL does: neither would as root.
    """
    parts, port = urlsplit(database_url), free_port()
    # The embedded server asks for none itself.
    password = unquote(parts.password or "") or "password-of-the-tests"
    identity = choose_identity()
    with tempfile.TemporaryDirectory(prefix="pooler-") as name:
        folder = Path(name)
        if identity.owner is not None:
            os.chown(folder, *identity.owner)
        environment = os.environ | {
            "POSTGRES_HOST": parse_qs(parts.query).get("host", ["127.0.0.1"])[0],
            "POSTGRES_PORT": str(parts.port or 5432),
            "POSTGRES_DB": parts.path.lstrip("/"),
            "POSTGRES_USER": unquote(parts.username or ""),
            "POSTGRES_PASSWORD": password,
            "LISTEN_ADDRESS": "127.0.0.1",
            "LISTEN_PORT": str(port),
            "TMPDIR": str(folder),
        }
        command = [*identity.prefix, "/bin/sh", DEPLOY / "pooler.sh"]
        options = {"env": environment, **identity.process_options}
        with running(command, folder / "pgbouncer.log", port, **options):
            place = f"{parts.username}:{quote(password, safe='')}@127.0.0.1:{port}"
            yield lambda name: f"postgres://{place}/{name}"


@contextmanager
def running(command: list, log: Path, port: int, **options) -> Iterator[subprocess.Popen]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )
    try:
        wait_until(lambda: is_listening(port) or process.poll() is not None)
        assert process.poll() is None, log.read_text()[-2000:]
        yield process
    finally:
        end_group(process)


class Cdn(ThreadingHTTPServer):
    """Notes what it is told, and answers with `status`; with 3xx it sends on to `leads_to`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: list[tuple[str, str, dict, bytes]] = []
        self.status = 200
        self.leads_to = ""
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def urls(self) -> list[str]:
        """What it was told in lists."""
        found = []
        for _method, _path, _headers, body in self.told:
            content = json.loads(body)
            found += content.get("urls") or content.get("files")
        return found


class Handler(BaseHTTPRequestHandler):
    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.told.append((self.command, self.path, dict(self.headers.items()), body))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        if 300 <= self.server.status < 400:
            self.send_header("Location", self.server.leads_to)
        self.end_headers()

    do_GET = do_POST = do_PURGE = answer

    def log_message(self, *_words) -> None:
        return
