"""When schools are open: England's common term dates by rule, for any year.

Belongs here: closures and days on which an inspection can start. Authorities differ by a week; inspections
keep to the days that are school days nearly everywhere.
Does not belong here: what happens on a day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

#: First and last day of the Easter holiday where the rule below is not what most authorities chose.
EASTER_HOLIDAYS = {
    2025: (date(2025, 4, 5), date(2025, 4, 21)),
    2026: (date(2026, 3, 28), date(2026, 4, 12)),
    2027: (date(2027, 3, 26), date(2027, 4, 11)),
}
SATURDAY, MONDAY, SUNDAY = 5, 0, 6
#: Inspections start from Monday to Wednesday, so that they end in the same week.
LAST_STARTING_WEEKDAY = 2


def is_school_day(day: date) -> bool:
    return day.weekday() < SATURDAY and not any(first <= day <= last for first, last in closures(day.year))


@lru_cache(maxsize=64)
def closures(year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of every closure that touches a calendar year, weekends beside it included."""
    spring = _on_or_before(date(year, 2, 15), SATURDAY)
    may = _on_or_before(date(year, 5, 31), MONDAY) - timedelta(days=2)
    october = _on_or_before(date(year, 10, 28), SATURDAY)
    return (
        (date(year, 1, 1), _on_or_before(date(year, 1, 7), SUNDAY)),
        (spring, spring + timedelta(days=8)),
        _easter_holiday(year),
        (may, may + timedelta(days=8)),
        (date(year, 7, 22), date(year, 8, 31)),
        (october, october + timedelta(days=8)),
        (_on_or_before(date(year, 12, 21), SATURDAY), date(year, 12, 31)),
    )


def inspection_days(first: date, last: date) -> list[date]:
    """The days of a period on which an inspection can start, in order."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if day.weekday() <= LAST_STARTING_WEEKDAY and is_school_day(day)]


class InspectionDays:
    """The days of a period on which an inspection can start, looked up quickly."""

    def __init__(self, first: date, last: date) -> None:
        self._days = inspection_days(first, last)

    def on_or_before(self, day: date) -> date | None:
        """The last of them that is not after a day; None before the first."""
        place = bisect_right(self._days, day)
        return self._days[place - 1] if place else None


def weekday_on_or_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def _on_or_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _easter_holiday(year: int) -> tuple[date, date]:
    """The week before Easter Sunday and the week after it."""
    if year in EASTER_HOLIDAYS:
        return EASTER_HOLIDAYS[year]
    easter = _easter_sunday(year)
    return easter - timedelta(days=8), easter + timedelta(days=7)


def _easter_sunday(year: int) -> date:
    """By the Gregorian calendar (the anonymous algorithm, for any year from 1900 to 2099)."""
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    offset = d + e
    if offset == 35 or (offset == 34 and d == 28 and a > 10):
        offset -= 7
    return date(year, 3, 22) + timedelta(days=offset)
