"""A real Chromium for tests, and what it must never do on our pages."""

from __future__ import annotations

import os
import shutil
from urllib.parse import urlsplit

NAMES = ("chromium", "chromium-browser", "google-chrome")
OWN_HOSTS = {"localhost", "127.0.0.1"}
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    # Whatever a page asks for elsewhere fails at once instead of leaving the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def find_chromium() -> str | None:
    """The path of the browser: CHROMIUM, else the first known name in PATH."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return chosen
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def launch_options() -> dict:
    """Arguments for Playwright's `chromium.launch`; raises RuntimeError without a browser."""
    path = find_chromium()
    if path is None:
        raise RuntimeError(
            "The browser tests need Chromium: install it (Debian: apt-get install chromium) or "
            "set CHROMIUM to its path."
        )
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": path, "headless": True, "args": FLAGS + sandbox}


class Offences:
    """What no page of ours may do: third-party requests, blocked content, script errors."""

    def __init__(self):
        self.found: list[str] = []

    def watch(self, context) -> None:
        context.on("request", self._note_request)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.found.append(f"script error: {error.error}"))

    def _note_request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.hostname not in OWN_HOSTS:
            self.found.append(f"request to another host: {request.url}")

    def _note_console(self, message) -> None:
        if "Content Security Policy" in message.text:
            self.found.append(f"blocked by the policy: {message.text}")
