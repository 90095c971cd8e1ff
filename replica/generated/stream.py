"""What is published day by day since report cards began: cards, letters, focused visits, and what goes wrong.

Belongs here: how much is published on a day, of which school, withdrawals and replacements.
Does not belong here: grades (report_cards.py), what follows a report (follow_up.py), changes of schools
(lifecycle.py).

Days are told in their order and nothing looks ahead, so more nights leave the earlier ones as they are.
"""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from random import Random

from replica.frameworks import CARD_GRADES
from replica.generated.chance import Deck, chance, count
from replica.generated.follow_up import FollowUps
from replica.generated.history import REPORT_CARDS_SINCE, SHORTEST_LAG, days_to_publication
from replica.generated.lifecycle import Lifecycle
from replica.generated.lineage import Lineage
from replica.generated.numbers import InspectionNumbers
from replica.generated.phases import PHASES
from replica.generated.population import Population
from replica.generated.report_cards import CardDealer
from replica.generated.school_year import InspectionDays, is_school_day, weekday_on_or_after
from replica.schools import Change, Inspection

FIRST_CARDS_PUBLISHED = date(2025, 12, 1)
LIFECYCLE_SINCE = date(2026, 1, 1)
INDEPENDENT_CARDS_SINCE = date(2026, 1, 12)
#: Of all England on one school day, once cards had got under way, and what is left of it in holidays.
CARDS_A_DAY, FOCUSED_A_DAY = 20.6, 0.3
DAYS_TO_FULL_SPEED = 90
SHARE_IN_HOLIDAYS = 0.2
DAYS_BETWEEN_INSPECTIONS = 365
DAYS_UNTIL_CATEGORY_ENDS = 240

#: What goes wrong with a hundred cards: more than in England, so that every month has some of each.
TROUBLES = ["withdrawn"] * 2 + ["replaced"] * 2 + ["unreadable", "listed otherwise"] + [""] * 94
SHARE_OF_TWINS_TOGETHER = 0.5


class Stream:
    """Tells the days from the first cards to the last night.

    busy: from ``busy_since`` on so many times what England publishes, for small countries in tests.
    """

    def __init__(
        self,
        population: Population,
        numbers: InspectionNumbers,
        seed: int,
        *,
        last_night: date,
        busy: float = 1.0,
        busy_since: date = date.max,
    ) -> None:
        self._random = chance(seed, "stream")
        self._dealer = CardDealer(chance(seed, "report cards"))
        self._troubles = Deck(chance(seed, "troubles"), TROUBLES)
        self._numbers = numbers
        self._last_night = last_night
        self._busy, self._busy_since = busy, busy_since
        self._scale = len(population.lineages) / sum(phase.number for phase in PHASES)
        self._days = InspectionDays(REPORT_CARDS_SINCE, last_night)
        self._follow_ups = FollowUps(chance(seed, "follow-ups"), numbers, self._days)
        self._follow_ups.expect_legacy(population.lineages, date(2023, 9, 1), FIRST_CARDS_PUBLISHED)
        self._queue = _in_turn(self._random, population.lineages)
        self._lifecycle = Lifecycle(
            chance(seed, "lifecycle"), population, self._scale, added=self._queue.append
        )

    def run(self) -> None:
        for number in range((self._last_night - FIRST_CARDS_PUBLISHED).days + 1):
            day = FIRST_CARDS_PUBLISHED + timedelta(days=number)
            if day.day == 1 and day >= LIFECYCLE_SINCE:
                self._lifecycle.begin_month(day)
            if weekday_on_or_after(day) == day:
                self._publish(day)

    def _publish(self, day: date) -> None:
        speed = min(1.0, (day - FIRST_CARDS_PUBLISHED).days / DAYS_TO_FULL_SPEED) * self._scale
        speed *= 1.0 if is_school_day(day) else SHARE_IN_HOLIDAYS
        speed *= self._busy if day >= self._busy_since else 1.0
        for _ in range(count(self._random, CARDS_A_DAY * speed)):
            self._publish_card(day)
        for _ in range(count(self._random, FOCUSED_A_DAY * speed)):
            self._publish_focused(day)
        self._follow_ups.publish(day)

    def _publish_card(self, published: date) -> None:
        inspected = self._inspected(published)
        lineage = self._next_lineage(inspected) if inspected else None
        if inspected is None or lineage is None:
            return
        self._card(lineage, inspected, published)
        together = self._random.random() < SHARE_OF_TWINS_TOGETHER
        if lineage.twin is not None and together and self._is_due(lineage.twin, inspected):
            self._card(lineage.twin, inspected, published)

    def _inspected(self, published: date) -> date | None:
        """The day on which an inspection started whose card is published on a day."""
        longest = (published - REPORT_CARDS_SINCE).days
        lag = max(SHORTEST_LAG, min(days_to_publication(self._random), longest))
        return self._days.on_or_before(published - timedelta(days=lag))

    def _next_lineage(self, inspected: date) -> Lineage | None:
        """The next school whose turn it is; who cannot be inspected on that day waits for the next round."""
        for _ in range(len(self._queue)):
            lineage = self._queue.popleft()
            self._queue.append(lineage)
            if self._is_due(lineage, inspected):
                return lineage
        return None

    def _is_due(self, lineage: Lineage, inspected: date) -> bool:
        school = lineage.can_be_inspected(inspected)
        if school is None or (school.independent and inspected < INDEPENDENT_CARDS_SINCE):
            return False
        latest = lineage.latest("graded", "ungraded", "card")
        if latest is None:
            return True
        rest = DAYS_UNTIL_CATEGORY_ENDS if latest.category else DAYS_BETWEEN_INSPECTIONS
        visited = lineage.inspections[-1].day
        return latest.day + timedelta(days=rest) <= inspected and visited < inspected

    def _card(self, lineage: Lineage, inspected: date, published: date) -> None:
        school = lineage.can_be_inspected(inspected)
        assert school is not None
        dealt = self._dealer.deal(school)
        card = Inspection(
            0,
            inspected,
            published,
            kind="card",
            grades=dealt.grades,
            category=dealt.category,
            number=self._numbers.next(inspected),
        )
        lineage.add(school, card)
        self._go_wrong(card)
        if card.withdrawn_on is None and not card.changes:
            self._follow_ups.expect(lineage, card)

    def _go_wrong(self, card: Inspection) -> None:
        """Some cards are withdrawn, replaced, unreadable, or printed under another day."""
        trouble = self._troubles.deal()
        later = weekday_on_or_after(card.published + timedelta(days=self._random.randint(3, 25)))
        if trouble == "withdrawn":
            card.withdrawn_on = later
        elif trouble == "replaced":
            self._replace(card, later)
        elif trouble == "unreadable":
            card.is_unreadable = True
        elif trouble == "listed otherwise":
            card.listed_start = card.day + timedelta(days=2)

    def _replace(self, card: Inspection, day: date) -> None:
        """A report takes its place whose grades are better, or worse; never one about a category."""
        if card.category:
            return
        needs, expected = CARD_GRADES["needs"], CARD_GRADES["expected"]
        grades = {area: expected for area, grade in card.grades.items() if grade == needs}
        if not grades:
            at_expected = [area for area, grade in card.grades.items() if grade == expected]
            if not at_expected:
                return
            grades = {self._random.choice(at_expected): needs}
        card.changes.append(Change(0, day, day, grades=grades))

    def _publish_focused(self, published: date) -> None:
        inspected = self._days.on_or_before(published - timedelta(days=self._random.randint(14, 35)))
        lineage = self._random.choice(self._queue)
        school = lineage.can_be_inspected(inspected) if inspected else None
        if inspected is None or school is None or school.independent:
            return
        if lineage.inspections and lineage.inspections[-1].last_day >= inspected:
            return
        lineage.add(
            school,
            Inspection(0, inspected, published, kind="focused", number=self._numbers.next(inspected)),
        )


def _in_turn(random: Random, lineages: list[Lineage]) -> deque[Lineage]:
    """Any order, but schools in a category of concern are looked at again in the first quarter."""
    placed = []
    for lineage in lineages:
        graded = lineage.latest("graded")
        in_category = graded is not None and bool(graded.category)
        placed.append((random.random() * (0.25 if in_category else 1.0), lineage))
    return deque(lineage for _, lineage in sorted(placed, key=lambda pair: pair[0]))
