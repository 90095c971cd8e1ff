"""Reads what a person read in a report that the program could not: strictly, and into the same relations.

Belongs here: the shape of a reading, its words against the scales of reference/, the rows that it gives. Does
not belong here: the inbox that keeps readings (pipelines/archive/inbox.py), and which of them enter a build.

A reading replaces all that the machine read of that document. It names nobody: who read is in the desk's
audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from pipelines.documents.management_information.eras import fold
from pipelines.documents.management_information.vocabulary import (
    Framework,
    Grade,
    area_frameworks,
    area_scale,
    frameworks,
    scale,
)
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report.document import SAFEGUARDING
from pipelines.documents.small_documents import Rows
from pipelines.reference import read_csv, read_toml
from pipelines.texts import in_words

PARSER = "human_reading"
PARSER_VERSION = 1
NO_CATEGORY, NOT_TOLD = "none", "not_told"
"""What stands for a category: the report says that there is none, or says nothing about it."""

LIKE_REPORT = {"graded", "report_card"}
_NEAR_DAYS = 3
"""As far apart as the days of one inspection may be in two sources (sql/core/10_inspection_cluster.sql)."""

_KEYS = {
    "read_on", "urn", "kind", "framework", "inspection_start_date", "inspection_end_date", "category",
    "outcome", "grades",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """What the site says of a report file: the school on whose page it stands, and the day beside it."""

    urn: int
    day: date | None


@dataclass(frozen=True)
class HumanReading:
    """A reading whose every word is one of reference/. grades: by area; what is not in the report is absent.

    category: a code of categories.csv; None where there is none, or, unless category_known, nothing is told.
    """

    read_on: date
    urn: int
    kind: str
    framework: str | None
    inspection_start_date: date
    inspection_end_date: date | None
    category: str | None
    category_known: bool
    outcome: str | None
    grades: Mapping[str, Grade]

    def rows(self) -> Rows:
        """The reading as rows of REPORT_RELATIONS, without the document's id."""
        locator = f"read by a person on {in_words(self.read_on)}"
        return {
            "report": [
                (
                    self.kind, self.framework, self.urn, None, self.inspection_start_date,
                    self.inspection_end_date, None, self.category, self.category_known,
                    locator, self.outcome, locator,
                )
            ],
            "report_judgement": [
                (area, grade.grade, grade.rank, grade.status, locator)
                for area, grade in sorted(self.grades.items())
            ],
            "report_predecessor": [],
            "report_doubt": [],
        }  # fmt: skip


def read_human_reading(found: Mapping[str, Any]) -> HumanReading:
    """A reading from its JSON object; raises DocumentRefused naming what is wrong, and the value."""
    if found.keys() != _KEYS:
        _refuse(
            "reading_keys", "A reading has exactly its named parts", " ".join(sorted(found.keys() ^ _KEYS))
        )
    kind = found["kind"]
    if kind not in kinds_read():
        _refuse("reading_kind", "Its kind is not one that a person can read", kind)
    start = _day(found["inspection_start_date"], "inspection_start_date")
    end = found["inspection_end_date"]
    end_day = None if end is None else _day(end, "inspection_end_date")
    read_on = _day(found["read_on"], "read_on")
    if not start <= (end_day or start) <= read_on:
        _refuse("reading_days", "Its days are not in order: first day, last day, day of reading", str(end))
    urn = found["urn"]
    if type(urn) is not int or not 100_000 <= urn <= 999_999:
        _refuse("reading_urn", "Its URN is not a number of six digits", urn)
    grades = _grades(found["grades"], kind, found["framework"], start)
    category, known = _category(found["category"])
    outcome = found["outcome"]
    if outcome is not None and outcome not in outcomes_of(kind):
        _refuse("reading_outcome", f"Its outcome is not one of the kind {kind}", outcome)
    if not grades and outcome is None and not known:
        _refuse("reading_empty", "It says neither a grade, nor an outcome, nor a category", None)
    return HumanReading(
        read_on, urn, kind, found["framework"], start, end_day, category, known, outcome, grades
    )


def agree(reading: HumanReading, places: list[Place]) -> None:
    """Hold a reading against what the site says of the file; raises DocumentRefused where they differ."""
    if not places:
        _refuse("reading_of_unlisted", "No page of the site lists the report, so it cannot be compared", None)
    if reading.urn not in {place.urn for place in places}:
        _refuse("reading_urn_differs", "Its URN is not that of the page that lists the report", reading.urn)
    days = {place.day for place in places if place.urn == reading.urn and place.day}
    near = any(abs((reading.inspection_start_date - day).days) <= _NEAR_DAYS for day in days)
    if days and not near:
        _refuse(
            "reading_day_differs",
            "Its inspection is not on the day that the page says",
            reading.inspection_start_date,
        )


def kinds_read() -> tuple[str, ...]:
    """The kinds of inspection whose reports a person may read; a conversion letter is lineage."""
    return tuple(
        row["kind"]
        for row in read_csv("inspection_kinds.csv")
        if row["family"] not in ("conversion_letter", "unknown")
    )


def frameworks_on(day: date) -> dict[str, Framework]:
    """The frameworks under which some school was inspected on a day, by name."""
    return {
        found.name: found
        for provider in ("state_funded", "independent")
        for found in frameworks(provider)
        if found.first_day and found.first_day <= day and (found.last_day is None or day <= found.last_day)
    }


def areas_of(kind: str, framework: str) -> tuple[str, ...]:
    """The areas that a report of this kind may grade; reports without grades still speak of safeguarding."""
    areas = (row["area"] for row in read_csv("areas.csv") if framework in area_frameworks(row["area"]))
    return tuple(area for area in areas if kind in LIKE_REPORT or area == SAFEGUARDING)


def grades_of(area: str, framework: Framework) -> dict[str, Grade]:
    """What may stand beside an area, by the published word; digits are for tables, not for people."""
    name = area_scale(area, framework.scale)
    words = scale(name)
    return {
        row["code"]: words[fold(row["code"])]
        for row in read_csv("scales.csv")
        if row["scale"] == name and not row["code"].isdigit()
    }


def outcomes_of(kind: str) -> tuple[str, ...]:
    """The outcomes that a report of this kind may have, in the words that are stored."""
    wanted = "ungraded" if kind == "short" else kind
    found = [
        row["words"] for row in read_toml("report_outcomes.toml")["outcome"] if row["kind"] in (kind, wanted)
    ]
    return tuple(dict.fromkeys(found))


def _grades(found: Any, kind: str, framework_name: Any, start: date) -> dict[str, Grade]:
    if not isinstance(found, dict):
        _refuse("reading_grades", "Its grades are no table of area and grade", found)
    if framework_name is None:
        if found or kind in LIKE_REPORT:
            _refuse("reading_framework", "Grades need a framework", None)
        return {}
    framework = frameworks_on(start).get(framework_name) if isinstance(framework_name, str) else None
    if framework is None:
        _refuse("reading_framework", f"Its framework was not in force on {start}", framework_name)
    grades = {}
    for area, word in found.items():
        if area not in areas_of(kind, framework.name):
            _refuse("reading_area", f"Not an area of a {kind} report under {framework.name}", area)
        grade = grades_of(area, framework).get(word) if isinstance(word, str) else None
        if grade is None:
            _refuse("reading_grade", f"Not a grade of {area} under {framework.name}", word)
        grades[area] = grade
    if kind in LIKE_REPORT and not any(grade.rank for grade in grades.values()):
        _refuse("reading_grades", "A report of a graded inspection without any grade", None)
    if (kind == "report_card") != (framework.scale == "report_card") and kind in LIKE_REPORT:
        _refuse("reading_kind", f"Not the kind of a graded report under {framework.name}", kind)
    return grades


def _category(found: Any) -> tuple[str | None, bool]:
    if found in (NO_CATEGORY, NOT_TOLD):
        return None, found == NO_CATEGORY
    if not isinstance(found, str) or found not in {row["category"] for row in read_csv("categories.csv")}:
        _refuse("reading_category", "Its category is not one of reference/categories.csv", found)
    return str(found), True


def _day(found: Any, name: str) -> date:
    try:
        return date.fromisoformat(found)
    except (TypeError, ValueError):
        _refuse("reading_days", f"{name} is no day (YYYY-MM-DD)", found)


def _refuse(code: str, message: str, value: object) -> NoReturn:
    told = None if value is None else str(value)[:80].encode("ascii", "backslashreplace").decode()
    raise DocumentRefused(code, f"{message}.", value=told)
