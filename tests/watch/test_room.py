"""A night that would fill the disk does not begin."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.archive.archive import Archive
from pipelines.archive.errors import ArchiveFull
from pipelines.archive.ledger_entries import PROVIDER_PAGE, Purpose
from pipelines.cli import main
from pipelines.documents.parsed_store import ParsedStore
from pipelines.layout import DataFolder
from pipelines.night import Night
from pipelines.records import read_record, write_record
from pipelines.watch.attempts import Attempt
from pipelines.watch.growth import NIGHTS, growth_remembered, most_of_a_night
from pipelines.watch.room import require_room
from pipelines.watch.settings import SETTINGS_VARIABLE, WatchSettings
from tests.watch.conftest import NIGHT, Installation


def refused(
    settings: WatchSettings,
    data: DataFolder,
    *,
    build: float = 0.0,
    spilled: float = 0.0,
    documents: float = 0.0,
) -> bool:
    """Whether a night is refused that needs so many times each of these."""
    wanted = replace(settings, builds_at_once=build, spilled_builds=spilled, documents_at_once=documents)
    try:
        require_room(data, wanted)
    except ArchiveFull:
        return True
    return False


def test_a_night_needs_room_for_its_build_what_is_spilled_and_the_documents(
    installation: Installation, settings: WatchSettings
) -> None:
    data = installation.data
    size = sum(file.stat().st_size for file in data.builds.rglob("*") if file.is_file())
    most = shutil.disk_usage(data.root).free / size
    write_record(data.watch / "growth.json", [size, 10 * size, 2 * size])
    assert not refused(settings, data)
    assert refused(settings, data, build=2 * most)
    assert refused(settings, data, spilled=2 * most)
    assert refused(settings, data, build=0.7 * most, spilled=0.7 * most)
    assert not refused(settings, data, documents=most / 20)
    assert refused(settings, data, documents=most / 5), "the largest night counts, ten builds"


def test_a_first_night_begins(tmp_path: Path, settings: WatchSettings) -> None:
    assert not refused(settings, DataFolder(tmp_path), build=1e12, documents=1e12)


def test_what_nights_brought_is_kept_of_the_last_of_them_and_not_of_the_first(
    installation: Installation,
) -> None:
    data = installation.data
    for number in range(NIGHTS + 2):
        night = Night(
            "live",
            None,
            data,
            NIGHT.date(),
            installation.clock,
            Archive(data.archive),
            ParsedStore(data.parsed),
        )
        if number == 0:
            data.published.unlink()
        with suppress(RuntimeError), growth_remembered(night):
            store(night.archive, f"body of {number}".encode(), NIGHT)
            store(night.archive, b"the same", NIGHT)
            if number == 1:
                raise RuntimeError("a night that failed")
        if number == 0:
            assert most_of_a_night(data) == 0
            installation.publish(NIGHT.date())
    assert most_of_a_night(data) == len("body of 32")
    assert len(read_record(data.watch / "growth.json") or []) == NIGHTS


def store(archive: Archive, body: bytes, moment: datetime) -> None:
    with archive.receive(limit=100) as incoming:
        incoming.write(body)
        archive.store(
            address="https://reports.ofsted.gov.uk/a",
            fetched_at=moment,
            status=200,
            headers={},
            purpose=Purpose(PROVIDER_PAGE),
            body=incoming,
        )


def test_the_command_refuses_remembers_it_and_changes_nothing(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(installation.data.origin, {"sources": "sample"})
    own = installation.data.root / "watch.toml"
    own.write_text("[disk]\nbuilds_at_once = 1e12\n", encoding="utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(own))
    ended = CliRunner().invoke(main, ["nightly", "--data", str(installation.data.root)])
    assert ended.exit_code == 1
    said = " ".join(ended.output.split())
    assert re.search(r"bytes free where .* a night needs about .* for documents, .* run again\.", said)
    assert "It was not begun" in said
    attempt = Attempt.last(installation.data)
    assert attempt is not None
    assert (attempt.result, len(attempt.why)) == ("refused", 1)
    assert not installation.data.archive.exists()
