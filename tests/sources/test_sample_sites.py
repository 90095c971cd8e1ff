"""The sample's sites as a process: they come and go with the night that started them."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from datetime import date

import pytest

from pipelines.settings import PROJECT_ROOT, BadUsage
from pipelines.sources.sample_sites import SampleSites, sample_sites

DAY = date(2026, 6, 10)
NIGHT = """
from datetime import date
from pipelines.sources.sample_sites import sample_sites
with sample_sites(date(2026, 6, 10)) as sites:
    print(sites.base, flush=True)
    input()
"""
PATIENCE = 10.0


def answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/_replica/day", timeout=PATIENCE):  # noqa: S310
            return True
    except OSError:
        return False


def ends(base: str) -> bool:
    deadline = time.monotonic() + PATIENCE
    while answers(base):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_they_stand_on_the_day_and_are_gone_afterwards() -> None:
    with sample_sites(DAY) as sites:
        assert sites.day() == DAY
    assert not answers(sites.base)


def test_they_are_gone_when_the_night_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", NIGHT],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as night:
        assert night.stdout is not None
        base = night.stdout.readline().strip()
        assert answers(base)
        night.kill()
        assert ends(base)


def test_sites_that_run_already_are_used_and_left_running() -> None:
    with sample_sites(DAY) as started:
        with sample_sites(None, started.base) as found:
            assert found.day() == DAY
        assert answers(started.base)


def test_sites_elsewhere_are_refused() -> None:
    with pytest.raises(BadUsage, match="not on this machine"):
        SampleSites("http://replica.example:8000")
