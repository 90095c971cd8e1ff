"""Tiny facts written by hand, and the flags that the rules make of them. Schools are invented.

Belongs here: the few rows that a rule reads. How facts come from documents is tested elsewhere.
"""

from __future__ import annotations

import copy
import weakref
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from pipelines.archive.shown_log import ShownLog
from pipelines.database import declare
from pipelines.reference import read_csv
from pipelines.warehouse.flags import (
    Ruleset,
    complete_flags,
    current_ruleset,
    find_candidates,
    find_events,
    prepare_flags,
    shown_segment,
)
from tests.worlds import Worlds

# A Tuesday in term, far from any holiday, on which most invented reports are published.
PUBLISHED = date(2026, 4, 21)
URN = 900001
# No test looks beyond it.
LAST_YEAR = 2027

CARD = "report_card_2025"
ALL_EXPECTED = {
    "safeguarding": "Met",
    "inclusion": "Expected standard",
    "curriculum_and_teaching": "Expected standard",
    "achievement": "Expected standard",
    "attendance_and_behaviour": "Expected standard",
    "personal_development_and_wellbeing": "Expected standard",
    "leadership_and_governance": "Expected standard",
}
ALL_GOOD = {
    "overall_effectiveness": "Good",
    "quality_of_education": "Good",
    "behaviour_and_attitudes": "Good",
    "personal_development": "Good",
    "leadership_and_management": "Good",
    "safeguarding": "Yes",
}
_SCALES = (
    "report_card",
    "four_grades",
    "four_grades_satisfactory",
    "safeguarding_effective",
    "safeguarding_standards",
)
_GRAVITY = {row["category"]: int(row["gravity"]) for row in read_csv("categories.csv")}
_RANK = {
    row["grade"]: int(row["rank"])
    for row in read_csv("scales.csv")
    if row["scale"] in _SCALES and row["rank"]
}


def days(number: int) -> timedelta:
    return timedelta(days=number)


def one_school() -> Facts:
    """Those of an archive that knows one school, of which nothing is published."""
    facts = Facts()
    facts.school()
    return facts


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Every table of facts and flags, empty, and what rules look up."""
    declare(connection, "tables/facts")
    prepare_flags(connection, the_ruleset(), LAST_YEAR)


_WORLDS = Worlds(_prepare, "main,workings")
the_ruleset = cache(current_ruleset)


@dataclass
class Facts:
    """The rows of the facts tables, by table."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def remove(self, table: str, **values: Any) -> None:
        self.rows[table] = [row for row in self.rows[table] if not values.items() <= row.items()]

    def school(self, urn: int = URN, **values: Any) -> None:
        """A school that the newest list names."""
        described = {
            "name": f"Invented School {urn}",
            "phase": "Primary",
            "type": "Community school",
            "local_authority": "Sampleshire",
            "region": "South East",
            "pupils": 300,
            "status": "open",
            "lineage_id": urn,
            "document_id": "list",
            "locator": "row 9",
        }
        self.add("school", urn=urn, **{**described, **values})

    def moved(self, urn: int, successor: int) -> None:
        """The link of a school with its successor, in both directions."""
        self.add("school_link", urn=urn, linked_urn=successor, link_type="successor", source="invented")
        self.add("school_link", urn=successor, linked_urn=urn, link_type="predecessor", source="invented")

    def report(
        self,
        inspection_id: str,
        *,
        grades: Mapping[str, str | None] | None = None,
        kind: str = "report_card",
        framework: str = CARD,
        urn: int = URN,
        published: date | None = PUBLISHED,
        started: date | None = None,
        **values: Any,
    ) -> None:
        """An inspection with the grades of its areas; a grade of None is not stated."""
        start = started or (published or PUBLISHED) - days(28)
        described = {
            "lineage_id": urn,
            "inspection_number": inspection_id,
            "framework": framework,
            "kind": kind,
            "inspection_start_date": start,
            "inspection_end_date": start + days(1),
            "start_date_source": "invented",
            "publication_date": published,
            "publication_date_source": "invented",
            "category_known": kind in ("graded", "report_card"),
            "known_from": published or start,
            "report_url": f"https://reports.example/{inspection_id}",
            "document_id": "list",
            "locator": "row 9",
        }
        self.add("inspection", inspection_id=inspection_id, urn_at_inspection=urn, **{**described, **values})
        self.add(
            "inspection_alias",
            inspection_id=inspection_id,
            source="invented",
            alias=f"inspection_number:{inspection_id}",
            first_seen=start,
        )
        for area, grade in (grades or {}).items():
            self.grade(inspection_id, area, grade, grade_date=start)

    def legacy(self, inspection_id: str, **values: Any) -> None:
        """A graded inspection under the four-grade framework of 2019, all good unless grades are given."""
        grades = {**ALL_GOOD, **values.pop("grades", {})}
        chosen = {"kind": "graded", "framework": "education_inspection_2019", **values}
        self.report(inspection_id, grades=grades, **chosen)

    def card(self, inspection_id: str, **values: Any) -> None:
        """A report card, every area at Expected standard unless grades are given."""
        grades = {**ALL_EXPECTED, **values.pop("grades", {})}
        self.report(inspection_id, grades=grades, **values)

    def grade(
        self, inspection_id: str, area: str, grade: str | None, *, grading_no: int = 1, **values: Any
    ) -> None:
        described = {"known_from": PUBLISHED, "document_id": "list", "locator": f"row 9, column '{area}'"}
        self.add(
            "judgement",
            inspection_id=inspection_id,
            area=area,
            grading_no=grading_no,
            grade=grade,
            grade_rank=_RANK[grade] if grade else None,
            status="graded" if grade else "unknown",
            **{**described, **values},
        )

    def regrade(
        self, inspection_id: str, area: str, before: str, grade: str, graded_on: date, seen_on: date
    ) -> None:
        """A later grading of one area."""
        self.grade(inspection_id, area, grade, grading_no=2, grade_date=graded_on, known_from=seen_on)
        self.change(inspection_id, inspection_id, area, before, grade, "same_scale", grading_no=2)

    def before(self, inspection_id: str, previous: str, *, via_predecessor: bool = False) -> None:
        """Which graded report came before."""
        self.add(
            "previous_graded",
            inspection_id=inspection_id,
            previous_inspection_id=previous,
            via_predecessor=via_predecessor,
        )

    def change(
        self,
        inspection_id: str,
        previous: str,
        area: str,
        before: str | None,
        grade: str | None,
        comparability: str,
        *,
        grading_no: int = 1,
        direction: str | None = None,
        via_predecessor: bool = False,
    ) -> None:
        """One grading beside the one before it."""
        ranks = _GRAVITY if comparability == "category" else _RANK
        was, now = (ranks.get(word or "") for word in (before, grade))
        step = (now or 0) - (was or 0)
        found = "worse" if step > 0 else "better" if step < 0 else "same"
        self.add(
            "judgement_change",
            inspection_id=inspection_id,
            area=area,
            grading_no=grading_no,
            previous_inspection_id=previous,
            previous_area=area,
            previous_grade=before,
            previous_grade_rank=was,
            grade=grade,
            grade_rank=now,
            direction=direction or ("not_comparable" if comparability == "not_comparable" else found),
            comparability=comparability,
            via_predecessor=via_predecessor,
        )

    def category_change(self, inspection_id: str, previous: str, before: str | None, now: str | None) -> None:
        self.change(inspection_id, previous, "category_of_concern", before, now, "category")

    def flags(
        self,
        as_of: date,
        *,
        log: ShownLog | None = None,
        build_id: str = "build",
        ruleset: Ruleset | None = None,
    ) -> Flags:
        """The flags of one day; ``log`` is what earlier builds showed."""
        connection = _WORLDS.new()
        for table, rows in self.rows.items():
            for names, together in groupby(sorted(rows, key=sorted), key=list):
                values = [list(row.values()) for row in together]
                marks = ", ".join(f"({', '.join('?' for _ in names)})" for _ in values)
                asked = f"INSERT INTO {table} ({', '.join(names)}) VALUES {marks}"  # noqa: S608 (our names)
                connection.execute(asked, [value for row in values for value in row])
        decided_by = ruleset or the_ruleset()
        find_events(
            connection, decided_by, as_of=as_of, build_id=build_id, shown=log or ShownLog(Path("absent"))
        )
        flags = Flags(connection, decided_by, as_of, build_id)
        weakref.finalize(flags, _WORLDS.end, connection)
        return flags

    def copy(self) -> Facts:
        return copy.deepcopy(self)


class Told(ABC):
    """What tests ask of flags, whether of all of a build or of some of them."""

    @abstractmethod
    def all(self) -> list[dict[str, Any]]:
        """Every flag."""

    @abstractmethod
    def reasons(self, inspection_id: str) -> dict[str, str]:
        """Evidence by rule, over all events of an inspection that have a flag."""

    @abstractmethod
    def all_said(self, rule_id: str) -> list[dict[str, Any]]:
        """What a rule says of every inspection."""

    def flag(self, inspection_id: str, kind: str | None = None) -> dict[str, Any]:
        """The one flag of an inspection."""
        found = [
            f for f in self.all() if f["inspection_id"] == inspection_id and kind in (None, f["event_kind"])
        ]
        assert len(found) == 1, found
        return found[0]

    def said(self, rule_id: str, inspection_id: str) -> dict[str, Any] | None:
        """What a rule says of an inspection: evidence or unknown; None where it decided and did not fire."""
        found = [row for row in self.all_said(rule_id) if row["inspection_id"] == inspection_id]
        assert len(found) <= 1, found
        return found[0] if found else None

    def fired(self, rule_id: str, inspection_id: str) -> bool:
        said = self.said(rule_id, inspection_id)
        return said is not None and said["evidence"] is not None

    def evidence(self, rule_id: str, inspection_id: str) -> str:
        """With which a rule fires on an inspection."""
        said = self.said(rule_id, inspection_id)
        assert said, "it is silent"
        assert said["evidence"], said
        return str(said["evidence"])

    def unknown(self, rule_id: str, inspection_id: str) -> str | None:
        said = self.said(rule_id, inspection_id)
        return said["unknown"] if said else None


@dataclass(frozen=True)
class Flags(Told):
    """The flags of one build, asked by inspection. They are made once they are asked for: what a single
    trigger or modifier says needs the events alone (test_flag_properties.py sees that it is the same)."""

    _events: duckdb.DuckDBPyConnection
    _ruleset: Ruleset
    as_of: date
    build_id: str

    @cached_property
    def _decided(self) -> duckdb.DuckDBPyConnection:
        """To what every rule says, but those that are only said beside a flag."""
        find_candidates(self._events, self._ruleset)
        return self._events

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """To the tables of facts and flags."""
        complete_flags(self._decided, self._ruleset)
        return self._decided

    def rows(self, question: str, *values: Any) -> list[dict[str, Any]]:
        return _rows(self.connection, question, *values)

    def all(self) -> list[dict[str, Any]]:
        return self.rows("SELECT * FROM welfare_flag ORDER BY flag_id")

    def reasons(self, inspection_id: str) -> dict[str, str]:
        asked = """
            SELECT rule_id, evidence FROM flag_reason JOIN welfare_flag USING (flag_id)
            WHERE inspection_id = ?
        """
        return {row["rule_id"]: row["evidence"] for row in self.rows(asked, inspection_id)}

    def all_said(self, rule_id: str) -> list[dict[str, Any]]:
        (rule,) = (rule for rule in self._ruleset.rules if rule.rule_id == rule_id)
        if rule.effect in ("trigger", "modifier"):
            asked = "SELECT inspection_id, r.* FROM query(?) AS r JOIN event USING (event_id) ORDER BY ALL"
            return _rows(self._events, asked, rule.sql)
        held = self.connection if rule.effect == "shown" else self._decided
        asked = """
            SELECT inspection_id, r.* FROM rule_result AS r JOIN event USING (event_id) WHERE rule_id = ?
        """
        return _rows(held, asked, rule_id)

    def events(self, flag_id: str) -> list[str]:
        asked = "SELECT event FROM flag_event WHERE flag_id = ? ORDER BY event_on, segment NULLS LAST, event"
        return [row["event"] for row in self.rows(asked, flag_id)]

    def segment(self) -> list[dict[str, Any]]:
        return shown_segment(self.connection, self.as_of, self.build_id)


def _rows(connection: duckdb.DuckDBPyConnection, question: str, *values: Any) -> list[dict[str, Any]]:
    found = connection.execute(question, list(values))
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
