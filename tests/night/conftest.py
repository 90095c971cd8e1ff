"""A data folder after one sound night, given to each test as a copy, and the sample's files to bring to
it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.night.nights import FIRST_DAY, Nights, run_night
from tests.night.recordings import Release, SmallRecording


@pytest.fixture(scope="session")
def april(sample: Path) -> Release:
    """The release that the sound night has read: 77 schools."""
    return _release(sample, "30 April 2026", "30_Apr_2026")


@pytest.fixture(scope="session")
def may(sample: Path) -> Release:
    """The release after it, which no night has read yet: 76 schools."""
    return _release(sample, "31 May 2026", "31_May_2026")


def _release(sample: Path, day: str, name: str) -> Release:
    (file,) = sample.glob(f"*latest_inspections_as_at_{name}.csv")
    return Release(day, file.read_bytes())


@pytest.fixture(scope="session")
def after_april(april: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder that stands after the sound night. Never written to: copy it."""
    folder = tmp_path_factory.mktemp("after_april")
    recording = SmallRecording(folder / "recording")
    recording.publish(FIRST_DAY, april)
    run_night(folder / "data", recording.folder, FIRST_DAY)
    return folder / "data"


@pytest.fixture
def nights(tmp_path: Path, after_april: Path, april: Release) -> Nights:
    """The site and data folder of one test, after the sound night."""
    shutil.copytree(after_april, tmp_path / "data", symlinks=True)
    return Nights(tmp_path / "data", tmp_path / "recordings", april)


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Where a process writes what it says."""
    return tmp_path / "told.txt"
