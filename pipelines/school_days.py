"""On which days schools in England are open, as far as reference/thresholds.toml gives term dates.

Does not belong here: deadlines (sql/flags/calendar.sql), which count on the same dates.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from pipelines.reference import read_toml


def school_days_between(first: date, last: date) -> int | None:
    """How many weekdays from first to last, both included, are in term; None where no term dates are
    known."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    told = [_is_school_day(day) for day in days if day.weekday() < 5]
    return None if None in told else sum(bool(open_) for open_ in told)


def _is_school_day(day: date) -> bool | None:
    for first, last, closures in _years():
        if first <= day <= last:
            return not any(start <= day <= end for start, end in closures)
    return None


@cache
def _years() -> tuple[tuple[date, date, tuple[tuple[date, date], ...]], ...]:
    return tuple(
        (
            year["first_day"],
            year["last_day"],
            tuple((closure["first_day"], closure["last_day"]) for closure in year["closures"]),
        )
        for year in read_toml("thresholds.toml")["school_year"]
    )
