"""A history of invented schools in which flags open, rise, fall away and come back, and what each night knew.

Belongs here: the history, what of it is known by a night, and a replay of it over the states of its facts.
Does not belong here: what is expected of a replay.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipelines.database import read_rows
from pipelines.warehouse.replay.intervals import Replay, intervals_of, told_by
from tests.rules.facts import PUBLISHED, Facts, days
from tests.rules.nights import Nights

SPECIAL = "special_measures"
FIRST_NIGHT, LAST_NIGHT = PUBLISHED - days(3), PUBLISHED + days(260)

Shown = dict[str, tuple[Any, ...]]


@dataclass
class History:
    """Facts as the last night knows them, and what earlier nights had in the place of some.

    earlier_grades: (inspection, area, grade until the night, night). earlier_categories: (inspection, night
    until which no source stated its category).
    """

    facts: Facts = field(default_factory=Facts)
    earlier_grades: list[tuple[str, str, str | None, date]] = field(default_factory=list)
    earlier_categories: list[tuple[str, date]] = field(default_factory=list)

    def corrected(self, inspection_id: str, area: str, before: str | None, now: str, night: date) -> None:
        """From a night on a grade is another one; before it there was ``before``, or none (None)."""
        self.facts.remove("judgement", inspection_id=inspection_id, area=area)
        self.facts.grade(inspection_id, area, now, known_from=night)
        self.earlier_grades.append((inspection_id, area, before, night))

    def category_stated_late(self, inspection_id: str, night: date) -> None:
        """A source states the category of an inspection, or that it is in none, from a night on."""
        self.facts.add(
            "source_claim",
            inspection_id=inspection_id,
            attribute="category_of_concern",
            value="stated",
            source="invented",
            document_id="list",
            known_from=night,
        )
        self.earlier_categories.append((inspection_id, night))

    def known_by(self, night: date) -> Facts:
        """What of it was known by a night."""
        known = self.facts.copy()
        rows = known.rows
        unknown = {row["inspection_id"] for row in rows["inspection"] if row["known_from"] > night}
        for table in rows:
            rows[table] = [
                row
                for row in rows[table]
                if not {row.get(name) for name in ("inspection_id", "previous_inspection_id", "entered_by")}
                & unknown
            ]
        for inspection_id, area, before, corrected_on in self.earlier_grades:
            if night < corrected_on and inspection_id not in unknown:
                known.remove("judgement", inspection_id=inspection_id, area=area)
                known.grade(inspection_id, area, before)
        rows["judgement"] = [
            row for row in rows["judgement"] if row["grading_no"] == 1 or row["known_from"] <= night
        ]
        gradings = {(row["inspection_id"], row["area"], row["grading_no"]) for row in rows["judgement"]}
        rows["judgement_change"] = [
            row
            for row in rows.get("judgement_change", [])
            if (row["inspection_id"], row["area"], row["grading_no"]) in gradings
        ]
        for inspection in rows["inspection"]:
            if (withdrawn_on := inspection.get("withdrawn_on")) and withdrawn_on > night:
                inspection["withdrawn_on"] = None
            if (inspection["inspection_id"], night) < self._category_known_from(inspection["inspection_id"]):
                inspection |= {"category_of_concern": None, "category_known": False}
        for period in rows.get("category_period", []):
            if period["left_by"] and not self._end_is_known(period, night, unknown):
                period |= {"left_on": None, "left_by": None}
        return known

    def _category_known_from(self, inspection_id: str) -> tuple[str, date]:
        known_from = dict(self.earlier_categories).get(inspection_id, date.min)
        return inspection_id, known_from

    def _end_is_known(self, period: dict[str, Any], night: date, unknown: set[str]) -> bool:
        """By the re-grading of that day, where there is one, else by the report."""
        regraded = [
            row["known_from"]
            for row in self.facts.rows["judgement"]
            if (row["inspection_id"], row.get("grade_date")) == (period["left_by"], period["left_on"])
            and row["grading_no"] > 1
        ]
        return min(regraded) <= night if regraded else period["left_by"] not in unknown

    def replayed(self, first_night: date, last_night: date) -> Replay:
        """A replay over the states of its facts, as pipelines/warehouse/replay/knowledge.py tells them
        apart."""
        nights = {"first_night": first_night, "last_night": last_night}
        latest = self.facts.flags(last_night)
        corrected = [row["night"] for row in read_rows(latest.connection, "replay/correction_day", **nights)]
        ends = [*(night - timedelta(days=1) for night in corrected), last_night]
        told = []
        for start, end in zip([first_night, *corrected], ends, strict=True):
            flags = self.known_by(end).flags(end)
            told.append(told_by(flags.connection, start, end))
        working_days = [day for each in told for day in each.working_days]
        return Replay(first_night, last_night, "archived", "", intervals_of(told), working_days)

    def built(self, folder: Path, nights: list[date]) -> dict[date, Shown]:
        """What a build of each night shows, each upon those before, by event."""
        archive = Nights(folder)
        return {
            night: shown(archive.night(self.known_by(night), night).all()) for night in sorted(set(nights))
        }


def shown(rows: list[Any]) -> Shown:
    """Status, tier and base tier by event."""
    return {row["event_id"]: (row["status"], row["tier"], row["base_tier"]) for row in rows}


def history() -> History:
    """What is known by LAST_NIGHT. Schools 900001 and on:

    1 in special measures, monitored, then clean; 2 one area, lifted because small; 3 leadership, re-graded
    up; 4 a later clean card; 5 withdrawn; 6 re-graded down; 7 known long after its window; 8 known a little
    late; 9 a category known only when it stands on the standing list; 10 nothing to tell; 11 known long
    after its window, then a clean report; 12 an area stated late, which raises the tier; 13 a grade
    corrected, which lowers it; 14 in a category that a re-grading ends; 15 outstanding before, which is
    found late; 16 a grade corrected so that nothing fires, and corrected again in a later report; 17 a
    clean report that is withdrawn; 18 a category stated late.
    """
    found = History()
    facts = found.facts
    for number in range(1, 19):
        facts.school(900000 + number, pupils=90 if number == 2 else 300, trust_uid=None, in_federation=False)
    facts.card("a", urn=900001, category_of_concern=SPECIAL)
    facts.report(
        "a-visit",
        kind="monitoring",
        urn=900001,
        published=PUBLISHED + days(110),
        outcome="Leaders are taking effective action",
    )
    facts.card("a-clean", urn=900001, published=PUBLISHED + days(230))
    period(facts, 900001, "a", PUBLISHED + days(230), "a-clean")
    facts.card("b", urn=900002, grades={"achievement": "Needs attention"})
    facts.card("c", urn=900003, grades={"leadership_and_governance": "Needs attention"})
    facts.regrade(
        "c",
        "leadership_and_governance",
        "Needs attention",
        "Expected standard",
        PUBLISHED + days(20),
        PUBLISHED + days(33),
    )
    facts.card("d", urn=900004, grades={"achievement": "Urgent improvement"})
    facts.card("d-clean", urn=900004, published=PUBLISHED + days(41))
    facts.card("e", urn=900005, grades={"achievement": "Needs attention"}, withdrawn_on=PUBLISHED + days(12))
    facts.card("f", urn=900006)
    facts.regrade(
        "f",
        "achievement",
        "Expected standard",
        "Needs attention",
        PUBLISHED + days(50),
        PUBLISHED + days(57),
    )
    facts.card("g", urn=900007, grades={"achievement": "Needs attention"}, known_from=PUBLISHED + days(45))
    facts.card("h", urn=900008, grades={"inclusion": "Needs attention"}, known_from=PUBLISHED + days(9))
    facts.card("i", urn=900009, category_of_concern=SPECIAL, known_from=PUBLISHED + days(130))
    facts.card("j", urn=900010)
    facts.card("k", urn=900011, grades={"achievement": "Needs attention"}, known_from=PUBLISHED + days(45))
    facts.card("k-clean", urn=900011, published=PUBLISHED + days(57))
    facts.card("l", urn=900012, grades={"achievement": "Needs attention"})
    found.corrected("l", "inclusion", None, "Urgent improvement", PUBLISHED + days(12))
    facts.card("m", urn=900013)
    found.corrected("m", "achievement", "Urgent improvement", "Needs attention", PUBLISHED + days(12))
    facts.card("n", urn=900014, category_of_concern=SPECIAL, grades={"achievement": "Urgent improvement"})
    facts.regrade(
        "n",
        "achievement",
        "Urgent improvement",
        "Expected standard",
        PUBLISHED + days(20),
        PUBLISHED + days(33),
    )
    period(facts, 900014, "n", PUBLISHED + days(20), "n")
    facts.legacy(
        "o-before",
        urn=900015,
        published=PUBLISHED - days(1500),
        grades={"overall_effectiveness": "Outstanding"},
        known_from=PUBLISHED + days(9),
    )
    facts.card("o", urn=900015, grades={"achievement": "Needs attention"})
    facts.before("o", "o-before")
    facts.card("p", urn=900016)
    found.corrected("p", "achievement", "Urgent improvement", "Expected standard", PUBLISHED + days(9))
    facts.card("p-again", urn=900016, published=PUBLISHED + days(57), grades={"inclusion": "Not met"})
    facts.card("q", urn=900017, grades={"leadership_and_governance": "Needs attention"})
    facts.card("q-clean", urn=900017, published=PUBLISHED + days(12), withdrawn_on=PUBLISHED + days(45))
    facts.card("r", urn=900018, category_of_concern=SPECIAL)
    found.category_stated_late("r", PUBLISHED + days(33))
    return found


def period(facts: Facts, urn: int, entered_by: str, left_on: date, left_by: str) -> None:
    """A time in special measures from PUBLISHED on."""
    facts.add(
        "category_period",
        lineage_id=urn,
        category=SPECIAL,
        entered_on=PUBLISHED,
        left_on=left_on,
        entered_by=entered_by,
        left_by=left_by,
    )
