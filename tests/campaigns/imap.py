"""A mailbox on loopback that speaks as much IMAP (RFC 3501) as a reader of bounces needs."""

from __future__ import annotations

import re
import socketserver
import threading
from dataclasses import dataclass, field

USER, PASSWORD = "bounces@example.org", "pass word/1"


@dataclass
class Stored:
    """One message and what is noted on it."""

    content: bytes
    flags: set[str] = field(default_factory=set)


class Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.is_in = False
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, words = line.decode().strip().partition(" ")
            verb, _, rest = words.partition(" ")
            if verb.upper() == "UID":
                verb, _, rest = rest.partition(" ")
            known = getattr(self, f"do_{verb.lower()}", None)
            if known is None:
                self.say(f"{tag} BAD unknown")
            elif verb.upper() not in {"LOGIN", "LOGOUT", "CAPABILITY"} and not self.is_in:
                self.say(f"{tag} NO log in first")
            else:
                self.say(f"{tag} {known(rest) or 'OK done'}")
            if verb.upper() == "LOGOUT":
                return

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    @property
    def box(self) -> dict[int, Stored]:
        return self.server.box

    def do_capability(self, _rest: str) -> None:
        self.say("* CAPABILITY IMAP4rev1")

    def do_login(self, rest: str) -> str | None:
        self.is_in = rest == f'{USER} "{PASSWORD}"' or rest == f'"{USER}" "{PASSWORD}"'
        return None if self.is_in else "NO wrong password"

    def do_select(self, rest: str) -> str | None:
        if rest.strip('"') != "INBOX":
            return "NO no such folder"
        self.say(f"* {len(self.box)} EXISTS")
        return None

    def do_search(self, _rest: str) -> None:
        unseen = [str(uid) for uid, one in self.box.items() if "\\Seen" not in one.flags]
        self.say(f"* SEARCH {' '.join(unseen)}".rstrip())

    def do_fetch(self, rest: str) -> None:
        uid, most = map(int, re.fullmatch(r"(\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest).groups())
        content = self.box[uid].content[:most]
        self.say(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(content)}}}")
        self.wfile.write(content)
        self.say(")")

    def do_store(self, rest: str) -> None:
        uid, flags = re.fullmatch(r"(\d+) \+FLAGS\.SILENT \((.*)\)", rest).groups()
        self.box[int(uid)].flags |= set(flags.split())

    def do_expunge(self, _rest: str) -> None:
        for uid in [uid for uid, one in self.box.items() if "\\Deleted" in one.flags]:
            del self.box[uid]

    def do_logout(self, _rest: str) -> None:
        self.say("* BYE")


class MailboxServer(socketserver.ThreadingTCPServer):
    """`box`: the messages by their numbers."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.box: dict[int, Stored] = {}
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    @property
    def url(self) -> str:
        return (
            f"imap://bounces%40example.org:pass%20word%2F1@127.0.0.1:{self.server_address[1]}/INBOX"
        )

    def put(self, content: str) -> int:
        number = max(self.box, default=0) + 1
        self.box[number] = Stored(content.replace("\n", "\r\n").encode())
        return number

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
