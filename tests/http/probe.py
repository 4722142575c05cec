"""A WSGI application behind the front, that shows what the server makes of requests and answers."""

import json
import os
import time
from pathlib import Path

import django

django.setup()

from nnirr_site.http.byte_ranges import FilePart  # noqa: E402
from nnirr_site.http.front import Front  # noqa: E402

FILE = os.environ["PROBE_FILE"]
PIECE = b"x" * 100_000
made = {"open": 0, "pieces": 0}


class Stream:
    """An answer without an end, as an export may be."""

    streaming = True

    def __init__(self):
        made["open"] += 1

    def __iter__(self):
        while True:
            made["pieces"] += 1
            yield PIECE

    def close(self):
        made["open"] -= 1


class Broken(Stream):
    def __iter__(self):
        yield PIECE
        raise ValueError("a fault")


class Held(Stream):
    """Has no piece before a file is there."""

    def __iter__(self):
        while not Path(f"{FILE}.go").exists():
            time.sleep(0.01)
        yield from super().__iter__()


class CountedFile:
    def __init__(self, file):
        made["open"] += 1
        self.file, self.read = file, file.read

    def close(self):
        made["open"] -= 1
        self.file.close()


STREAMS = {"/stream": Stream, "/broken": Broken, "/held": Held}


def resident_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def probe(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/file":
        start_response("200 OK", [("Content-Length", str(os.path.getsize(FILE)))])
        return environ["wsgi.file_wrapper"](CountedFile(open(FILE, "rb")), 8192)
    if path == "/part":
        file = open(FILE, "rb")  # noqa: SIM115 - the front closes it
        file.seek(10)
        start_response("206 Partial Content", [("Content-Length", "5")])
        return environ["wsgi.file_wrapper"](FilePart(file, 5), 8192)
    if path in STREAMS:
        start_response("200 OK", [])
        return STREAMS[path]()
    if path == "/error":
        raise ValueError("a fault")
    if path == "/state":
        told = made | {"resident": resident_bytes(), "sending": len(application.sending)}
    else:
        told = {name: value for name, value in environ.items() if isinstance(value, str)}
        told["body"] = environ["wsgi.input"].read().decode()
    start_response("200 OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [json.dumps(told).encode()]


application = Front(probe)
