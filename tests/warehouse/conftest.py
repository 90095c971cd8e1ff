"""The sound warehouse that tests of checking share, built once a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.warehouse.sound_warehouse import QUIET_NIGHT, build_all_nights, build_night


@dataclass(frozen=True)
class SoundBuilds:
    """Folders of two builds: of the last night with news, and of the quiet night after it."""

    last: Path
    quiet: Path


@pytest.fixture(scope="session")
def sound_builds(tmp_path_factory: pytest.TempPathFactory) -> SoundBuilds:
    """Builds of invented schools that every check passes."""
    root = tmp_path_factory.mktemp("sound")
    return SoundBuilds(last=build_all_nights(root), quiet=build_night(root, QUIET_NIGHT))
