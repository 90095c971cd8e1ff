"""Reads scenario.txt into schools; whatever it does not understand it refuses, naming the line.

Belongs here: the statements of the scenario, which are described at the top of scenario.txt.
Does not belong here: grades by default (gradings.py), expectations (expectations.py), the published formats.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from replica.expectations import MODIFIERS, SUPPRESSORS, TRIGGERS, read_expectations
from replica.frameworks import CATEGORIES, DIGIT_GRADES, MONITORING_OUTCOMES, UNGRADED_OUTCOMES, framework_on
from replica.gradings import (
    card_grades,
    digit_grades,
    give_default_history,
    inspection_number,
    ordinary_publication,
    published_card_grades,
    published_digit_grades,
)
from replica.schools import Change, Event, Federation, Inspection, NearMiss, Scenario, School, Trust

SCENARIO_FILE = Path(__file__).with_name("scenario.txt")

PHASES = ("Primary", "Nursery", "Secondary", "Special", "Alternative provision")
TYPES = {
    "Primary": ("Community School", "Academy Converter"),
    "Nursery": ("LA Nursery School", "Academy Converter"),
    "Secondary": ("Community School", "Academy Sponsor Led"),
    "Special": ("Community Special School", "Academy Special Converter"),
    "Alternative provision": ("Pupil Referral Unit", "Academy Alternative Provision Converter"),
}
INDEPENDENT_TYPE = "Other Independent School"
#: Invented URNs; the last three digits make the inspection numbers, so there is room for no more.
URNS = range(900_001, 901_000)
DAYS_TO_SHOW_A_GRADING = 14
DAYS_TO_SHOW_A_CORRECTION = 1
KEYED = re.compile(r"([a-z0-9-]+)=(\S+)")


class ScenarioError(ValueError):
    """A line of the scenario that cannot be understood; the message names it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"scenario line {line}: {message}")


def read_scenario(path: Path = SCENARIO_FILE) -> Scenario:
    """The schools and nights of a scenario file; raises ScenarioError at the first line not understood."""
    reader = _Reader()
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        statement = text.split("#", 1)[0].strip()
        try:
            if statement:
                reader.read(line, statement)
        except ValueError as error:
            raise ScenarioError(line, str(error)) from error
    return reader.finish()


@dataclass
class _Reader:
    nights: dict[str, date] = field(default_factory=dict)
    trusts: dict[str, Trust] = field(default_factory=dict)
    federations: dict[str, Federation] = field(default_factory=dict)
    schools: dict[int, School] = field(default_factory=dict)
    without_default_history: set[int] = field(default_factory=set)
    last_event: Event | None = None

    def read(self, line: int, statement: str) -> None:
        statement, _, expectation = statement.partition("=>")
        if statement.strip():
            word, _, rest = statement.strip().partition(" ")
            readers: dict[str, Callable[[int, str], None]] = {
                "night": self._night,
                "trust": self._trust,
                "federation": self._federation,
                "school": self._school,
                "near": self._near,
                "follows": self._follows,
                "renamed": self._renamed,
                "graded": self._graded,
                "card": self._card,
                "ungraded": self._ungraded,
                "monitoring": self._monitoring,
                "focused": self._focused,
                "regraded": self._regraded,
                "corrected": self._corrected,
                "replaced": self._replaced,
                "withdrawn": self._withdrawn,
            }
            if word not in readers:
                raise ValueError(f"{word!r} begins no known statement ({', '.join(readers)})")
            readers[word](line, rest.strip())
        if expectation.strip():
            self._expect(expectation.strip())

    def finish(self) -> Scenario:
        for school in self.schools.values():
            if school.urn not in self.without_default_history:
                give_default_history(school)
            school.inspections.sort(key=lambda inspection: (inspection.day, inspection.published))
            for order, inspection in enumerate(school.inspections, start=1):
                inspection.number = inspection_number(school.urn, order, inspection.day)
        return Scenario(self.nights, self.schools)

    @property
    def school(self) -> School:
        if not self.schools:
            raise ValueError("this needs a school above it")
        return next(reversed(self.schools.values()))

    def _night(self, line: int, rest: str) -> None:
        name, day = rest.split()
        self.nights[name] = date.fromisoformat(day)

    def _trust(self, line: int, rest: str) -> None:
        uid, name = rest.split(" ", 1)
        self.trusts[uid] = Trust(uid, _unquoted(name))

    def _federation(self, line: int, rest: str) -> None:
        uid, name = rest.split(" ", 1)
        self.federations[uid] = Federation(uid, _unquoted(name))

    def _school(self, line: int, rest: str) -> None:
        head, *facts = [part.strip() for part in rest.split("|")]
        urn_text, name = head.split(" ", 1)
        urn = int(urn_text)
        if urn in self.schools:
            raise ValueError(f"URN {urn} stands twice")
        if urn not in URNS:
            raise ValueError(f"URN {urn} is not an invented one ({URNS[0]} to {URNS[-1]})")
        school = School(line, urn, _unquoted(name), "Primary", "", 200 + urn * 37 % 220)
        for fact in facts:
            self._school_fact(school, fact)
        if not school.type_of_education:
            in_authority, in_trust = TYPES[school.phase]
            school.type_of_education = in_trust if school.trust else in_authority
        self.schools[urn] = school
        self.last_event = None

    def _school_fact(self, school: School, fact: str) -> None:
        word, _, rest = fact.partition(" ")
        if fact in PHASES:
            school.phase = fact
        elif rest == "pupils":
            school.pupils = int(word)
        elif fact == "sixth form":
            school.has_sixth_form = True
        elif fact == "independent":
            school.independent = True
            school.type_of_education = INDEPENDENT_TYPE
        elif fact == "no earlier inspection":
            self.without_default_history.add(school.urn)
        elif word == "trust" and rest in self.trusts:
            school.trust = self.trusts[rest]
        elif word == "federation" and rest in self.federations:
            school.federation = self.federations[rest]
        elif word == "site":
            school.site = rest
        elif word == "opens":
            school.opens = date.fromisoformat(rest)
        elif word == "closes":
            school.closes = date.fromisoformat(rest)
        else:
            raise ValueError(f"{fact!r} is no known fact of a school")

    def _near(self, line: int, rest: str) -> None:
        rule, _, why = rest.partition(":")
        if rule not in TRIGGERS + MODIFIERS + SUPPRESSORS:
            raise ValueError(f"{rule!r} is no rule")
        if not why.strip():
            raise ValueError("say after a colon why the rule does not fire")
        self.school.near_misses.append(NearMiss(rule, why.strip()))

    def _follows(self, line: int, rest: str) -> None:
        for urn in map(int, rest.split()):
            if urn not in self.schools:
                raise ValueError(f"no school {urn} stands above")
            self.school.predecessors.append(self.schools[urn])
        self.without_default_history.add(self.school.urn)

    def _renamed(self, line: int, rest: str) -> None:
        day, name = rest.split(" ", 1)
        self.school.renamed_on, self.school.new_name = date.fromisoformat(day), _unquoted(name)

    def _graded(self, line: int, rest: str) -> None:
        words = _Words(rest)
        inspection = words.inspection(line, "graded")
        framework = framework_on(inspection.day)
        if framework.is_report_card:
            raise ValueError("inspections since 10 November 2025 are report cards: write card")
        inspection.category = words.take_one_of(CATEGORIES) or ""
        inspection.converted = bool(words.take_one_of(("converted",)))
        digit = words.take_one_of(DIGIT_GRADES)
        if digit is None:
            raise ValueError("a graded inspection needs one digit that every area has unless it is set")
        inspection.grades = digit_grades(self.school, framework, digit, words.take_keyed())
        self._add(inspection, words)

    def _card(self, line: int, rest: str) -> None:
        words = _Words(rest)
        inspection = words.inspection(line, "card")
        framework = framework_on(inspection.day)
        if not framework.is_report_card:
            raise ValueError("report cards begin on 10 November 2025: write graded")
        inspection.category = words.take_one_of(CATEGORIES) or ""
        inspection.grade_date = words.take_date("graded-on")
        inspection.grades = card_grades(self.school, framework, words.take_keyed())
        self._add(inspection, words)

    def _ungraded(self, line: int, rest: str) -> None:
        self._visit(line, rest, "ungraded", UNGRADED_OUTCOMES)

    def _monitoring(self, line: int, rest: str) -> None:
        self._visit(line, rest, "monitoring", MONITORING_OUTCOMES)

    def _focused(self, line: int, rest: str) -> None:
        self._visit(line, rest, "focused", {})

    def _visit(self, line: int, rest: str, kind: str, outcomes: dict[str, str]) -> None:
        words = _Words(rest)
        inspection = words.inspection(line, kind)
        code = words.take_one_of(tuple(outcomes))
        if outcomes and code is None:
            raise ValueError(f"needs an outcome: {', '.join(outcomes)}")
        inspection.outcome = outcomes[code] if code else ""
        self._add(inspection, words)

    def _add(self, inspection: Inspection, words: _Words) -> None:
        words.finish()
        self.school.inspections.append(inspection)
        self.last_event = inspection

    def _regraded(self, line: int, rest: str) -> None:
        words = _Words(rest)
        self._change(line, words, DAYS_TO_SHOW_A_GRADING, grade_date=words.day)

    def _corrected(self, line: int, rest: str) -> None:
        self._change(line, _Words(rest), DAYS_TO_SHOW_A_CORRECTION, grade_date=None)

    def _replaced(self, line: int, rest: str) -> None:
        """Like a correction, of any report, and seen on the site on that day."""
        words = _Words(rest)
        report = self._report_above(words.day)
        read = published_card_grades if report.kind == "card" else published_digit_grades
        grades = read(report.framework, words.take_keyed()) if report.grades else {}
        words.finish()
        report.changes.append(Change(line, words.day, words.day, grades=grades))

    def _withdrawn(self, line: int, rest: str) -> None:
        day = date.fromisoformat(rest)
        self._report_above(day).withdrawn_on = day

    def _report_above(self, day: date) -> Inspection:
        if not self.school.inspections:
            raise ValueError("this needs a report of its school above it")
        report = self.school.inspections[-1]
        if day <= report.published:
            raise ValueError("the report above was not published by then")
        return report

    def _change(self, line: int, words: _Words, days_until_shown: int, grade_date: date | None) -> None:
        published = words.take_date("published") or words.day + timedelta(days=days_until_shown)
        card = self.school.inspections[-1] if self.school.inspections else None
        if card is None or card.kind != "card":
            raise ValueError("only a report card directly above can be re-graded or corrected")
        grades = published_card_grades(card.framework, words.take_keyed())
        words.finish()
        change = Change(line, words.day, published, grades=grades, grade_date=grade_date)
        card.changes.append(change)
        self.last_event = change

    def _expect(self, text: str) -> None:
        if self.last_event is None:
            raise ValueError("an expectation needs an event of its school above it")
        event = self.last_event
        if event.expectation:
            raise ValueError("the event above has its expectation already")
        event.expectation, event.expectation_with_site = read_expectations(text, self.nights)


class _Words:
    """The words of one event: its day, then bare words and key=value pairs, each to be taken exactly once."""

    def __init__(self, text: str) -> None:
        first, *rest = text.split()
        self.day = date.fromisoformat(first)
        self.bare: list[str] = []
        self.keyed: dict[str, str] = {}
        for word in rest:
            match = KEYED.fullmatch(word)
            if match is None:
                self.bare.append(word)
            elif match[1] in self.keyed:
                raise ValueError(f"{match[1]} is set twice")
            else:
                self.keyed[match[1]] = match[2]

    def inspection(self, line: int, kind: str) -> Inspection:
        published = self.take_date("published") or ordinary_publication(self.day)
        if self.day.weekday() >= 5:
            raise ValueError(f"{self.day.isoformat()} is a weekend: no inspection starts then")
        if published <= self.day:
            raise ValueError("published before it was inspected")
        return Inspection(
            line,
            self.day,
            published,
            kind=kind,
            listed_start=self.take_date("listed-start"),
            is_unreadable=bool(self.take_one_of(("unreadable",))),
        )

    def take_one_of(self, accepted: tuple[str, ...]) -> str | None:
        for word in self.bare:
            if word in accepted:
                self.bare.remove(word)
                return word
        return None

    def take_date(self, key: str) -> date | None:
        text = self.keyed.pop(key, None)
        return date.fromisoformat(text) if text else None

    def take_keyed(self) -> dict[str, str]:
        keyed, self.keyed = self.keyed, {}
        return keyed

    def finish(self) -> None:
        if self.bare or self.keyed:
            raise ValueError(f"not understood: {' '.join([*self.bare, *self.keyed])}")


def _unquoted(name: str) -> str:
    """A name; quotation marks keep the blanks at its end."""
    return name[1:-1] if name.startswith('"') and name.endswith('"') else name
