"""The caseload by week and by area, for the schools that a person covers.

Belongs here: adding up what sql/desk/caseload_week.sql and the open list tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk.casework.codes import State
from desk.casework.reading import CaseSummary
from desk.security.roles import Coverage
from pipelines.warehouse.database import Row

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


def areas_of(flags: Iterable[Row], cases: Mapping[str, CaseSummary], today: date) -> list[Area]:
    """Open flags by local authority, in the order of its name; closed cases are no work any more."""
    areas: dict[str, Area] = {}
    for flag in flags:
        case = cases.get(flag["flag_id"])
        if case is not None and case.state is State.CLOSED:
            continue
        area = areas.setdefault(flag["local_authority"] or "", Area(flag["local_authority"] or ""))
        area.flags[flag["tier"]] += 1
        area.unassigned += case is None or case.assigned_to is None
        area.overdue += is_overdue(flag, case, today)
    return sorted(areas.values(), key=lambda area: (not area.name, area.name))


def is_overdue(flag: Row, case: CaseSummary | None, today: date) -> bool:
    """Whether the day for the first attempt has passed without one."""
    due = flag["respond_by"]
    return due is not None and due < today and (case is None or case.first_attempt_at is None)
