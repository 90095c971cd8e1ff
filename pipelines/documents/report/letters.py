"""What letters after an inspection have in common: its days and its outcome stand in sentences.

Belongs here: the days of a visit and putting the read letter together.
Does not belong here: which letter it is (short_inspection.py, monitoring_letter.py, interim_assessment.py).
"""

from __future__ import annotations

import re

from pipelines.documents.report.dates import DAYS
from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import Doubt, ParsedReport
from pipelines.documents.report.outcomes import read_outcome
from pipelines.documents.report.statements import Category, read_safeguarding
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import framework_on

# "Following my visit …, to your school on 8-9 December 2015"; "inspection that took place on 7 January 2025".
VISIT = (
    r"\b(?:following (?:my|our|the|a) (?:recent )?(?:visit|(?:short |monitoring )?inspection)\b[^.]{0,160}?"
    r"|\binspection (?:of your (?:school|academy) )?(?:(?:that|which) took place|carried out|conducted) )"
    rf"\bon ({DAYS})"
)
VISIT_DAYS = re.compile(rf"{VISIT}|\binspection dates? ?:? ?({DAYS})")


def read_letter(
    report: ReportText, kind: str, *, outcome_kind: str, category: Category, category_known: bool
) -> ParsedReport:
    """A letter's details, outcome and safeguarding sentence."""
    details = read_details(report, VISIT_DAYS)
    outcome = read_outcome(report, outcome_kind)
    safeguarding, contradictory = read_safeguarding(report, required=False, heading=True)
    framework = framework_on(details.first_day)
    doubts: tuple[Doubt, ...] = (*details.doubts, *outcome.doubts, *contradictory, *category.doubts)
    return ParsedReport(
        framework=framework.name if framework else None,
        kind=kind,
        urn=details.urn,
        inspection_number=details.inspection_number,
        inspection_start_date=details.first_day,
        inspection_end_date=details.last_day,
        publication_date=details.publication_date,
        category_of_concern=category.value,
        category_known=category_known and not category.doubts,
        category_locator=category.locator,
        outcome=outcome.words,
        outcome_locator=outcome.locator,
        judgements=safeguarding,
        school_name=details.school_name,
        doubts=doubts,
    )
