"""The web server: granian around `nnirr_site.wsgi`, with everything loaded before it forks.

A process that takes the place of a dead one answers at once, because it loads nothing, and the
server outlives any number of them. When the server itself is killed, its processes notice that the
pipe they hold has ended, and end as well: they would go on serving, with the code of yesterday.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from multiprocessing import util

from django.conf import settings
from django.db import connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from nnirr_site.http.front import Front, count_threads
from nnirr_site.processes import web_process_ends, web_process_started
from nnirr_site.views.health import is_leaving, leave
from nnirr_site.watching.conditions import wanted_migrations

STOPPING_SECONDS = 10
# In each process. Beyond them connections wait to be accepted.
MOST_CONNECTIONS = 768
# The server's own lines go through our handlers: one form for all of them, and the same filter.
LOG_LIKE_ALL_OTHERS = {
    "formatters": {},
    "handlers": {},
    "loggers": {
        name: {"handlers": [], "propagate": True} for name in ("_granian", "granian.access")
    },
}
# A process that dies as soon as it starts is started again this often at most.
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
SHORT_LIFE = 5.0


class PortTaken(Exception):
    """Somebody listens there already."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raise PortTaken if somebody listens; granian would silently share the port with them."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} cannot be used ({error.strerror}). Perhaps the site is "
                "running already; otherwise choose another port with PORT."
            ) from error


class SteadyServer(Granian):
    """granian ends everything when a process dies twice in 5.5 seconds; this one goes on.

    The others are healthy, and a supervisor that has to start all of it again takes longer. Who
    dies young is started again after a pause that grows.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._pause = FIRST_PAUSE

    def signal_handler_interrupt(self, *_signal):
        """End when the proxies have heard of it.

        A connection that waits to be accepted when the socket closes is cut off, and no proxy may
        send a form twice. Who asks twice waits no longer.
        """
        if not settings.LEAVE_SECONDS or is_leaving():
            super().signal_handler_interrupt()
            return
        leave()
        patience = threading.Timer(settings.LEAVE_SECONDS, super().signal_handler_interrupt)
        patience.daemon = True
        patience.start()

    def _respawn_workers(self, workers, spawn_target, target_loader, delay: float = 0):
        youngest = min(time.monotonic() - self.wrks[number].birth for number in workers)
        if youngest < SHORT_LIFE:
            end = time.monotonic() + self._pause
            while time.monotonic() < end and not self.interrupt_signal:
                time.sleep(0.05)
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        else:
            self._pause = FIRST_PAUSE
        super()._respawn_workers(workers, spawn_target, target_loader, delay)
        self.respawned_wrks.clear()  # what granian reads to find a "crash loop"


def serve() -> None:
    """Serve until told to end. Raises PortTaken."""
    refuse_taken_port(settings.BIND, settings.PORT)
    shared_folder = prepare_metrics() if settings.METRICS_TOKEN else None
    application = load()
    held_by_server, write_end = os.pipe()
    server_id = os.getpid()

    def hand_over():
        """Runs in each process, right after the fork."""
        os.close(write_end)
        end_with(held_by_server, server_id)
        web_process_started.send(sender=Front)
        util.Finalize(None, web_process_ends.send, kwargs={"sender": Front}, exitpriority=1)
        return application

    server = SteadyServer(
        "nnirr_site.wsgi:application",
        address=settings.BIND,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WEB_WORKERS,
        blocking_threads=count_threads(settings.WEB_THREADS),
        backpressure=MOST_CONNECTIONS,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING_SECONDS,
        log_dictconfig=LOG_LIKE_ALL_OTHERS,
    )
    logging.getLogger("_granian").addFilter(is_no_advice)
    try:
        server.serve(target_loader=hand_over, wrap_loader=False)
    finally:
        if shared_folder and os.getpid() == server_id:
            shutil.rmtree(shared_folder, ignore_errors=True)


def prepare_metrics() -> str:
    """Make the folder in which all processes of this server count, and have each of them count.

    `prometheus_client` looks for it when it is imported.
    """
    folder = tempfile.mkdtemp(prefix="site-metrics-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    from nnirr_site.watching.metrics import start_ticker, stop_ticker

    web_process_started.connect(start_ticker, dispatch_uid="metrics")
    web_process_ends.connect(stop_ticker, dispatch_uid="metrics")
    return folder


def is_no_advice(record: logging.LogRecord) -> bool:
    """False for granian's word that these are many threads: most of them only wait."""
    return not str(record.msg).startswith("Configuration allows spawning up to")


def load() -> Front:
    """The application with its addresses, words and templates; no connection is left open."""
    from nnirr_site.wsgi import application

    warm_up()
    wanted_migrations()
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is loaded stays shared between the processes
    return application


def warm_up() -> None:
    """What the first request of each process would wait for."""
    get_resolver().url_patterns  # noqa: B018
    importlib.import_module("wagtail.admin.urls")
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Home")
    for name in ("nnirr_site/home_page.html", "campaigns/call_page.html", "404.html", "503.html"):
        get_template(name)


def end_with(pipe: int, server_id: int) -> None:
    """End this process when the other end of the pipe is closed, which also kill -9 does."""

    def wait() -> None:
        os.read(pipe, 1)
        if os.getpid() != server_id:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(STOPPING_SECONDS)
            os._exit(1)

    threading.Thread(target=wait, daemon=True, name="server-watch").start()
