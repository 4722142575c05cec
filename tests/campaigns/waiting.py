"""What tests wait for, and let go in the same moment."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def at_once(count: int, function) -> list:
    """The results of `function(0)` … `function(count - 1)`, all let go in the same moment."""
    gate = threading.Barrier(count)

    def run(number):
        try:
            connections["default"].ensure_connection()
            gate.wait(30)
            return function(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def read_until_kept(client, path):
    """The page from the cache. Purges of what the test has published may still be on their way."""
    end = time.monotonic() + 10
    while (answer := client.get(path))["X-Cache"] != "hit":
        assert time.monotonic() < end, "the page is never kept"
        time.sleep(0.05)
    return answer
