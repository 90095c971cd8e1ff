"""A desk over the sample's published night. A test gets officers' data of its own; the night is shared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.served import Now, Served, serve_desk
from tests.sample_night import SampleNight


@pytest.fixture
def data(sample_night: SampleNight, tmp_path: Path) -> Path:
    """A data folder of the test's own, in which the sample's night is published (its build is not copied)."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "builds").symlink_to(sample_night.data / "builds")
    (folder / "published").symlink_to((sample_night.data / "published").readlink())
    return folder


@pytest.fixture
def served(data: Path) -> Iterator[Served]:
    """A desk on the morning after the sample's night."""
    with serve_desk(data, Now()) as served:
        yield served
