"""Wait until the process of the site on a port of this machine answers.

    python deploy/wait_until_healthy.py PORT [SECONDS [HEARD_SECONDS]]

Ends with status 1 if it does not within SECONDS (60). It has to answer for HEARD_SECONDS (0) on
end: a proxy that asks every second hears only then that it may send visitors here again, and who
ends the other process before leaves it with none. Asks with the first name of ALLOWED_HOSTS, as the
site answers to no other.
"""

import http.client
import os
import sys
import time


def is_healthy(port: int) -> bool:
    """True if `/healthz` says so now."""
    hosts = os.environ.get("ALLOWED_HOSTS", "").split(",")
    host = hosts[0].strip().lstrip(".") or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main(port: str, seconds: str = "60", heard_seconds: str = "0") -> int:
    """Ask every tenth of a second; gives the exit status."""
    end = time.monotonic() + float(seconds)
    healthy_since = None
    while True:
        if not is_healthy(int(port)):
            healthy_since = None
        elif healthy_since is None:
            healthy_since = time.monotonic()
        now = time.monotonic()
        if healthy_since is not None and now - healthy_since >= float(heard_seconds):
            return 0
        if now > end and healthy_since is None:
            print(f"The site does not answer on port {port}.", file=sys.stderr)
            return 1
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
