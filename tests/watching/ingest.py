"""Stands for a Sentry server: keeps the envelopes that it is sent, unpacked."""

from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpacked = UNPACK[self.headers.get("Content-Encoding", "")](body)
        self.server.received.append((self.path, str(self.headers), unpacked.decode()))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_arguments) -> None:
        """Nothing is said; tests look at what was received."""


class Ingest:
    """`received`: path, headers and envelope of each report."""

    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.received = self.server.received = []
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    @property
    def dsn(self) -> str:
        return f"http://{'ab' * 16}@127.0.0.1:{self.server.server_address[1]}/7"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
