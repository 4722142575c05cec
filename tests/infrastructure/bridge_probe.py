"""A WSGI application that shows what the bridge does with requests and answers."""

import json
import os
import time

from nnirr_site import bridge
from nnirr_site.http.byte_ranges import FilePart

bridge.admin_path = lambda: "/admin/"
bridge.PUBLIC_BODY.seconds = 5.0
bridge.PUBLIC_BODY.most_bytes = 100_000
FILE = os.environ["PROBE_FILE"]


class Stream:
    """A streaming response that tells when it was closed."""

    streaming = True

    def __iter__(self):
        for _ in range(2000):
            yield b"x" * 100_000

    def close(self):
        with open(FILE + ".closed", "w") as file:
            file.write("closed")


def probe(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/file":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return environ["wsgi.file_wrapper"](open(FILE, "rb"), 8192)
    if path == "/part":
        file = open(FILE, "rb")  # noqa: SIM115 - the bridge closes it
        file.seek(10)
        start_response("206 Partial Content", [("Content-Length", "5")])
        return environ["wsgi.file_wrapper"](FilePart(file, 5), 8192)
    if path == "/stream":
        start_response("200 OK", [])
        return Stream()
    if path == "/slow":
        time.sleep(1)
    told = {name: value for name, value in environ.items() if isinstance(value, str)}
    told["body"] = environ["wsgi.input"].read().decode()
    start_response("200 OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [json.dumps(told).encode()]


application = bridge.Bridge(probe)
