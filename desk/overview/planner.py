"""How much is likely to come in the next weeks: what past weeks of the same kind brought, against what a
team can do.

Belongs here: that reckoning, which is plain enough to be told in a sentence. Does not belong here: any
model. A week counts as a school week where schools are open on three days of it or more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import mean, quantiles

from desk.security.roles import Coverage
from pipelines.database import Row

SCHOOL_DAYS_OF_A_SCHOOL_WEEK = 3
TIERS = (1, 2, 3)
#: Fewer weeks of a kind say nothing about the next.
_FEWEST_WEEKS = 4


@dataclass(frozen=True)
class Expected:
    """One week to come. by_tier: flags that a week of its kind brought on average. low, high: between which
    half of those weeks lay; all None where too few weeks of that kind are known. capacity: first attempts
    that the team can make in its working days."""

    week_from: date
    is_school_week: bool
    by_tier: dict[int, float] | None
    low: float | None
    high: float | None
    capacity: int

    @property
    def total(self) -> float | None:
        return sum(self.by_tier.values()) if self.by_tier is not None else None


@dataclass(frozen=True)
class Plan:
    """weeks: those to come. known: how many past weeks of each kind it rests on (school weeks, other
    weeks)."""

    weeks: list[Expected]
    known: tuple[int, int]


def plan(rows: Iterable[Row], coverage: Coverage, today: date, capacity_per_day: int) -> Plan:
    """What is to be expected. rows: of sql/desk/published_week.sql, past weeks and those to come."""
    brought: defaultdict[date, Counter[int]] = defaultdict(Counter)
    days: dict[date, tuple[int, int]] = {}
    for row in rows:
        days[row["week_from"]] = (row["school_days"], row["working_days"])
        if row["tier"] is not None and coverage.covers(row):
            brought[row["week_from"]][row["tier"]] += row["flags"]
    this_week = today.toordinal() - today.weekday()
    past = [week for week in sorted(days) if week.toordinal() < this_week]
    alike = {kind: [week for week in past if _is_school_week(days[week]) == kind] for kind in (True, False)}
    weeks = [
        _expected(week, days[week], alike[_is_school_week(days[week])], brought, capacity_per_day)
        for week in sorted(days)
        if week.toordinal() >= this_week
    ]
    return Plan(weeks, (len(alike[True]), len(alike[False])))


def _expected(
    week: date,
    days: tuple[int, int],
    alike: list[date],
    brought: defaultdict[date, Counter[int]],
    capacity_per_day: int,
) -> Expected:
    capacity = days[1] * capacity_per_day
    if len(alike) < _FEWEST_WEEKS:
        return Expected(week, _is_school_week(days), None, None, None, capacity)
    totals = [brought[each].total() for each in alike]
    low, _, high = quantiles(totals, n=4, method="inclusive")
    by_tier = {tier: mean(brought[each][tier] for each in alike) for tier in TIERS}
    return Expected(week, _is_school_week(days), by_tier, low, high, capacity)


def _is_school_week(days: tuple[int, int]) -> bool:
    return days[0] >= SCHOOL_DAYS_OF_A_SCHOOL_WEEK
