"""Letters after monitoring inspections, and after urgent ones.

Evidence: a letter ("Dear …") whose title names the inspection: "Special measures monitoring inspection of …"
[REAL 2015, 2020], "Requires improvement: monitoring inspection visit to …" [REAL 2015], serious weaknesses,
notice to improve, urgent and focused ones [KNOW].
The outcome is one sentence: taking effective action or not [REAL], more work is necessary [REAL 2025], others
[KNOW]. A school whose special measures or serious weaknesses are monitored is in that category until a letter
says "no longer". The layout of monitoring under report cards is not known: such a document is left to a
person.
"""

from __future__ import annotations

import re

from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.letters import read_letter
from pipelines.documents.report.opening import LONGEST_OPENING, is_letter
from pipelines.documents.report.statements import Category, read_category
from pipelines.documents.report.text import ReportText

MONITORED = (
    r"(?P<monitored>(?:requires )?special measures|serious weaknesses|requires (?:significant )?improvement"
    r"|notice to improve)"
)
ORDINAL = r"(?:(?:first|second|third|fourth|fifth|sixth) )?"
TITLE = re.compile(
    rf"\b{MONITORED} ?[:-]? {ORDINAL}monitoring (?:inspection|visit)(?: visit)? (?:of|to)\b"
    r"|\b(?P<focused>(?:urgent|focused monitoring|no formal designation(?: monitoring)?) inspection of)\b"
    rf"|\b{ORDINAL}(?P<plain>monitoring (?:inspection|visit)(?: visit)? (?:of|to))\b"
)
CATEGORIES = {
    "special measures": "special_measures",
    "requires special measures": "special_measures",
    "serious weaknesses": "serious_weaknesses",
    "requires significant improvement": "requires_significant_improvement",
    "notice to improve": "notice_to_improve",
}


def recognises(report: ReportText) -> bool:
    """Whether it is a letter on a monitoring or urgent inspection."""
    return is_letter(report) and TITLE.search(report.flat, 0, LONGEST_OPENING) is not None


def read(report: ReportText) -> ParsedReport:
    """The outcome, the category that goes on or ends, and safeguarding where a sentence judges it."""
    title = TITLE.search(report.flat, 0, LONGEST_OPENING)
    assert title is not None
    category = _category(report, title)
    kind = "focused_monitoring" if title["focused"] else "monitoring"
    return read_letter(
        report,
        kind,
        outcome_kind="monitoring",
        category=category,
        category_known=category.stated,
    )


def _category(report: ReportText, title: re.Match[str]) -> Category:
    """The category that the title names, unless the letter's own sentence ends it or names another."""
    stated = read_category(report, None)
    if stated.stated:
        return stated
    monitored = CATEGORIES.get(title["monitored"] or "")
    return Category(monitored, monitored is not None, report.locator(*title.span()) if monitored else None)
