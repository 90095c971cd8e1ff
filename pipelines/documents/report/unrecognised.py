"""School reports whose layout nobody here knows, or only a part of a report: always left to a person.

Evidence that it is of a school at all: the Education Act 2005, the independent school standards, or a footer
"Inspection report: {school}, {days}" [REAL].
A category of concern is taken from the statutory sentence, which reads alike in every layout; no grade is.
"""

from __future__ import annotations

import re

from pipelines.documents.report.dates import DAYS
from pipelines.documents.report.details import INSPECTION_DAYS, read_details
from pipelines.documents.report.document import Doubt, ParsedReport
from pipelines.documents.report.statements import read_category
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import framework_on

EVIDENCE = re.compile(
    rf"\beducation act 2005\b|\bindependent school standards\b|\binspection report: .{{3,90}}?, ?{DAYS}"
)
FOOTER_DAYS = re.compile(rf"{INSPECTION_DAYS.pattern}|\binspection report: .{{3,90}}?, ?({DAYS})")


def is_of_a_school(report: ReportText) -> bool:
    """Whether anything says that a school was inspected."""
    return EVIDENCE.search(report.flat) is not None


def read(report: ReportText, why: Doubt) -> ParsedReport:
    """What identifies it, its category if the statutory sentence stands there, and why nobody read more."""
    details = read_details(report, FOOTER_DAYS)
    framework = framework_on(details.first_day)
    category = read_category(report, framework.name if framework else None)
    return ParsedReport(
        framework=None,
        kind="other",
        urn=details.urn,
        inspection_number=details.inspection_number,
        inspection_start_date=details.first_day,
        inspection_end_date=details.last_day,
        publication_date=details.publication_date,
        category_of_concern=category.value,
        category_known=category.value is not None,
        category_locator=category.locator if category.value else None,
        school_name=details.school_name,
        doubts=(why, *details.doubts, *category.doubts),
    )
