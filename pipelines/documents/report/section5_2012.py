"""Graded reports of September 2012 to August 2015.

Evidence: "Overall effectiveness" with the lines "Previous inspection:" and "This inspection:", each with word
and digit, and "Achievement of pupils" before "Summary of key findings" [REAL: the opening of one report of
2015; the rest KNOW].
Certain when the five judgements stand in that table once, every digit means its word, and no heading further
on ("The leadership and management are good") says otherwise. Safeguarding was no judgement of its own.
"""

from __future__ import annotations

import re

from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.grade_block import GradeStyle, read_block
from pipelines.documents.report.graded import graded_report
from pipelines.documents.report.opening import is_independent, is_letter, opening_ends
from pipelines.documents.report.statements import read_category
from pipelines.documents.report.text import ReportText

FRAMEWORK = LAYOUT = "section5_2012"
EITHER_INSPECTION = re.compile(r"\b(?:this|previous) inspection ?:")
ANOTHER = re.compile(r"\bachievement of pupils\b|\bquality of teaching\b")


def recognises(report: ReportText) -> bool:
    """Whether the opening tells this inspection's grades from the previous one's."""
    end = opening_ends(report)
    return (
        EITHER_INSPECTION.search(report.flat, 0, end) is not None
        and ANOTHER.search(report.flat, 0, end) is not None
        and not is_letter(report)
    )


def read(report: ReportText) -> ParsedReport:
    """The report's judgements and category."""
    style = GradeStyle.words_with_digits("four_grades")
    grades, doubts = read_block(report, LAYOUT, style, until=opening_ends(report))
    return graded_report(
        framework=FRAMEWORK,
        details=read_details(report),
        grades=grades,
        safeguarding=(),
        category=read_category(report, FRAMEWORK),
        doubts=doubts,
        may_be_in_category=not is_independent(report),
    )
