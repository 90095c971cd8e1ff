"""The numbers of a replay as people read them: by week, by place, by ending.

Belongs here: adding up what outcomes.py reckoned. Does not belong here: mark-up and terminals.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from pipelines.warehouse.replay.outcomes import Outcomes

TIERS = (1, 2, 3)
ENDINGS = ("expired", "superseded", "standing", "retracted", "still_open")


@dataclass(frozen=True)
class Caseload:
    """What was raised in a week or at a place, and open at its end, by tier."""

    name: str
    raised: Counter[int] = field(default_factory=Counter)
    open_at_end: Counter[int] = field(default_factory=Counter)


def weeks_of(outcomes: Outcomes) -> list[Caseload]:
    """The caseload of all places, week by week; the name is the Monday in ISO form."""
    weeks = {monday: Caseload(monday.isoformat()) for monday in outcomes.mondays}
    for row in outcomes.weekly:
        week = weeks[row["week_from"]]
        week.raised[row["tier"]] += row["raised"]
        week.open_at_end[row["tier"]] += row["open_at_end"]
    return list(weeks.values())


def caseload_by(outcomes: Outcomes, place: Literal["region", "local_authority"]) -> list[Caseload]:
    """The caseload of all weeks, place by place in order of the name: places are not ranked."""
    last = outcomes.mondays[-1]
    found: dict[str, Caseload] = {}
    for row in outcomes.weekly:
        one = found.setdefault(row[place], Caseload(row[place]))
        one.raised[row["tier"]] += row["raised"]
        if row["week_from"] == last:
            one.open_at_end[row["tier"]] += row["open_at_end"]
    return [found[name] for name in sorted(found)]


def endings_of(outcomes: Outcomes) -> dict[int, Counter[str]]:
    """By tier, how many open flags came to each of ENDINGS."""
    found: dict[int, Counter[str]] = {}
    for row in outcomes.ended:
        found.setdefault(row["tier"], Counter())[row["ending"]] += row["flags"]
    return dict(sorted(found.items()))
