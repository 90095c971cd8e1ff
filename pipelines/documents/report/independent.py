"""Additional inspections of independent schools: monitoring, material change, pre-registration.

Evidence: "Unique reference number (URN)", a heading "… inspection report:" with a day beside it, "Overall
outcome" and a sentence on the independent school standards [REAL 2026: heads of eight reports; emergency and
evaluation of action plans KNOW]. No grades; the outcome is that sentence up to "independent school
standards". Standard inspections are laid out as those of other schools and read there. Independent schools
are in no category of concern.
"""

from __future__ import annotations

import re

from pipelines.documents.report.dates import DAYS
from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.outcomes import UNCLEAR
from pipelines.documents.report.text import ReportText

HEAD = 2500
KINDS = "progress monitoring|material change|pre-registration|emergency|additional"
HEADING = re.compile(rf"\b(?P<kind>{KINDS})\b.{{0,60}}?\binspection\b.{{0,60}}?\breport ?:")
# The day stands in a column of its own: before, between or after the words of the heading.
HEADING_DAY = re.compile(rf"\b(?:{KINDS})\b.{{0,40}}?(?<![\d/])({DAYS})(?=.{{0,60}}?\boverall outcome\b)")
OUTCOME_LABEL = "overall outcome"
OUTCOME = re.compile(
    r"\boverall outcome (?P<words>the school (?:is (?:not )?likely to meet|is unlikely to meet|does not meet|"
    r"meets|did not meet|met) (?:all (?:of )?)?the (?:relevant )?independent school standards)\b"
)


def recognises(report: ReportText) -> bool:
    """Whether it opens as the report of an additional inspection does."""
    return OUTCOME_LABEL in report.flat[:HEAD] and HEADING.search(report.flat, 0, HEAD) is not None


def read(report: ReportText) -> ParsedReport:
    """The outcome against the independent school standards."""
    heading = HEADING.search(report.flat, 0, HEAD)
    outcome = OUTCOME.search(report.flat, 0, HEAD)
    details = read_details(report, HEADING_DAY)
    assert heading is not None
    return ParsedReport(
        framework=None,
        kind="monitoring" if heading["kind"] == "progress monitoring" else "other",
        urn=details.urn,
        inspection_number=details.inspection_number,
        inspection_start_date=details.first_day,
        inspection_end_date=details.last_day,
        publication_date=details.publication_date,
        outcome=report.quote(*outcome.span("words")) if outcome else None,
        outcome_locator=report.locator(*outcome.span()) if outcome else None,
        school_name=details.school_name,
        doubts=(*details.doubts, *(() if outcome else (UNCLEAR,))),
    )
