"""Graded reports of the education inspection framework: an overall grade to August 2024, none since.

Evidence: a title "Inspection of …", "Inspection dates", and the key judgements with their grades before "What
is it like to attend this school?" [REAL March 2025, and the labels with an overall grade KNOW].
Certain when the four key judgements stand in the table once, and the overall grade is there or not as the day
demands: state-funded schools inspected since September 2024 have none; independent schools kept theirs to
January 2026.
"""

from __future__ import annotations

import re

from pipelines.documents.report.details import Details, read_details
from pipelines.documents.report.document import Doubt, ParsedReport, ReportJudgement
from pipelines.documents.report.grade_block import GradeStyle, read_block
from pipelines.documents.report.graded import graded_report
from pipelines.documents.report.opening import is_independent, is_letter, opening_ends
from pipelines.documents.report.statements import read_category, read_safeguarding
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import framework_on

LAYOUT = "education_inspection"
WITH_OVERALL, WITHOUT_OVERALL = "education_inspection_2019", "education_inspection_2024"
KEY_JUDGEMENTS = re.compile(r"quality of education\b.*\bpersonal development\b")
DATES = re.compile(r"inspection dates?\b")


def recognises(report: ReportText) -> bool:
    """Whether the opening has the key judgements of 2019."""
    end = opening_ends(report)
    return (
        DATES.search(report.flat, 0, end) is not None
        and KEY_JUDGEMENTS.search(report.flat, 0, end) is not None
        and not is_letter(report)
    )


def read(report: ReportText) -> ParsedReport:
    """The report's judgements, safeguarding and category."""
    details = read_details(report)
    independent = is_independent(report)
    grades, doubts = read_block(report, LAYOUT, GradeStyle.words("four_grades"), until=opening_ends(report))
    framework, disagreement = _framework(details, grades, independent)
    if disagreement:
        grades, doubts = (), (*doubts, disagreement)
    safeguarding, unsaid = read_safeguarding(report, required=True)
    return graded_report(
        framework=framework,
        details=details,
        grades=grades,
        safeguarding=safeguarding,
        category=read_category(report, framework),
        doubts=(*doubts, *unsaid),
        may_be_in_category=not independent,
    )


def _framework(
    details: Details, grades: tuple[ReportJudgement, ...], independent: bool
) -> tuple[str | None, Doubt | None]:
    """The framework, and what is wrong where the table of grades and the day belong to different ones."""
    by_day = framework_on(details.first_day, "independent" if independent else "state_funded")
    name = by_day.name if by_day and by_day.name in (WITH_OVERALL, WITHOUT_OVERALL) else None
    if not grades:
        return name, None
    has_overall = any(judgement.area == "overall_effectiveness" for judgement in grades)
    printed = WITH_OVERALL if has_overall else WITHOUT_OVERALL
    if name == printed or (has_overall and details.first_day is None):
        return printed, None
    words = "an overall grade" if has_overall else "no overall grade"
    return None, Doubt("overall_grade_unexpected", f"It has {words}, which does not go with its day.")
