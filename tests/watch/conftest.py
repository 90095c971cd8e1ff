"""A data folder of which only those records stand that the watch reads, and a receiver of alarms."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipelines.clock import Clock
from pipelines.layout import BuildFolder, DataFolder
from pipelines.records import write_record
from pipelines.warehouse.build import Manifest
from pipelines.watch.attempts import Attempt
from pipelines.watch.settings import WatchSettings

NIGHT = datetime(2026, 6, 10, 1, 30, tzinfo=UTC)
MORNING = datetime(2026, 6, 10, 7, 0, tzinfo=UTC)


@dataclass
class Installation:
    """A data folder at some moment. ``now`` may be moved."""

    data: DataFolder
    now: datetime = MORNING

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now)

    def publish(self, as_of: date) -> None:
        build = BuildFolder(self.data.builds / f"{as_of}-abc")
        manifest = Manifest(build.build_id, as_of, "facts", "flags", "live")
        write_record(build.manifest, asdict(manifest))
        self.data.published.unlink(missing_ok=True)
        self.data.published.symlink_to(build.root)

    def attempt(self, result: str | None, **more: Any) -> None:
        ended = None if result is None else MORNING
        Attempt(**{"sources": "live", "begun_at": NIGHT, "ended_at": ended, "result": result, **more}).keep(
            self.data
        )

    def sources(self, **days: tuple[date | None, date | None]) -> None:
        """By name: answered on, newest as at."""
        write_record(
            self.data.watch / "sources.json",
            [
                {
                    "name": name,
                    "title": name.upper(),
                    "state": "ok",
                    "answered_on": answered,
                    "newest_as_at": newest,
                }
                for name, (answered, newest) in days.items()
            ],
        )


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """A morning after a night that went well."""
    found = Installation(DataFolder(tmp_path / "data"))
    found.publish(NIGHT.date())
    found.attempt("done")
    found.sources(
        gias=(NIGHT.date(), date(2026, 6, 9)),
        reports_site=(NIGHT.date(), NIGHT.date()),
        state_funded_management_information=(NIGHT.date(), date(2026, 5, 31)),
    )
    return found


@pytest.fixture
def settings() -> WatchSettings:
    return WatchSettings.read({})


@dataclass
class Receiver:
    """Where alarms arrive: what Apprise posts as JSON."""

    address: str
    messages: list[dict[str, str]] = field(default_factory=list)
    answers: int = 200


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    received = Receiver("")

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if received.answers == 200:
                received.messages.append({"title": told["title"], "message": told["message"]})
            self.send_response(received.answers)
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Takes)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    received.address = f"json://127.0.0.1:{server.server_address[1]}"
    yield received
    server.shutdown()
    server.server_close()
