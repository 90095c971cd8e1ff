"""The caseload by week and by area, for the schools that a person covers.

Belongs here: adding up what sql/desk/caseload_week.sql and the open list tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk.casework.codes import State
from desk.listing.work import WorkItem
from desk.security.roles import Coverage
from pipelines.database import Row

TIERS = (1, 2, 3, 4)


@dataclass
class Week:
    """Flags open at the end of a week, by tier."""

    week_from: date
    week_to: date
    flags: Counter[int] = field(default_factory=Counter)


@dataclass
class Area:
    """Open flags of one local authority: by tier; without anybody who has them; with a deadline that has
    passed."""

    name: str
    flags: Counter[int] = field(default_factory=Counter)
    unassigned: int = 0
    overdue: int = 0


def weeks_of(rows: Iterable[Row], coverage: Coverage, mondays: Sequence[date]) -> list[Week]:
    """Every week, also one without a flag. rows: of sql/desk/caseload_week.sql."""
    weeks = {monday: Week(monday, monday) for monday in mondays}
    for row in rows:
        week = weeks[row["week_from"]]
        week.week_to = row["week_to"]
        if coverage.covers(row):
            week.flags[row["tier"]] += row["flags"]
    return list(weeks.values())


def areas_of(items: Iterable[WorkItem]) -> list[Area]:
    """What is open by local authority, in the order of its name; closed cases are no work any more."""
    areas: dict[str, Area] = {}
    for item in items:
        if item.case.state is State.CLOSED:
            continue
        name = item.flag["local_authority"] or ""
        area = areas.setdefault(name, Area(name))
        area.flags[item.flag["tier"]] += 1
        area.unassigned += item.is_unassigned
        area.overdue += item.is_overdue
    return sorted(areas.values(), key=lambda area: (not area.name, area.name))
