"""One night on all sources of the sample, for tests that look at what a night leaves.

Belongs here: running it, and publishing any night with its checks taken as passed, because they have tests of
their own. Does not belong here: nights as they are run (tests/night), and what is looked at.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.night import Night, open_night
from pipelines.night_summary import NightSummary
from pipelines.settings import NightSettings
from pipelines.summary import summarise
from pipelines.warehouse.verdict import CheckResult, Verdict, file_sha256, write_verdict

SAMPLE_NIGHT = date(2026, 6, 10)


@dataclass(frozen=True)
class SampleNight:
    """A data folder after the night, and what was logged meanwhile."""

    data: Path
    logged: str


def run_sample_night(data: Path) -> SampleNight:
    """The night in a new folder, with everything that any library logs of it."""
    log = data.with_suffix(".log")
    handler = logging.FileHandler(log, encoding="utf-8")
    everything = logging.getLogger()
    level = everything.level
    everything.addHandler(handler)
    everything.setLevel(logging.DEBUG)
    try:
        with open_night(NightSettings(data, "sample", SAMPLE_NIGHT)) as night:
            night.fetch()
            publish_unchecked(night)
    finally:
        everything.removeHandler(handler)
        everything.setLevel(level)
        handler.close()
    return SampleNight(data, log.read_text(encoding="utf-8"))


def publish_unchecked(night: Night) -> NightSummary:
    """Every step of an open night after fetching, apart from the checks, and its account."""
    night.parse()
    candidate = night.build().build
    passed = CheckResult("school", "taken_as_passed", True, "", "", carried=False)
    hashes = file_sha256(candidate.warehouse), file_sha256(candidate.facts)
    write_verdict(candidate.verdict, Verdict(*hashes, (passed,), {}, {}))
    night.publish()
    return summarise(night)
