"""What has had its time goes when asked for, and nothing else: never the archive, never what is published."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner

from pipelines.casework_port import open_casework
from pipelines.cli import main
from pipelines.clock import fixed_clock
from pipelines.definitions import run_records
from pipelines.layout import BuildFolder, DataFolder
from pipelines.night import hold_data_folder
from pipelines.records import write_record
from pipelines.retention import Due, RunRecords, due
from pipelines.warehouse.kept_builds import month_ends, prune

TODAY = date(2026, 6, 10)
NO_RUNS = RunRecords({}, lambda run_id: None)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """Four published builds, 400 to 1 days old, of which the oldest is published now; and an archive."""
    for number, days in enumerate((400, 91, 89, 1)):
        build = tmp_path / "builds" / f"build-{number}"
        write_record(build / "published.json", {"build_id": build.name})
        published = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC) - timedelta(days=days)
        os.utime(build / "published.json", (published.timestamp(), published.timestamp()))
    (tmp_path / "published").symlink_to(Path("builds") / "build-0")
    (tmp_path / "archive" / "ledger").mkdir(parents=True)
    (tmp_path / "archive" / "ledger" / "2019-01.jsonl").write_text("{}\n", encoding="utf-8")
    os.utime(tmp_path / "archive" / "ledger" / "2019-01.jsonl", (0, 0))
    return DataFolder(tmp_path)


def content(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "night.lock"
    }


def kinds(data: DataFolder, day: date = TODAY, runs: RunRecords = NO_RUNS) -> dict[str, Due]:
    names = ("builds", "runs", "looks", "left_over", "objections")
    return dict(zip(names, due(data, fixed_clock(day), runs), strict=True))


def test_copies_that_the_doctor_kept_go_after_their_days(data: DataFolder) -> None:
    for name in ("2026-05-10T020000Z", "2026-05-11T020000Z", "looking"):
        (data.doctor / name).mkdir(parents=True)
        (data.doctor / name / "copy").touch()
    looks = kinds(data)["looks"]
    assert (looks.held, looks.gone) == (2, ["doctor/2026-05-10T020000Z"])
    looks.remove()
    assert sorted(path.name for path in data.doctor.iterdir()) == ["2026-05-11T020000Z", "looking"]


def test_old_builds_are_shown_first_and_stay_until_they_are_removed(data: DataFolder) -> None:
    before = content(data.root)
    builds = kinds(data)["builds"]
    assert (builds.held, builds.gone) == (4, ["build build-1, published 11 March 2026"])
    assert content(data.root) == before
    builds.remove()
    assert sorted(path.name for path in data.builds.iterdir()) == ["build-0", "build-2", "build-3"]


def test_the_last_build_of_a_month_keeps_its_facts_for_ten_years_and_nothing_about_flags(
    data: DataFolder,
) -> None:
    builds = fill(data, {"a": "2026-01-30", "b": "2026-01-31", "c": "2026-06-09"})
    retention = kinds(data, TODAY)["builds"]
    assert retention.gone[-1].startswith("what is about flags in build b, published 31 January 2026")
    retention.remove()
    assert sorted(path.name for path in data.builds.iterdir()) == ["b", "build-0", "build-2", "build-3", "c"]
    assert files_of(builds["b"]) == {"facts.duckdb", "exports", "manifest.json", "published.json"}
    assert files_of(builds["c"]) == set(OF_A_BUILD)
    assert not [told for told in kinds(data, TODAY)["builds"].gone if " b," in told]

    kinds(data, date(2036, 2, 3))["builds"].remove()
    assert not (data.builds / "b").exists()


def test_publishing_keeps_ten_builds_whole_and_of_older_month_ends_the_facts(data: DataFolder) -> None:
    shutil.rmtree(data.builds)
    days = [date(2026, 1, 22) + timedelta(days=number) for number in range(20)]
    builds = fill(data, {str(day): str(day) for day in days})
    prune(data, keep=BuildFolder(builds["2026-01-25"]))
    assert (
        sorted(path.name for path in data.builds.iterdir())
        == [
            "2026-01-25",  # as if published now, also where it is not the newest
            "2026-01-31",
            *map(str, days[-10:]),
        ]
    )
    assert files_of(builds["2026-01-31"]) == {"facts.duckdb", "exports", "manifest.json", "published.json"}
    assert all(files_of(builds[str(day)]) == set(OF_A_BUILD) for day in days[-10:])


def test_the_month_of_a_build_is_that_of_the_day_it_stands_for(data: DataFolder) -> None:
    """A night that ends after midnight, or stands for a recorded day, is published in another month."""
    builds = fill(data, {"a": "2026-02-27", "b": "2026-02-28"})
    os.utime(builds["b"] / "published.json", (0, 0))
    assert month_ends(map(BuildFolder, builds.values())) == {"b"}


OF_A_BUILD = (
    *("warehouse.duckdb", "facts.duckdb", "exports", "flags", "lists.json", "manifest.json"),
    *("verdict.json", "shown.jsonl", "published.json"),
)


def files_of(build: Path) -> set[str]:
    return {path.name for path in build.iterdir()}


def fill(data: DataFolder, days: dict[str, str]) -> dict[str, Path]:
    """Published builds by name, each for a day and published on it, with all that a build consists of."""
    for name, day in days.items():
        for file in OF_A_BUILD:
            if file in ("exports", "flags"):
                write_record(data.builds / name / file / "file", {})
            else:
                write_record(data.builds / name / file, {"as_of": day})
        at = datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()
        os.utime(data.builds / name / "published.json", (at, at))
    return {name: data.builds / name for name in days}


def test_neither_the_archive_nor_the_published_build_is_ever_touched(data: DataFolder) -> None:
    archive = content(data.archive)
    for kind in kinds(data, TODAY + timedelta(days=36_500)).values():
        kind.remove()
    assert content(data.archive) == archive
    assert [path.name for path in data.builds.iterdir()] == ["build-0"]
    assert (data.published / "published.json").exists()


def test_what_a_killed_night_spilled_goes(data: DataFolder) -> None:
    data.spill.mkdir()
    (data.spill / "duckdb_temp").write_bytes(b"rows")
    left_over = kinds(data)["left_over"]
    assert left_over.gone == ["spill/duckdb_temp"]
    left_over.remove()
    assert not data.spill.exists()


def test_an_objection_goes_three_years_after_it_was_lifted_and_the_record_says_that_it_went(
    data: DataFolder,
) -> None:
    casework = open_casework(data)
    first = datetime(2022, 1, 10, tzinfo=UTC)
    review = first.date() + timedelta(days=90)
    for urn in (900101, 900102, 900103):
        casework.add(urn, review_on=review, reason="Asked", by="Duty officer", decided_at=first)
    casework.lift(900101, reason="Asked again", by="Duty officer", decided_at=first + timedelta(days=30))
    casework.lift(900102, reason="Asked again", by="Duty officer", decided_at=first + timedelta(days=1500))
    assert kinds(data, first.date() + timedelta(days=1000))["objections"].gone == []

    objections = kinds(data)["objections"]
    assert len(objections.gone) == 2
    objections.remove()
    assert [(entry.decision, entry.urn) for entry in casework.entries()] == [
        ("add", 900102),
        ("add", 900103),
        ("lift", 900102),
        ("forget", 0),
    ]
    assert list(casework.objections()) == [900103]
    assert casework.head() == 6
    assert casework.entries()[-1].reason == "2 entries removed: lifted more than 1095 days ago"
    assert kinds(data)["objections"].gone == []


def test_an_objection_recorded_anew_after_it_was_lifted_is_not_forgotten(data: DataFolder) -> None:
    casework = open_casework(data)
    first = datetime(2020, 1, 10, tzinfo=UTC)
    review = first.date() + timedelta(days=90)
    casework.add(900101, review_on=review, reason="Asked", by="Duty officer", decided_at=first)
    casework.lift(900101, reason="Asked again", by="Duty officer", decided_at=first)
    casework.add(900101, review_on=review, reason="Asked", by="Duty officer", decided_at=first)
    assert kinds(data)["objections"].gone == []


@dg.asset
def counted() -> int:
    """Something to materialise."""
    return 1


def test_records_of_runs_go_with_their_events_and_logs(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "set again by the program")
    monkeypatch.setenv("WELFARE_MONITOR_DAGSTER_STATE", "set again by the program")
    data.dagster.mkdir()
    with run_records(data) as runs:
        with dg.DagsterInstance.get() as instance:
            run_id = dg.materialize([counted], instance=instance).run_id
        assert runs.ended == {}
    (data.dagster / run_id / "compute_logs").mkdir(parents=True, exist_ok=True)
    with run_records(data) as runs:
        assert list(runs.ended) == [run_id]
        ended = runs.ended[run_id].date()
        assert kinds(data, ended + timedelta(days=90), runs)["runs"].gone == []
        kinds(data, ended + timedelta(days=91), runs)["runs"].remove()
    with run_records(data) as runs:
        assert runs.ended == {}
    assert not (data.dagster / run_id).exists()


def run(data: DataFolder, *arguments: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(main, ["retention", *arguments, "--data", str(data.root)])
    assert result.exit_code == exit_code, result.output
    return result.output


def test_the_command_shows_what_would_go_and_removes_it_when_told(data: DataFolder) -> None:
    # By the machine's clock, which is later than any day above: all but the published build are too old.
    mark = data.builds / "build-1" / "published.json"
    os.utime(mark, (0, 0))
    told = run(data)
    assert "build build-1, published 1 January 1970" in told
    assert "Nothing was removed" in told
    assert mark.exists()
    assert "Removed." in run(data, "--apply")
    assert not mark.exists()
    assert (data.builds / "build-0").exists()


def test_nothing_is_removed_while_a_night_runs(data: DataFolder) -> None:
    before = content(data.root)
    with hold_data_folder(data):
        assert "Another night is running" in run(data, "--apply", exit_code=1)
    assert content(data.root) == before


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    run(DataFolder(tmp_path / "absent"), exit_code=1)
    assert not (tmp_path / "absent").exists()
