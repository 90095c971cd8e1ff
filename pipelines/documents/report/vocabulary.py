"""The words of reports: spellings of areas by layout, grade words by scale, frameworks by day.

Belongs here: looking them up in reference/ and making patterns of them. The words themselves are data.
Does not belong here: where in a report they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.documents.management_information.eras import fold
from pipelines.documents.management_information.vocabulary import (
    Framework,
    Grade,
    area_scale,
    four_grade_scales,
    frameworks,
    scale,
)
from pipelines.reference import read_csv
from pipelines.texts import texts

__all__ = ["Grade", "Wording", "framework_on", "grade_of", "grade_words", "titles", "wording", "wrapping"]

REQUIRED, PREVIOUS, HEADING = "required", "previous", "heading"
# Beside "Previous inspection" in place of a grade; never the grade of this inspection.
NO_PREVIOUS_GRADE = ("not previously inspected", "not applicable", "none")
# Headings say "Outcomes for pupils require improvement".
SAME_WORDS = {"require improvement": "requires improvement"}


@dataclass(frozen=True)
class Wording:
    """The labels of one layout: area by spelling (folded); "previous" and "heading" stand for no area of this
    report.

    labels: a pattern for any label, the longest first, that lets it wrap over lines.
    """

    areas: dict[str, str]
    required: frozenset[str]
    labels: str

    def area_of(self, label: str) -> str:
        return self.areas[fold(label)]


@cache
def wording(layout: str) -> Wording:
    """The labels of a layout of reference/report_areas.csv."""
    rows = [row for row in read_csv("report_areas.csv") if row["layout"] == layout]
    if not rows:
        raise KeyError(f"reference/report_areas.csv has no layout {layout!r}")
    areas = {fold(row["spelling"]): row["area"] or row["presence"] for row in rows}
    return Wording(
        areas,
        frozenset(row["area"] for row in rows if row["presence"] == REQUIRED),
        "|".join(wrapping(spelling) for spelling in sorted(areas, key=len, reverse=True)),
    )


def titles(areas: Iterable[str]) -> str:
    """Areas as people call them, one after the other. Some titles have commas in them."""
    return "; ".join(sorted(texts()[f"area.{area}"] for area in areas))


def wrapping(words: str) -> str:
    """A pattern for folded words that may wrap over lines."""
    return r"\s+".join(re.escape(word) for word in words.split())


@cache
def grade_words(scale_name: str) -> str:
    """A pattern for the words of a scale (its digits apart) and for what stands where nothing was graded."""
    words = {code for code in scale(scale_name) if not code.isdigit()} | set(NO_PREVIOUS_GRADE)
    if scale_name in four_grade_scales():
        words |= {"satisfactory", *SAME_WORDS}
    return "|".join(wrapping(word) for word in sorted(words, key=len, reverse=True))


def grade_of(scale_name: str, area: str, word: str) -> Grade | None:
    """What a word or digit means on an area's scale; None where it is no word of it."""
    folded = fold(word)
    return scale(area_scale(area, scale_name)).get(SAME_WORDS.get(folded, folded))


def framework_on(day: date | None, provider: str = "state_funded") -> Framework | None:
    """The framework under which an inspection that starts on a day is carried out."""
    if day is None:
        return None
    in_force = [found for found in frameworks(provider) if found.first_day and found.first_day <= day]
    return in_force[-1] if in_force else None
