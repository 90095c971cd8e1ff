"""Nights on the recording of the whole of England, the last of them through the command, and the files read
independently."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipelines.night import open_night
from pipelines.settings import NightSettings
from tests.recorded.recount.lists import read_cells
from tests.sample_night import publish_unchecked

FIRST_NIGHT, SECOND_NIGHT = "2025-11-21", "2026-06-10"
STATISTICS = "State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv"
MANAGEMENT_INFORMATION = (
    "Management_information_-_state-funded_schools_-_latest_inspections_as_at_31_May_2026.csv"
)
RunNight = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run_night(recorded_england: Path) -> RunNight:
    """Run one night of the recording through the command, as an operator would."""

    def run(data: Path, as_of: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "pipelines.cli",
            "nightly",
            "--sources",
            f"recorded:{recorded_england}",
        ]
        ended = subprocess.run(
            [*command, "--as-of", as_of, "--data", str(data)], capture_output=True, text=True, check=False
        )
        assert ended.returncode == expect, ended.stdout + ended.stderr
        return ended

    return run


@pytest.fixture(scope="session")
def both_nights(
    recorded_england: Path, run_night: RunNight, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder in which both nights were run, one after the other; the checks are made of the second."""
    data = tmp_path_factory.mktemp("both")
    _run_unchecked(data, recorded_england, FIRST_NIGHT)
    run_night(data, SECOND_NIGHT)
    return data


@pytest.fixture(scope="session")
def second_night_only(
    recorded_england: Path, both_nights: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A fresh data folder in which only the second night was run; what is parsed already is kept, and the
    checks are taken as passed."""
    data = tmp_path_factory.mktemp("second")
    shutil.copytree(both_nights / "parsed", data / "parsed")
    _run_unchecked(data, recorded_england, SECOND_NIGHT)
    return data


def _run_unchecked(data: Path, recording: Path, as_of: str) -> None:
    with open_night(NightSettings(data, f"recorded:{recording}", date.fromisoformat(as_of))) as night:
        night.fetch()
        publish_unchecked(night)


@pytest.fixture(scope="session")
def warehouse(both_nights: Path) -> duckdb.DuckDBPyConnection:
    """The published warehouse after both nights."""
    return duckdb.connect(str(both_nights / "published" / "warehouse.duckdb"), read_only=True)


@pytest.fixture(scope="session")
def statistics(recorded_england: Path) -> pd.DataFrame:
    """The August 2025 statistics as text cells, read without any code of the project."""
    return read_cells(recorded_england / STATISTICS)


@pytest.fixture(scope="session")
def management_information(recorded_england: Path) -> pd.DataFrame:
    """The May 2026 management information as text cells, read without any code of the project."""
    return read_cells(recorded_england / MANAGEMENT_INFORMATION)
