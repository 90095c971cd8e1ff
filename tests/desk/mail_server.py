"""A mail server on loopback, as far as a digest needs one.

Belongs here: speaking SMTP, and keeping what came. Does not belong here: any test.
"""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServerHere:
    """letters: what came, oldest first. refused: addresses that it does not know. leaves_after: it hangs up
    when it has so many letters and is handed another. tls: what it speaks STARTTLS with, before which it
    takes no sign-in; is_tls_from_the_start: speaks it with nobody else. password: the one that it knows.
    signed_in: names and passwords that were sent."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    leaves_after: int | None = None
    tls: ssl.SSLContext | None = None
    is_tls_from_the_start: bool = False
    password: str | None = None
    signed_in: list[tuple[str, str]] = field(default_factory=list)

    def to(self) -> list[str]:
        return [str(letter["To"]) for letter in self.letters]


@contextmanager
def mail_server(
    tls: ssl.SSLContext | None = None, *, from_the_start: bool = False
) -> Iterator[MailServerHere]:
    here = MailServerHere(tls=tls, is_tls_from_the_start=from_the_start)

    class Conversation(socketserver.StreamRequestHandler):
        def setup(self) -> None:
            if here.tls and here.is_tls_from_the_start:
                self.request = here.tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            super().finish()
            self.connection.close()

        @property
        def is_private(self) -> bool:
            return isinstance(self.connection, ssl.SSLSocket)

        def handle(self) -> None:
            with suppress(OSError):  # a client that does not trust us leaves in the middle of a handshake
                self.converse()

        def converse(self) -> None:
            self.say("220 mail.example.org")
            while line := self.rfile.readline():
                if not self.answer(line.decode().rstrip("\r\n")):
                    return

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def answer(self, line: str) -> bool:
            word = line.upper().split(" ")[0].split(":")[0]
            if word == "EHLO":
                more = ["STARTTLS"] if here.tls and not self.is_private else []
                lines = ["mail.example.org", *more, "AUTH PLAIN"]
                for number, text in enumerate(lines, start=1):
                    self.say(f"250{' ' if number == len(lines) else '-'}{text}")
            elif word == "STARTTLS":
                if here.tls is None:
                    self.say("502 not here")
                    return True
                self.say("220 go on")
                self.rfile.close()
                self.wfile.close()
                self.connection = here.tls.wrap_socket(self.connection, server_side=True)
                self.rfile = self.connection.makefile("rb")
                self.wfile = self.connection.makefile("wb", buffering=0)
            elif word == "AUTH":
                _, name, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
                here.signed_in.append((name, password))
                if here.tls and not self.is_private:
                    self.say("538 in the open")
                elif here.password not in (None, password):
                    self.say("535 not known")
                else:
                    self.say("235 welcome")
            elif word == "RCPT" and any(address in line for address in here.refused):
                self.say("550 nobody of that name")
            elif word == "DATA":
                self.say("354 go on")
                content = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    content += part
                if here.leaves_after is not None and len(here.letters) >= here.leaves_after:
                    return False
                here.letters.append(message_from_bytes(content, policy=policy.default))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 goodbye")
                return False
            else:
                self.say("250 yes")
            return True

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        here.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield here
        finally:
            server.shutdown()
            thread.join(10)
