"""What several machines share, as real programs on loopback: object storage and the pooler.

The pooler runs with the configuration that is shipped in deploy/; the object storage is rclone's S3
server, which checks signatures and keeps plain files. Both end with the test.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import run
from nnirr_site.dev.embedded_postgres.identity import choose_identity
from tests.infrastructure.processes import free_port, wait_until
from tests.infrastructure.proxies import DEPLOY, end_group, is_listening, replace_once

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
    """An S3 server with one private bucket."""
    (folder / BUCKET).mkdir(parents=True)
    port = free_port()
    rclone = Path(sys.executable).with_name("rclone")
    command = [rclone, "serve", "s3", "--addr", f"127.0.0.1:{port}", "--config", os.devnull]
    command += ["--auth-key", f"{KEY_ID},{KEY}", "--vfs-cache-mode", "off", folder]
    with running(command, folder.with_name(f"{folder.name}.log"), port) as process:
        yield Bucket(port, folder, process)


@contextmanager
def pooler(database_url: str) -> Iterator[int]:
    """PgBouncer with deploy/pgbouncer.ini before the database of an address; gives its port.

    It runs as the embedded PostgreSQL does: neither would as root.
    """
    parts, port = urlsplit(database_url), free_port()
    words = {
        "host": parse_qs(parts.query).get("host", ["127.0.0.1"])[0],
        "port": parts.port or 5432,
        "dbname": parts.path.lstrip("/"),
        "user": unquote(parts.username or ""),
    }
    if parts.password:
        words["password"] = unquote(parts.password)
    place = " ".join(f"{name}={value}" for name, value in words.items())
    text = (DEPLOY / "pgbouncer.ini").read_text()
    text, changed = re.subn(r"= host=\S+ port=\d+ dbname=site ", f"= {place} ", text)
    assert changed == 2
    # Who may come in is the one thing that differs: the run's database has no password to give.
    text = replace_once(text, "auth_type = scram-sha-256", "auth_type = any\nunix_socket_dir =")
    text = replace_once(text, "auth_file = /etc/pgbouncer/userlist.txt\n", "")
    text = replace_once(text, "listen_port = 6432", f"listen_port = {port}")
    identity = choose_identity()
    with tempfile.TemporaryDirectory(prefix="pooler-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "pgbouncer.ini").write_text(text)
        command = [*identity.prefix, run.find_program("pgbouncer"), folder / "pgbouncer.ini"]
        with running(command, folder / "pgbouncer.log", port, **identity.process_options):
            yield port


def pooled_url(port: int, database: str) -> str:
    """The address of one of the pooler's databases: `site_web` or `site_worker`."""
    return f"postgres://site@127.0.0.1:{port}/{database}"


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
