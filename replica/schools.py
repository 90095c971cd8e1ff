"""The invented schools and what has happened to them, and what a file as at a given day can know of it.

Belongs here: schools, inspections, later gradings, corrections and what the flags are expected to be.
Does not belong here: reading the scenario (scenario.py), columns and spellings (what writes the files).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from replica.frameworks import Framework, framework_on
from replica.location import Location

#: For reports published since then management information prints the day before the reports site's date.
PRINTED_EARLIER_SINCE = date(2018, 10, 2)


@dataclass(frozen=True)
class Outlook:
    """What is expected of one event's flag on one night.

    base_tier and tier differ where a modifier lifts the flag; status is a status of ``welfare_flag``.
    """

    night: str
    base_tier: int
    tier: int
    status: str


@dataclass(frozen=True)
class Expectation:
    """What is expected of one event's flag: an outlook a night, the rules that fire, the modifiers shown.

    ``rules`` and ``modifiers`` map an id to its detail in brackets ("enters", "only"), or to an empty string;
    they name everything that fires on the event, also a rule whose own window has closed meanwhile.
    ``unknown`` are the rules and modifiers that lack an input and must say so.
    """

    outlooks: tuple[Outlook, ...]
    rules: dict[str, str]
    modifiers: dict[str, str]
    unknown: frozenset[str]


@dataclass(frozen=True)
class Trust:
    uid: str
    name: str


@dataclass(frozen=True)
class Federation:
    """Schools under one governing body; only the register of schools tells of it."""

    uid: str
    name: str


@dataclass(frozen=True)
class NearMiss:
    rule: str
    why: str


@dataclass
class Event:
    """Something that happened to a school and that a file may tell of; ``published`` is the site's date."""

    line: int
    day: date
    published: date
    expectation: Expectation | None = None
    #: The same of a night that also reads the reports site and the register of schools.
    expectation_with_site: Expectation | None = None

    @property
    def printed(self) -> date:
        """The publication date as management information prints it."""
        earlier = self.published >= PRINTED_EARLIER_SINCE
        return self.published - timedelta(days=1) if earlier else self.published


@dataclass
class Change(Event):
    """A later grading of single areas (``grade_date`` set), or a report put in its place (None).

    A later grading has a report of its own beside the card's; a report that takes the place of another is
    a new file of the same inspection, with the grades that the earlier one had wrong.
    """

    grades: dict[str, str] = field(default_factory=dict)
    grade_date: date | None = None

    @property
    def is_replacement(self) -> bool:
        return self.grade_date is None


@dataclass
class Inspection(Event):
    """One inspection of the school that carried the number at the time.

    kind: graded, card, ungraded, focused or monitoring. grades: area word to the value as printed.
    listed_start: the first day that management information prints, where it is another than the report's.
    withdrawn_on: the day from which the report is gone. is_unreadable: the report is a scan without text.
    """

    kind: str = "graded"
    grades: dict[str, str] = field(default_factory=dict)
    category: str = ""
    outcome: str = ""
    converted: bool = False
    grade_date: date | None = None
    changes: list[Change] = field(default_factory=list)
    number: str = ""
    listed_start: date | None = None
    withdrawn_on: date | None = None
    is_unreadable: bool = False

    @property
    def framework(self) -> Framework:
        return framework_on(self.day)

    @property
    def last_day(self) -> date:
        """A graded inspection takes two days, every other visit one."""
        return self.day + timedelta(days=1) if self.kind in ("graded", "card") else self.day

    @property
    def start(self) -> date:
        """The first day as management information prints it."""
        return self.listed_start or self.day

    def is_printed(self, as_at: date) -> bool:
        """Whether a file as at a day can tell of it: published by then, and not withdrawn."""
        return self.printed <= as_at and (self.withdrawn_on is None or as_at < self.withdrawn_on)

    def grades_as_at(self, as_at: date, *, later_gradings: bool = True) -> dict[str, str]:
        """Area to grade, with corrections known by ``as_at`` and, unless told otherwise, later gradings."""
        grades = dict(self.grades)
        for change in self.changes:
            if change.printed <= as_at and (later_gradings or change.grade_date is None):
                grades.update(change.grades)
        return grades

    def grade_dates_as_at(self, as_at: date) -> dict[str, date]:
        """Area to the date of its grade."""
        dates = dict.fromkeys(self.grades, self.grade_date or self.start)
        for change in self.changes:
            if change.printed <= as_at and change.grade_date:
                dates.update(dict.fromkeys(change.grades, change.grade_date))
        return dates


@dataclass
class School:
    """One school under one URN."""

    line: int
    urn: int
    name: str
    phase: str
    type_of_education: str
    pupils: int
    independent: bool = False
    has_sixth_form: bool = False
    trust: Trust | None = None
    federation: Federation | None = None
    site: str = ""
    #: Where it is; None where its URN says so (places.py).
    location: Location | None = None
    opens: date | None = None
    closes: date | None = None
    renamed_on: date | None = None
    new_name: str = ""
    predecessors: list[School] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)
    near_misses: list[NearMiss] = field(default_factory=list)

    @property
    def has_early_years(self) -> bool:
        return self.phase in ("Primary", "Nursery")

    def name_on(self, day: date) -> str:
        return self.new_name if self.renamed_on and self.renamed_on <= day else self.name

    def is_listed(self, as_at: date) -> bool:
        """Whether a list of open schools as at a day carries this one."""
        opened = self.opens is None or self.opens <= as_at
        return opened and (self.closes is None or self.closes > as_at)

    def events(self) -> Iterator[Event]:
        """Every inspection, later grading and correction of this school, in the scenario's order."""
        for inspection in self.inspections:
            yield inspection
            yield from inspection.changes

    def known_inspections(self, as_at: date) -> list[tuple[School, Inspection]]:
        """Own and inherited inspections that a file as at a day can print, oldest first."""
        own = [(self, inspection) for inspection in self.inspections if inspection.is_printed(as_at)]
        inherited = [pair for school in self.predecessors for pair in school.known_inspections(as_at)]
        return sorted(own + inherited, key=lambda pair: (pair[1].day, pair[1].published))


@dataclass(frozen=True)
class Scenario:
    """The nights by name, in order, and the schools by URN, in the scenario's order."""

    nights: dict[str, date]
    schools: dict[int, School]
