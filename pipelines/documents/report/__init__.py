"""Inspection reports and letters: PDF files of the reports site, read into judgements with quoted lines.

Belongs here: the text of a PDF, telling its layout, one small reader for each layout, what makes it certain.
Does not belong here: pages of the site, inspection identity, comparisons.
A report that is in doubt yields no grade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.documents.report.contract import to_contract_json
    from pipelines.documents.report.document import ParsedReport, ReportJudgement
    from pipelines.documents.report.reader import parse_report, parse_report_text
    from pipelines.documents.report.text import ReportText, pages_from_text, read_pages

__all__ = [
    "ParsedReport",
    "ReportJudgement",
    "ReportText",
    "pages_from_text",
    "parse_report",
    "parse_report_text",
    "read_pages",
    "to_contract_json",
]

HOMES = {
    "ParsedReport": "document",
    "ReportJudgement": "document",
    "ReportText": "text",
    "pages_from_text": "text",
    "parse_report": "reader",
    "parse_report_text": "reader",
    "read_pages": "text",
    "to_contract_json": "contract",
}


def __getattr__(name: str) -> Any:
    """Import on first use: a night with no new report needs no PDF library."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
