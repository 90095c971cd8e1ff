"""Ungraded inspections (section 8 of good and outstanding schools), September 2019 to November 2025.

Evidence: "Inspection dates", a heading "Outcome" and no table of grades before "What is it like to attend
this school?"; titles "Inspection of a good school: …" [REAL 2023] or "Inspection of …" [KNOW].
The outcome is given in the words of management information where one wording alone fits: a school that
continues to be good, with evidence of improvement [REAL 2023]; concerns, outstanding schools, and the
outcomes since September 2024 [KNOW].
"""

from __future__ import annotations

import re

from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.opening import is_letter, opening_ends
from pipelines.documents.report.outcomes import read_outcome
from pipelines.documents.report.statements import read_safeguarding
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import framework_on

KIND = "ungraded"
DATES = re.compile(r"inspection dates?\b")
OUTCOME = re.compile(r"^outcome$", re.MULTILINE)
GRADES = re.compile(r"quality of education (?:outstanding|good|requires improvement|inadequate)\b")


def recognises(report: ReportText) -> bool:
    """Whether the opening has an outcome in place of grades."""
    end = opening_ends(report)
    return (
        DATES.search(report.flat, 0, end) is not None
        and OUTCOME.search(report.folded, 0, end) is not None
        and GRADES.search(report.flat, 0, end) is None
        and not is_letter(report)
    )


def read(report: ReportText) -> ParsedReport:
    """The outcome, and whether safeguarding is effective."""
    details = read_details(report)
    end = opening_ends(report)
    heading = OUTCOME.search(report.folded, 0, end)
    outcome = read_outcome(report, KIND, heading.end() if heading else 0, end)
    safeguarding, unsaid = read_safeguarding(report, required=True)
    framework = framework_on(details.first_day)
    return ParsedReport(
        framework=framework.name if framework else None,
        kind=KIND,
        urn=details.urn,
        inspection_number=details.inspection_number,
        inspection_start_date=details.first_day,
        inspection_end_date=details.last_day,
        publication_date=details.publication_date,
        outcome=outcome.words,
        outcome_locator=outcome.locator,
        judgements=safeguarding,
        school_name=details.school_name,
        doubts=(*details.doubts, *outcome.doubts, *unsaid),
    )
