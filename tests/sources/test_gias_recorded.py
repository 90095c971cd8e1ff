"""The register in the recording of England: found by walking back, stored without the heads' names."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.sources.gias import fetch_gias, newest_fetch
from pipelines.sources.gias_settings import gias_settings
from pipelines.sources.recorded import Recording, recorded_client
from pipelines.sources.redaction import personal_columns
from pipelines.sources.report import SourceStatus


def night(archive: Archive, folder: Path, day: date) -> SourceStatus:
    clock = Clock(now=lambda: datetime(day.year, day.month, day.day, tzinfo=UTC))
    recording = Recording(folder)
    with recorded_client(archive, clock, recording) as client:
        return fetch_gias(client, archive, recording.covers, clock)


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2025, 11, 21), date(2025, 11, 20)), (date(2026, 6, 10), date(2026, 6, 9))],
    ids=str,
)
def test_the_file_of_the_day_before_is_found(
    archive: Archive, recorded_england: Path, day: date, found: date
) -> None:
    status = night(archive, recorded_england, day)
    assert (status.state, status.newest_as_at) == ("ok", found)
    assert {file.series for file in status.new} == {"gias_extract", "gias_links"}
    assert "There is no file of membership of trusts." in status.message


def test_the_next_night_sends_nothing(archive: Archive, recorded_england: Path) -> None:
    night(archive, recorded_england, date(2026, 6, 10))
    lines = len(archive.fetches())
    status = night(archive, recorded_england, date(2026, 6, 11))
    assert (status.state, status.requests, len(archive.fetches())) == ("ok", {}, lines)
    assert status.message == "As at 9 June 2026. Next looked for on 16 June 2026."


def test_a_whole_register_is_stored_without_a_head(archive: Archive, recorded_england: Path) -> None:
    night(archive, recorded_england, date(2026, 6, 10))
    fetch = newest_fetch(archive, gias_settings().extract)
    assert fetch is not None
    rows = csv.DictReader(io.StringIO(archive.body(fetch).decode("cp1252"), newline=""))
    as_published = (recorded_england / "edubasealldata20260609.csv").read_text("cp1252").splitlines()
    assert set(fetch.redacted) == personal_columns() & set(rows.fieldnames or ())
    assert not any(row[column] for row in rows for column in fetch.redacted)
    assert rows.line_num == len(as_published)
