"""The words of grades in reports, and which areas a document grades.

Belongs here: digits to words by era; leaving out what was not judged.
Does not belong here: the labels of areas; each layout has its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from replica.reports.document import ReportDocument

GRADED = ("1", "2", "3", "4")
REQUIRES_IMPROVEMENT_SINCE = date(2012, 9, 1)
FOUR_GRADES = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
CARD_GROUPS = (
    "Exceptional",
    "Strong standard",
    "Expected standard",
    "Needs attention",
    "Urgent improvement",
    "Insufficient evidence",
)


def word(digit: str, day: date) -> str:
    """A grade in words, as on a day: 3 was satisfactory until August 2012."""
    return "Satisfactory" if digit == "3" and day < REQUIRES_IMPROVEMENT_SINCE else FOUR_GRADES[digit]


def graded(document: ReportDocument, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label and digit of every area that the document grades, in the order of the labels."""
    return [
        (label, document.grades[area])
        for area, label in labels.items()
        if document.grades.get(area) in GRADED
    ]


def overall(document: ReportDocument) -> str:
    """The digit of overall effectiveness, or of the worst area where there is none."""
    given = document.grades.get("overall", "")
    return (
        given if given in GRADED else max((g for g in document.grades.values() if g in GRADED), default="2")
    )
