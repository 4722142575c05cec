"""The process that opens files from outside, so that no file can take the site's memory or time.

    python -m nnirr_site.uploads.sandbox.process

It reads requests from its input and forks a child for each, with bounds that the kernel keeps: the
address space, seconds of the processor, seconds of the clock, and bytes of the answer. A file that
breaks the reader ends only that child; what it had written before is still sent. Neither the
secrets in the site's environment nor its connections exist here.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import select
import signal
import struct
import sys
import tempfile
from typing import BinaryIO

REQUEST = struct.Struct(">II")  # bytes of the request in JSON, and of the file
REPLY = struct.Struct(">QiQ")  # bytes that follow, how the child ended, its largest memory in KiB
FRAME = struct.Struct(">II")  # bytes of JSON, and of what goes with it
MEGABYTE = 1024 * 1024
IDLE_SECONDS = 120
# How the child says that it stopped for want of memory rather than because of what it read.
NO_MEMORY = 3
FAILED = 2
# The answer could not be kept: that says nothing of the file.
NO_ROOM = 4
FULL = (errno.ENOSPC, errno.EDQUOT)


def write_frame(output: BinaryIO, told: dict, content: bytes = b"") -> None:
    """Write one part of the answer."""
    head = json.dumps(told).encode()
    output.write(FRAME.pack(len(head), len(content)) + head + content)
    output.flush()


def read_exactly(source: BinaryIO, count: int) -> bytes:
    """`count` bytes; fewer only at the end of the source."""
    parts = []
    while count and (part := source.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def set_bounds(bounds: dict[str, int]) -> None:
    """Bound this process for good. `memory` is on top of what is mapped already.

    Where there is no /proc, as on a developer's Mac, the memory is not bounded: it cannot be there.
    """
    try:
        with open("/proc/self/statm") as statm:
            mapped = int(statm.read().split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        pass
    else:
        memory = mapped + bounds["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds["processor"], bounds["processor"] + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (bounds["answer"], bounds["answer"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The default action of SIGALRM ends the process, whatever code it is in.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, bounds["clock"])


def work(request: dict, data: bytes, output: BinaryIO) -> None:
    """Do one request in the child, and end it."""
    status = FAILED
    try:
        set_bounds(request["bounds"])
        from nnirr_site.uploads.sandbox.tasks import JOBS
        from nnirr_site.uploads.sandbox.unreadable import Refused

        try:
            JOBS[request["job"]](data, request["options"], lambda *a: write_frame(output, *a))
            status = 0
        except Refused as refusal:
            write_frame(output, {"refused": refusal.reason, **refusal.details})
            status = 0
    except MemoryError:
        status = NO_MEMORY
    except OSError as error:
        if error.errno in FULL:
            status = NO_ROOM
        elif error.errno == errno.EFBIG:
            status = NO_MEMORY  # more than `answer` of the bounds
    finally:
        # No clean-up of libraries that a hostile file may have left in any state.
        os._exit(status)


def answer_request(request: dict, data: bytes) -> bytes:
    """Have a child do the request; the whole reply."""
    try:
        return answer_from_child(request, data)
    except OSError:
        # No file for the answer, or no child: nobody has looked into the file.
        return REPLY.pack(0, NO_ROOM, 0)


def answer_from_child(request: dict, data: bytes) -> bytes:
    with tempfile.TemporaryFile() as output:
        child = os.fork()
        if child == 0:
            work(request, data, output)
        _pid, status, usage = os.wait4(child, 0)
        output.seek(0)
        content = output.read()
    code = os.waitstatus_to_exitcode(status)
    return REPLY.pack(len(content), code, usage.ru_maxrss) + content


def main() -> None:
    """Answer requests until the site closes the pipe or has asked nothing for a while."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for the site
    # Loaded once, so that a child begins in milliseconds.
    import nnirr_site.uploads.sandbox.tasks

    source = os.fdopen(0, "rb", buffering=0)
    target = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what libraries print must not get among the answers
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = read_exactly(source, REQUEST.size)
        if len(head) < REQUEST.size:
            return
        request_bytes, file_bytes = REQUEST.unpack(head)
        request = json.loads(read_exactly(source, request_bytes))
        data = read_exactly(source, file_bytes)
        if len(data) < file_bytes:
            return
        reply = memoryview(answer_request(request, data))
        del data
        while reply:
            reply = reply[target.write(reply) :]
        # Takes a second to load, so the first who asks does not wait for it.
        import nnirr_site.uploads.sandbox.document_metadata  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
