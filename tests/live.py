"""The site on a real port, in this process: a test sees its database, mails and settings."""

from __future__ import annotations

import threading

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler


class QuietRequestHandler(WSGIRequestHandler):
    """Says nothing about each request."""

    def log_message(self, *arguments) -> None:
        """Drop the line; tests that fail say what they asked for."""


class SiteServer(ThreadedWSGIServer):
    """One thread for each connection, which closes its database connection at the end."""

    request_queue_size = 256  # tests let many visitors in at the same moment

    def handle_error(self, request, client_address) -> None:
        """A browser that hangs up is no error worth a traceback."""


class LiveSite:
    """`url` of the running site; `stop()` ends it."""

    def __init__(self):
        self.server = SiteServer(("127.0.0.1", 0), QuietRequestHandler)
        self.server.set_app(WSGIHandler())
        self.port = self.server.server_port
        self.url = f"http://localhost:{self.port}"
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(timeout=10)
