"""The generated country: its schools, its nights, what is published on each, and what is true of it.

Belongs here: putting the parts together, and the questions that a harness asks.
Does not belong here: how schools and events are drawn (the other modules), the files of GOV.UK (files.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from replica.generated.chance import chance
from replica.generated.history import Historian
from replica.generated.lineage import Lineage
from replica.generated.numbers import InspectionNumbers
from replica.generated.population import populate
from replica.generated.stream import FIRST_CARDS_PUBLISHED, Stream
from replica.generated.truth import Finding, findings_of
from replica.schools import School
from replica.site.publications import Publication, publications_of


@dataclass(frozen=True)
class GeneratedCountry:
    """Schools by URN, closed and future ones among them, with what happens until the last night."""

    seed: int
    first_night: date
    last_night: date
    schools: dict[int, School]
    lineages: list[Lineage]

    def nights(self) -> list[date]:
        """Every night, Saturdays and Sundays too, in order."""
        number = (self.last_night - self.first_night).days + 1
        return [self.first_night + timedelta(days=day) for day in range(number)]

    def open_schools(self, day: date) -> list[School]:
        return [school for school in self.schools.values() if school.is_listed(day)]

    @cached_property
    def publications(self) -> list[Publication]:
        """Every report and letter that the reports site has or had by the last night, in order of its day."""
        found = [
            publication
            for school in self.schools.values()
            for publication in publications_of(school)
            if publication.published <= self.last_night
        ]
        return sorted(found, key=lambda publication: (publication.published, publication.school.urn))

    @cached_property
    def _publication_days(self) -> list[date]:
        return [publication.published for publication in self.publications]

    def published_between(self, first: date, last: date) -> Sequence[Publication]:
        """Reports and letters of a period, both days included, withdrawn ones among them."""
        days = self._publication_days
        return self.publications[bisect_left(days, first) : bisect_right(days, last)]

    def published_on(self, day: date) -> Sequence[Publication]:
        return self.published_between(day, day)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is claimed of every report since report cards, in order of publication."""
        found = [
            finding
            for lineage in self.lineages
            for finding in findings_of(lineage)
            if FIRST_CARDS_PUBLISHED <= finding.published <= self.last_night
        ]
        return sorted(found, key=lambda finding: (finding.published, finding.urn, finding.inspection_number))

    def adverse_published_by(self, night: date) -> list[Finding]:
        """Adverse reports and later gradings published by a night, whatever became of them since."""
        return [finding for finding in self.findings if finding.tier and finding.published <= night]

    def must_be_open(self, night: date) -> list[Finding]:
        """What must carry an open flag of its tier, or a more urgent one, on a night that reads the site."""
        return [finding for finding in self.findings if finding.must_be_open_on(night)]

    def must_not_be_open(self, night: date) -> list[Finding]:
        """What must carry no open flag of tier 1, 2 or 3 on a night."""
        return [finding for finding in self.findings if finding.must_not_be_open_on(night)]

    def withdrawn_by(self, night: date) -> list[Finding]:
        """Adverse reports that are gone; a program that reads pages in turn may need four weeks to see it."""
        return [
            finding
            for finding in self.adverse_published_by(night)
            if finding.withdrawn_on is not None and finding.withdrawn_on <= night
        ]


def generate(
    schools: int, seed: int, first_night: date, nights: int, *, busy: float = 1.0
) -> GeneratedCountry:
    """So many open schools with their history, and everything published until the last of the nights.

    schools: how many are open in autumn 2025; some close or merge since. The same arguments give the same
    country, and more nights leave the earlier ones as they were. busy: during the nights so many times as
    much is published as in England, so that a small country has something to tell. Raises ValueError for
    fewer than 20 schools, more than there are URNs for, or a first night before report cards.
    """
    if schools < 20 or nights < 1:
        raise ValueError("a country has at least 20 schools and one night")
    if first_night <= FIRST_CARDS_PUBLISHED:
        raise ValueError(f"the first night comes after {FIRST_CARDS_PUBLISHED.isoformat()}, when cards began")
    last_night = first_night + timedelta(days=nights - 1)
    population = populate(schools, seed)
    numbers = InspectionNumbers()
    historian = Historian(chance(seed, "history"), numbers)
    for lineage in population.lineages:
        historian.tell(lineage)
    Stream(population, numbers, seed, last_night=last_night, busy=busy, busy_since=first_night).run()
    by_urn = {school.urn: school for lineage in population.lineages for school in lineage.schools}
    for school in by_urn.values():
        school.inspections.sort(key=lambda inspection: (inspection.day, inspection.published))
    return GeneratedCountry(seed, first_night, last_night, dict(sorted(by_urn.items())), population.lineages)
