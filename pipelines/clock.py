"""The one clock. Whoever needs to know what time it is is handed a Clock; nobody else asks the machine.

Does not belong here: calendars of working days and school terms (sql/flags/calendar.sql,
reference/thresholds.toml).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Clock:
    """``now`` gives the present moment with a time zone; ``today`` is the day in England."""

    now: Callable[[], datetime]

    def today(self) -> date:
        return self.now().astimezone(LONDON).date()


def machine_clock() -> Clock:
    """The machine's own clock."""
    return Clock(now=lambda: datetime.now(UTC))


def fixed_clock(day: date) -> Clock:
    """A clock that stands at the start of ``day``: recorded runs fetch at their as-of date."""
    return Clock(now=lambda: datetime.combine(day, time.min, tzinfo=UTC))
