"""As whom PostgreSQL runs, which refuses to run as root.

Run as a program, by a bare interpreter, this file is the helper that starts another program in a
user namespace: it imports nothing but the standard library.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

try:
    import pwd
except ImportError:  # Windows has none
    pwd = None

CLONE_NEWUSER = 0x10000000
OVERFLOW_ID = 65534


@dataclass(frozen=True)
class Identity:
    """How a PostgreSQL program is started so that it does not see itself as root.

    `prefix` is put before the command, `owner` is the (user, group) that the process and its
    files belong to, or None for whoever is running.
    """

    prefix: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None

    @property
    def process_options(self) -> dict:
        """Arguments for `subprocess.run` that change the user."""
        if self.owner is None:
            return {}
        return {"user": self.owner[0], "group": self.owner[1], "extra_groups": []}


NAMESPACE_PREFIX = (sys.executable, "-I", "-S", __file__)


def choose_identity() -> Identity:
    """Decide how to run: as ourselves, in a user namespace, or as `nobody`.

    PostgreSQL refuses to run as root. Inside a user namespace it sees another user while it
    still owns what root owns outside, so no account is needed and a project below /root works.
    """
    if os.geteuid() != 0:
        return Identity()
    if os.environ.get("EMBEDDED_WITHOUT_NAMESPACE") != "1" and _has_namespaces():
        return Identity(prefix=NAMESPACE_PREFIX)
    nobody = pwd.getpwnam("nobody")
    return Identity(owner=(nobody.pw_uid, nobody.pw_gid))


def _has_namespaces() -> bool:
    if sys.platform != "linux":
        return False
    trial = subprocess.run([*NAMESPACE_PREFIX, "/bin/true"], stderr=subprocess.DEVNULL, check=False)
    return trial.returncode == 0


def run_in_namespace(command: list[str]) -> None:
    """Replace this process by `command`, run in a new user namespace as a user that is not root.

    Has to be called from a fresh process with one thread. Raises OSError where the system
    forbids namespaces (Docker's default seccomp profile does).
    """
    system = ctypes.CDLL(None, use_errno=True)
    if system.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/gid_map").write_text(f"{OVERFLOW_ID} 0 1")
    Path("/proc/self/uid_map").write_text(f"{OVERFLOW_ID} 0 1")
    os.setresgid(OVERFLOW_ID, OVERFLOW_ID, OVERFLOW_ID)
    os.setresuid(OVERFLOW_ID, OVERFLOW_ID, OVERFLOW_ID)
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    try:
        run_in_namespace(sys.argv[1:])
    except OSError as error:
        sys.exit(f"{error}")
