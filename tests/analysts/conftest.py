"""The published sample as an analyst finds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.layout import BuildFolder, DataFolder
from tests.sample_night import SampleNight


@pytest.fixture(scope="session")
def data(sample_night: SampleNight) -> DataFolder:
    """The data folder after one night. Not to be written to."""
    return DataFolder(sample_night.data)


@pytest.fixture(scope="session")
def build(data: DataFolder) -> BuildFolder:
    return BuildFolder(data.published.resolve())


@pytest.fixture(scope="session")
def facts(build: BuildFolder) -> Path:
    return build.facts
