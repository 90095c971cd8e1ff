"""A night at an invented reports site: the site's server, and the source that asks it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.sources.client import PoliteClient
from pipelines.sources.politeness import Limits
from pipelines.sources.report import SourceStatus
from pipelines.sources.reports_site import discover_reports
from pipelines.sources.reports_site.backfill import BackfillAccount, Estimate, backfill, estimate
from pipelines.sources.reports_site.knowledge import SiteKnowledge, read_site_knowledge
from pipelines.sources.reports_site.settings import site_settings
from pipelines.sources.stand_in import stand_in_client
from tests.sources.reports_site.invented_site import InventedSite

FIRST_NIGHT = date(2026, 9, 16)


class Nights:
    """Nights at the site, one after the other, with one archive."""

    def __init__(self, site: InventedSite, base: str, root: Path) -> None:
        self.site = site
        self.base = base
        self.root = root
        self.archive = Archive(root / "archive")
        self.clock = Clock(now=lambda: datetime.combine(site.today, time(2, 30), tzinfo=UTC))

    def run(self, later: int = 0, known_urns: tuple[int, ...] = ()) -> SourceStatus:
        """A night some days after the site's present one."""
        self.site.today += timedelta(days=later)
        with self._client() as client:
            return discover_reports(
                client,
                self.archive,
                self.root / "parsed",
                lambda address: True,
                self.clock,
                lambda: known_urns,
            )

    def backfill(self, *urns: int, has_time: Callable[[], bool] = lambda: True) -> BackfillAccount:
        """A backfill of some schools, on the site's present day."""
        with self._client() as client:
            return backfill(
                client, self.archive, self.known(), site_settings(), urns, self.site.today, has_time
            )

    def estimate(self, *urns: int, inspections: int = 0) -> Estimate:
        """What is still to ask of some schools, each with so many known inspections."""
        expected = dict.fromkeys(urns, inspections)
        return estimate(self.known(), site_settings(), urns, expected, self.site.today)

    def known(self) -> SiteKnowledge:
        return read_site_knowledge(self.archive, self.root / "parsed")

    def archived_files(self) -> set[int]:
        """Numbers of the report files whose bytes are at hand."""
        return {
            int(fetch.address.rsplit("/", 1)[1])
            for fetch in self.archive.fetches()
            if fetch.purpose.kind == "report" and fetch.sha256
        }

    def _client(self) -> PoliteClient:
        self.site.asked.clear()
        limits = replace(Limits.from_reference(), timeout_seconds=5, tries=2, first_pause_seconds=0.01)
        return stand_in_client(self.archive, self.clock, self.base, limits)


@pytest.fixture
def site() -> InventedSite:
    return InventedSite(FIRST_NIGHT)


@pytest.fixture
def nights(site: InventedSite, tmp_path: Path) -> Iterator[Nights]:
    class Handles(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or each answer waits 40 ms for the one before to be acknowledged

        def do_GET(self) -> None:
            status, body, headers = site.reply(self.headers["Host"], self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = (
                "Content-Length" in headers
            )  # what was announced and is not sent never comes

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handles)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Nights(site, f"http://127.0.0.1:{server.server_address[1]}", tmp_path)
    server.shutdown()
    server.server_close()
    thread.join()
