#!/usr/bin/env python3
"""How many mails a worker sends in a second to a server that takes its time for each.

    .venv/bin/python bench/mail_load.py [--mails 600] [--wait 0.1] [--connections 1 4 32]

For each number of connections a site of its own is filled with signatures of as many addresses in
as many domains, one real worker is started, and the time is taken from the first mail to the last.
The server runs in this process and takes nothing but the time that it waits.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from sign_load import ROOT, Site, wait_for

FILL = """
from campaigns import services
from campaigns.models import Call
from campaigns.services.signing import SignerData
from campaigns.services.signing import sign
call = Call.objects.first()
statement = call.statements.first()
for number in range({start}, {start} + {mails}):
    email = f"load{{number}}@d{{number}}.example"
    sign(call, statement, SignerData(name="Load Test", email=email, country="MX"), "en")
while services.judge_waiting().seen:
    pass
"""


class SlowServer:
    """Speaks as much SMTP as a client needs, and waits before it says that it kept a mail."""

    def __init__(self, wait: float):
        self.wait, self.arrived = wait, []
        self.open = self.most_open = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()
        wait_for(lambda: self.port, "the mail server")

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._talk, "127.0.0.1", 0, limit=1 << 20)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._loop.run_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        writer.write(b"220 bench\r\n")
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                await asyncio.sleep(self.wait)
                self.arrived.append(time.monotonic())
            writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                break
        self.open -= 1
        writer.close()


def measure(site: Site, server: SlowServer, connections: int, mails: int, start: int) -> float:
    """Mails in a second of one worker."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", FILL.format(start=start, mails=mails)],
        cwd=ROOT,
        env=site.environment,
        check=True,
    )
    server.arrived.clear()
    environment = site.environment | {
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "MAIL_CONNECTIONS": str(connections),
    }
    with (site.folder / f"worker-{connections}.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker"],
            cwd=ROOT,
            env=environment,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_for(lambda: len(server.arrived) >= mails, "all mails")
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait(60)
    return (mails - 1) / (server.arrived[mails - 1] - server.arrived[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=600)
    parser.add_argument("--wait", type=float, default=0.1, help="seconds the server takes")
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 4, 32])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mail-load-") as temporary:
        site = Site(Path(temporary), 8490)
        site.manage("migrate", "--verbosity", "0")
        site.manage("load_starter_content")
        print("| connections | mails a second | load average before |\n|---|---|---|")
        for number, connections in enumerate(options.connections):
            server = SlowServer(options.wait)
            load = os.getloadavg()[0]
            start = number * options.mails
            speed = measure(site, server, connections, options.mails, start)
            print(f"| {connections} | {speed:.1f} | {load:.1f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
