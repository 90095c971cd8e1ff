"""Writes a document in the layout that its kind and its day ask for.

Belongs here: which layout that is. Does not belong here: any layout.
"""

from __future__ import annotations

from collections.abc import Callable

from replica.reports import (
    common_inspection_2015,
    conversion_letter,
    education_inspection,
    independent,
    letters,
    monitoring,
    report_card,
    section5_2005,
    section5_2009,
    section5_2012,
    ungraded,
)
from replica.reports.document import ReportDocument
from replica.reports.typesetting import Pages

Layout = Callable[[ReportDocument], Pages]


def _picture(document: ReportDocument) -> Pages:
    """A page that was scanned: a picture, and no text that a program could read."""
    report = Pages()
    report.picture()
    return report


GRADED: dict[str, Layout] = {
    "section5_2005": section5_2005.pages,
    "section5_2009": section5_2009.pages,
    "section5_2012": section5_2012.pages,
    "common_inspection_2015": common_inspection_2015.pages,
    "education_inspection_2019": education_inspection.pages,
    "education_inspection_2024": education_inspection.pages,
}
OTHERS: dict[str, Layout] = {
    "card": report_card.pages,
    "ungraded": ungraded.pages,
    "short": letters.short_inspection,
    "monitoring": monitoring.pages,
    "focused": letters.focused,
    "interim": letters.interim_assessment,
    "conversion": conversion_letter.pages,
    "independent_additional": independent.pages,
    "unreadable": _picture,
}


def report_pdf(document: ReportDocument) -> bytes:
    """The file's bytes: the same document gives the same bytes, on any machine and on any day.

    Raises ValueError for a graded report of a framework that has none, UnicodeEncodeError for letters outside
    Windows-1252.
    """
    if document.kind != "graded":
        layout = OTHERS[document.kind]
    elif document.framework in GRADED:
        layout = GRADED[document.framework]
    else:
        raise ValueError(f"{document.framework} has no graded reports: write kind 'card'")
    return layout(document).as_pdf(f"{document.school_name}: inspection report")
