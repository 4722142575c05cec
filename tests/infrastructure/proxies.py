"""The real Caddy and the real nginx, with the configurations that are shipped in deploy/.

Only ports, paths and names are put in their place; every line that decides what is logged, held
back or asked again is the shipped one. Both listen on loopback and end with the test.
"""

from __future__ import annotations

import datetime
import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import run
from tests.infrastructure.processes import ROOT, free_port, wait_until

DEPLOY = ROOT / "deploy"
# Whoever asks comes from here, so that an address in a log is known to be the visitor's.
VISITOR = "127.7.7.7"
TROUBLEMAKER = "127.9.9.8"  # of another network, which has places of its own
AGENT = "Canary-Agent/7.7"
Edit = Callable[[str], str]
NEW_BUFFERS = re.compile(r"request_buffers (\d+MiB)")


@dataclass
class Proxy:
    """A proxy that runs: where it listens, and where it writes."""

    kind: str
    port: int
    folder: Path
    process: subprocess.Popen

    @property
    def is_tls(self) -> bool:
        return self.kind == "nginx"

    @property
    def is_old(self) -> bool:
        """Caddy 2.6 tells a body that is too long from a broken one only by the site's answer."""
        return self.kind == "caddy" and is_old_caddy()

    def connect(self, timeout: float = 30) -> http.client.HTTPConnection:
        """A connection of the visitor."""
        source = (VISITOR, 0) if sys.platform == "linux" else None
        options = {"timeout": timeout, "source_address": source}
        if not self.is_tls:
            return http.client.HTTPConnection("localhost", self.port, **options)
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection("localhost", self.port, context=context, **options)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers) -> Answer:
        """What the visitor is answered; status 0 if the connection breaks."""
        connection = self.connect()
        sent = {"User-Agent": AGENT}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return Answer(response.status, response.read(), response.headers)
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, repr(error).encode(), http.client.HTTPMessage())
        finally:
            connection.close()

    def get(self, path: str, **headers) -> Answer:
        return self.ask("GET", path, **headers)

    def open_socket(self, source: str = VISITOR) -> socket.socket:
        """A raw connection of the visitor, in TLS where the proxy speaks it."""
        plain = socket.create_connection(("127.0.0.1", self.port), 30, (source, 0))
        if not self.is_tls:
            return plain
        return ssl._create_unverified_context().wrap_socket(plain, server_hostname="localhost")

    def written(self) -> str:
        """Everything that the proxy has put into files and said, its configuration apart."""
        texts = []
        for file in sorted(self.folder.rglob("*")):
            if file.is_file() and file.suffix not in {".conf", ".pem"}:
                texts.append(file.read_bytes().decode("utf-8", "replace"))
        return "\n".join(texts)


@dataclass
class Answer:
    """Status, body and headers of an answer."""

    status: int
    body: bytes
    headers: http.client.HTTPMessage


@contextmanager
def caddy(
    folder: Path, instances: Sequence[int], edit: Edit = str, cdn: str = ""
) -> Iterator[Proxy]:
    """Caddy with deploy/Caddyfile, in front of sites on these ports of loopback.

    `edit` is for tests of the tests: it changes what is shipped. `cdn` is the network that a CDN
    asks from. Static files are in `folder`/static, if there are any.
    """
    port = free_port()
    text = edit((DEPLOY / "Caddyfile").read_text())
    text = replace_once(text, "\n{$SITE_HOST} {\n", f"\nhttp://localhost:{port} {{\n")
    if is_old_caddy():
        text, changed = NEW_BUFFERS.subn(r"buffer_requests\n\t\tmax_buffer_size \1", text)
        assert changed, "nothing is held back by what is shipped"
    (folder / "Caddyfile.conf").write_text(text)
    environment = os.environ | {
        "SITE_HOST": "localhost",
        "SITE_INSTANCES": " ".join(f"127.0.0.1:{number}" for number in instances),
        "SITE_ERRORS": str(DEPLOY / "errors"),
        "SITE_STATIC": str(folder),
        **({"SITE_CDN": cdn} if cdn else {}),
        "CADDY_ADMIN": f"localhost:{free_port()}",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile.conf")]
    with _running("caddy", port, folder, command, environment) as proxy:
        yield proxy


def is_old_caddy() -> bool:
    """True for the one of Debian 12, which has other words for the buffer."""
    version = subprocess.run(["caddy", "version"], capture_output=True, text=True).stdout
    return version.removeprefix("v").startswith("2.6.")


@contextmanager
def nginx(
    folder: Path, instances: Sequence[int], edit: Edit = str, cdn: str = ""
) -> Iterator[Proxy]:
    """Nginx with deploy/nginx.conf and a certificate of its own; the rest as for Caddy."""
    port = free_port()
    write_certificate(folder)
    shipped = edit((DEPLOY / "nginx.conf").read_text())
    places = {
        "user www-data;\n": "user root;\n" if os.geteuid() == 0 else "",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid; daemon off;",
        "worker_processes auto;": "worker_processes 2;",
        "/var/log/nginx/error.log": f"{folder}/error.log",
        "/var/log/nginx/failures.log": f"{folder}/failures.log",
        "listen 80 default_server;": f"listen 127.0.0.1:{free_port()} default_server;",
        "\t\tlisten [::]:80 default_server;\n": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "\t\tlisten [::]:443 ssl http2;\n": "",
        "server_name www.example.org;": "server_name localhost;",
        "/var/cache/nnirr-site": str(folder),
        "/etc/letsencrypt/live/www.example.org/fullchain.pem": f"{folder}/certificate.pem",
        "/etc/letsencrypt/live/www.example.org/privkey.pem": f"{folder}/key.pem",
        "127.0.0.1:8001": f"127.0.0.1:{instances[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{instances[1]}",
        "http {\n": f"http {{\n\tclient_body_temp_path {folder}/bodies;\n"
        f"\tproxy_temp_path {folder}/answers;\n\tfastcgi_temp_path {folder}/f;\n"
        f"\tuwsgi_temp_path {folder}/u;\n\tscgi_temp_path {folder}/s;\n",
    }
    text = shipped.replace("/opt/nnirr-site/deploy/errors", str(DEPLOY / "errors"))
    for shipped_words, words in places.items():
        text = replace_once(text, shipped_words, words)
    if cdn:
        text = replace_once(text, "# set_real_ip_from 192.0.2.0/24;", f"set_real_ip_from {cdn};")
        words = "real_ip_header X-Forwarded-For;"
        text = replace_once(text, f"# {words}", words)
    (folder / "nginx.conf").write_text(text)
    command = [run.find_program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    command += ["-e", str(folder / "start.log")]
    with _running("nginx", port, folder, command, dict(os.environ)) as proxy:
        yield proxy


def replace_once(text: str, shipped: str, words: str) -> str:
    assert text.count(shipped) == 1, f"not once in what is shipped: {shipped!r}"
    return text.replace(shipped, words)


PROXIES: dict[str, Callable] = {"caddy": caddy, "nginx": nginx}


@contextmanager
def _running(kind, port, folder, command, environment) -> Iterator[Proxy]:
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    proxy = Proxy(kind, port, folder, process)
    try:
        wait_until(lambda: is_listening(port) or process.poll() is not None)
        assert process.poll() is None, f"{kind} does not start: {proxy.written()[-2000:]}"
        yield proxy
    finally:
        end_group(process)


def is_listening(port: int) -> bool:
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex(("127.0.0.1", port)) == 0


def end_group(process: subprocess.Popen, number: int = signal.SIGTERM) -> None:
    """End a process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=15)


def write_certificate(folder: Path) -> None:
    """A key and a certificate for localhost that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            pem, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )


# -- What stands behind them --------------------------------------------------------------------


class Upstream:
    """Stands for the site: keeps what it was sent, and answers as `behave` says.

    `behave` is given the connection and the head of the request.
    """

    def __init__(self, behave: Callable[[socket.socket, bytes], None]):
        self.behave = behave
        self.health = b""
        self.accepted = 0
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        with connection, suppress(OSError):
            received = b""
            while b"\r\n\r\n" not in received:
                chunk = connection.recv(65536)
                if not chunk:
                    return
                received += chunk
            head, _, body = received.partition(b"\r\n\r\n")
            if b"GET /healthz " in head:
                self.health = head
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n")
                return
            self.accepted += 1
            while len(body) < short_length(head) and (chunk := connection.recv(65536)):
                body += chunk
            self.heads.append(head)
            self.bodies.append(body)
            self.behave(connection, head)

    def close(self) -> None:
        self.listener.close()


def short_length(head: bytes) -> int:
    """The length of a body that is a form; 0 for none, and for a longer one."""
    found = re.search(rb"\r\nContent-Length: (\d{1,3})(?:\r|$)", head, re.IGNORECASE)
    return int(found[1]) if found else 0


def answer_well(connection: socket.socket, head: bytes) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")


def break_off(connection: socket.socket, head: bytes) -> None:
    """Promise much, send little, and hang up with a reset."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc")
    reset(connection)


def hang_up(connection: socket.socket, head: bytes) -> None:
    """Take the request and die without a word."""
    reset(connection)


def answer_nonsense(connection: socket.socket, head: bytes) -> None:
    connection.sendall(b"nonsense\r\n\r\n")


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    connection.close()


@contextmanager
def upstreams(*behaviors: Callable) -> Iterator[list[Upstream]]:
    with ExitStack() as stack:
        started = [Upstream(behave) for behave in behaviors]
        for upstream in started:
            stack.callback(upstream.close)
        yield started


@dataclass
class Instance:
    """One process of the site as `site-web@.service` starts it; its output is kept."""

    environment: dict
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        self.output = (self.folder / f"site-{self.port}.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=self.environment | {"PORT": str(self.port), "TRUSTED_PROXIES": "1"},
            stdout=self.output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait(self) -> None:
        """Wait until it answers."""
        wait_until(
            lambda: is_listening(self.port) or self.process.poll() is not None,
            180,
            "the site does not start",
        )
        assert self.process.poll() is None, self.said()[-2000:]
        wait_until(self.is_healthy, 180, "the site is not healthy")

    def wait_until_heard(self) -> None:
        """Wait by the shipped command, until the proxy knows it as well."""
        unit = (DEPLOY / "site-web@.service").read_text()
        words = re.search(r"^ExecStartPost=\S+python (.+)$", unit, re.MULTILINE)[1]
        command = [sys.executable, *words.replace("%i", str(self.port)).split()]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def is_healthy(self) -> bool:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As the kernel does when memory runs out: no goodbye, and all of its processes."""
        end_group(self.process, signal.SIGKILL)

    def stop(self) -> None:
        """As the unit does: SIGTERM to the server, which tells the proxy before it ends."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        finally:
            end_group(self.process, signal.SIGKILL)

    def said(self) -> str:
        return (self.folder / f"site-{self.port}.log").read_bytes().decode("utf-8", "replace")
