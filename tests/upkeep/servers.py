"""Other people's servers, on this machine: each path answers as it is told, and notes who asked."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address) -> None:
        """Who asks hangs up before the end of a page, as it should."""


class OtherServer:
    """`answers`: path → status, or (status, headers, body). What was asked stands in `asked`."""

    def __init__(self, address: str = "127.0.0.1"):
        self.address = address
        self.answers: dict[str, int | tuple] = {}
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.hosts: set[str] = set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.command, self.path))
                outer.agents.add(self.headers.get("User-Agent", ""))
                outer.hosts.add(self.headers.get("Host", ""))
                answer = outer.answers.get(f"{self.command} {self.path}")
                answer = outer.answers.get(self.path, 404) if answer is None else answer
                status, headers, body = answer if isinstance(answer, tuple) else (answer, {}, b"")
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            do_HEAD = do_GET

            def log_message(self, *arguments) -> None:
                """Say nothing about each request."""

        self._server = QuietServer((address, 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, path: str, host: str = "") -> str:
        return f"http://{host or self.address}:{self.port}{path}"

    def times_asked(self, path: str) -> int:
        return sum(asked == path for _method, asked in self.asked)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=10)
