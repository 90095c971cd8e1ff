"""More than three years of nights and casework in one data folder: what is here at the end of each month,
and what went.

Builds are folders of the right names and cases are invented; what has its time is decided and removed by the
program itself, by a clock that is handed down.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desk.casework import actions, assigning, closing
from desk.casework.codes import CloseReason
from desk.keeping import closed_cases, old_records
from desk.settings import DeskSettings
from desk.store.database import Store, open_store
from desk.store.models import Attempt, Audit, Case, CaseCount, Note, SentDigest
from pipelines.casework_port import open_casework
from pipelines.clock import fixed_clock
from pipelines.layout import BuildFolder, DataFolder
from pipelines.reference import read_toml
from pipelines.retention import RunRecords, due
from pipelines.warehouse.kept_builds import holds_flags, prune
from tests.desk.casework_bench import SCHOOL, Bench
from tests.sample_night import SampleNight

FIRST, MONTHS = date(2026, 7, 1), 39
#: Nights of a month that find something new, by how many days they are before its last.
NIGHTS = (25, 12, 0)
FACTS = {"facts.duckdb", "exports", "manifest.json", "published.json"}
WHOLE = FACTS | {"warehouse.duckdb", "flags", "lists.json", "verdict.json", "shown.jsonl"}


@dataclass
class Installation:
    """A data folder that is filled night by night. ran: the day of each run that Dagster still knows of.
    closed: the day on which each case was closed, by its number."""

    data: DataFolder
    store: Store
    warehouse: Path
    ran: dict[str, datetime] = field(default_factory=dict)
    published: list[date] = field(default_factory=list)
    closed: dict[int, date] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def night(self, day: date) -> None:
        """What a night leaves that published something: a build, whose flags the desk reads, and a run."""
        build = BuildFolder(self.data.builds / str(day))
        for folder in (build.exports, build.flags):
            folder.mkdir(parents=True)
        for name in WHOLE - {"exports", "flags", "warehouse.duckdb"}:
            (build.root / name).write_text(json.dumps({"as_of": str(day)}), encoding="utf-8")
        build.warehouse.symlink_to(self.warehouse)
        at = moment(day).timestamp()
        os.utime(build.root / "published.json", (at, at))
        self.data.published.unlink(missing_ok=True)
        self.data.published.symlink_to(build.root)
        prune(self.data, keep=build)
        self.published.append(day)
        self.ran[f"run of {day}"] = moment(day)
        (self.data.archive / f"{day}.jsonl").write_text(f"{day}\n", encoding="utf-8")

    def case(self, bench: Bench, officer: int, day: date) -> None:
        """A case that is taken, tried and closed on one day, and the digest of that morning."""
        bench.now = moment(day)
        with bench.work(bench.flag(), officer) as work:
            assigning.assign(work, officer, SCHOOL)
            actions.write_note(work, "Call after 15:00.")
            closing.close(work, CloseReason.HEAD_CHANGED, SCHOOL)
        self.closed[work.case.case_id] = day
        with self.store.write() as session:
            said = {"begun_at": bench.now, "sent_at": bench.now, "as_of": day}
            session.add(SentDigest(recipient=str(officer), day=day, **said))
            told = select(func.count()).select_from(Audit).where(Audit.case_id == work.case.case_id)
            self.lines[work.case.case_id] = session.scalar(told) or 0

    def look(self, day: date) -> None:
        """What ``doctor`` leaves, and an objection that was lifted on the same day."""
        (self.data.doctor / f"{day}T020000Z").mkdir(parents=True)
        said = {"reason": "Asked", "by": "Duty officer", "decided_at": moment(day)}
        casework, urn = open_casework(self.data), 900200 + len(self.closed)
        casework.add(urn, review_on=day + timedelta(days=90), **said)  # type: ignore[arg-type]
        casework.lift(urn, **said)  # type: ignore[arg-type]

    def retain(self, day: date) -> None:
        """``welfare-monitor retention --apply``, but for Dagster itself."""
        clock = fixed_clock(day)
        settings = DeskSettings.read(self.data.root, environment={})
        days = read_toml("retention.toml")["closed_case"]["days"]
        for kind in (
            *due(self.data, clock, RunRecords(dict(self.ran), self.ran.__delitem__)),
            closed_cases.due(self.data, clock, days),
            *old_records.due(settings, clock),
        ):
            kind.remove()


@pytest.fixture
def installation(tmp_path: Path, sample_night: SampleNight, new_sqlite: Path) -> Iterator[Installation]:
    data = DataFolder(tmp_path)
    for folder in (data.builds, data.archive, data.casework):
        folder.mkdir()
    shutil.copyfile(new_sqlite, data.desk_database)
    store = open_store(f"sqlite:///{data.desk_database}")
    yield Installation(data, store, sample_night.data / "published" / "warehouse.duckdb")
    store.close()


def test_what_is_kept_and_what_goes_at_the_end_of_each_month(installation: Installation) -> None:
    bench = Bench(installation.store)
    officer = bench.officer("Robin Vale")
    bench.now = moment(FIRST)
    for number in range(MONTHS):
        last = month_end(number)
        nights = [last - timedelta(days=before) for before in NIGHTS]
        for day in nights:
            installation.night(day)
        installation.case(bench, officer, nights[1])
        installation.look(nights[1])
        installation.retain(last)
        assert kept(installation) == expected(installation, last), f"at the end of {last:%B %Y}"
    for days, facts_of in ((400, MONTHS - 1), (2900, 24), (3654, 0)):
        installation.retain(last + timedelta(days=days))
        left = kept(installation)
        assert left == expected(installation, last + timedelta(days=days)), (
            f"{days} days after the last night"
        )
        assert (left["whole"], len(left["facts of"])) == ([last], facts_of)
    # What was fetched is all here.
    assert len(list(installation.data.archive.iterdir())) == len(NIGHTS) * MONTHS


def kept(installation: Installation) -> dict[str, Any]:
    """What is here, by what it is."""
    data, store = installation.data, installation.store
    builds = sorted(map(BuildFolder, data.builds.iterdir()), key=lambda build: build.build_id)
    held = {build: {path.name for path in build.root.iterdir()} for build in builds}
    assert all(names in (FACTS, WHOLE) for names in held.values()), "no build is half gone"
    with store.read() as session:
        cases = set(session.scalars(select(Case.case_id)))
        assert set(session.scalars(select(Note.case_id))) == cases
        assert not session.scalars(select(Attempt.attempt_id)).all()
        lines = session.execute(
            select(Audit.case_id, func.count()).where(Audit.case_id.is_not(None)).group_by(Audit.case_id)
        )
        return {
            "whole": [date.fromisoformat(build.build_id) for build in builds if holds_flags(build)],
            "facts of": [date.fromisoformat(build.build_id) for build in builds if not holds_flags(build)],
            "runs": sorted(installation.ran),
            "cases": cases,
            "cases counted": session.scalar(select(func.sum(CaseCount.cases))) or 0,
            "audit": {row[0]: row[1] for row in lines},
            "digests": set(session.scalars(select(SentDigest.day))),
            "looks": {path.name[:10] for path in data.doctor.iterdir()},
            "objections": {entry.decided_at.date() for entry in open_casework(data).entries() if entry.urn},
        }


def expected(installation: Installation, today: date) -> dict[str, Any]:
    """What docs/data-protection.md promises to be here, reckoned from the days alone."""

    def within(days: int) -> list[date]:
        return [day for day in installation.published if day >= today - timedelta(days=days)]

    current = installation.published[-1]
    whole = [day for day in installation.published[-10:] if day in within(90) or day == current]
    ends = [day for day in within(3653) if (day + timedelta(days=1)).day == 1]
    middles = set(installation.closed.values())
    stay = {number for number, day in installation.closed.items() if day >= today - timedelta(days=365)}
    return {
        "whole": whole,
        "facts of": [day for day in ends if day not in whole],
        "runs": [f"run of {day}" for day in within(90)],
        "cases": stay,
        "cases counted": len(installation.closed) - len(stay),
        "audit": {
            number: installation.lines[number]
            for number, day in installation.closed.items()
            if day >= today - timedelta(days=1095)
        },
        # The last one stays: what is new to its recipient counts from it.
        "digests": {day for day in middles if day >= today - timedelta(days=90) or day == max(middles)},
        "looks": {str(day) for day in middles if day >= today - timedelta(days=30)},
        "objections": {day for day in middles if day >= today - timedelta(days=1095)},
    }


def month_end(number: int) -> date:
    """The last day of a month, counted from the first one."""
    years, month = divmod(FIRST.month + number, 12)
    return date(FIRST.year + years, month + 1, 1) - timedelta(days=1)


def moment(day: date) -> datetime:
    """Noon."""
    return datetime.combine(day, time(12), tzinfo=UTC)
