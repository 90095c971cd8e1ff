"""What was found of a school before report cards: graded and ungraded inspections since 2006.

Belongs here: which inspections a school had under which framework, with which grades, published when.
Does not belong here: report cards and what follows them (stream.py).

The shares are near England's, but the years before 2012 are told of few schools: the files of those years are
history for the program, and a whole England of them would only cost time.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from replica.frameworks import MONITORING_OUTCOMES, UNGRADED_OUTCOMES, Framework, framework_on
from replica.generated.lineage import Lineage
from replica.generated.numbers import InspectionNumbers
from replica.generated.school_year import inspection_days, weekday_on_or_after
from replica.gradings import digit_grades
from replica.schools import Inspection, School

REPORT_CARDS_SINCE = date(2025, 11, 10)
SHORTEST_LAG = 20


@dataclass(frozen=True)
class Round:
    """Some years of inspections: which share of schools had one, and how many in a hundred were graded."""

    first: date
    last: date
    share: float
    graded: int


ROUNDS = (
    Round(date(2006, 1, 10), date(2009, 7, 10), 0.08, 100),
    Round(date(2009, 9, 8), date(2012, 7, 10), 0.10, 100),
    Round(date(2012, 9, 11), date(2015, 7, 7), 0.30, 100),
    Round(date(2015, 9, 15), date(2019, 7, 9), 0.45, 62),
    Round(date(2021, 9, 14), date(2024, 7, 9), 0.76, 62),
    Round(date(2024, 9, 17), date(2025, 11, 5), 0.22, 50),
)
#: The round in which a school was graded that none of them reached.
LAST_RESORT = ROUNDS[4]
#: The files of independent schools print nothing older.
INDEPENDENT_SCHOOLS_SINCE = date(2019, 9, 1)

#: Grade by share in a hundred, of a first inspection and after each grade.
FIRST_GRADES = {"1": 13, "2": 71, "3": 13, "4": 3}
NEXT_GRADES = {
    "1": {"1": 55, "2": 41, "3": 3, "4": 1},
    "2": {"1": 6, "2": 84, "3": 8, "4": 2},
    "3": {"1": 1, "2": 76, "3": 19, "4": 4},
    "4": {"1": 0, "2": 55, "3": 40, "4": 5},
}
OUTCOMES_UNTIL_AUGUST_2024 = {"good": 79, "good-improving": 6, "good-concerns": 4, "outstanding": 11}
OUTCOMES_SINCE = {"maintained": 82, "improved": 12, "not-as-strong": 6}
STANDARDS_SINCE = date(2024, 9, 1)
#: The files of earlier years have no rows for monitoring visits.
MONITORING_SINCE = date(2019, 9, 1)
CATEGORIES_UNTIL_2012 = ("SM", "NTI")
CATEGORIES_SINCE = ("SM", "SWK")
STATUTORY_AREAS = ("overall", "early-years", "sixth-form", "safeguarding", "capacity")


def days_to_publication(random: Random) -> int:
    """20 to 60 days from the inspection; a sixth take longer, some more than four months."""
    draw = random.random()
    if draw < 0.83:
        return round(random.triangular(SHORTEST_LAG, 60, 34))
    return random.randint(61, 95) if draw < 0.98 else random.randint(96, 150)


class Historian:
    """Gives lines of schools their inspections before report cards."""

    def __init__(self, random: Random, numbers: InspectionNumbers) -> None:
        self._random = random
        self._numbers = numbers
        self._days = {each: inspection_days(each.first, each.last) for each in ROUNDS}
        # Grades of thousands of schools are the same; none is ever changed in place.
        self._shared: dict[tuple[str, ...], dict[str, str]] = {}

    def tell(self, lineage: Lineage) -> None:
        """Add the inspections of one line; a school opened since 2024 may have none."""
        digit: str | None = None
        is_independent = lineage.newest.independent
        for each in ROUNDS:
            if is_independent and each.first < INDEPENDENT_SCHOOLS_SINCE:
                continue
            if self._random.random() < each.share:
                digit = self._inspect(lineage, each, digit)
        if digit is None:
            self._inspect(lineage, LAST_RESORT, None)

    def _inspect(self, lineage: Lineage, each: Round, before: str | None) -> str | None:
        day = self._random.choice(self._days[each])
        school = lineage.can_be_inspected(day)
        if school is None:
            return before
        is_graded = before not in ("1", "2") or self._random.randrange(100) < each.graded
        if is_graded or school.independent:
            return self._graded(lineage, school, day, before, each)
        self._ungraded(lineage, school, day, before)
        return before

    def _graded(self, lineage: Lineage, school: School, day: date, before: str | None, each: Round) -> str:
        digit = _drawn(self._random, NEXT_GRADES[before] if before else FIRST_GRADES)
        framework = framework_on(day)
        given = self._departures(framework, digit)
        inspection = self._add(lineage, school, day, "graded")
        inspection.grades = self._grades(school, framework, digit, given)
        if digit == "4" and not school.independent:
            categories = CATEGORIES_SINCE if day >= date(2012, 9, 1) else CATEGORIES_UNTIL_2012
            inspection.category = self._random.choices(categories, (6, 4))[0]
        if digit in "34" and day >= MONITORING_SINCE and self._random.random() < 0.4:
            self._monitor(lineage, inspection, each)
        return digit

    def _ungraded(self, lineage: Lineage, school: School, day: date, before: str | None) -> None:
        since = day >= STANDARDS_SINCE
        word = _drawn(self._random, OUTCOMES_SINCE if since else OUTCOMES_UNTIL_AUGUST_2024)
        if not since and before == "1":
            word = "outstanding"
        self._add(lineage, school, day, "ungraded").outcome = UNGRADED_OUTCOMES[word]

    def _monitor(self, lineage: Lineage, inspection: Inspection, each: Round) -> None:
        """A visit about eight months later, of the same school and in the same years."""
        days = self._days[each]
        place = bisect_left(days, inspection.day + timedelta(days=self._random.randint(200, 280)))
        if place == len(days):
            return
        school = lineage.standing_on(days[place])
        if school is None or inspection not in school.inspections:
            return
        word = "effective" if inspection.category else "enough-progress"
        if self._random.random() < 0.2:
            word = f"not-{word}"
        self._add(lineage, school, days[place], "monitoring").outcome = MONITORING_OUTCOMES[word]

    def _add(self, lineage: Lineage, school: School, day: date, kind: str) -> Inspection:
        published = weekday_on_or_after(day + timedelta(days=days_to_publication(self._random)))
        inspection = Inspection(0, day, published, kind=kind, number=self._numbers.next(day))
        lineage.add(school, inspection)
        return inspection

    def _departures(self, framework: Framework, digit: str) -> dict[str, str]:
        """Areas that are not at the overall grade; safeguarding fails a third of those at 4."""
        random = self._random
        areas = [area for area in framework.judged if area not in STATUTORY_AREAS]
        given: dict[str, str] = {}
        if digit in "23" and random.random() < 0.35:
            given[random.choice(areas)] = str(int(digit) - 1)
        if digit == "4":
            better = random.sample(areas, random.randint(0, len(areas) - 1))
            given = {area: random.choice("23") for area in better}
            if framework.has_safeguarding and random.random() < 0.33:
                given["safeguarding"] = "No"
        return given

    def _grades(
        self, school: School, framework: Framework, digit: str, given: dict[str, str]
    ) -> dict[str, str]:
        key = (
            framework.name,
            digit,
            str(school.has_early_years),
            str(school.has_sixth_form),
            *(f"{area}{value}" for area, value in given.items()),
        )
        if key not in self._shared:
            self._shared[key] = digit_grades(school, framework, digit, given)
        return self._shared[key]


def _drawn(random: Random, shares: dict[str, int]) -> str:
    return random.choices(tuple(shares), tuple(shares.values()))[0]
