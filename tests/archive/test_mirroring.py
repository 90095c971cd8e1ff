"""The archive's second copy follows a night, and fails none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.archive import mirror
from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import REPORT, Purpose
from pipelines.clock import fixed_clock
from pipelines.layout import DataFolder
from pipelines.settings import ARCHIVE_MIRROR_VARIABLE
from pipelines.watch.mirroring import follow_in_mirror, mirror_problem
from pipelines.watch.settings import WatchSettings
from pipelines.watch.standing import look

CLOCK = fixed_clock(date(2026, 6, 10))


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A data folder with one archived report."""
    archive = Archive(tmp_path / "data" / "archive")
    with archive.receive(99) as incoming:
        incoming.write(b"an invented report")
        archive.store(
            address="http://127.0.0.1/invented",
            fetched_at=CLOCK.now(),
            status=200,
            headers={},
            purpose=Purpose(REPORT),
            body=incoming,
        )
    return DataFolder(tmp_path / "data")


def troubles(data: DataFolder) -> set[str]:
    return {trouble.key for trouble in look(data, WatchSettings.read({}), CLOCK).troubles}


def test_a_night_is_followed_where_a_mirror_is_named(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert follow_in_mirror(data, CLOCK) == ""
    monkeypatch.setenv(ARCHIVE_MIRROR_VARIABLE, str(tmp_path / "mirror"))
    assert follow_in_mirror(data, CLOCK) == ""
    assert mirror.verify(str(tmp_path / "mirror"))[1] == []
    assert "mirror_behind" not in troubles(data)


def test_a_mirror_that_cannot_be_written_is_told_of_until_it_can(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mirror").write_text("a file, and no folder")
    monkeypatch.setenv(ARCHIVE_MIRROR_VARIABLE, str(tmp_path / "mirror"))
    assert "cannot be used" in follow_in_mirror(data, CLOCK)
    assert mirror_problem(data)
    assert "mirror_behind" in troubles(data)
    (tmp_path / "mirror").unlink()
    assert follow_in_mirror(data, CLOCK) == ""
    assert "mirror_behind" not in troubles(data)
