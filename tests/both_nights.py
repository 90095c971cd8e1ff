"""Both nights of the sample's lists, the second by the command, for tests that look at what they leave.

Does not belong here: nights on all sources (sample_night.py), and what is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.night import open_night
from pipelines.settings import NightSettings
from tests.night.night_process import nightly
from tests.night.sample_flags import NIGHTS


@dataclass(frozen=True)
class BothNights:
    """The data folder after both, the build of each, and what the command said of the second."""

    data: Path
    builds: dict[str, Path]
    told: str


def run_command(data: Path, recording: Path, day: date) -> str:
    """``welfare-monitor nightly`` on the recording, in a process of its own; what it says."""
    told = data.with_suffix(".told")
    told.unlink(missing_ok=True)
    ended = nightly(told, data, recording, day).wait()
    assert ended.code == 0, ended.output
    return ended.output


def run_both_nights(data: Path, sample: Path) -> BothNights:
    """The first night step by step in this process, the second through the command, in one data folder."""
    with open_night(NightSettings(data, f"recorded:{sample}", NIGHTS["first"])) as night:
        night.fetch()
        night.parse()
        night.build()
        assert night.check().passed
        night.publish()
    builds = {"first": (data / "published").resolve()}
    told = run_command(data, sample, NIGHTS["second"])
    return BothNights(data, builds | {"second": (data / "published").resolve()}, told)
