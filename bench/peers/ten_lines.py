"""The least that the web server can answer: the bytes of a page, by a function that asks nothing.

PEER_BODY is a file with the bytes, PEER_HEADERS one with their headers as JSON.
"""

import json
import os
from pathlib import Path

BODY = Path(os.environ["PEER_BODY"]).read_bytes()
HEADERS = [tuple(pair) for pair in json.loads(Path(os.environ["PEER_HEADERS"]).read_text())]


def application(_environ, start_response):
    """The same for everybody."""
    start_response("200 OK", HEADERS)
    return [BODY]
