"""Letters on interim assessments of good and outstanding schools, 2009 to 2015.

Evidence: a letter that speaks of an "interim assessment" [KNOW; the sentence "performance has been sustained"
REAL 2011]. No inspector visited: there are no days of an inspection, no grades, and nothing is said of a
category.
"""

from __future__ import annotations

import re

from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.opening import LONGEST_OPENING, is_letter
from pipelines.documents.report.outcomes import read_outcome
from pipelines.documents.report.text import ReportText

KIND = "interim"
ASSESSMENT = re.compile(r"interim assessment\b")
NOT_PRINTED = "inspection_days_not_found"


def recognises(report: ReportText) -> bool:
    """Whether it is a letter on an interim assessment."""
    return is_letter(report) and ASSESSMENT.search(report.flat, 0, LONGEST_OPENING) is not None


def read(report: ReportText) -> ParsedReport:
    """The outcome."""
    details = read_details(report)
    outcome = read_outcome(report, KIND)
    return ParsedReport(
        framework=None,
        kind=KIND,
        urn=details.urn,
        publication_date=details.publication_date,
        outcome=outcome.words,
        outcome_locator=outcome.locator,
        school_name=details.school_name,
        doubts=(*(doubt for doubt in details.doubts if doubt.code != NOT_PRINTED), *outcome.doubts),
    )
