"""The scenario and one recording written from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from replica.recording import write_recording
from replica.scenario import read_scenario
from replica.schools import Scenario


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return read_scenario()


@pytest.fixture(scope="session")
def recording(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recording")
    write_recording(scenario, folder)
    return folder
