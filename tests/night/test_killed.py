"""Killed at any moment (SIGKILL): the next run succeeds, with the tables of a night that nobody disturbed.

A state on disk differs from the one before only once a file takes its place, so a night is killed just before
each kind of file does; and at moments drawn over the whole command, which meet the database and Dagster at
work.
"""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.often import KILLS, only_in_make_faults
from tests.night.night_process import nightly, steps
from tests.night.nights import FIRST_DAY, NEXT_DAY, builds, published_tables, run_night, shown_segments
from tests.night.recordings import Release, SmallRecording

EARLIER, LATER = FIRST_DAY, NEXT_DAY
KILLED = -9


@dataclass(frozen=True)
class Undisturbed:
    """What both nights are served, and the data folder after the earlier one, and after the later one, left
    in peace."""

    recording: Path
    earlier: Path
    later: Path
    tables: dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def undisturbed(
    after_april: Path, april: Release, may: Release, tmp_path_factory: pytest.TempPathFactory
) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    recording = SmallRecording(folder / "recording")
    recording.publish(EARLIER, april)
    recording.publish(LATER, may, april)
    shutil.copytree(after_april, folder / "later", symlinks=True)
    assert run_night(folder / "later", recording.folder, LATER).published
    return Undisturbed(recording.folder, after_april, folder / "later", published_tables(folder / "later"))


@pytest.fixture
def data(undisturbed: Undisturbed, tmp_path: Path) -> Path:
    """The data folder of one test, after the earlier night."""
    shutil.copytree(undisturbed.earlier, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


def assert_as_undisturbed(data: Path, undisturbed: Undisturbed) -> None:
    """The same tables, no candidate left, and what was shown logged once for each published build."""
    assert published_tables(data) == undisturbed.tables
    assert builds(data) == builds(undisturbed.later)
    assert shown_segments(data) == shown_segments(undisturbed.later)
    assert not list(data.glob(".published*"))


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(
            "archive/ledger/*.jsonl", id="a-body-is-kept-but-not-in-the-ledger", marks=only_in_make_faults
        ),
        pytest.param("builds/*/manifest.json", id="the-candidate-is-built-but-not-judged"),
        pytest.param("published", id="nothing-but-the-flip-is-left"),
        pytest.param(
            "builds/*/published.json", id="published-and-logged-but-not-marked", marks=only_in_make_faults
        ),
    ],
)
def test_killed_before_a_file_takes_its_place(
    data: Path, undisturbed: Undisturbed, told: Path, file: str
) -> None:
    assert steps(told, data, undisturbed.recording, LATER, die_before=file).wait().code == KILLED
    assert run_night(data, undisturbed.recording, LATER).state in ("done", "nothing_new")
    assert_as_undisturbed(data, undisturbed)


@only_in_make_faults
def test_killed_again_and_again_a_little_later_each_time(
    data: Path, undisturbed: Undisturbed, told: Path
) -> None:
    """A night that finishes what a killed one left is killed in turn."""
    for file in (
        "archive/blobs/??/*",
        "archive/ledger/*.jsonl",
        "night/sources.json",
        "parsed/*/v*/*-2026-05-31",
        "builds/*/warehouse.duckdb",
        "builds/*/shown.jsonl",
        "builds/*/verdict.json",
        "published",
        f"archive/shown_log/*-{LATER}-*.jsonl",
        "builds/*/published.json",
        "night/summary.json",
    ):
        assert steps(told, data, undisturbed.recording, LATER, die_before=file).wait().code == KILLED, file
    assert run_night(data, undisturbed.recording, LATER).state == "nothing_new"
    assert_as_undisturbed(data, undisturbed)


def test_a_night_killed_between_flip_and_log_is_completed_by_the_next(
    data: Path, undisturbed: Undisturbed, told: Path
) -> None:
    (log,) = (data / "archive" / "shown_log").glob("*.jsonl")
    killed = steps(
        told, data, undisturbed.recording, LATER, die_before="archive/shown_log/.*.unfinished"
    ).wait()
    flipped_to = (data / "published").resolve().name
    assert (killed.code, flipped_to[:10]) == (KILLED, LATER.isoformat())
    assert shown_segments(data) == [log.stem.partition("-")[2]]
    summary = run_night(data, undisturbed.recording, LATER)
    assert (summary.state, summary.build_id) == ("nothing_new", flipped_to)
    assert shown_segments(data) == [log.stem.partition("-")[2], flipped_to]
    assert_as_undisturbed(data, undisturbed)


@only_in_make_faults
def test_the_first_night_of_a_data_folder_killed_before_its_flip(
    undisturbed: Undisturbed, tmp_path: Path, told: Path
) -> None:
    data = tmp_path / "new"
    assert steps(told, data, undisturbed.recording, EARLIER, die_before="published").wait().code == KILLED
    assert not (data / "published").exists()
    run_night(data, undisturbed.recording, EARLIER)
    assert published_tables(data) == published_tables(undisturbed.earlier)
    assert (builds(data), shown_segments(data)) == (
        builds(undisturbed.earlier),
        shown_segments(undisturbed.earlier),
    )


@pytest.fixture
def seconds_of_a_night(data: Path, undisturbed: Undisturbed, tmp_path: Path, told: Path) -> float:
    """How long the command takes when nobody disturbs it."""
    shutil.copytree(data, tmp_path / "in_peace", symlinks=True)
    # Not counted: the server that processes are forked from starts with the first of them.
    steps(told, tmp_path / "warm", undisturbed.recording, LATER, die_before="archive/*").wait()
    started = time.monotonic()
    ended = nightly(told, tmp_path / "in_peace", undisturbed.recording, LATER).wait()
    assert ended.code == 0, ended.output
    return time.monotonic() - started


@only_in_make_faults
@pytest.mark.timeout(120 + 60 * KILLS)
def test_the_command_killed_at_any_moment_and_run_again(
    undisturbed: Undisturbed, seconds_of_a_night: float, tmp_path: Path, told: Path
) -> None:
    """Each time from the data folder of the earlier night, and each time a whole night follows."""
    drawn = random.Random(20260611)
    data, seconds, killed = tmp_path / "killed", seconds_of_a_night, 0
    for _ in range(2 * KILLS):
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(undisturbed.earlier, data, symlinks=True)
        # One from each part of the night, so that few are spread over it too.
        moment = seconds * (killed + drawn.random()) / KILLS
        night = nightly(told, data, undisturbed.recording, LATER)
        time.sleep(moment)
        if night.kill().code == KILLED:
            killed += 1
        else:  # it was over before: the machine was busier when a night was timed
            seconds = moment
        assert run_night(data, undisturbed.recording, LATER).state in ("done", "nothing_new"), moment
        assert_as_undisturbed(data, undisturbed)
        if killed == KILLS:
            return
    pytest.fail(f"only {killed} of {2 * KILLS} nights were killed before they ended")
