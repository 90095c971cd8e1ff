"""Graded reports of the common inspection framework, September 2015 to August 2019.

Evidence: "Inspection dates", "Overall effectiveness" and "Effectiveness of leadership and management" with
their grades before "Summary of key findings" [REAL: two whole PDFs of 2016 and the text of two more].
Certain when the five judgements stand in that table once and none of the headings further on, which repeat
them ("requires improvement" in small letters, "is good", "require improvement"), says otherwise [REAL].
"""

from __future__ import annotations

import re

from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.grade_block import GradeStyle, read_block
from pipelines.documents.report.graded import graded_report
from pipelines.documents.report.opening import is_independent, is_letter, opening_ends
from pipelines.documents.report.statements import read_category, read_safeguarding
from pipelines.documents.report.text import ReportText

FRAMEWORK = LAYOUT = "common_inspection_2015"
LEADERSHIP = re.compile(r"effectiveness of leadership and management\b")
ANOTHER = re.compile(
    r"\bteaching, learning and assessment\b|\boutcomes for (?:pupils|children and learners)\b"
)


def recognises(report: ReportText) -> bool:
    """Whether the opening has the judgements of 2015."""
    end = opening_ends(report)
    return (
        LEADERSHIP.search(report.flat, 0, end) is not None
        and ANOTHER.search(report.flat, 0, end) is not None
        and not is_letter(report)
    )


def read(report: ReportText) -> ParsedReport:
    """The report's judgements, safeguarding and category."""
    independent = is_independent(report)
    grades, doubts = read_block(report, LAYOUT, GradeStyle.words("four_grades"), until=opening_ends(report))
    safeguarding, unsaid = read_safeguarding(report, required=True)
    return graded_report(
        framework=FRAMEWORK,
        details=read_details(report),
        grades=grades,
        safeguarding=safeguarding,
        category=read_category(report, FRAMEWORK),
        doubts=(*doubts, *unsaid),
        may_be_in_category=not independent,
    )
