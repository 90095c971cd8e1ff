"""How soon first attempts were made, against the deadlines. By tier, never by officer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from desk.casework.reading import CaseSummary, awaits_first_attempt
from desk.security.roles import Coverage
from pipelines.clock import LONDON
from pipelines.database import Row


@dataclass
class Response:
    """First attempts of one tier. in_time: by the deadline. days: calendar days from day 0 to each
    attempt."""

    tier: int
    in_time: int = 0
    later: int = 0
    waiting: int = 0
    overdue: int = 0
    days: list[int] = field(default_factory=list)

    @property
    def median_days(self) -> float | None:
        return median(self.days) if self.days else None


def responses(
    rows: Iterable[Row], cases: Mapping[str, CaseSummary], coverage: Coverage, today: date, back: timedelta
) -> list[Response]:
    """By tier, of flags whose deadline fell into the last days, or that wait for their first attempt now.

    rows: of sql/desk/flag_deadline.sql.
    """
    found = {tier: Response(tier) for tier in (1, 2, 3)}
    for row in rows:
        if row["tier"] not in found or not coverage.covers(row) or row["respond_by"] < today - back:
            continue
        _count(found[row["tier"]], row, cases.get(row["flag_id"]), today)
    return list(found.values())


def _count(response: Response, row: Row, case: CaseSummary | None, today: date) -> None:
    if case is not None and case.first_attempt_at is not None:
        attempted = case.first_attempt_at.astimezone(LONDON).date()
        response.in_time += attempted <= row["respond_by"]
        response.later += attempted > row["respond_by"]
        response.days.append(max(0, (attempted - row["day_0"]).days))
    elif row["status"] == "open" and (case is None or case.closed_at is None):
        is_overdue = row["respond_by"] < today and awaits_first_attempt(case)
        response.overdue += is_overdue
        response.waiting += not is_overdue
