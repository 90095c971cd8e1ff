"""Two nights in one data folder: the second is turned away at once, the first goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.night import NightRunning
from tests.night.night_process import nightly
from tests.night.nights import NEXT_DAY, Nights, builds, published
from tests.night.recordings import Release


def test_a_second_night_is_turned_away_and_the_first_goes_on(
    nights: Nights, may: Release, tmp_path: Path
) -> None:
    recording = nights.listing(may)
    first = nightly(tmp_path / "first.txt", nights.data, recording, NEXT_DAY)
    assert first.wait_until(lambda: "fetching" in first.output), first.output
    second = nightly(tmp_path / "second.txt", nights.data, recording, NEXT_DAY).wait()
    assert first.is_alive
    assert second.code == 1
    assert second.said == (
        f"Error: Another night is running in {nights.data}. Wait until it has ended; its lock goes with it, "
        "also when it is killed."
    )
    ended = first.wait()
    assert ended.code == 0, ended.output
    assert published(nights.data)[0].startswith(NEXT_DAY.isoformat())
    assert len(builds(nights.data)) == 2


def test_a_second_night_changes_nothing_of_the_first(nights: Nights, may: Release) -> None:
    with nights.open(may) as night:
        night.fetch()
        before = {file: file.stat().st_mtime_ns for file in nights.data.rglob("*")}
        with pytest.raises(NightRunning), nights.open(may):
            pass
        assert {file: file.stat().st_mtime_ns for file in nights.data.rglob("*")} == before


def test_a_killed_night_leaves_no_lock(nights: Nights, may: Release, tmp_path: Path) -> None:
    """Killed while it holds the lock, by a command that has said what it fetches."""
    night = nightly(tmp_path / "first.txt", nights.data, nights.listing(may), NEXT_DAY)
    assert night.wait_until(lambda: "fetching" in night.output), night.output
    with pytest.raises(NightRunning), nights.open(may):
        pass
    assert night.kill().code == -9
    with nights.open(may):
        pass
