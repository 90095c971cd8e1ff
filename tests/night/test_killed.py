"""Killed at any moment (SIGKILL): the next run succeeds, with the tables of a night that nobody disturbed.

A state on disk differs from the one before only once a file takes its place, so a night is killed just before
each kind of file does; and at set times of the whole command, which meet the database and Dagster at work.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.night.night_process import nightly, steps
from tests.night.nights import builds, published_tables, run_night, shown_segments

EARLIER, LATER = date(2026, 5, 18), date(2026, 6, 10)
KILLED = -9


@dataclass(frozen=True)
class Undisturbed:
    """The sample's data folder after its earlier night, and after the later one, left in peace."""

    earlier: Path
    later: Path
    seconds: float
    tables: dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def undisturbed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    folder = tmp_path_factory.mktemp("undisturbed")
    # By a process too, so that the next one starts warm and its time is that of a night alone.
    ended = nightly(folder / "told.txt", folder / "earlier", sample, EARLIER).wait()
    assert ended.code == 0, ended.output
    shutil.copytree(folder / "earlier", folder / "later", symlinks=True)
    started = time.monotonic()
    ended = nightly(folder / "told.txt", folder / "later", sample, LATER).wait()
    seconds = time.monotonic() - started
    assert ended.code == 0, ended.output
    return Undisturbed(folder / "earlier", folder / "later", seconds, published_tables(folder / "later"))


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
        pytest.param("archive/ledger/*.jsonl", id="a-body-is-kept-but-not-in-the-ledger"),
        pytest.param("builds/*/manifest.json", id="the-candidate-is-built-but-not-judged"),
        pytest.param("published", id="nothing-but-the-flip-is-left"),
        pytest.param("builds/*/published.json", id="published-and-logged-but-not-marked"),
    ],
)
def test_killed_before_a_file_takes_its_place(
    data: Path, sample: Path, undisturbed: Undisturbed, told: Path, file: str
) -> None:
    assert steps(told, data, sample, LATER, die_before=file).wait().code == KILLED
    assert run_night(data, sample, LATER).state in ("done", "nothing_new")
    assert_as_undisturbed(data, undisturbed)


def test_killed_again_and_again_a_little_later_each_time(
    data: Path, sample: Path, undisturbed: Undisturbed, told: Path
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
        "archive/shown_log/*-2026-06-10-*.jsonl",
        "builds/*/published.json",
        "night/summary.json",
    ):
        assert steps(told, data, sample, LATER, die_before=file).wait().code == KILLED, file
    assert run_night(data, sample, LATER).state == "nothing_new"
    assert_as_undisturbed(data, undisturbed)


def test_a_night_killed_between_flip_and_log_is_completed_by_the_next(
    data: Path, sample: Path, undisturbed: Undisturbed, told: Path
) -> None:
    (log,) = (data / "archive" / "shown_log").glob("*.jsonl")
    killed = steps(told, data, sample, LATER, die_before="archive/shown_log/.*.unfinished").wait()
    flipped_to = (data / "published").resolve().name
    assert (killed.code, flipped_to[:10]) == (KILLED, LATER.isoformat())
    assert shown_segments(data) == [log.stem.partition("-")[2]]
    summary = run_night(data, sample, LATER)
    assert (summary.state, summary.build_id) == ("nothing_new", flipped_to)
    assert shown_segments(data) == [log.stem.partition("-")[2], flipped_to]
    assert_as_undisturbed(data, undisturbed)


def test_the_first_night_of_a_data_folder_killed_before_its_flip(
    sample: Path, undisturbed: Undisturbed, tmp_path: Path, told: Path
) -> None:
    data = tmp_path / "new"
    assert steps(told, data, sample, EARLIER, die_before="published").wait().code == KILLED
    assert not (data / "published").exists()
    run_night(data, sample, EARLIER)
    assert published_tables(data) == published_tables(undisturbed.earlier)
    assert (builds(data), shown_segments(data)) == (
        builds(undisturbed.earlier),
        shown_segments(undisturbed.earlier),
    )


def test_the_command_killed_again_and_again_after_a_longer_time(
    data: Path, sample: Path, undisturbed: Undisturbed, told: Path
) -> None:
    for share in (0.3, 0.7):
        night = nightly(told, data, sample, LATER)
        time.sleep(undisturbed.seconds * share)
        assert night.kill().code in (KILLED, 0)
    assert run_night(data, sample, LATER).state in ("done", "nothing_new")
    assert_as_undisturbed(data, undisturbed)
