"""A small SMTP server for tests: keeps what it is given, and can do something before it answers."""

from __future__ import annotations

import email
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with self.server.entered() as is_let_in:
            if is_let_in:
                self.talk()
            else:
                self.say("421 too many connections")

    def talk(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"MAIL":
                self.server.note_sender(line.decode().partition("<")[2].partition(">")[0])
            if verb == b"RCPT":
                self.say(self.server.answer_recipient(line.decode()))
            elif verb == b"DATA":
                self.say("354 go on")
                if not self.receive():
                    return
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def receive(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.keep(email.message_from_bytes(b"".join(lines)))
        try:
            self.say("250 kept")
        except OSError:
            return False
        return True

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`messages` that arrived, in order; `before_answer` runs between arrival and the 250.

    `note_sender` hears the return path of each, `answer_recipient` answers RCPT.

    No more than `most_at_once` connections are taken.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages: list[Message] = []
        self.before_answer: Callable[[int], None] = lambda number: None
        self.note_sender: Callable[[str], None] = lambda return_path: None
        self.answer_recipient: Callable[[str], str] = lambda line: "250 ok"
        self.most_at_once = 1000
        self._inside = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, args=[0.02], daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @contextmanager
    def entered(self) -> Iterator[bool]:
        """Whether one more connection is taken."""
        with self._lock:
            is_let_in = self._inside < self.most_at_once
            self._inside += is_let_in
        try:
            yield is_let_in
        finally:
            with self._lock:
                self._inside -= is_let_in

    def keep(self, message: Message) -> None:
        with self._lock:
            self.messages.append(message)
            number = len(self.messages)
        self.before_answer(number)

    def recipients(self) -> list[str]:
        with self._lock:
            return [message["To"] for message in self.messages]

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join(10)
