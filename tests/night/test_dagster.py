"""Dagster's own commands and the nightly job, as an operator meets them.

Belongs here: that they work, and what they leave behind. Does not belong here: the list of what exists
(tests/project/definitions.txt).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from dagster_dg_cli.cli import main as dg_command

from assets.published import published
from pipelines.definitions import defs
from pipelines.layout import DataFolder
from pipelines.night import Night, open_night
from pipelines.settings import PROJECT_ROOT, NightSettings
from pipelines.warehouse.publish import NotPublishable
from pipelines.watch.attempts import Attempt
from tests.night.night_process import Ended, NightProcess, take_environment
from tests.night.nights import NEXT_DAY, Nights
from tests.night.nights import published as published_files

DG = Path(sys.executable).with_name("dg")
# Left by the tools of this project, perhaps by a test that runs beside this one.
OF_OTHER_TOOLS = {".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}

RunDg = Callable[..., Ended]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run_dg(tmp_path: Path, data: Path, told: Path) -> RunDg:
    """Run ``dg`` in the project's folder, with data and Dagster's records in a folder of the test. cold: as a
    shell runs it; else in a process that has imported Dagster and this project already."""

    def run(*arguments: str, home: Path | None = None, cold: bool = False) -> Ended:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DAGSTER_", "WELFARE_MONITOR_"))
        }
        environment |= {
            "WELFARE_MONITOR_DATA": str(data),
            "WELFARE_MONITOR_DAGSTER_STATE": str(tmp_path / "state"),
        }
        if home is not None:
            environment["DAGSTER_HOME"] = str(home)
        before = in_project_folder()
        if cold:
            ended = cold_dg(arguments, environment)
        else:
            ended = NightProcess(told, warm_dg, arguments, environment).wait()
        assert in_project_folder() == before, "dg left something in the folder that it ran in"
        return ended

    return run


def cold_dg(arguments: Sequence[str], environment: Mapping[str, str]) -> Ended:
    ended = subprocess.run(
        [str(DG), *arguments],
        cwd=PROJECT_ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout)


def warm_dg(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    take_environment(environment)
    os.chdir(PROJECT_ROOT)
    sys.argv = ["dg", *arguments]
    dg_command()


def in_project_folder() -> set[str]:
    return {path.name for path in PROJECT_ROOT.iterdir()} - OF_OTHER_TOOLS


def test_the_definitions_load_without_a_home(run_dg: RunDg) -> None:
    checked = run_dg("check", "defs")
    assert checked.code == 0, checked.output
    assert "All definitions loaded successfully." in checked.output


def test_the_definitions_are_listed_with_the_project_as_home(run_dg: RunDg) -> None:
    listed = run_dg("list", "defs", "--json", home=PROJECT_ROOT)
    assert listed.code == 0, listed.output
    found = json.loads(listed.output)
    graph = defs.resolve_asset_graph()
    assert {asset["asset_key"] for asset in found["assets"]} == {
        key.to_user_string() for key in graph.get_all_asset_keys()
    }
    assert len(found["asset_checks"]) == len(graph.asset_check_keys)
    assert all(asset["description"] and asset["group_name"] for asset in found["assets"])
    assert all(check["description"] for check in found["asset_checks"])
    assert [job["name"] for job in found["jobs"]] == ["nightly", "parse_backfill"]
    assert [schedule["name"] for schedule in found["schedules"]] == ["nightly_schedule"]


def test_the_nightly_job_holds_every_asset_and_every_check() -> None:
    everything = defs.resolve_asset_graph()
    held = defs.resolve_job_def("nightly").asset_layer
    assert held.executable_asset_keys == everything.get_all_asset_keys()
    assert held.asset_graph.asset_check_keys == everything.asset_check_keys
    assert all(everything.get(check).blocking for check in everything.asset_check_keys)


def test_the_schedule_runs_the_job_at_half_past_two_in_england() -> None:
    schedule = defs.resolve_schedule_def("nightly_schedule")
    assert (schedule.job_name, schedule.cron_schedule) == ("nightly", "30 2 * * *")
    assert schedule.execution_timezone == "Europe/London"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING


# Twelve seconds on an idle machine.
@pytest.mark.timeout(600)
def test_the_job_launched_by_dg_publishes_the_sample(run_dg: RunDg, data: Path, tmp_path: Path) -> None:
    ended = run_dg("launch", "--job", "nightly", cold=True)
    assert ended.code == 0, ended.output[-6000:]
    with duckdb.connect(str(data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT as_of, sources FROM build").fetchall() == [
            (date(2026, 6, 10), "sample")
        ]
        ((open_flags,),) = connection.execute("SELECT count(*) FROM flag_list").fetchall()
    assert open_flags > 0
    assert (data / "published" / "flags" / "flag_list.csv").is_file()
    attempt = Attempt.last(DataFolder(data))
    assert attempt is not None
    assert attempt.result == "done", "Dagster looks back at the run afterwards"
    # Dagster's records stand where they were told to.
    assert list((tmp_path / "state").rglob("runs.db"))


def test_publishing_alone_without_a_candidate_is_refused_in_plain_words(data: Path) -> None:
    with open_night(NightSettings(data, "sample", None)) as night:
        refused = publish_alone(night)
    assert "There is no candidate build. Run the whole nightly job: make nightly." in refused
    assert not (data / "published").exists()
    assert not (data / "builds").exists()


def test_publishing_alone_a_candidate_that_was_not_checked_is_refused(nights: Nights) -> None:
    before = published_files(nights.data)
    with nights.open(day=NEXT_DAY) as night:
        night.fetch()
        night.parse()
        candidate = night.build()
        assert not candidate.is_published
        refused = publish_alone(night)
    assert "has not been checked, so it is not published. Run the whole nightly job." in refused
    assert published_files(nights.data) == before


def publish_alone(night: Night) -> str:
    """Launch the one asset; what its step says when it ends."""
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize(
            [published], resources={"night": night}, instance=instance, raise_on_error=False
        )
        assert not result.success
        (failure,) = result.filter_events(lambda event: event.is_step_failure)
    error = failure.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    assert error is not None
    assert error.cls_name == NotPublishable.__name__
    return str(error.message)
