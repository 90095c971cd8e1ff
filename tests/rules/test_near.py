"""Why a rule did not fire: each trigger has a statement that says so, and it agrees with the rule.

Belongs here: agreement, on many invented schools drawn once and for all. How the answer looks is tested with
the command.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipelines.warehouse.rules import load_rules
from pipelines.warehouse.why_not import NEAR, distances
from tests.rules.drawn_schools import Draw
from tests.rules.facts import PUBLISHED, Flags, days

TRIGGERS = [rule.rule_id for rule in load_rules() if rule.effect == "trigger"]


@pytest.fixture(scope="module")
def drawn() -> Flags:
    return Draw(seed=3).schools(80).flags(PUBLISHED + days(10))


def decisions(flags: Flags, rule_id: str) -> dict[str, str]:
    """What a rule made of each event: fired, not known, or silent."""
    asked = """
        SELECT
            e.event_id,
            CASE
                WHEN r.evidence IS NOT NULL THEN 'fired'
                WHEN r.unknown IS NOT NULL THEN 'not known'
                ELSE 'silent'
            END AS made
        FROM event AS e LEFT JOIN rule_result AS r ON r.event_id = e.event_id AND r.rule_id = ?
        ORDER BY e.event_id
    """
    return {row["event_id"]: row["made"] for row in flags.rows(asked, rule_id)}


def disagreements(flags: Flags, rule_id: str) -> Iterator[tuple[str, str, object]]:
    """Events on which a rule and the statement of why not say different things."""
    made = decisions(flags, rule_id)
    told = {row["event_id"]: row for row in distances(flags.connection, rule_id, list(made))}
    for event_id, decision in made.items():
        row = told.get(event_id, {"short_by": 0, "missing": "not told of"})
        if decision == "fired":
            agrees = row["short_by"] == 0 and not row["missing"]
        else:
            agrees = decision == "not known" or bool(row["missing"] and row["short_by"] != 0)
        if not agrees or (row["short_by"] or 0) < 0:
            yield event_id, decision, row


def test_every_trigger_says_why_it_did_not_fire() -> None:
    assert sorted(file.stem for file in NEAR.glob("*.sql")) == sorted(TRIGGERS), (
        "write sql/near/<id>.sql for every trigger, and remove those of rules that are gone"
    )


@pytest.mark.parametrize("rule_id", TRIGGERS)
def test_a_rule_and_why_it_did_not_fire_agree(drawn: Flags, rule_id: str) -> None:
    assert {"fired", "silent"} <= set(decisions(drawn, rule_id).values()), (
        "the draw says nothing of this rule"
    )
    assert not list(disagreements(drawn, rule_id))
