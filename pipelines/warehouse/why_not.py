"""Answers "why is this school not on the list?": what was published lately, and how far each trigger was from
it.

Belongs here: which publications are asked about, and putting together what the rules decided with what was
missing. Does not belong here: any rule's condition. Each trigger has a statement of its own in sql/near,
which says of an event how many published steps (grades, areas, categories) it was short by, and of what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import duckdb

from pipelines.database import SQL, Row, read_rows
from pipelines.texts import say

NEAR = SQL / "near"

Outcome = Literal["fired", "not_known", "near", "does_not_apply", "rule_gone"]


@dataclass(frozen=True)
class RuleDistance:
    """One trigger on one publication.

    outcome: ``fired``; ``not_known``, where published files do not say; ``near``, where it could have fired;
    ``does_not_apply``, where publications of this kind cannot, or nothing may be compared; ``rule_gone``,
    where the build ran a rule that this checkout does not have.
    short_by: published steps that were missing, 1 or more; None unless the outcome is ``near``.
    said: the evidence, or what is not known, or what was missing. last_day: of a rule that fired.
    """

    rule_id: str
    title: str
    tier: int
    outcome: Outcome
    short_by: int | None
    said: str
    last_day: date | None


@dataclass(frozen=True)
class WhyNot:
    """One publication without an open flag: a row of sql/explain/why_not_event.sql, and each trigger, those
    that fired first, then the nearest."""

    event: Row
    rules: list[RuleDistance]


def why_not(connection: duckdb.DuckDBPyConnection, urn: int, inspections: list[str]) -> list[WhyNot]:
    """The newest publications of these inspections that have no open flag for the school, newest first."""
    events = read_rows(connection, "explain/why_not_event", urn=urn, inspections=inspections)
    decided = read_rows(connection, "explain/why_not_rule", events=[event["event_id"] for event in events])
    silent: dict[str, list[str]] = {}
    for row in decided:
        if row["evidence"] is None and row["unknown"] is None:
            silent.setdefault(row["rule_id"], []).append(row["event_id"])
    missing = {
        (rule_id, row["event_id"]): row
        for rule_id, asked in silent.items()
        for row in distances(connection, rule_id, asked)
    }
    return [
        WhyNot(
            event,
            sorted(
                (
                    _distance(row, missing.get((row["rule_id"], row["event_id"])))
                    for row in decided
                    if row["event_id"] == event["event_id"]
                ),
                key=_nearest_first,
            ),
        )
        for event in events
    ]


def distances(connection: duckdb.DuckDBPyConnection, rule_id: str, events: list[str]) -> list[Row]:
    """What sql/near says of a trigger: event_id; short_by, 0 where its condition is met and None where it
    cannot be; missing, a list of facts, each the name of a text and what fills it in. Nothing where the rule
    has no such statement any more."""
    if not (NEAR / f"{rule_id}.sql").is_file():
        return []
    return read_rows(connection, f"near/{rule_id}", events=events)


def _distance(row: Row, missing: Row | None) -> RuleDistance:
    outcome: Outcome
    short_by = None
    if row["evidence"] is not None:
        outcome, said = "fired", row["evidence"]
    elif row["unknown"] is not None:
        outcome, said = "not_known", row["unknown"]
    elif missing is None:
        outcome, said = "rule_gone", say("why_not.rule_gone")
    else:
        short_by, said = missing["short_by"], "; ".join(_in_words(*fact) for fact in missing["missing"])
        outcome = "does_not_apply" if short_by is None else "near"
    return RuleDistance(row["rule_id"], row["title"], row["tier"], outcome, short_by, said, row["last_day"])


def _in_words(name: str, *values: str | None) -> str:
    # The statements leave the wording to Python: a macro for each word would cost explain half its time.
    return say(name, *(say("list.not_known") if value is None else value for value in values))


def _nearest_first(rule: RuleDistance) -> tuple[int, int, int, str]:
    """Of two that are equally near the one of the lower outreach priority comes first: less would do."""
    order = ("fired", "near", "not_known", "does_not_apply", "rule_gone")
    return order.index(rule.outcome), rule.short_by or 0, -rule.tier, rule.rule_id
