"""Fixtures of the sources' tests: a web server on this machine, and a client whose waiting costs no time."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.sources.client import PoliteClient
from pipelines.sources.politeness import Limits
from tests.sources.loopback import NIGHT, PublicServer, Time


class Listening(ThreadingHTTPServer):
    """The server; that a client hangs up is no error here."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PublicServer]:
    """A server on this machine with no robots.txt and nothing else, until a test says otherwise."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    told = PublicServer()

    class Handles(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told.asked.append(self.path)
            told.headers.append(dict(self.headers.items()))
            try:
                told.next_answer(self.path)(self)
            except ConnectionError:
                self.close_connection = True

        def do_POST(self) -> None:
            told.posted.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told.asked.append(f"POST {self.path}")
            told.headers.append(dict(self.headers.items()))
            told.next_answer(f"POST {self.path}")(self)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output quiet."""

    listening = Listening(("127.0.0.1", 0), Handles)
    told.origin = f"http://127.0.0.1:{listening.server_address[1]}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def time_passed() -> Time:
    """The pauses that a client made."""
    return Time()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "archive")


@pytest.fixture
def limits() -> Limits:
    """The limits of the project, with this machine for the only allowed host and small bodies."""
    sizes = {"content_page": 10_000, "management_information": 100_000, "robots": 1_000}
    return replace(
        Limits.from_reference(),
        allowed_hosts=frozenset({"127.0.0.1"}),
        largest_bytes=sizes,
        timeout_seconds=5,
        total_seconds=600,
    )


@pytest.fixture
def client(archive: Archive, limits: Limits, time_passed: Time) -> Iterator[PoliteClient]:
    """A live client whose pauses are only written down."""
    with PoliteClient(
        archive,
        Clock(now=lambda: NIGHT),
        "data.team@council.example",
        limits=limits,
        sleep=time_passed.sleep,
        monotonic=time_passed.monotonic,
        chance=lambda: 0.0,
    ) as client:
        yield client
