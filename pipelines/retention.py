"""What has been kept long enough: what would go, and removing it.

Belongs here: the classes of things that have a time, each with its rule from reference/retention.toml. Does
not belong here: the archive, which is never touched; the number of builds, which publishing keeps
(pipelines/warehouse/kept_builds.py); Dagster, whose runs are reached through functions that are handed in.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from pipelines.casework_port import open_casework
from pipelines.clock import Clock
from pipelines.layout import DataFolder
from pipelines.reference import read_toml
from pipelines.texts import in_words, say
from pipelines.warehouse.kept_builds import (
    holds_flags,
    keep_facts_only,
    month_ends,
    published_at,
    published_folders,
)
from pipelines.warehouse.publish import published_build


@dataclass(frozen=True)
class Due:
    """One kind of thing with those whose time is over.

    rule: how long it is kept, in words. held: how many there are. gone: what would go, each in words.
    remove: removes exactly those.
    """

    title: str
    rule: str
    held: int
    gone: list[str]
    remove: Callable[[], None]


@dataclass(frozen=True)
class RunRecords:
    """Dagster's records of runs, as far as retention needs them.

    ended: when each run was last written to, by its id. forget: removes one with its events and logs.
    """

    ended: dict[str, datetime]
    forget: Callable[[str], None]


def due(data: DataFolder, clock: Clock, runs: RunRecords) -> list[Due]:
    """Every kind of thing that has a time, with what has had it by now. Nothing is removed yet."""
    kept = read_toml("retention.toml")
    today = clock.today()
    return [
        _builds(data, today, kept["builds"]),
        _runs(runs, today - timedelta(days=kept["run_records"]["days"]), kept["run_records"]["days"]),
        _looks(data, today - timedelta(days=kept["doctor"]["days"]), kept["doctor"]["days"]),
        _left_over(data),
        _objections(data, clock, kept["objection"]["days_after_lifting"]),
    ]


def _builds(data: DataFolder, today: date, rule: dict[str, int]) -> Due:
    current = published_build(data)
    published = published_folders(data)
    last_of_month = month_ends(published)
    before = today - timedelta(days=rule["days"])
    month_end_before = today - timedelta(days=rule["month_end_days"])
    gone, facts_stay = [], []
    for build in published:
        day = published_at(build).date()
        if day >= before or (current is not None and build.build_id == current.build_id):
            continue
        if build.build_id not in last_of_month or day < month_end_before:
            gone.append(build)
        elif holds_flags(build):
            facts_stay.append(build)

    def remove() -> None:
        _remove_folders([build.root for build in gone])
        for build in facts_stay:
            keep_facts_only(build)

    return Due(
        title=say("retention.builds"),
        rule=say("retention.builds_rule", rule["kept"], rule["days"], rule["month_end_days"]),
        held=len(published),
        gone=[
            say(f"retention.{what}", build.build_id, in_words(published_at(build).date()))
            for what, builds in (("build", gone), ("month_end", facts_stay))
            for build in builds
        ],
        remove=remove,
    )


def _runs(runs: RunRecords, before: date, days: int) -> Due:
    gone = [run for run, ended in sorted(runs.ended.items()) if ended.date() < before]

    def remove() -> None:
        for run in gone:
            runs.forget(run)

    return Due(
        title=say("retention.runs"),
        rule=say("retention.runs_rule", days),
        held=len(runs.ended),
        gone=[say("retention.run", run, in_words(runs.ended[run].date())) for run in gone],
        remove=remove,
    )


def _looks(data: DataFolder, before: date, days: int) -> Due:
    """What ``doctor`` kept, a folder a look, named by its moment."""
    looks = sorted(path for path in data.doctor.glob("????-??-??T*") if path.is_dir())
    gone = [look for look in looks if date.fromisoformat(look.name[:10]) < before]
    return Due(
        title=say("retention.looks"),
        rule=say("retention.looks_rule", days),
        held=len(looks),
        gone=[str(look.relative_to(data.root)) for look in gone],
        remove=lambda: _remove_folders(gone),
    )


def _left_over(data: DataFolder) -> Due:
    """Tables that a killed night left where DuckDB spills: nobody reads them again."""
    spilled = sorted(path for path in data.spill.rglob("*") if path.is_file()) if data.spill.is_dir() else []
    return Due(
        title=say("retention.left_over"),
        rule=say("retention.left_over_rule"),
        held=len(spilled),
        gone=[str(path.relative_to(data.root)) for path in spilled],
        remove=lambda: _remove_folders([data.spill] if spilled else []),
    )


def _objections(data: DataFolder, clock: Clock, days: int) -> Due:
    casework = open_casework(data)
    gone = casework.lifted_before(clock.today() - timedelta(days=days))
    why = say("retention.forgotten", len(gone), days)

    def remove() -> None:
        if gone:
            casework.forget(gone, why=why, by=say("retention.by"), decided_at=clock.now())

    return Due(
        title=say("retention.objections"),
        rule=say("retention.objections_rule", days),
        held=len(casework.entries()),
        gone=[
            say("retention.entry", entry.sequence, entry.urn, in_words(entry.decided_at.date()))
            for entry in gone
        ],
        remove=remove,
    )


def _remove_folders(folders: list[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder)
