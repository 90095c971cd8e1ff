"""Why a rule did not fire: each trigger has a statement that says so, and it agrees with the rule.

Belongs here: agreement, on many invented schools drawn once and for all. How the answer looks is tested with
the command.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from pipelines.warehouse.rules import load_rules
from pipelines.warehouse.why_not import NEAR, distances
from tests.rules.facts import ALL_EXPECTED, ALL_GOOD, CARD, PUBLISHED, Facts, Flags, days

TRIGGERS = [rule.rule_id for rule in load_rules() if rule.effect == "trigger"]

CARD_GRADES = (
    "Strong standard",
    "Expected standard",
    "Expected standard",
    "Needs attention",
    "Urgent improvement",
)
FOUR_GRADES = ("Outstanding", "Good", "Good", "Requires improvement", "Inadequate")
FRAMEWORKS = (CARD, CARD, CARD, "education_inspection_2024", "education_inspection_2019")
CATEGORIES = (None, None, None, "special_measures", "serious_weaknesses")
OUTCOMES = (
    None,
    "Leaders are not making enough progress",
    "School remains Good (Concerns) - S5 Next",
    "None of these",
)
VISITS = ("monitoring", "focused_monitoring", "ungraded", "short")

Report = tuple[str, Mapping[str, str | None]]


class Draw:
    """Invented schools, each with a report of any grade and often an earlier one, a re-grading or a visit."""

    def __init__(self, seed: int) -> None:
        self.facts = Facts()
        self.any = random.Random(seed)

    def schools(self, number: int) -> Facts:
        for urn in range(900001, 900001 + number):
            self.facts.school(urn)
            later = self._report(urn, f"now-{urn}", PUBLISHED - days(self.any.randrange(60)))
            if self.any.random() < 0.8:
                earlier = self._report(urn, f"before-{urn}", PUBLISHED - days(self.any.randrange(400, 5000)))
                self._compare(f"now-{urn}", later, f"before-{urn}", earlier)
            if later[0] == CARD and self.any.random() < 0.4:
                self._regrade(f"now-{urn}", later[1])
            if self.any.random() < 0.3:
                self.facts.report(
                    f"visit-{urn}",
                    urn=urn,
                    kind=self.any.choice(VISITS),
                    outcome=self.any.choice(OUTCOMES),
                    framework="",
                )
        return self.facts

    def _report(self, urn: int, inspection_id: str, published: date) -> Report:
        framework = self.any.choice(FRAMEWORKS)
        is_card = framework == CARD
        scale = (CARD_GRADES if is_card else FOUR_GRADES)[self.any.randrange(2) :]
        grades: dict[str, str | None] = {
            area: self.any.choice(scale) for area in (ALL_EXPECTED if is_card else ALL_GOOD)
        }
        grades["safeguarding"] = self.any.choice(
            ("Met", "Met", "Not met") if is_card else ("Yes", "Yes", "No")
        )
        if self.any.random() < 0.3:
            grades[self.any.choice(list(grades))] = None
        category_known = self.any.random() < 0.8
        self.facts.report(
            inspection_id,
            urn=urn,
            grades=grades,
            framework=framework,
            kind="report_card" if is_card else "graded",
            published=published,
            category_known=category_known,
            category_of_concern=self.any.choice(CATEGORIES) if category_known else None,
            school_type_at_inspection=self.any.choice((None, "Other independent school")),
        )
        return framework, grades

    def _compare(self, now: str, later: Report, before: str, earlier: Report) -> None:
        self.facts.before(now, before)
        for area in sorted(later[1].keys() & earlier[1].keys()):
            was, became = earlier[1][area], later[1][area]
            if later[0] == earlier[0]:
                comparability = "same_scale"
            else:
                comparability = "not_comparable" if CARD in (later[0], earlier[0]) else "legacy_scale"
            if was and became:
                self.facts.change(now, before, area, was, became, comparability)

    def _regrade(self, inspection_id: str, grades: Mapping[str, str | None]) -> None:
        area = self.any.choice([area for area in grades if area != "safeguarding" and grades[area]])
        was = grades[area] or ""
        became = self.any.choice([grade for grade in CARD_GRADES if grade != was])
        self.facts.regrade(inspection_id, area, was, became, PUBLISHED, PUBLISHED + days(3))


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
            agrees = (row["short_by"], row["missing"]) == (0, None)
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
