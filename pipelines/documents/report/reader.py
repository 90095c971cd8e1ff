"""Reads a report from its bytes or its text.

Belongs here: the way from text to reading. Does not belong here: any layout.
"""

from __future__ import annotations

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import unrecognised
from pipelines.documents.report.document import Doubt, ParsedReport
from pipelines.documents.report.identify import fitting_layouts, refuse_other_remits
from pipelines.documents.report.text import ReportText, read_pages

UNKNOWN_LAYOUT = Doubt(
    "layout_not_recognised", "It is a school's, but its layout is not known, or a part is missing."
)
SEVERAL_LAYOUTS = Doubt("layout_ambiguous", "It bears the marks of more than one layout.")


def parse_report(content: bytes) -> ParsedReport:
    """Read a PDF; raises DocumentRefused where it is no school report or no PDF that can be read."""
    return parse_report_text(read_pages(content))


def parse_report_text(report: ReportText) -> ParsedReport:
    """Read a report's text; raises DocumentRefused where nothing says that it is of a school."""
    refuse_other_remits(report)
    layouts = fitting_layouts(report)
    if len(layouts) == 1:
        read: ParsedReport = layouts[0].read(report)
        return read
    if layouts or unrecognised.is_of_a_school(report):
        return unrecognised.read(report, SEVERAL_LAYOUTS if layouts else UNKNOWN_LAYOUT)
    raise DocumentRefused(
        "not_a_school_report", "Nothing in it says that it is the report of a school inspection."
    )
