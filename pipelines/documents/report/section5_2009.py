"""Graded reports of September 2009 to August 2012, in their two layouts.

To December 2011. Evidence: "Overall effectiveness: how good is the school?" with a digit and "The school's
capacity for sustained improvement" [REAL: pages of one report of 2011, public copy]; tables of further grades
on later pages, of which a few are read [KNOW]. The glossary's grade words and national percentages are no
grades of the school [REAL].
January to August 2012. Evidence: "Inspection judgements" with five areas and digits and no "This inspection"
[KNOW].
Certain when the required areas stand in the table once and no later line gives another digit.
"""

from __future__ import annotations

import re

from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.grade_block import GradeStyle, read_block, read_lines
from pipelines.documents.report.graded import graded_report
from pipelines.documents.report.opening import is_letter
from pipelines.documents.report.statements import read_category
from pipelines.documents.report.text import ReportText

FRAMEWORK = "section5_2009"
LAYOUT, TABLES, JANUARY_2012 = "section5_2009", "section5_2009_tables", "section5_january_2012"
SCALE = "four_grades_satisfactory"
# After a cover, a page on Ofsted and an introduction.
JUDGEMENTS_WITHIN = 20_000
HOW_GOOD = re.compile(r"overall effectiveness: how good is the school\??\s+[1-4]\b")
FIVE_AREAS = re.compile(r"inspection judgements overall effectiveness [1-4] achievement of pupils [1-4]\b")
FINDINGS = re.compile(r"(?:main|key) findings\b")
TABLE_LENGTH = 600


def recognises(report: ReportText) -> bool:
    """Whether the grades stand under the questions of 2009 or the five areas of 2012."""
    return (
        _asks(report) or FIVE_AREAS.search(report.flat, 0, JUDGEMENTS_WITHIN) is not None
    ) and not is_letter(report)


def _asks(report: ReportText) -> bool:
    return HOW_GOOD.search(report.flat, 0, JUDGEMENTS_WITHIN) is not None


def _table_ends(report: ReportText) -> int:
    table = HOW_GOOD.search(report.flat, 0, JUDGEMENTS_WITHIN) or FIVE_AREAS.search(
        report.flat, 0, JUDGEMENTS_WITHIN
    )
    start = table.end() if table else 0
    findings = FINDINGS.search(report.flat, start, start + TABLE_LENGTH)
    return findings.start() if findings else min(len(report.flat), start + TABLE_LENGTH)


def read(report: ReportText) -> ParsedReport:
    """The report's judgements and category."""
    style = GradeStyle.digits(SCALE)
    layout = LAYOUT if _asks(report) else JANUARY_2012
    grades, doubts = read_block(report, layout, style, until=_table_ends(report))
    if layout == LAYOUT and not doubts:
        more, doubts = read_lines(report, TABLES, style)
        grades += more
    return graded_report(
        framework=FRAMEWORK,
        details=read_details(report),
        grades=grades,
        safeguarding=(),
        category=read_category(report, FRAMEWORK),
        doubts=doubts,
    )
