"""What follows a report with concerns: monitoring visits, and areas graded again.

Belongs here: when it is due, what it finds. Does not belong here: full inspections (stream.py).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from replica.frameworks import CARD_GRADES, MONITORING_OUTCOMES
from replica.generated.lineage import Lineage
from replica.generated.numbers import InspectionNumbers
from replica.generated.school_year import InspectionDays, weekday_on_or_after
from replica.schools import Change, Inspection

NEEDS, EXPECTED = CARD_GRADES["needs"], CARD_GRADES["expected"]
STRONG = CARD_GRADES["strong"]
SHARE_GRADED_AGAIN = 0.35
#: Of visits after a Needs attention: every such area up, one other area down, or a letter without grades.
FINDINGS = {"up": 70, "down": 12, "letter": 18}
SHARE_ADVERSE = 0.2
SHARE_VISITED_AGAIN = 0.7


class FollowUps:
    """Visits that are due, by the day on which their letters are published."""

    def __init__(self, random: Random, numbers: InspectionNumbers, days: InspectionDays) -> None:
        self._random = random
        self._numbers = numbers
        self._days = days
        self._order = 0
        self._due: list[tuple[date, int, Lineage, Inspection]] = []

    def expect_legacy(self, lineages: Iterable[Lineage], since: date, begin: date) -> None:
        """Schools that a graded inspection placed in a category since a day are visited from ``begin`` on."""
        for lineage in lineages:
            graded = lineage.latest("graded")
            if graded and graded.category and graded.day >= since:
                self._put(begin + timedelta(days=self._random.randint(0, 110)), lineage, graded)

    def expect(self, lineage: Lineage, card: Inspection) -> None:
        """Put down the visit that follows a card, if one does."""
        needs = NEEDS in card.grades.values()
        if card.category:
            self._put(card.published + timedelta(days=self._random.randint(90, 140)), lineage, card)
        elif needs and self._random.random() < SHARE_GRADED_AGAIN:
            self._put(card.published + timedelta(days=self._random.randint(110, 260)), lineage, card)

    def publish(self, day: date) -> None:
        """Publish what is due on a day."""
        while self._due and self._due[0][0] <= day:
            _, _, lineage, report = heapq.heappop(self._due)
            self._visit(lineage, report, day)

    def _put(self, day: date, lineage: Lineage, report: Inspection) -> None:
        self._order += 1
        heapq.heappush(self._due, (weekday_on_or_after(day), self._order, lineage, report))

    def _visit(self, lineage: Lineage, report: Inspection, published: date) -> None:
        """The visit, unless the report is no longer the school's latest, or the school has closed."""
        visited = self._days.on_or_before(published - timedelta(days=self._random.randint(14, 35)))
        if lineage.latest("graded", "card") is not report or visited is None or visited <= report.last_day:
            return
        if report.category:
            self._letter(lineage, visited, published, "effective")
            if self._random.random() < SHARE_VISITED_AGAIN:
                self._put(published + timedelta(days=self._random.randint(100, 150)), lineage, report)
            return
        finding = self._random.choices(tuple(FINDINGS), tuple(FINDINGS.values()))[0]
        school = lineage.standing_on(visited)
        if finding == "letter" or school is None or report not in school.inspections:
            self._letter(lineage, visited, published, "enough-progress")
            return
        grades = self._graded_again(report.grades, finding)
        report.changes.append(Change(0, visited, published, grades=grades, grade_date=visited))

    def _letter(self, lineage: Lineage, visited: date, published: date, word: str) -> None:
        school = lineage.standing_on(visited)
        if school is None:
            return
        adverse = self._random.random() < SHARE_ADVERSE
        lineage.add(
            school,
            Inspection(
                0,
                visited,
                published,
                kind="monitoring",
                outcome=MONITORING_OUTCOMES[f"not-{word}" if adverse else word],
                number=self._numbers.next(visited),
            ),
        )

    def _graded_again(self, grades: dict[str, str], finding: str) -> dict[str, str]:
        if finding == "up":
            return {area: EXPECTED for area, grade in grades.items() if grade == NEEDS}
        better = [area for area, grade in grades.items() if grade in (EXPECTED, STRONG)]
        return {self._random.choice(better): NEEDS} if better else self._graded_again(grades, "up")
