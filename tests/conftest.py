"""Fixtures that several test folders share. Real published data is read from ``../shared`` and never
copied."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from xdist.remote import Producer

from pipelines.garbage import look_for_garbage_seldom
from pipelines.priority import give_way
from pipelines.settings import PROJECT_ROOT
from tests.faults.often import leave_to_make_faults
from tests.project.source_tree import modules
from tests.scheduling import ByCostlyFixture, begin_costly_first, workers

if TYPE_CHECKING:
    from tests.both_nights import BothNights
    from tests.postgresql import Postgresql
    from tests.sample_night import SampleNight

# The same generated cases on every machine, so that a red run means a change and not a lucky draw.
# HYPOTHESIS_PROFILE=search draws new ones each time.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_configure(config: pytest.Config) -> None:
    # A shell ignores it in what it runs in the background, and what tests begin would inherit that; Dagster
    # takes what is done at SIGINT for SIGTERM too, and nothing could be ended.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # As a night does: the modules of all tests are many objects to look through, and none of them is garbage.
    look_for_garbage_seldom()
    # What is begun first is undone last: after pytest has looked, so that Python's own end finds everything.
    config.add_cleanup(gc.unfreeze)
    # As a night does: beside others that do not, the night that a test begins would wait for all of them.
    if hasattr(config, "workerinput"):
        give_way()


def pytest_unconfigure() -> None:
    """Look for garbage once more, and leave nothing to look through to pytest, which looks five times."""
    modules.cache_clear()
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    begin_costly_first(items)
    leave_to_make_faults(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    return workers()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByCostlyFixture:
    return ByCostlyFixture(config, log)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real samples and recordings; tests that need it skip where it is absent."""
    folder = PROJECT_ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("real published samples (../shared) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded sample as a recording: invented schools in every format, on two dated nights."""
    folder = tmp_path_factory.mktemp("sample") / "recording"
    subprocess.run(
        [sys.executable, "-m", "replica", str(folder)], check=True, capture_output=True, cwd=PROJECT_ROOT
    )
    return folder


@pytest.fixture(scope="session")
def sample_night(tmp_path_factory: pytest.TempPathFactory) -> SampleNight:
    """A night on all sources of the sample, run once for the modules that tests/scheduling.py keeps together
    for it. Not to be written to: copy it."""
    # Imported where it is wanted: most tests need no night.
    from tests.sample_night import run_sample_night

    return run_sample_night(tmp_path_factory.mktemp("sample_night"))


@pytest.fixture(scope="session")
def both_nights(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> BothNights:
    """Both nights of the sample's lists, run once for the modules that tests/scheduling.py keeps together for
    them. Nights may be run again in the folder, and nothing else be written to it."""
    from tests.both_nights import run_both_nights

    return run_both_nights(tmp_path_factory.mktemp("both_nights"), sample)


@pytest.fixture(scope="session")
def recorded_england(shared: Path) -> Path:
    """The recording of the whole of England."""
    return shared / "recorded" / "england"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """A PostgreSQL for all tests of a worker; those that need it skip, saying so, where there is none."""
    from tests.postgresql import PostgresqlMissing, running_postgresql

    try:
        with running_postgresql() as server:
            yield server
    except PostgresqlMissing as missing:
        pytest.skip(str(missing))
