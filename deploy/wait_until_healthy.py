"""Wait until the process of the site on a port of this machine answers.

    python deploy/wait_until_healthy.py PORT [SECONDS]

Ends with status 1 if it does not within SECONDS (60). Asks with the first name of ALLOWED_HOSTS, as
the site answers to no other.
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


def main(port: str, seconds: str = "60") -> int:
    """Ask every tenth of a second; gives the exit status."""
    end = time.monotonic() + float(seconds)
    while not is_healthy(int(port)):
        if time.monotonic() > end:
            print(f"The site does not answer on port {port}.", file=sys.stderr)
            return 1
        time.sleep(0.1)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
