"""Many invented schools drawn from one seed: the same ones on every machine.

Belongs here: the draw. What must hold of all of them stands in the tests.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

from tests.rules.facts import ALL_EXPECTED, ALL_GOOD, CARD, PUBLISHED, Facts, days

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
            self.facts.school(
                urn, pupils=self.any.choice((90, 300)), in_federation=self.any.choice((False, True))
            )
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
        scale: tuple[str, ...] = CARD_GRADES if is_card else FOUR_GRADES
        if self.any.random() < 0.3:
            scale = ("Expected standard",) if is_card else ("Outstanding",)
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
