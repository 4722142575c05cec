"""Run a command as systemd would run a unit of deploy/: what of its sandbox a test can have.

    python tests/infrastructure/sandboxed.py UNIT WRITABLE COMMAND …

The whole file system is read-only but for the folders WRITABLE, with a colon between (where we may
mount: as root), no capability is left, memory that can be written cannot be run, and system calls
that the unit's SystemCallFilter leaves out fail with EPERM. On Linux with util-linux,
systemd-analyze and libseccomp, as on Debian.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import subprocess
import sys
from pathlib import Path

PR_SET_NO_NEW_PRIVS, PR_SET_MDWE = 38, 65
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.EPERM
IN_OWN_MOUNTS = "IN_OWN_MOUNTS"


def settings_of(unit: str) -> dict[str, list[str]]:
    """Name → values in their order."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", Path(unit).read_text(), re.M):
        found.setdefault(name, []).append(value)
    return found


def calls_of(group: str) -> set[str]:
    """The system calls of a group, groups within it included."""
    said = subprocess.run(
        ["systemd-analyze", "syscall-filter", group], capture_output=True, text=True, check=True
    ).stdout
    found: set[str] = set()
    for line in said.splitlines()[1:]:
        word = line.strip()
        if word.startswith("@"):
            found |= calls_of(word)
        elif re.fullmatch(r"\w+", word):
            found.add(word)
    return found


def find_denied(filters: list[str]) -> set[str]:
    allowed: set[str] = set()
    for line in filters:
        for group in line.removeprefix("~").split():
            allowed = allowed - calls_of(group) if line[0] == "~" else allowed | calls_of(group)
    # systemd keeps these whatever a filter says, or nothing could be started.
    return calls_of("@known") - allowed - calls_of("@default") - {"execve"}


def filter_calls(denied: set[str]) -> None:
    library = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ALLOW)))
    for name in sorted(denied):
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            library.seccomp_rule_add(context, ctypes.c_uint32(FAIL), number, 0)
    assert library.seccomp_load(context) == 0


def make_read_only(writable: str) -> None:
    """Every mount, in a mount namespace of our own."""
    kept = writable.split(os.pathsep)
    for folder in kept:
        subprocess.run(["mount", "--bind", folder, folder], check=True)
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        place = line.split()[4].replace("\\040", " ")
        if place not in kept and not place.startswith(("/proc", "/dev", "/sys")):
            command = ["mount", "-o", "remount,bind,ro", place]
            subprocess.run(command, check=place == "/", capture_output=True)


def main(unit: str, writable: str, *command: str) -> None:
    may_mount = os.getuid() == 0 and not subprocess.run(["unshare", "--mount", "true"]).returncode
    if may_mount and not os.environ.get(IN_OWN_MOUNTS):
        os.environ[IN_OWN_MOUNTS] = "1"
        ours = [sys.executable, __file__, unit, writable, *command]
        os.execvp("unshare", ["unshare", "--mount", "--propagation=private", *ours])
    wanted = settings_of(unit)
    denied = find_denied(wanted.get("SystemCallFilter", []))
    assert wanted["ProtectSystem"] == ["strict"]
    if os.environ.pop(IN_OWN_MOUNTS, ""):
        make_read_only(writable)
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in range(64):
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
    assert libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    if wanted.get("MemoryDenyWriteExecute") == ["yes"]:
        libc.prctl(PR_SET_MDWE, 1, 0, 0, 0)  # Linux 6.3 and newer
    if denied:
        filter_calls(denied)
    os.umask(int(wanted["UMask"][0], 8))
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
