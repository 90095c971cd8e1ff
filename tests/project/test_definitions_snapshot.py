"""What Dagster is told exists, as a text that a person can read: a change of it is seen in review.

``python -m tests.project.test_definitions_snapshot`` writes the text again.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.definitions import defs

SNAPSHOT = Path(__file__).with_name("definitions.txt")


def snapshot() -> str:
    """Assets with group, dependencies and checks; jobs, schedules, sensors and resources."""
    return "\n".join([*_assets(), *_jobs(), *_schedules(), *_sensors(), *_resources()]) + "\n"


def _assets() -> Iterator[str]:
    graph = defs.resolve_asset_graph()
    yield "assets"
    for key in graph.toposorted_asset_keys:
        asset = graph.get(key)
        yield f"    {key.to_user_string()} (group {asset.group_name})"
        for parent in sorted(asset.parent_keys):
            yield f"        after {parent.to_user_string()}"
        for check in sorted(asset.check_keys):
            blocking = "blocking " if graph.get(check).blocking else ""
            yield f"        {blocking}check {check.name}"


def _jobs() -> Iterator[str]:
    yield "jobs"
    for job in sorted(defs.jobs or [], key=lambda job: job.name):
        graph = defs.resolve_job_def(job.name).asset_layer.asset_graph
        everything = defs.resolve_asset_graph()
        whole = (
            graph.executable_asset_keys == everything.executable_asset_keys
            and graph.asset_check_keys == everything.asset_check_keys
        )
        yield f"    {job.name}: {'every asset and check' if whole else 'a part of the assets and checks'}"


def _schedules() -> Iterator[str]:
    yield "schedules"
    for schedule in defs.schedules or []:
        assert isinstance(schedule, dg.ScheduleDefinition)
        yield (
            f"    {schedule.name}: {schedule.job_name} at {schedule.cron_schedule} "
            f"{schedule.execution_timezone}, {schedule.default_status.value.lower()} by default"
        )


def _sensors() -> Iterator[str]:
    yield "sensors"
    for sensor in defs.sensors or []:
        assert isinstance(sensor, dg.SensorDefinition)
        yield (
            f"    {sensor.name}: {sensor.job_name} each {sensor.minimum_interval_seconds} s at most, "
            f"{sensor.default_status.value.lower()} by default"
        )


def _resources() -> Iterator[str]:
    yield "resources"
    yield from (f"    {name}" for name in sorted(defs.resources or {}))


def test_the_definitions_are_those_of_the_snapshot() -> None:
    kept = SNAPSHOT.read_text(encoding="utf-8")
    changes = difflib.unified_diff(
        kept.splitlines(), snapshot().splitlines(), str(SNAPSHOT.name), "now", lineterm="", n=1
    )
    assert kept == snapshot(), (
        "What Dagster is told exists has changed:\n"
        + "\n".join(changes)
        + "\nIf that is meant, write the snapshot again: python -m tests.project.test_definitions_snapshot"
    )


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
