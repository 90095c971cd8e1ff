"""The web server: one thread a connection, on this machine's loopback address and on no other.

Belongs here: from a connection to a request and back. Does not belong here: what is answered.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from replica.server.control import PREFIX, control
from replica.server.counting import RequestCount
from replica.server.faults import SENDING, TWEAKS, Fault, Faults, changed, instead
from replica.server.messages import Answer, Request, not_found
from replica.server.sending import send
from replica.server.world import World

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 1_000_000


class ReplicaServer(ThreadingHTTPServer):
    """The sites of a world, with faults and a count. port 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, world: World, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.world = world
        self.faults = Faults()
        self.count = RequestCount()

    @property
    def address(self) -> str:
        """http://127.0.0.1:PORT"""
        return f"http://{LOOPBACK}:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked may have had enough, of a huge body for example: that is no error here."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def answer(self, request: Request) -> tuple[Answer, Fault | None]:
        """An answer and the fault by which it is to be sent, if any."""
        if request.path.startswith(PREFIX):
            return control(request, self.world, self.faults, self.count), None
        falling = self.faults.falling_on(request)
        tweaks = frozenset(fault.name for fault in falling) & TWEAKS
        answer = self.world.answer(replace(request, tweaks=tweaks))
        self.count.add(request.host, answer.kind)
        for fault in falling:
            answer = instead(fault, request) or changed(fault, answer)
        return answer, next((fault for fault in falling if fault.name in SENDING), None)


@contextmanager
def running(world: World, port: int = 0) -> Iterator[ReplicaServer]:
    """A server in a thread of its own, for a test: stopped at the end."""
    server = ReplicaServer(world, port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "replica"
    sys_version = ""
    # Or a body waits for the acknowledgement of its headers: 40 ms a request.
    disable_nagle_algorithm = True
    server: ReplicaServer

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_DELETE(self) -> None:
        self._answer()

    def _answer(self) -> None:
        request = self._request()
        answer, fault = self.server.answer(request) if request else (not_found("other", 400), None)
        send(self, answer, fault)

    def _request(self) -> Request | None:
        """The request, its body read; None for one that is not understood."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            self.close_connection = True
            return None
        parts = urlsplit(self.path)
        return Request(
            self.command,
            self.headers.get("Host", "").rpartition("@")[2].split(":")[0].lower(),
            unquote(parts.path),
            parts.query,
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(length)),
        )

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the count is what a test asks for."""
