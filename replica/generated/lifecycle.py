"""What becomes of schools month by month: conversions to academies, mergers, closures.

Belongs here: closing a URN and opening another. Does not belong here: inspections (stream.py), the changes
before 2026, which schools begin with (population.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from replica.generated.chance import count
from replica.generated.lineage import Lineage
from replica.generated.phases import PHASES
from replica.generated.population import Population
from replica.schools import School

#: In all England in a year, and how much of it falls on the first of September.
CONVERSIONS_A_YEAR, CLOSURES_A_YEAR, MERGERS_A_YEAR = 700, 110, 30
SHARE_IN_SEPTEMBER = 0.35
SEPTEMBER = 9
SHARE_IN_CATEGORY_BY_SPONSOR = 0.9
CONVERTER_TYPES = {
    "Primary": ("Academy Converter", "Academy Sponsor Led"),
    "Secondary": ("Academy Converter", "Academy Sponsor Led"),
    "Special": ("Academy Special Converter", "Academy Special Sponsor Led"),
    "Alternative provision": (
        "Academy Alternative Provision Converter",
        "Academy Alternative Provision Sponsor Led",
    ),
}


class Lifecycle:
    """Changes the schools of a population as months begin.

    scale: how many times England this country is. added: told of each line that a merger begins.
    """

    def __init__(
        self, random: Random, population: Population, scale: float, added: Callable[[Lineage], None]
    ) -> None:
        self._random = random
        self._population = population
        self._scale = scale
        self._added = added
        self._maintained = [line for line in population.lineages if _can_convert(line.newest)]
        random.shuffle(self._maintained)

    def begin_month(self, day: date) -> None:
        """Let everything happen that happens on the first of a month."""
        for _ in range(self._how_many(CONVERSIONS_A_YEAR, day)):
            self._next_maintained(self._convert, day)
        for _ in range(self._how_many(CLOSURES_A_YEAR, day)):
            self._next_maintained(_close, day)
        for _ in range(self._how_many(MERGERS_A_YEAR, day)):
            self._merge(day)

    def _how_many(self, a_year: int, day: date) -> int:
        share = SHARE_IN_SEPTEMBER if day.month == SEPTEMBER else (1 - SHARE_IN_SEPTEMBER) / 11
        return count(self._random, a_year * share * self._scale)

    def _next_maintained(self, change: Callable[[Lineage, date], None], day: date) -> None:
        """Change the next line that is still a maintained school, and no half of a pair."""
        while self._maintained:
            lineage = self._maintained.pop()
            if lineage.newest.closes is None and lineage.twin is None:
                change(lineage, day)
                return

    def _convert(self, lineage: Lineage, day: date) -> None:
        before = lineage.newest
        graded = lineage.latest("graded", "card")
        by_sponsor = bool(graded and graded.category) and self._random.random() < SHARE_IN_CATEGORY_BY_SPONSOR
        before.closes = day
        lineage.schools.append(
            School(
                0,
                self._population.registry.urn(),
                self._name_after(before),
                before.phase,
                CONVERTER_TYPES[before.phase][by_sponsor],
                before.pupils,
                has_sixth_form=before.has_sixth_form,
                trust=self._random.choice(self._population.trusts),
                location=before.location,
                opens=day,
                predecessors=[before],
            )
        )

    def _name_after(self, before: School) -> str:
        """The old name or, in one of three conversions, one that says academy."""
        name = f"{before.name.removesuffix(' School')} Academy"
        if self._random.random() < 0.33 and self._population.registry.names.is_free(name):
            return name
        return before.name

    def _merge(self, day: date) -> None:
        """An infant and a junior school become one primary school under a new number."""
        pairs = [
            line
            for line in self._population.lineages
            if line.twin is not None and line.newest.name.endswith("Infant School")
        ]
        if not pairs:
            return
        infants = self._random.choice(pairs)
        juniors = infants.twin
        assert juniors is not None
        infants.twin = juniors.twin = None
        first, second = infants.newest, juniors.newest
        first.closes = second.closes = day
        registry = self._population.registry
        school = School(
            0,
            registry.urn(),
            registry.names.school(PHASES[0].name),
            PHASES[0].name,
            first.type_of_education,
            first.pupils + second.pupils,
            location=first.location,
            opens=day,
            predecessors=[first, second],
        )
        lineage = Lineage([school])
        self._population.lineages.append(lineage)
        self._added(lineage)


def _close(lineage: Lineage, day: date) -> None:
    lineage.newest.closes = day


def _can_convert(school: School) -> bool:
    return not school.independent and school.trust is None and school.phase in CONVERTER_TYPES
